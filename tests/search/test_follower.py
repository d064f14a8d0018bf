"""The index follows the log, whatever happens on the way."""

import json
import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from recruitment.core import clock
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.search import follower as following
from recruitment.search import heartbeat
from recruitment.search.cursor import OVERLAP, Cursor
from recruitment.search.follower import bring_up_to_date, follow, rebuild
from recruitment.search.heartbeat import index_health
from recruitment.search.index import WriterBusy, forget, index_folder, reading, writing
from recruitment.vacancies.tables import AdvertChange
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, a_point, an_advert, announce, asked, leave, titles
from tests.builders.search import follow as catch_up
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("index")


def test_a_change_is_followed() -> None:
    catch_up()
    advert = an_advert(title="Cook")
    catch_up()
    assert titles(q="cook") == ["Cook"]
    advert.title = "Baker"
    announce(advert)
    catch_up()
    assert titles(q="cook") == []
    assert titles() == titles(q="baker") == ["Baker"]


def test_the_same_change_twice_is_there_once() -> None:
    advert = an_advert()
    catch_up()
    for _ in range(3):
        announce(advert)
        catch_up()
    assert asked().total == reading().searcher.num_docs == 1


@pytest.mark.parametrize("state", ["withdrawn", "filled", "unfilled"])
def test_what_leaves_disappears(state: str) -> None:
    advert = an_advert()
    catch_up()
    leave(advert, state)
    catch_up()
    assert reading().searcher.num_docs == 0


def test_a_rebuild_equals_what_was_followed() -> None:
    catch_up()
    category = a_category()
    for number in range(12):
        advert = an_advert(
            an_organisation("orkney-islands-council" if number % 3 else "fife-council"),
            title=f"Post {number}",
            category_code=category.code if number % 2 else None,
            at=a_point(56 + number / 10, -3),
            patterns=["full_time", "shift"] if number % 4 else ["part_time"],
        )
        catch_up()
        if number % 5 == 0:
            leave(advert)
    catch_up()
    followed = asked(q="post")
    rebuild()
    rebuilt = asked(q="post")
    assert [hit.vacancy.id for hit in rebuilt.hits] == [hit.vacancy.id for hit in followed.hits]
    assert (rebuilt.total, rebuilt.choices) == (followed.total, followed.choices)
    assert rebuilt.total == 9


def test_an_index_that_is_gone_or_broken_is_made_anew() -> None:
    an_advert(title="Cook")
    catch_up()
    folder = index_folder()
    folder.meta.write_text("{")
    catch_up()
    assert titles() == ["Cook"]
    forget(folder)
    catch_up()
    assert titles() == ["Cook"]
    folder.cursor.write_text("nonsense")
    catch_up()
    assert titles() == ["Cook"]


def test_a_reader_survives_an_index_made_anew() -> None:
    an_advert(title="Cook")
    catch_up()
    assert titles() == ["Cook"]
    forget(index_folder())
    an_advert(title="Baker")
    catch_up()
    assert sorted(titles()) == ["Baker", "Cook"]


@pytest.mark.dialect
def test_a_log_that_does_not_reach_back_means_a_rebuild() -> None:
    """As after a trimmed log, or with another database put in its place."""
    heard = an_advert()
    catch_up()
    unheard = a_vacancy(an_organisation(), title="Never in the log")
    announce(heard)
    catch_up()
    assert titles() == [heard.title]
    db.session.execute(removing(System("index"), AdvertChange))
    announce(heard)
    catch_up()
    assert asked().total == 2
    assert unheard.title in titles()


@pytest.mark.dialect
def test_numbers_that_commit_out_of_order_are_not_missed() -> None:
    """PostgreSQL gives a number when a row is written, and shows it when its transaction commits."""
    advert = an_advert(title="First")
    catch_up()
    start = Cursor.read(index_folder().cursor)
    assert start is not None
    late = a_vacancy(an_organisation(), title="Late")
    db.session.add(AdvertChange(sequence=start.sequence + 3, vacancy_id=advert.id))
    catch_up()
    ahead = Cursor.read(index_folder().cursor)
    assert ahead is not None and ahead.missing - start.missing == {start.sequence + 1, start.sequence + 2}
    db.session.add(AdvertChange(sequence=start.sequence + 1, vacancy_id=late.id))
    catch_up()
    assert sorted(titles()) == ["First", "Late"]
    behind = Cursor.read(index_folder().cursor)
    assert behind is not None and behind.missing - start.missing == {start.sequence + 2}
    assert behind.sequence == ahead.sequence


def test_gaps_are_not_waited_for_without_end() -> None:
    advert = an_advert()
    catch_up()
    start = Cursor.read(index_folder().cursor)
    assert start is not None
    db.session.add(AdvertChange(sequence=start.sequence + 5 * OVERLAP, vacancy_id=advert.id))
    catch_up()
    cursor = Cursor.read(index_folder().cursor)
    assert cursor is not None and len(cursor.missing) == OVERLAP - 1


def test_a_crash_between_index_and_cursor_loses_and_doubles_nothing() -> None:
    catch_up()
    before = index_folder().cursor.read_text()
    an_advert(title="Cook")
    catch_up()
    index_folder().cursor.write_text(before)
    catch_up()
    assert reading().searcher.num_docs == 1


def test_an_advert_that_cannot_be_indexed_keeps_no_other_waiting(caplog: pytest.LogCaptureFixture) -> None:
    catch_up()
    odd = an_advert(title="Odd", patterns=[7])
    an_advert(title="Even")
    catch_up()
    assert titles() == ["Even"]
    assert f"advert {odd.reference} cannot be indexed" in caplog.text


def test_only_one_writes() -> None:
    with writing(index_folder()), pytest.raises(WriterBusy):
        bring_up_to_date()
    bring_up_to_date()


def test_the_database_may_go_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure is told, and following goes on; nothing is skipped."""
    an_advert(title="Cook")
    stop, failures = threading.Event(), []
    whole = following.queries.published_adverts

    def failing_once(ids: list[int]) -> list[object]:
        if not failures:
            failures.append(ids)
            raise OperationalError("SELECT", {}, Exception("server closed the connection"))
        stop.set()
        return whole(ids)

    monkeypatch.setattr(following.queries, "published_adverts", failing_once)
    monkeypatch.setattr(following, "PAUSE", 0.0)
    follow(app, stop)
    assert len(failures) == 1
    assert titles() == ["Cook"]


def test_a_follower_that_is_asked_rebuilds() -> None:
    catch_up()
    a_vacancy(an_organisation(), title="Never in the log")
    index_folder().wish.touch()
    catch_up()
    assert titles() == ["Never in the log"]
    assert not index_folder().wish.exists()


def test_a_rebuild_waits_for_nobody_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "SILENCE", 0.0)
    with writing(index_folder()), pytest.raises(heartbeat.NobodyFollows):
        rebuild()


def test_health_says_how_far_behind_the_index_is(app: Flask) -> None:
    assert index_health(System("health")).adverts is None
    an_advert()
    catch_up()
    index_folder().heartbeat.unlink()
    fresh = index_health(System("health"))
    assert (fresh.adverts, fresh.behind, fresh.lag, fresh.is_ready, fresh.is_followed) == (1, 0, 0.0, True, False)
    advert = an_advert()
    announce(advert)
    change = db.session.scalars(visible(System("index"), AdvertChange).order_by(AdvertChange.sequence)).all()[-2]
    change.at = clock.now() - timedelta(seconds=90)
    index_folder().heartbeat.write_text(json.dumps({"at": clock.now().isoformat(), "sequence": 1}))
    db.session.commit()
    late = index_health(System("health"))
    assert (late.behind, late.is_followed, late.lag >= 90) == (2, True, True)
