"""Which organisations there are, open facts that are the same for everyone, and the picture each shows."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from recruitment.core.audit import Act
from recruitment.core.documents import Document
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import DEFAULTS, LocalRules, Organisation

LOGO = "logo"
_NAMES = (
    select(Organisation.id, Organisation.slug, Organisation.name)
    .where(Organisation.id.in_(bindparam("ids", expanding=True)))
    .order_by(Organisation.name)
)


def organisation_by_slug(slug: str) -> Organisation:
    """Raises NotVisible when there is none of that name."""
    organisation = db.session.scalars(select(Organisation).where(Organisation.slug == slug)).one_or_none()
    if organisation is None:
        raise NotVisible("no such organisation")
    return organisation


def organisations() -> Sequence[Organisation]:
    """All of them, by name."""
    return db.session.scalars(select(Organisation).order_by(Organisation.name)).all()


def names_of_organisations(ids: Collection[int]) -> dict[int, str]:
    """Their names by their ids, in the order of the names."""
    return {row.id: row.name for row in named_organisations(ids)}


def named_organisations(ids: Collection[int]) -> Sequence[Any]:
    """Rows with their `id`, `slug` and `name`, in the order of the names."""
    return db.session.execute(_NAMES, {"ids": list(ids)}).all()


def kind_of_organisation(organisation_id: int) -> str:
    """One of tables.KINDS."""
    return db.session.scalars(select(Organisation.kind).where(Organisation.id == organisation_id)).one()


def councils() -> Sequence[Organisation]:
    """The councils, by the name of their area."""
    wanted = select(Organisation).where(Organisation.kind == "council")
    return db.session.scalars(wanted.order_by(Organisation.area_name, Organisation.name)).all()


def logo_of(viewer: Viewer, organisation_id: int) -> Document | None:
    """The picture that an organisation shows, the one uploaded last."""
    wanted = visible(viewer, Document).where(
        Document.organisation_id == organisation_id, Document.purpose == LOGO, Document.is_public
    )
    return db.session.scalars(wanted.order_by(Document.id.desc()).limit(1)).one_or_none()


def changes_of_rules(viewer: Viewer, organisation_id: int, most: int) -> Sequence[Act]:
    """Who changed which of an organisation's own rules, the latest first."""
    wanted = visible(viewer, Act).where(
        Act.organisation_id == organisation_id, Act.noun == LocalRules.__tablename__, Act.row_id == organisation_id
    )
    return db.session.scalars(wanted.order_by(Act.id.desc()).limit(most)).all()


def local_rules_of(viewer: Viewer, organisation_id: int) -> LocalRules:
    """An organisation's own rules; the defaults, as a row that is not stored, where it has set none."""
    wanted = visible(viewer, LocalRules).where(LocalRules.organisation_id == organisation_id)
    held = db.session.scalars(wanted).one_or_none()
    return held or LocalRules(organisation_id=organisation_id, **DEFAULTS)
