"""Verbs that change the terms of a published advert: contract, hours, pay, places, checks, criteria, posts.

The change is a draft, written and approved as adverts are, while the public reads the advert as it stands; then it is
put live at once and whole. `applications.revising` does so, as it knows what has been answered.
"""

from collections.abc import Sequence

from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move, require_move
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.amending import NOT_NOW, noted
from recruitment.vacancies.amendment_tables import Amendment
from recruitment.vacancies.approval_tables import ApprovalRequest
from recruitment.vacancies.discarding import remove
from recruitment.vacancies.draft_actions import add_rows, begin_draft, hold, require_writer, write_part
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.parts import CRITERIA, WORKPLACES, Kept, columns_of, kept_whole, rows_kept
from recruitment.vacancies.pay_choices import carry_choice
from recruitment.vacancies.queries import advert_of, criteria_of, workplaces_of
from recruitment.vacancies.revision_comparing import Compared, compared, hindrance, missing_of_revision, revisable_of
from recruitment.vacancies.revision_queries import open_revision
from recruitment.vacancies.revision_rules import OWN, facts_in, is_reworded
from recruitment.vacancies.revision_tables import Revision
from recruitment.vacancies.rules import is_open_to
from recruitment.vacancies.tables import Criterion, Vacancy

APPROVED = "approved"
CRITERIA_ANSWERED = (
    "People have begun to apply and answer the criteria, so they can be reworded, but none can be added, taken out, "
    "moved or made essential or desirable"
)


class AlreadyRevised(Refused):
    """Somebody has begun a change of the same advert: `draft_id` is where it is written."""

    def __init__(self, draft_id: int) -> None:
        self.draft_id = draft_id
        super().__init__("A change of this advert is open already. Go on with that one, or discard it first.")


def begin_revision(viewer: Staff, vacancy: Vacancy) -> Vacancy:
    """A draft that says what the published advert says, to be changed. Raises Refused, AlreadyRevised."""
    _require_open(vacancy, "begin_revision")
    _require_none(viewer, vacancy)
    make_move(viewer, vacancy, VACANCY, "begin_revision")
    # The row is held by now, so of two who begin at once the second finds what the first has begun.
    _require_none(viewer, vacancy)
    source = advert_of(viewer, vacancy.id)
    facts = kept_whole(vacancy, source.criteria, source.workplaces)
    facts["post"] = {name: value for name, value in facts["post"].items() if name not in OWN}
    draft = begin_draft(viewer, vacancy.organisation_id, title=vacancy.title, department=vacancy.department, like=facts)
    carry_choice(viewer, vacancy, draft)
    db.session.add(
        Revision(
            draft_id=draft.id, organisation_id=draft.organisation_id, vacancy_id=vacancy.id, base=revisable_of(source),
            begun_by=viewer.person,
        )
    )  # fmt: skip
    db.session.flush()
    return draft


def _require_none(viewer: Staff, vacancy: Vacancy) -> None:
    held = open_revision(viewer, vacancy.id)
    if held is not None:
        raise AlreadyRevised(held.draft_id)


def _require_open(vacancy: Vacancy, act: str) -> None:
    if VACANCY.find(vacancy.state, act) and not is_open_to(vacancy, act, clock.now()):
        raise Refused(NOT_NOW[act])


def catch_up(viewer: Staff, revision: Revision) -> None:
    """The draft says what was changed of the published advert meanwhile, but for what it changes itself.

    Of that it is taken as read from now on what stands in the published advert. Raises IllegalMove for what is no
    draft any longer.
    """
    draft = advert_of(viewer, revision.draft_id).vacancy
    require_writer(viewer, draft.organisation_id)
    hold(viewer, draft)
    found = compared(viewer, revision)
    for part, (_, now) in found.since.items():
        kept = {name: value for name, value in now.items() if name not in found.conflicts}
        if kept:
            write_part(viewer, draft, part, kept, how="brought_back")
    revision.base = revisable_of(found.live)
    db.session.flush()


def apply_revision(
    viewer: Staff, vacancy: Vacancy, reason: str, message: str = "", *, is_answered: bool = False
) -> Amendment:
    """Writes what an approved revision changes onto the published advert, and removes the draft.

    `is_answered`: whether anybody has begun to apply. Raises Refused with what to do, and IllegalMove when somebody
    has changed the advert or put the change live meanwhile.
    """
    _require_open(vacancy, "apply_revision")
    require_move(viewer, vacancy, VACANCY, "apply_revision", reason)
    revision = open_revision(viewer, vacancy.id)
    if revision is None:
        raise Refused("No change of this advert is open.")
    found = compared(viewer, revision)
    _require_ready(viewer, found, is_answered=is_answered)
    told, draft = facts_in(found.changes), found.draft.vacancy
    columns = columns_of({name: now for name, (_, now) in told.items()})
    unchanged = (Vacancy.changed_at == vacancy.changed_at, Vacancy.posts_filled <= draft.posts)
    make_move(
        viewer, vacancy, VACANCY, "apply_revision", reason=reason, provided=unchanged, changed_at=clock.now(), **columns
    )
    if CRITERIA in told:
        _write_criteria(viewer, vacancy, told[CRITERIA][1])
    if WORKPLACES in told:
        for row in workplaces_of(viewer, vacancy.id):
            db.session.delete(row)
        db.session.flush()
        add_rows(vacancy, {WORKPLACES: told[WORKPLACES][1]})
    if "pay" in found.changes:
        carry_choice(viewer, draft, vacancy)
    amendment = noted(
        viewer, vacancy, "apply_revision", reason, message, {name: list(both) for name, both in told.items()}
    )
    _end(viewer, vacancy, draft)
    return amendment


def _require_ready(viewer: Staff, found: Compared, *, is_answered: bool) -> None:
    if problem := hindrance(found):
        raise Refused(f"{problem}.")
    if found.draft.vacancy.state != APPROVED:
        raise Refused("The change is not approved yet.")
    if found.conflicts:
        raise Refused("The published advert was changed meanwhile where this changes it too. Open the change again.")
    if is_answered and not found.keeps_criteria:
        raise Refused(f"{CRITERIA_ANSWERED}. Open the change again.")
    for each in missing_of_revision(viewer, found):
        raise Refused(f"{each.message}. Open the change again.")


def _write_criteria(viewer: Staff, vacancy: Vacancy, rows: Sequence[Kept]) -> None:
    """Answers, marks and interview questions hang on a criterion's id, so it is kept wherever it can be."""
    held = list(criteria_of(viewer, vacancy.id))
    if is_reworded(rows_kept(CRITERIA, held), rows):
        for row, wanted in zip(held, rows, strict=True):
            row.text = wanted["text"]
        return
    left = list(held)
    for position, wanted in enumerate(rows, start=1):
        same = next((row for row in left if row.text == wanted["text"]), None)
        if same is None:
            keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id}
            db.session.add(Criterion(**keys, position=position, **wanted))
            continue
        left.remove(same)
        same.position, same.kind, same.assessed_by = position, wanted["kind"], wanted["assessed_by"]
    for row in left:
        db.session.delete(row)
    db.session.flush()


def _end(viewer: Staff, vacancy: Vacancy, draft: Vacancy) -> None:
    """Who approved it stays on record with the published advert; of two who put it live the second finds no draft."""
    passed = changing(viewer, ApprovalRequest).where(ApprovalRequest.vacancy_id == draft.id)
    db.session.execute(passed.values(vacancy_id=vacancy.id))
    try:
        remove(viewer, draft, APPROVED)
    except IllegalMove as problem:
        raise IllegalMove(VACANCY.noun, "apply_revision", vacancy.state) from problem
