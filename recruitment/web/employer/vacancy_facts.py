"""The short facts of the page of one advert of an organisation."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.viewers import Staff
from recruitment.organisations.tables import LocalRules
from recruitment.vacancies.queries import id_of_reference
from recruitment.vacancies.redeployment_tables import HR
from recruitment.vacancies.revision_comparing import Compared
from recruitment.vacancies.rules import phase
from recruitment.vacancies.stages import is_ever_public
from recruitment.vacancies.tables import Vacancy
from recruitment.web.brand import moment
from recruitment.web.employer.after_words import After
from recruitment.web.employer.stage_words import release_in_words
from recruitment.web.public.words import closing_in_words

COPYING = ("copy", "relist")


def facts_of(viewer: Staff, row: Vacancy) -> list[dict[str, Any]]:
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


def asked_and_ruled(row: Vacancy, rules: LocalRules, sit: int, *, may_set: bool) -> list[dict[str, Any]]:
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


def response(after: After | None) -> list[dict[str, Any]]:
    """What people do with it, on a page of its own."""
    if after is None:
        return []
    said = after.counts.in_words
    return [{"key": "Response", "value": said[0].upper() + said[1:], "href": after.response, "action": "See"}]


def origin(viewer: Staff, acts: Sequence[Act]) -> list[dict[str, Any]]:
    """The advert that this one was copied from, as far as it is still there."""
    made = next((act for act in acts if act.act in COPYING), None)
    source = id_of_reference(viewer, made.reason or "") if made is not None else None
    if made is None or source is None:
        return []
    key = "Advertised before as" if made.act == "relist" else "Copied from"
    return [{"key": key, "value": made.reason, "href": url_for("employer.vacancy", vacancy_id=source), "action": "See"}]


def revision_facts(revised: Compared, begun_by: str) -> list[dict[str, Any]]:
    """Of what changes a published advert; which one the page says above, and dates and panel are that advert's."""
    filled = revised.live.vacancy.posts_filled
    posts = str(revised.draft.vacancy.posts)
    facts = [
        {"key": "Begun by", "value": f"{begun_by} on {moment(revised.revision.begun_at)}"},
        {"key": "Department", "value": revised.draft.vacancy.department},
        {"key": "Posts", "value": f"{posts}, of which {filled} are filled" if filled else posts},
    ]
    return [fact for fact in facts if fact["value"]]
