"""Everything that is kept of one person, read from what the tables declare: for their pages, and for the copy."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import LargeBinary

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core.documents import store
from recruitment.core.keeping import Period
from recruitment.core.tenancy import Reach, nothing, one_visible, visible
from recruitment.core.viewers import Candidate, Viewer
from recruitment.extensions import db
from recruitment.keeping.reading import (
    FOR_THE_PERSON,
    KEEPING,
    Model,
    goes_with_account,
    keeping_of,
    kept_models,
    leads_somewhere,
    touched_by_whose,
    whose,
)  # fmt: skip
from recruitment.keeping.words import UNSENT_PERIOD, ground_of, period_of, title_of
from recruitment.organisations.queries import names_of_organisations

HASH = "digest"
CONTENT = "content"


@dataclass(frozen=True)
class Part:
    """What one table holds of a person: why, on what ground, how long and by whom; `rows` as they are stored.

    `key` tells what belongs to unsent applications, which no employer has seen, from what was sent.
    """

    key: str
    table: str
    title: str
    purpose: str
    ground: str
    period: str
    keepers: tuple[str, ...]
    goes_with_account: bool
    columns: tuple[str, ...]
    texts: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]


def parts_of(viewer: Candidate, *, with_files: bool = False) -> list[Part]:
    """The account first, then what is kept for the person, then what employers keep.

    `with_files`: documents of cases that lie in the store too, as bytes under CONTENT. Of copies of a person's data
    there is none: they hold no earlier copies.
    """
    account: Account = one_visible(KEEPING, Account, Account.id == viewer.person)
    address = account.email if account.confirmed_at is not None else ""
    drafts = _drafts_of(viewer)
    found = [part for model in _shown() for part in _parts(viewer, model, address, drafts, with_files)]
    return sorted(found, key=lambda part: (part.table != "account", bool(part.keepers), part.purpose, part.title))


def _shown() -> Iterator[Model]:
    """What the portal keeps for a person; of what an employer keeps, what the person reaches: the rest is its own work,
    for which it answers itself."""
    for model in filter(leads_somewhere, kept_models()):
        reach = model.__reach__
        is_ours = keeping_of(model).period in FOR_THE_PERSON and "keeping" in reach.system
        if is_ours or (isinstance(reach, Reach) and reach.candidate is not nothing):
            yield model


def _drafts_of(viewer: Candidate) -> set[int]:
    wanted = visible(viewer, Application).where(Application.state == "draft")
    return set(db.session.scalars(wanted.with_only_columns(Application.id)))


def _parts(viewer: Candidate, model: Model, address: str, drafts: set[int], with_files: bool) -> Iterator[Part]:
    whole = _part(viewer, model, address, with_files)
    if whole is None or keeping_of(model).period is not Period.CASE:
        yield from [] if whole is None else [whole]
        return
    names_it = "id" if model is Application else "application_id"
    unsent = tuple(row for row in whole.rows if row.get(names_it) in drafts)
    sent = tuple(row for row in whole.rows if row.get(names_it) not in drafts)
    if sent:
        yield replace(whole, rows=sent, keepers=_keepers(sent))
    if unsent:
        yield replace(
            whole, key=f"{whole.key}_unsent", title=f"{whole.title}, not sent", rows=unsent, keepers=(),
            ground=ground_of(Period.ACCOUNT), period=UNSENT_PERIOD, goes_with_account=True,
        )  # fmt: skip


def _part(viewer: Candidate, model: Model, address: str, with_files: bool) -> Part | None:
    keeping = keeping_of(model)
    reader: Viewer = KEEPING if keeping.period in FOR_THE_PERSON else viewer
    touching = touched_by_whose(model) if reader is KEEPING else ()
    wanted = visible(reader, model, *touching).where(whose(model, viewer.person, address))
    columns = columns_shown(model)
    lies_in_store = with_files and keeping.period is Period.CASE and keeping.stored
    rows = tuple(
        {column: getattr(row, column) for column in columns} | ({CONTENT: _bytes_of(row)} if lies_in_store else {})
        for row in db.session.scalars(wanted.order_by(*model.__table__.primary_key.columns))
    )
    if not rows:
        return None
    return Part(
        key=model.__tablename__,
        table=model.__tablename__,
        title=title_of(model.__tablename__),
        purpose=keeping.purpose,
        ground=ground_of(keeping.period),
        period=period_of(keeping.period),
        keepers=_keepers(rows) if keeping.period not in FOR_THE_PERSON else (),
        goes_with_account=goes_with_account(model),
        columns=(*columns, CONTENT) if lies_in_store else columns,
        texts=_texts(model, columns),
        rows=rows,
    )


def _bytes_of(row: Any) -> bytes | None:
    """What lies in the store for a row; None of what was removed, such as a file with malware."""
    digest = next(getattr(row, column) for column in keeping_of(type(row)).stored)
    return store().get(digest) if store().has(digest) else None


def columns_shown(model: Model) -> tuple[str, ...]:
    """Every column but secrets and hashes, and what is unsealed for the person."""
    hidden = set(keeping_of(model).secret)
    open_columns = (
        column.key for column in model.__table__.columns
        if column.key not in hidden and not column.key.endswith(HASH) and not column.key.startswith("tf_")
    )  # fmt: skip
    return (*open_columns, *keeping_of(model).unsealed)


def _texts(model: Model, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that say something to a person: no numbers of rows, no bytes."""
    table, unsealed = model.__table__, keeping_of(model).unsealed
    return tuple(
        name for name in columns
        if name in unsealed or (name != "id" and not name.endswith("_id") and not table.columns[name].foreign_keys
        and not isinstance(table.columns[name].type, LargeBinary))
    )  # fmt: skip


def _keepers(rows: tuple[dict[str, Any], ...]) -> tuple[str, ...]:
    ids = {row["organisation_id"] for row in rows if row.get("organisation_id") is not None}
    return tuple(names_of_organisations(ids).values())


def as_json(value: Any) -> Any:
    """Dates and moments in ISO 8601; bytes lie beside, as files."""
    return value.isoformat() if isinstance(value, date | datetime) else value
