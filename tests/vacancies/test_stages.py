"""Who sees an advert at which stage of its release, and that its stages follow each other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Candidate, Public, Role, Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import actions, amending
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.copying import copy
from recruitment.vacancies.early import admit, audience_of, early_listing
from recruitment.vacancies.queries import advert_of, criteria_of, id_of_reference
from recruitment.vacancies.rules import missing_before_approval, phase
from recruitment.vacancies.stages import AUDIENCES, COLUMNS, first_start, problem_of, stage_at, stages_of, was_public
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.stages import DAY, a_domain, a_work_address, an_early_vacancy, somebody_at_risk, takes_part
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

pytestmark = pytest.mark.dialect


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def orkney(database: None) -> Organisation:
    return an_organisation("orkney-islands-council")


def sees(viewer: Viewer, vacancy: Vacancy) -> bool:
    return id_of_reference(viewer, vacancy.reference) is not None


def _panel(fife: Organisation, _orkney: Organisation) -> Account:
    return a_member(fife, Role.PANEL_MEMBER)


def _by_address(fife: Organisation, _orkney: Organisation) -> Account:
    account = an_account()
    a_work_address(account, a_domain(fife))
    return account


def _at_risk(fife: Organisation, _orkney: Organisation) -> Account:
    return an_account(somebody_at_risk(fife).email)


def _elsewhere(_fife: Organisation, orkney: Organisation) -> Account:
    return a_member(orkney)


def _elsewhere_by_address(_fife: Organisation, orkney: Organisation) -> Account:
    account = an_account()
    a_work_address(account, a_domain(orkney))
    return account


def _stale(fife: Organisation, _orkney: Organisation) -> Account:
    account = an_account()
    a_work_address(account, a_domain(fife), good_for=-timedelta(seconds=1))
    return account


def _unshown(fife: Organisation, _orkney: Organisation) -> Account:
    account = an_account()
    a_work_address(account, a_domain(fife), good_for=None)
    return account


def _nobody(_fife: Organisation, _orkney: Organisation) -> Account:
    return an_account()


WHO = {
    _panel: {"internal", "members"},
    _by_address: {"internal", "members"},
    _at_risk: {"redeployees", "internal", "members"},
    _elsewhere: {"members"},
    _elsewhere_by_address: {"members"},
    _stale: set(),
    _unshown: set(),
    _nobody: set(),
}


@pytest.mark.parametrize("who", WHO, ids=lambda who: who.__name__)
@pytest.mark.parametrize("audience", ["redeployees", "internal", "members"])
def test_each_audience_sees_its_stages_and_no_other(
    fife: Organisation, orkney: Organisation, who: Callable[[Organisation, Organisation], Account], audience: str
) -> None:
    vacancy = an_early_vacancy(fife, audience)
    later = an_early_vacancy(fife, audience, **{COLUMNS[audience]: clock.now() + DAY})
    viewer = Candidate(who(fife, orkney).id)
    is_in = audience in WHO[who]
    assert sees(viewer, vacancy) == is_in
    assert bool(criteria_of(viewer, vacancy.id)) == is_in
    assert [each.id for each in early_listing(viewer).vacancies] == ([vacancy.id] if is_in else [])
    assert (audience_of(viewer, vacancy.id) == audience) == is_in
    assert not sees(viewer, later), "before its stage begins nobody sees it"
    assert not sees(Public(), vacancy)


def test_another_councils_staff_and_the_public_never_see_an_internal_advert(
    fife: Organisation, orkney: Organisation
) -> None:
    vacancy = an_early_vacancy(fife)
    for viewer in (Public(), as_staff(orkney, Role.ADMINISTRATOR), Candidate(a_member(orkney).id)):
        assert not sees(viewer, vacancy)
        assert not criteria_of(viewer, vacancy.id)
    assert sees(as_staff(fife), vacancy)


def test_redeployees_of_another_council_need_their_consent_and_both_councils(
    fife: Organisation, orkney: Organisation
) -> None:
    vacancy = an_early_vacancy(fife, "redeployees")
    agreed, silent = somebody_at_risk(orkney, is_shared=True), somebody_at_risk(orkney)
    willing, unwilling = (Candidate(an_account(row.email).id) for row in (agreed, silent))
    assert not sees(willing, vacancy)
    takes_part(fife)
    assert not sees(willing, vacancy), "their own council does not take part"
    takes_part(orkney)
    assert sees(willing, vacancy)
    assert not sees(unwilling, vacancy)


@pytest.mark.parametrize("facts", [
    {"ended_at": datetime(2026, 1, 1, tzinfo=UTC), "outcome": "redeployed"}, {"until": datetime(2026, 1, 1, tzinfo=UTC)}
])  # fmt: skip
def test_who_is_at_risk_no_longer_sees_it_no_longer(fife: Organisation, facts: dict[str, object]) -> None:
    vacancy = an_early_vacancy(fife, "redeployees")
    assert not sees(Candidate(an_account(somebody_at_risk(fife, **facts).email).id), vacancy)


def test_an_address_that_was_not_confirmed_shows_nobody(fife: Organisation) -> None:
    account = an_account(somebody_at_risk(fife).email)
    account.confirmed_at = None
    db.session.commit()
    assert not sees(Candidate(account.id), an_early_vacancy(fife, "redeployees"))


def test_whoever_was_let_in_goes_on_seeing_it(fife: Organisation) -> None:
    vacancy = an_early_vacancy(fife)
    account = an_account()
    address = a_work_address(account, a_domain(fife))
    admit(Candidate(account.id), vacancy)
    address.good_until = clock.now() - DAY
    db.session.commit()
    assert sees(Candidate(account.id), vacancy)
    with pytest.raises(NotVisible):
        admit(Candidate(an_account().id), vacancy)


@pytest.mark.parametrize("state", ["filled", "unfilled", "published"])
def test_what_ended_before_the_public_stage_never_becomes_public(fife: Organisation, state: str) -> None:
    """Its public date passes, and it stays what it was: nobody's to read but its own people's."""
    ended = {"closes_at": clock.now() - 3 * DAY} if state == "published" else {"changed_at": clock.now() - 3 * DAY}
    dates = {"internal_from": clock.now() - 9 * DAY, "public_from": clock.now() - DAY}
    vacancy = an_early_vacancy(fife, state=state, **dates, **ended)
    assert not sees(Public(), vacancy)
    assert not was_public(vacancy, clock.now())
    assert sees(Candidate(a_member(fife).id), vacancy)


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife)


def test_publishing_opens_the_first_stage(fife: Organisation, recruiter: Staff) -> None:
    now = clock.now()
    dates = {"redeployees_from": now - DAY, "internal_from": now + DAY, "public_from": now + 2 * DAY}
    vacancy = a_complete_vacancy(fife, state="approved", **dates)
    actions.publish(recruiter, vacancy)
    assert phase(vacancy, clock.now()) == "early"
    first = first_start(vacancy)
    assert first is not None
    assert first >= now, "a date that has passed means now"
    stages = [(stage.audience, stage.start) for stage in stages_of(vacancy)[1:]]
    assert stages == [("internal", dates["internal_from"]), ("public", dates["public_from"])]


def test_stages_whose_dates_have_passed_are_changed_before_publication(fife: Organisation, recruiter: Staff) -> None:
    now = clock.now()
    vacancy = a_complete_vacancy(fife, state="approved", redeployees_from=now - 2 * DAY, internal_from=now - DAY,
                                 public_from=now + DAY)  # fmt: skip
    with pytest.raises(Refused, match="stages"):
        actions.publish(recruiter, vacancy)
    starts = {"redeployees": now - 2 * DAY, "internal": now + DAY / 2, "members": None, "public": now + DAY}
    amending.restage(recruiter, vacancy, starts, "The approval took long")
    actions.publish(recruiter, vacancy)
    assert phase(vacancy, clock.now()) == "early"


def test_a_stage_that_has_begun_stays(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife, internal_from=clock.now() - DAY, public_from=clock.now() + DAY)
    begun, soon = vacancy.internal_from, clock.now() + 2 * DAY
    for starts in (
        {"internal": soon, "public": soon + DAY},
        {"internal": None, "public": soon},
        {"internal": begun, "public": clock.now() - DAY},
        {"internal": begun, "public": soon + 30 * DAY},
    ):
        with pytest.raises(Refused):
            amending.restage(recruiter, vacancy, starts, "Later")
    amendment = amending.restage(
        recruiter, vacancy, {"internal": begun, "members": soon, "public": NEVER}, "Staff only"
    )
    assert set(amendment.changes) == {"members_from", "public_from"}
    assert phase(vacancy, clock.now()) == "early"


def test_found_among_the_first_it_is_closed_early_and_never_public(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife, internal_from=clock.now() - DAY, public_from=clock.now() + DAY)
    amending.close_early(recruiter, vacancy, clock.now(), "Found")
    assert phase(vacancy, clock.now()) == "closed"
    assert not was_public(vacancy, clock.now() + 2 * DAY)


def test_an_advert_for_staff_alone_is_for_staff_alone_when_it_is_copied(fife: Organisation, recruiter: Staff) -> None:
    alone, staged = an_early_vacancy(fife), an_early_vacancy(fife, public_from=clock.now() + DAY)
    drafts = [copy(recruiter, advert_of(recruiter, each.id), title="Again") for each in (alone, staged)]
    dates = [[getattr(draft, column) for column in COLUMNS.values()] for draft in drafts]
    assert dates == [[None, None, None, NEVER], [None, None, None, None]]
    missing = missing_before_approval(drafts[0], (), (), (), clock.now())
    assert any("somebody else" in each.message for each in missing), "it says nobody can see it yet"


MOMENTS = st.integers(-30, 30).map(lambda days: datetime(2026, 6, 15, tzinfo=UTC) + timedelta(days=days))
STARTS = st.fixed_dictionaries({audience: st.none() | MOMENTS for audience in AUDIENCES})


@given(STARTS, st.none() | MOMENTS, st.booleans())
def test_stages_without_a_problem_follow_each_other(
    starts: dict[str, datetime | None], closes: datetime | None, is_never: bool
) -> None:
    """At any moment the stage is the last that began, and the phase goes one way: scheduled, early, live, closed."""
    held = starts | ({"public": NEVER} if is_never else {})
    if problem_of(held, closes) is not None or not any(held.values()):
        return
    vacancy = Vacancy(state="published", closes_at=closes, **{COLUMNS[name]: start for name, start in held.items()})
    stages = stages_of(vacancy)
    assert [stage.start for stage in stages] == sorted({stage.start for stage in stages})
    assert not is_never or all(stage.audience != "public" for stage in stages)
    order = ["scheduled", "early", "live", "closed"]
    moments = [datetime(2026, 5, 1, tzinfo=UTC) + timedelta(days=days) for days in range(100)]
    phases = [phase(vacancy, moment) for moment in moments]
    assert phases == sorted(phases, key=order.index)
    assert not is_never or "live" not in phases
    for moment in moments:
        last = max((stage.start for stage in stages if stage.start <= moment), default=None)
        here = stage_at(vacancy, moment)
        assert (here.start if here else None) == last


@given(STARTS)
def test_stages_out_of_order_are_a_problem(starts: dict[str, datetime | None]) -> None:
    held = [start for audience in AUDIENCES if (start := starts[audience]) is not None]
    is_sorted = all(before < after for before, after in pairwise(held))
    is_whole = starts["public"] is not None or len(held) == 0
    assert (problem_of(starts, None) is None) == (is_sorted and is_whole)


def test_the_database_refuses_stages_out_of_order(fife: Organisation) -> None:
    with pytest.raises(IntegrityError):
        a_vacancy(fife, internal_from=clock.now(), members_from=clock.now() - DAY)
    db.session.rollback()
