"""Verbs by which a draft takes answers over from earlier applications, and puts back what stood there before."""

from collections.abc import Collection, Mapping, Sequence

from recruitment.applications.actions import hold_draft
from recruitment.applications.draft_actions import answer, keys_of
from recruitment.applications.draft_queries import Draft
from recruitment.applications.earlier_queries import Undoable, taken_rows
from recruitment.applications.earlier_rules import Suggestion
from recruitment.applications.earlier_tables import Taken
from recruitment.applications.question_actions import answer_questions
from recruitment.core.errors import Refused
from recruitment.core.tenancy import removing
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


def take(viewer: Candidate, draft: Draft, chosen: Collection[Suggestion]) -> None:
    """Puts these earlier answers into a draft, each with what it replaces kept beside it.

    Raises IllegalMove once the draft has been sent.
    """
    hold_draft(viewer, draft.application)
    held = {row.ref: row for row in taken_rows(viewer, draft.application.id)}
    for each in chosen:
        row = held.get(each.ref)
        if row is None:
            row = Taken(**keys_of(draft.application), ref=each.ref)
            db.session.add(row)
        row.before, row.taken = list(each.item.said), list(each.said)
    _say(viewer, draft, {each.ref: each.said for each in chosen})


def undo(viewer: Candidate, draft: Draft, taken: Undoable) -> None:
    """Puts back what stood there before. Raises Refused where the answer was changed since: those words stay."""
    hold_draft(viewer, draft.application)
    if not taken.is_untouched:
        raise Refused("You have changed this answer since, so it was left as it is.")
    _say(viewer, draft, {taken.item.ref: tuple(taken.row.before)})
    db.session.execute(
        removing(viewer, Taken).where(Taken.application_id == draft.application.id, Taken.ref == taken.item.ref)
    )


def _say(viewer: Candidate, draft: Draft, said: Mapping[str, Sequence[str]]) -> None:
    """By the draft's own actions, so that what they keep of every answer is kept of these too."""
    texts = {each.id: next(iter(said[str(each.id)]), "") for each in draft.questions if str(each.id) in said}
    if texts:
        answer(viewer, draft.application, draft.questions, draft.texts | texts)
    given = {each.key: list(said[each.key]) for each in draft.asked if each.key in said}
    if given:
        answer_questions(viewer, draft.application, draft.asked, draft.answered | given)
