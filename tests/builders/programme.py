"""One builder a noun: the register as it ships, its keepers, and rows of it."""

from typing import Any

from sqlalchemy import select

from recruitment.core.viewers import Cosla, Operator
from recruitment.extensions import db
from recruitment.programme.loading import load_register
from recruitment.programme.queries import Entry, entry_of
from recruitment.programme.tables import Project

OPERATOR = Operator(1)
KEEPER = Cosla(2, "Improvement Service")
ANALYST = Cosla(3)
CRM = "national-crm"


def a_register() -> None:
    load_register()
    db.session.commit()


def a_project(slug: str = CRM) -> Project:
    return db.session.scalars(select(Project).where(Project.slug == slug)).one()


def an_entry(slug: str = CRM) -> Entry:
    return entry_of(slug)


def a_benefit(**facts: Any) -> dict[str, Any]:
    """The facts of one."""
    return {"kind": "reported", "text": "Calls answered sooner", "pence": 120_000_00, "date_text": "March 2009",
            "source": "Annual report, Example Body, 2009", **facts}  # fmt: skip
