"""Verbs on the register of people at risk, and telling them first."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from flask import current_app
from sqlalchemy import func, or_
from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import Candidate, Staff, System
from recruitment.extensions import db
from recruitment.organisations.queries import names_of_organisations
from recruitment.organisations.tables import DEFAULTS, LocalRules
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.redeployment_queries import LETTERS, is_to_be_told, matches_for, told_of
from recruitment.vacancies.redeployment_rules import Match
from recruitment.vacancies.redeployment_tables import HR, OUTCOMES, AtRisk, AtRiskNote, ToldFirst
from recruitment.vacancies.stages import IN_SHORT, next_stage

KEEPING = System("keeping")
FACTS: Final = (
    "name", "email", "post", "category_code", "grade", "pay", "hours", "skills", "postcode", "miles", "until",
    "is_shared",
)  # fmt: skip
SEEN_TWICE = "Somebody with this address is in your register already"


def register(viewer: Staff, organisation_id: int, facts: Mapping[str, Any], note: str = "") -> AtRisk:
    """Puts a person into the register and writes to them. Raises Refused when their address is there already."""
    _require_hr(viewer, organisation_id)
    row = AtRisk(organisation_id=organisation_id, registered_by=viewer.person, **_tidied(facts))
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as beaten:
        raise Refused(SEEN_TWICE) from beaten
    _keep_note(viewer, row, note)
    record(viewer, "register", row)
    letter = {
        "name": row.name,
        "organisation": names_of_organisations([organisation_id])[organisation_id],
        "is_shared": row.is_shared,
        "link": f"{_root()}/candidate/redeployment",
        "email": row.email,
    }
    post("redeployee_registered", row.email, letter, key=f"redeployee_registered:{row.id}")
    return row


def change_registration(viewer: Staff, row: AtRisk, facts: Mapping[str, Any], note: str) -> None:
    """Raises IllegalMove once it has ended, Refused when another open one has the address."""
    _require_own(viewer, row)
    still = changing(viewer, AtRisk).where(AtRisk.id == row.id, AtRisk.ended_at.is_(None))
    values = {**_tidied(facts), "changed_at": clock.now()}
    try:
        with db.session.begin_nested():
            met = rows_hit(still.values(**values))
    except IntegrityError as beaten:
        raise Refused(SEEN_TWICE) from beaten
    if met != 1:
        raise IllegalMove("registration", "change", "ended")
    _keep_note(viewer, row, note)
    record(viewer, "change", row)
    db.session.flush()
    db.session.expire(row)


def end_registration(viewer: Staff, row: AtRisk, outcome: str, reason: str) -> None:
    """Raises IllegalMove when it has ended already."""
    _require_own(viewer, row)
    if outcome not in OUTCOMES:
        raise Refused("Choose why the registration ends.")
    still = changing(viewer, AtRisk).where(AtRisk.id == row.id, AtRisk.ended_at.is_(None))
    if rows_hit(still.values(ended_at=clock.now(), outcome=outcome)) != 1:
        raise IllegalMove("registration", "end", "ended")
    record(viewer, "end", row, reason=reason, after=outcome)


def withdraw_consent(viewer: Candidate, row: AtRisk) -> None:
    """From now on no other council sees the person; only they may do this without their council."""
    agreed = changing(viewer, AtRisk).where(AtRisk.id == row.id, AtRisk.is_shared)
    if rows_hit(agreed.values(is_shared=False)) != 1:
        raise IllegalMove("registration", "withdraw consent", "not shared")
    record(viewer, "withdraw_consent", row)


def tell_of(advert: Advert) -> int:
    """Writes to the matched people who were not told yet; how many. Whoever else looks meanwhile tells none twice."""
    if not is_to_be_told(advert.vacancy.id):
        return 0
    told, number = told_of(LETTERS, advert.vacancy.id), 0
    for found in matches_for(LETTERS, advert):
        if found.person.id in told:
            continue
        row = ToldFirst(
            organisation_id=advert.vacancy.organisation_id, vacancy_id=advert.vacancy.id, at_risk_id=found.person.id
        )
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:
            continue
        number += post("told_first", found.person.email, _facts(found), key=f"told_first:{_key(found)}")
    return number


def _key(found: Match) -> str:
    return f"{found.advert.vacancy.id}:{found.person.id}"


def _facts(found: Match) -> dict[str, Any]:
    vacancy = found.advert.vacancy
    after = next_stage(vacancy, clock.now())
    return {
        "name": found.person.name,
        "title": vacancy.title,
        "organisation": found.advert.organisation.name,
        "reference": vacancy.reference,
        "reasons": list(found.reasons),
        "closes": f"{clock.local(vacancy.closes_at):%-d %B %Y}" if vacancy.closes_at else "",
        "next": f"{IN_SHORT[after.audience]} from {clock.local(after.start):%-d %B %Y}" if after else "",
        "link": f"{_root()}/candidate/internal-vacancies/{vacancy.reference}",
        "register_link": f"{_root()}/candidate/redeployment",
        "email": found.person.email,
    }


def forget_registrations() -> int:
    """Removes what ended longer ago than its organisation keeps it; how many."""
    rules = db.session.scalars(visible(KEEPING, LocalRules)).all()
    kept = {row.organisation_id: row.redeployment_kept for row in rules}
    ended = func.coalesce(AtRisk.ended_at, AtRisk.until)
    shortest = min([DEFAULTS["redeployment_kept"], *kept.values()])
    now, number = clock.now(), 0
    over = visible(KEEPING, AtRisk).where(
        ended <= now - timedelta(days=shortest), or_(AtRisk.ended_at.is_not(None), AtRisk.until <= now)
    )
    for row in db.session.scalars(over).all():
        end = row.ended_at or row.until
        days = kept.get(row.organisation_id, DEFAULTS["redeployment_kept"])
        if end is None or end > now - timedelta(days=days):
            continue
        record(KEEPING, "forget", row)
        db.session.flush()
        db.session.execute(removing(KEEPING, AtRisk).where(AtRisk.id == row.id))
        db.session.expunge(row)
        number += 1
    return number


def _tidied(facts: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - set(FACTS):
        raise ValueError(f"{', '.join(sorted(unknown))} is not kept of people at risk")
    return {**facts, "email": facts["email"].strip().lower()}


def _keep_note(viewer: Staff, row: AtRisk, note: str) -> None:
    wanted = visible(viewer, AtRiskNote).where(AtRiskNote.at_risk_id == row.id)
    held = db.session.scalars(wanted).one_or_none()
    if held is not None:
        held.text = note.strip()
    elif note.strip():
        db.session.add(AtRiskNote(at_risk_id=row.id, organisation_id=row.organisation_id, text=note.strip()))


def _require_hr(viewer: Staff, organisation_id: int) -> None:
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not viewer.has_role(organisation_id, *HR):
        raise Refused("Recruiters and administrators look after people at risk of redeployment.")


def _require_own(viewer: Staff, row: AtRisk) -> None:
    _require_hr(viewer, row.organisation_id)


def _root() -> str:
    return str(current_app.config["SETTINGS"].public_url)
