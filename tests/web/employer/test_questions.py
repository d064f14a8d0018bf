"""The question bank, the part of an advert that asks, and what recruiters read of the answers."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.tables import Application
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.actions import change_local_rules
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_actions import send_for_approval
from recruitment.vacancies.draft_actions import begin_draft
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.question_bank import bank, starters
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, submit, words_of
from tests.builders.vacancies import QUESTIONS, a_bank_question, a_complete_vacancy, a_vacancy

SignIn = Callable[..., Account]
BANK = "/employer/vacancies/questions"


def kept(fife: Organisation) -> list[Any]:
    db.session.expire_all()
    return list(bank(as_staff(fife, Role.RECRUITER), [fife.id], with_retired=True))


def test_a_question_is_put_into_the_bank(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    done = submit(
        client, f"{BANK}/new", text="Which depot?", kind="one", options="North\r\n South \n\n", flagged="South",
        is_required="y", topic="place", help="We have two.", longest="",
    )  # fmt: skip
    assert done.location == BANK
    (row,) = kept(fife)
    assert row.asked == Asked("Which depot?", "one", "We have two.", ("North", "South"), ("South",), is_required=True)
    page = words_of(client.get(BANK).text)
    assert "Which depot?" in page
    assert "North, South" in page
    assert "a person looks at: South" in page


def test_doubtful_wording_is_advised_on_and_kept(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    submit(client, f"{BANK}/new", text="How old are you?", kind="short", topic="other")
    assert "Equality Act 2010" in client.get(BANK).text
    assert [row.text for row in kept(fife)] == ["How old are you?"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"text": ""}, "Write the question"),
        ({"kind": "one", "options": "Only"}, "Write at least two answers"),
        ({"flagged": "perhaps", "kind": "yes_no"}, "is not one of the answers"),
        ({"longest": "many", "kind": "long"}, "Enter a whole number"),
        ({"longest": "5000", "kind": "long"}, "from 1 to 1000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, changed: dict[str, str], says: str
) -> None:
    signed_in()
    typed = {"text": "Can you drive?", "kind": "yes_no", "help": "Two depots.", "topic": "driving", **changed}
    page = submit(client, f"{BANK}/new", **typed)
    assert page.status_code == 422
    assert says in page.text
    assert "Two depots." in page.text
    assert kept(fife) == []


def test_the_bank_is_searched_and_the_starter_set_taken_in(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    submit(client, f"{BANK}/starters", BANK)
    assert len(kept(fife)) == len(starters())
    found = words_of(client.get(f"{BANK}?q=nights&topic=hours").text)
    assert "Can you work nights as part of a rota?" in found
    assert "driving licence" not in found
    assert "No question matches." in client.get(f"{BANK}?q=nonsense").text


def test_a_used_question_is_retired_and_comes_back(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    used = a_bank_question(fife, taken=1)
    submit(client, f"{BANK}/{used.id}/remove")
    assert [row.retired_at is not None for row in kept(fife)] == [True]
    draft = a_complete_vacancy(fife, state="draft")
    assert used.text not in client.get(f"/employer/vacancies/{draft.id}/questions").text
    submit(client, f"{BANK}/{used.id}/remove")
    assert [row.retired_at for row in kept(fife)] == [None]


def test_hiring_managers_read_the_bank_and_approvers_do_not(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    question = a_bank_question(fife)
    signed_in(Role.HIRING_MANAGER)
    page = client.get(BANK)
    assert (page.status_code, "Add a question" in page.text) == (200, False)
    assert client.get(f"{BANK}/new").status_code == 403
    assert client.get(f"{BANK}/{question.id}").status_code == 403
    signed_in(Role.APPROVER)
    assert client.get(BANK).status_code == 403


def part(vacancy: Vacancy) -> str:
    return f"/employer/vacancies/{vacancy.id}/questions"


def typed_rows(*texts: str) -> dict[str, str]:
    said = {}
    for number, text in enumerate(texts):
        said |= {f"rows-{number}-text": text, f"rows-{number}-kind": "yes_no"}
    return said


def test_questions_are_picked_moved_removed_and_kept(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    draft = a_complete_vacancy(fife, state="draft")
    question = a_bank_question(fife)
    page = submit(client, part(draft), then="pick", pick=str(question.id), **typed_rows("First?"))
    assert page.status_code == 200
    shown = filled(page.text)
    assert shown["rows-1-kind"] == ["yes_no"]
    assert "Can you work weekends?" in page.text
    up = submit(client, part(draft), **typed_rows("First?", "Second?"), **{"rows-up": "1"})
    assert up.text.index("Second?</textarea>") < up.text.index("First?</textarea>")
    gone = submit(client, part(draft), **typed_rows("First?", "Second?"), **{"rows-remove": "0"})
    assert "First?</textarea>" not in gone.text
    assert submit(client, part(draft), **typed_rows("First?"), **{"rows-add": "1"}).text.count("rows-1-text") > 0
    submit(client, part(draft), **typed_rows("To keep?"), **{"rows-keep": "0"})
    assert {row.text for row in kept(fife)} == {"To keep?", question.text}
    assert advert_of(as_staff(fife, Role.RECRUITER), draft.id).vacancy.questions == [], "none of these saves the page"


def test_a_number_that_cannot_be_read_survives_another_row(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    draft = a_complete_vacancy(fife, state="draft")
    page = submit(client, part(draft), **typed_rows("Why?"), **{"rows-0-longest": "a few", "rows-add": "1"})
    assert 'value="a few"' in page.text


def test_taking_a_question_up_is_noted_in_the_bank(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    draft, question = a_complete_vacancy(fife, state="draft"), a_bank_question(fife)
    for _ in range(2):
        submit(client, part(draft), **typed_rows(question.text))
    assert [row.taken for row in kept(fife)] == [1]


def test_the_same_question_is_not_asked_twice(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    draft = a_complete_vacancy(fife, state="draft")
    page = submit(client, part(draft), **typed_rows("Can you drive?", "Can you drive?"))
    assert page.status_code == 422
    assert "asked twice" in page.text


def test_an_advert_is_whole_without_questions(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    draft = a_complete_vacancy(fife, state="draft")
    page = words_of(client.get(f"/employer/vacancies/{draft.id}").text)
    assert "8 of 8 are complete" in page
    assert "Questions for applicants (Optional)" in page


def test_unlawful_wording_is_advised_on_in_the_advert(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    draft = a_complete_vacancy(fife, state="draft", questions=[Asked("Are you pregnant?", "yes_no").facts])
    assert "sections 17 and 18" in client.get(part(draft)).text


def test_the_preview_shows_what_applicants_will_see(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    draft = a_complete_vacancy(fife, state="draft", questions=[asked.facts for asked in QUESTIONS])
    page = client.get(f"{part(draft)}/preview").text
    assert all(asked.text in page for asked in QUESTIONS)
    assert 'type="radio"' in page


def test_approvers_read_what_is_asked_and_whether_names_are_hidden(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    sent = a_complete_vacancy(fife, state="draft", questions=[QUESTIONS[0].facts], hides_names=True)
    a_member(fife, Role.APPROVER)
    send_for_approval(as_staff(fife, Role.RECRUITER), sent)
    db.session.commit()
    signed_in(Role.APPROVER)
    page = words_of(client.get(f"/employer/vacancies/{sent.id}/approval").text)
    assert "Can you work weekends? (yes or no; required; a person looks at: No)" in page
    assert "Names are hidden until the shortlist." in page


def test_published_questions_stand(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    out = a_vacancy(fife, questions=[QUESTIONS[0].facts])
    assert client.get(part(out)).status_code == 409


def test_new_adverts_hide_names_where_the_rules_say_so(fife: Organisation) -> None:
    administrator = as_staff(fife, Role.ADMINISTRATOR)
    change_local_rules(administrator, fife, hides_names=True)
    recruiter = as_staff(fife, Role.RECRUITER)
    assert begin_draft(recruiter, fife.id, title="Cleaner").hides_names
    like = {"questions": {"questions": [], "hides_names": False}}
    assert not begin_draft(recruiter, fife.id, title="Cleaner", like=like).hides_names


@pytest.fixture
def two(fife: Organisation) -> tuple[Application, Application]:
    """One with an answer to look at, one without."""
    vacancy = a_vacancy(fife, questions=[QUESTIONS[0].facts])
    found = []
    for given in ("no", "yes"):
        application = an_application(vacancy, given_name=f"Says-{given}")
        db.session.add(
            QuestionAnswer(
                organisation_id=fife.id, application_id=application.id, account_id=application.account_id,
                key=QUESTIONS[0].key, position=1, asked=QUESTIONS[0].facts, given=[given], is_flagged=given == "no",
            )
        )  # fmt: skip
        found.append(application)
    db.session.commit()
    return found[0], found[1]


def test_recruiters_read_answers_and_what_to_look_at_in_words(
    client: FlaskClient, signed_in: SignIn, two: tuple[Application, Application]
) -> None:
    signed_in()
    flagged, plain = (words_of(client.get(f"/employer/applications/{each.id}").text) for each in two)
    assert "Can you work weekends? To look at No" in flagged
    assert "1 answer asks for a look" in flagged
    assert "To look at" not in plain
    assert "Can you work weekends? Yes" in plain


def test_the_list_is_filtered_by_answers_to_look_at(
    client: FlaskClient, signed_in: SignIn, two: tuple[Application, Application]
) -> None:
    signed_in()
    listed = f"/employer/vacancies/{two[0].vacancy_id}/applicants"
    whole = client.get(listed).text
    assert whole.count("Answer to look at") == 1
    only = client.get(f"{listed}?flagged=1").text
    assert "Says-no" in only
    assert "Says-yes" not in only
    page = client.get(f"/employer/applications/{two[0].id}?flagged=1").text
    assert "Applicant 1 of 1" in words_of(page)


def test_another_councils_bank_is_not_there(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    other = a_bank_question(an_organisation("orkney-islands-council"), Asked("Orkney?", "short"))
    signed_in()
    assert "Orkney?" not in client.get(BANK).text
    assert client.get(f"{BANK}/{other.id}").status_code == 404
    draft = a_complete_vacancy(fife, state="draft")
    page = submit(client, part(draft), then="pick", pick=str(other.id))
    assert "Orkney?" not in page.text
