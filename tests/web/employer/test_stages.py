"""Release stages, the register of people at risk and e-mail domains, as a council's staff use them."""

import re
from datetime import timedelta

from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.redeployment_queries import registered
from recruitment.vacancies.tables import Vacancy
from recruitment.web.rows import RowCheck
from tests.builders.accounts import a_national, as_staff, sign_in
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, submit, words_of
from tests.builders.rows import a_row
from tests.builders.stages import DAY, an_early_vacancy, somebody_at_risk, takes_part
from tests.builders.vacancies import a_category, a_complete_vacancy, a_postcode, a_vacancy
from tests.web.employer.conftest import SignIn


def boxes(days: int) -> list[str]:
    day = clock.today() + timedelta(days=days)
    return [str(day.day), str(day.month), str(day.year)]


def stored(fife: Organisation, vacancy: Vacancy) -> Vacancy:
    db.session.expire_all()
    return advert_of(as_staff(fife), vacancy.id).vacancy


CLOSING = {"closes_on": boxes(30), "closes_time": "23:59"}


def test_stages_are_written_with_the_dates(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    vacancy = a_complete_vacancy(fife, state="draft")
    path = f"/employer/vacancies/{vacancy.id}/dates"
    done = submit(client, path, **CLOSING, redeployees_on=boxes(1), internal_on=boxes(4), internal_time="13:30",
                  opens_on=boxes(8), public="yes")  # fmt: skip
    assert done.status_code == 303
    found = stored(fife, vacancy)
    assert found.redeployees_from is not None
    assert found.internal_from is not None
    assert (clock.local(found.redeployees_from).hour, clock.local(found.internal_from).hour) == (9, 13)
    shown = filled(client.get(path).text)
    assert shown["internal_on"] == boxes(4)
    page = words_of(client.get(f"/employer/vacancies/{vacancy.id}").text)
    assert "People at risk of redeployment from" in page
    assert submit(client, path, **CLOSING, internal_on=boxes(4), public="no").status_code == 303
    found = stored(fife, vacancy)
    assert (found.public_from, found.redeployees_from) == (NEVER, None)
    assert "Never" in words_of(client.get(f"/employer/vacancies/{vacancy.id}").text)
    assert "Never" in words_of(client.get(f"/employer/vacancies/{vacancy.id}/versions").text)


def test_stages_out_of_order_are_told_beside_their_date(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    vacancy = a_complete_vacancy(fife, state="draft")
    path = f"/employer/vacancies/{vacancy.id}/dates"
    for fields, said in (
        (
            {"redeployees_on": boxes(5), "internal_on": boxes(4), "opens_on": boxes(8), "public": "yes"},
            "must come after",
        ),
        ({"internal_on": boxes(4), "public": "yes"}, "Enter the date from which everybody"),
        ({"public": "no"}, "Say from when somebody else"),
        ({"members_on": boxes(31), "public": "no"}, "before it closes"),
        ({"internal_on": ["1", "", ""], "public": "yes"}, "must include"),
        ({"public": "perhaps"}, "Choose whether"),
    ):
        refused = submit(client, path, **CLOSING, **fields)
        assert refused.status_code == 422, fields
        assert said in refused.text
        assert "There is a problem" in refused.text
        assert "details" not in refused.text or " open>" in refused.text
    assert stored(fife, vacancy).internal_from is None


def test_publishing_opens_the_first_stage_and_says_what_comes_next(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    now = clock.now()
    vacancy = a_complete_vacancy(fife, state="approved", internal_from=now - DAY, public_from=now + 3 * DAY)
    path = f"/employer/vacancies/{vacancy.id}"
    assert "released in stages" in words_of(client.get(f"{path}/publication").text)
    assert submit(client, f"{path}/publication").status_code == 303
    page = words_of(client.get(path).text)
    assert "Open to own staff until" in page
    assert "then to everybody" in page
    assert "Open to some" in page
    assert f"/vacancies/{vacancy.reference}/" not in client.get(path).text
    assert "Open to some" in words_of(client.get("/employer/").text)
    assert client.get(f"{path}/signposts").status_code == 403


def test_stages_that_have_passed_are_changed_first(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    now = clock.now()
    vacancy = a_complete_vacancy(fife, state="approved", redeployees_from=now - 3 * DAY, internal_from=now - DAY,
                                 public_from=now + 3 * DAY)  # fmt: skip
    path = f"/employer/vacancies/{vacancy.id}"
    refused = submit(client, f"{path}/publication")
    assert refused.status_code == 422
    assert "Change the dates of its stages first" in refused.text
    changed = submit(client, f"{path}/stages", redeployees_on=boxes(0), redeployees_time="23:58", internal_on=boxes(1),
                     opens_on=boxes(3), public="yes", reason="The approval took long")  # fmt: skip
    assert changed.status_code == 303, words_of(changed.text)
    assert submit(client, f"{path}/publication").status_code == 303


def test_later_stages_are_changed_with_a_reason(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    vacancy = a_vacancy(fife, internal_from=clock.now() - DAY, public_from=clock.now() + DAY)
    path = f"/employer/vacancies/{vacancy.id}/stages"
    held = {name: value if len(value) > 1 else value[0] for name, value in filled(client.get(path).text).items()
            if name not in ("csrf_token", "reason")}  # fmt: skip
    assert submit(client, path, **{**held, "opens_on": boxes(3)}).status_code == 422
    assert submit(client, path, **{**held, "opens_on": boxes(3)}, reason="Nobody yet").status_code == 303
    begun = vacancy.internal_from
    found = stored(fife, vacancy)
    assert found.internal_from == begun, "to the second, of which the page shows the minutes"
    assert found.public_from is not None
    assert clock.local(found.public_from).date() == clock.today() + timedelta(days=3)


def test_a_person_at_risk_is_registered_changed_and_ended(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    a_category()
    a_postcode("KY11AB")
    vacancy = an_early_vacancy(fife, "redeployees", title="Cleaner", category_code="cleaning")
    given = {"name": "Robin Example", "email": "robin@fife.example", "post": "Cleaner", "category": "cleaning"}
    for wrong, said in (({"category": "x"}, "Choose the kind"), ({"postcode": "KY1 1AB"}, "how many miles"),
                        ({"miles": "5"}, "Enter the postcode"), ({"postcode": "AB", "miles": "5"}, "in Scotland"),
                        ({"email": "robin"}, "right form"), ({"until": ["1", "1", "2020"]}, "today or later"),
                        ({"skills": "x" * 81}, "up to 20 skills"), ({"pay": "lots"}, "amount in pounds")):  # fmt: skip
        refused = submit(client, "/employer/redeployment/new", **{**given, **wrong})
        assert (refused.status_code, said in refused.text) == (422, True), wrong
        assert "Robin Example" in refused.text
    made = submit(client, "/employer/redeployment/new", **given, skills="Teamwork\nKeys", note="Asked for mornings")
    assert made.status_code == 303
    assert "already" in submit(client, "/employer/redeployment/new", **given).text
    page = words_of(client.get(made.location).text)
    assert "Asked for mornings" in page
    assert "The same kind of work" in page
    assert "Robin Example" in client.get("/employer/redeployment").text
    matches = words_of(client.get(f"/employer/vacancies/{vacancy.id}/redeployees").text)
    assert "1 person fits" in matches
    assert submit(client, f"{made.location}/change", **given | {"name": "Robin Changed"}).status_code == 303
    assert "Robin Changed" in client.get(made.location).text
    assert submit(client, f"{made.location}/end", outcome="", reason="").status_code == 422
    assert submit(client, f"{made.location}/end", outcome="redeployed", reason="To the library").status_code == 303
    assert registered(as_staff(fife), [fife.id]) == []
    assert letters_to("robin@fife.example")[0].name == "redeployee_registered"


def test_another_councils_person_is_named_and_not_opened(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    orkney = an_organisation("orkney-islands-council")
    takes_part(fife, orkney)
    row = somebody_at_risk(orkney, is_shared=True, name="Robin Orcadian")
    vacancy = an_early_vacancy(fife, "redeployees", title="Cleaner", category_code="cleaning")
    page = client.get(f"/employer/vacancies/{vacancy.id}/redeployees").text
    assert "Robin Orcadian" in page
    for path in ("", "/change", "/end"):
        assert client.get(f"/employer/redeployment/{row.id}{path}").status_code == 404


def test_only_hr_opens_the_register(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in(Role.HIRING_MANAGER)
    vacancy = an_early_vacancy(fife, "redeployees")
    for path in (
        "/employer/redeployment",
        "/employer/redeployment/new",
        f"/employer/vacancies/{vacancy.id}/redeployees",
    ):
        assert client.get(path).status_code in (403, 409)


def test_a_domain_is_asked_for_approved_and_removed(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    administrator = signed_in(Role.ADMINISTRATOR)
    path = "/employer/email-domains"
    assert "Anybody can have" in submit(client, path, name="gmail.com").text
    assert submit(client, path, name="fife.example").status_code == 303
    assert "Waits for COSLA" in client.get(path).text
    sign_in(client, a_national("operator"))
    listed = client.get("/cosla/email-domains").text
    assert "fife.example" in listed
    number = re.search(r"/cosla/email-domains/(\d+)", listed)[1]
    decision = f"/cosla/email-domains/{number}"
    assert submit(client, decision, is_theirs="").status_code == 422
    assert submit(client, decision, is_theirs="yes", reason="Their website says so").status_code == 303
    sign_in(client, administrator)
    assert "In use" in client.get(path).text
    assert submit(client, f"{path}/{number}/remove").status_code == 303
    assert "You have none yet" in client.get(path).text
    sign_in(client, a_national())
    assert client.get("/cosla/email-domains").status_code in (403, 409)


def test_a_sheet_tells_stages_and_one_that_is_silent_leaves_them(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    given = a_row(internal_from="2099-01-04", members_from="2099-01-08", public="no", closing_date="2099-02-01")
    check = RowCheck.of(as_staff(fife), fife)
    checked = check.check(given)
    assert checked.facts is not None, checked.problems
    dates = checked.facts.parts["dates"]
    assert dates["public_from"] == NEVER
    assert clock.local(dates["internal_from"]).isoformat() == "2099-01-04T09:00:00+00:00"
    silent = check.check(a_row(closing_date="2099-02-01"))
    assert silent.facts is not None
    assert "internal_from" not in silent.facts.parts["dates"]
    wrong = check.check({**given, "members_from": "2099-01-03"})
    assert "come after" in wrong.problems["members_from"]
