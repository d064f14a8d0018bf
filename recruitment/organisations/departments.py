"""The departments and services that an organisation keeps a list of, to be offered while an advert is written."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Department, Organisation

LONGEST_DEPARTMENT = 120
MOST_DEPARTMENTS = 300


def departments_of(viewer: Staff, organisation_ids: Collection[int]) -> list[str]:
    """Their names as a person would look them up."""
    wanted = visible(viewer, Department).where(Department.organisation_id.in_(organisation_ids))
    return sorted(set(db.session.scalars(wanted.with_only_columns(Department.name))), key=str.casefold)


def change_departments(viewer: Staff, organisation: Organisation, before: Sequence[str], after: Sequence[str]) -> None:
    """Adds and removes what differs between the list as it was read and as it is wanted; adverts keep what they say.

    So of two who change it at the same time neither undoes the other. Raises Refused.
    """
    if organisation.id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not viewer.has_role(organisation.id, Role.ADMINISTRATOR):
        raise Refused("Only an administrator of your organisation may change its departments.")
    wanted = {" ".join(name.split()).casefold(): " ".join(name.split()) for name in after if name.strip()}
    if too_long := next((name for name in wanted.values() if len(name) > LONGEST_DEPARTMENT), None):
        raise Refused(f"“{too_long[:40]}…” is longer than {LONGEST_DEPARTMENT} characters")
    # Of two who save at once one waits here.
    db.session.execute(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update())
    held = {name.casefold(): name for name in departments_of(viewer, [organisation.id])}
    gone = {name.casefold() for name in before} - wanted.keys()
    new = [name for key, name in wanted.items() if key not in held]
    old = [name for key, name in held.items() if key in gone]
    if len(held) + len(new) - len(old) > MOST_DEPARTMENTS:
        raise Refused(f"The list can hold {MOST_DEPARTMENTS} departments. Leave some out")
    if not new and not old:
        return
    here = removing(viewer, Department).where(Department.organisation_id == organisation.id)
    db.session.execute(here.where(Department.name.in_(old)))
    db.session.add_all(Department(organisation_id=organisation.id, name=name) for name in new)
    db.session.flush()
    record(viewer, "change_departments", organisation)
