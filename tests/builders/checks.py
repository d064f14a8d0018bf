"""One builder a noun: an application in checks, a referee who is asked, a reference that is given."""

from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.viewers import Staff, System
from recruitment.extensions import db
from recruitment.offers.check_queries import checks_of
from recruitment.offers.check_tables import Check
from recruitment.offers.reference_actions import Referee, ask, name_referee
from recruitment.offers.reference_answers import attach_letter, give
from recruitment.offers.reference_links import Asked, asked_by_link, url_of
from recruitment.offers.reference_tables import ReferenceRequest
from tests.builders.accounts import as_staff
from tests.builders.applications import REFEREE, an_application
from tests.builders.documents import a_pdf
from tests.builders.offers import sent_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

ROBIN = Referee(**REFEREE)


def in_checks(viewer: Staff | None = None, *, account: Account | None = None, **post: Any) -> Application:
    """Somebody to whom an offer was made for a regulated role with children, unless `post` says otherwise."""
    vacancy = a_vacancy(an_organisation(), **{"disclosure_level": "pvg", "disclosure_workforce": "children", **post})
    application = an_application(vacancy, account=account, state="interview")
    sent_to(viewer or as_staff(an_organisation()), application)
    db.session.commit()
    return the_application(System("keeping"), application.id)


def a_check(application: Application, kind: str = "reference") -> Check:
    """The first of its kind."""
    return next(check for check in checks_of(System("keeping"), application.id) if check.kind == kind)


def a_referee_asked(
    viewer: Staff, application: Application, referee: Referee = ROBIN, **facts: Any
) -> ReferenceRequest:
    """Of a referee who is asked: by a link, unless the candidate wants to be asked first."""
    check = a_check(application)
    request = name_referee(viewer, application, check, referee, **{"named_by": "application", **facts})
    ask(viewer, request)
    db.session.commit()
    return request


def link_of(request: ReferenceRequest) -> str:
    """The part of the address that is the link."""
    return url_of(request).rpartition("/")[2]


def asked(request: ReferenceRequest) -> Asked:
    return asked_by_link(link_of(request))


def a_given(viewer: Staff, application: Application, *, in_confidence: bool = True) -> ReferenceRequest:
    request = a_referee_asked(viewer, application)
    give(asked(request), [("How do you know them?", "I led their team.")], in_confidence=in_confidence)
    db.session.commit()
    return request


def a_request_in_estate(viewer: Staff, vacancy: Any) -> ReferenceRequest:
    """Of the application of an estate, with a letter to open."""
    application = an_application(vacancy, state="interview")
    sent_to(viewer, application)
    other = Referee("Sam Other", "Colleague", email="sam@test.example")
    request = a_referee_asked(viewer, the_application(System("keeping"), application.id), other)
    attach_letter(asked(request), "letter.pdf", a_pdf("Good."))
    give(asked(request), [("How do you know them?", "I led their team.")], in_confidence=True)
    db.session.commit()
    return request
