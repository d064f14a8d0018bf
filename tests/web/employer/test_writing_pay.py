"""The page about pay where a council has pay tables: grade and points, the Living Wage, allowances."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.pay_queries import PayGrade, grades_of, pay_version
from recruitment.organisations.pay_tables import PayVersion
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.pay_tables import some_rates
from tests.builders.vacancies import a_vacancy

SignIn = Callable[..., Account]
UNPAID: dict[str, Any] = {"pay_basis": None, "pay_low": None, "pay_high": None, "is_pro_rata": False,
                          "hours_low": Decimal("18.5"), "hours_high": Decimal("18.5")}  # fmt: skip


@pytest.fixture
def viewer(fife: Organisation) -> Staff:
    return as_staff(fife, Role.ADMINISTRATOR)


@pytest.fixture
def rates(viewer: Staff, fife: Organisation) -> PayVersion:
    return some_rates(viewer, fife)


@pytest.fixture
def draft(fife: Organisation) -> int:
    return a_vacancy(fife, state="draft", **UNPAID).id


def read(viewer: Staff, vacancy_id: int) -> Vacancy:
    db.session.expire_all()
    return advert_of(viewer, vacancy_id).vacancy


def grades(viewer: Staff, version: PayVersion) -> list[PayGrade]:
    return grades_of(viewer, [pay_version(viewer, version.id)])


def from_table(grade: PayGrade, low: int | None = None, high: int | None = None, **more: str) -> dict[str, str]:
    """The answers that choose a grade, or from the low-th to the high-th of its points."""
    points = {} if low is None or high is None else {
        "low_point": str(grade.points[low].id), "high_point": str(grade.points[high].id)}  # fmt: skip
    return {"pay_from": "table", "pay_grade": str(grade.low.id), **points, **more}


def test_without_a_table_the_page_asks_for_amounts_alone(client: FlaskClient, signed_in: SignIn, draft: int) -> None:
    signed_in()
    page = client.get(f"/employer/vacancies/{draft}/pay").text
    assert 'name="pay_from"' not in page
    assert "/employer/pay-tables" in page
    signed_in(Role.HIRING_MANAGER)
    assert "/employer/pay-tables" not in client.get(f"/employer/vacancies/{draft}/pay").text


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.HIRING_MANAGER])
def test_a_grade_is_worked_out_and_saved(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int, role: Role
) -> None:
    signed_in(role)
    page = f"/employer/vacancies/{draft}/pay"
    opened = client.get(page).text
    assert "Grade 4, points 23 to 25: £14.00 to £15.00 an hour" in opened
    assert 'name="low_point"' not in opened
    grade = grades(viewer, rates)[0]
    tried = submit(client, page, **from_table(grade), then="work_out")
    assert tried.status_code == 200
    # 14.00 x 18.5 x 52.143 = 13,505.04; 15.00 x 37 x 52.143 = 28,939.37
    for words in ("£14.00 to £15.00", "£27,010 to £28,939", "£13,505 to £14,470", "Point 24: £14.50"):
        assert words in tried.text
    assert read(viewer, draft).pay_basis is None
    assert submit(client, page, **from_table(grade)).status_code == 303
    saved = read(viewer, draft)
    assert (saved.pay_low, saved.pay_high, saved.grade) == (1400, 1500, "Grade 4, points 23 to 25")
    again = client.get(page).text
    assert f'<option selected value="{grade.low.id}">' in again
    assert re.search(r'value="table" checked', again)


def test_some_points_of_a_grade(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    grade = grades(viewer, rates)[0]
    submit(client, page, **from_table(grade, 1, 1))
    assert (read(viewer, draft).pay_low, read(viewer, draft).grade) == (1450, "Grade 4, point 24")
    assert client.get(page).text.count(f'<option selected value="{grade.points[1].id}">') == 2


def test_points_of_another_grade_mean_the_whole_of_the_one_chosen(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int
) -> None:
    signed_in()
    four, five = grades(viewer, rates)
    mixed = from_table(four, 1, 1) | {"pay_grade": str(five.low.id)}
    submit(client, f"/employer/vacancies/{draft}/pay", **mixed)
    assert read(viewer, draft).grade == "Grade 5, points 25 to 26"


def test_saving_the_same_again_changes_nothing(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    typed = from_table(grades(viewer, rates)[0], **{"allowances-0-label": "Islands", "allowances-0-amount": "2,646"})
    submit(client, page, **typed)
    before = read(viewer, draft).changed_at
    submit(client, page, **typed)
    assert read(viewer, draft).changed_at == before


def test_a_free_range_stays_possible(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    submit(client, page, **from_table(grades(viewer, rates)[0]))
    submit(client, page, pay_from="free", pay_basis="hourly", pay_low="17", grade="Spot rate")
    saved = read(viewer, draft)
    assert (saved.pay_low, saved.grade, saved.pay_table) == (1700, "Spot rate", "")
    assert re.search(r'value="free" checked', client.get(page).text)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"pay_from": "table"}, "Choose the grade"),
        ({"pay_from": "table", "pay_grade": "0"}, "Choose one of the answers"),
        ({"pay_from": ""}, "Choose how the pay is set"),
        ({"pay_from": "free"}, "Enter the pay"),
        ({"pay_from": "free", "pay_basis": "hourly", "pay_low": "13.51"}, "Enter at least £13.52"),
        # 13.52 x 36 x 52.143 = 25,379.04...
        ({"pay_from": "free", "pay_basis": "annual", "pay_low": "25,000", "is_pro_rata": "y"},
         "Enter at least £25,380 for a full-time year"),
        ({"pay_from": "free", "pay_basis": "hourly", "pay_low": "14", "allowances-0-amount": "2646"},
         "Enter what the allowance is for"),
        ({"pay_from": "free", "pay_basis": "hourly", "pay_low": "14", "allowances-0-label": "Islands"},
         "Enter the amount a year, or say below how it is paid"),
        ({"pay_from": "free", "pay_basis": "hourly", "pay_low": "14", "allowances-0-label": "Islands",
          "allowances-0-amount": "much"}, "Enter an amount in pounds"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_beside_its_field(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int,
    typed: dict[str, str], message: str,
) -> None:  # fmt: skip
    signed_in()
    refused = submit(client, f"/employer/vacancies/{draft}/pay", **typed)
    assert refused.status_code == 422
    assert refused.text.count(message) >= 2, "once in the summary, once beside the field"
    assert read(viewer, draft).pay_basis is None
    for value in typed.values():
        assert value in refused.text


def test_the_lowest_point_must_not_pay_more_than_the_highest(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int
) -> None:
    signed_in()
    refused = submit(client, f"/employer/vacancies/{draft}/pay", **from_table(grades(viewer, rates)[0], 2, 0))
    assert refused.text.count("The highest point must not pay less than the lowest") == 2


def test_a_spine_without_grades_asks_for_both_points(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, fife: Organisation, draft: int
) -> None:
    (spine,) = grades(viewer, some_rates(viewer, fife, ("", "40", 1900), ("", "41", 1950), ("", "42", 2000)))
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    assert "Points 40 to 42" in client.get(page).text
    refused = submit(client, page, **from_table(spine))
    assert refused.text.count("Choose the lowest point that you offer") == 2
    assert submit(client, page, **from_table(spine, 0, 1)).status_code == 303
    assert read(viewer, draft).grade == "Points 40 to 41"


def test_points_below_the_living_wage_are_refused_but_for_apprentices(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, fife: Organisation, draft: int
) -> None:
    (grade,) = grades(viewer, some_rates(viewer, fife, ("Trainee", "1", 1200), ("Trainee", "2", 1400)))
    signed_in()
    refused = submit(client, f"/employer/vacancies/{draft}/pay", **from_table(grade))
    assert refused.status_code == 422
    assert refused.text.count("The lowest pay is below £13.52 an hour, the Scottish Local Government Living Wage") == 2
    assert submit(client, f"/employer/vacancies/{draft}/pay", **from_table(grade, 1, 1)).status_code == 303
    apprentice = a_vacancy(fife, state="draft", **UNPAID | {"contract_type": "apprenticeship"}).id
    assert submit(client, f"/employer/vacancies/{apprentice}/pay", **from_table(grade)).status_code == 303


def test_an_advert_for_later_takes_the_rates_of_that_day(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    submit(client, page, **from_table(grades(viewer, rates)[0]))
    opens = datetime(clock.today().year + 1, 6, 1, 9, tzinfo=clock.LONDON)
    raised = some_rates(viewer, fife, ("Grade 4", "23", 1500), ("Grade 4", "25", 1600),
                        holds_from=date(opens.year, 4, 1))  # fmt: skip
    read(viewer, draft).public_from = opens
    db.session.commit()
    shown = client.get(page).text
    assert "other rates hold on 1 June" in shown
    (grade,) = grades(viewer, raised)
    assert f'<option selected value="{grade.low.id}">' in shown
    assert "Choose the pay again" in client.get(f"/employer/vacancies/{draft}").text
    submit(client, page, **from_table(grade))
    assert (read(viewer, draft).pay_low, read(viewer, draft).pay_high) == (1500, 1600)
    assert "Choose the pay again" not in client.get(f"/employer/vacancies/{draft}").text


def test_the_hours_of_the_table_are_full_time(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int
) -> None:
    signed_in()
    submit(client, f"/employer/vacancies/{draft}/pay", **from_table(grades(viewer, rates)[0]))
    typed = {"contract_type": "permanent", "patterns": "part_time", "hours_low": "18.5"}
    page = f"/employer/vacancies/{draft}/contract"
    refused = submit(client, page, **typed, full_time_hours="35")
    assert refused.text.count("In the pay table of this post 37 hours are full time") == 2
    assert submit(client, page, **typed, full_time_hours="37").status_code == 303


def test_allowances_stand_beside_the_pay_and_never_in_it(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, fife: Organisation
) -> None:
    signed_in()
    draft = a_vacancy(fife, state="draft", **UNPAID).id
    page = f"/employer/vacancies/{draft}/pay"
    typed = {"allowances-0-label": "Distant islands", "allowances-0-amount": "£2,646",
             "allowances-1-label": "Nights", "allowances-1-note": "time and a third"}  # fmt: skip
    submit(client, page, **from_table(grades(viewer, rates)[0]), **typed)
    assert read(viewer, draft).allowances == [
        {"label": "Distant islands", "amount": 264_600, "note": ""},
        {"label": "Nights", "amount": None, "note": "time and a third"},
    ]
    assert 'value="2,646.00"' in client.get(page).text
    vacancy = read(viewer, draft)
    vacancy.state, vacancy.published_at, vacancy.public_from = "published", clock.now(), clock.now()
    db.session.commit()
    public = words_of(client.get(f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}").text)
    assert "On top of the pay: Distant islands: £2,646 a year Nights: time and a third" in public
    assert "£14.00 to £15.00" in public
    assert "Pay table: Local government employees, rates from 1 April 2026." in public


def test_rows_of_allowances_come_and_go_and_nothing_is_lost(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    typed = {"pay_from": "free", "pay_low": "a fair wage", "allowances-0-label": "One", "allowances-1-label": "Two",
             "allowances-1-amount": "nought"}  # fmt: skip
    more = submit(client, page, **typed, **{"allowances-add": "1"})
    assert more.status_code == 200
    assert 'name="allowances-2-label"' in more.text and 'value="a fair wage"' in more.text
    fewer = submit(client, page, **typed, **{"allowances-remove": "0"})
    assert 'name="allowances-1-label"' not in fewer.text
    assert 'value="Two"' in fewer.text and 'value="nought"' in fewer.text and 'value="One"' not in fewer.text
    full = {f"allowances-{number}-label": str(number) for number in range(10)}
    assert 'name="allowances-10-label"' not in submit(client, page, **full, **{"allowances-add": "1"}).text
    assert read(viewer, draft).allowances == []


def test_another_organisations_grades_are_not_on_offer(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, rates: PayVersion, fife: Organisation, draft: int
) -> None:
    council = an_organisation("orkney-islands-council")
    orkney = as_staff(council, Role.RECRUITER)
    (theirs,) = grades(orkney, some_rates(orkney, council, ("Grade X", "1", 9900)))
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    assert "Grade X" not in client.get(page).text
    assert submit(client, page, **from_table(theirs)).status_code == 422
    assert read(viewer, draft).pay_basis is None
