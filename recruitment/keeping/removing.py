"""Taking rows away with all that hangs on them: children first, by key, with the bytes that only they had."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func

from recruitment.core.audit import forget_reasons
from recruitment.core.documents import store
from recruitment.core.keeping import Period
from recruitment.core.tenancy import removing, rows_hit, visible
from recruitment.extensions import db
from recruitment.keeping.reading import (
    KEEPING,
    ROOTS,
    Model,
    hanging_on,
    keeping_of,
    kept_models,
    key_of,
    models_on,
    way_to,
)  # fmt: skip

Counts = dict[str, int]


class Taken:
    """What a transaction took away: rows by table, and the bytes to remove once it is committed."""

    def __init__(self) -> None:
        self.rows: Counts = {}
        self.digests: set[str] = set()
        self.roots: list[int] = []
        self.address = ""

    def take(self, model: Model, condition: ColumnElement[bool], *touching: Model) -> int:
        """Removes the rows, noting the hashes of their bytes first."""
        for column in keeping_of(model).stored:
            found = visible(KEEPING, model, *touching).where(condition).with_only_columns(getattr(model, column))
            self.digests |= {digest for digest in db.session.scalars(found) if digest}
        met = rows_hit(removing(KEEPING, model, *touching).where(condition))
        if met:
            self.rows[model.__tablename__] = self.rows.get(model.__tablename__, 0) + met
        return met

    def remove_bytes(self) -> None:
        """After the commit. What another row still names stays."""
        for digest in self.digests - still_named(self.digests):
            store().remove(digest)


def still_named(digests: Collection[str]) -> set[str]:
    found: set[str] = set()
    for model in kept_models():
        for column in keeping_of(model).stored:
            named = visible(KEEPING, model).where(getattr(model, column).in_(digests))
            found |= set(db.session.scalars(named.with_only_columns(getattr(model, column))))
    return found


def take_with_root(taken: Taken, period: Period, ids: Collection[int], *, with_root: bool) -> None:
    """Removes everything of this period that leads to these rows; with `with_root` the rows themselves too.

    The record keeps that something was done with them, by whom and when; the reasons go, as they told of people.
    """
    root = ROOTS[period]
    for model in kept_models():
        if keeping_of(model).period is not period or model is root:
            continue
        path = way_to(model, root, period)
        if path is None:
            continue
        condition = hanging_on(model, path, ids)
        if hasattr(model, "id"):
            _forget_reasons_of(model, condition, *models_on(path))
        taken.take(model, condition, *models_on(path))
    if with_root:
        forget_reasons(KEEPING, root.__tablename__, list(ids))
        taken.take(root, getattr(root, key_of(root)).in_(ids))


def _forget_reasons_of(model: Model, condition: ColumnElement[bool], *touching: Model) -> None:
    own = visible(KEEPING, model, *touching).where(condition).with_only_columns(model.id)
    if ids := list(db.session.scalars(own)):
        forget_reasons(KEEPING, model.__tablename__, ids)


def count_with_root(period: Period, ids: Collection[int]) -> Counts:
    """What `take_with_root` would remove besides the rows themselves."""
    root, counts = ROOTS[period], {}
    for model in kept_models():
        path = way_to(model, root, period) if keeping_of(model).period is period and model is not root else None
        if path:
            rows = visible(KEEPING, model, *models_on(path)).where(hanging_on(model, path, ids))
            number = db.session.scalar(rows.with_only_columns(func.count())) or 0
            if number:
                counts[model.__tablename__] = number
    return counts
