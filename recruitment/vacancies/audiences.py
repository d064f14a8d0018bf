"""To whom an advert is open before it is public, and how somebody comes to be one of them."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased

from recruitment.accounts.tables import Membership
from recruitment.accounts.work_tables import WorkAddress
from recruitment.core import clock
from recruitment.organisations.tables import LocalRules, Suspension, is_running
from recruitment.vacancies.redeployment_tables import AtRisk, is_at_risk, is_registered_person
from recruitment.vacancies.release_tables import Admission

PUBLISHED: Final = ("published", "filled", "unfilled")
# `public_from` of an advert that is never public, so that whatever asks "since when" needs no second question.
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
# Whatever stages there are follow each other (`stages.problem_of`).
STAGES_IN_ORDER: Final = """
    (redeployees_from is null or internal_from is null or redeployees_from < internal_from)
    and (redeployees_from is null or members_from is null or redeployees_from < members_from)
    and (redeployees_from is null or public_from is null or redeployees_from < public_from)
    and (internal_from is null or members_from is null or internal_from < members_from)
    and (internal_from is null or public_from is null or internal_from < public_from)
    and (members_from is null or public_from is null or members_from < public_from)
"""


def has_begun(model: Any, start: Any) -> Any:
    """Whether a stage began while the advert was still open: what was filled before its turn is nobody's to read."""
    return and_(
        model.state.in_(PUBLISHED),
        start <= clock.when_asked(),
        or_(model.closes_at.is_(None), start < model.closes_at),
        or_(model.state == "published", start <= model.changed_at),
    )


def seen_by_candidate(viewer: Any, model: Any) -> Any:
    """The stages before the public one; and whatever the person was let in to apply for, as long as it is published."""
    admission = alias_of(Admission)
    admitted = select(admission.vacancy_id).where(admission.account_id == viewer.person)
    is_open = or_(
        *as_whom(viewer, model).values(),
        and_(model.state.in_(PUBLISHED), model.id.in_(admitted.scalar_subquery())),
    )
    return and_(is_open, model.organisation_id.not_in(suspended()))


def as_whom(viewer: Any, model: Any) -> dict[str, Any]:
    """The condition of each audience before the public: its stage has begun, and the person is one of them."""
    return {
        "redeployees": and_(has_begun(model, model.redeployees_from), _is_redeployee(viewer, model)),
        "internal": and_(has_begun(model, model.internal_from), _is_own(viewer, model)),
        "members": and_(has_begun(model, model.members_from), _is_of_any(viewer)),
    }


def _is_own(viewer: Any, model: Any) -> Any:
    """Staff of the advert's organisation, those it has at risk among them."""
    places = (_memberships(viewer), _addresses(viewer), _registrations(viewer))
    return or_(*(model.organisation_id.in_(where.scalar_subquery()) for where in places))


def _is_of_any(viewer: Any) -> Any:
    """Of an organisation that is active."""
    places = (_memberships(viewer), _addresses(viewer), _registrations(viewer))
    return or_(*(where.where(where.selected_columns[0].not_in(suspended())).exists() for where in places))


def _is_redeployee(viewer: Any, model: Any) -> Any:
    """At risk at the advert's organisation; at another's where the person agreed and both take part."""
    registered, theirs, ours = alias_of(AtRisk), _rules_of("theirs"), _rules_of("ours")
    across = _registrations(viewer).where(
        registered.is_shared,
        registered.organisation_id.in_(
            select(theirs.organisation_id).where(theirs.shares_redeployees).scalar_subquery()
        ),
    )
    sharing = select(ours.organisation_id).where(ours.shares_redeployees)
    return or_(
        model.organisation_id.in_(_registrations(viewer).scalar_subquery()),
        and_(model.organisation_id.in_(sharing.scalar_subquery()), across.exists()),
    )


def _memberships(viewer: Any) -> Select[Any]:
    membership = alias_of(Membership)
    return select(membership.organisation_id).where(membership.account_id == viewer.person)


def _addresses(viewer: Any) -> Select[Any]:
    address = alias_of(WorkAddress)
    return select(address.organisation_id).where(
        address.account_id == viewer.person, address.good_until > clock.when_asked()
    )


def _registrations(viewer: Any) -> Select[Any]:
    """Where a person is registered at risk now, by an address that they have shown to be theirs."""
    registered = alias_of(AtRisk)
    return select(registered.organisation_id).where(is_at_risk(registered), is_registered_person(viewer, registered))


def suspended() -> Any:
    """The ids of organisations whose adverts are hidden: a few, asked once a statement."""
    running = alias_of(Suspension)
    return select(running.organisation_id).where(is_running(running)).scalar_subquery()


@cache
def alias_of(model: type) -> Any:
    """One alias for every question: to make it costs as much as to ask."""
    return aliased(model)


@cache
def _named(model: type, name: str) -> Any:
    return aliased(model, name=name)


def _rules_of(whose: str) -> Any:
    return _named(LocalRules, f"rules_{whose}")
