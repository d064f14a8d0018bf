"""Media as data: what the ledger offers, how each is called, and the signs of short links."""

import csv
from collections.abc import Sequence
from importlib import resources

from sqlalchemy import select

from recruitment.advertising.media_tables import Medium
from recruitment.core.memory import kept
from recruitment.extensions import db


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
