"""Media as data: what the ledger offers, how each is called, and the signs of short links."""

import csv
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from recruitment.advertising.media_tables import Medium
from recruitment.advertising.roles import require_operator
from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.memory import kept
from recruitment.core.viewers import Operator
from recruitment.extensions import db

# A source names a placement behind it, in thirty characters.
LONGEST_CODE = 19


def load_media() -> None:
    """Adds the media that ship and are not there; what operators have made of the others stays. The caller commits."""
    shipped = resources.files("recruitment.advertising") / "data" / "media.csv"
    known = set(db.session.scalars(select(Medium.code)))
    for position, row in enumerate(csv.DictReader(shipped.read_text(encoding="utf-8").splitlines())):
        if row["code"] not in known:
            is_online, sign = row["online"] == "yes", row["sign"] or None
            db.session.add(
                Medium(code=row["code"], name=row["name"], is_online=is_online, sign=sign, position=position)
            )
    db.session.flush()


def add_medium(viewer: Operator, *, name: str, is_online: bool, sign: str) -> Medium:
    """Adds a medium in which councils may place; its code is made of its name. Raises Refused."""
    require_operator(viewer)
    code = "_".join(re.findall(r"[a-z]+", name.casefold()))[:LONGEST_CODE].strip("_")
    if not code:
        raise Refused("Enter a name of letters")
    last = db.session.scalars(select(func.max(Medium.position))).one()
    row = Medium(code=code, position=(last or 0) + 1)
    _store(row, name=name, is_online=is_online, sign=sign or None)
    record(viewer, "add_medium", row)
    return row


def change_medium(viewer: Operator, row: Medium, *, name: str, is_online: bool, sign: str, is_offered: bool) -> None:
    """Its code stays, and so do the links that were printed while its sign stays. Raises Refused."""
    require_operator(viewer)
    before = row.name
    _store(row, name=name, is_online=is_online, sign=sign or None, is_offered=is_offered)
    record(viewer, "change_medium", row, before=before[:40], after=name[:40])


def _store(row: Medium, **facts: Any) -> None:
    try:
        with db.session.begin_nested():
            for name, value in facts.items():
                setattr(row, name, value)
            db.session.add(row)
            db.session.flush()
    except IntegrityError as problem:
        raise Refused("Another medium has this name or these letters. Choose others") from problem


def medium(medium_id: int) -> Medium:
    """Raises NotVisible."""
    row = db.session.scalars(select(Medium).where(Medium.id == medium_id)).one_or_none()
    if row is None:
        raise NotVisible("no such medium")
    return row


def media() -> Sequence[Medium]:
    """All that are known, in their order."""
    return db.session.scalars(select(Medium).order_by(Medium.position, Medium.id)).all()


def media_names() -> dict[str, str]:
    """Code to name, in their order."""
    return {medium.code: medium.name for medium in media()}


def media_offered() -> dict[str, str]:
    """The same of those in which something may still be placed."""
    return {medium.code: medium.name for medium in media() if medium.is_offered}


def online_media() -> frozenset[str]:
    return frozenset(medium.code for medium in media() if medium.is_online)


def signpost_media() -> dict[str, str]:
    """Media in which a signpost can stand (a short advert that leads to the whole one), by the sign that its link ends
    in. Asked by readers' pages, so kept for a moment."""
    return kept("signpost_media", None, lambda: {medium.sign: medium.code for medium in media() if medium.sign})
