"""The checks wallet: nobody but the person, until they consent, for one application, until they take it back."""

import pytest
from sqlalchemy.exc import IntegrityError

from recruitment.applications.tables import Application
from recruitment.applications.wallet_actions import forget_entry, show
from recruitment.applications.wallet_queries import consents, entries, shown_by_entry, shown_checks
from recruitment.applications.wallet_tables import CheckConsent, CheckEntry
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Cosla, Operator, Public, Role, Staff, System
from recruitment.extensions import db
from tests.builders.accounts import an_account, as_candidate, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.profiles import a_check
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def application() -> Application:
    return an_application(a_vacancy(an_organisation()))


@pytest.fixture
def viewer(application: Application) -> Candidate:
    return Candidate(application.account_id)


def two_checks(application: Application) -> tuple[CheckEntry, CheckEntry]:
    account = application.account_id
    rows = [CheckEntry(account_id=account, kind=kind, checked_on=application.started_at.date(), number=kind)
            for kind in ("pvg", "disclosure")]  # fmt: skip
    db.session.add_all(rows)
    db.session.commit()
    return rows[0], rows[1]


def numbers(viewer: Staff, application: Application) -> list[str]:
    return [one.entry.number for one in shown_checks(viewer, application.id)]


def acts(application: Application) -> list[tuple[str, str, int | None]]:
    found = visible(System("keeping"), Act).where(Act.noun == "check_consent").order_by(Act.id)
    return [(act.act, act.door, act.organisation_id) for act in db.session.scalars(found)]


def test_nothing_before_consent_then_that_entry_alone_and_nothing_afterwards(
    application: Application, viewer: Candidate
) -> None:
    recruiter = as_staff(an_organisation())
    pvg, disclosure = two_checks(application)
    assert numbers(recruiter, application) == []
    show(viewer, application, [pvg.id])
    db.session.commit()
    assert numbers(recruiter, application) == ["pvg"]
    assert db.session.scalars(visible(recruiter, CheckEntry)).all() == [pvg]
    show(viewer, application, [disclosure.id])
    db.session.commit()
    assert numbers(recruiter, application) == ["disclosure"]
    show(viewer, application, [])
    db.session.commit()
    assert numbers(recruiter, application) == []
    assert db.session.scalars(visible(recruiter, CheckConsent)).all() == []
    fife = application.organisation_id
    assert acts(application) == [("show_check", "candidate", fife), ("hide_check", "candidate", fife),
                                 ("show_check", "candidate", fife), ("hide_check", "candidate", fife)]  # fmt: skip


def test_a_council_finds_the_acts_in_its_own_record(application: Application, viewer: Candidate) -> None:
    pvg, _ = two_checks(application)
    show(viewer, application, [pvg.id])
    show(viewer, application, [])
    db.session.commit()
    recorded = visible(as_staff(an_organisation()), Act).where(Act.noun == "check_consent").order_by(Act.id)
    assert [act.act for act in db.session.scalars(recorded)] == ["show_check", "hide_check"]


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: as_candidate(),
        lambda: as_staff(an_organisation("orkney-islands-council"), *Role),
        lambda: as_staff(an_organisation(), Role.HIRING_MANAGER, Role.PANEL_MEMBER, Role.APPROVER),
        lambda: Cosla(an_account().id),
        lambda: Operator(an_account().id),
        lambda: Public(),
    ],
    ids=["another candidate", "another council", "who chooses", "COSLA", "operator", "public"],
)
def test_nobody_else_reads_what_is_shown(application: Application, viewer: Candidate, stranger) -> None:
    pvg, _ = two_checks(application)
    show(viewer, application, [pvg.id])
    db.session.commit()
    other = stranger()
    for table in (CheckEntry, CheckConsent):
        try:
            assert db.session.scalars(visible(other, table)).all() == []
        except NotVisible:
            continue


def test_another_council_to_which_the_person_applied_too_sees_only_its_own(
    application: Application, viewer: Candidate
) -> None:
    orkney = an_organisation("orkney-islands-council")
    account = db.session.merge(an_account())
    elsewhere = an_application(a_vacancy(orkney), account=account)
    elsewhere_viewer = Candidate(account.id)
    pvg, disclosure = two_checks(application)
    theirs = a_check(account, number="theirs")
    show(viewer, application, [pvg.id, disclosure.id])
    show(elsewhere_viewer, elsewhere, [theirs.id])
    db.session.commit()
    assert numbers(as_staff(orkney), elsewhere) == ["theirs"]
    assert numbers(as_staff(orkney), application) == []
    assert sorted(numbers(as_staff(an_organisation()), application)) == ["disclosure", "pvg"]


def test_one_person_who_applied_to_two_councils_shows_each_what_they_chose() -> None:
    account = an_account()
    fife, orkney = an_organisation(), an_organisation("orkney-islands-council")
    here, there = (an_application(a_vacancy(council), account=account) for council in (fife, orkney))
    viewer = Candidate(account.id)
    pvg, disclosure = two_checks(here)
    show(viewer, here, [pvg.id])
    show(viewer, there, [disclosure.id])
    db.session.commit()
    assert numbers(as_staff(fife), here) == ["pvg"]
    assert numbers(as_staff(orkney), there) == ["disclosure"]
    assert db.session.scalars(visible(as_staff(orkney), CheckEntry)).all() == [disclosure]


def test_a_draft_shows_nothing_yet() -> None:
    account = an_account()
    draft = a_draft(a_vacancy(an_organisation()), account)
    entry = a_check(account)
    show(Candidate(account.id), draft, [entry.id])
    db.session.commit()
    recruiter = as_staff(an_organisation())
    assert numbers(recruiter, draft) == []
    assert db.session.scalars(visible(recruiter, CheckConsent)).all() == []


def test_nobody_shows_what_is_not_theirs(application: Application, viewer: Candidate) -> None:
    stolen = a_check(an_account())
    with pytest.raises(Refused):
        show(viewer, application, [stolen.id])
    db.session.add(
        CheckConsent(organisation_id=application.organisation_id, application_id=application.id,
                     account_id=viewer.person, entry_id=stolen.id)
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_showing_twice_is_one_act(application: Application, viewer: Candidate) -> None:
    pvg, _ = two_checks(application)
    for _ in range(2):
        show(viewer, application, [pvg.id])
    db.session.commit()
    assert [act for act, _, _ in acts(application)] == ["show_check"]
    assert list(consents(viewer, application.id)) == [pvg.id]
    assert {entry: [one.id for one in shown] for entry, shown in shown_by_entry(viewer).items()} == {
        pvg.id: [application.id]
    }


def test_taking_it_out_of_the_wallet_takes_it_back_from_everyone(application: Application, viewer: Candidate) -> None:
    pvg, disclosure = two_checks(application)
    show(viewer, application, [pvg.id])
    forget_entry(viewer, pvg)
    db.session.commit()
    assert numbers(as_staff(an_organisation()), application) == []
    assert entries(viewer) == (disclosure,)
    assert [act for act, _, _ in acts(application)] == ["show_check", "hide_check"]


def test_a_number_waits_where_names_do() -> None:
    """A check can tell who it is, so an advert that hides names until the shortlist hides checks as long."""
    application = an_application(a_vacancy(an_organisation(), hides_names=True))
    pvg, _ = two_checks(application)
    show(Candidate(application.account_id), application, [pvg.id])
    db.session.commit()
    recruiter = as_staff(an_organisation())
    assert numbers(recruiter, application) == []
    application.shortlisted_at = application.submitted_at
    db.session.commit()
    assert numbers(recruiter, application) == ["pvg"]
