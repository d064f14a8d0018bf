"""Reads of what a person answered before, as a starting point of a draft."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import selectinload

from recruitment.applications.draft_queries import Draft
from recruitment.applications.earlier_rules import Earlier, Source, Suggestion, suggestions
from recruitment.applications.earlier_tables import Taken
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.rules import Question
from recruitment.applications.tables import Answer, Application
from recruitment.applications.together_queries import items_of
from recruitment.applications.together_rules import Item, of_criterion, of_question
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db

# Earlier applications that are looked through, those that changed last.
MOST: Final = 50


@dataclass(frozen=True)
class Undoable:
    """What was taken over, with the question it answers; `is_untouched`: the draft says it still."""

    item: Item
    row: Taken

    @property
    def is_untouched(self) -> bool:
        return list(self.item.said) == self.row.taken


@dataclass(frozen=True)
class StartingPoint:
    """What earlier applications offer to a draft, and what of it was taken."""

    suggestions: tuple[Suggestion, ...]
    taken: tuple[Undoable, ...]

    @property
    def certain(self) -> tuple[Suggestion, ...]:
        """Answers to the same questions, where the draft says nothing yet."""
        return tuple(each for each in self.suggestions if each.is_certain and each.is_new)

    @property
    def sources(self) -> dict[Source, int]:
        """The applications from which such answers come, and how many come from each."""
        found: dict[Source, int] = {}
        for each in self.certain:
            found[each.earlier.source] = found.get(each.earlier.source, 0) + 1
        return found


def starting_point(viewer: Candidate, draft: Draft) -> StartingPoint:
    number = draft.application.id
    rows = {row.ref: row for row in taken_rows(viewer, number)}
    items = items_of(draft)
    taken = tuple(Undoable(item, rows[item.ref]) for item in items if item.ref in rows)
    held = {each.item.ref for each in taken if each.is_untouched}
    offered = suggestions([item for item in items if item.ref not in held], earlier_answers(viewer, number))
    return StartingPoint(tuple(offered), taken)


def taken_rows(viewer: Candidate, application_id: int) -> list[Taken]:
    wanted = visible(viewer, Taken).where(Taken.application_id == application_id)
    return list(db.session.scalars(wanted.execution_options(populate_existing=True)))


def earlier_answers(viewer: Candidate, but: int) -> list[Earlier]:
    """What the person's other applications say, sent, withdrawn or drafts: the one that changed last first."""
    wanted = visible(viewer, Application).where(Application.id != but).options(selectinload(Application.organisation))
    newest = wanted.order_by(Application.changed_at.desc(), Application.id.desc()).limit(MOST)
    sources = {row.id: _source(row) for row in db.session.scalars(newest)}
    order = {number: at for at, number in enumerate(sources)}
    found = [
        Earlier(sources[row.application_id], _item(row))
        for part in (Answer, QuestionAnswer)
        for row in _parts(viewer, part, sources.keys())
    ]
    return sorted(found, key=lambda one: order[one.source.application_id])


def _item(row: Answer | QuestionAnswer) -> Item:
    if isinstance(row, QuestionAnswer):
        return of_question(row.application_id, row.question, row.given)
    asked = Question(row.criterion_id, row.position, row.criterion_text, row.kind)
    return of_criterion(row.application_id, asked, row.text)


def _source(row: Application) -> Source:
    at = row.submitted_at or row.changed_at
    return Source(row.id, row.organisation.name, row.title, at, is_sent=row.submitted_at is not None)


def _parts(viewer: Candidate, part: Any, ids: Collection[int]) -> list[Any]:
    return list(db.session.scalars(visible(viewer, part).where(part.application_id.in_(ids)).order_by(part.id)))
