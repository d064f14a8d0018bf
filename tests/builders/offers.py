"""Builders of offers: one in any state, with terms that were sent."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff, System
from recruitment.extensions import db
from recruitment.offers.check_queries import checks_of
from recruitment.offers.hand_over import hand_over, put_down
from recruitment.offers.hand_over_tables import Appointment, HandOver
from recruitment.offers.offer_actions import draft_offer, send, write_terms
from recruitment.offers.offer_lifecycle import ENDED
from recruitment.offers.offer_queries import Held, the_offer
from recruitment.offers.offer_rules import answer_due
from recruitment.offers.offer_tables import Offer, OfferTerms
from recruitment.vacancies.tables import Vacancy
from tests.builders.applications import an_application

UNSENT = ("drafted", "discarded")
DATED = ("accepted", "unconditional", "appointed", "started", "not_started")


def some_terms(**facts: Any) -> dict[str, Any]:
    """Columns of terms: twenty hours at £14, in six weeks."""
    return {
        "title": "Cleaner", "grade": "Grade 4", "point": "23", "pay_basis": "hourly", "pay": 1400, "hourly": 1400,
        "annual": 2_700_000, "actual": 1_459_990, "hours": Decimal(20), "full_time_hours": Decimal(37),
        "place": "Town House, Kirkcaldy", "contract_type": "permanent", "manager": "Facilities Supervisor",
        "starts_on": clock.today() + timedelta(days=42), "answer_by": answer_due(clock.today() + timedelta(days=7)),
        "conditions": ["References", "PVG scheme membership"], "message": "We are pleased to offer you the post.",
        **facts,
    }  # fmt: skip


def an_offer_to(
    application: Application, state: str = "conditional", *, versions: int = 1, made_by: int = 1, **terms: Any
) -> Offer:
    """`versions`: how many were sent. The application's own state is whatever it was made with."""
    keys = {name: getattr(application, name) for name in ("organisation_id", "account_id")}
    keys["application_id"] = application.id
    told, now = some_terms(**terms), clock.now()
    is_sent = state not in UNSENT
    vacancy = one_visible(System("letters"), Vacancy, Vacancy.id == application.vacancy_id)
    offer = Offer(
        **keys, vacancy_id=vacancy.id, made_by=made_by, state=state, version=versions if is_sent else 0,
        sent_at=now - timedelta(days=1) if is_sent else None, answer_by=told["answer_by"] if is_sent else None,
        answered_at=now if state in (*DATED, "declined") else None,
        starts_on=told["starts_on"] if state in DATED else None,
        confirmed_at=now if state in DATED and state != "accepted" else None,
        attended_on=clock.today() if state == "started" else None, ended_at=now if state in ENDED else None,
    )  # fmt: skip
    db.session.add(offer)
    db.session.flush()
    for number in range(1, versions + 1):
        sent_at = now - timedelta(days=versions - number) if is_sent else None
        db.session.add(OfferTerms(**keys, offer_id=offer.id, number=number, sent_at=sent_at, **told))
    db.session.commit()
    return offer


def sent_to(viewer: Staff, application: Application, *, knowing: bool = False, **terms: Any) -> Held:
    """An offer that was written and sent, as those who make offers do."""
    offer = draft_offer(viewer, application)
    write_terms(viewer, the_offer(viewer, offer.id), some_terms(**terms))
    send(viewer, the_offer(viewer, offer.id), knowing=knowing)
    db.session.flush()
    return the_offer(viewer, offer.id)


def clear_checks(application: Application, *, but: str = "") -> None:
    """All that the offer started, except those of the kind `but`."""
    today = clock.today()
    for check in checks_of(System("letters"), application.id):
        if check.kind != but:
            check.state, check.received_on, check.settled_on = "cleared", today, today
    db.session.commit()


def an_appointment(vacancy: Vacancy, **facts: Any) -> Appointment:
    """Somebody who was appointed, as payroll takes them over."""
    row = put_down(an_application(vacancy, state="appointed", **facts), vacancy, None)
    db.session.commit()
    return row


def a_hand_over(viewer: Staff, vacancy: Vacancy) -> HandOver:
    made = hand_over(viewer, vacancy.organisation_id, [an_appointment(vacancy)])
    db.session.commit()
    return made
