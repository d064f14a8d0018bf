"""What only helped to write an application: what lies beside a draft, and what goes when it is sent."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import CompoundSelect, Integer, bindparam, literal

from recruitment.applications.earlier_tables import Taken
from recruitment.applications.page_tables import TypedApart
from recruitment.applications.tables import Application
from recruitment.applications.together_tables import Gathered
from recruitment.core.own import asked_by, own
from recruitment.core.tenancy import one_after_another, removing
from recruitment.core.viewers import Candidate
from recruitment.extensions import db

PREPARATIONS: Final = (Gathered, Taken)


@dataclass(frozen=True)
class Beside:
    """`apart`: pages on which something was typed that is not in the application yet."""

    apart: frozenset[str]
    has_preparations: bool


def beside_of(viewer: Candidate, application_id: int) -> Beside:
    pages = db.session.scalars(_beside(), asked_by(viewer, application=application_id)).all()
    return Beside(frozenset(filter(None, pages)), "" in pages)


@cache
def _beside() -> CompoundSelect[Any]:
    """The pages of what was typed apart, and an empty text for each preparation."""
    told = {TypedApart: TypedApart.page} | dict.fromkeys(PREPARATIONS, literal(""))
    here = bindparam("application", type_=Integer)
    return one_after_another(*(
        own(model).where(model.application_id == here).with_only_columns(column.label("page"))
        for model, column in told.items()
    ))  # fmt: skip


def forget_preparations(viewer: Candidate, application: Application) -> None:
    """Takes a draft off the list of jobs to apply for together, and forgets what could have been undone in it."""
    for model in PREPARATIONS:
        db.session.execute(removing(viewer, model).where(model.application_id == application.id))
