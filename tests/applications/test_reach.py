"""Who reads what of an application."""

import pytest

from recruitment.applications.profile_queries import employment, one_of
from recruitment.applications.profile_tables import PARTS, Employment
from recruitment.applications.queries import (
    applications_of_person,
    applications_of_vacancy,
    count_by_state,
    count_by_vacancy,
    the_application,
    whole_application,
)
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Cosla, Operator, Public, Role
from recruitment.extensions import db
from recruitment.vacancies.tables import PanelSeat
from tests.builders.accounts import a_member, an_account, as_candidate, as_staff
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def application():
    return an_application(a_vacancy(an_organisation()), scheme="veteran", needs="A ramp", given_name="Ailsa")


def test_the_candidate_reads_all_of_their_own(application) -> None:
    whole = whole_application(Candidate(application.account_id), application.id)
    assert None not in (whole.contact, whole.history, whole.referees, whole.declaration, whole.guarantee, whole.support)
    assert whole.answers
    assert whole.progress


def test_a_recruiter_reads_all_of_their_organisations(application) -> None:
    whole = whole_application(as_staff(an_organisation()), application.id)
    assert None not in (whole.contact, whole.history, whole.referees, whole.declaration, whole.guarantee, whole.support)


def test_a_hiring_manager_reads_neither_claim_nor_declarations_nor_referees(application) -> None:
    whole = whole_application(as_staff(an_organisation(), Role.HIRING_MANAGER), application.id)
    assert (whole.referees, whole.declaration, whole.guarantee) == (None, None, None)
    assert whole.contact is not None
    assert whole.support is not None


def test_a_panel_member_reads_only_where_they_sit(application) -> None:
    fife = an_organisation()
    person = a_member(fife, Role.PANEL_MEMBER).id
    viewer = as_staff(fife, Role.PANEL_MEMBER, person=person)
    with pytest.raises(NotVisible):
        whole_application(viewer, application.id)
    db.session.add(PanelSeat(organisation_id=fife.id, vacancy_id=application.vacancy_id, account_id=person))
    db.session.commit()
    whole = whole_application(viewer, application.id)
    assert whole.answers
    assert (whole.referees, whole.declaration, whole.guarantee, whole.support) == (None, None, None, None)
    elsewhere = an_application(a_vacancy(fife))
    with pytest.raises(NotVisible):
        whole_application(viewer, elsewhere.id)


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: as_candidate(),
        lambda: as_staff(an_organisation("orkney-islands-council"), *Role),
        lambda: Cosla(an_account().id),
        lambda: Operator(an_account().id),
        lambda: Public(),
    ],
    ids=["another candidate", "another organisation", "COSLA", "operator", "public"],
)
def test_nobody_else_reads_anything(application, stranger) -> None:
    viewer = stranger()
    for read in (the_application, whole_application):
        with pytest.raises(NotVisible):
            read(viewer, application.id)


def test_a_draft_is_the_candidates_alone() -> None:
    vacancy = a_vacancy(an_organisation())
    draft = a_draft(vacancy)
    recruiter = as_staff(an_organisation(), *Role)
    with pytest.raises(NotVisible):
        the_application(recruiter, draft.id)
    assert applications_of_vacancy(recruiter, vacancy.id) == []
    assert count_by_state(recruiter, vacancy.id) == {}
    assert the_application(Candidate(draft.account_id), draft.id).id == draft.id


def test_applicants_in_the_order_of_receipt() -> None:
    vacancy = a_vacancy(an_organisation())
    first, second, third = (an_application(vacancy, state=state) for state in ("submitted", "interview", "submitted"))
    an_application(a_vacancy(an_organisation()))
    recruiter = as_staff(an_organisation())
    found = applications_of_vacancy(recruiter, vacancy.id)
    assert [one.application.id for one in found] == [first.id, second.id, third.id]
    assert found[0].contact.family_name == f"Applicant {first.id}"
    assert [one.application.id for one in applications_of_vacancy(recruiter, vacancy.id, "interview")] == [second.id]
    assert [one.application.id for one in applications_of_vacancy(recruiter, vacancy.id, offset=1, limit=1)] == [
        second.id
    ]
    assert count_by_state(recruiter, vacancy.id) == {"submitted": 2, "interview": 1}
    assert count_by_vacancy(recruiter, [vacancy.id]) == {vacancy.id: 3}


def test_a_person_lists_their_own_applications() -> None:
    account = an_account()
    ours = [an_application(a_vacancy(an_organisation()), account=account) for _ in range(2)]
    an_application(a_vacancy(an_organisation()))
    found = applications_of_person(Candidate(account.id))
    assert {one.id for one in found} == {one.id for one in ours}
    assert found[0].organisation.name == "Fife Council"


def test_a_profile_is_the_persons_alone() -> None:
    account = an_account()
    a_profile(account)
    (job,) = employment(Candidate(account.id))
    with pytest.raises(NotVisible):
        one_of(as_candidate(), Employment, job.id)
    for part in PARTS:
        assert db.session.scalars(visible(as_candidate(), part)).all() == []
        for viewer in (as_staff(an_organisation(), *Role), Cosla(an_account().id), Public()):
            with pytest.raises(NotVisible):
                visible(viewer, part)
