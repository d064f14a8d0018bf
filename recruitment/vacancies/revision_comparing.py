"""A change of a published advert beside that advert: what it changes, what was changed meanwhile, what it lacks."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from recruitment.core import clock
from recruitment.core.viewers import Staff, Viewer
from recruitment.vacancies.parts import CRITERIA, Kept, kept_whole
from recruitment.vacancies.pay_checks import below_floor, pay_problems
from recruitment.vacancies.pay_choices import day_of_pay
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.revision_queries import revision_of
from recruitment.vacancies.revision_rules import REVISED, changed, facts_in, is_reworded, revisable
from recruitment.vacancies.revision_tables import Revision
from recruitment.vacancies.rules import Missing, is_open_to, missing_before_approval
from recruitment.vacancies.tables import Vacancy

Changes = dict[str, tuple[Kept, Kept]]


def revisable_of(advert: Advert) -> dict[str, Kept]:
    """By part the facts of an advert that a revision may change."""
    return revisable(kept_whole(advert.vacancy, advert.criteria, advert.workplaces))


@dataclass(frozen=True)
class Compared:
    """A revision with the advert that it changes (`live`) and the draft that says how."""

    revision: Revision
    live: Advert
    draft: Advert

    @cached_property
    def changes(self) -> Changes:
        """What the revision changes, from what stands in the published advert now."""
        told = facts_in(changed(self.revision.base, revisable_of(self.draft)))
        found: Changes = {}
        for part, (was, now) in changed(revisable_of(self.live), revisable_of(self.draft)).items():
            names = [name for name in now if name in told]
            if names:
                found[part] = ({name: was[name] for name in names}, {name: now[name] for name in names})
        return found

    @cached_property
    def since(self) -> Changes:
        """What was changed of the published advert since the two were last compared."""
        return changed(self.revision.base, revisable_of(self.live))

    @cached_property
    def conflicts(self) -> dict[str, tuple[Any, Any]]:
        """Facts that both have changed, and differently: as the published advert has them, and as the revision does."""
        meanwhile = facts_in(self.since)
        return {name: both for name, both in facts_in(self.changes).items() if name in meanwhile}

    @property
    def keeps_criteria(self) -> bool:
        """Whether what applicants have answered to the criteria still belongs to them."""
        was, now = facts_in(self.changes).get(CRITERIA, ([], []))
        return is_reworded(was, now)

    @property
    def is_timely(self) -> bool:
        """Whether the published advert has not ended meanwhile."""
        return is_open_to(self.live.vacancy, "apply_revision", clock.now()) and self.live.vacancy.state == "published"


def compared(viewer: Viewer, revision: Revision) -> Compared:
    return Compared(revision, advert_of(viewer, revision.vacancy_id), advert_of(viewer, revision.draft_id))


def what_it_revises(viewer: Viewer, draft_id: int) -> Compared | None:
    """None for a draft that is an advert of its own."""
    revision = revision_of(viewer, draft_id)
    return compared(viewer, revision) if revision is not None else None


def hindrance(found: Compared) -> str:
    """Why a revision can go nowhere as it stands, or nothing."""
    if not found.is_timely:
        return "The published advert has ended, so its terms cannot be changed any more"
    if not found.changes:
        return "Nothing is changed yet: the draft says what the published advert says"
    return ""


def hindrance_to_approval(found: Compared) -> str:
    """The same, and besides that an approver would not see what the published advert says by now."""
    if not hindrance(found) and found.since:
        return "The published advert was changed since this change was begun. Bring the change up to date first"
    return hindrance(found)


def missing_of_revision(viewer: Staff, found: Compared) -> list[Missing]:
    """What keeps a revision from its approver: as for every advert, but for what the published one lacks as well.

    Rates of a pay table count where the pay is changed; the Living Wage counts whenever the hourly pay may differ.
    """
    now, draft = clock.now(), found.draft.vacancy
    lacking = [each for each in _missing(found.draft) if each not in _missing(found.live)]
    return [*_posts(found), *lacking, *(Missing("pay", each) for each in _pay_problems(viewer, found, draft, now))]


def _missing(advert: Advert) -> list[Missing]:
    """Its pay is looked at apart."""
    every = missing_before_approval(advert.vacancy, advert.criteria, advert.workplaces, (), clock.now())
    return [each for each in every if each.part in REVISED]


def _posts(found: Compared) -> list[Missing]:
    filled, posts = found.live.vacancy.posts_filled, found.draft.vacancy.posts
    return [Missing("post", f"Enter {filled} posts or more: so many are filled already")] if posts < filled else []


def _pay_problems(viewer: Staff, found: Compared, draft: Vacancy, now: Any) -> list[str]:
    day = day_of_pay(found.live.vacancy, now)
    if "pay" in found.changes:
        return pay_problems(viewer, draft, day)
    return [problem for problem in (below_floor(draft, day),) if problem and "contract" in found.changes]
