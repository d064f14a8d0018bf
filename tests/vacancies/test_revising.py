"""Changing the terms of a published advert: written and approved as adverts are, put live at once and whole."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func

from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import ApiKey, Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.actions import publish, withdraw
from recruitment.vacancies.amending import amend, amendments_of, extend
from recruitment.vacancies.approval_actions import approve, send_for_approval
from recruitment.vacancies.approval_queries import requests_of
from recruitment.vacancies.attachment_actions import attach
from recruitment.vacancies.discarding import discard
from recruitment.vacancies.draft_actions import write_part
from recruitment.vacancies.parts import CRITERIA, rows_kept
from recruitment.vacancies.pay_choices import choose_pay, chosen_pay, offered_grades
from recruitment.vacancies.queries import advert_of, criteria_of, listing
from recruitment.vacancies.revising import AlreadyRevised, apply_revision, begin_revision, catch_up
from recruitment.vacancies.revision_comparing import compared
from recruitment.vacancies.revision_queries import adverts_changed, open_revision, revision_of
from recruitment.vacancies.revision_rules import is_reworded
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pay_tables import some_rates
from tests.builders.revisions import a_revision, an_approved_revision, approve_at_once
from tests.builders.vacancies import a_complete_vacancy

DAY = timedelta(days=1)
WHY = "The post is cover for leave."


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def ann(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


@pytest.fixture
def live(fife: Organisation) -> Vacancy:
    return a_complete_vacancy(fife, state="published", own_reference="HR-7", posts=3, posts_filled=1)


def read(viewer: Staff, vacancy: Vacancy) -> Vacancy:
    db.session.expire_all()
    return advert_of(viewer, vacancy.id).vacancy


def row(text: str, kind: str = "essential", assessed_by: str = "application") -> dict[str, str]:
    return {"text": text, "kind": kind, "assessed_by": assessed_by}


@pytest.mark.parametrize(
    ("after", "is_kept"),
    [
        ([row("A"), row("B", "desirable")], True),
        ([row("Anew"), row("B", "desirable")], True),
        ([row("A"), row("B")], False),
        ([row("A", assessed_by="interview"), row("B", "desirable")], False),
        ([row("A")], False),
        ([row("A"), row("B", "desirable"), row("C")], False),
        ([row("B"), row("A", "desirable")], False),
    ],
)
def test_which_criteria_are_only_reworded(after: list[dict[str, str]], is_kept: bool) -> None:
    assert is_reworded([row("A"), row("B", "desirable")], after) is is_kept


def test_two_criteria_of_a_kind_do_not_change_places() -> None:
    assert not is_reworded([row("A"), row("B")], [row("B"), row("A")])
    assert not is_reworded([row("A"), row("B")], [row("B"), row("New")])


def test_the_draft_says_what_the_advert_says_and_is_no_advert(ann: Staff, live: Vacancy) -> None:
    draft = a_revision(ann, live, {})
    held = open_revision(ann, live.id)
    assert held is not None and not compared(ann, held).changes
    assert (draft.state, draft.own_reference, draft.closes_at) == ("draft", "", live.closes_at)
    assert adverts_changed(ann, [draft.id, live.id]) == {draft.id: live.reference}
    assert revision_of(ann, live.id) is None
    key = ApiKey(1, live.organisation_id, frozenset({"read", "write"}))
    assert [each.id for each in listing(key, [live.organisation_id]).vacancies] == [live.id]


def test_a_change_goes_through_the_chain_and_onto_the_advert(fife: Organisation, ann: Staff, live: Vacancy) -> None:
    boss = a_member(fife, Role.APPROVER)
    draft = a_revision(
        ann, live,
        {"contract": {"contract_type": "temporary", "contract_note": "Cover for leave"}, "post": {"posts": 2},
         "places": {"is_home_based": True, "workplaces": []}},
    )  # fmt: skip
    send_for_approval(ann, draft)
    with pytest.raises(Refused, match="not approved yet"):
        apply_revision(ann, live, WHY)
    approve(as_staff(fife, Role.APPROVER, person=boss.id), draft)
    assert read(ann, live).contract_type == "permanent"
    amendment = apply_revision(ann, live, WHY, "Only the contract changes.")
    db.session.commit()
    told = read(ann, live)
    assert (told.contract_type, told.posts, told.is_home_based) == ("temporary", 2, True)
    assert (told.state, told.own_reference, told.posts_filled) == ("published", "HR-7", 1)
    assert advert_of(ann, live.id).workplaces == ()
    assert amendment.changes["posts"] == [3, 2]
    assert amendment.changes["contract_type"] == ["permanent", "temporary"]
    assert [each.act for each in amendments_of(ann, live.id)] == ["apply_revision"]
    changes = visible(System("index"), AdvertChange).where(AdvertChange.vacancy_id == live.id)
    assert db.session.scalars(changes.with_only_columns(func.count())).one() == 1
    assert open_revision(ann, live.id) is None and not listing(ann, [fife.id], phase="draft").total
    assert [step.decided_by for _, steps in requests_of(ann, live.id) for step in steps] == [boss.id]
    with pytest.raises(Refused):
        apply_revision(ann, told, WHY)


def test_whatever_a_change_is_it_is_never_published_nor_dated_nor_given_documents(ann: Staff, live: Vacancy) -> None:
    draft = a_revision(ann, live)
    for part, facts in {"dates": {"closes_at": clock.now() + 90 * DAY}, "questions": {"hides_names": True}}.items():
        with pytest.raises(Refused, match="no advert of its own"):
            write_part(ann, draft, part, facts)
    with pytest.raises(Refused, match="no advert of its own"):
        attach(ann, draft, "Job pack", "pack.txt", b"Clean classrooms.")
    discard(ann, draft)
    db.session.commit()
    approved = an_approved_revision(ann, live)
    acts: list[Any] = [
        lambda: publish(ann, approved), lambda: extend(ann, approved, clock.now() + 90 * DAY, WHY),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(Refused, match="no advert of its own"):
            act()
    assert read(ann, approved).state == "approved"


def test_only_one_is_open_until_it_is_discarded(ann: Staff, live: Vacancy) -> None:
    draft = a_revision(ann, live)
    with pytest.raises(AlreadyRevised) as refused:
        begin_revision(ann, live)
    assert refused.value.draft_id == draft.id
    discard(ann, draft)
    db.session.commit()
    assert begin_revision(ann, live).id != draft.id


@pytest.mark.parametrize("state", ["draft", "approved", "filled", "withdrawn"])
def test_only_what_is_published_and_has_not_ended(fife: Organisation, ann: Staff, state: str) -> None:
    with pytest.raises(Refused):
        begin_revision(ann, a_complete_vacancy(fife, state=state))


def test_a_closed_advert_may_still_be_changed_and_one_that_ended_meanwhile_not(fife: Organisation, ann: Staff) -> None:
    closed = a_complete_vacancy(fife, state="published", closes_at=clock.now() - DAY / 2)
    a_member(fife, Role.APPROVER)
    draft = a_revision(ann, closed)
    send_for_approval(ann, draft)
    assert draft.state == "awaiting_approval"
    ended = a_complete_vacancy(fife, state="published")
    late = an_approved_revision(ann, ended)
    withdraw(ann, ended, "No money.")
    with pytest.raises(IllegalMove):
        apply_revision(ann, ended, WHY)
    assert read(ann, late).state == "approved"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "Nothing is changed yet"),
        ({"post": {"own_reference": "HR-8"}}, "Nothing is changed yet"),
        ({"post": {"posts": 1}}, "2 posts or more"),
        ({"pay": {"pay_low": 1_000_000}}, "Raise the pay"),
        ({"contract": {"full_time_hours": 60, "hours_low": 60, "hours_high": 60}}, "Raise the pay"),
        ({"contract": {"contract_type": "fixed_term"}}, "contract ends"),
    ],
)
def test_what_keeps_a_change_from_its_approver_keeps_it_from_going_live_too(
    fife: Organisation, ann: Staff, parts: dict[str, dict[str, Any]], said: str
) -> None:
    a_member(fife, Role.APPROVER)
    live = a_complete_vacancy(fife, state="published", posts=3, posts_filled=2)
    draft = a_revision(ann, live, parts)
    with pytest.raises(Refused, match=f"(?i){said}"):
        send_for_approval(ann, draft)
    discard(ann, draft)
    db.session.commit()
    an_approved_revision(ann, live, parts)
    with pytest.raises(Refused, match=f"(?i){said}"):
        apply_revision(ann, read(ann, live), WHY)
    assert not amendments_of(ann, live.id)


def test_what_the_published_advert_lacks_itself_holds_no_change_up(fife: Organisation, ann: Staff) -> None:
    """As adverts from elsewhere do, whose criteria nobody may add once people have applied."""
    live = a_complete_vacancy(fife, state="published", criteria=0, full_time_hours=None, is_pro_rata=False)
    an_approved_revision(ann, live, {"post": {"department": "Schools"}})
    apply_revision(ann, read(ann, live), WHY)
    assert read(ann, live).department == "Schools"


def test_posts_filled_meanwhile_are_counted(fife: Organisation, ann: Staff, live: Vacancy) -> None:
    an_approved_revision(ann, live, {"post": {"posts": 1}})
    seen = read(ann, live)
    filled = changing(ann, Vacancy).where(Vacancy.id == live.id).values(posts_filled=2)
    db.session.execute(filled.execution_options(synchronize_session=False))
    assert seen.posts_filled == 1
    with pytest.raises(Refused):
        apply_revision(ann, seen, WHY)


def test_amended_texts_are_not_undone(fife: Organisation, ann: Staff, live: Vacancy) -> None:
    """Where both say something new it is refused until a writer has read it; all else is left as it was amended."""
    an_approved_revision(ann, live, {"about": {"summary": "Keeps two schools clean."}, "post": {"posts": 5}})
    amend(ann, read(ann, live), {"title": "School cleaner"}, "It was wrong")
    db.session.commit()
    apply_revision(ann, read(ann, live), WHY)
    db.session.commit()
    told = read(ann, live)
    assert (told.title, told.summary, told.posts) == ("School cleaner", "Keeps two schools clean.", 5)


def test_texts_that_both_changed_are_read_before_the_change_goes_on(
    fife: Organisation, ann: Staff, live: Vacancy
) -> None:
    a_member(fife, Role.APPROVER)
    draft = a_revision(ann, live, {"about": {"summary": "Keeps two schools clean."}})
    amend(ann, read(ann, live), {"summary": "Keeps a nursery clean.", "title": "School cleaner"}, "It was wrong")
    db.session.commit()
    held = open_revision(ann, live.id)
    assert held is not None and set(compared(ann, held).conflicts) == {"summary"}
    with pytest.raises(Refused, match="changed since this change was begun"):
        send_for_approval(ann, read(ann, draft))
    catch_up(ann, held)
    db.session.commit()
    now = read(ann, draft)
    assert (now.title, now.summary) == ("School cleaner", "Keeps two schools clean.")
    found = compared(ann, held)
    assert not found.since and not found.conflicts
    send_for_approval(ann, now)


def test_a_conflict_after_the_approval_is_refused(ann: Staff, live: Vacancy) -> None:
    an_approved_revision(ann, live, {"about": {"summary": "Keeps two schools clean."}})
    amend(ann, read(ann, live), {"summary": "Keeps a nursery clean."}, "It was wrong")
    db.session.commit()
    with pytest.raises(Refused, match="changed meanwhile"):
        apply_revision(ann, read(ann, live), WHY)


def test_the_draft_shows_the_dates_of_its_advert(ann: Staff, live: Vacancy) -> None:
    draft = a_revision(ann, live)
    later = clock.now() + 40 * DAY
    extend(ann, read(ann, live), later, "Too few applied.")
    db.session.commit()
    assert read(ann, draft).closes_at == read(ann, live).closes_at == later
    held = open_revision(ann, live.id)
    assert held is not None and not compared(ann, held).since


def test_reworded_criteria_keep_their_ids(ann: Staff, live: Vacancy) -> None:
    before = [each.id for each in criteria_of(ann, live.id)]
    rows = rows_kept(CRITERIA, criteria_of(ann, live.id))
    rows[0]["text"] = "Can clean stairs"
    an_approved_revision(ann, live, {"criteria": {CRITERIA: rows}})
    apply_revision(ann, read(ann, live), WHY, is_answered=True)
    db.session.commit()
    db.session.expire_all()
    after = criteria_of(ann, live.id)
    assert [each.id for each in after] == before
    assert [each.text for each in after] == ["Can clean stairs", "Criterion 2"]


def test_criteria_come_and_go_only_while_nobody_has_answered(ann: Staff, live: Vacancy) -> None:
    first, second = criteria_of(ann, live.id)
    kept = first.id
    wanted = [row("Has a licence"), row(first.text, first.kind), row(second.text, "essential")]
    an_approved_revision(ann, live, {"criteria": {CRITERIA: wanted}})
    with pytest.raises(Refused, match="they can be reworded"):
        apply_revision(ann, read(ann, live), WHY, is_answered=True)
    db.session.rollback()
    apply_revision(ann, read(ann, live), WHY)
    db.session.commit()
    db.session.expire_all()
    after = criteria_of(ann, live.id)
    assert [(each.text, each.kind) for each in after] == [(each["text"], each["kind"]) for each in wanted]
    assert [each.position for each in after] == [1, 2, 3] and after[1].id == kept


def test_pay_from_a_table_moves_with_its_points(fife: Organisation, ann: Staff, live: Vacancy) -> None:
    some_rates(as_staff(fife, Role.ADMINISTRATOR), fife)
    draft = a_revision(ann, live, {})
    grade = offered_grades(ann, draft, clock.today())[0]
    choose_pay(ann, draft, grade, grade.points[0], grade.points[-1])
    db.session.commit()
    approve_at_once(ann, draft)
    apply_revision(ann, read(ann, live), WHY)
    db.session.commit()
    chosen = chosen_pay(ann, read(ann, live))
    assert chosen is not None and chosen.low.id == grade.points[0].id
    again = a_revision(ann, read(ann, live), {})
    taken = chosen_pay(ann, again)
    assert taken is not None and taken.high.id == grade.points[-1].id
