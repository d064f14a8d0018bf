"""An organisation is suspended: its adverts go at once, people hear, nothing is lost, and it all comes back."""

import pytest

from recruitment.applications.pausing import lift, suspend
from recruitment.applications.rules import Closed
from recruitment.applications.submission import submit
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Public, Role
from recruitment.extensions import db
from recruitment.organisations.suspending import is_suspended, suspension_of
from recruitment.search.queries import INDEX, number_published, published_adverts, published_after
from recruitment.vacancies.actions import publish, withdraw
from recruitment.vacancies.amending import extend
from recruitment.vacancies.live import ended_since, live_totals, paused_employer
from recruitment.vacancies.queries import advert, advert_of
from recruitment.vacancies.tables import AdvertChange
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.joining import an_operator
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

pytestmark = pytest.mark.usefixtures("database")

REASON = "Its adverts were not for real posts."


def suspended(slug: str = "fife-council") -> None:
    suspend(an_operator(), an_organisation(slug), REASON)
    db.session.commit()


def changes() -> int:
    return len(db.session.scalars(visible(INDEX, AdvertChange)).all())


def test_adverts_go_from_the_public_and_from_search() -> None:
    hidden, shown = a_vacancy(an_organisation("fife-council")), a_vacancy(an_organisation("orkney-islands-council"))
    before, moment = changes(), clock.now()
    suspended()
    for viewer in (Public(), Candidate(an_account().id)):
        with pytest.raises(NotVisible):
            advert(viewer, hidden.reference)
        assert advert(viewer, shown.reference).vacancy.id == shown.id
    assert live_totals(Public()).vacancies == 1
    assert [found.vacancy.id for found in published_adverts([hidden.id, shown.id])] == [shown.id]
    assert list(published_after(0, 10)) == [shown.id]
    assert number_published() == 1
    assert changes() > before
    assert [row.reference for row in ended_since(moment)] == [hidden.reference]
    assert paused_employer(hidden.reference) == "Fife Council"
    assert paused_employer(shown.reference) == ""


def test_staff_read_everything_and_make_nothing_public() -> None:
    fife = an_organisation("fife-council")
    live, ready = a_vacancy(fife), a_complete_vacancy(fife, state="approved")
    suspended()
    staff = as_staff(fife, Role.ADMINISTRATOR, Role.RECRUITER)
    assert advert_of(staff, live.id).vacancy.id == live.id
    with pytest.raises(Refused, match="suspended"):
        publish(staff, ready)
    with pytest.raises(Refused, match="suspended"):
        extend(staff, live, clock.now(), "More time.")
    withdraw(staff, live, "Not needed.")
    assert live.state == "withdrawn"


def test_candidates_hear_and_cannot_send() -> None:
    vacancy = a_vacancy(an_organisation("fife-council"))
    person, waiting = an_account(), an_account()
    draft = a_draft(vacancy, person)
    an_application(vacancy, account=waiting)
    suspended()
    assert [letters_to(each.email)[-1].name for each in (person, waiting)] == ["job_paused", "job_paused"]
    assert [letters_to(each.email)[-1].facts["is_draft"] for each in (person, waiting)] == [True, False]
    assert REASON not in str(letters_to(person.email)[-1].facts)
    with pytest.raises(Closed):
        submit(Candidate(person.id), draft, received_at=clock.now())


def test_lifting_brings_all_of_it_back() -> None:
    fife = an_organisation("fife-council")
    vacancy, person = a_vacancy(fife), an_account()
    a_draft(vacancy, person)
    operator = an_operator()
    suspension = suspend(operator, fife, REASON)
    db.session.commit()
    with pytest.raises(Refused):
        lift(operator, fife, suspension, " ")
    lift(operator, fife, suspension, "It was put right.")
    db.session.commit()
    assert advert(Public(), vacancy.reference).vacancy.id == vacancy.id
    assert not is_suspended(fife.id)
    assert letters_to(person.email)[-1].name == "job_resumed"
    with pytest.raises(IllegalMove):
        lift(operator, fife, suspension, "Again.")
    suspend(operator, fife, "Again.")
    assert is_suspended(fife.id)


def test_once_at_a_time_and_on_the_record() -> None:
    fife, operator = an_organisation("fife-council"), an_operator()
    suspend(operator, fife, REASON)
    db.session.commit()
    with pytest.raises(IllegalMove):
        suspend(operator, fife, "Twice.")
    with pytest.raises(Refused):
        suspend(operator, an_organisation("orkney-islands-council"), " ")
    acts = db.session.scalars(visible(operator, Act).where(Act.act == "suspend")).all()
    assert [(act.organisation_id, act.reason, act.after) for act in acts] == [(fife.id, REASON, "suspended")]


def test_another_council_does_not_read_why() -> None:
    fife = an_organisation("fife-council")
    suspended()
    assert suspension_of(as_staff(fife), fife.id).reason == REASON
    assert suspension_of(as_staff(an_organisation("orkney-islands-council")), fife.id) is None


def test_a_vacancy_that_is_no_ones_business() -> None:
    """Drafts are as hidden as before: a paused page tells nothing of them."""
    draft = a_vacancy(an_organisation("fife-council"), state="draft")
    suspended()
    assert paused_employer(draft.reference) == ""
