"""A referee's pages: nothing typed is lost, what is sent is whole, and a link that is over says so."""

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.core.viewers import Staff, TokenHolder
from recruitment.extensions import db
from recruitment.offers.check_queries import the_check
from recruitment.offers.reference_queries import letter_of, reference_of, reference_request
from recruitment.offers.reference_rules import LINK_WORKS
from recruitment.offers.reference_tables import ReferenceRequest
from tests.builders.accounts import as_staff
from tests.builders.checks import a_given, a_referee_asked, in_checks, link_of
from tests.builders.documents import a_pdf
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, links_of, submit, words_of

ANSWERS = {
    "capacity": "I was their line manager", "job_title": "Cleaner", "began": ["3", "2019"], "ended": ["", ""],
    "reason_for_leaving": "A new job", "performance": "good", "performance_detail": "Careful & kind.\n<b>Punctual</b>",
    "conduct": "no", "conduct_detail": "", "absence": "3", "unsuitable": "no", "concerns": "no", "reemploy": "yes",
    "more": "",
}  # fmt: skip


@pytest.fixture
def recruiter(client: FlaskClient) -> Staff:
    return as_staff(an_organisation("fife-council"))


@pytest.fixture
def request_(recruiter: Staff) -> ReferenceRequest:
    return a_referee_asked(recruiter, in_checks(recruiter))


@pytest.fixture
def start(request_: ReferenceRequest) -> str:
    return f"/link/reference/{link_of(request_)}"


def written(request: ReferenceRequest) -> dict[str, str]:
    held = reference_of(TokenHolder("reference", request.id), request.id)
    assert held is not None
    return dict(held.answers)


def test_a_referee_reads_who_asks_and_who_will_read_it(client: FlaskClient, start: str) -> None:
    page = client.get(start)
    words = words_of(page.text)
    for said in ("Fife Council has offered", "Cleaner", "Robin Referee", "The interview panel does not",
                 "Data Protection Act 2018, schedule 2, paragraph 24", "I cannot give a reference"):  # fmt: skip
        assert said in words
    assert page.headers["Cache-Control"] == "private, no-store"


def test_opening_a_link_changes_nothing(client: FlaskClient, start: str, request_: ReferenceRequest) -> None:
    for path in ("", "/questions", "/letter", "/decline"):
        assert client.get(start + path).status_code == 200
    assert reference_of(TokenHolder("reference", request_.id), request_.id) is None


def test_answers_are_kept_half_done_and_come_back_as_they_were_typed(
    client: FlaskClient, start: str, request_: ReferenceRequest
) -> None:
    half = {"capacity": "Tutor", "began": ["13", "20x"], "absence": "lots", "performance_detail": "So\nfar"}
    assert submit(client, f"{start}/questions", later="1", **half).status_code == 303
    boxes = filled(client.get(f"{start}/questions").text)
    assert (boxes["capacity"], boxes["began"], boxes["absence"]) == (["Tutor"], ["13", "20x"], ["lots"])
    assert "In progress" in words_of(client.get(start).text)
    assert client.get(f"{start}/check").status_code == 303, "nothing half done is sent"


def test_what_is_missing_is_said_beside_its_question_and_nothing_typed_is_lost(client: FlaskClient, start: str) -> None:
    page = submit(client, f"{start}/questions", **{**ANSWERS, "conduct": "yes", "unsuitable": "", "began": ["", ""]})
    words = words_of(page.text)
    assert page.status_code == 422
    for said in ("Write what there is to know about it", "Say whether you know of a reason",
                 "Enter when they began"):  # fmt: skip
        assert said in words
    assert filled(page.text)["capacity"] == ["I was their line manager"]
    wrong = submit(client, f"{start}/questions", **{**ANSWERS, "ended": ["1", "2018"], "absence": "400",
                                                    "capacity": "x" * 161, "performance": "superb"})  # fmt: skip
    words = words_of(wrong.text)
    for said in ("The end must not be before the beginning", "from 0 to 366", "160 characters or fewer",
                 "Choose one of the answers"):  # fmt: skip
        assert said in words


def test_a_reference_is_answered_checked_and_sent(
    client: FlaskClient, start: str, request_: ReferenceRequest, recruiter: Staff
) -> None:
    assert submit(client, f"{start}/questions", **ANSWERS).location == f"{start}/check"
    page = client.get(f"{start}/check")
    assert "March 2019" in words_of(page.text) and "<b>Punctual" not in page.text
    assert submit(client, f"{start}/check").status_code == 422
    assert submit(client, f"{start}/check", may_read="no").status_code == 303
    assert "Reference sent" in words_of(client.get(start).text)
    answers = written(request_)
    assert answers["How do you know Test Applicant " + str(request_.application_id) + "?"] == ANSWERS["capacity"]
    assert "What is it about?" not in answers
    held = reference_of(recruiter, request_.id)
    assert held is not None and held.in_confidence and held.typed == {}
    assert the_check(recruiter, request_.check_id).state == "received"


def test_a_second_sending_changes_nothing_and_says_why(
    client: FlaskClient, start: str, request_: ReferenceRequest
) -> None:
    submit(client, f"{start}/questions", **ANSWERS)
    submit(client, f"{start}/check", may_read="yes")
    before = written(request_)
    for path, fields in (("questions", ANSWERS), ("check", {"may_read": "no"}), ("decline", {})):
        again = client.post(f"{start}/{path}", data=fields)
        assert (again.status_code in (409, 400) and "Reference sent" in again.text) or again.status_code == 400
    assert written(request_) == before


def test_a_letter_stands_for_all_but_the_questions_about_safety(
    client: FlaskClient, start: str, request_: ReferenceRequest
) -> None:
    refused = submit(client, f"{start}/letter", file=(io.BytesIO(b"MZ program"), "letter.pdf"))
    assert refused.status_code == 422 and "The file is a program" in words_of(refused.text)
    assert submit(client, f"{start}/letter", file=(io.BytesIO(a_pdf("Good.")), "My letter.pdf")).status_code == 303
    assert client.get(f"{start}/check").status_code == 303
    short = {"unsuitable": "no", "concerns": "no"}
    assert submit(client, f"{start}/questions", **short).location == f"{start}/check"
    submit(client, f"{start}/check", may_read="no")
    assert letter_of(as_staff(an_organisation()), request_.id) is not None
    assert len(written(request_)) == 2


def test_a_letter_alone_is_enough_where_nobody_vulnerable_is_worked_with(client: FlaskClient, recruiter: Staff) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, disclosure_level="none", disclosure_workforce=None))
    start = f"/link/reference/{link_of(request)}"
    page = client.get(f"{start}/questions").text
    assert "children" not in words_of(page) and "unsuitable" not in filled(page)
    submit(client, f"{start}/letter", file=(io.BytesIO(a_pdf("Good.")), "a.pdf"))
    assert submit(client, f"{start}/check", may_read="yes").status_code == 303
    assert reference_request(recruiter, request.id).state == "given"


def test_a_referee_declines_with_a_reason(client: FlaskClient, start: str, request_: ReferenceRequest) -> None:
    assert submit(client, f"{start}/decline", reason="Dates only.").status_code == 303
    assert "Thank you for telling us" in words_of(client.get(start).text)
    assert reference_request(as_staff(an_organisation()), request_.id).decline_reason == "Dates only."


def test_a_link_that_has_run_out_sends_a_new_one_to_the_same_address(
    client: FlaskClient, start: str, request_: ReferenceRequest, later: list[timedelta]
) -> None:
    submit(client, f"{start}/questions", later="1", capacity="Tutor")
    later.append(LINK_WORKS)
    assert "This link has run out" in words_of(client.get(f"{start}/questions").text)
    assert submit(client, f"{start}/new-link", start).status_code == 200
    db.session.expire_all()
    letters = [each for each in letters_to("robin@test.example") if each.name == "reference_asked"]
    assert len(letters) == 2 and letters[1].facts is not None
    assert client.get(start).status_code == 404, "the old one is over"
    new = letters[1].facts["link"].removeprefix("http://127.0.0.1")
    assert filled(client.get(f"{new}/questions").text)["capacity"] == ["Tutor"]


def test_links_that_are_none_open_nothing(client: FlaskClient, start: str, recruiter: Staff) -> None:
    other = a_given(recruiter, in_checks(recruiter))
    number, _, secret = start.rpartition("/")[2].partition("-")
    for link in (f"{other.id}-{secret}", f"{number}-9-{secret[2:]}", "1-1-x", start.rpartition("/")[2].upper()):
        for path in ("", "/questions", "/letter", "/check", "/decline"):
            assert client.get(f"/link/reference/{link}{path}").status_code == 404
    assert "Send me a new link" not in links_of(client.get("/link/reference/1-1-x").text)
