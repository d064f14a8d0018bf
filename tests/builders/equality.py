"""Answers on equality, and the fold run over them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.equality.actions import answer
from recruitment.applications.equality.jobs import fold_equality
from recruitment.applications.equality.sealed import unseal
from recruitment.applications.equality.tables import EqualityCopy, EqualityTally
from recruitment.applications.equality.tallies import EQUALITY
from recruitment.applications.tables import Application, Progress
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account
from tests.builders.applications import an_application
from tests.builders.vacancies import a_vacancy

DAY = timedelta(days=1)
FEMALE, MALE = {"sex": ["female"]}, {"sex": ["male"]}


def somebody(answers: Mapping[str, list[str]] | None = None) -> Account:
    """Who answered this, or was never asked."""
    account = an_account()
    if answers is not None:
        answer(Candidate(account.id), answers)
        db.session.commit()
    return account


def a_closed_vacancy(organisation: Organisation, **facts: Any) -> Vacancy:
    return a_vacancy(organisation, **{"closes_at": clock.now() - timedelta(hours=1), **facts})


def applied(
    vacancy: Vacancy, *people: Mapping[str, list[str]] | None, reached: tuple[str, ...] = ()
) -> list[Application]:
    """One application each; `reached` are the states that they came to beyond being sent."""
    found = [an_application(vacancy, account=somebody(answers)) for answers in people]
    for application in found:
        keys = {"organisation_id": application.organisation_id, "application_id": application.id}
        db.session.add_all(Progress(**keys, account_id=application.account_id, state=state) for state in reached)
    db.session.commit()
    return found


def fold() -> None:
    fold_equality()
    db.session.expire_all()


def copies() -> list[EqualityCopy]:
    return list(db.session.scalars(visible(EQUALITY, EqualityCopy)))


def tally(organisation: Organisation, stage: str = "applied", question: str = "sex") -> tuple[int, dict[str, int]]:
    """Everyone counted at a stage, and by answer."""
    wanted = visible(EQUALITY, EqualityTally).where(
        EqualityTally.organisation_id == organisation.id, EqualityTally.stage == stage
    )
    row = db.session.scalars(wanted).one_or_none()
    if row is None:
        return 0, {}
    facts = unseal(row.content, f"tally {row.organisation_id} {row.year} {row.stage}")
    return facts["total"], facts["counts"].get(question, {})
