"""What an alert tells: all that is new, none of it twice, and nothing when there is nothing."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.jobs import NotNow
from recruitment.core.transactions import transaction
from recruitment.search import alert_actions, alert_jobs
from recruitment.search.alert_queries import SHOWN_IN_LETTER
from recruitment.search.questions import Question
from tests.builders.alerts import an_alert, news, tell, told
from tests.builders.search import a_place, a_point, an_advert, an_index_at, announce, follow, later, leave

pytestmark = [pytest.mark.usefixtures("index"), pytest.mark.dialect]


def fresh(title: str, **facts):
    """An advert that is published now."""
    now = clock.now()
    dates = {"public_from": now, "published_at": now, "closes_at": now + timedelta(days=60)}
    return an_advert(title=title, **{**dates, **facts})


@pytest.fixture(autouse=True)
def followed(index: None) -> None:
    """What was public before the alert is no news."""
    an_advert(title="Old")
    follow()


def test_what_is_new_is_told_once(app: Flask) -> None:
    an_alert(Question(q="cook"))
    with later(app, hours=1):
        fresh("Cook")
        fresh("Driver")
        follow()
        tell()
        assert told() == [["Cook"]]
    with later(app, hours=2):
        tell()
        fresh("Second cook")
        follow()
        tell()
    with later(app, days=3):
        tell()
    assert told() == [["Cook"], ["Second cook"]]


def test_nothing_is_sent_when_nothing_is_new(app: Flask) -> None:
    an_alert()
    for hours in (1, 2, 30):
        with later(app, hours=hours):
            tell()
    assert news() == []


def test_an_index_that_lags_loses_nothing(app: Flask) -> None:
    """Longer than any overlap: the follower was away for a week while the worker looked on."""
    an_alert()
    with later(app, hours=1):
        fresh("Early")
    for day in range(1, 8):
        with later(app, days=day):
            tell()
    with later(app, days=8):
        assert told() == []
        follow()
        tell()
    with later(app, days=9):
        tell()
    assert told() == [["Early"]]


def test_what_the_index_had_not_heard_of_when_the_alert_began_is_new(app: Flask) -> None:
    fresh("On no list yet")
    an_alert()
    follow()
    with later(app, hours=1):
        tell()
    assert told() == [["On no list yet"]]


def test_a_scheduled_vacancy_is_told_when_it_opens(app: Flask) -> None:
    fresh("Later", public_from=clock.now() + timedelta(days=5))
    follow()
    an_alert()
    for days in (1, 4):
        with later(app, days=days):
            tell()
            assert told() == []
    for days in (5.01, 6):
        with later(app, days=days):
            tell()
            assert told() == [["Later"]]


def test_an_advert_from_elsewhere_is_new_when_it_comes_to_us(app: Flask) -> None:
    an_alert()
    with later(app, days=2):
        now = clock.now()
        fresh("Posted long ago", public_from=now - timedelta(days=40), published_at=now)
        follow()
        tell()
    assert told() == [["Posted long ago"]]


def test_an_amended_or_republished_vacancy_is_not_told_again(app: Flask) -> None:
    an_alert()
    with later(app, hours=1):
        cook = fresh("Cook")
        follow()
        tell()
    with later(app, days=2):
        cook.title = "Head cook"
        announce(cook)
        follow()
        tell()
    with later(app, days=4):
        leave(cook)
        follow()
        tell()
    with later(app, days=6):
        cook.state, cook.published_at, cook.public_from = "published", clock.now(), clock.now()
        announce(cook)
        follow()
        tell()
    assert told() == [["Cook"]]


def test_what_was_withdrawn_before_it_was_told_is_told_when_it_comes_back(app: Flask) -> None:
    an_alert()
    with later(app, hours=1):
        cook = fresh("Cook")
        follow()
        leave(cook)
        tell()
        assert told() == []
    with later(app, hours=2):
        cook.state, cook.published_at, cook.public_from = "published", clock.now(), clock.now()
        announce(cook)
        follow()
        tell()
    assert told() == [["Cook"]]


def test_a_letter_shows_the_newest_and_counts_the_rest(app: Flask) -> None:
    an_alert()
    with later(app, hours=1):
        for number in range(SHOWN_IN_LETTER + 3):
            fresh(f"Cook {number}")
        follow()
        tell()
    (letter,) = news()
    assert (letter.facts["number"], letter.facts["more"], len(letter.facts["jobs"])) == (23, 3, 20)
    assert letter.facts["jobs"][0]["title"] == "Cook 22"
    with later(app, hours=2):
        tell()
    assert len(news()) == 1


def test_a_letter_says_what_a_jobseeker_asks_first(app: Flask) -> None:
    a_place("Xyzzyton", 56.4152, -5.4710)
    an_alert(Question(q="cook", where="Xyzzyton", contract=("permanent",)), "daily")
    with later(app, days=1):
        closes = clock.end_of_day(clock.today() + timedelta(days=9))
        fresh("Cook", at=a_point(56.42, -5.47), label="Oban", closes_at=closes)
        fresh("Cook elsewhere")
        follow()
    with later(app, days=3):
        tell()
    (letter,) = news()
    assert letter.facts["subject"] == "for “cook” within 10 miles of Xyzzyton"
    assert letter.facts["filters"] == [["Contract", "Permanent"]]
    (job,) = letter.facts["jobs"]
    assert (job["employer"], job["place"]) == ("Fife Council", "Oban")
    assert job["pay"] == "£23,783.40 to £24,890.91 a year, pro rata"
    assert " at " not in job["closing"]
    assert letter.facts["list_link"].endswith("/vacancies?q=cook&where=Xyzzyton&contract=permanent&sort=newest")


def test_without_an_index_the_worker_waits(app: Flask, tmp_path: Path) -> None:
    alert = an_alert()
    due = alert.due_at
    with later(app, hours=1):
        fresh("Cook")
        with an_index_at(app, tmp_path / "empty"), pytest.raises(NotNow):
            tell()
        assert alert.due_at == due


def test_two_workers_tell_an_alert_once(app: Flask) -> None:
    alert = an_alert()
    with later(app, hours=1):
        fresh("Cook")
        follow()
        claim = clock.now() + alert_jobs.CLAIMED
        with transaction():
            alert.due_at = claim
        alert_jobs.tell(alert.id, claim)
        alert_jobs.tell(alert.id, claim)
    assert told() == [["Cook"]]


def test_an_alert_that_fails_keeps_no_other_waiting(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = an_alert(), an_alert(Question(q="cook"), email="iain@test.example")
    whole = alert_jobs.news_of

    def failing(alert):
        if alert.id == bad.id:
            raise RuntimeError("this one alone")
        return whole(alert)

    with later(app, hours=1):
        fresh("Cook")
        follow()
        monkeypatch.setattr(alert_jobs, "news_of", failing)
        with caplog.at_level(logging.ERROR):
            tell()
        monkeypatch.undo()
        assert (told(), told(good.email)) == ([], [["Cook"]])
        assert f"alert {bad.id} could not be told" in caplog.text
    with later(app, hours=1, seconds=alert_jobs.CLAIMED.seconds + 5):
        tell()
    assert (told(), told("iain@test.example")) == ([["Cook"]], [["Cook"]])


def test_a_pause_is_not_told_afterwards(app: Flask) -> None:
    alert = an_alert()
    with transaction():
        alert_actions.pause(alert)
    with later(app, days=1):
        fresh("In the pause")
        follow()
        tell()
    with later(app, days=2):
        with transaction():
            alert_actions.resume(alert)
        fresh("After it")
        follow()
    with later(app, days=2, hours=1):
        tell()
    assert told() == [["After it"]]


def test_a_changed_alert_looks_for_the_new_words_from_its_last_letter_on(app: Flask) -> None:
    alert = an_alert(Question(q="cook"), "weekly")
    with later(app, hours=1):
        fresh("Driver")
        follow()
        with transaction():
            alert_actions.change(alert, Question(q="driver"), "daily")
    with later(app, days=2):
        tell()
    assert told() == [["Driver"]]
