"""Builders: adverts in a stage of their release, people at risk, domains and work addresses."""

import itertools
from datetime import timedelta
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.accounts.work_addresses import GOOD_FOR
from recruitment.accounts.work_tables import WorkAddress
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.extensions import db
from recruitment.organisations.domain_tables import EmailDomain
from recruitment.organisations.tables import LocalRules, Organisation
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.redeployment_tables import AtRisk, AtRiskNote
from recruitment.vacancies.release_tables import Admission
from recruitment.vacancies.tables import Vacancy
from tests.builders.vacancies import a_category, a_vacancy

DAY = timedelta(days=1)
_numbers = itertools.count(1)


def an_early_vacancy(organisation: Organisation, audience: str = "internal", **facts: Any) -> Vacancy:
    """Open to an audience since yesterday, and never public unless `facts` say otherwise."""
    begun = {f"{audience}_from": clock.now() - DAY, "public_from": NEVER}
    return a_vacancy(organisation, **{"title": "Quokka Keeper", **begun, **facts})


def let_in(application: Application, audience: str) -> Application:
    """As if they had begun it while that stage ran."""
    keys = {"organisation_id": application.organisation_id, "vacancy_id": application.vacancy_id}
    db.session.add(Admission(account_id=application.account_id, audience=audience, **keys))
    db.session.commit()
    return application


def a_domain(organisation: Organisation, name: str | None = None, *, is_approved: bool = True) -> EmailDomain:
    row = EmailDomain(
        organisation_id=organisation.id,
        name=name or f"{organisation.slug}.example",
        approved_at=clock.now() if is_approved else None,
    )
    db.session.add(row)
    db.session.commit()
    return row


def a_work_address(account: Account, domain: EmailDomain, *, good_for: timedelta | None = GOOD_FOR) -> WorkAddress:
    """One that was shown; run out where `good_for` is below nothing, not shown yet where it is None."""
    row = WorkAddress(
        account_id=account.id,
        organisation_id=domain.organisation_id,
        domain_id=domain.id,
        email=f"worker{next(_numbers)}@{domain.name}",
        good_until=clock.now() + good_for if good_for is not None else None,
    )
    db.session.add(row)
    db.session.commit()
    return row


def somebody_at_risk(organisation: Organisation, *, note: str = "", **facts: Any) -> AtRisk:
    """A cleaner, who could do what `an_early_vacancy` of that category offers."""
    number = next(_numbers)
    given = {"name": f"At Risk {number}", "email": f"risk{number}@test.example", "post": "Cleaner",
             "category_code": a_category().code, "registered_by": 1}  # fmt: skip
    row = AtRisk(organisation_id=organisation.id, **{**given, **facts})
    db.session.add(row)
    db.session.flush()
    if note:
        db.session.add(AtRiskNote(at_risk_id=row.id, organisation_id=organisation.id, text=note))
    db.session.commit()
    return row


def takes_part(*organisations: Organisation) -> None:
    """Redeployment across councils is switched on there."""
    db.session.add_all(LocalRules(organisation_id=each.id, shares_redeployees=True) for each in organisations)
    db.session.commit()
