"""One advert of an organisation: its parts, acts and history, and its preview."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.keys import names_of_keys
from recruitment.applications.queries import count_by_vacancy
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.moves import standing
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.queries import local_rules_of
from recruitment.records.actions import may_ask
from recruitment.vacancies.advice import Advice, advice_on
from recruitment.vacancies.approval_queries import why_not
from recruitment.vacancies.completeness import lacking
from recruitment.vacancies.copying import is_over
from recruitment.vacancies.draft_actions import may_write
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.panels import may_set_panel, panel_of
from recruitment.vacancies.queries import Advert, advert_of, history
from recruitment.vacancies.revision_comparing import Compared, what_it_revises
from recruitment.vacancies.rules import begun_parts, is_open_to, phase, slug_of
from recruitment.vacancies.stages import was_public
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.unfinished import unfinished_parts
from recruitment.web.doors import employer
from recruitment.web.employer.after_words import After, after_page
from recruitment.web.employer.amendments import amendments
from recruitment.web.employer.approval_history import Approval, approvals
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.employer.happenings import WRITING, happenings
from recruitment.web.employer.revision_words import RevisionShown, parts_of, revision_shown, standing_of
from recruitment.web.employer.stage_words import stage_in_words
from recruitment.web.employer.vacancies import line, shows_applicants
from recruitment.web.employer.vacancy_facts import asked_and_ruled, facts_of, origin, response, revision_facts
from recruitment.web.employer.writing_attachments import attachments_task
from recruitment.web.employer.writing_parts import PART_PAGES
from recruitment.web.headers import POLICY
from recruitment.web.public.vacancy import page_of

ACT_PAGES = {
    "send_for_approval": "employer.send_vacancy",
    "approve": "employer.approval",
    "return": "employer.approval",
    "take_back": "employer.take_vacancy_back",
    "publish": "employer.publication",
    "change_again": "employer.change_vacancy_again",
    "extend": "employer.extend_vacancy",
    "close_early": "employer.close_vacancy_early",
    "reopen": "employer.reopen_vacancy",
    "amend": "employer.amend_vacancy",
    "restage": "employer.restage_vacancy",
    "move_promises": "employer.move_promises_of_vacancy",
    "begin_revision": "employer.revise_vacancy",
    "withdraw": "employer.withdraw_vacancy",
    "fill": "employer.fill_vacancy",
    "give_up": "employer.give_vacancy_up",
}
# What a phase means for the people who look after the vacancy.
STANDINGS = {
    "draft": "Only your colleagues see it. Write its parts in any order, then send it for approval.",
    "awaiting_approval": "It waits for an approver. Nobody can change it meanwhile.",
    "approved": "It is approved, and not public yet. A recruiter can publish it.",
    "scheduled": "It is published, and opens by itself on the date below.",
    "early": "Not everybody sees it yet: only those for whom it is open.",
    "live": "Everybody can find it and apply.",
    "closed": "Nobody can apply any more. Choose among the applicants, then record how the vacancy ended.",
    "filled": "The vacancy has ended: it is filled.",
    "unfilled": "The vacancy has ended: nobody was appointed.",
    "withdrawn": "It was withdrawn. The public does not see it any more.",
}
READABLE = ("live", "closed", "filled", "unfilled")
# Parts without which an advert is whole.
OPTIONAL = ("questions",)
ENDING = ("withdraw", "fill", "give_up")
CHANGING = ("begin_revision", "extend", "close_early", "reopen", "amend", "restage", "move_promises")
FRAMED_BY_OURSELVES = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


@employer.get("/vacancies/<int:vacancy_id>")
def vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    row = advert.vacancy
    acts = history(viewer, vacancy_id)
    now, is_draft = clock.now(), row.state == VACANCY.start
    revised = what_it_revises(viewer, vacancy_id) if row.published_at is None else None
    written = parts_of(revised)
    advice = [each for each in advice_on(row, advert.criteria, now) if is_draft and each.part in written]
    missing = lacking(viewer, advert, revised) if is_draft else []
    revision = revision_shown(viewer, row, revised)
    hindered = _hindrance(viewer, row)
    writes = may_write(viewer, row)
    unfinished = unfinished_parts(viewer, vacancy_id) if is_draft else frozenset()
    returned = _last_return(acts) if is_draft else None
    names = names_of(viewer, row.organisation_id)
    after = after_page(viewer, row)
    takes = revised is None and may_ask(viewer, row)
    return render_template(
        "employer/vacancy/vacancy.html",
        advert=advert,
        parts=len([part for part in written if part not in OPTIONAL]),
        revision=revision,
        line=line(row, is_returned=returned is not None),
        is_draft=is_draft,
        may_write=writes,
        missing=missing,
        tasks=_tasks(advert, missing, advice, unfinished, revised, is_open=writes and is_draft),
        advice=[(PART_PAGES[part], list(found)) for part, found in groupby(advice, key=lambda each: each.part)],
        returned=returned,
        standing=hindered or standing_of(revised) or stage_in_words(row, now) or STANDINGS[phase(row, now)],
        moves=_moves(viewer, row, revision, may_decide=not hindered),
        # What went through one step is told in full by the list of what has happened.
        approvals=[each for each in approvals(viewer, row) if _is_told_apart(each, row)],
        public_path=_public_path(row),
        amendments=amendments(viewer, vacancy_id, names),
        happenings=happenings(acts, names, names_of_keys({act.key_id for act in acts if act.key_id})),
        was_written=any(act.act.startswith(WRITING) for act in acts),
        facts=_facts(viewer, advert, acts, after, revised, names),
        is_over=is_over(row),
        record_href=url_for("employer.vacancy_record", vacancy_id=vacancy_id) if takes else "",
        applicants=_applicants(viewer, row),
        after=after,
    )


@employer.get("/vacancies/<int:vacancy_id>/preview")
def preview_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """In a wide window, or `on=phone`."""
    advert = advert_of(viewer, vacancy_id)
    on_phone = request.args.get("on") == "phone"
    return render_template(
        "employer/vacancy/preview_vacancy.html", page=page_of(advert, clock.now()), on_phone=on_phone
    )


@employer.get("/vacancies/<int:vacancy_id>/preview/page")
def preview_page(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """The advert alone, for a frame of ours as narrow as a phone."""
    advert = advert_of(viewer, vacancy_id)
    response = make_response(render_template("employer/vacancy/preview_page.html", page=page_of(advert, clock.now())))
    response.headers["Content-Security-Policy"] = FRAMED_BY_OURSELVES
    return response


def _is_told_apart(approval: Approval, row: Vacancy) -> bool:
    """Of changes of a published advert each is: what happened to their drafts is not among what happened to it."""
    is_of_revision = row.published_at is not None and approval.sent_at > row.published_at
    return not approval.outcome or len(approval.steps) > 1 or is_of_revision


def _facts(
    viewer: Staff, advert: Advert, acts: Sequence[Act], after: After | None, revised: Compared | None,
    names: dict[int, str],
) -> list[dict[str, Any]]:  # fmt: skip
    row = advert.vacancy
    if revised is not None:
        return revision_facts(revised, names.get(revised.revision.begun_by, FORMER))
    rules = local_rules_of(viewer, row.organisation_id)
    ruled = asked_and_ruled(row, rules, len(panel_of(viewer, row.id)), may_set=may_set_panel(viewer, row))
    return facts_of(viewer, row) + ruled + response(after) + origin(viewer, acts)


def _tasks(
    advert: Advert, missing: Sequence[Any], advice: Sequence[Advice], unfinished: frozenset[str],
    revised: Compared | None, *, is_open: bool,
) -> list[dict[str, Any]]:  # fmt: skip
    begun = begun_parts(advert.vacancy, advert.criteria, advert.workplaces)
    tasks = []
    for part in parts_of(revised):
        lacks = [each.message for each in missing if each.part == part]
        status = "completed" if not lacks else "in_progress" if part in begun else "not_started"
        page = PART_PAGES[part]
        if part in OPTIONAL and part not in begun:
            status = "optional"
        if revised is not None and not lacks:
            status = "changed" if part in revised.changes else "unchanged"
        if part in unfinished:
            status = "in_progress"
            lacks = ["You have typed here what is not complete yet, and not in the advert", *lacks]
        hint = ". ".join(lacks) if status == "in_progress" else page.hint
        points = sum(each.part == part for each in advice)
        hint += f" · {points} {'point' if points == 1 else 'points'} of advice" if points else ""
        href = url_for(page.endpoint, vacancy_id=advert.vacancy.id) if is_open else None
        tasks.append({"title": page.title, "status": status, "hint": hint, "href": href})
    return tasks if revised is not None else [*tasks, attachments_task(advert, is_open=is_open)]


def _moves(viewer: Staff, row: Vacancy, revision: RevisionShown | None, *, may_decide: bool) -> list[dict[str, Any]]:
    """The buttons of the lifecycle for this viewer, one for each page that acts."""
    found: dict[str, dict[str, Any]] = {}
    for move in VACANCY.open_to(row.state, standing(viewer, row.organisation_id)):
        if move.act not in ACT_PAGES or not is_open_to(row, move.act, clock.now()):
            continue
        if revision is not None and move.act in revision.closed:
            continue
        endpoint = ACT_PAGES[move.act]
        if endpoint == "employer.approval" and not may_decide:
            continue
        label = "Read and decide" if endpoint == "employer.approval" else move.label
        href = url_for(endpoint, vacancy_id=row.id)
        group = "ends" if move.act in ENDING else "changes" if move.act in CHANGING else "onward"
        found.setdefault(endpoint, {"text": label, "href": href, "act": move.act, "group": group})
    return list(found.values())


def _hindrance(viewer: Staff, row: Vacancy) -> str:
    """Why an approver who reads this may not decide on it."""
    is_asked = row.state == "awaiting_approval" and viewer.has_role(row.organisation_id, Role.APPROVER)
    return why_not(viewer, row) if is_asked else ""


def _public_path(row: Vacancy) -> str | None:
    """Where the public reads it, once they can."""
    if phase(row, clock.now()) not in READABLE or not was_public(row, clock.now()):
        return None
    return url_for("public.vacancy", reference=row.reference, slug=slug_of(row.title))


def _last_return(acts: Sequence[Act]) -> Act | None:
    """The return of a draft that nobody has sent again since."""
    moved = next((act for act in acts if act.after is not None), None)
    return moved if moved is not None and moved.act == "return" else None


def _applicants(viewer: Staff, row: Vacancy) -> int | None:
    """How many have applied; None before anybody could, and for those who do not choose among them."""
    return count_by_vacancy(viewer, [row.id]).get(row.id, 0) if shows_applicants(viewer, row) else None
