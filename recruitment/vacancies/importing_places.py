"""An advert's place texts as workplaces with coordinates, looked for near the employer's own area."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import (
    AREA_KINDS,
    COUNCIL_AREA,
    REGION,
    WELL_KNOWN,
    area_names,
    find_outcode,
    find_postcode,
    lies_in,
    places_called,
    town_of,
)
from recruitment.places.rules import is_named_in, miles_between, postcode_in
from recruitment.places.tables import Place, Postcode
from recruitment.vacancies.reading.place import PlaceReading, read_place
from recruitment.vacancies.reading.plain import plain

LONGEST_LABEL = 200
MOST_SITES = 40
# The middle of an area so small (its farthest place this near) stands for a workplace that nobody knows within it.
SMALL_AREA_MILES = 12.0
# Words.
LONGEST_AREA = 4
# An island is known by the place where most of its people live, an area only by its middle.
_WIDE = (COUNCIL_AREA, REGION)
_POSTCODE_AT_END = re.compile(r"[\s,;(-]*\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\)?$", re.I)


@dataclass(frozen=True, slots=True)
class Spot:
    lat: float
    lon: float
    island: str


@dataclass(frozen=True, slots=True)
class Site:
    """A workplace to be. `kind` as in tables.Workplace; `spot` None where nobody knows it."""

    kind: str
    label: str
    postcode: str = ""
    spot: Spot | None = None
    locality: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """The area near which a name is meant. `is_certain`: the council's own or named in the text, not just likely."""

    area: Place | None = None
    is_certain: bool = False

    @property
    def name(self) -> str:
        return self.area.name if self.area else "Scotland"


@dataclass(frozen=True, slots=True)
class Sites:
    sites: tuple[Site, ...] = ()
    is_home_based: bool = False
    doubts: tuple[str, ...] = ()


def read_sites(location: str, organisation: Organisation) -> Sites:
    """Where the work is, as far as the text and the gazetteer tell; what they do not tell is in doubt."""
    reading = read_place(location)
    if not plain(location):
        return Sites(doubts=("No place is stated.",))
    if reading.is_home_based and not reading.names and not reading.postcode:
        return Sites(is_home_based=True)
    around = _around(reading, organisation)
    doubts: list[str] = []
    workplaces = reading.workplaces or _known_together(reading.joined, around)
    if len(workplaces) > 1:
        sites = [_one_of_several(name, around, doubts) for name in workplaces[:MOST_SITES]]
        if len(workplaces) > MOST_SITES:
            doubts.append(f"Only the first {MOST_SITES} of {len(workplaces)} places were taken.")
    else:
        sites = [_by_postcode(location, reading, around, doubts) or _by_name(location, reading, around, doubts)]
    return Sites(tuple(sites), reading.is_home_based, tuple(doubts))


def _around(reading: PlaceReading, organisation: Organisation) -> Around:
    """The council's own area, else one that the text names, else one that the employer's name holds."""
    if organisation.gss_code:
        own = select(Place).where(Place.kind == COUNCIL_AREA, Place.council_code == organisation.gss_code)
        return Around(db.session.scalars(own).one_or_none(), is_certain=True)
    in_text = _first_area(reading.names)
    return Around(in_text, is_certain=True) if in_text else Around(_first_area(_parts_of(organisation.name)))


def _first_area(names: Iterable[str]) -> Place | None:
    return next((place for name in names for place in places_called(name) if place.kind in AREA_KINDS), None)


def _parts_of(name: str) -> Iterator[str]:
    """Neighbouring words of a name, the longest first: "NHS Ayrshire and Arran" holds "Ayrshire"."""
    words = name.split()
    for size in range(min(LONGEST_AREA, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _label(location: str) -> str:
    text = _POSTCODE_AT_END.sub("", plain(location)) or plain(location)
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"


def _by_postcode(location: str, reading: PlaceReading, around: Around, doubts: list[str]) -> Site | None:
    if reading.postcode is None:
        return None
    postcode = find_postcode(reading.postcode)
    if postcode is None:
        doubts.append(f"The postcode {reading.postcode} is not known.")
        return None
    own = around.area.council_code if around.area and around.is_certain else ""
    if own and own != postcode.council_code:
        area = area_names([postcode.council_code]).get(postcode.council_code, "another area")
        doubts.append(f"The postcode {reading.postcode} lies in {area}, not in {around.name}.")
    return _at(postcode, _label(location))


def _at(postcode: Postcode, label: str) -> Site:
    spot = Spot(postcode.lat, postcode.lon, postcode.island)
    return Site("site", label, postcode.code, spot, town_of(postcode, label))


def _named(place: Place, label: str, doubts: list[str], *, is_area: bool) -> Site:
    """An island is no town, and of another name that a place bears the label says enough."""
    is_town = not is_area and place.kind not in AREA_KINDS and is_named_in(label, place.name)
    locality = place.name if is_town else ""
    return Site("area" if is_area else "place", label, spot=_spot(place, doubts), locality=locality)


def _by_name(location: str, reading: PlaceReading, around: Around, doubts: list[str]) -> Site:
    for name in reading.names:
        place = _resolved(name, around, doubts)
        if place is not None:
            if place.kind in _WIDE and not reading.is_area_wide:
                doubts.append(f"The workplace is not known; the middle of {place.name} stands for it.")
            is_area = reading.is_area_wide or place.kind in _WIDE
            return _named(place, _label(location), doubts, is_area=is_area)
    return _by_outcode(location, reading.postcode, doubts) or _by_middle(location, around, doubts)


def _one_of_several(name: str, around: Around, doubts: list[str]) -> Site:
    postcode = find_postcode(name)
    if postcode is not None:
        return _at(postcode, name)
    if postcode_in(name):
        doubts.append(f"The postcode {name} is not known.")
        return _by_outcode(name, name, doubts) or Site("place", name)
    place = _resolved(name, around, doubts)
    if place is None:
        doubts.append(f"No place called '{name}' is known in {around.name}.")
        return Site("place", name[:LONGEST_LABEL])
    return _named(place, name[:LONGEST_LABEL], doubts, is_area=place.kind in _WIDE)


def _known_together(names: tuple[str, ...], around: Around) -> tuple[str, ...]:
    """Names that "and" joins, if each is a place; else they may be one name ("Kyle and Carrick")."""
    return names if all(_resolved(name, around, []) for name in names) else ()


def _by_outcode(location: str, postcode: str | None, doubts: list[str]) -> Site | None:
    outcode = find_outcode(postcode) if postcode else None
    if outcode is None:
        return None
    doubts.append(f"The middle of {outcode.code} stands for the workplace.")
    return Site("place", _label(location), spot=Spot(outcode.lat, outcode.lon, ""))


def _by_middle(location: str, around: Around, doubts: list[str]) -> Site:
    """Of a small area the middle is a help; of a large one it would mislead."""
    label, area = _label(location), around.area if around.is_certain else None
    if area is None or area.kind != COUNCIL_AREA or not _is_small(area):
        doubts.append(f"'{label}' could not be placed on the map.")
        return Site("place", label)
    doubts.append(f"'{label}' is not known; the middle of {area.name} stands for it.")
    return Site("place", label, spot=_spot(area, doubts))


def _resolved(name: str, around: Around, doubts: list[str]) -> Place | None:
    """The place meant by a name. Outside an area that is certain only a well-known one is believed."""
    candidates = places_called(name)
    if not candidates:
        return None
    likeliest = candidates[0]
    inside = [place for place in candidates if around.area and lies_in(place, around.area)]
    if inside:
        return inside[0]
    if around.is_certain and likeliest.population < WELL_KNOWN:
        return None
    if around.area:
        doubts.append(f"{likeliest.name} lies outside {around.name}.")
    elif likeliest.population == 0 and len({place.council_code for place in candidates}) > 1:
        doubts.append(f"There are several places called '{name}'; one of them was taken.")
    return likeliest


def _spot(place: Place, doubts: list[str]) -> Spot:
    if not place.is_exact and place.kind not in _WIDE:
        doubts.append(f"Where {place.name} lies is known only by its outward code, {place.outcode}.")
    return Spot(place.lat, place.lon, place.island)


def _is_small(area: Place) -> bool:
    known = db.session.scalars(select(Place).where(Place.council_code == area.council_code, Place.is_exact))
    return all(miles_between(area.lat, area.lon, place.lat, place.lon) <= SMALL_AREA_MILES for place in known)
