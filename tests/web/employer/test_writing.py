"""Every page that writes a part: filled, saved, refused with nothing lost, and closed to those who do not write."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.rules import PARTS
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_category, a_complete_vacancy, a_postcode, a_vacancy

SignIn = Callable[..., Account]


def boxes(days: int) -> list[str]:
    day = clock.today() + timedelta(days=days)
    return [str(day.day), str(day.month), str(day.year)]


def read(fife: Organisation, vacancy_id: int) -> Advert:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy_id)


def answers(part: str, **changed: Any) -> dict[str, Any]:
    """A good answer to every question of a part, but for what is `changed`; None leaves a question out."""
    good: dict[str, dict[str, Any]] = {
        "post": {"title": "Street Cleaner", "category": "cleaning", "posts": "3", "department": "Roads",
                 "own_reference": "POS-1"},
        "about": {"summary": "Keeps streets clean.", "duties": "## Work\n\n- sweep"},
        "criteria": {"rows-0-text": "Can sweep", "rows-0-kind": "desirable", "rows-0-assessed_by": "test"},
        "questions": {"rows-0-text": "Can you drive?", "rows-0-kind": "yes_no", "rows-0-flagged": "No",
                      "rows-0-is_required": "y", "rows-0-help": "The job has two depots.", "hides_names": "y"},
        "contract": {"contract_type": "temporary", "contract_note": "for 12 months", "patterns": ["shift", "hybrid"],
                     "hours_low": "17.5", "hours_high": "35", "weeks_a_year": "44.5", "full_time_hours": "35"},
        "pay": {"pay_basis": "hourly", "pay_low": "£13.69", "pay_high": "14.2", "grade": "FC4", "pay_note": "Nights"},
        "places": {"where": "sites", "sites-0-label": "Depot", "sites-0-postcode": "KY1 1AA"},
        "checks": {"disclosure_level": "level_2_barred", "disclosure_workforce": "both", "registration": "other",
                   "registration_note": "Institute of Sweeping", "gaelic": "desirable",
                   "schemes": ["no_experience", "guaranteed_interview"]},
        "dates": {"closes_on": boxes(20), "closes_time": "5pm", "opens_on": boxes(2), "opens_time": "9:30"},
    }  # fmt: skip
    return {name: value for name, value in {**good[part], **changed}.items() if value is not None}


EXPECTED: dict[str, Callable[[Advert], bool]] = {
    "post": lambda found: (
        (found.vacancy.title, found.vacancy.category_code, found.vacancy.posts, found.vacancy.department)
        == ("Street Cleaner", "cleaning", 3, "Roads")
        and found.vacancy.own_reference == "POS-1"
    ),
    "about": lambda found: (
        (found.vacancy.summary, found.vacancy.duties) == ("Keeps streets clean.", "## Work\n\n- sweep")
    ),
    "criteria": lambda found: (
        [(row.text, row.kind, row.assessed_by) for row in found.criteria] == [("Can sweep", "desirable", "test")]
    ),
    "questions": lambda found: (
        found.vacancy.questions
        == [Asked("Can you drive?", "yes_no", "The job has two depots.", flagged=("no",), is_required=True).facts]
        and found.vacancy.hides_names
    ),
    "contract": lambda found: (
        (found.vacancy.contract_type, found.vacancy.contract_note, found.vacancy.patterns)
        == ("temporary", "for 12 months", ["shift", "hybrid"])
        and (found.vacancy.hours_low, found.vacancy.hours_high) == (Decimal("17.5"), Decimal(35))
        and (found.vacancy.weeks_a_year, found.vacancy.full_time_hours) == (Decimal("44.5"), Decimal(35))
    ),
    "pay": lambda found: (
        (found.vacancy.pay_basis, found.vacancy.pay_low, found.vacancy.pay_high, found.vacancy.is_pro_rata)
        == ("hourly", 1369, 1420, False)
        and (found.vacancy.grade, found.vacancy.pay_note) == ("FC4", "Nights")
    ),
    "places": lambda found: [(row.label, row.postcode) for row in found.workplaces] == [("Depot", "KY11AA")],
    "checks": lambda found: (
        (found.vacancy.disclosure_level, found.vacancy.disclosure_workforce, found.vacancy.registration)
        == ("level_2_barred", "both", "other")
        and found.vacancy.registration_note == "Institute of Sweeping"
        and (found.vacancy.gaelic, found.vacancy.schemes) == ("desirable", ["guaranteed_interview", "no_experience"])
    ),
    "dates": lambda found: (
        clock.local(found.vacancy.closes_at).strftime("%H:%M") == "17:00"
        and clock.local(found.vacancy.closes_at).date() == clock.today() + timedelta(days=20)
        and clock.local(found.vacancy.public_from).strftime("%H:%M") == "09:30"
    ),
}  # fmt: skip


@pytest.fixture
def draft(fife: Organisation) -> int:
    a_category()
    a_postcode()
    return a_complete_vacancy(fife, state="draft", department="Education").id


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [Role.RECRUITER, Role.HIRING_MANAGER])
def test_a_part_is_saved(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int, part: str, role: Role
) -> None:
    signed_in(role)
    saved = submit(client, f"/employer/vacancies/{draft}/{part}", **answers(part))
    following = [*PARTS, None][PARTS.index(part) + 1]
    home = f"/employer/vacancies/{draft}"
    assert (saved.status_code, saved.location) == (303, f"{home}/{following}" if following else home)
    assert EXPECTED[part](read(fife, draft))


@pytest.mark.parametrize("part", PARTS)
def test_what_was_saved_stands_there_again_and_saving_it_changes_nothing(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int, part: str
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/{part}"
    submit(client, page, **answers(part))
    before = read(fife, draft).vacancy.changed_at
    shown = client.get(page).text
    for value in answers(part).values():
        for each in [value] if isinstance(value, str) else value:
            said = {"£13.69": "13.69", "14.2": "14.20", "5pm": "17:00", "9:30": "09:30"}.get(each, each)
            assert said in shown, said
    submit(client, page, **answers(part))
    assert read(fife, draft).vacancy.changed_at == before


def test_saving_may_lead_back_to_the_list(client: FlaskClient, signed_in: SignIn, draft: int) -> None:
    signed_in()
    home = f"/employer/vacancies/{draft}"
    assert submit(client, f"{home}/about", **answers("about"), then="overview").location == home


WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("post", {"title": ""}, "Enter the job title", "POS-1"),
    ("post", {"category": ""}, "Choose the category", "Street Cleaner"),
    ("post", {"category": "forged"}, "Choose one of the answers", "Street Cleaner"),
    ("post", {"posts": "many"}, "Enter a whole number", "many"),
    ("post", {"posts": "0"}, "Enter a number of posts from 1", "Street Cleaner"),
    ("post", {"title": "x" * 201}, "must be 200 characters or fewer", "POS-1"),
    ("about", {"summary": ""}, "Write a summary", "- sweep"),
    ("about", {"summary": "x" * 401}, "must be 400 characters or fewer", "- sweep"),
    ("about", {"duties": " "}, "Describe what the job involves", "Keeps streets clean."),
    ("criteria", {"rows-0-text": ""}, "Write at least one criterion", 'value="desirable" checked'),
    ("criteria", {"rows-0-text": "y" * 501}, "must be 500 characters or fewer", "y" * 501),
    ("criteria", {"rows-0-kind": "vital"}, "Choose one of the answers", "Can sweep"),
    ("contract", {"contract_type": None}, "Choose the type of contract", "for 12 months"),
    ("contract", {"contract_note": ""}, "This type of contract ends", "17.5"),
    ("contract", {"patterns": []}, "Choose at least one working pattern", "17.5"),
    ("contract", {"hours_low": "lots"}, "Enter a number, for example 17.5", 'value="lots"'),
    ("contract", {"hours_low": "0"}, "Enter a number above 0, up to 60", 'value="0"'),
    ("contract", {"hours_low": "17.555"}, "at most two decimals", 'value="17.555"'),
    ("contract", {"hours_low": "NaN"}, "Enter a number above 0, up to 60", 'value="NaN"'),
    ("contract", {"hours_low": ""}, "Enter the hours a week, or describe them", "for 12 months"),
    ("contract", {"hours_high": "10"}, "must not be below the lower", "17.5"),
    ("contract", {"weeks_a_year": "60"}, "Enter a number above 0, up to 52", 'value="60"'),
    ("contract", {"full_time_hours": ""}, "Enter the hours a week that count as full time", "17.5"),
    ("contract", {"contract_ends": ["31", "2", "2027"]}, "must be a real date", 'value="31"'),
    ("contract", {"contract_ends": ["", "2", "2027"]}, "must include a day", 'value="2027"'),
    ("contract", {"contract_ends": ["1", "1", "2001"]}, "must be in the future", 'value="2001"'),
    ("pay", {"pay_low": "a fair wage"}, "Enter an amount in pounds, for example 25,885.80", "a fair wage"),
    ("pay", {"pay_low": ""}, "Enter the pay", "FC4"),
    ("pay", {"pay_high": "12"}, "The higher amount must not be below the lower", 'value="12"'),
    ("pay", {"pay_low": "25885.80", "pay_high": ""}, "That is a lot for an hour", "25885.80"),
    ("pay", {"pay_basis": "annual"}, "That is little for a year", "13.69"),
    ("pay", {"pay_low": "0"}, "Enter an amount above nothing", "FC4"),
    ("pay", {"pay_basis": "annual", "pay_low": "25000", "pay_high": ""}, "The post is not full time", "25000"),
    ("places", {"where": None}, "Say where the work is", "Depot"),
    ("places", {"sites-0-postcode": "EH1 9ZZ"}, "We do not know this postcode", "EH1 9ZZ"),
    ("places", {"sites-0-postcode": "nonsense"}, "We do not know this postcode", "nonsense"),
    ("places", {"sites-0-postcode": ""}, "Enter the postcode of the workplace", "Depot"),
    ("places", {"sites-0-label": ""}, "Enter the name of the workplace", "KY1 1AA"),
    ("places", {"sites-0-label": "", "sites-0-postcode": ""}, "at least one workplace", "sites-0-label"),
    ("checks", {"disclosure_level": None}, "Choose the disclosure check", "Institute of Sweeping"),
    ("checks", {"disclosure_workforce": None}, "Choose who the post works with", "Institute of Sweeping"),
    ("checks", {"registration_note": ""}, "Name the professional body", 'value="both" checked'),
    ("checks", {"gaelic": "fluent"}, "Choose one of the answers", "Institute of Sweeping"),
    ("checks", {"schemes": ["lottery"]}, "Choose one of the answers", "Institute of Sweeping"),
    ("dates", {"closes_on": ["", "", ""]}, "Enter the closing date", "5pm"),
    ("dates", {"closes_on": ["1", "1", "2020"]}, "The closing date must be in the future", 'value="2020"'),
    ("dates", {"closes_time": "midnight"}, "Enter a time, for example 23:59 or 5pm", "midnight"),
    ("dates", {"closes_time": "25:00"}, "Enter a time, for example", "25:00"),
    ("dates", {"opens_on": ["1", "1", "2199"]}, "must be public before it closes", "2199"),
]


@pytest.mark.parametrize(("part", "changed", "message", "kept"), WRONG)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int,
    part: str, changed: dict[str, Any], message: str, kept: str,
) -> None:  # fmt: skip
    signed_in()
    before = read(fife, draft).vacancy.changed_at
    refused = submit(client, f"/employer/vacancies/{draft}/{part}", **answers(part, **changed))
    assert refused.status_code == 422
    assert refused.text.count(message) >= 2, "once in the summary, once beside the field"
    assert kept in refused.text
    assert read(fife, draft).vacancy.changed_at == before


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [Role.APPROVER, Role.PANEL_MEMBER])
def test_others_do_not_write(client: FlaskClient, signed_in: SignIn, draft: int, part: str, role: Role) -> None:
    signed_in(role)
    expected = 404 if role is Role.PANEL_MEMBER else 403
    assert client.get(f"/employer/vacancies/{draft}/{part}").status_code == expected
    assert client.post(f"/employer/vacancies/{draft}/{part}").status_code == expected


@pytest.mark.parametrize("part", PARTS)
def test_another_organisations_draft_is_not_there(client: FlaskClient, draft: int, part: str) -> None:
    sign_in(client, a_member(an_organisation("nhs-orkney"), *Role))
    assert client.get(f"/employer/vacancies/{draft}/{part}").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_what_is_no_draft_any_longer_is_not_written(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, part: str
) -> None:
    signed_in()
    vacancy = a_vacancy(fife, state="awaiting_approval")
    refused = client.get(f"/employer/vacancies/{vacancy.id}/{part}")
    assert refused.status_code == 409
    assert "awaiting approval" in refused.text
