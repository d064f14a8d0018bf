"""Checks as staff work on them: what blocks, what comes next, both dates, and references from asking to reading."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.profile_actions import add
from recruitment.applications.tables import Application
from recruitment.applications.wallet_actions import show
from recruitment.applications.wallet_tables import CheckEntry
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.offers.check_queries import checks_of, people_in_checks, steps_of, the_check
from recruitment.offers.reference_answers import attach_letter, give
from recruitment.offers.reference_queries import open_request, requests_of
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import as_staff
from tests.builders.checks import a_check, a_given, a_referee_asked, asked, in_checks
from tests.builders.documents import a_pdf
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.web.employer.test_desk_statements import counted

SignIn = Callable[..., Account]
SYSTEM = System("keeping")


@pytest.fixture
def application(client: FlaskClient, fife: Organisation) -> Application:
    return in_checks(as_staff(fife))


@pytest.fixture
def page(application: Application) -> str:
    return f"/employer/applications/{application.id}/before-start"


def boxes(day: object) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]  # type: ignore[attr-defined]


def test_the_page_says_what_blocks_and_what_comes_next(client: FlaskClient, signed_in: SignIn, page: str) -> None:
    signed_in()
    words = words_of(client.get(page).text)
    for said in ("6 checks keep Test Applicant", "What blocks", "PVG scheme membership",
                 "For work with children", "Next: Choose a referee", "Next: Ask for it"):  # fmt: skip
        assert said in words


def test_a_day_in_the_past_is_entered_and_both_days_are_shown(
    client: FlaskClient, signed_in: SignIn, application: Application
) -> None:
    signed_in()
    check, told = a_check(application, "right_to_work"), clock.today() - timedelta(days=9)
    url = f"/employer/checks/{check.id}"
    early = submit(client, url, act="clear", on=boxes(clock.today() + timedelta(days=1)))
    assert early.status_code == 422 and "must be today or in the past" in words_of(early.text)
    assert submit(client, url, act="clear", on=boxes(told)).status_code == 303
    words = words_of(client.get(url).text)
    assert "Entered later" in words and f"Found in order on {told.day} {told:%B %Y}" in words
    (step,) = steps_of(SYSTEM, application.id)[check.id]
    assert step.happened_on == told and step.was_entered_late


def test_a_reason_is_asked_for_and_what_is_typed_stays(
    client: FlaskClient, signed_in: SignIn, application: Application
) -> None:
    signed_in()
    check = a_check(application, "qualifications")
    failed = submit(client, f"/employer/checks/{check.id}", act="fail", note="Rang the college.")
    assert failed.status_code == 422
    assert "Give a reason" in words_of(failed.text) and "Rang the college." in failed.text
    assert "PVG" not in words_of(failed.text)
    pvg = a_check(application, "disclosure")
    assert "It is not needed" not in words_of(client.get(f"/employer/checks/{pvg.id}").text)
    assert submit(client, f"/employer/checks/{pvg.id}", act="waive", reason="We know them").status_code == 422


def test_asking_passes_on_what_the_candidate_has_to_do(
    client: FlaskClient, signed_in: SignIn, application: Application
) -> None:
    signed_in()
    pvg = a_check(application, "disclosure")
    submit(client, f"/employer/checks/{pvg.id}", act="ask", told="Look for a link.")
    assert the_check(SYSTEM, pvg.id).told == "Look for a link."
    assert submit(client, f"/employer/checks/{pvg.id}", act="note", note="Rang them.").status_code == 303
    assert (the_check(SYSTEM, pvg.id).state, the_check(SYSTEM, pvg.id).note) == ("asked", "Rang them.")


def test_who_hires_reads_and_does_not_act_and_the_panel_reads_nothing(
    client: FlaskClient, signed_in: SignIn, application: Application, page: str
) -> None:
    signed_in(Role.HIRING_MANAGER)
    assert "Add a check" not in words_of(client.get(page).text)
    check = a_check(application, "fitness")
    assert "Enter what has happened" not in words_of(client.get(f"/employer/checks/{check.id}").text)
    assert client.get(f"/employer/applications/{application.id}/before-start/add").status_code == 403
    signed_in(Role.PANEL_MEMBER)
    assert client.get(f"/employer/checks/{check.id}").status_code == 404


def test_a_check_of_ones_own_and_one_that_is_opened_again(
    client: FlaskClient, signed_in: SignIn, application: Application, page: str
) -> None:
    signed_in()
    assert submit(client, f"{page}/add", title="Hearing test").status_code == 303
    own = a_check(application, "extra")
    assert (own.title, own.is_required) == ("Hearing test", False)
    submit(client, f"/employer/checks/{own.id}", act="waive", reason="Not this post")
    submit(client, f"/employer/checks/{own.id}", act="reopen", reason="It is")
    assert the_check(SYSTEM, own.id).state == "needed"


def test_a_referee_who_wants_to_be_asked_about_first(
    client: FlaskClient, signed_in: SignIn, application: Application, fife: Organisation
) -> None:
    """The application's referee is named so; the candidate tells staff by telephone."""
    signed_in()
    check = a_check(application)
    url = f"/employer/checks/{check.id}"
    page = client.get(f"{url}/referee").text
    assert "Robin Referee" in page
    choice = re.findall(r'name="who" value="(\d+)"', page)[0]
    assert submit(client, f"{url}/referee", who=choice).status_code == 303
    (row,) = requests_of(SYSTEM, application.id)[check.id]
    assert submit(client, f"/employer/references/{row.id}/ask", url).status_code == 303
    assert "wants to be asked first" in words_of(client.get(url).text) and letters_to("robin@test.example") == []
    assert submit(client, f"/employer/references/{row.id}/consent", answer="yes").status_code == 303
    assert [each.name for each in letters_to("robin@test.example")] == ["reference_asked"]
    assert submit(client, f"/employer/references/{row.id}/new-link", email="new@test.example").status_code == 303
    assert [each.name for each in letters_to("new@test.example")] == ["reference_asked"]
    assert submit(client, f"/employer/references/{row.id}/replace", tells="y").status_code == 303
    assert open_request(requests_of(SYSTEM, application.id)[check.id]) is None
    other = submit(client, f"{url}/referee", who="other", name="", relationship="")
    assert other.status_code == 422 and "Enter their name" in words_of(other.text)


def test_a_reference_is_read_and_its_letter_saved_never_shown(
    client: FlaskClient, signed_in: SignIn, application: Application, fife: Organisation
) -> None:
    request = a_referee_asked(as_staff(fife), application)
    attach_letter(asked(request), "letter.pdf", a_pdf("Good."))
    give(asked(request), [("How do you know them?", "I led <b>their</b> team.")], in_confidence=True)
    db.session.commit()
    signed_in(Role.HIRING_MANAGER)
    page = client.get(f"/employer/checks/{request.check_id}")
    assert "I led <b>their</b> team." in words_of(page.text) and "given in confidence" in words_of(page.text)
    assert "robin@test.example" not in page.text
    letter = client.get(f"/employer/references/{request.id}/letter")
    assert letter.headers["Content-Disposition"] == "attachment; filename=reference.pdf"
    assert letter.headers["Content-Security-Policy"] == "sandbox"
    signed_in()
    assert submit(client, f"/employer/checks/{request.check_id}", act="clear").status_code == 303
    signed_in(Role.PANEL_MEMBER)
    assert client.get(f"/employer/references/{request.id}/letter").status_code == 404


def test_a_reference_that_came_by_post_is_entered_with_its_letter(
    client: FlaskClient, signed_in: SignIn, application: Application, fife: Organisation
) -> None:
    request = a_referee_asked(as_staff(fife), application)
    signed_in()
    url, day = f"/employer/references/{request.id}/enter", boxes(clock.today())
    empty = submit(client, url, received_by="post", written_on=day)
    assert empty.status_code == 422 and "Write what the referee says" in words_of(empty.text)
    wrong = submit(client, url, received_by="post", written_on=day, text="Good", file=(io.BytesIO(b"x"), "a.exe"))
    assert wrong.status_code == 422 and "Good" in wrong.text
    letter = (io.BytesIO(a_pdf("Good.")), "a.pdf")
    assert submit(client, url, received_by="post", written_on=day, file=letter, in_confidence="y").status_code == 303
    assert the_check(SYSTEM, request.check_id).state == "received"


def test_the_list_and_the_desk_say_who_waits(
    client: FlaskClient, signed_in: SignIn, application: Application, fife: Organisation
) -> None:
    a_given(as_staff(fife), in_checks(as_staff(fife)))
    signed_in()
    words = words_of(client.get("/employer/checks").text)
    assert words.count("PVG scheme membership") == 2 and "Received Reference 1 (today)" in words
    assert "2 people have an offer and wait for checks" in words_of(client.get("/employer/").text)
    signed_in(Role.APPROVER)
    assert "wait for checks" not in words_of(client.get("/employer/").text)
    orkney = as_staff(an_organisation("orkney-islands-council"))
    assert people_in_checks(orkney, 1).total == 0


def test_what_the_candidate_shows_from_their_wallet_stands_beside_its_check(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    application = in_checks(as_staff(fife), registration="sssc")
    person = Candidate(application.account_id)
    entry = add(person, CheckEntry, kind="registration", number="SSSC-4711", checked_on=clock.today(), checked_by="",
                detail="", expires=None)  # fmt: skip
    check = a_check(application, "registration")
    signed_in()
    assert "SSSC-4711" not in client.get(f"/employer/checks/{check.id}").text
    show(person, application, [entry.id])
    db.session.commit()
    assert "SSSC-4711" in client.get(f"/employer/checks/{check.id}").text
    assert [each.kind for each in checks_of(SYSTEM, application.id)].count("registration") == 1


def test_nobody_writes_to_a_referee_once_the_offer_is_gone(
    client: FlaskClient, signed_in: SignIn, application: Application, fife: Organisation
) -> None:
    viewer: Staff = as_staff(fife)
    request = a_referee_asked(viewer, application)
    application.state, application.ended_at = "declined", clock.now()
    db.session.commit()
    signed_in()
    assert client.get(f"/employer/references/{request.id}/new-link").status_code == 403


def test_what_cannot_be_done_any_more_is_said_before_a_form_is_filled(
    client: FlaskClient, signed_in: SignIn, application: Application, fife: Organisation
) -> None:
    request = a_given(as_staff(fife), application)
    signed_in()
    for act in ("new-link", "enter", "consent"):
        assert client.get(f"/employer/references/{request.id}/{act}").status_code == 409
    assert client.get(f"/employer/references/{request.id}/replace").status_code == 200


def test_the_list_asks_as_often_for_many_as_for_one(
    client: FlaskClient, signed_in: SignIn, application: Application, fife: Organisation
) -> None:
    signed_in()
    client.get("/employer/checks")
    with counted() as few:
        client.get("/employer/checks")
    for _ in range(5):
        in_checks(as_staff(fife))
    with counted() as many:
        assert "Test Applicant" in client.get("/employer/checks").text
    assert len(many) == len(few)
