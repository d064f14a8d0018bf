"""Appointing: posts are counted, and the last one ends the vacancy."""

import pytest

from recruitment.applications.tables import Application
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.offers.actions import NoPostLeft, NotConfirmed, appoint
from recruitment.offers.offer_queries import the_offer
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.offers import an_offer_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


def an_offer(vacancy: Vacancy, **facts: object) -> Application:
    return an_application(vacancy, state="offered", **facts)


def posts(vacancy: Vacancy) -> tuple[str, int]:
    """The vacancy's state and the posts filled, as stored."""
    wanted = visible(as_staff(an_organisation()), Vacancy).where(Vacancy.id == vacancy.id)
    stored = db.session.scalars(wanted.execution_options(populate_existing=True)).one()
    return stored.state, stored.posts_filled


@pytest.mark.parametrize("state", ["drafted", "conditional", "accepted", "lapsed"])
def test_nobody_is_appointed_before_the_offer_is_confirmed(recruiter: Staff, state: str) -> None:
    vacancy = a_vacancy(an_organisation())
    application = an_offer(vacancy)
    an_offer_to(application, state)
    with pytest.raises(NotConfirmed):
        appoint(recruiter, application)
    assert posts(vacancy) == ("published", 0)


def test_the_confirmed_offer_moves_with_the_appointment(recruiter: Staff) -> None:
    application = an_offer(a_vacancy(an_organisation()))
    offer = an_offer_to(application, "unconditional")
    appoint(recruiter, application)
    assert the_offer(recruiter, offer.id).offer.state == "appointed"


def test_each_appointment_fills_a_post_and_the_last_one_the_vacancy(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation(), posts=2)
    first, second = an_offer(vacancy), an_offer(vacancy)
    assert appoint(recruiter, first, message="Welcome.").posts_filled == 1
    assert posts(vacancy) == ("published", 1)
    appoint(recruiter, second)
    assert posts(vacancy) == ("filled", 2)
    assert (first.state, second.state) == ("appointed", "appointed")


def test_the_search_hears_that_the_vacancy_is_filled(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation())
    appoint(recruiter, an_offer(vacancy))
    changes = visible(System("index"), AdvertChange).where(AdvertChange.vacancy_id == vacancy.id)
    assert len(db.session.scalars(changes).all()) == 1
    acts = visible(recruiter, Act).where(Act.noun == "vacancy", Act.row_id == vacancy.id)
    assert [act.act for act in db.session.scalars(acts)] == ["fill"]


def test_nobody_is_appointed_beyond_the_posts(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation())
    appoint(recruiter, an_offer(vacancy))
    with pytest.raises(NoPostLeft, match="The post is filled already"):
        appoint(recruiter, an_offer(vacancy))
    assert posts(vacancy) == ("filled", 1)


def test_the_count_is_read_when_it_is_changed(recruiter: Staff) -> None:
    """Somebody appointed to the last post after this page was read."""
    vacancy = a_vacancy(an_organisation(), posts=3, posts_filled=2)
    db.session.execute(changing(recruiter, Vacancy).where(Vacancy.id == vacancy.id).values(posts_filled=3))
    assert vacancy.posts_filled == 2
    with pytest.raises(NoPostLeft, match="All 3 posts are filled already"):
        appoint(recruiter, an_offer(vacancy))


@pytest.mark.parametrize("state", ["withdrawn", "unfilled"])
def test_nobody_is_appointed_to_a_vacancy_that_was_given_up(recruiter: Staff, state: str) -> None:
    vacancy = a_vacancy(an_organisation(), state=state)
    with pytest.raises(NoPostLeft, match="The vacancy has been ended"):
        appoint(recruiter, an_offer(vacancy))


def test_a_vacancy_marked_as_filled_by_hand_still_counts(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation(), state="filled", posts=2, posts_filled=1)
    appoint(recruiter, an_offer(vacancy))
    assert posts(vacancy) == ("filled", 2)


def test_appointing_twice_fills_one_post(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation(), posts=2)
    application = an_offer(vacancy)
    appoint(recruiter, application)
    with pytest.raises(IllegalMove):
        appoint(recruiter, application)
    assert posts(vacancy) == ("published", 1)


def test_a_hiring_manager_appoints(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation())
    filled = appoint(as_staff(an_organisation(), Role.HIRING_MANAGER), an_offer(vacancy))
    assert filled.posts_filled == 1


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PANEL_MEMBER])
def test_others_do_not(role: Role) -> None:
    vacancy = a_vacancy(an_organisation())
    with pytest.raises(Refused):
        appoint(as_staff(an_organisation(), role), an_offer(vacancy))
    assert posts(vacancy) == ("published", 0)


def test_another_organisation_does_not() -> None:
    vacancy = a_vacancy(an_organisation())
    with pytest.raises(Refused):
        appoint(as_staff(an_organisation("orkney-islands-council")), an_offer(vacancy))
    assert posts(vacancy) == ("published", 0)
