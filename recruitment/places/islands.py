"""Which spots are of one land: what only water parts is not near, however short the straight line."""

from functools import cache, lru_cache

from recruitment.places.shipped import rows_of

MAINLAND = ""
# Workplaces ask again and again; more of them than this are forgotten and told anew.
MOST_SPOTS = 65_536
_MAINLAND_IN_FILE = "mainland"


@cache
def _joined_to() -> dict[str, str]:
    return {row["slug"]: row["joined_to"] for row in rows_of("islands.csv") if row["joined_to"]}


@cache
def _waters() -> tuple[tuple[float, float, float, float], ...]:
    """South, north, west and east of the waters where all land is island."""
    return tuple(
        (float(row["south"]), float(row["north"]), float(row["west"]), float(row["east"]))
        for row in rows_of("unsorted_waters.csv")
    )


def land_of(island: str) -> str:
    """The slug of what roads, causeways or common land join an island to at last, or MAINLAND."""
    joined = _joined_to()
    while island in joined:
        island = joined[island]
    return MAINLAND if island == _MAINLAND_IN_FILE else island


@lru_cache(maxsize=MOST_SPOTS)
def land_at(lat: float, lon: float, island: str) -> str | None:
    """The land of a spot with what is known of its island; None where it is on one, and nobody knows on which."""
    if island:
        return land_of(island)
    is_island = any(south <= lat <= north and west <= lon <= east for south, north, west, east in _waters())
    return None if is_island else MAINLAND


def is_water_between(land: str | None, other: str | None) -> bool:
    """As far as is known: nothing is kept from anybody on a guess."""
    return land is not None and other is not None and land != other
