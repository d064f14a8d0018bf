"""Two recruiters change the same of a published advert at once: one change holds, and the other says so."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.vacancies import amending
from recruitment.vacancies.queries import advert_of
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.dialect


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


def test_of_two_who_move_the_closing_date_at_once_one_wins(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    fife = an_organisation()
    people = [a_member(fife, account=an_account(name=name)) for name in ("Ailsa Recruiter", "Blair Recruiter")]
    vacancy = a_vacancy(fife)
    hold_until_both_have_read(monkeypatch, "recruitment.vacancies.amending._change", amending._change)
    url, seen = f"/employer/vacancies/{vacancy.id}/extend", vacancy.changed_at.isoformat()
    days = [clock.today() + timedelta(days=days) for days in (30, 40)]
    answers = press_at_once(
        portal,
        *(
            (person, url, {"seen": seen, "closes_on": [str(day.day), str(day.month), str(day.year)],
                           "closes_time": "23:59", "reason": "Too few applied"})
            for person, day in zip(people, days, strict=True)
        ),
    )  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    late = next(answer.text for answer in answers if answer.status_code == 422)
    assert "since the page was opened" in late and "Too few applied" in late
    won = days[0] if answers[0].status_code == 303 else days[1]
    db.session.rollback()
    db.session.expire_all()
    viewer = as_staff(fife, person=people[0].id)
    closes = advert_of(viewer, vacancy.id).vacancy.closes_at
    assert closes is not None and clock.local(closes).date() == won
    assert len(amending.amendments_of(viewer, vacancy.id)) == 1
