"""Lists of saved vacancies: each vacancy once, within bounds, joined on signing in, forgotten when unused."""

from datetime import timedelta

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Public, Role, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.search import saved_actions
from recruitment.search.saved_actions import UNUSED_FOR, begin_list, forget_unused, merge, note_use, remove, save
from recruitment.search.saved_queries import holder_of, saved_rows, saved_vacancies
from recruitment.search.saved_tables import SavedList, SavedVacancy
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_candidate, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.search import later
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]


def vacancies(number: int, **facts: object) -> list[Vacancy]:
    return [a_vacancy(an_organisation(), title=f"Post {each}", **facts) for each in range(number)]


def titles(viewer: Viewer) -> list[str]:
    return [line.title for line in saved_vacancies(viewer)]


def a_list() -> TokenHolder:
    return begin_list()[0]


@pytest.mark.parametrize("whose", [as_candidate, a_list])
def test_a_vacancy_is_saved_once_and_removed(whose) -> None:
    viewer, (one, other) = whose(), vacancies(2)
    assert [save(viewer, one), save(viewer, one), save(viewer, other)] == [True, False, True]
    assert sorted(titles(viewer)) == ["Post 0", "Post 1"]
    remove(viewer, one.reference)
    remove(viewer, one.reference)
    assert titles(viewer) == ["Post 1"]


def test_open_ones_that_close_soonest_stand_first() -> None:
    viewer, now = as_candidate(), clock.now()
    for title, closes in (("Late", 9), ("Soon", 1), ("Over", -1)):
        save(viewer, a_vacancy(an_organisation(), title=title, closes_at=now + timedelta(days=closes)))
    save(viewer, a_vacancy(an_organisation(), title="Never", closes_at=None))
    assert titles(viewer) == ["Soon", "Late", "Never", "Over"]


def test_a_withdrawn_one_keeps_the_title_its_owner_saved() -> None:
    viewer, (vacancy,) = as_candidate(), vacancies(1)
    save(viewer, vacancy)
    vacancy.state = "withdrawn"
    db.session.flush()
    (line,) = saved_vacancies(viewer)
    assert (line.title, line.phase, line.hit) == ("Post 0", "withdrawn", None)


def test_a_full_list_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_actions, "MOST", 2)
    viewer, (one, two, three) = as_candidate(), vacancies(3)
    save(viewer, one)
    save(viewer, two)
    with pytest.raises(Refused, match="saved 2 jobs already"):
        save(viewer, three)
    assert save(viewer, two) is False


def test_only_the_key_opens_a_list() -> None:
    holder, key = begin_list()
    assert holder_of(key) == holder
    assert [holder_of(""), holder_of("another"), holder_of(f"{key}x")] == [None, None, None]
    assert key not in db.session.scalars(visible(System("keeping"), SavedList)).one().key_digest


def test_nobody_reaches_anothers_list() -> None:
    (vacancy,) = vacancies(1)
    person, browser = as_candidate(), a_list()
    save(person, vacancy)
    save(browser, vacancy)
    for stranger in (as_candidate(), a_list(), TokenHolder("invitation", browser.row)):
        assert saved_rows(stranger) == []
        remove(stranger, vacancy.reference)
    assert len(saved_rows(person)) == len(saved_rows(browser)) == 1
    assert saved_rows(Public()) == ()
    for nobody in (Public(), as_staff(an_organisation(), Role.RECRUITER)):
        with pytest.raises(NotVisible):
            visible(nobody, SavedVacancy)


def test_signing_in_joins_the_lists_each_vacancy_once() -> None:
    person, (both, mine, browsers) = as_candidate(), vacancies(3)
    browser, key = begin_list()
    for viewer, saved in ((person, (both, mine)), (browser, (browsers, both))):
        for vacancy in saved:
            save(viewer, vacancy)
    merge(person, browser)
    assert sorted(titles(person)) == ["Post 0", "Post 1", "Post 2"]
    assert holder_of(key) is None
    assert len(db.session.scalars(visible(System("keeping"), SavedVacancy)).all()) == 3


def test_lists_of_browsers_that_stay_away_are_forgotten(app: Flask) -> None:
    (vacancy,) = vacancies(1)
    person, (used, its_key), (unused, key) = as_candidate(), begin_list(), begin_list()
    for viewer in (person, used, unused):
        save(viewer, vacancy)
    with later(app, days=UNUSED_FOR.days - 1):
        note_use(used)
        forget_unused()
        assert holder_of(key) is not None
    with later(app, days=UNUSED_FOR.days + 1):
        forget_unused()
        assert (holder_of(its_key), holder_of(key)) == (used, None)
    owners = {(row.account_id, row.list_id) for row in db.session.scalars(visible(System("keeping"), SavedVacancy))}
    assert owners == {(person.person, None), (None, used.row)}


def test_an_accounts_list_goes_with_it() -> None:
    account, (vacancy,) = an_account(), vacancies(1)
    save(Candidate(account.id), vacancy)
    db.session.flush()
    db.session.delete(account)
    db.session.flush()
    assert db.session.scalars(visible(System("keeping"), SavedVacancy)).all() == []
