"""Taking an organisation in, and what its administrator says of it under the common brand."""

from urllib.parse import urlsplit

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from recruitment.core.audit import record
from recruitment.core.documents import Document, keep, picture_from
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import removing
from recruitment.core.viewers import Operator, Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.queries import LOGO, local_rules_of
from recruitment.organisations.tables import (
    ADJUSTMENT_DAYS,
    DEFAULTS,
    KEEP_MONTHS,
    KINDS,
    MOST_REFERENCES,
    RESERVE_MONTHS,
    Organisation,
)  # fmt: skip
from recruitment.places.rules import folded

LONGEST_NAME = 120
LONGEST_SLUG = 80
LONGEST_ABOUT = 4_000
LONGEST_WEBSITE = 200
LONGEST_BENEFITS = 4_000
# Days that a local rule may ask for.
MOST_DAYS = 90
# Days for which what has ended may be kept.
MOST_DAYS_KEPT = 730
MOST_ON_PANEL = 12


def slug_of(name: str) -> str:
    """An organisation's address: "The City of Edinburgh Council" → "city-of-edinburgh-council"."""
    return folded(name).replace(" ", "-")[:LONGEST_SLUG].strip("-")


def add_organisation(viewer: Operator | System, name: str, kind: str) -> Organisation:
    """A new employer, flushed. Raises Refused when its name is taken or cannot be used."""
    name = " ".join(name.split())
    if not isinstance(viewer, Operator | System):
        raise Refused("Only the operator of the portal takes organisations in.")
    if kind not in KINDS:
        raise Refused(f"“{kind}” is no kind of organisation.")
    if len(name) > LONGEST_NAME:
        raise Refused(f"The name of an organisation must be at most {LONGEST_NAME} characters.")
    slug = slug_of(name)
    if not slug:
        raise Refused("Enter the name of the organisation.")
    taken = select(Organisation.id).where(or_(Organisation.slug == slug, Organisation.name == name))
    if db.session.scalars(taken).first() is not None:
        raise Refused(f"There is already an organisation called “{name}”.")
    try:
        with db.session.begin_nested():
            organisation = Organisation(slug=slug, name=name, kind=kind)
            db.session.add(organisation)
    except IntegrityError as beaten:
        raise Refused(f"There is already an organisation called “{name}”.") from beaten
    record(viewer, "add_organisation", organisation)
    return organisation


def change_profile(viewer: Staff, organisation: Organisation, about: str, website: str) -> None:
    """What its page says of an organisation. Raises Refused for an address that is none."""
    _require_administrator(viewer, organisation)
    about, website = about.strip(), website.strip()
    if len(about) > LONGEST_ABOUT:
        raise Refused(f"The text about your organisation must be at most {LONGEST_ABOUT:,} characters.")
    if website and not _is_web_address(website):
        raise Refused("Enter the address of your website in full, for example https://www.council.example.")
    if (organisation.about, organisation.website) == (about, website):
        return
    organisation.about, organisation.website = about, website
    record(viewer, "change_profile", organisation)


def change_local_rules(viewer: Staff, organisation: Organisation, **wanted: int | bool) -> None:
    """Rules by their names in `LocalRules`; each is recorded with what it was and is. Raises Refused.

    Days run from 0, which means no such rule, to MOST_DAYS.
    """
    _require_administrator(viewer, organisation)
    if unknown := wanted.keys() - DEFAULTS.keys():
        raise ValueError(f"{', '.join(sorted(unknown))} is no local rule")
    if not all(0 <= wanted.get(name, 0) <= MOST_DAYS for name in ("shortest_advert", "remind_after")):
        raise Refused(f"A number of days must be from 0 to {MOST_DAYS}.")
    if not 0 <= wanted.get("panel_size", 0) <= MOST_ON_PANEL:
        raise Refused(f"The size of a panel must be from 0 to {MOST_ON_PANEL}.")
    least, most = KEEP_MONTHS
    if not least <= wanted.get("keep_months", least) <= most:
        raise Refused(f"Applications are kept from {least} to {most} months.")
    if not 0 <= wanted.get("redeployment_kept", 0) <= MOST_DAYS_KEPT:
        raise Refused(f"A number of days must be from 0 to {MOST_DAYS_KEPT}.")
    soonest, latest = ADJUSTMENT_DAYS
    if not soonest <= wanted.get("adjustment_days", soonest) <= latest:
        raise Refused(f"Requests for an adjustment are answered within {soonest} to {latest} working days.")
    shortest, longest = RESERVE_MONTHS
    if not shortest <= wanted.get("reserve_months", shortest) <= longest:
        raise Refused(f"A reserve list is kept from {shortest} to {longest} months.")
    if not 0 <= wanted.get("references_wanted", 0) <= MOST_REFERENCES:
        raise Refused(f"Up to {MOST_REFERENCES} references are asked for.")
    rules = local_rules_of(viewer, organisation.id)
    changed = {name: value for name, value in wanted.items() if getattr(rules, name) != value}
    if not changed:
        return
    said = [f"{name}: {getattr(rules, name)} → {value}" for name, value in changed.items()]
    for name, value in changed.items():
        setattr(rules, name, value)
    try:
        with db.session.begin_nested():
            db.session.add(rules)
    except IntegrityError as beaten:
        raise IllegalMove("organisation", "change its rules") from beaten
    for line in said:
        record(viewer, "change_local_rules", rules, reason=line)


def change_benefits(viewer: Staff, organisation: Organisation, benefits: str, area_benefits: str) -> None:
    """What it offers those who work there, and what the area does, both in Markdown. Raises Refused."""
    _require_administrator(viewer, organisation)
    benefits, area_benefits = benefits.strip(), area_benefits.strip()
    if max(len(benefits), len(area_benefits)) > LONGEST_BENEFITS:
        raise Refused(f"Each text about benefits must be at most {LONGEST_BENEFITS:,} characters.")
    if (organisation.benefits, organisation.area_benefits) == (benefits, area_benefits):
        return
    organisation.benefits, organisation.area_benefits = benefits, area_benefits
    record(viewer, "change_benefits", organisation)


def set_logo(viewer: Staff, organisation: Organisation, upload: bytes) -> Document:
    """The organisation's new picture; the old one goes. Raises Refused when the upload is no picture."""
    _require_administrator(viewer, organisation)
    logo = keep(organisation.id, LOGO, f"{organisation.slug}.png", "image/png", picture_from(upload), is_public=True)
    _remove_logos(viewer, organisation, besides=logo.id)
    record(viewer, "set_logo", organisation)
    return logo


def remove_logo(viewer: Staff, organisation: Organisation) -> None:
    _require_administrator(viewer, organisation)
    _remove_logos(viewer, organisation)
    record(viewer, "remove_logo", organisation)


def _remove_logos(viewer: Staff, organisation: Organisation, besides: int | None = None) -> None:
    """Their rows; bytes stay in the store, where another organisation may show the same."""
    gone = removing(viewer, Document).where(Document.organisation_id == organisation.id, Document.purpose == LOGO)
    db.session.execute(gone.where(Document.id != besides) if besides else gone)


def _require_administrator(viewer: Staff, organisation: Organisation) -> None:
    if organisation.id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not viewer.has_role(organisation.id, Role.ADMINISTRATOR):
        raise Refused("Only an administrator of your organisation may change its page and its rules.")


def _is_web_address(text: str) -> bool:
    if len(text) > LONGEST_WEBSITE or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
