"""Figures of what comes after closing: rolled up from what was answered, and small counts not shown in any way."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Cosla
from recruitment.extensions import db
from recruitment.reporting.actions import roll_up
from recruitment.reporting.after_queries import after_closing
from recruitment.reporting.rules import suppressed_cells
from recruitment.vacancies.after_tables import DayOfViews, Outcome, PromiseKept, StillInPost
from recruitment.vacancies.tables import Vacancy
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

DAY = timedelta(days=1)
COSLA = Cosla(1)
TABLES = st.dictionaries(
    st.sampled_from("abcde"), st.fixed_dictionaries({name: st.integers(0, 40) for name in "xyz"}), min_size=1
)


@given(TABLES)
def test_no_hidden_count_stands_alone_in_a_row_or_column(rows: dict[str, dict[str, int]]) -> None:
    """Unless everything else there is none at all, and then the total of it is held back."""
    hidden = suppressed_cells(rows)
    assert {(row, name) for row, name in product(rows, "xyz") if 0 < rows[row][name] < 10} <= hidden
    lines = [[(row, name) for name in "xyz"] for row in rows] + [[(row, name) for row in rows] for name in "xyz"]
    for line in lines:
        alone = [cell for cell in line if cell in hidden]
        others = [cell for cell in line if cell not in hidden and rows[cell[0]][cell[1]]]
        assert len(alone) != 1 or not others


def an_ended(slug: str, outside: int, own: int = 0, *, still: int = 0, gone: int = 0, done: int | None = 0) -> Vacancy:
    """Filled, its decision due yesterday and done so many days after that."""
    organisation = an_organisation(slug)
    vacancy = a_vacancy(organisation, state="filled", posts=99, posts_filled=outside + own)
    keys = {"organisation_id": organisation.id, "vacancy_id": vacancy.id}
    due = clock.today() - DAY
    db.session.add_all([
        Outcome(**keys, ended_on=clock.today(), outside=outside, own=own, answered_by=1),
        PromiseKept(**keys, kind="decision", due_on=due, done_on=None if done is None else due + done * DAY),
        StillInPost(**keys, filled_on=clock.today(), appointed=still + gone, still=still, gone=gone, unknown=0,
                    answered_by=1, answered_at=clock.now()),
    ])  # fmt: skip
    db.session.commit()
    return vacancy


def test_counts_large_enough_are_shown_with_their_shares(database: None) -> None:
    an_ended("fife-council", 30, 10, still=36, gone=12)
    an_ended("orkney-islands-council", 20, 20)
    roll_up()
    found = after_closing(COSLA)
    fife, orkney = found.origins.lines
    assert (fife.name, fife.counts, fife.share) == (
        "Fife Council", {"outside": 30, "own": 10, "council": 0, "redeployed": 0}, 0.75,
    )  # fmt: skip
    assert (orkney.share, found.origins.total.counts["outside"]) == (0.5, 50)
    assert [(line.name, line.share) for line in found.staying.lines] == [("Fife Council", 0.75)]


def test_small_counts_and_what_would_tell_them_are_withheld(database: None) -> None:
    an_ended("fife-council", 30, 3)
    an_ended("orkney-islands-council", 20, 20)
    roll_up()
    found = after_closing(COSLA)
    fife, orkney = found.origins.lines
    assert (fife.counts["own"], fife.counts["outside"], fife.share) == (None, None, None)
    assert (orkney.counts["own"], orkney.counts["outside"]) == (None, None)
    assert found.origins.total.counts["own"] == 23, "two are hidden, so their sum tells neither"


def test_of_a_single_organisation_the_total_tells_nothing_either(database: None) -> None:
    an_ended("fife-council", 30, 3)
    roll_up()
    assert set(after_closing(COSLA).origins.total.counts.values()) == {None, 0}


def test_promises_are_kept_by_their_day_or_missed(database: None) -> None:
    for done in [0] * 12 + [1] * 7 + [None] * 5:
        an_ended("fife-council", 1, done=done)
    roll_up()
    found = after_closing(COSLA)
    assert [(line.name, line.counts) for line in found.promises.lines] == [("Fife Council", {"kept": 12, "missed": 12})]
    assert [line.name for line in found.by_kind.lines] == ["decision"]
    assert after_closing(COSLA, [1999]).promises.lines == ()


@pytest.mark.parametrize("model", [Outcome, PromiseKept, StillInPost, DayOfViews])
def test_cosla_reaches_nothing_but_figures(database: None, model: type) -> None:
    with pytest.raises(NotVisible):
        visible(COSLA, model)
