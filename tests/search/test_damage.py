"""An index that is lost, cut short or overwritten is noticed and made anew, and its readers say so meanwhile."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from recruitment.core import clock
from recruitment.search.follower import bring_up_to_date, rebuild, remove_older
from recruitment.search.index import IndexUnreadable, index_folder
from recruitment.search.schema import VERSION
from tests.builders.search import an_advert, titles
from tests.builders.search import follow as catch_up

pytestmark = pytest.mark.usefixtures("index")


def heal() -> list[str]:
    """What a search finds once follower and reader have each looked, as they do all the time."""
    for _ in range(3):
        try:
            return sorted(titles())
        except IndexUnreadable:
            catch_up()
    return sorted(titles())


def an_index_of_two() -> Path:
    an_advert(title="Cook")
    catch_up()
    an_advert(title="Baker")
    catch_up()
    assert heal() == ["Baker", "Cook"]
    return index_folder().documents


def files(folder: Path) -> list[str]:
    return sorted({path.suffix or path.name for path in folder.iterdir() if not path.name.startswith(".")})


@pytest.mark.parametrize("lost", ["documents", ".", "cursor.json", "documents/meta.json"])
def test_what_is_lost_is_made_anew(lost: str) -> None:
    an_index_of_two()
    path = index_folder().path / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    an_advert(title="Driver")
    catch_up()
    assert heal() == ["Baker", "Cook", "Driver"]


def test_every_kind_of_file_lost_or_cut_short(subtests: pytest.Subtests) -> None:
    folder = an_index_of_two()
    for kind in files(folder):
        for harm in ("lost", "cut short", "empty"):
            with subtests.test(kind=kind, harm=harm):
                for path in [each for each in folder.iterdir() if (each.suffix or each.name) == kind]:
                    whole = path.read_bytes()
                    path.unlink()
                    if harm != "lost":
                        path.write_bytes(whole[: len(whole) // 2] if harm == "cut short" else b"")
                # Another process would open it afresh; this one is made to.
                rename = folder / "meta.json"
                if rename.exists():
                    rename.write_bytes(rename.read_bytes())
                catch_up()
                assert heal() == ["Baker", "Cook"]


def test_a_rebuild_says_how_far_it_is() -> None:
    an_index_of_two()
    said: list[str] = []
    rebuild(said.append)
    assert said == ["Filling the search index from the database", "Indexed 2 of 2 adverts"]


def earlier(number: object, silence: float | None) -> Path:
    """A folder as an earlier version's follower leaves it."""
    folder = index_folder().path.parent / f"vacancies-{number}"
    (folder / "documents").mkdir(parents=True)
    if silence is not None:
        moment = clock.now() - timedelta(seconds=silence)
        (folder / "heartbeat.json").write_text(json.dumps({"at": moment.isoformat(), "sequence": 1}))
    return folder


def test_what_earlier_versions_left_goes_once_this_one_serves() -> None:
    idle, newer, other = earlier(VERSION - 1, 3600), earlier(VERSION + 1, 3600), earlier("x", None)
    remove_older(index_folder())
    assert idle.exists(), "this version does not serve yet"
    bring_up_to_date()
    remove_older(index_folder())
    assert not idle.exists()
    assert newer.exists() and other.exists()


def test_what_an_earlier_version_still_follows_stays() -> None:
    busy = earlier(VERSION - 1, 1)
    bring_up_to_date()
    remove_older(index_folder())
    assert busy.exists()
