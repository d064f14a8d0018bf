"""Changes to an advert after its approval: what each allows, what it leaves on record, and the council's own rule."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Public, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import LocalRules, Organisation
from recruitment.vacancies import actions, amending
from recruitment.vacancies.approval_actions import send_for_approval
from recruitment.vacancies.queries import advert, advert_of, history
from recruitment.vacancies.rules import is_too_short, phase
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

DAY = timedelta(days=1)


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def fresh(viewer: Staff, vacancy: Vacancy) -> Vacancy:
    db.session.flush()
    db.session.expire_all()
    return advert_of(viewer, vacancy.id).vacancy


def two_weeks_at_least(fife: Organisation) -> None:
    db.session.add(LocalRules(organisation_id=fife.id, shortest_advert=14, remind_after=3))
    db.session.commit()


def test_a_closing_date_is_moved_and_the_record_says_what_it_was(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife, is_closing_moved=True)
    was, becomes = vacancy.closes_at, vacancy.closes_at + 7 * DAY
    amending.extend(recruiter, vacancy, becomes, " Too few applied. ", "You have another week.")
    held = fresh(recruiter, vacancy)
    assert (held.closes_at, held.is_closing_moved, held.state) == (becomes, False, "published")
    (amendment,) = amending.amendments_of(recruiter, vacancy.id)
    assert amendment.changes == {"closes_at": [was.isoformat(), becomes.isoformat()]}
    assert (amendment.act, amendment.by, amendment.reason) == ("extend", recruiter.person, "Too few applied.")
    assert amendment.message == "You have another week."
    assert history(recruiter, vacancy.id)[0].act == "extend"


@pytest.mark.parametrize("days", [0, -1])
def test_a_live_advert_is_not_shortened_by_extending_it(fife: Organisation, recruiter: Staff, days: int) -> None:
    vacancy = a_vacancy(fife)
    with pytest.raises(Refused, match="must be later"):
        amending.extend(recruiter, vacancy, vacancy.closes_at + days * DAY, "Why not")


def test_the_date_of_an_approved_advert_is_moved_without_another_approval(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife, state="approved", closes_at=clock.now() - DAY)
    with pytest.raises(Refused, match="close before it opens"):
        actions.publish(recruiter, vacancy)
    amending.extend(recruiter, vacancy, clock.now() + 20 * DAY, "Approval took long")
    actions.publish(recruiter, vacancy)
    assert phase(fresh(recruiter, vacancy), clock.now()) == "live"


def test_closed_early_it_takes_no_more_applications_and_may_be_reopened(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    amending.close_early(recruiter, vacancy, clock.now() - 9 * DAY, "Two hundred applied")
    held = fresh(recruiter, vacancy)
    assert phase(held, clock.now()) == "closed"
    assert held.closes_at > clock.now() - timedelta(minutes=1), "never before the act itself"
    with pytest.raises(Refused, match="Only a live advert"):
        amending.close_early(recruiter, held, clock.now(), "Again")
    amending.reopen(recruiter, held, clock.now() + 5 * DAY, "They all withdrew")
    assert phase(fresh(recruiter, vacancy), clock.now()) == "live"
    assert [each.act for each in amending.amendments_of(recruiter, vacancy.id)] == ["reopen", "close_early"]


def test_it_is_reopened_into_the_future(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife, closes_at=clock.now() - DAY / 2)
    with pytest.raises(Refused, match="in the future"):
        amending.reopen(recruiter, vacancy, clock.now() - DAY / 4, "Late")


def test_it_is_closed_before_its_date(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    with pytest.raises(Refused, match="before its present closing date"):
        amending.close_early(recruiter, vacancy, vacancy.closes_at, "Now and then")


def test_words_are_amended_and_the_public_reads_them(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    texts = {"title": "Cleaner", "summary": "Keeps two schools clean.", "hours_note": "Mornings"}
    amending.amend(recruiter, vacancy, texts, "There are two schools")
    assert advert(Public(), vacancy.reference).vacancy.summary == "Keeps two schools clean."
    (amendment,) = amending.amendments_of(recruiter, vacancy.id)
    assert amendment.changes == {
        "summary": ["Keeps a school clean.", "Keeps two schools clean."],
        "hours_note": ["", "Mornings"],
    }, "what stays as it was is not recorded"


@pytest.mark.parametrize(
    ("texts", "message"), [({"title": "Cleaner"}, "Nothing was changed"), ({"duties": " "}, "must not be empty")]
)
def test_an_amendment_changes_something(
    fife: Organisation, recruiter: Staff, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        amending.amend(recruiter, a_vacancy(fife), texts, "Because")


def test_what_was_approved_to_be_paid_is_not_amended(fife: Organisation, recruiter: Staff) -> None:
    with pytest.raises(ValueError, match="pay_low"):
        amending.amend(recruiter, a_vacancy(fife), {"pay_low": "1"}, "Cheaper")


def test_of_two_who_amend_the_same_words_the_second_undoes_nothing(fife: Organisation, recruiter: Staff) -> None:
    """The second has read the row before the first changed it."""
    vacancy = a_vacancy(fife)
    was = vacancy.summary
    amending.amend(recruiter, vacancy, {"summary": "Keeps two schools clean."}, "Two schools")
    vacancy.__dict__["summary"] = was
    with pytest.raises(IllegalMove):
        amending.amend(recruiter, vacancy, {"summary": "Keeps three schools clean."}, "Three schools")
    assert fresh(recruiter, vacancy).summary == "Keeps two schools clean."


def test_another_organisation_reads_no_record(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    amending.amend(recruiter, vacancy, {"title": "Cook"}, "It was wrong")
    assert amending.amendments_of(as_staff(an_organisation("nhs-orkney"), *Role), vacancy.id) == []
    with pytest.raises(NotVisible):
        amending.amendments_of(Public(), vacancy.id)


@pytest.mark.parametrize(
    ("opens", "closes", "is_short"),
    [
        ("2026-06-01T09:00+01:00", "2026-06-15T00:01+01:00", False),
        ("2026-06-01T23:59+01:00", "2026-06-14T23:59+01:00", True),
        ("2026-03-28T23:30+00:00", "2026-04-11T00:30+01:00", False),
        ("2026-05-31T23:30+00:00", "2026-06-14T23:30+01:00", True),
    ],
)
def test_the_shortest_time_is_counted_in_days_of_scotland(opens: str, closes: str, is_short: bool) -> None:
    assert is_too_short(datetime.fromisoformat(opens), datetime.fromisoformat(closes), 14) is is_short


def test_no_rule_means_any_time(fife: Organisation) -> None:
    now = clock.now()
    assert not is_too_short(now, now + timedelta(minutes=1), 0)


RULE = r"14 days"
SHORT: list[tuple[str, dict[str, Any]]] = [
    ("send", {"state": "draft", "closes_at": 10}),
    ("send", {"state": "draft", "closes_at": 20, "public_from": 10}),
    ("publish", {"state": "approved", "closes_at": 10}),
    ("extend", {"state": "approved", "closes_at": 10}),
    ("close_early", {"state": "published", "closes_at": 20}),
]


@pytest.mark.parametrize(("act", "facts"), SHORT)
def test_no_advert_is_open_for_less_time_than_its_organisation_asks_for(
    fife: Organisation, recruiter: Staff, act: str, facts: dict[str, Any]
) -> None:
    dates = {name: clock.now() + days * DAY for name, days in facts.items() if name != "state"}
    vacancy = a_complete_vacancy(fife, **{**facts, **dates})
    a_member(fife, Role.APPROVER)
    acts = {
        "send": lambda: send_for_approval(recruiter, vacancy),
        "publish": lambda: actions.publish(recruiter, vacancy),
        "extend": lambda: amending.extend(recruiter, vacancy, clock.now() + 12 * DAY, "Soon"),
        "close_early": lambda: amending.close_early(recruiter, vacancy, clock.now(), "Enough"),
    }
    two_weeks_at_least(fife)
    with pytest.raises(Refused, match=RULE):
        acts[act]()


def test_what_is_long_enough_passes(fife: Organisation, recruiter: Staff) -> None:
    two_weeks_at_least(fife)
    a_member(fife, Role.APPROVER)
    send_for_approval(recruiter, a_complete_vacancy(fife, closes_at=clock.now() + 15 * DAY))
    actions.publish(recruiter, a_complete_vacancy(fife, state="approved", closes_at=clock.now() + 15 * DAY))
    old = a_vacancy(fife, public_from=clock.now() - 20 * DAY, closes_at=clock.now() + 9 * DAY)
    amending.close_early(recruiter, old, clock.now(), "Enough")
    assert phase(old, clock.now()) == "closed"
