"""Writing an advert, and what its acts do besides moving it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Public, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import actions, approval_actions, draft_actions
from recruitment.vacancies.approval_links import url_of
from recruitment.vacancies.approval_queries import requests_of
from recruitment.vacancies.draft_actions import CriterionLine
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.queries import advert, advert_of, history
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

LINES = [
    CriterionLine("Can follow a plan", "essential", "application"),
    CriterionLine("Has cleaned before", "desirable", "interview"),
]


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def fresh(viewer: Staff, vacancy: Vacancy) -> Vacancy:
    db.session.flush()
    db.session.expire_all()
    return advert_of(viewer, vacancy.id).vacancy


def acts(viewer: Staff, vacancy: Vacancy) -> list[str]:
    return [act.act for act in reversed(history(viewer, vacancy.id))]


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.HIRING_MANAGER, Role.ADMINISTRATOR])
def test_a_draft_begins_unanswered(fife: Organisation, role: Role) -> None:
    writer = as_staff(fife, role)
    vacancy = draft_actions.begin_draft(writer, fife.id, title="Cleaner", department="Education")
    held = fresh(writer, vacancy)
    assert (held.state, held.title, held.department, held.created_by) == (
        "draft",
        "Cleaner",
        "Education",
        writer.person,
    )
    assert held.disclosure_level == ""
    assert len(held.reference) == 8
    assert acts(writer, vacancy) == ["begin_draft"]


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PANEL_MEMBER])
def test_others_write_nothing(fife: Organisation, role: Role) -> None:
    reader = as_staff(fife, role)
    with pytest.raises(Refused):
        draft_actions.begin_draft(reader, fife.id, title="Cleaner")
    vacancy = a_vacancy(fife, state="draft")
    with pytest.raises(Refused):
        draft_actions.change(reader, vacancy, "post", title="Mine now")


def test_nobody_begins_a_draft_elsewhere(fife: Organisation, recruiter: Staff) -> None:
    with pytest.raises(NotVisible):
        draft_actions.begin_draft(recruiter, an_organisation("nhs-orkney").id, title="Nurse")


def test_a_taken_reference_is_drawn_again(
    fife: Organisation, recruiter: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = a_vacancy(fife).reference
    drawn = iter([taken, taken, "FREE2345"])
    monkeypatch.setattr(draft_actions, "new_reference", lambda: next(drawn))
    assert draft_actions.begin_draft(recruiter, fife.id, title="Cleaner").reference == "FREE2345"


def test_a_part_is_written_and_recorded_once(fife: Organisation, recruiter: Staff) -> None:
    vacancy = draft_actions.begin_draft(recruiter, fife.id, title="Cleaner")
    before = vacancy.changed_at
    draft_actions.change(recruiter, vacancy, "contract", hours_low=Decimal("17.5"), hours_high=Decimal("17.5"))
    draft_actions.change(recruiter, vacancy, "contract", hours_low=Decimal("17.50"), hours_high=Decimal("17.5"))
    held = fresh(recruiter, vacancy)
    assert held.hours_low == Decimal("17.5")
    assert held.changed_at > before
    assert acts(recruiter, vacancy) == ["begin_draft", "write_contract"]


def test_a_part_must_be_one(fife: Organisation, recruiter: Staff) -> None:
    with pytest.raises(ValueError, match="no part"):
        draft_actions.change(recruiter, a_vacancy(fife, state="draft"), "poetry", title="Ode")


WRITING: dict[str, Callable[[Staff, Vacancy], None]] = {
    "post": lambda viewer, vacancy: draft_actions.change(viewer, vacancy, "post", title="Changed"),
    "criteria": lambda viewer, vacancy: draft_actions.set_criteria(viewer, vacancy, LINES),
    "area": lambda viewer, vacancy: draft_actions.set_whole_area(viewer, vacancy, "Shetland"),
    "home": draft_actions.set_home_based,
}


@pytest.mark.parametrize("state", [state for state in VACANCY.states if state != "draft"])
@pytest.mark.parametrize("write", WRITING.values(), ids=WRITING.keys())
def test_only_drafts_are_written(
    fife: Organisation, recruiter: Staff, state: str, write: Callable[[Staff, Vacancy], None]
) -> None:
    vacancy = a_complete_vacancy(fife, state=state)
    with pytest.raises(IllegalMove):
        write(recruiter, vacancy)
    found = advert_of(recruiter, fresh(recruiter, vacancy).id)
    assert found.vacancy.title == "Cleaner"
    assert [criterion.text for criterion in found.criteria] == ["Criterion 1", "Criterion 2"]
    assert [workplace.label for workplace in found.workplaces] == ["Fife"]


def test_what_was_sent_meanwhile_stays_as_it_was_sent(fife: Organisation, recruiter: Staff) -> None:
    """The row was loaded as a draft, and somebody sent it before the change arrived."""
    vacancy = a_complete_vacancy(fife)
    a_member(fife, Role.APPROVER)
    approval_actions.send_for_approval(recruiter, vacancy)
    vacancy.__dict__["state"] = "draft"
    with pytest.raises(IllegalMove):
        draft_actions.change(recruiter, vacancy, "post", title="Changed behind the approver's back")
    assert fresh(recruiter, vacancy).title == "Cleaner"


def test_criteria_are_replaced_in_their_order(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife, state="draft", criteria=3)
    draft_actions.set_criteria(recruiter, vacancy, LINES)
    draft_actions.set_criteria(recruiter, vacancy, list(reversed(LINES)))
    draft_actions.set_criteria(recruiter, vacancy, list(reversed(LINES)))
    found = advert_of(recruiter, vacancy.id)
    assert [(row.text, row.kind, row.assessed_by) for row in found.criteria] == [
        ("Has cleaned before", "desirable", "interview"),
        ("Can follow a plan", "essential", "application"),
    ]
    assert [row.text for row in found.essential] == ["Can follow a plan"]
    assert acts(recruiter, vacancy) == ["write_criteria", "write_criteria"]


def test_an_unfinished_advert_is_not_sent(fife: Organisation, recruiter: Staff) -> None:
    a_member(fife, Role.APPROVER)
    vacancy = a_complete_vacancy(fife, without=["places"])
    with pytest.raises(Refused, match="say where the work is"):
        approval_actions.send_for_approval(recruiter, vacancy)


def test_an_advert_is_not_sent_to_nobody(fife: Organisation) -> None:
    both = as_staff(fife, Role.RECRUITER, Role.APPROVER)
    with pytest.raises(Refused, match="Nobody else"):
        approval_actions.send_for_approval(both, a_complete_vacancy(fife))


def test_every_other_approver_is_told(fife: Organisation) -> None:
    author = a_member(fife, Role.RECRUITER, Role.APPROVER)
    one, two = a_member(fife, Role.APPROVER), a_member(fife, Role.APPROVER)
    elsewhere = a_member(an_organisation("nhs-orkney"), Role.APPROVER)
    viewer = as_staff(fife, Role.RECRUITER, Role.APPROVER, person=author.id)
    vacancy = a_complete_vacancy(fife, created_by=author.id)
    approval_actions.send_for_approval(viewer, vacancy)
    ((_, (step,)),) = requests_of(viewer, vacancy.id)
    for approver in (one, two):
        (letter,) = letters_to(approver.email)
        assert letter.name == "approval_wanted"
        assert letter.facts == {
            "title": "Cleaner",
            "organisation": "Fife Council",
            "reference": vacancy.reference,
            "link": url_of(step.id, approver.id),
            "reason": "",
            "revises": "",
            "step": "",
        }
    assert letters_to(author.email) == letters_to(elsewhere.email) == []


def test_neither_author_nor_sender_approves(fife: Organisation) -> None:
    author = as_staff(fife, Role.HIRING_MANAGER, Role.APPROVER)
    sender = as_staff(fife, Role.RECRUITER, Role.APPROVER)
    third = as_staff(fife, Role.APPROVER)
    vacancy = a_complete_vacancy(fife, created_by=author.person)
    approval_actions.send_for_approval(sender, vacancy)
    for involved in (author, sender):
        with pytest.raises(Refused, match="somebody else"):
            approval_actions.approve(involved, vacancy)
    approval_actions.approve(third, vacancy)
    assert vacancy.state == "approved"


def test_an_advert_may_be_returned_again_and_again_and_each_time_its_author_hears(fife: Organisation) -> None:
    author = a_member(fife, account=an_account(name="Author"))
    viewer = as_staff(fife, Role.RECRUITER, person=author.id)
    approver_account = a_member(fife, Role.APPROVER)
    approver = as_staff(fife, Role.APPROVER, person=approver_account.id)
    vacancy = a_complete_vacancy(fife, created_by=author.id)
    for reason in ("Once", "Twice"):
        approval_actions.send_for_approval(viewer, vacancy)
        approval_actions.return_(approver, vacancy, reason)
    assert [letter.facts["reason"] for letter in letters_to(author.email)] == ["Once", "Twice"]
    assert len(letters_to(approver_account.email)) == 2


def test_an_author_who_left_hears_nothing(fife: Organisation) -> None:
    gone = an_account()
    vacancy = a_complete_vacancy(fife, state="awaiting_approval", created_by=gone.id)
    approval_actions.approve(as_staff(fife, Role.APPROVER), vacancy)
    assert letters_to(gone.email) == []


def test_published_now_is_public_now(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife, state="approved", public_from=clock.now() - timedelta(days=9))
    with pytest.raises(NotVisible):
        advert(Public(), vacancy.reference)
    actions.publish(recruiter, vacancy)
    held = fresh(recruiter, vacancy)
    assert held.public_from == held.published_at
    assert advert(Public(), vacancy.reference).vacancy.id == vacancy.id


def test_scheduled_is_not_public_yet(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife, state="approved")
    opens = clock.now() + timedelta(days=2)
    actions.publish(recruiter, vacancy, opens)
    assert fresh(recruiter, vacancy).public_from == opens
    with pytest.raises(NotVisible):
        advert(Public(), vacancy.reference)


@pytest.mark.parametrize(("closes", "opens"), [(timedelta(days=-1), None), (timedelta(days=1), timedelta(days=2))])
def test_nothing_is_published_to_close_before_it_opens(
    fife: Organisation, recruiter: Staff, closes: timedelta, opens: timedelta | None
) -> None:
    vacancy = a_complete_vacancy(fife, state="approved", closes_at=clock.now() + closes)
    with pytest.raises(Refused, match="close before it opens"):
        actions.publish(recruiter, vacancy, None if opens is None else clock.now() + opens)


def test_a_withdrawn_advert_is_gone_and_a_filled_one_readable(fife: Organisation, recruiter: Staff) -> None:
    withdrawn, filled = a_vacancy(fife), a_vacancy(fife, posts=3)
    actions.withdraw(recruiter, withdrawn, "Budget")
    actions.fill(recruiter, filled, 2)
    with pytest.raises(NotVisible):
        advert(Public(), withdrawn.reference)
    assert advert(Public(), filled.reference).vacancy.posts_filled == 2


@pytest.mark.parametrize("filled", [0, 4])
def test_no_more_posts_are_filled_than_there_are(fife: Organisation, recruiter: Staff, filled: int) -> None:
    with pytest.raises(Refused, match="from 1 to 3"):
        actions.fill(recruiter, a_vacancy(fife, posts=3), filled)
