"""Places offered to whoever is typing one."""

from dataclasses import dataclass
from functools import cache
from itertools import islice

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.places.queries import OUTCODE, Found, area_names, as_found, likelihood
from recruitment.places.rules import LONGEST_NAME, folded
from recruitment.places.shipped import rows_of
from recruitment.places.tables import Outcode, Place, PlaceName

# Fewer letters begin half of the country.
FEWEST_LETTERS = 2
MOST_OFFERED = 8
LARGEST_TOWNS = 60
OTHER_NAMES = (("areas.csv", "other_names"), ("islands.csv", "other_names"), ("places_scotland.csv", "alt_names"))
# Scottish Gaelic writes these and no acute ones, so of two spellings of a name the one with more of them is its own.
GRAVE = frozenset("àèìòùÀÈÌÒÙ")


@dataclass(frozen=True, slots=True)
class Offered:
    """A place, and the other name of it that begins as somebody types: "" where its main name does."""

    place: Found
    called: str = ""


def places_beginning(typed: str) -> list[Offered]:
    """Places of which a name, Gaelic and other names too, begins so; each is found again by its `label`."""
    beginning = folded(typed[:LONGEST_NAME])
    if len(beginning) < FEWEST_LETTERS:
        return []
    rows = db.session.execute(
        select(Place, PlaceName.is_main, PlaceName.folded)
        .join(PlaceName, PlaceName.place_id == Place.id)
        .where(PlaceName.folded.startswith(beginning, autoescape=True))
    ).all()
    # What is called just so, then what is mainly called something like it, the likeliest of each first.
    ranked = sorted(
        rows, key=lambda row: (row.folded != beginning, not row.is_main, *likelihood(row.Place), row.folded)
    )
    called = {row.Place: "" if row.is_main else row.folded for row in reversed(ranked)}
    places = list(islice(dict.fromkeys(row.Place for row in ranked), 2 * MOST_OFFERED))
    areas = area_names(place.council_code for place in places)
    offered = [
        *map(Offered, _outcodes(beginning)),
        *(Offered(as_found(place, areas), _as_written().get(called[place], "")) for place in places),
    ]
    return list({each.place.label: each for each in reversed(offered)}.values())[::-1][:MOST_OFFERED]


@cache
def _as_written() -> dict[str, str]:
    """Other names of places as they are written, by how they are looked up."""
    written: dict[str, str] = {}
    for file_name, column in OTHER_NAMES:
        for name in (name for row in rows_of(file_name) for name in row[column].split(";")):
            known = written.setdefault(folded(name), name)
            if _graves(name) > _graves(known):
                written[folded(name)] = name
    return written


def _graves(name: str) -> int:
    return sum(sign in GRAVE for sign in name)


def _outcodes(beginning: str) -> list[Found]:
    """Scotland's outward codes, when it can be one: "kw1" is, "kw" may be a name."""
    if not any(sign.isdigit() for sign in beginning):
        return []
    codes = select(Outcode).where(Outcode.code.startswith(beginning.upper(), autoescape=True), Outcode.area_name != "")
    return [
        Found(name=row.code, kind=OUTCODE, lat=row.lat, lon=row.lon, is_exact=False, area=row.area_name)
        for row in db.session.scalars(codes.order_by(Outcode.code).limit(MOST_OFFERED))
    ]


@cache
def well_known() -> tuple[str, ...]:
    """Council areas, islands and the largest towns, for a list that stands on the page."""
    areas = (row["name"] for row in rows_of("areas.csv"))
    islands = (row["island"] for row in rows_of("islands.csv"))
    towns = (row["name"] for row in islice(rows_of("places_scotland.csv"), LARGEST_TOWNS))
    return tuple(sorted({*areas, *islands, *towns}))
