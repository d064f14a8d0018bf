"""Verbs on the list of jobs that a person applies for together: what is answered once is written to each draft."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy.exc import IntegrityError

from recruitment.applications.actions import start
from recruitment.applications.draft_actions import answer, ask_for_support, declare, finish, keys_of, say_source
from recruitment.applications.draft_queries import Draft
from recruitment.applications.queries import application_for
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.tables import Application
from recruitment.applications.together_queries import Gathering, gathered_count, gathered_rows, is_gathered
from recruitment.applications.together_rules import MOST, Alike, Item, decisions
from recruitment.applications.together_tables import Gathered
from recruitment.core.errors import Refused
from recruitment.core.tenancy import removing
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

FULL: Final = f"Your list has {MOST} jobs already. Send them or take one off, then add this one."


class Applied(Refused):
    """The person has sent an application for this vacancy."""

    def __init__(self, application: Application) -> None:
        self.application = application
        super().__init__(f"You have applied for “{application.title}” already, so it was not added.")


def gather(viewer: Candidate, vacancy: Vacancy, came_by: str = "") -> Application:
    """Puts a vacancy on the list, with a draft of its own; where one has been begun already, that one.

    Raises Applied, rules.Closed, and Refused when the list is full.
    """
    existing = application_for(viewer, vacancy.id)
    if existing is not None and existing.state != "draft":
        raise Applied(existing)
    if existing is not None and is_gathered(viewer, existing.id):
        return existing
    if gathered_count(viewer) >= MOST:
        raise Refused(FULL)
    application = start(viewer, vacancy, came_by)
    try:
        with db.session.begin_nested():
            db.session.add(Gathered(**keys_of(application)))
    except IntegrityError:
        # Of two presses at the same moment one has put it there.
        if not is_gathered(viewer, application.id):
            raise
    return application


def leave(viewer: Candidate, application_id: int) -> None:
    """Takes a draft off the list; the draft stays as it is."""
    db.session.execute(removing(viewer, Gathered).where(Gathered.application_id == application_id))


def end(viewer: Candidate) -> None:
    """Ends the list: nothing that was gathered stays, the drafts do."""
    db.session.execute(removing(viewer, Gathered))


def join(viewer: Candidate, alike: Iterable[tuple[Alike, Collection[str]]]) -> None:
    """Stores which of the questions that look alike one answer is for. No answer is changed by it."""
    decided = {key: name for each, chosen in alike for key, name in decisions(each, chosen).items()}
    for row in gathered_rows(viewer):
        row.joined = {**row.joined, **decided}


def answer_together(
    viewer: Candidate, gathering: Gathering, told: Iterable[tuple[Collection[Item], Sequence[str]]], touched: set[int]
) -> None:
    """Writes answers into the drafts to which their items belong, by each draft's own actions.

    `touched`: the drafts whose questions were asked; each is saved, answered or not, as its own page would do.
    """
    said: dict[int, dict[str, Sequence[str]]] = {number: {} for number in touched}
    for items, words in told:
        for item in items:
            said[item.application_id][item.ref] = words
    for number in sorted(touched):
        _answer(viewer, gathering.by_id[number], said[number])


def _answer(viewer: Candidate, draft: Draft, said: Mapping[str, Sequence[str]]) -> None:
    """What was not asked stays as it is. A section in which nothing is missing is marked as finished by its action."""
    sections = draft.application.sections
    told = {each.id: next(iter(said[str(each.id)]), "") for each in draft.questions if str(each.id) in said}
    texts = draft.texts | told
    if texts != draft.texts or "criteria" not in sections:
        answer(viewer, draft.application, draft.questions, texts)
    given = draft.answered | {each.key: list(said[each.key]) for each in draft.asked if each.key in said}
    if given != draft.answered or (draft.asked and "questions" not in sections):
        answer_questions(viewer, draft.application, draft.asked, given)


def confirm_profile(viewer: Candidate, gathering: Gathering) -> None:
    """Says of all drafts that work, education and referees are as the profile has them."""
    for draft in gathering.open_ones:
        for section in ("history", "referees"):
            finish(viewer, draft.application, section)


def declare_together(
    viewer: Candidate, gathering: Gathering, right_to_work: str, convictions: Mapping[str, tuple[str, str]]
) -> None:
    """`convictions`: by what is asked (`rules.convictions_asked`), the answer and what they were.

    A post that may not ask is told nothing.
    """
    asking = {draft.application.id: asked for asked, drafts in gathering.convictions().items() for draft in drafts}
    for draft in gathering.open_ones:
        said, detail = convictions.get(asking.get(draft.application.id, ""), ("", ""))
        declare(viewer, draft.application, right_to_work=right_to_work, convictions=said, convictions_detail=detail)


def declare_relations(viewer: Candidate, gathering: Gathering, related: Mapping[int, tuple[str, str]]) -> None:
    """By organisation, whether the person is related to its members or senior officers, and to whom."""
    for number, drafts in gathering.by_employer().items():
        for draft in drafts:
            declare(viewer, draft.application, related=related[number][0], related_to=related[number][1])


def ask_for_support_together(viewer: Candidate, gathering: Gathering, *, scheme: str, needs: str) -> None:
    for draft in gathering.open_ones:
        ask_for_support(viewer, draft.application, scheme=scheme, needs=needs)


def say_source_together(viewer: Candidate, gathering: Gathering, *, heard_from: str, employed_by_council: str) -> None:
    for draft in gathering.open_ones:
        say_source(viewer, draft.application, heard_from=heard_from, employed_by_council=employed_by_council)
