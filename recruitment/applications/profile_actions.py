"""Verbs on a person's own profile."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from recruitment.applications.profile_queries import basics
from recruitment.applications.profile_tables import OwnGuarantee, OwnSupport, Profile
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


def tell(viewer: Candidate, **facts: Any) -> Profile:
    """Stores facts of the person's one profile, which begins with the first of them."""
    profile = basics(viewer) or _begin(viewer)
    for name, value in facts.items():
        setattr(profile, name, value)
    return profile


def _begin(viewer: Candidate) -> Profile:
    profile = Profile(account_id=viewer.person)
    try:
        with db.session.begin_nested():
            db.session.add(profile)
    except IntegrityError:
        existing = basics(viewer)
        if existing is None:
            raise
        return existing
    return profile


def add(viewer: Candidate, part: type[Any], /, **facts: Any) -> Any:
    """A new row of one of the parts of a profile."""
    row = part(account_id=viewer.person, **facts)
    db.session.add(row)
    db.session.flush()
    return row


def change(row: Any, /, **facts: Any) -> None:
    """Changes a row that the person reached."""
    for name, value in facts.items():
        setattr(row, name, value)


def remove(viewer: Candidate, row: Any) -> None:
    model = type(row)
    db.session.execute(removing(viewer, model).where(model.id == row.id))
    db.session.expunge(row)


def tell_support(viewer: Candidate, *, schemes: list[str], needs: str) -> None:
    """Claims to a guaranteed interview and support needs, each in its own table and gone when emptied."""
    for part, column, value in ((OwnGuarantee, "schemes", schemes), (OwnSupport, "needs", needs)):
        row: Any = db.session.scalars(visible(viewer, part)).one_or_none()
        if row is not None and value:
            setattr(row, column, value)
        elif row is not None:
            remove(viewer, row)
        elif value:
            add(viewer, part, **{column: value})
