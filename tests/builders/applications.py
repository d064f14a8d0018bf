"""One builder a noun: profiles, drafts, applications."""

import itertools
from datetime import date
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.lifecycle import ENDED
from recruitment.applications.outlining import outline_of
from recruitment.applications.page_tables import PageVersion
from recruitment.applications.profile_tables import Education, Employment, Profile, Referee, Registration
from recruitment.applications.tables import (
    Answer,
    Application,
    Contact,
    Declaration,
    Guarantee,
    Progress,
    RefereeCopy,
    Support,
)
from recruitment.core import clock
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account

_numbers = itertools.count(1)
REFEREE = {
    "name": "Robin Referee",
    "relationship": "Line manager",
    "organisation": "Example School",
    "email": "robin@test.example",
    "phone": "0131 496 0002",
}
HISTORY = {
    "employment": [
        {
            "employer": "Example School",
            "job_title": "Cleaner",
            "started": "2021-08-01",
            "ended": None,
            "duties": "Kept twelve classrooms clean.",
            "reason_for_leaving": "",
            "is_scottish_council": False,
        }
    ],
    "education": [],
    "training": [],
    "registrations": [],
    "more": {"driving": "", "languages": "", "gaps": ""},
}
CONTACT = {
    "phone": "0131 496 0001",
    "address": "1 Example Street",
    "town": "Cupar",
    "postcode": "KY15 5AA",
}


def a_profile(account: Account, **facts: Any) -> Profile:
    """Contact, one job, one qualification, one registration and one referee."""
    profile = Profile(
        account_id=account.id,
        **{"given_name": "Test", "family_name": "Applicant", "right_to_work": "yes", **CONTACT, **facts},
    )
    db.session.add_all(
        [
            profile,
            Employment(
                account_id=account.id,
                employer="Example School",
                job_title="Cleaner",
                started=date(2021, 8, 1),
                duties="Kept twelve classrooms clean.",
            ),
            Education(
                account_id=account.id,
                institution="Example High School",
                qualification="national_5",
                subject="English",
                grade="B",
                year=2018,
            ),
            Registration(account_id=account.id, body="pvg", number="1234 5678 9012 3456"),
            Referee(account_id=account.id, **REFEREE),
        ]
    )
    db.session.commit()
    return profile


def a_document(application: Application, asked: str = "Copy of your licence", **facts: Any) -> ApplicationDocument:
    """A PDF attached to an application, not checked for malware unless `facts` say so."""
    document = ApplicationDocument(
        organisation_id=application.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        **{"asked": asked, "kind": "pdf", "size": 9, "content": b"%PDF-1.7\n", "state": "unscanned", **facts},
    )
    db.session.add(document)
    db.session.commit()
    return document


def a_page_version(application: Application, **facts: Any) -> PageVersion:
    """What the section about support said before it was changed."""
    version = PageVersion(
        organisation_id=application.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        person=application.account_id,
        **{"page": "support", "how": "saved", "facts": {"scheme": ["none"], "needs": ["A room."]}, **facts},
    )
    db.session.add(version)
    db.session.commit()
    return version


def a_draft(vacancy: Vacancy, account: Account | None = None, **facts: Any) -> Application:
    """A draft with nothing in it but what `facts` say."""
    return _application(vacancy, account or an_account(), "draft", **facts)


def an_application(
    vacancy: Vacancy,
    *,
    account: Account | None = None,
    state: str = "submitted",
    given_name: str = "Test",
    family_name: str | None = None,
    scheme: str | None = None,
    needs: str | None = None,
    **facts: Any,
) -> Application:
    """One that was sent, with all its parts; a guarantee and support needs where they are named."""
    now = clock.now()
    account = account or an_account()
    facts = {"submitted_at": now, "ended_at": now if state in ENDED else None, **facts}
    if state == "held":
        facts.setdefault("held_from", "submitted")
    application = _application(vacancy, account, state, **facts)
    keys = {
        "organisation_id": vacancy.organisation_id,
        "application_id": application.id,
        "account_id": account.id,
    }
    family_name = family_name or f"Applicant {application.id}"
    parts: list[Any] = [
        Contact(**keys, given_name=given_name, family_name=family_name, email=account.email, **CONTACT),
        History(**keys, **HISTORY),
        RefereeCopy(**keys, **REFEREE, ask_me_first=True),
        Answer(**keys, criterion_id=0, criterion_text="Why you are right for this job", text="I clean well."),
        Declaration(**keys, related="no", right_to_work="yes", is_true=True),
        Progress(**keys, at=now, state="submitted"),
    ]
    if vacancy.hides_names:
        outline = outline_of(HISTORY, clock.today(), hides_dates=vacancy.hides_dates)
        parts.append(Outline(**keys, **outline))
    if scheme is not None:
        parts.append(Guarantee(**keys, schemes=[scheme]))
    if needs is not None:
        parts.append(Support(**keys, needs=needs))
    db.session.add_all(parts)
    db.session.commit()
    return application


def _application(vacancy: Vacancy, account: Account, state: str, **facts: Any) -> Application:
    application = Application(
        organisation_id=vacancy.organisation_id,
        vacancy_id=vacancy.id,
        account_id=account.id,
        reference=f"A-TEST-{next(_numbers):04d}",
        state=state,
        title=vacancy.title,
        **facts,
    )
    db.session.add(application)
    db.session.commit()
    return application
