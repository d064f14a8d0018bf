"""Two recruiters change the terms of the same advert at once: one change is begun, and one goes live."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from recruitment.applications import revising as putting
from recruitment.extensions import db
from recruitment.vacancies import revising
from recruitment.vacancies.amending import amendments_of
from recruitment.vacancies.queries import advert_of, listing
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.revisions import an_approved_revision
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_complete_vacancy

pytestmark = pytest.mark.dialect
NAMES = ("Ailsa Recruiter", "Blair Recruiter")


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


def test_of_two_who_begin_at_once_the_second_is_led_to_the_first(
    portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    fife = an_organisation()
    people = [a_member(fife, account=an_account(name=name)) for name in NAMES]
    live = a_complete_vacancy(fife, state="published")
    hold_until_both_have_read(monkeypatch, "recruitment.web.employer.revising.begin_revision", revising.begin_revision)
    url = f"/employer/vacancies/{live.id}/terms"
    answers = press_at_once(portal, *((person, url, {}) for person in people))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    late = next(answer.text for answer in answers if answer.status_code == 409)
    db.session.rollback()
    db.session.expire_all()
    viewer = as_staff(fife, person=people[0].id)
    (draft,) = listing(viewer, [fife.id], phase="draft").vacancies
    assert "A change of this advert is open already" in late and f'href="/employer/vacancies/{draft.id}"' in late


def test_of_two_who_put_it_live_at_once_one_wins(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    fife = an_organisation()
    people = [a_member(fife, account=an_account(name=name)) for name in NAMES]
    viewer = as_staff(fife, person=people[0].id)
    live = a_complete_vacancy(fife, state="published")
    an_approved_revision(viewer, live)
    hold_until_both_have_read(monkeypatch, "recruitment.web.employer.revising.put_live", putting.put_live)
    url, seen = f"/employer/vacancies/{live.id}/terms/live", live.changed_at.isoformat()
    # What the presses ask of these rows is read by now, so that this session holds no lock while they write.
    assert all(person.fs_uniquifier for person in people)
    db.session.commit()
    answers = press_at_once(portal, *((each, url, {"seen": seen, "reason": "Cover for leave"}) for each in people))
    codes = sorted(answer.status_code for answer in answers)
    assert codes[0] == 303 and codes[1] in (403, 409, 422), codes
    db.session.rollback()
    db.session.expire_all()
    assert advert_of(viewer, live.id).vacancy.contract_type == "temporary"
    assert len(amendments_of(viewer, live.id)) == 1
