"""A referee's link: signed for one request and its newest link. What it opens depends on how all of it stands."""

import hmac
import re
from dataclasses import dataclass
from typing import Final

from flask import current_app

from recruitment.accounts.sealing import fingerprint
from recruitment.applications.queries import name_of, the_application
from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import System, TokenHolder
from recruitment.extensions import db
from recruitment.offers.check_lifecycle import IN_CHECKS
from recruitment.offers.check_queries import the_check
from recruitment.offers.reference_queries import reference_request
from recruitment.offers.reference_rules import is_alive, may_send_itself
from recruitment.offers.reference_tables import TOKEN_KIND, ReferenceRequest
from recruitment.organisations.queries import names_of_organisations
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import WORKFORCES

LETTERS: Final = System("letters")
_LINK: Final = re.compile(r"([1-9][0-9]{0,9})-([1-9][0-9]{0,2})-([0-9a-f]{64})")
LARGEST_ID: Final = 2**31 - 1


@dataclass(frozen=True)
class Asked:
    """What a referee is told: for whom, for which job at which employer, and whether that is with vulnerable people."""

    holder: TokenHolder
    request: ReferenceRequest
    application: Application
    candidate: str
    title: str
    organisation: str
    # "children", say; empty where the role is not regulated.
    workforce: str
    # Why nothing can be written any more: "", "given", "declined", "ended" or "expired".
    over: str
    may_renew: bool

    @property
    def is_regulated(self) -> bool:
        return bool(self.workforce)


def url_of(request: ReferenceRequest) -> str:
    """The whole address, for a letter."""
    secret = _secret(request.id, request.link_number)
    root = current_app.config["SETTINGS"].public_url
    return f"{root}/link/reference/{request.id}-{request.link_number}-{secret}"


def _secret(request_id: int, number: int) -> str:
    return fingerprint("reference", f"{request_id} {number}")


def asked_by_link(link: str) -> Asked:
    """Raises NotVisible for a link that is not ours, that a newer one has replaced, or whose application is gone."""
    found = _LINK.fullmatch(link)
    if found is None or int(found[1]) > LARGEST_ID:
        raise NotVisible("no link of ours")
    request_id, number = int(found[1]), int(found[2])
    if not hmac.compare_digest(found[3], _secret(request_id, number)):
        raise NotVisible("not the link of this request")
    holder = TokenHolder(TOKEN_KIND, request_id)
    request = reference_request(holder, request_id)
    if request.link_number != number:
        raise NotVisible("a newer link was sent")
    return asked_of(holder, request)


def asked_of(holder: TokenHolder, request: ReferenceRequest) -> Asked:
    application = the_application(LETTERS, request.application_id)
    contact = db.session.scalars(visible(LETTERS, Contact).where(Contact.application_id == application.id))
    post: Vacancy = one_visible(LETTERS, Vacancy, Vacancy.id == application.vacancy_id)
    check = the_check(LETTERS, request.check_id)
    stands = application.state in IN_CHECKS and check.settled_on is None
    now = clock.now()
    return Asked(
        holder=holder,
        request=request,
        application=application,
        candidate=name_of(application, contact.one_or_none()),
        title=application.title,
        organisation=names_of_organisations([application.organisation_id])[application.organisation_id],
        workforce=_workforce(post),
        over=_over(request, stands),
        may_renew=stands and may_send_itself(request.state, request.until, request.link_number, now),
    )


def _workforce(post: Vacancy) -> str:
    """With whom a regulated role is; the PVG scheme is for those alone."""
    if post.disclosure_level != "pvg":
        return ""
    return WORKFORCES.get(post.disclosure_workforce or "", WORKFORCES["both"])


def _over(request: ReferenceRequest, stands: bool) -> str:
    if request.state in ("given", "declined"):
        return request.state
    if request.state != "sent" or not stands:
        return "ended"
    return "" if is_alive(request.state, request.until, clock.now()) else "expired"


def require_open(asked: Asked) -> None:
    """Raises IllegalMove once nothing can be written by this link any more."""
    if asked.over:
        raise IllegalMove("request for a reference", "write", asked.request.state)
