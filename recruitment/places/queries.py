"""Where things are: what somebody typed made a spot on the map."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from sqlalchemy import bindparam, func, select

from recruitment.extensions import db
from recruitment.places.islands import land_at
from recruitment.places.rules import (
    FARTHEST_TOWN_MILES,
    LONGEST_NAME,
    SETTLED_KINDS,
    Settlement,
    box_around,
    folded,
    miles_between,
    outcode_in,
    postcode_in,
    spaced,
    town_among,
)
from recruitment.places.shipped import rows_of
from recruitment.places.tables import Outcode, Place, PlaceName, Postcode

COUNCIL_AREA, REGION, ISLAND = "Council area", "Region", "Island"
POSTCODE, OUTCODE = "Postcode", "Outward code"
# Of places with one name and no population, the kind listed first is the likelier meant.
KINDS = (COUNCIL_AREA, REGION, ISLAND, "City", "Town", "Village", "Suburb", "Hamlet", "Place")
AREA_KINDS = (COUNCIL_AREA, REGION, ISLAND)
# So well known that hamlets of the same name are not meant.
WELL_KNOWN = 10_000
# Two entries of one name so close together are one place.
SAME_SPOT_MILES = 3.0
WIDEST_AREA_MILES = 40.0
MOST_ALTERNATIVES = 6
# Words.
LONGEST_AREA = 4
# Of tables, not of classes: these are open facts, and every search asks for some.
_PLACES, _NAMES = Place.__table__, PlaceName.__table__
_CALLED = (
    select(*_PLACES.columns, _NAMES.c.is_main)
    .join(_NAMES, _NAMES.c.place_id == _PLACES.c.id)
    .where(_NAMES.c.folded == bindparam("name"))
)
_COUNTRY = {"scotland", "uk", "united kingdom", "great britain", "alba"}


@dataclass(frozen=True, slots=True)
class Found:
    """A spot somebody asked for. `kind`: one of KINDS, POSTCODE or OUTCODE. `island`: a slug, "" for none.

    `area`: the council area it lies in. Not `is_exact`: only its outward code's or area's middle is known.
    `alternatives`: other places of the same name, each found by its `label`.
    """

    name: str
    kind: str
    lat: float
    lon: float
    island: str = ""
    is_exact: bool = True
    council_code: str = ""
    area: str = ""
    alternatives: tuple["Found", ...] = ()

    @property
    def land(self) -> str | None:
        return land_at(self.lat, self.lon, self.island)

    @property
    def label(self) -> str:
        """The name with its council area, where that says more."""
        says_area = set(folded(self.name).split()) <= set(folded(self.area).split())
        is_plain = says_area or not self.area or self.kind in (*AREA_KINDS, POSTCODE, OUTCODE)
        return self.name if is_plain else f"{self.name}, {self.area}"


def find_postcode(text: str) -> Postcode | None:
    """A Scottish postcode, live or withdrawn, with or without its space."""
    code = postcode_in(text)
    return db.session.scalars(select(Postcode).where(Postcode.code == code)).one_or_none() if code else None


def town_of(postcode: Postcode, label: str = "") -> str:
    """The town of what is called `label` and stands at a postcode: of its own council area, and not across water."""
    box = box_around(postcode.lat, postcode.lon, FARTHEST_TOWN_MILES)
    around = select(Place).where(
        Place.is_exact,
        Place.kind.in_(SETTLED_KINDS),
        Place.council_code == postcode.council_code,
        Place.lat.between(box.south, box.north),
        Place.lon.between(box.west, box.east),
    )
    land = land_at(postcode.lat, postcode.lon, postcode.island)
    settlements = (
        Settlement(place.name, place.kind, place.population,
                   miles_between(postcode.lat, postcode.lon, place.lat, place.lon))
        for place in db.session.scalars(around.order_by(Place.id))
        if land_at(place.lat, place.lon, place.island) == land
    )  # fmt: skip
    return town_among(settlements, label)


def find_outcode(text: str) -> Outcode | None:
    """The outward code of Great Britain that a text is, or that its postcode begins with."""
    code = outcode_in(text)
    return db.session.scalars(select(Outcode).where(Outcode.code == code)).one_or_none() if code else None


def find_place(text: str) -> Found | None:
    """The place most likely meant: a postcode, an outward code, or a name, which may be followed by its area.

    A name that its area does not know gives the area; of an address the first part that is known.
    """
    if postcode := find_postcode(text):
        return _of_postcode(postcode)
    if outcode := find_outcode(text):
        return _of_outcode(outcode)
    address = text[:LONGEST_NAME]
    for name in dict.fromkeys(map(folded, (address, *address.split(",")))):
        if found := _found_by_name(_without_country(name)):
            return found
    return None


def places_called(name: str) -> list[Place]:
    """Every place that bears a name, the likeliest first: rows. A place's main name counts before its other names."""
    rows = db.session.execute(_CALLED, {"name": folded(name[:LONGEST_NAME])}).all()
    mains = [row for row in rows if row.is_main]
    return sorted((cast("Place", row) for row in mains or rows), key=likelihood)


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """Council areas' names by their statistical codes."""
    asked, shipped = set(codes) - {""}, _shipped_areas()
    if unknown := asked - shipped.keys():
        found = select(Place.council_code, Place.name).where(
            Place.kind == COUNCIL_AREA, Place.council_code.in_(unknown)
        )
        shipped = shipped | {code: name for code, name in db.session.execute(found)}
    return {code: shipped[code] for code in asked if code in shipped}


@cache
def _shipped_areas() -> dict[str, str]:
    """Every search asks for one, and to look for it among all places would cost more than to find the place itself."""
    return {row["council_code"]: row["name"] for row in rows_of("areas.csv") if row["kind"] == COUNCIL_AREA}


def areas_of_postcodes(codes: Iterable[str]) -> dict[str, str]:
    """The names of the council areas that postcodes lie in."""
    area = (Place.council_code == Postcode.council_code) & (Place.kind == COUNCIL_AREA)
    rows = db.session.execute(select(Postcode.code, Place.name).join(Place, area).where(Postcode.code.in_(set(codes))))
    return {code: name for code, name in rows}


def likelihood(place: Place) -> tuple[int, int, bool, int]:
    return (-place.population, KINDS.index(place.kind), not place.is_exact, place.id)


def _without_country(name: str) -> str:
    country = next((country for country in _COUNTRY if name.endswith(f" {country}")), "")
    return name.removesuffix(country).strip()


def _found_by_name(name: str) -> Found | None:
    candidates = places_called(name) or _named_with_area(name)
    if not candidates:
        return None
    best, *others = _told_apart(candidates)
    if best.population >= WELL_KNOWN:
        others = [place for place in others if place.population]
    shown = [best, *others[:MOST_ALTERNATIVES]]
    areas = area_names(place.council_code for place in shown)
    alternatives = {found.label: found for found in (as_found(place, areas) for place in shown[1:])}
    return as_found(best, areas, tuple(alternatives.values()))


def _named_with_area(name: str) -> list[Place]:
    """Places whose name is followed by their area's ("dalry north ayrshire", "leith edinburgh"), else the area."""
    words = name.split()
    for cut in range(max(1, len(words) - LONGEST_AREA), len(words)):
        around = places_called(" ".join(words[cut:]))
        if around:
            inside = [place for place in places_called(" ".join(words[:cut])) if lies_in(place, around[0])]
            return inside or around[:1]
    return []


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place belongs to an island or area, or to the council area of a town, as far as the data tells."""
    if area.kind == ISLAND:
        return place.island == area.island
    if area.council_code:
        return place.council_code == area.council_code
    return miles_between(place.lat, place.lon, area.lat, area.lon) <= WIDEST_AREA_MILES


def _told_apart(places: list[Place]) -> list[Place]:
    """Without the entries that are another's twin."""
    kept: list[Place] = []
    for place in places:
        if all(miles_between(place.lat, place.lon, other.lat, other.lon) > SAME_SPOT_MILES for other in kept):
            kept.append(place)
    return kept


def as_found(place: Place, areas: dict[str, str], alternatives: tuple[Found, ...] = ()) -> Found:
    """`areas`: names of council areas by their codes."""
    return Found(
        name=place.name,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        island=place.island,
        is_exact=place.is_exact,
        council_code=place.council_code,
        area=areas.get(place.council_code, ""),
        alternatives=alternatives,
    )


def _of_postcode(postcode: Postcode) -> Found:
    return Found(
        name=spaced(postcode.code),
        kind=POSTCODE,
        lat=postcode.lat,
        lon=postcode.lon,
        island=postcode.island,
        council_code=postcode.council_code,
        area=area_names([postcode.council_code]).get(postcode.council_code, ""),
    )


def _of_outcode(outcode: Outcode) -> Found:
    """On an island only when all of its live postcodes are."""
    islands = db.session.scalars(
        select(Postcode.island)
        .where(
            Postcode.code.between(f"{outcode.code}0", f"{outcode.code}9ZZ"),
            func.length(Postcode.code) == len(outcode.code) + 3,
            Postcode.is_live,
        )
        .distinct()
    ).all()
    return Found(
        name=outcode.code,
        kind=OUTCODE,
        lat=outcode.lat,
        lon=outcode.lon,
        island=islands[0] if len(islands) == 1 else "",
        is_exact=False,
        area=outcode.area_name,
    )
