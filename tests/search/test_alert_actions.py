"""Asking for alerts, starting and ending them, and who reaches them."""

from datetime import timedelta

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import Public, TokenHolder
from recruitment.extensions import db
from recruitment.search import alert_actions
from recruitment.search.alert_actions import MOST_ALERTS, MOST_LETTERS
from recruitment.search.alert_jobs import tend_alerts
from recruitment.search.alert_links import ALERTS, alert_of, link_of
from recruitment.search.alert_queries import alerts_of, alerts_to, own_alert, question_asked, stored
from recruitment.search.alert_rules import TOLD_KEPT, UNANSWERED, UNCONFIRMED, UNTOUCHED
from recruitment.search.alert_tables import TOKEN_KIND, AlertTold, JobAlert
from recruitment.search.questions import Question
from tests.builders.accounts import an_account, as_candidate
from tests.builders.alerts import ADDRESS, an_alert
from tests.builders.letters import letters_to
from tests.builders.search import an_advert, later

pytestmark = [pytest.mark.usefixtures("index"), pytest.mark.dialect]
COOK = Question(q="cook", where="Oban", miles=20, contract=("permanent", "temporary"), pay_from=25_000)


def ask(question: Question = COOK, email: str = ADDRESS, frequency: str = "daily") -> None:
    with transaction():
        alert_actions.ask(question, email, frequency)


def tend() -> None:
    db.session.commit()
    tend_alerts()
    db.session.expire_all()


def test_a_question_comes_back_as_it_was_kept() -> None:
    ask(COOK.but(sort="closing", page=3))
    (alert,) = alerts_to(ADDRESS)
    db.session.expire_all()
    assert question_asked(alert) == COOK
    assert stored(question_asked(alert)) == alert.question


def test_nothing_runs_before_it_is_confirmed() -> None:
    ask(email="Ailsa@Test.Example")
    (alert,) = alerts_to(ADDRESS)
    assert (alert.email, alert.confirmed_at, alert.due_at) == (ADDRESS, None, None)
    (letter,) = letters_to(ADDRESS)
    assert letter.facts["link"].endswith(f"/link/alert/confirm/{link_of(alert, 'confirm')}")
    with transaction():
        assert alert_actions.confirm(alert) is alert
    assert alert.due_at is not None and alert.due_at > clock.now()
    due = alert.due_at
    with transaction():
        alert_actions.confirm(alert)
    assert alert.due_at == due


def test_the_same_search_waits_once() -> None:
    ask()
    ask(frequency="weekly")
    ask(Question(q="driver"))
    assert [(alert.question["q"], alert.frequency) for alert in alerts_to(ADDRESS)] == [
        (["cook"], "weekly"),
        (["driver"], "daily"),
    ]


def test_a_strangers_letter_box_is_not_filled(app: Flask) -> None:
    for number in range(MOST_LETTERS + 4):
        ask(Question(q=f"word{number}"))
    assert len(letters_to(ADDRESS)) == MOST_LETTERS
    ask(email="other@test.example")
    assert len(letters_to("other@test.example")) == 1
    with later(app, days=1, minutes=1):
        ask()
    assert len(letters_to(ADDRESS)) == MOST_LETTERS + 1


def test_confirming_a_search_again_changes_the_first() -> None:
    first = an_alert(COOK, "weekly")
    again = an_alert(COOK, "at_once")
    assert again.id == first.id
    assert [(alert.id, alert.frequency) for alert in alerts_to(ADDRESS)] == [(first.id, "at_once")]


def test_one_address_has_so_many_alerts() -> None:
    person = an_account(ADDRESS)
    viewer = as_candidate(person)
    for number in range(MOST_ALERTS):
        alert_actions.begin(viewer, Question(q=f"word{number}"), "daily")
    with pytest.raises(Refused, match="Delete one first"):
        alert_actions.begin(viewer, Question(q="one more"), "daily")
    db.session.rollback()


def test_a_signed_in_person_confirms_nothing_twice() -> None:
    viewer = as_candidate(an_account("Ailsa@test.example"))
    with transaction():
        alert = alert_actions.begin(viewer, COOK, "daily")
    assert (alert.email, alert.confirmed_at is not None) == (ADDRESS, True)
    assert letters_to(ADDRESS) == []


def test_an_address_that_was_not_confirmed_is_nobodys() -> None:
    person = an_account(ADDRESS)
    alert = an_alert()
    viewer = as_candidate(person)
    assert [row.id for row in alerts_of(viewer)] == [alert.id]
    person.confirmed_at = None
    db.session.commit()
    assert alerts_of(viewer) == []
    with pytest.raises(Refused):
        alert_actions.begin(viewer, COOK, "daily")


def test_alerts_are_seen_by_their_address_alone() -> None:
    alert = an_alert()
    other = as_candidate(an_account("other@test.example"))
    assert alerts_of(other) == []
    with pytest.raises(NotVisible):
        own_alert(other, alert.id)
    with pytest.raises(NotVisible):
        visible(Public(), JobAlert)
    held = visible(TokenHolder(TOKEN_KIND, alert.id), JobAlert)
    assert [row.id for row in db.session.scalars(held)] == [alert.id]
    assert db.session.scalars(visible(TokenHolder("invitation", alert.id), JobAlert)).all() == []


def test_an_unconfirmed_alert_is_on_no_page() -> None:
    viewer = as_candidate(an_account(ADDRESS))
    ask()
    (alert,) = alerts_to(ADDRESS)
    assert alerts_of(viewer) == []
    with pytest.raises(NotVisible):
        own_alert(viewer, alert.id)


def test_a_link_does_one_thing() -> None:
    alert = an_alert()
    for use in ("confirm", "manage", "keep", "stop"):
        assert alert_of(link_of(alert, use), use).id == alert.id
        for other in {"confirm", "manage", "keep", "stop"} - {use}:
            with pytest.raises(NotVisible):
                alert_of(link_of(alert, use), other)


@pytest.mark.parametrize(
    "forged", ["", "1", "1-", "x" * 70, "99999999999-" + "0" * 64, "1-" + "0" * 64, "2147483647-" + "a" * 64]
)
def test_forged_links_open_nothing(forged: str) -> None:
    an_alert()
    with pytest.raises(NotVisible):
        alert_of(forged, "manage")


def test_ending_leaves_nothing() -> None:
    alert = an_alert()
    db.session.add(AlertTold(alert_id=alert.id, vacancy_id=an_advert().id))
    db.session.commit()
    with transaction():
        alert_actions.end(TokenHolder(TOKEN_KIND, alert.id), alert)
    assert alerts_to(ADDRESS) == []
    assert db.session.scalars(visible(ALERTS, AlertTold)).all() == []


def test_what_nobody_confirms_goes(app: Flask) -> None:
    ask()
    kept = an_alert(Question(q="kept"))
    with later(app, days=UNCONFIRMED.days - 1):
        tend()
        assert len(alerts_to(ADDRESS)) == 2
    with later(app, days=UNCONFIRMED.days, minutes=1):
        tend()
        assert [alert.id for alert in alerts_to(ADDRESS)] == [kept.id]


def still_useful() -> int:
    return len([letter for letter in letters_to(ADDRESS) if letter.name == "alert_still_useful"])


def test_after_a_year_the_owner_is_asked_once_and_then_the_alert_goes(app: Flask) -> None:
    an_alert()
    year = UNTOUCHED.days
    with later(app, days=year - 1):
        tend()
        assert still_useful() == 0
    for days in (year, year + 1, year + UNANSWERED.days - 1):
        with later(app, days=days, minutes=1):
            tend()
            assert (still_useful(), len(alerts_to(ADDRESS))) == (1, 1)
    with later(app, days=year + UNANSWERED.days, minutes=2):
        tend()
        assert alerts_to(ADDRESS) == []


def test_a_yes_is_good_for_a_year(app: Flask) -> None:
    alert = an_alert()
    year = UNTOUCHED.days
    with later(app, days=year, minutes=1):
        tend()
        with transaction():
            alert_actions.keep(alert)
    with later(app, days=2 * year):
        tend()
        assert (still_useful(), len(alerts_to(ADDRESS))) == (1, 1)
    with later(app, days=2 * year, minutes=2):
        tend()
        assert still_useful() == 2


def test_what_was_told_is_forgotten_in_the_end(app: Flask) -> None:
    alert = an_alert()
    db.session.add(AlertTold(alert_id=alert.id, vacancy_id=an_advert().id))
    db.session.commit()
    with later(app, days=TOLD_KEPT.days - 1):
        with transaction():
            alert_actions.keep(alert)
        tend()
        assert len(db.session.scalars(visible(ALERTS, AlertTold)).all()) == 1
    with later(app, days=TOLD_KEPT.days, seconds=timedelta(minutes=1).seconds):
        tend()
        assert db.session.scalars(visible(ALERTS, AlertTold)).all() == []
