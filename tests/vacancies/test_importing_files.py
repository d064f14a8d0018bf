"""A whole file of adverts: committed as it goes, its outcome a number and a report."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies import importing
from recruitment.vacancies.importing import ImportResult, run_import
from recruitment.vacancies.importing_rows import LONGEST_LINE
from recruitment.vacancies.tables import Vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "adverts.jsonl"


def run(file: Path, *lines: Any, progress: Any = lambda _line: None, **choices: bool) -> ImportResult:
    if lines:
        written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        file.write_bytes(b"\n".join(written) + b"\n")
    told = {"create_organisations": True, "dry_run": False, "move_closing_dates": False, **choices}
    return run_import(file, **told, progress=progress)


def advert(number: int) -> dict[str, str]:
    return {"employer": "Example Trust", "title": "Xyzzy", "reference": str(number), "closing_text": "1/12/2098"}


def stored() -> int:
    return len(db.session.scalars(visible(System("import"), Vacancy)).all())


def test_all_is_well(file: Path) -> None:
    result = run(file, advert(1), advert(2))
    assert (result.exit_code, result.problem, stored()) == (0, "", 2)
    told = json.loads(json.dumps(result.as_dict()))
    assert told["counts"] == {
        "imported": 2, "updated": 0, "unchanged": 0, "refused": 0, "imported_with_doubts": 2,
    }  # fmt: skip
    assert told["rows"][1]["line"] == 2
    assert told["rows"][1]["doubts"]
    assert result.summary == "2 imported, 0 updated, 0 unchanged, 0 refused; 2 of those imported have doubts"


def test_some_are_refused(file: Path) -> None:
    result = run(file, advert(1), b"{", advert(3))
    assert (result.exit_code, stored()) == (1, 2)


@pytest.mark.parametrize("lines", [(b"{", b"[]"), (b"PK\x03\x04\x00",), (gzip.compress(b"{}"),)])
def test_what_is_no_file_of_adverts(file: Path, lines: tuple[bytes, ...]) -> None:
    result = run(file, *lines)
    assert result.exit_code == 2
    assert "no line that is a JSON object" in result.problem


def test_a_file_that_is_not_there_or_is_a_folder(file: Path, tmp_path: Path) -> None:
    for path in (file, tmp_path):
        result = run(path)
        assert (result.exit_code, result.rows) == (2, ())
        assert "cannot be read" in result.problem


def test_a_file_without_adverts_has_nothing_wrong(file: Path) -> None:
    assert run(file, b"", b"  ").exit_code == 0


def test_windows_line_ends_and_a_byte_order_mark(file: Path) -> None:
    lines = "\r\n".join(json.dumps(advert(number)) for number in range(3))
    file.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    assert run(file).exit_code == 0
    assert stored() == 3


def test_an_endless_line_is_refused_and_the_next_one_read(file: Path) -> None:
    result = run(file, b"x" * (9 * LONGEST_LINE), advert(2))
    assert [(row.line, row.status) for row in result.rows] == [(1, "refused"), (2, "imported")]
    assert "longer than" in result.rows[0].reason


def test_many_lines_are_committed_in_batches_and_told_of(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    monkeypatch.setattr(importing, "SILENCE", 0.0)
    heard: list[str] = []
    result = run(file, *map(advert, range(10)), advert(0), progress=heard.append)
    assert result.rows[10].reason == "It is the same advert as in line 1."
    assert (result.exit_code, stored()) == (1, 10)
    assert heard[0] == "Importing adverts: 1 lines read"


def test_a_dry_run_of_several_batches_stores_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    result = run(file, *map(advert, range(5)), dry_run=True)
    assert result.counts["imported"] == 5
    assert stored() == 0


def test_a_file_that_breaks_off_keeps_what_was_committed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    lines = importing._lines

    def broken(source: Any) -> Any:
        yield from (line for line, _ in zip(lines(source), range(3), strict=False))
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(importing, "_lines", broken)
    result = run(file, *map(advert, range(5)))
    assert (result.exit_code, len(result.rows), stored()) == (2, 2, 2)
    assert "Input/output error" in result.problem
