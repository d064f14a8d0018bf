"""The moves of an application, and what its candidate may do to it."""

import pytest

from recruitment.applications.actions import LETTERS, REFERENCE_ALPHABET, advance, discard, start
from recruitment.applications.lifecycle import APPLICATION, ENDED
from recruitment.applications.tables import Answer, Application, Progress
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import changing, one_visible, visible
from recruitment.core.viewers import Candidate, Role, System, Viewer
from recruitment.extensions import db
from tests.builders.accounts import an_account, as_candidate, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
MAIL = System("mail")


def letters_of(application: Application) -> list[Letter]:
    wanted = visible(MAIL, Letter).where(Letter.key.like(f"%:{application.id}:%")).order_by(Letter.id)
    return list(db.session.scalars(wanted))


def whoever_may(act: str, application: Application) -> Viewer:
    """A viewer whom some row of the table lets make the act."""
    by = next(move.by for move in APPLICATION.table if move.act == act)
    if "candidate" in by:
        return Candidate(application.account_id)
    if "system" in by:
        return LETTERS
    return as_staff(an_organisation(), *(role for role in by if isinstance(role, Role)))


@pytest.mark.parametrize("act", APPLICATION.acts)
@pytest.mark.parametrize("state", APPLICATION.states)
def test_every_act_in_every_state(state: str, act: str) -> None:
    vacancy = a_vacancy(an_organisation())
    # Back to the shortlist leads only whoever was held from there.
    held = {"held_from": "shortlisted"} if act == "relist" and state == "held" else {}
    application = a_draft(vacancy) if state == "draft" else an_application(vacancy, state=state, **held)
    viewer = whoever_may(act, application)
    move = APPLICATION.find(state, act)
    if move is None:
        with pytest.raises(IllegalMove):
            advance(viewer, application, act, reason="Because")
        return
    if act in ("submit", "enter", "carry"):
        return  # tests/applications/test_submission.py, test_assisted.py, tests/offers/test_reserve_asking.py
    advance(viewer, application, act, message="Good news", reason="Because")
    db.session.commit()
    stored = one_visible(Candidate(application.account_id), Application, Application.id == application.id)
    assert stored.state == move.target
    assert (stored.ended_at is not None) == (move.target in ENDED)
    told = db.session.scalars(
        visible(Candidate(application.account_id), Progress)
        .where(Progress.application_id == application.id)
        .order_by(Progress.id)
    ).all()
    assert (told[-1].state, told[-1].message) == (move.target, "Good news")
    # Of reserve lists `offers` writes, to both sides.
    assert [letter.name for letter in letters_of(application)] == ([move.letter] if move.letter else [])


@pytest.mark.parametrize("move", APPLICATION.table, ids=lambda move: f"{move.act} from {move.source}")
def test_nobody_else_makes_a_move(move) -> None:
    vacancy = a_vacancy(an_organisation())
    application = a_draft(vacancy) if move.source == "draft" else an_application(vacancy, state=move.source)
    refused: list[Viewer] = [as_staff(an_organisation(), role) for role in Role if role not in move.by]
    if "candidate" not in move.by:
        refused.append(Candidate(application.account_id))
    for viewer in refused:
        with pytest.raises(Refused):
            advance(viewer, application, move.act, reason="Because")


def test_the_letter_tells_what_is_needed_and_goes_to_the_account() -> None:
    account = an_account("jo@test.example")
    application = an_application(a_vacancy(an_organisation(), title="Gardener"), account=account, given_name="Jo")
    advance(as_staff(an_organisation()), application, "shortlist", message="  Well done.  ")
    (letter,) = letters_of(application)
    assert letter.to == "jo@test.example"
    assert letter.facts == {
        "name": "Jo",
        "title": "Gardener",
        "organisation": "Fife Council",
        "reference": application.reference,
        "link": f"http://127.0.0.1/candidate/applications/{application.id}",
        "message": "Well done.",
    }


def test_the_same_move_made_again_after_reopening_writes_again() -> None:
    application = an_application(a_vacancy(an_organisation()))
    recruiter = as_staff(an_organisation())
    for act in ("reject", "reopen", "reject"):
        advance(recruiter, application, act, reason="Because")
    assert [letter.name for letter in letters_of(application)] == [
        "application_unsuccessful",
        "application_reopened",
        "application_unsuccessful",
    ]


def test_of_two_at_once_one_wins() -> None:
    application = an_application(a_vacancy(an_organisation()))
    recruiter = as_staff(an_organisation())
    # Somebody else's move, committed after this page was read.
    db.session.execute(
        changing(recruiter, Application).where(Application.id == application.id).values(state="interview")
    )
    assert application.state == "submitted"
    with pytest.raises(IllegalMove):
        advance(recruiter, application, "shortlist")
    assert letters_of(application) == []


def test_a_panel_member_without_a_seat_moves_nothing() -> None:
    application = an_application(a_vacancy(an_organisation()))
    with pytest.raises(Refused):
        advance(as_staff(an_organisation(), Role.PANEL_MEMBER), application, "shortlist")


def test_another_organisations_recruiter_moves_nothing() -> None:
    application = an_application(a_vacancy(an_organisation()))
    with pytest.raises(Refused):
        advance(as_staff(an_organisation("orkney-islands-council")), application, "shortlist")


def test_starting_twice_gives_the_same_draft() -> None:
    vacancy, viewer = a_vacancy(an_organisation()), as_candidate()
    first = start(viewer, vacancy)
    assert start(viewer, vacancy).id == first.id
    assert first.title == vacancy.title
    acts = db.session.scalars(visible(as_staff(an_organisation()), Act).where(Act.noun == "application")).all()
    assert [act.act for act in acts if act.row_id == first.id] == ["start"]


def test_the_database_refuses_a_second_application() -> None:
    vacancy, account = a_vacancy(an_organisation()), an_account()
    sent = an_application(vacancy, account=account)
    assert start(as_candidate(account), vacancy).id == sent.id


def test_a_reference_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = a_draft(a_vacancy(an_organisation())).reference
    drawn = iter([taken, "A-FREE-0001"])
    monkeypatch.setattr("recruitment.applications.actions.new_reference", lambda: next(drawn))
    assert start(as_candidate(), a_vacancy(an_organisation())).reference == "A-FREE-0001"


def test_a_reference_is_easy_to_read_out() -> None:
    application = start(as_candidate(), a_vacancy(an_organisation()))
    letter, first, second = application.reference.split("-")
    assert letter == "A"
    assert len(first) == len(second) == 4
    assert set(first + second) <= set(REFERENCE_ALPHABET)
    assert not set("ILOU") & set(REFERENCE_ALPHABET)


def test_a_draft_is_discarded_with_its_parts() -> None:
    account = an_account()
    viewer = as_candidate(account)
    draft = a_draft(a_vacancy(an_organisation()), account)
    draft_id = draft.id
    db.session.add(
        Answer(organisation_id=draft.organisation_id, application_id=draft_id, account_id=account.id, criterion_id=0)
    )
    db.session.commit()
    discard(viewer, draft)
    db.session.commit()
    with pytest.raises(NotVisible):
        one_visible(viewer, Application, Application.id == draft_id)
    assert db.session.scalars(visible(viewer, Answer)).all() == []


def test_what_was_sent_is_not_discarded() -> None:
    account = an_account()
    application = an_application(a_vacancy(an_organisation()), account=account)
    with pytest.raises(IllegalMove):
        discard(as_candidate(account), application)
