"""One advert of an organisation: its parts, acts and history, and its preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import members
from recruitment.applications.queries import count_by_vacancy
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.moves import standing
from recruitment.core.viewers import ApiKey, Role, Staff
from recruitment.vacancies.draft_actions import may_write
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.pay_checks import pay_problems
from recruitment.vacancies.pay_choices import day_of_pay
from recruitment.vacancies.queries import Advert, advert_of, history
from recruitment.vacancies.rules import PARTS, begun_parts, may_be_approved_by, missing_before_approval, phase, slug_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.brand import moment
from recruitment.web.doors import employer
from recruitment.web.employer.vacancies import line, shows_applicants
from recruitment.web.employer.writing_parts import PART_PAGES
from recruitment.web.public.vacancy import page_of
from recruitment.web.public.words import closing_in_words

ACT_PAGES = {
    "send_for_approval": "employer.send_vacancy",
    "approve": "employer.approval",
    "return": "employer.approval",
    "take_back": "employer.take_vacancy_back",
    "publish": "employer.publication",
    "change_again": "employer.change_vacancy_again",
    "withdraw": "employer.withdraw_vacancy",
    "fill": "employer.fill_vacancy",
    "give_up": "employer.give_vacancy_up",
}
ACT_NAMES = {
    "begin_draft": "Began the draft", "send_for_approval": "Sent for approval", "approve": "Approved",
    "return": "Returned", "take_back": "Took back", "publish": "Published", "change_again": "Opened for changes",
    "withdraw": "Withdrew", "fill": "Marked as filled", "give_up": "Marked as not filled",
}  # fmt: skip
# What a phase means for the people who look after the vacancy.
STANDINGS = {
    "draft": "Only your colleagues see it. Write its parts in any order, then send it for approval.",
    "awaiting_approval": "It waits for an approver. Nobody can change it meanwhile.",
    "approved": "It is approved, and not public yet. A recruiter can publish it.",
    "scheduled": "It is published, and opens by itself on the date below.",
    "live": "Everybody can find it and apply.",
    "closed": "Nobody can apply any more. Choose among the applicants, then record how the vacancy ended.",
    "filled": "The vacancy has ended: it is filled.",
    "unfilled": "The vacancy has ended: nobody was appointed.",
    "withdrawn": "It was withdrawn. The public does not see it any more.",
}
OWN_ADVERT = "It waits for an approver. You wrote it or sent it, so somebody else has to approve it."
READABLE = ("live", "closed", "filled", "unfilled")
ENDING = ("withdraw", "fill", "give_up")
WRITING = "write_"


@dataclass(frozen=True)
class Happening:
    """One line of the history: what, by whom, when, why."""

    what: str
    who: str
    at: datetime
    reason: str


def names_of(viewer: Staff, organisation_id: int) -> dict[int, str]:
    """The colleagues of an organisation by person."""
    return {member.account_id: member.name for member in members(viewer, organisation_id)}


@employer.get("/vacancies/<int:vacancy_id>")
def vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    row = advert.vacancy
    acts = history(viewer, vacancy_id)
    now = clock.now()
    problems = pay_problems(viewer, row, day_of_pay(row, now)) if row.state == VACANCY.start else []
    missing = missing_before_approval(row, advert.criteria, advert.workplaces, problems, now)
    writes = may_write(viewer, row)
    returned = _last_return(acts) if row.state == VACANCY.start else None
    return render_template(
        "employer/vacancy/vacancy.html",
        advert=advert,
        line=line(row, is_returned=returned is not None),
        is_draft=row.state == VACANCY.start,
        may_write=writes,
        missing=missing,
        tasks=_tasks(advert, missing, is_open=writes and row.state == VACANCY.start),
        returned=returned,
        standing=_standing(viewer, row, acts),
        moves=_moves(viewer, row, acts),
        public_path=_public_path(row),
        happenings=_happenings(viewer, row, acts),
        facts=_facts(row),
        applicants=_applicants(viewer, row),
    )


@employer.get("/vacancies/<int:vacancy_id>/preview")
def preview_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    return render_template("employer/vacancy/preview_vacancy.html", page=page_of(advert, clock.now()))


def _tasks(advert: Advert, missing: Sequence[Any], *, is_open: bool) -> list[dict[str, Any]]:
    begun = begun_parts(advert.vacancy, advert.criteria, advert.workplaces)
    tasks = []
    for part in PARTS:
        lacking = [each.message for each in missing if each.part == part]
        status = "completed" if not lacking else "in_progress" if part in begun else "not_started"
        page = PART_PAGES[part]
        hint = ". ".join(lacking) if status == "in_progress" else page.hint
        href = url_for(page.endpoint, vacancy_id=advert.vacancy.id) if is_open else None
        tasks.append({"title": page.title, "status": status, "hint": hint, "href": href})
    return tasks


def _moves(viewer: Staff, row: Vacancy, acts: Sequence[Act]) -> list[dict[str, Any]]:
    """The buttons of the lifecycle for this viewer, one for each page that acts."""
    found: dict[str, dict[str, Any]] = {}
    for move in VACANCY.open_to(row.state, standing(viewer, row.organisation_id)):
        endpoint = ACT_PAGES[move.act]
        if endpoint == "employer.approval" and not _is_anothers(viewer, row, acts):
            continue
        label = "Read and decide" if endpoint == "employer.approval" else move.label
        href = url_for(endpoint, vacancy_id=row.id)
        found.setdefault(endpoint, {"text": label, "href": href, "act": move.act, "ends": move.act in ENDING})
    return list(found.values())


def _is_anothers(viewer: Staff, row: Vacancy, acts: Sequence[Act]) -> bool:
    sender = next((act.person for act in acts if act.act == "send_for_approval"), None)
    return may_be_approved_by(viewer.person, row, sender)


def _standing(viewer: Staff, row: Vacancy, acts: Sequence[Act]) -> str:
    now = phase(row, clock.now())
    approves = viewer.has_role(row.organisation_id, Role.APPROVER)
    is_own = now == "awaiting_approval" and approves and not _is_anothers(viewer, row, acts)
    return OWN_ADVERT if is_own else STANDINGS[now]


def _public_path(row: Vacancy) -> str | None:
    """Where the public reads it, once they can."""
    if phase(row, clock.now()) not in READABLE:
        return None
    return url_for("public.vacancy", reference=row.reference, slug=slug_of(row.title))


def _last_return(acts: Sequence[Act]) -> Act | None:
    """The return of a draft that nobody has sent again since."""
    moved = next((act for act in acts if act.after is not None), None)
    return moved if moved is not None and moved.act == "return" else None


def _facts(row: Vacancy) -> list[dict[str, Any]]:
    """The short facts beside the state, those without a value left out."""
    facts = [
        {"key": "Reference", "value": row.reference},
        {"key": "Your own reference", "value": row.own_reference},
        {"key": "Department", "value": row.department},
        {"key": "Public from", "value": moment(row.public_from)},
        {"key": "Closing date", "value": closing_in_words(row.closes_at) if row.closes_at else ""},
        {"key": "Posts", "value": f"{row.posts_filled} of {row.posts} filled" if row.published_at else str(row.posts)},
    ]
    shown = [fact for fact in facts if fact["value"]]
    if row.published_at is not None:
        href = url_for("employer.placements", vacancy_id=row.id)
        shown.append(
            {"key": "Advertising", "value": "What was bought elsewhere, and its cost", "href": href, "action": "See"}
        )
    if phase(row, clock.now()) in ("scheduled", "live"):
        href = url_for("employer.signposts", vacancy_id=row.id)
        shown.append(
            {"key": "Signposts", "value": "Short texts and QR codes for press and social media", "href": href,
             "action": "See"}
        )  # fmt: skip
    return shown


def _applicants(viewer: Staff, row: Vacancy) -> int | None:
    """How many have applied; None before anybody could, and for those who do not choose among them."""
    return count_by_vacancy(viewer, [row.id]).get(row.id, 0) if shows_applicants(viewer, row) else None


def _happenings(viewer: Staff, row: Vacancy, acts: Sequence[Act]) -> list[Happening]:
    names = names_of(viewer, row.organisation_id)
    return [_happening(list(same), names) for _, same in groupby(acts, key=_sitting)]


def _sitting(act: Act) -> tuple[object, ...]:
    """Parts written by one person on one day are one line of the history; other acts stand alone."""
    return (act.person, clock.local(act.at).date()) if act.act.startswith(WRITING) else (act.id,)


def _happening(acts: list[Act], names: dict[int, str]) -> Happening:
    latest = acts[0]
    written = {act.act.removeprefix(WRITING) for act in acts if act.act.startswith(WRITING)}
    if written:
        titles = [f"“{PART_PAGES[part].title}”" for part in PARTS if part in written]
        what = "Wrote every part" if len(titles) == len(PARTS) else f"Wrote {', '.join(titles)}"
    else:
        what = ACT_NAMES.get(latest.act, latest.act.replace("_", " ").capitalize())
    nobody = "Your HR system" if latest.door == ApiKey.kind else "The portal"
    who = nobody if latest.person is None else names.get(latest.person, "A former colleague")
    return Happening(what, who, latest.at, latest.reason or "")
