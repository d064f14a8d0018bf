"""What there is to do on a list of jobs to apply for together, and where each step stands."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from recruitment.applications.draft_queries import Draft
from recruitment.applications.rules import Standing
from recruitment.applications.together_queries import Gathering
from recruitment.applications.together_rules import Group, pages_of

DETAILS = ("contact", "history", "referees")
ANSWERED = ("criteria", "questions")
# Sections that the pages of the list fill; any other is filled in each draft.
TOGETHER = (*DETAILS, *ANSWERED, "declarations", "support", "source")


def names_of(gathering: Gathering) -> dict[int, str]:
    """How each application is called beside the others: by its employer, and by the job where that has several."""
    several = {number for number, drafts in gathering.by_employer().items() if len(drafts) > 1}
    return {
        draft.application.id: _name(draft, draft.application.organisation_id in several)
        for draft in gathering.open_ones
    }


def _name(draft: Draft, has_several: bool) -> str:
    employer = draft.application.organisation.name
    return f"{employer} ({draft.application.title})" if has_several else employer


def shared_steps(gathering: Gathering) -> list[dict[str, Any]]:
    """What is answered once: the tasks of the list."""
    drafts, plan = gathering.open_ones, gathering.plan
    tasks = [_task("Your details, work and referees", url_for("candidate.together_details"), _details(drafts),
                   "Filled from your profile. Check and confirm it once for all.")]  # fmt: skip
    if plan.alike:
        waiting = gathering.undecided
        hint = (
            f"{_counted(waiting, 'group')} to look at. Until then each question is asked by itself." if waiting else ""
        )
        tasks.append(_task("Questions that look alike", url_for("candidate.alike_together"),
                           "not_started" if waiting else "completed", hint))  # fmt: skip
    for number, page in enumerate(plan.pages, 1):
        part = f", part {number} of {len(plan.pages)}" if len(plan.pages) > 1 else ""
        tasks.append(_task(f"What several of them ask{part}", url_for("candidate.answer_together", number=number),
                           standing_of(page), f"{_counted(len(page), 'question')}, each answered once"))  # fmt: skip
    tasks.append(_task("Right to work and convictions" if gathering.convictions() else "Right to work",
                       url_for("candidate.together_declarations"), _declared(gathering), ""))  # fmt: skip
    return tasks


def apart_steps(gathering: Gathering) -> list[dict[str, Any]]:
    """What is answered for each by itself."""
    names, plan = names_of(gathering), gathering.plan
    related = [bool(draft.declaration and draft.declaration.related) for draft in gathering.open_ones]
    tasks = [_task("Members and officers of each employer", url_for("candidate.together_relations"), _of(related),
                   "Whether you are related to somebody there")]  # fmt: skip
    for draft in gathering.open_ones:
        number = draft.application.id
        if own := plan.apart.get(number):
            tasks.append(_task(names[number], url_for("candidate.answer_apart", application_id=number, number=1),
                               standing_of(own), f"{_counted(len(own), 'question')} of its own"))  # fmt: skip
        tasks += [
            _task(f"{section.title}: {names[number]}",
                  url_for(f"candidate.application_{section.name}", application_id=number),
                  draft.standing(section).value, "Opens this job’s own application")
            for section in draft.unfinished if section.name not in TOGETHER
        ]  # fmt: skip
    return tasks


def optional_steps(gathering: Gathering) -> list[dict[str, Any]]:
    """What may be left."""
    tasks = []
    for name, title in (("support", "Interview and support"), ("source", "Where you saw these jobs")):
        saved = [name in draft.application.sections for draft in gathering.open_ones]
        status = Standing.COMPLETED.value if all(saved) else Standing.OPTIONAL.value
        tasks.append(_task(title, url_for(f"candidate.together_{name}"), status, ""))
    return tasks


def lacking(gathering: Gathering, draft: Draft) -> list[tuple[str, str]]:
    """What one draft lacks before it can go: what it is, and the page of the list where it is told."""
    found: dict[str, str] = {}
    for section in draft.unfinished:
        for title, href in _lacking(gathering, draft, section.name, section.title):
            found.setdefault(title, href)
    return list(found.items())


def _lacking(gathering: Gathering, draft: Draft, name: str, title: str) -> Iterable[tuple[str, str]]:
    number = draft.application.id
    if name in DETAILS:
        yield title, url_for("candidate.together_details")
    elif name in ANSWERED:
        yield title, _where(gathering, number, is_criterion=name == "criteria")
    elif name == "declarations":
        if not (draft.declaration and draft.declaration.related):
            yield "Whether you are related to a member or senior officer", url_for("candidate.together_relations")
        if not _is_declared_but_for_relations(gathering, draft):
            yield "Right to work and convictions", url_for("candidate.together_declarations")
    else:
        yield title, url_for(f"candidate.application_{name}", application_id=number)


def _where(gathering: Gathering, number: int, *, is_criterion: bool) -> str:
    """The page with the first question that wants an answer of this draft, else the first with any of its questions."""
    pages: list[tuple[str, tuple[Group, ...]]] = [
        (url_for("candidate.answer_together", number=at), page) for at, page in enumerate(gathering.plan.pages, 1)
    ]
    pages += [
        (url_for("candidate.answer_apart", application_id=number, number=at), page)
        for at, page in enumerate(pages_of(gathering.plan.apart.get(number, ())), 1)
    ]
    asking = [
        (href, item) for href, page in pages for group in page for item in group.items
        if item.application_id == number and item.is_criterion == is_criterion
    ]  # fmt: skip
    wanting = [href for href, item in asking if item.asked.is_required and not item.said]
    return next(iter([*wanting, *(href for href, _ in asking)]), url_for("candidate.together"))


def _is_declared_but_for_relations(gathering: Gathering, draft: Draft) -> bool:
    declared = draft.declaration
    if declared is None or not declared.right_to_work:
        return False
    asking = {each.application.id for drafts in gathering.convictions().values() for each in drafts}
    return draft.application.id not in asking or bool(declared.convictions)


def standing_of(groups: Iterable[Group]) -> str:
    """Where a page of questions stands; one on which nothing is required is optional until something is said."""
    every = list(groups)
    said = [bool(item.said) for group in every for item in group.items]
    if not any(group.asked.is_required for group in every):
        return "completed" if any(said) else "optional"
    if all(group.is_answered for group in every):
        return "completed"
    return "in_progress" if any(said) else "not_started"


def _details(drafts: Iterable[Draft]) -> str:
    every = list(drafts)
    done = [
        draft.standing(section) == Standing.COMPLETED
        for draft in every for section in draft.sections if section.name in DETAILS
    ]  # fmt: skip
    return (
        "completed" if all(done) else "in_progress" if any(draft.profile.basics for draft in every) else "not_started"
    )


def _declared(gathering: Gathering) -> str:
    return _of([_is_declared_but_for_relations(gathering, draft) for draft in gathering.open_ones])


def _of(done: list[bool]) -> str:
    return "completed" if all(done) else "in_progress" if any(done) else "not_started"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _task(title: str, href: str, status: str, hint: str) -> dict[str, Any]:
    return {"title": title, "href": href, "status": status, "hint": hint}
