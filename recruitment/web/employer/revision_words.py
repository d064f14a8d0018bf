"""A change of the terms of a published advert, as the pages of both tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from recruitment.applications.revising import is_answered
from recruitment.core import clock
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.revising import APPROVED, CRITERIA_ANSWERED
from recruitment.vacancies.revision_comparing import Changes, Compared, hindrance_to_approval
from recruitment.vacancies.revision_queries import open_revision
from recruitment.vacancies.revision_rules import NOT_OF_REVISION, REVISED
from recruitment.vacancies.rules import PARTS, PHASES, is_open_to
from recruitment.vacancies.tables import Vacancy
from recruitment.web.differing import Difference
from recruitment.web.employer.draft_words import differences
from recruitment.web.employer.writing_parts import PART_PAGES

# What a phase means for those who write a change.
STANDINGS = {
    "draft": "Write what should change, then send it for approval. Until it is live the public reads the advert as it "
             "stands.",
    "awaiting_approval": "The change waits for an approver. Until it is live the public reads the advert as it stands.",
    "approved": "The change is approved. A recruiter can put it live.",
}  # fmt: skip


@dataclass(frozen=True)
class PartChange:
    """A part of an advert, and what of it is told differently."""

    title: str
    differences: list[Difference]


@dataclass(frozen=True)
class RevisionShown:
    """On the page of the draft (`is_draft`) and on that of the published advert (`title`, `reference`, `href`).

    `draft` and `put_live` lead to the draft and to the page that puts the change live, where this viewer may.
    """

    is_draft: bool
    title: str
    reference: str
    href: str
    draft: str
    phase: str
    put_live: str
    meanwhile: str
    is_timely: bool
    changes: Sequence[PartChange] = ()

    @property
    def closed(self) -> frozenset[str]:
        return NOT_OF_REVISION if self.is_draft else frozenset({"begin_revision"})


def in_parts(changes: Changes) -> list[PartChange]:
    return [PartChange(PART_PAGES[part].title, differences(*both)) for part, both in changes.items()]


def parts_of(revised: Compared | None) -> Sequence[str]:
    """The parts that are written of a draft."""
    return PARTS if revised is None else REVISED


def standing_of(revised: Compared | None) -> str:
    """What stands at the top of the page of a draft that changes an advert; nothing for other adverts."""
    if revised is None:
        return ""
    if not revised.is_timely:
        return "The published advert has ended, so this change cannot go live any more. Discard it."
    return STANDINGS[revised.draft.vacancy.state]


def why_not_sent(revised: Compared) -> str:
    """What keeps a change from its approver besides what it lacks, or nothing; with what applicants have done."""
    problem = hindrance_to_approval(revised)
    if not problem and not revised.keeps_criteria and is_answered(revised.revision.vacancy_id):
        return CRITERIA_ANSWERED
    return problem


def revision_shown(viewer: Staff, row: Vacancy, revised: Compared | None) -> RevisionShown | None:
    """For the page of a draft that is a change (`revised`), and of a published advert of which one is open."""
    if revised is not None:
        return _shown(viewer, revised.live.vacancy, revised.draft.vacancy, revised)
    held = open_revision(viewer, row.id) if row.state == "published" else None
    return _shown(viewer, row, advert_of(viewer, held.draft_id).vacancy, None) if held is not None else None


def _shown(viewer: Staff, live: Vacancy, draft: Vacancy, revised: Compared | None) -> RevisionShown:
    return RevisionShown(
        is_draft=revised is not None,
        title=live.title,
        reference=live.reference,
        href=url_for("employer.vacancy", vacancy_id=live.id),
        draft=url_for("employer.vacancy", vacancy_id=draft.id),
        phase=PHASES[draft.state],
        put_live=url_for("employer.put_revision_live", vacancy_id=live.id) if _may_put(viewer, live, draft) else "",
        meanwhile=url_for("employer.catch_up_revision", vacancy_id=draft.id) if revised and revised.since else "",
        is_timely=is_open_to(live, "apply_revision", clock.now()) and live.state == "published",
        changes=in_parts(revised.changes) if revised is not None else (),
    )


def _may_put(viewer: Staff, live: Vacancy, draft: Vacancy) -> bool:
    move = VACANCY.find(live.state, "apply_revision")
    may = move is not None and not move.by.isdisjoint(standing(viewer, live.organisation_id))
    return may and draft.state == APPROVED and is_open_to(live, "apply_revision", clock.now())
