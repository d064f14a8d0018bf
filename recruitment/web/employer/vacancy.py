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
from recruitment.organisations.tables import LocalRules
from recruitment.records.actions import may_ask
from recruitment.vacancies.advice import Advice, advice_on
from recruitment.vacancies.approval_queries import why_not
from recruitment.vacancies.copying import is_over
from recruitment.vacancies.draft_actions import may_write
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.panels import may_set_panel, panel_of
from recruitment.vacancies.pay_checks import pay_problems
from recruitment.vacancies.pay_choices import day_of_pay
from recruitment.vacancies.queries import Advert, advert_of, history, id_of_reference
from recruitment.vacancies.redeployment_tables import HR
from recruitment.vacancies.rules import PARTS, begun_parts, is_open_to, missing_before_approval, phase, slug_of
from recruitment.vacancies.stages import is_ever_public, was_public
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.unfinished import unfinished_parts
from recruitment.web.brand import moment
from recruitment.web.doors import employer
from recruitment.web.employer.after_words import After, after_page
from recruitment.web.employer.amendments import amendments
from recruitment.web.employer.approval_history import approvals
from recruitment.web.employer.colleagues import names_of
from recruitment.web.employer.happenings import WRITING, happenings
from recruitment.web.employer.stage_words import release_in_words, stage_in_words
from recruitment.web.employer.vacancies import line, shows_applicants
from recruitment.web.employer.writing_attachments import attachments_task
from recruitment.web.employer.writing_parts import PART_PAGES
from recruitment.web.headers import POLICY
from recruitment.web.public.vacancy import page_of
from recruitment.web.public.words import closing_in_words

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
COPYING = ("copy", "relist")
ENDING = ("withdraw", "fill", "give_up")
CHANGING = ("extend", "close_early", "reopen", "amend", "restage", "move_promises")
FRAMED_BY_OURSELVES = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


@employer.get("/vacancies/<int:vacancy_id>")
def vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    row = advert.vacancy
    acts = history(viewer, vacancy_id)
    now, is_draft = clock.now(), row.state == VACANCY.start
    problems = pay_problems(viewer, row, day_of_pay(row, now)) if is_draft else []
    advice = advice_on(row, advert.criteria, now) if is_draft else []
    rules = local_rules_of(viewer, row.organisation_id)
    missing = missing_before_approval(row, advert.criteria, advert.workplaces, problems, now, rules.shortest_advert)
    hindered = _hindrance(viewer, row)
    writes = may_write(viewer, row)
    unfinished = unfinished_parts(viewer, vacancy_id) if is_draft else frozenset()
    returned = _last_return(acts) if is_draft else None
    names = names_of(viewer, row.organisation_id)
    after = after_page(viewer, row)
    return render_template(
        "employer/vacancy/vacancy.html",
        advert=advert,
        parts=len(PARTS) - len(OPTIONAL),
        line=line(row, is_returned=returned is not None),
        is_draft=is_draft,
        may_write=writes,
        missing=missing,
        tasks=_tasks(advert, missing, advice, unfinished, is_open=writes and is_draft),
        advice=[(PART_PAGES[part], list(found)) for part, found in groupby(advice, key=lambda each: each.part)],
        returned=returned,
        standing=hindered or stage_in_words(row, now) or STANDINGS[phase(row, now)],
        moves=_moves(viewer, row, may_decide=not hindered),
        # What went through one step is told in full by the list of what has happened.
        approvals=[each for each in approvals(viewer, row) if not each.outcome or len(each.steps) > 1],
        public_path=_public_path(row),
        amendments=amendments(viewer, vacancy_id, names),
        happenings=happenings(acts, names, names_of_keys({act.key_id for act in acts if act.key_id})),
        was_written=any(act.act.startswith(WRITING) for act in acts),
        facts=_facts(viewer, row)
        + _asked_and_ruled(row, rules, len(panel_of(viewer, row.id)), may_set=may_set_panel(viewer, row))
        + _response(after)
        + _origin(viewer, acts),
        is_over=is_over(row),
        record_href=url_for("employer.vacancy_record", vacancy_id=vacancy_id) if may_ask(viewer, row) else "",
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


def _tasks(
    advert: Advert, missing: Sequence[Any], advice: Sequence[Advice], unfinished: frozenset[str], *, is_open: bool
) -> list[dict[str, Any]]:
    begun = begun_parts(advert.vacancy, advert.criteria, advert.workplaces)
    tasks = []
    for part in PARTS:
        lacking = [each.message for each in missing if each.part == part]
        status = "completed" if not lacking else "in_progress" if part in begun else "not_started"
        page = PART_PAGES[part]
        if part in OPTIONAL and part not in begun:
            status = "optional"
        if part in unfinished:
            status = "in_progress"
            lacking = ["You have typed here what is not complete yet, and not in the advert", *lacking]
        hint = ". ".join(lacking) if status == "in_progress" else page.hint
        points = sum(each.part == part for each in advice)
        hint += f" · {points} {'point' if points == 1 else 'points'} of advice" if points else ""
        href = url_for(page.endpoint, vacancy_id=advert.vacancy.id) if is_open else None
        tasks.append({"title": page.title, "status": status, "hint": hint, "href": href})
    return [*tasks, attachments_task(advert, is_open=is_open)]


def _moves(viewer: Staff, row: Vacancy, *, may_decide: bool) -> list[dict[str, Any]]:
    """The buttons of the lifecycle for this viewer, one for each page that acts."""
    found: dict[str, dict[str, Any]] = {}
    for move in VACANCY.open_to(row.state, standing(viewer, row.organisation_id)):
        if not is_open_to(row, move.act, clock.now()):
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


def _facts(viewer: Staff, row: Vacancy) -> list[dict[str, Any]]:
    """The short facts beside the state, those without a value left out."""
    facts = [
        {"key": "Reference", "value": row.reference},
        {"key": "Your own reference", "value": row.own_reference},
        {"key": "Department", "value": row.department},
        {"key": "Public from", "value": moment(row.public_from) if is_ever_public(row) else "Never"},
        {"key": "Released to", "value": release_in_words(row)},
        {"key": "Closing date", "value": closing_in_words(row.closes_at) if row.closes_at else ""},
        {"key": "Posts", "value": f"{row.posts_filled} of {row.posts} filled" if row.published_at else str(row.posts)},
    ]
    shown = [fact for fact in facts if fact["value"]]
    if row.published_at is not None:
        href = url_for("employer.placements", vacancy_id=row.id)
        shown.append(
            {"key": "Advertising", "value": "What was bought elsewhere, and its cost", "href": href, "action": "See"}
        )
    if row.published_at is not None and viewer.has_role(row.organisation_id, *HR):
        href = url_for("employer.help_to_apply", vacancy_id=row.id)
        shown.append({"key": "Help to apply", "value": "More time for one person, and applications that you enter",
                      "href": href, "action": "See"})  # fmt: skip
    if row.redeployees_from is not None and viewer.has_role(row.organisation_id, *HR):
        href = url_for("employer.vacancy_redeployees", vacancy_id=row.id)
        shown.append({"key": "People at risk", "value": "Who of them could do this job", "href": href, "action": "See"})
    if phase(row, clock.now()) in ("scheduled", "live") and is_ever_public(row):
        href = url_for("employer.signposts", vacancy_id=row.id)
        shown.append(
            {"key": "Signposts", "value": "Short texts and QR codes for press and social media", "href": href,
             "action": "See"}
        )  # fmt: skip
    return shown


def _asked_and_ruled(row: Vacancy, rules: LocalRules, sit: int, *, may_set: bool) -> list[dict[str, Any]]:
    """What applicants are asked besides, and the organisation's rules that act on this vacancy."""
    found: list[dict[str, Any]] = []
    if row.questions:
        href = url_for("employer.preview_questions", vacancy_id=row.id)
        found.append(
            {"key": "Questions", "value": f"{len(row.questions)} for applicants", "href": href, "action": "See"}
        )
    if row.hides_names:
        also = " with dates and institutions" if row.hides_dates else ""
        found.append({"key": "Names", "value": f"Hidden{also} until an applicant is shortlisted"})
    least = f"; at least {rules.panel_size} before anybody is invited" if rules.panel_size else ""
    said = f"{sit} {'person' if sit == 1 else 'people'}{least}"
    href = url_for("employer.panel", vacancy_id=row.id)
    found.append({"key": "Panel", "value": said, **({"href": href, "action": "Change"} if may_set else {})})
    kept = f"For {rules.keep_months} months after each ends, by your organisation’s rule"
    return [*found, {"key": "Applications are kept", "value": kept}]


def _response(after: After | None) -> list[dict[str, Any]]:
    """What people do with it, on a page of its own."""
    if after is None:
        return []
    said = after.counts.in_words
    return [{"key": "Response", "value": said[0].upper() + said[1:], "href": after.response, "action": "See"}]


def _origin(viewer: Staff, acts: Sequence[Act]) -> list[dict[str, Any]]:
    """The advert that this one was copied from, as far as it is still there."""
    made = next((act for act in acts if act.act in COPYING), None)
    source = id_of_reference(viewer, made.reason or "") if made is not None else None
    if made is None or source is None:
        return []
    key = "Advertised before as" if made.act == "relist" else "Copied from"
    return [{"key": key, "value": made.reason, "href": url_for("employer.vacancy", vacancy_id=source), "action": "See"}]


def _applicants(viewer: Staff, row: Vacancy) -> int | None:
    """How many have applied; None before anybody could, and for those who do not choose among them."""
    return count_by_vacancy(viewer, [row.id]).get(row.id, 0) if shows_applicants(viewer, row) else None
