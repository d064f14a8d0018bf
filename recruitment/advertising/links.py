"""Where a link stood that led to an advert: a medium, and the placement in it where the link is that one's own.

A source is the medium's code, with the placement's number behind a point: local_press.12. It says where a link was
printed, and nothing of who followed it.
"""

import re
from collections.abc import Mapping
from typing import Final

from recruitment.advertising.media import signpost_media
from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db

COUNTING: Final = System("counting")
# What a short link ends in: the medium's sign, and the placement's number.
SIGN: Final = re.compile(r"([a-z]{1,2})(\d{1,9})?", re.ASCII)
SOURCE: Final = re.compile(r"([a-z_]+)(?:\.(\d{1,9}))?", re.ASCII)


def sign_of(medium: str, placement_id: int | None = None) -> str:
    """Raises KeyError for a medium in which no link can stand."""
    signs = {code: sign for sign, code in signpost_media().items()}
    return f"{signs[medium]}{placement_id or ''}"


def source_of_sign(sign: str, vacancy_id: int) -> str:
    """Typed from paper, so in whatever case; empty for a sign that means nothing."""
    found = SIGN.fullmatch(sign.lower())
    medium = signpost_media().get(found[1]) if found else None
    return _source(medium, found[2] if found else None, vacancy_id)


def source_of(arguments: Mapping[str, str], vacancy_id: int) -> str:
    """The `source` of an address; empty where none is said or somebody made one up. A placement that does not advertise
    the vacancy is left out."""
    found = SOURCE.fullmatch(arguments.get("source", ""))
    medium = found[1] if found and found[1] in signpost_media().values() else None
    return _source(medium, found[2] if found else None, vacancy_id)


def medium_of(source: str) -> str:
    return source.partition(".")[0]


def placement_of(source: str) -> int | None:
    number = source.partition(".")[2]
    return int(number) if number else None


def _source(medium: str | None, number: str | None, vacancy_id: int) -> str:
    if medium is None:
        return ""
    if not number:
        return medium
    placed = (
        visible(COUNTING, PlacementShare, Placement)
        .join(Placement, Placement.id == PlacementShare.placement_id)
        .where(
            PlacementShare.vacancy_id == vacancy_id, PlacementShare.placement_id == int(number),
            Placement.medium == medium,
        )
    )  # fmt: skip
    is_placed = db.session.scalars(placed.with_only_columns(Placement.id)).first() is not None
    return f"{medium}.{int(number)}" if is_placed else medium
