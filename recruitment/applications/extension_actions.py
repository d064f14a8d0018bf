"""Verbs on one person's extension: granting, changing, taking back, and making it somebody's."""

import secrets
from datetime import datetime
from typing import Final

from flask import current_app
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.queries import address_in_use, confirmed_account, organisation_of
from recruitment.accounts.sealing import fingerprint
from recruitment.applications.adjustment_tables import AdjustmentRequest
from recruitment.applications.closing import to_the_second
from recruitment.applications.extension_lifecycle import CAUSES, EXTENSION
from recruitment.applications.extension_tables import TOKEN_KIND, Extension
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.viewers import Candidate, Staff, System
from recruitment.extensions import db
from recruitment.vacancies.redeployment_tables import HR
from recruitment.vacancies.release_tables import Admission
from recruitment.vacancies.stages import is_public_now
from recruitment.vacancies.tables import Vacancy

LETTERS, SIGN_IN = System("letters"), System("sign_in")
ALREADY: Final = "This person has an extension for this vacancy already. Change that one instead."
# As whom somebody may read an advert that is not public, because staff let them apply.
AUDIENCE: Final = "extension"


def require_hr(viewer: Staff, organisation_id: int, to_do: str) -> None:
    if not viewer.has_role(organisation_id, *HR):
        raise Refused(f"Your role does not let you {to_do}. Recruiters and administrators do.")


def why_not(vacancy: Vacancy, until: datetime) -> str:
    """What is wrong with a moment, in words; empty when it will do."""
    if until <= clock.now():
        return "The time must be in the future"
    if vacancy.closes_at is None:
        return "This advert never closes, so nobody needs more time"
    if until <= vacancy.closes_at:
        return "The time must be later than the closing date that holds for everybody"
    return ""


def grant(
    viewer: Staff,
    vacancy: Vacancy,
    *,
    name: str,
    email: str,
    until: datetime,
    cause: str,
    reason: str,
    adjustment: AdjustmentRequest | None = None,
) -> Extension:
    """Lets one person apply until a moment. They hear by letter, with a link that makes it theirs once they sign in.

    Where the address is an account's that has confirmed it, it is that person's at once. `cause`: one of CAUSES;
    `reason` stays on the extension and out of the record of acts, as it may tell of somebody's health. Without an
    address it is for an application that staff enter. Raises Refused.
    """
    require_hr(viewer, vacancy.organisation_id, "give somebody more time")
    if vacancy.state != "published":
        raise Refused("Only a published advert takes applications.")
    if wrong := why_not(vacancy, until):
        raise Refused(f"{wrong}.")
    link = secrets.token_urlsafe(32)
    known = confirmed_account(email) if email else None
    row = Extension(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, name=name, email=email,
        account_id=known.id if known is not None else None, until=until.replace(microsecond=0), cause=cause,
        reason=reason.strip(), granted_by=viewer.person, link_digest=fingerprint(TOKEN_KIND, link),
        adjustment_id=adjustment.id if adjustment is not None else None,
    )  # fmt: skip
    _refuse_second(vacancy.id, email)
    _add(row)
    if known is not None:
        let_in(known.id, vacancy)
    record(viewer, "grant", row, reason=CAUSES[cause], after="granted")
    _write("extension_granted", row, vacancy, link=f"/link/more-time/{link}")
    return row


def _refuse_second(vacancy_id: int, email: str) -> None:
    same = visible(LETTERS, Extension).where(
        Extension.vacancy_id == vacancy_id, Extension.email == email, Extension.state == "granted"
    )
    if email and db.session.scalars(same).first() is not None:
        raise Refused(ALREADY)


def _add(row: Extension) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as second:
        raise Refused(ALREADY) from second


def let_in(person: int, vacancy: Vacancy) -> None:
    """To read and apply for an advert that the public does not see."""
    if is_public_now(vacancy, clock.now()):
        return
    held = visible(LETTERS, Admission).where(Admission.vacancy_id == vacancy.id, Admission.account_id == person)
    if db.session.scalars(held).one_or_none() is None:
        keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id, "account_id": person}
        db.session.add(Admission(**keys, audience=AUDIENCE))
        db.session.flush()


def move_until(viewer: Staff, row: Extension, vacancy: Vacancy, until: datetime, reason: str) -> None:
    """Makes it longer or shorter, before it is used. Raises Refused and IllegalMove."""
    if wrong := why_not(vacancy, until):
        raise Refused(f"{wrong}.")
    was = row.until
    make_move(viewer, row, EXTENSION, "move", reason=reason, provided=(Extension.until == was,), until=until)
    _write("extension_moved", row, vacancy, reason=reason)


def take_back(viewer: Staff, row: Extension, vacancy: Vacancy, reason: str) -> None:
    """From now on the person may apply no longer than everybody. Raises Refused and IllegalMove."""
    make_move(viewer, row, EXTENSION, "take_back", reason=reason)
    _write("extension_taken_back", row, vacancy, reason=reason)


def extension_of_link(link: str) -> Extension:
    """What a letter's link stands for. Raises NotVisible for none of ours."""
    row: Extension = one_visible(SIGN_IN, Extension, Extension.link_digest == fingerprint(TOKEN_KIND, link))
    return row


def bind(viewer: Candidate, link: str, vacancy: Vacancy) -> Extension:
    """Makes an extension the signed-in person's, once; following the link again changes nothing.

    Raises NotVisible for a link that is another person's by now, Refused for one that was taken back, used, or given
    to somebody who has one already.
    """
    row = extension_of_link(link)
    if row.account_id == viewer.person:
        return row
    if row.account_id is not None:
        raise NotVisible("somebody else's")
    if row.state != "granted":
        raise Refused("The employer has taken this back.")
    free = changing(SIGN_IN, Extension).where(
        Extension.id == row.id, Extension.account_id.is_(None), Extension.state == "granted"
    )
    try:
        with db.session.begin_nested():
            hit = rows_hit(free.values(account_id=viewer.person))
    except IntegrityError as second:
        raise Refused("You have more time for this job already.") from second
    if hit != 1:
        raise IllegalMove("extension", "bind")
    set_committed_value(row, "account_id", viewer.person)
    let_in(viewer.person, vacancy)
    record(viewer, "bind", row)
    return row


def _write(letter: str, row: Extension, vacancy: Vacancy, link: str = "", reason: str = "") -> None:
    """To the address that the person uses, else to the one that staff wrote to; nowhere where there is none."""
    to = (address_in_use(row.account_id) if row.account_id is not None else None) or row.email
    if not to:
        return
    path = link or f"/candidate/vacancies/{vacancy.reference}/apply"
    facts = {
        "name": row.name,
        "title": vacancy.title,
        "organisation": organisation_of(vacancy.organisation_id).name,
        "until": to_the_second(row.until),
        "link": f"{current_app.config['SETTINGS'].public_url}{path}",
        "reference": vacancy.reference,
        "reason": reason,
    }
    post(letter, to, facts, key=f"{letter}:{row.id}:{secrets.token_hex(6)}")
