"""Answers that a person looks at because they lie outside bounds: from the bank into an advert."""

from collections.abc import Callable

from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.question_bank import bank
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.question_tables import BankQuestion
from tests.builders.accounts import as_staff
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_complete_vacancy

SignIn = Callable[..., Account]
BANK = "/employer/vacancies/questions"


def the_question(fife: Organisation) -> BankQuestion:
    db.session.expire_all()
    (row,) = bank(as_staff(fife, Role.RECRUITER), [fife.id])
    return row


def test_a_number_and_a_date_are_looked_at_outside_bounds(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    asked = {"text": "How many hours?", "kind": "number", "topic": "hours"}
    refused = submit(client, f"{BANK}/new", **asked, flagged="few")
    assert (refused.status_code, "“below 2” or “above 40”" in refused.text) == (422, True)
    submit(client, f"{BANK}/new", **asked, flagged="Below 10\r\nabove 37.5")
    row = the_question(fife)
    assert row.asked == Asked("How many hours?", "number", flagged=("below 10", "above 37.5"))
    assert "a person looks at: below 10, above 37.5" in words_of(client.get(BANK).text)
    submit(client, f"{BANK}/{row.id}", **{**asked, "text": "When?", "kind": "date"}, flagged="after 30 June 2027")
    row = the_question(fife)
    assert row.asked.flagged == ("after 2027-06-30",)
    assert "after 30 June 2027" in client.get(f"{BANK}/{row.id}").text
    draft = a_complete_vacancy(fife, state="draft")
    page = f"/employer/vacancies/{draft.id}/questions"
    taken = submit(client, page, then="pick", pick=str(row.id))
    assert "after 30 June 2027" in taken.text
    typed = {"rows-0-text": "When?", "rows-0-kind": "date", "rows-0-flagged": "after 30 June 2027"}
    assert submit(client, page, **typed).status_code == 303
    db.session.expire_all()
    assert draft.questions[0]["flagged"] == ["after 2027-06-30"]
    assert "after 30 June 2027" in client.get(page).text
