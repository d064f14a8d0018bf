"""An advert from its first word to the public, as people make it: written, sent, approved, published."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Public, Role, System
from recruitment.extensions import db
from recruitment.vacancies.queries import advert
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_category, a_postcode

DEMONSTRATION = System("demonstration")


def the_vacancy() -> Vacancy:
    return db.session.scalars(
        visible(DEMONSTRATION, Vacancy).order_by(Vacancy.id.desc()).limit(1).execution_options(populate_existing=True)
    ).one()


def letters(name: str) -> list[Letter]:
    return list(db.session.scalars(visible(System("mail"), Letter).where(Letter.name == name)))


def part_answers() -> dict[str, dict[str, object]]:
    closes = clock.today() + timedelta(days=21)
    return {
        "post": {
            "title": "School Cleaner",
            "category": "cleaning",
            "posts": "2",
            "department": "",
            "own_reference": "",
        },
        "about": {"summary": "Keeps a school clean.", "duties": "- clean classrooms\n- look after equipment"},
        "criteria": {
            "rows-0-text": "Can follow a cleaning plan",
            "rows-0-kind": "essential",
            "rows-0-assessed_by": "application",
            "rows-1-text": "",
            "rows-1-kind": "essential",
            "rows-1-assessed_by": "application",
        },
        # None is asked.
        "questions": {},
        "contract": {
            "contract_type": "permanent",
            "patterns": ["part_time", "term_time"],
            "hours_low": "20",
            "weeks_a_year": "44.5",
            "full_time_hours": "36",
        },
        "pay": {"pay_basis": "annual", "pay_low": "25,885.80", "pay_high": "27000", "is_pro_rata": "y", "grade": "FC3"},
        "places": {"where": "sites", "sites-0-label": "Auchmuty Nursery", "sites-0-postcode": "ky1 1aa"},
        "checks": {"disclosure_level": "pvg", "disclosure_workforce": "children", "registration": ""},
        "dates": {"closes_on": [str(closes.day), str(closes.month), str(closes.year)], "closes_time": "23:59"},
    }


def test_from_the_first_word_to_the_public(app: Flask, client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    a_category()
    a_postcode()
    author, approver = (
        a_member(fife, Role.RECRUITER),
        a_member(fife, Role.APPROVER, account=an_account(name="Ann Other")),
    )

    sign_in(client, author)
    begun = submit(client, "/employer/vacancies/new", title="School Cleaner")
    vacancy = the_vacancy()
    home = f"/employer/vacancies/{vacancy.id}"
    assert (begun.status_code, begun.location) == (303, f"{home}/post")

    answers = part_answers()
    for part, following in zip(answers, [*list(answers)[1:], None], strict=True):
        saved = submit(client, f"{home}/{part}", **answers[part])
        assert saved.status_code == 303, (part, saved.text)
        assert saved.location == (f"{home}/{following}" if following else home)

    assert "Check and send for approval" in client.get(home).text
    assert "Ann Other" in client.get(f"{home}/send").text
    assert submit(client, f"{home}/send").location == home
    assert [letter.to for letter in letters("approval_wanted")] == [approver.email]

    sign_in(client, approver)
    assert "Auchmuty Nursery" in client.get(f"{home}/approval").text
    assert submit(client, f"{home}/approval", act="approve").location == home
    assert [letter.to for letter in letters("advert_approved")] == [author.email]

    sign_in(client, author)
    assert submit(client, f"{home}/publication", when="now").location == home

    vacancy = the_vacancy()
    found = advert(Public(), vacancy.reference)
    assert found.vacancy.title == "School Cleaner"
    assert (found.vacancy.pay_low, found.vacancy.pay_high, found.vacancy.posts) == (2_588_580, 2_700_000, 2)
    assert [workplace.postcode for workplace in found.workplaces] == ["KY11AA"]
    assert found.workplaces[0].point is not None
    assert [criterion.text for criterion in found.criteria] == ["Can follow a cleaning plan"]
    changes = visible(System("index"), AdvertChange).where(AdvertChange.vacancy_id == vacancy.id)
    assert db.session.scalars(changes).all()
    assert [letter.facts["link"] for letter in letters("advert_published")] == [f"http://127.0.0.1{home}"]
