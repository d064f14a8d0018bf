"""One builder a noun: organisations."""

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.organisations.tables import Organisation


def an_organisation(slug: str = "fife-council") -> Organisation:
    """One of the organisations that every test has."""
    return db.session.scalars(select(Organisation).where(Organisation.slug == slug)).one()
