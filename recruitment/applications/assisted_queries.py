"""Reads of applications that staff entered for somebody."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func

from recruitment.accounts.tables import Account
from recruitment.applications.assisted_lifecycle import CORRECTABLE, UNCONFIRMED
from recruitment.applications.assisted_tables import AssistedApplication, AssistedPerson
from recruitment.applications.tables import Application
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.viewers import Candidate, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.vacancies.redeployment_tables import HR

LETTERS = System("letters")


@dataclass(frozen=True)
class Entered:
    """An entered application and, for HR, how its person is reached."""

    assisted: AssistedApplication
    person: AssistedPerson


def hold_entered(viewer: Candidate, application_id: int) -> bool:
    """Locks an entered application that its person has not confirmed, for the rest of the transaction; False where
    there is none to correct."""
    held = changing(viewer, AssistedApplication).where(
        AssistedApplication.application_id == application_id, AssistedApplication.state.in_(UNCONFIRMED)
    )
    return rows_hit(held.values(state=AssistedApplication.state)) == 1


def is_unconfirmed(application: Application) -> bool:
    """Whether staff entered it and its person has not said yet that it is right."""
    wanted = visible(LETTERS, AssistedApplication).where(
        AssistedApplication.application_id == application.id, AssistedApplication.state != "confirmed"
    )
    return db.session.scalars(wanted.with_only_columns(AssistedApplication.id)).first() is not None


def require_confirmed(application: Application) -> None:
    """Nobody is appointed on words that they have not confirmed. Raises Refused."""
    if is_unconfirmed(application):
        raise Refused("The person has not confirmed this application yet, so nobody can be appointed on it.")


def page_of(application: Application) -> str:
    """The address, for a letter, at which its person reads of it."""
    unclaimed = visible(LETTERS, AssistedApplication).where(
        AssistedApplication.application_id == application.id, AssistedApplication.claimed_at.is_(None)
    )
    found = db.session.scalars(unclaimed.with_only_columns(AssistedApplication.id)).first()
    return page_at(application.id, is_unclaimed=found is not None)


def page_at(application_id: int, *, is_unclaimed: bool) -> str:
    """Whoever has no account yet may take what staff entered for them into one."""
    root = current_app.config["SETTINGS"].public_url
    return f"{root}/candidate/entered" if is_unclaimed else f"{root}/candidate/applications/{application_id}"


def assisted_of(viewer: Viewer, application_id: int) -> AssistedApplication | None:
    """How it was entered; None for one that its person sent, and for those who do not reach that."""
    wanted = visible(viewer, AssistedApplication).where(AssistedApplication.application_id == application_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def assisted_among(viewer: Staff, application_ids: Collection[int]) -> dict[int, AssistedApplication]:
    """By application, those of a list that were entered by staff."""
    wanted = visible(viewer, AssistedApplication).where(AssistedApplication.application_id.in_(application_ids))
    return {row.application_id: row for row in db.session.scalars(wanted)}


def being_entered(viewer: Staff, vacancy_id: int) -> list[tuple[AssistedApplication, str]]:
    """What HR has begun to enter for a vacancy and not handed in, with its reference; nothing for others."""
    if not viewer.organisations_as(*HR):
        return []
    begun = visible(viewer, AssistedApplication).where(AssistedApplication.state == "entering")
    rows = {row.application_id: row for row in db.session.scalars(begun.order_by(AssistedApplication.id))}
    here = visible(LETTERS, Application).where(Application.id.in_(rows), Application.vacancy_id == vacancy_id)
    found = db.session.execute(here.with_only_columns(Application.id, Application.reference)).all()
    return [(rows[number], reference) for number, reference in found]


def entered_by_staff(viewer: Staff, assisted_id: int) -> Entered:
    """One with its person, as HR enters it. Raises NotVisible, also for colleagues who do not."""
    assisted: AssistedApplication = one_visible(viewer, AssistedApplication, AssistedApplication.id == assisted_id)
    person: AssistedPerson = one_visible(
        viewer, AssistedPerson, AssistedPerson.application_id == assisted.application_id
    )
    return Entered(assisted, person)


def acting_for(viewer: Staff, assisted: AssistedApplication) -> Candidate:
    """The person for whom HR enters what they have said, while it may be changed: theirs are the pages' forms and
    rules. Raises Refused."""
    if not viewer.has_role(assisted.organisation_id, *HR):
        raise Refused("Your role does not let you enter applications. Recruiters and administrators do.")
    if assisted.state not in CORRECTABLE:
        raise Refused("The person has confirmed this application, so it can no longer be changed.")
    return Candidate(assisted.account_id)


def claimable(viewer: Candidate) -> list[tuple[AssistedApplication, Application]]:
    """What staff entered for the address that this account has confirmed, and nobody has taken yet."""
    account: Account = one_visible(viewer, Account, Account.id == viewer.person)
    if account.confirmed_at is None:
        return []
    wanted = visible(LETTERS, AssistedApplication, AssistedPerson, Application).where(
        AssistedPerson.application_id == AssistedApplication.application_id,
        Application.id == AssistedApplication.application_id,
        func.lower(AssistedPerson.email) == account.email.lower(),
        AssistedApplication.state != "entering",
        AssistedApplication.claimed_at.is_(None),
    )
    rows = db.session.execute(wanted.add_columns(Application).order_by(AssistedApplication.id)).all()
    return [(assisted, application) for assisted, application in rows]


def claimable_one(viewer: Candidate, application_id: int) -> tuple[AssistedApplication, Application]:
    """Raises NotVisible."""
    for assisted, application in claimable(viewer):
        if application.id == application_id:
            return assisted, application
    raise NotVisible("nothing that this person may take")
