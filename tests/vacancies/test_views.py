"""Views are added up in memory and stored by day, without losing or doubling any."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.vacancies import views
from recruitment.vacancies.views import TALLY, Tally, count_view, is_read_by_person, store_views, views_of
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("method", "agent", "purpose", "is_it"),
    [
        ("GET", FIREFOX, "", True),
        ("GET", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1", "", True),
        ("HEAD", FIREFOX, "", False),
        ("GET", FIREFOX, "prefetch;anonymous-client-ip", False),
        ("GET", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", False),
        ("GET", "facebookexternalhit/1.1", "", False),
        ("GET", "curl/8.5.0", "", False),
        ("GET", "python-requests/2.32", "", False),
        ("GET", "", "", False),
    ],
)
def test_machines_that_say_so_are_no_readers(method: str, agent: str, purpose: str, is_it: bool) -> None:
    assert is_read_by_person(method, agent, purpose) is is_it


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    TALLY.take()


def test_views_are_added_to_their_day(database: None) -> None:
    fife = an_organisation("fife-council")
    vacancy, other = a_vacancy(fife), a_vacancy(fife)
    viewer = as_staff(fife, Role.RECRUITER)
    for _ in range(3):
        count_view(vacancy)
    assert views_of(viewer, vacancy.id) == ({}, {})
    store_views()
    count_view(vacancy)
    count_view(vacancy, "social_media")
    count_view(other)
    store_views()
    store_views()
    assert views_of(viewer, vacancy.id) == ({clock.today(): 5}, {"": 4, "social_media": 1})
    assert views_of(viewer, other.id) == ({clock.today(): 1}, {"": 1})


def test_what_could_not_be_stored_is_kept_for_the_next_time(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    fife = an_organisation("fife-council")
    vacancy = a_vacancy(fife)
    count_view(vacancy)

    def fail(*_: Any) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(views, "_add", fail)
        with pytest.raises(OSError):
            store_views()
    count_view(vacancy)
    store_views()
    assert views_of(as_staff(fife, Role.RECRUITER), vacancy.id)[0] == {clock.today(): 2}


def test_threads_lose_none() -> None:
    tally = Tally()
    key = (1, 2, date(2026, 6, 1), "")
    with ThreadPoolExecutor(4) as threads:
        firsts = sum(threads.map(lambda _: tally.add(key), range(1_000)))
    assert (tally.take(), firsts) == ({key: 1_000}, 1)


def test_after_a_failed_storing_the_next_view_brings_another() -> None:
    tally, key = Tally(), (1, 2, clock.today(), "")
    assert tally.add(key) and not tally.add(key)
    tally.give_back(tally.take())
    assert tally.add(key)
    assert tally.take() == {key: 3}
