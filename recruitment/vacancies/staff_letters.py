"""Letters to those who look after a vacancy, from the portal itself: each once, whatever becomes of the worker."""

from collections.abc import Mapping
from typing import Any, Final

from flask import current_app
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.queries import address_of, members
from recruitment.core.outbox import post
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from recruitment.vacancies.after_tables import ToldOnce
from recruitment.vacancies.approval_tables import ApprovalRequest
from recruitment.vacancies.notices import facts_about, page_of
from recruitment.vacancies.tables import Vacancy

LETTERS: Final = System("letters")


def who_looks_after(vacancy: Vacancy) -> list[int]:
    """Whoever began the advert and whoever sent it, as far as they still work there; else every recruiter, and where
    there is none the administrators."""
    sent = visible(LETTERS, ApprovalRequest).where(ApprovalRequest.vacancy_id == vacancy.id)
    last = db.session.scalars(
        sent.with_only_columns(ApprovalRequest.sent_by).order_by(ApprovalRequest.id.desc()).limit(1)
    ).first()
    colleagues = {row.account_id for row in members(LETTERS, vacancy.organisation_id)}
    if own := colleagues & {vacancy.created_by, last}:
        return sorted(person for person in own if person is not None)
    for role in (Role.RECRUITER, Role.ADMINISTRATOR):
        if found := members(LETTERS, vacancy.organisation_id, role):
            return [row.account_id for row in found]
    return []


def tell_once(vacancy: Vacancy, about: str, letter: str, facts: Mapping[str, Any], path: str = "") -> bool:
    """False when they were told before. `path`: below the vacancy's page, where the letter leads."""
    row = ToldOnce(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, about=about)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    link = current_app.config["SETTINGS"].public_url + page_of(vacancy) + path
    told = {**facts_about(LETTERS, vacancy, link), **facts}
    for person in who_looks_after(vacancy):
        post(letter, address_of(person), told, key=f"{letter}:{vacancy.id}:{about}:{person}")
    return True
