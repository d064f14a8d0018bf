"""Reads of requests to recruit here: the list, one with what was said, and what should be looked at before deciding."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import func, select

from recruitment.accounts.joining_tables import JoiningRequest, JoiningWord
from recruitment.accounts.tables import Membership
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Operator, Viewer
from recruitment.extensions import db
from recruitment.organisations.actions import slug_of
from recruitment.organisations.tables import Organisation

# Of hosts that say nothing of who somebody works for.
ANYBODYS = {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.co.uk", "live.com",
            "yahoo.com", "yahoo.co.uk", "icloud.com", "btinternet.com", "aol.com", "proton.me",
            "protonmail.com"}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One thing to look at before a request is decided."""

    is_good: bool
    said: str


@dataclass(frozen=True)
class Requests:
    rows: Sequence[JoiningRequest]
    page: int
    pages: int


def requests_page(viewer: Operator, page: int, page_size: int = 20) -> Requests:
    """Those to be decided first, oldest first; then the others, the last decided first. The nearest page there is."""
    wanted = visible(viewer, JoiningRequest)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    ordered = wanted.order_by(
        JoiningRequest.state != "confirmed", JoiningRequest.decided_at.desc(), JoiningRequest.confirmed_at
    )
    return Requests(db.session.scalars(ordered.offset((page - 1) * page_size).limit(page_size)).all(), page, pages)


def number_to_decide(viewer: Operator) -> int:
    wanted = visible(viewer, JoiningRequest).where(JoiningRequest.state == "confirmed")
    return db.session.scalars(wanted.with_only_columns(func.count())).one()


def joining_request(viewer: Operator, request_id: int) -> JoiningRequest:
    """Raises NotVisible."""
    return one_visible(viewer, JoiningRequest, JoiningRequest.id == request_id)


def words_about(viewer: Viewer, request: JoiningRequest) -> Sequence[JoiningWord]:
    wanted = visible(viewer, JoiningWord).where(JoiningWord.request_id == request.id)
    return db.session.scalars(wanted.order_by(JoiningWord.id)).all()


def host_of(website: str) -> str:
    try:
        return (urlsplit(website).hostname or "").removeprefix("www.").lower()
    except ValueError:
        return ""


def checks_of(viewer: Operator, request: JoiningRequest) -> list[Check]:
    """What the portal can tell; whether a body is public, a person finds out."""
    return [_name_check(request), _host_check(request), _email_check(request), _people_check(viewer, request),
            _twin_check(viewer, request)]  # fmt: skip


def _name_check(request: JoiningRequest) -> Check:
    rows = db.session.execute(select(Organisation.slug, Organisation.name).order_by(Organisation.name)).all()
    slug = slug_of(request.name)
    words = set(slug.split("-")) - {"council", "and", "of", "the", "service", "college", "trust", "board"}
    same = [name for known, name in rows if known == slug]
    near = [name for known, name in rows if words and words <= set(known.split("-"))]
    if same and request.state != "approved":
        return Check(False, f"{same[0]} recruits here already.")
    if near and request.state != "approved":
        return Check(False, f"There are organisations of a similar name: {', '.join(near[:3])}.")
    return Check(True, "No other organisation here has that name.")


def _host_check(request: JoiningRequest) -> Check:
    host = host_of(request.website)
    known = db.session.execute(select(Organisation.name, Organisation.website).where(Organisation.website != ""))
    same = [name for name, website in known if host_of(website) == host]
    if same and request.state != "approved":
        return Check(False, f"The website {host} is that of {same[0]}, which recruits here already.")
    return Check(True, f"No other organisation here has the website {host}.")


def _email_check(request: JoiningRequest) -> Check:
    domain, host = request.contact_email.rpartition("@")[2].lower(), host_of(request.website)
    if domain in ANYBODYS:
        return Check(False, f"Anybody can have an address at {domain}. Ask for a work address.")
    if domain == host or domain.endswith(f".{host}") or host.endswith(f".{domain}"):
        return Check(True, f"The email address and the website are both of {host}.")
    return Check(False, f"The email address is of {domain}, the website of {host}. Ask how they belong together.")


def _people_check(viewer: Operator, request: JoiningRequest) -> Check:
    domain = request.contact_email.rpartition("@")[2].lower()
    staff = visible(viewer, Membership, Organisation).join(Membership.organisation)
    wanted = staff.where(func.lower(Membership.email).endswith(f"@{domain}", autoescape=True))
    names = db.session.scalars(wanted.with_only_columns(Organisation.name).distinct().limit(3)).all()
    if names and domain not in ANYBODYS and request.state != "approved":
        return Check(False, f"Staff of {', '.join(sorted(names))} have addresses at {domain} too.")
    return Check(True, f"No staff of another organisation have addresses at {domain}.")


def _twin_check(viewer: Operator, request: JoiningRequest) -> Check:
    rows = visible(viewer, JoiningRequest).where(JoiningRequest.id != request.id)
    slug, host = slug_of(request.name), host_of(request.website)
    others = [
        row
        for row in db.session.scalars(rows.order_by(JoiningRequest.id))
        if slug_of(row.name) == slug or host_of(row.website) == host
    ]
    if others:
        return Check(False, f"There is another request for it: {', '.join(row.reference for row in others[:3])}.")
    return Check(True, "Nobody else has asked for it.")
