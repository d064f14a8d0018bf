"""Reads of pay tables: which an organisation has, which of their versions hold on a day, and what these pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import contains_eager

from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.pay_tables import PayPoint, PayTable, PayVersion


@dataclass(frozen=True)
class PayGrade:
    """A grade of a version with its points from the lowest paid; a table without grades has one without a name."""

    version: PayVersion
    name: str
    points: tuple[PayPoint, ...]

    @property
    def low(self) -> PayPoint:
        return self.points[0]

    @property
    def high(self) -> PayPoint:
        return self.points[-1]


def pay_table_called(viewer: Viewer, organisation_id: int, name: str) -> PayTable | None:
    wanted = visible(viewer, PayTable).where(PayTable.organisation_id == organisation_id, PayTable.name == name)
    return db.session.scalars(wanted).one_or_none()


def pay_version(viewer: Viewer, version_id: int) -> PayVersion:
    """With its table. Raises NotVisible."""
    found = db.session.scalars(_versions(viewer).where(PayVersion.id == version_id)).one_or_none()
    if found is None:
        raise NotVisible("no such rates")
    return found


def pay_versions_of(viewer: Viewer, organisation_id: int) -> Sequence[PayVersion]:
    """All of an organisation with their tables, by the table's name; of each the one that holds last comes first."""
    rows = db.session.scalars(_versions(viewer).where(PayVersion.organisation_id == organisation_id)).all()
    latest_first = sorted(rows, key=lambda row: (row.holds_from, row.id), reverse=True)
    return sorted(latest_first, key=lambda row: row.pay_table.name.casefold())


def _versions(viewer: Viewer) -> Select[Any]:
    """With their tables."""
    joined = visible(viewer, PayVersion, PayTable).join(PayVersion.pay_table)
    return joined.options(contains_eager(PayVersion.pay_table))


def holding_on(day: date, versions: Sequence[PayVersion]) -> dict[int, PayVersion]:
    """For each table, by its id, the version that holds on a day: the last to begin, or of one day the last stored."""
    begun = sorted((row for row in versions if row.holds_from <= day), key=lambda row: (row.holds_from, row.id))
    return {row.pay_table_id: row for row in begun}


def point_counts(viewer: Viewer, organisation_id: int) -> dict[int, int]:
    """How many points each version of an organisation has, by its id."""
    wanted = visible(viewer, PayPoint).where(PayPoint.organisation_id == organisation_id)
    counted = wanted.with_only_columns(PayPoint.pay_version_id, func.count()).group_by(PayPoint.pay_version_id)
    return {version_id: number for version_id, number in db.session.execute(counted)}


def points_of(viewer: Viewer, version_id: int) -> Sequence[PayPoint]:
    """In the order of the file."""
    wanted = visible(viewer, PayPoint).where(PayPoint.pay_version_id == version_id)
    return db.session.scalars(wanted.order_by(PayPoint.position)).all()


def grades_of(viewer: Viewer, versions: Sequence[PayVersion]) -> list[PayGrade]:
    """The grades of these versions, in the order given and then as in the file."""
    wanted = visible(viewer, PayPoint).where(PayPoint.pay_version_id.in_([row.id for row in versions]))
    found: dict[tuple[int, str], list[PayPoint]] = {}
    for point in db.session.scalars(wanted.order_by(PayPoint.position)):
        found.setdefault((point.pay_version_id, point.grade), []).append(point)
    return [
        PayGrade(version, name, tuple(sorted(points, key=lambda point: (point.pence, point.position))))
        for version in versions
        for (version_id, name), points in found.items()
        if version_id == version.id
    ]
