"""What single pages that write an advert do besides saving: suggestions, previews, rows that come and go, sums."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.draft_actions import Site, set_workplaces
from recruitment.vacancies.queries import Advert, advert_of, listing
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_category, a_postcode, a_vacancy

SignIn = Callable[..., Account]
UNWRITTEN: dict[str, Any] = {
    "summary": "", "duties": "", "contract_type": None, "patterns": [], "hours_low": None, "hours_high": None,
    "full_time_hours": None, "pay_basis": None, "pay_low": None, "pay_high": None, "is_pro_rata": False,
    "closes_at": None, "disclosure_level": "",
}  # fmt: skip


@pytest.fixture
def draft(fife: Organisation) -> int:
    return a_vacancy(fife, state="draft", criteria=0, **UNWRITTEN).id


def read(fife: Organisation, vacancy_id: int) -> Advert:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy_id)


def test_a_new_advert_belongs_to_the_only_organisation(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    assert "Organisation" not in client.get("/employer/vacancies/new").text.split("<form")[-1]
    assert submit(client, "/employer/vacancies/new", title="").status_code == 422
    begun = submit(client, "/employer/vacancies/new", title=" Road   Worker ", department="Roads")
    (vacancy,) = listing(as_staff(fife), [fife.id]).vacancies
    assert begun.location == f"/employer/vacancies/{vacancy.id}/post"
    assert (vacancy.title, vacancy.department) == ("Road Worker", "Roads")


def test_staff_of_several_choose_where_they_may_write(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    account = signed_in()
    orkney, nhs = an_organisation("orkney-islands-council"), an_organisation("nhs-orkney")
    a_member(orkney, Role.RECRUITER, account=account)
    a_member(nhs, Role.APPROVER, account=account)
    page = client.get("/employer/vacancies/new").text
    assert "Orkney Islands Council" in page
    assert f'value="{nhs.id}"' not in page
    assert submit(client, "/employer/vacancies/new", title="Nurse", organisation=str(nhs.id)).status_code == 422
    assert submit(client, "/employer/vacancies/new", title="Pilot", organisation=str(orkney.id)).status_code == 303
    assert [vacancy.title for vacancy in listing(as_staff(orkney), [orkney.id]).vacancies] == ["Pilot"]


def test_whoever_only_approves_begins_nothing(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in(Role.APPROVER)
    assert client.get("/employer/vacancies/new").status_code == 403


def test_the_category_is_suggested_and_only_stored_when_confirmed(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    a_category("early_years", "Early years, childcare and play")
    signed_in()
    draft = a_vacancy(fife, state="draft", title="Early Years Officer").id
    page = client.get(f"/employer/vacancies/{draft}/post").text
    assert "we suggest “Early years, childcare and play”" in page
    assert '<option selected value="early_years">' in page
    assert read(fife, draft).vacancy.category_code is None
    submit(client, f"/employer/vacancies/{draft}/post", title="Early Years Officer", category="early_years", posts="1")
    assert read(fife, draft).vacancy.category_code == "early_years"
    assert "we suggest" not in client.get(f"/employer/vacancies/{draft}/post").text


def test_the_preview_shows_and_saves_nothing(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    typed = {"summary": "", "duties": "## Team\n\n<script>x</script>\n\n- **sweep**"}
    shown = submit(client, f"/employer/vacancies/{draft}/about", **typed, then="preview")
    assert shown.status_code == 200
    assert "<h3>Team</h3>" in shown.text
    assert "<li><strong>sweep</strong></li>" in shown.text
    assert "<script>x" not in shown.text
    assert "- **sweep**" in shown.text, "what was typed stands in the box again"
    assert "There is a problem" not in shown.text
    assert read(fife, draft).vacancy.duties == ""


def rows(*texts: str, **more: str) -> dict[str, str]:
    typed = {f"rows-{number}-text": text for number, text in enumerate(texts)}
    kinds = {f"rows-{number}-kind": "desirable" for number in range(len(texts))}
    assessed = {f"rows-{number}-assessed_by": "interview" for number in range(len(texts))}
    return typed | kinds | assessed | more


def test_criteria_begin_with_empty_rows(client: FlaskClient, signed_in: SignIn, draft: int) -> None:
    signed_in()
    page = client.get(f"/employer/vacancies/{draft}/criteria").text
    assert 'name="rows-2-text"' in page
    assert 'name="rows-3-text"' not in page


def test_a_row_is_added_and_nothing_is_lost_or_saved(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/criteria"
    more = submit(client, page, **rows("One", "Two", **{"rows-add": "1"}))
    assert more.status_code == 200
    assert 'name="rows-2-text"' in more.text
    assert "One</textarea>" in more.text and "Two</textarea>" in more.text
    assert more.text.count('value="desirable" checked') == 2
    assert more.text.count('selected value="interview"') == 2
    assert read(fife, draft).criteria == ()


def test_a_row_is_removed_wherever_it_stands(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/criteria"
    fewer = submit(client, page, **rows("One", "Two", "Three", **{"rows-remove": "1"}))
    assert "One</textarea>" in fewer.text and "Three</textarea>" in fewer.text
    assert "Two" not in fewer.text
    assert 'name="rows-1-text"' in fewer.text and 'name="rows-2-text"' not in fewer.text
    saved = submit(client, page, **rows("One", "", "Three"))
    assert saved.status_code == 303
    assert [row.text for row in read(fife, draft).criteria] == ["One", "Three"]


def test_there_is_an_end_to_rows(client: FlaskClient, signed_in: SignIn, draft: int) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/criteria"
    full = submit(client, page, **rows(*map(str, range(40)), **{"rows-add": "1"}))
    assert full.status_code == 200
    assert 'name="rows-40-text"' not in full.text
    assert "Add another criterion" not in full.text


def test_workplaces_are_added_and_removed(client: FlaskClient, signed_in: SignIn, draft: int) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/places"
    typed = {"where": "sites", "sites-0-label": "Depot", "sites-0-postcode": "nonsense"}
    more = submit(client, page, **typed, **{"sites-add": "1"})
    assert more.status_code == 200
    assert 'value="nonsense"' in more.text and 'name="sites-1-label"' in more.text
    assert 'value="sites" checked' in more.text
    fewer = submit(client, page, **typed, **{"sites-1-label": "School", "sites-1-postcode": "", "sites-remove": "0"})
    assert 'value="School"' in fewer.text and "Depot" not in fewer.text


@pytest.mark.parametrize(("where", "label"), [("area", "Fife"), ("home", None)])
def test_other_places_leave_typed_workplaces_unread(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int, where: str, label: str | None
) -> None:
    signed_in()
    set_workplaces(as_staff(fife), read(fife, draft).vacancy, [Site("School", a_postcode())])
    db.session.commit()
    page = f"/employer/vacancies/{draft}/places"
    saved = submit(client, page, where=where, **{"sites-0-label": "Depot", "sites-0-postcode": "nonsense"})
    assert saved.status_code == 303
    found = read(fife, draft)
    assert [row.label for row in found.workplaces] == ([label] if label else [])
    assert found.vacancy.is_home_based == (where == "home")
    assert f'value="{where}" checked' in client.get(page).text


def test_the_whole_area_of_a_body_without_one_bears_its_name(client: FlaskClient, signed_in: SignIn) -> None:
    nhs = an_organisation("nhs-orkney")
    signed_in(account=a_member(nhs))
    draft = a_vacancy(nhs, state="draft")
    assert "All over NHS Orkney" in client.get(f"/employer/vacancies/{draft.id}/places").text


def test_pay_is_worked_out_in_three_ways_without_saving(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    draft = a_vacancy(fife, state="draft", hours_low=18, hours_high=18).id
    typed = {"pay_basis": "annual", "pay_low": "26,000", "is_pro_rata": "y"}
    shown = submit(client, f"/employer/vacancies/{draft}/pay", **typed, then="work_out")
    assert shown.status_code == 200
    for amount in ("£13.85", "£26,000", "£13,000"):
        assert amount in shown.text
    assert read(fife, draft).vacancy.pay_low == 2_378_340


def test_a_single_rate_is_shown_once_and_pro_rata_is_offered_first(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/pay"
    assert re.search(r'<input[^>]* checked [^>]*id="is_pro_rata"', client.get(page).text)
    assert submit(client, page, pay_low="25000").text.count("Choose whether the pay is for a year or an hour") == 2
    submit(client, page, pay_basis="annual", pay_low="25000", is_pro_rata="y")
    held = read(fife, draft).vacancy
    assert (held.pay_low, held.pay_high, held.is_pro_rata) == (2_500_000, 2_500_000, True)
    assert client.get(page).text.count("25,000.00") == 1


def test_voluntary_work_needs_no_pay_but_may_have_some(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    draft = a_vacancy(fife, state="draft", **{**UNWRITTEN, "contract_type": "voluntary"}).id
    page = f"/employer/vacancies/{draft}/pay"
    assert submit(client, page, pay_note="Travel is paid").status_code == 303
    assert (read(fife, draft).vacancy.pay_basis, read(fife, draft).vacancy.pay_note) == (None, "Travel is paid")
    assert submit(client, page, pay_low="10").status_code == 422


def test_a_workforce_belongs_to_the_checks_that_ask_for_one(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/checks"
    submit(client, page, disclosure_level="level_1", disclosure_workforce="children")
    assert read(fife, draft).vacancy.disclosure_workforce is None


def test_the_day_ends_at_its_last_second(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/dates"
    assert 'value="23:59"' in client.get(page).text
    submit(client, page, closes_on=["27", "3", "2099"], closes_time="23:59")
    held = read(fife, draft).vacancy
    assert held.closes_at is not None and held.closes_at.isoformat() == "2099-03-27T23:59:59+00:00"
    assert held.public_from is None


@pytest.mark.parametrize(
    ("part", "typed", "kept"),
    [
        ("criteria", {"rows-0-text": "One", "rows-0-kind": "essential", "rows-add": "1"}, "One</textarea>"),
        ("places", {"where": "sites", "sites-0-label": "Depot", "sites-remove": "0"}, 'value="Depot"'),
        ("about", {"duties": "- sweep", "then": "preview"}, "- sweep"),
        ("pay", {"pay_basis": "hourly", "pay_low": "13.70", "then": "work_out"}, 'value="13.70"'),
    ],
)
def test_a_page_that_was_open_too_long_loses_nothing(
    client: FlaskClient, signed_in: SignIn, draft: int, part: str, typed: dict[str, str], kept: str
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/{part}"
    client.get(page)
    refused = client.post(page, data={**typed, "csrf_token": "forged"})
    assert refused.status_code == 422
    assert kept in refused.text
    assert "open for too long" in refused.text
