"""The list of applicants, and who stands beside whom."""

from datetime import timedelta

import pytest

from recruitment.applications.actions import advance
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Cosla, Role, Staff
from recruitment.extensions import db
from recruitment.selection.queries import (
    Listed,
    acts_on,
    applicants_page,
    beside,
    chosen_applicants,
    every_applicant,
)
from recruitment.selection.rules import PAGE, Sift
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
NAMES = (("Ailsa", "Example"), ("Mhairi", "Sample"), ("Órla", "Ágnes"), ("Bruce", "example"))


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation())


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


def applicants(vacancy: Vacancy) -> list[Application]:
    """One an hour, in the order of NAMES."""
    began = clock.now() - timedelta(hours=len(NAMES))
    return [
        an_application(vacancy, given_name=given, family_name=family, submitted_at=began + timedelta(hours=hour))
        for hour, (given, family) in enumerate(NAMES)
    ]


def names(listed: Listed) -> list[str]:
    return [row.contact.given_name for row in listed.rows]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("received", ["Ailsa", "Mhairi", "Órla", "Bruce"]),
        ("newest", ["Bruce", "Órla", "Mhairi", "Ailsa"]),
    ],
)
def test_in_the_order_asked_for(vacancy: Vacancy, recruiter: Staff, sort: str, order: list[str]) -> None:
    applicants(vacancy)
    assert names(applicants_page(recruiter, vacancy.id, Sift(sort=sort), 1)) == order


def test_by_name_whatever_its_capitals(vacancy: Vacancy, recruiter: Staff) -> None:
    for given, family in (("Mhairi", "Sample"), ("Zoe", "example"), ("Ailsa", "Example")):
        an_application(vacancy, given_name=given, family_name=family)
    assert names(applicants_page(recruiter, vacancy.id, Sift(sort="name"), 1)) == ["Ailsa", "Zoe", "Mhairi"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("mhairi", ["Mhairi"]),
        ("EXAMPLE", ["Ailsa", "Bruce"]),
        ("ailsa exam", ["Ailsa"]),
        ("example ailsa", ["Ailsa"]),
        ("órla", ["Órla"]),
        ("%", []),
        ("_", []),
        ("nobody", []),
    ],
)
def test_found_by_name(vacancy: Vacancy, recruiter: Staff, q: str, found: list[str]) -> None:
    applicants(vacancy)
    assert names(applicants_page(recruiter, vacancy.id, Sift(q=q), 1)) == found


def test_found_by_reference(vacancy: Vacancy, recruiter: Staff) -> None:
    wanted = applicants(vacancy)[2]
    listed = applicants_page(recruiter, vacancy.id, Sift(q=wanted.reference.lower()), 1)
    assert [row.application.id for row in listed.rows] == [wanted.id]


def test_one_stage_of_one_vacancy_without_drafts(vacancy: Vacancy, recruiter: Staff) -> None:
    wanted = an_application(vacancy, state="interview")
    an_application(vacancy)
    an_application(a_vacancy(an_organisation()), state="interview")
    a_draft(vacancy)
    listed = applicants_page(recruiter, vacancy.id, Sift("interview"), 1)
    assert ([row.application.id for row in listed.rows], listed.total) == ([wanted.id], 1)
    assert applicants_page(recruiter, vacancy.id, Sift(), 1).total == 2


def test_pages(vacancy: Vacancy, recruiter: Staff) -> None:
    for _ in range(PAGE + 2):
        an_application(vacancy)
    first, second = (applicants_page(recruiter, vacancy.id, Sift(), page) for page in (1, 2))
    assert (len(first.rows), len(second.rows), first.total, first.pages) == (PAGE, 2, PAGE + 2, 2)
    assert applicants_page(recruiter, vacancy.id, Sift(), 99).page == 2
    assert applicants_page(recruiter, vacancy.id, Sift(), -1).page == 1
    assert len(every_applicant(recruiter, vacancy.id, Sift())) == PAGE + 2


def test_an_empty_list_is_one_page(vacancy: Vacancy, recruiter: Staff) -> None:
    assert applicants_page(recruiter, vacancy.id, Sift(), 1) == Listed((), 0, 1)
    assert Listed((), 0, 1).pages == 1


def test_a_guarantee_is_shown_to_recruiters_alone(vacancy: Vacancy, recruiter: Staff) -> None:
    an_application(vacancy, scheme="disabled")
    manager = as_staff(an_organisation(), Role.HIRING_MANAGER)
    (seen,) = applicants_page(recruiter, vacancy.id, Sift(), 1).rows
    (hidden,) = applicants_page(manager, vacancy.id, Sift(), 1).rows
    assert (seen.claims_interview, hidden.claims_interview) == (True, False)


def test_another_organisation_lists_nobody(vacancy: Vacancy) -> None:
    applicants(vacancy)
    stranger = as_staff(an_organisation("orkney-islands-council"), *Role)
    assert applicants_page(stranger, vacancy.id, Sift(), 1).total == 0
    assert every_applicant(stranger, vacancy.id, Sift()) == ()


def test_cosla_reaches_nothing(vacancy: Vacancy) -> None:
    with pytest.raises(NotVisible):
        applicants_page(Cosla(1), vacancy.id, Sift(), 1)


def test_a_panel_member_lists_where_they_sit(vacancy: Vacancy) -> None:
    applicants(vacancy)
    member = as_staff(an_organisation(), Role.PANEL_MEMBER)
    assert applicants_page(member, vacancy.id, Sift(), 1).total == 0
    db.session.add(PanelSeat(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=member.person))
    db.session.commit()
    assert applicants_page(member, vacancy.id, Sift(), 1).total == len(NAMES)


def test_those_chosen_are_of_this_vacancy(vacancy: Vacancy, recruiter: Staff) -> None:
    ours, other = an_application(vacancy), an_application(a_vacancy(an_organisation()))
    rows = chosen_applicants(recruiter, vacancy.id, [ours.id, other.id, 999_999])
    assert [row.application.id for row in rows] == [ours.id]


def test_neighbours_in_a_list(vacancy: Vacancy, recruiter: Staff) -> None:
    first, second, third, last = applicants(vacancy)
    here = beside(recruiter, second, Sift())
    assert (here.before, here.after, here.place, here.total) == (first.id, third.id, 2, 4)
    assert beside(recruiter, first, Sift()).before is None
    assert beside(recruiter, last, Sift()).after is None
    assert beside(recruiter, second, Sift(sort="newest")).after == first.id


def test_who_left_the_list_by_a_move_still_has_neighbours_in_it(vacancy: Vacancy, recruiter: Staff) -> None:
    first, second, third, _ = applicants(vacancy)
    advance(recruiter, second, "shortlist")
    here = beside(recruiter, second, Sift("submitted"))
    assert (here.before, here.after) == (first.id, third.id)
    assert beside(recruiter, first, Sift("submitted")).after == third.id


def test_a_list_of_one(vacancy: Vacancy, recruiter: Staff) -> None:
    application = an_application(vacancy)
    here = beside(recruiter, application, Sift("offered", q="nobody"))
    assert (here.before, here.after, here.place, here.total) == (None, None, 1, 1)


def test_what_was_done_is_for_its_organisation(vacancy: Vacancy, recruiter: Staff) -> None:
    application = an_application(vacancy)
    advance(recruiter, application, "reject", reason="Because")
    assert [(act.act, act.reason) for act in acts_on(recruiter, application)] == [("reject", "Because")]
    assert acts_on(as_staff(an_organisation("orkney-islands-council")), application) == ()
