"""One builder a noun: chains of approval and absences."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from recruitment.core import clock
from recruitment.core.tenancy import removing
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_tables import Absence, ApprovalChain, ChainStep

_numbers = itertools.count(1)


def a_chain(organisation: Organisation, steps: Mapping[str, Sequence[int]], **facts: Any) -> ApprovalChain:
    """A chain behind those made before: the people of each step by its name, nobody for every approver."""
    number = next(_numbers)
    chain = ApprovalChain(organisation_id=organisation.id, position=number, name=f"Chain {number}", **facts)
    db.session.add(chain)
    db.session.flush()
    db.session.add_all(
        ChainStep(organisation_id=organisation.id, chain_id=chain.id, position=position, name=name, people=list(people))
        for position, (name, people) in enumerate(steps.items(), start=1)
    )
    db.session.commit()
    return chain


def an_absence(organisation: Organisation, person: int, substitute: int, *, first: int, last: int) -> Absence:
    """Away from so many days after today to so many."""
    today = clock.today()
    absence = Absence(
        organisation_id=organisation.id,
        account_id=person,
        substitute_id=substitute,
        first_day=today + timedelta(days=first),
        last_day=today + timedelta(days=last),
    )
    db.session.add(absence)
    db.session.commit()
    return absence


def forget_chains(organisation: Organisation) -> None:
    """Those made before, for a test that makes many in turn."""
    db.session.execute(
        removing(System("keeping"), ApprovalChain).where(ApprovalChain.organisation_id == organisation.id)
    )
    db.session.commit()
    db.session.expire_all()
