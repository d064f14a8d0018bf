"""Reads of vacancies, as different people make them."""

from datetime import timedelta

import pytest

from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Post, Public, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import desk_queries
from recruitment.vacancies.approval_actions import approve, return_, send_for_approval
from recruitment.vacancies.desk_queries import in_tray
from recruitment.vacancies.phase_counts import phase_counts, phases_by_organisation
from recruitment.vacancies.queries import (
    SOON,
    advert,
    advert_of,
    departments_of,
    listing,
)
from recruitment.vacancies.rules import PHASES, phase
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import as_candidate, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.trays import found_of
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

DAY = timedelta(days=1)


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


def one_in_each_phase(organisation: Organisation) -> dict[str, Vacancy]:
    now = clock.now()
    return {
        "scheduled": a_vacancy(organisation, public_from=now + DAY),
        "early": a_vacancy(organisation, internal_from=now - DAY, public_from=now + DAY),
        "live": a_vacancy(organisation, closes_at=None),
        "closed": a_vacancy(organisation, closes_at=now - timedelta(hours=1)),
        **{
            state: a_vacancy(organisation, state=state)
            for state in ("draft", "awaiting_approval", "approved", "filled", "unfilled", "withdrawn")
        },
    }


def test_sql_and_rule_agree_on_every_phase(fife: Organisation) -> None:
    made = one_in_each_phase(fife)
    viewer = as_staff(fife)
    assert set(made) == set(PHASES)
    assert phase_counts(viewer, [fife.id]) == dict.fromkeys(PHASES, 1)
    for name, vacancy in made.items():
        assert phase(vacancy, clock.now()) == name
        assert [found.id for found in listing(viewer, [fife.id], phase=name).vacancies] == [vacancy.id]


def test_an_advert_comes_whole(fife: Organisation) -> None:
    made = a_complete_vacancy(fife, state="published")
    for viewer in (Public(), as_candidate(), as_staff(fife)):
        found = advert(viewer, made.reference)
        assert found.vacancy.id == made.id
        assert found.organisation.name == "Fife Council"
        assert found.category is not None and found.category.code == "cleaning"
        assert [criterion.text for criterion in found.essential + found.desirable] == ["Criterion 1", "Criterion 2"]
        assert [(place.label, place.point) for place in found.workplaces] == [("Fife", None)]


@pytest.mark.parametrize("phase_name", ["draft", "awaiting_approval", "approved", "scheduled", "withdrawn"])
def test_the_public_sees_no_internal_stage(fife: Organisation, phase_name: str) -> None:
    vacancy = one_in_each_phase(fife)[phase_name]
    for viewer in (Public(), as_candidate()):
        with pytest.raises(NotVisible):
            advert(viewer, vacancy.reference)


def test_another_organisations_staff_see_what_the_public_does_not(fife: Organisation) -> None:
    stranger = as_staff(an_organisation("nhs-orkney"), *Role)
    vacancy = a_vacancy(fife)
    with pytest.raises(NotVisible):
        advert_of(stranger, vacancy.id)
    assert listing(stranger, [fife.id]).total == 0
    assert sum(phase_counts(stranger, [fife.id]).values()) == 0


def test_a_panel_member_sees_the_vacancies_they_sit_on(fife: Organisation) -> None:
    member = as_staff(fife, Role.PANEL_MEMBER)
    theirs, other = a_complete_vacancy(fife, state="published"), a_vacancy(fife)
    db.session.add(PanelSeat(organisation_id=fife.id, vacancy_id=theirs.id, account_id=member.person))
    db.session.commit()
    assert [vacancy.id for vacancy in listing(member, [fife.id]).vacancies] == [theirs.id]
    assert len(advert_of(member, theirs.id).criteria) == 2
    with pytest.raises(NotVisible):
        advert_of(member, other.id)


@pytest.mark.parametrize(
    ("words", "found"),
    [("cleaner", 2), ("CLEAN", 2), ("school cleaner", 1), ("cleaner 10%", 0), ("POS-77", 1), ("nothing", 0), ("", 3)],
)
def test_a_list_is_searched_by_title_and_reference(fife: Organisation, words: str, found: int) -> None:
    a_vacancy(fife, title="School Cleaner")
    a_vacancy(fife, title="Street Cleaner", own_reference="POS-77")
    a_vacancy(fife, title="Cook")
    assert listing(as_staff(fife), [fife.id], words=words).total == found


def test_a_list_has_pages_and_never_an_empty_last_one(fife: Organisation) -> None:
    made = [a_vacancy(fife).id for _ in range(5)]
    viewer = as_staff(fife)
    first = listing(viewer, [fife.id], page_size=2)
    assert (first.total, first.page, first.pages, len(first.vacancies)) == (5, 1, 3, 2)
    beyond = listing(viewer, [fife.id], page_size=2, page=99)
    assert (beyond.page, len(beyond.vacancies)) == (3, 1)
    below = listing(viewer, [fife.id], page_size=2, page=-1)
    assert below.page == 1
    every = [each.id for number in (1, 2, 3) for each in listing(viewer, [fife.id], page_size=2, page=number).vacancies]
    assert sorted(every) == sorted(made)


def test_staff_of_two_see_both_and_may_narrow(fife: Organisation) -> None:
    orkney = an_organisation("orkney-islands-council")
    roles = frozenset({Role.RECRUITER})
    both = Staff(as_staff(fife).person, (Post(fife.id, roles), Post(orkney.id, roles)))
    a_vacancy(fife), a_vacancy(orkney)
    assert listing(both, both.organisation_ids).total == 2
    assert listing(both, [orkney.id]).total == 1


def test_what_closes_first_waits_first(fife: Organisation) -> None:
    now = clock.now()
    late = a_vacancy(fife, closes_at=now + 5 * DAY)
    open_ended = a_vacancy(fife, closes_at=None)
    soon = a_vacancy(fife, closes_at=now + DAY)
    drafts = [a_vacancy(fife, state="draft", closes_at=now + days * DAY) for days in (9, 8)]
    a_vacancy(an_organisation("nhs-orkney"))
    viewer = as_staff(fife)
    trays = [in_tray(viewer, [fife.id], each) for each in ("live", "closed", "draft")]
    live, nothing, written = found_of(viewer, trays, 2)
    assert live == ([soon.id, late.id], 3)
    assert nothing == ([], 0)
    assert written == ([draft.id for draft in reversed(drafts)], 2)
    assert found_of(viewer, trays)[0] == ([soon.id, late.id, open_ended.id], 3)


def test_what_nobody_tidies_is_counted_so_far_and_no_further(
    fife: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_queries, "COUNTED", 2)
    viewer = as_staff(fife)
    made = []
    for counted in (1, 2, 3, 3):
        made.append(a_vacancy(fife, state="draft", closes_at=None).id)
        assert found_of(viewer, [in_tray(viewer, [fife.id], "draft")]) == [(made, counted)]


def test_live_is_told_by_whether_it_closes_soon(fife: Organisation) -> None:
    now, viewer = clock.now(), as_staff(fife)
    far = [a_vacancy(fife, closes_at=closes) for closes in (None, now + SOON + DAY / 2)]
    near = a_vacancy(fife, closes_at=now + SOON - DAY / 2)
    a_vacancy(an_organisation("nhs-orkney"))
    counts = phases_by_organisation(viewer, [fife.id])[fife.id]
    assert (counts["live"], counts["closing"], counts["open"]) == (3, 1, 2)
    trays = [in_tray(viewer, [fife.id], each) for each in ("closing", "open")]
    assert [keys for keys, _ in found_of(viewer, trays)] == [[near.id], [far[1].id, far[0].id]]


def test_a_person_is_found_as_author_sender_or_approver(fife: Organisation) -> None:
    author, sender, approver = (as_staff(fife, role) for role in (Role.RECRUITER, Role.RECRUITER, Role.APPROVER))
    as_staff(fife, Role.APPROVER)
    returned, approved = (a_complete_vacancy(fife, created_by=author.person) for _ in range(2))
    other = a_vacancy(fife)
    for vacancy in (returned, approved):
        send_for_approval(sender, vacancy)
    return_(approver, returned, "Too long")
    approve(approver, approved)
    for person in (author, sender, approver):
        found = listing(author, [fife.id], person=person.person)
        assert {vacancy.id for vacancy in found.vacancies} == {returned.id, approved.id}
        assert found.total == 2
    assert listing(author, [fife.id], person=other.id + 999).total == 0


def test_a_department_is_found_by_its_name(fife: Organisation) -> None:
    roads = a_vacancy(fife, department="Roads")
    a_vacancy(fife, department="Education")
    a_vacancy(an_organisation("nhs-orkney"), department="Roads")
    viewer = as_staff(fife)
    assert [vacancy.id for vacancy in listing(viewer, [fife.id], department="Roads").vacancies] == [roads.id]
    assert departments_of(viewer, [fife.id]) == ["Education", "Roads"]
