"""Where the work is: candidate names for a gazetteer, the most trustworthy first. Nothing is looked up here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recruitment.vacancies.reading.plain import plain

_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.I | re.A)
_HOME = re.compile(
    r"\bhome[\s-]?(?:based|working)\b|\bwork(?:ing)? (?:from|at) home\b"
    r"|\b(?:fully |working )?remote(?:ly)?(?: working)?\b(?= ?[,;/(]|$)",
    re.I,
)
_ALL_OVER = re.compile(
    r"\b(?:various|varied|varying|multiple|throughout|across|peripatetic|anywhere|any location|all areas"
    r"|(?:city|county|council|area|island|region|authority)[\s-]?wide)\b",
    re.I,
)
# Streets and parts of a site: no gazetteer of settlements knows them.
_STREET = re.compile(r"\b(?:Street|Road|Drive|Avenue|Court|Lane|Terrace|Crescent|Square|Wynd|St\.?$|Rd\.?$)(?!\w)")
# Buildings that are mostly named after the place where they stand.
_PUBLIC_BUILDING = re.compile(
    r"\b(?:Out of School (?:Club|Care)"
    r"|(?:(?:Primary|High|Secondary|Special|Nursery|Junior|Infant|Grammar|Community|Outdoor) )*"
    r"(?:School|Nursery|Academy|Campus)"
    r"|(?:Early Years|Early Learning|Family|Health|Leisure|Community|Day|Resource|Sports|Civic) Centre"
    r"|(?:Royal |Community |General )*(?:Infirmary|Hospital)|Harbour|Library|Depot|(?:Fire|Police) Station"
    r"|(?:Area )?[Oo]ffices?|(?:Business|Science|Country|Retail) Park|Industrial Estate)\b"
)
# Buildings named after anything: "St Andrews House" stands in Edinburgh.
_OTHER_BUILDING = re.compile(
    r"\b(?:House|Laborator(?:y|ies)|Unit|Ward|Department|Recovery|Theatre|Services?|Team|Headquarters|HQ|Buildings?"
    r"|Hall|Lodge|Chambers|Centre|College|University|Care Home)\b"
)
_SMALL_WORDS = re.compile(
    r"^(?:(?:and|or|in|at|near|of|within|based|the|around|all|our)\b\s*)+|\s*\b(?:and|or|in|at|of|within|the)$"
)
_NOUNS_OF_PLACE = re.compile(r"\b(?:locations?|sites?|workplaces?|venues?|establishments?|schools|premises)\b", re.I)
_AREA_SUFFIX = re.compile(r"\s+(?:area|council(?: area)?|(?:city|islands) council(?: area)?)$", re.I)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BROAD = {
    *"angus argyll borders caithness clackmannanshire fife grampian highland highlands inverclyde lothian".split(),
    *"lothians midlothian moray orkney scotland shetland strathclyde sutherland tayside".split(),
    "argyll and bute", "dumfries and galloway", "east lothian", "perth and kinross", "scottish borders", "the borders",
    "west lothian", "western isles", "outer hebrides", "na h-eileanan siar", "orkney islands", "shetland islands",
    "ross and cromarty", "the highlands", "forth valley",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """`names`: candidates, settlements before what a building's name suggests before councils' areas and counties.

    `workplaces`: when the text lists several places, the postcode or best name of each. `is_area_wide`: the work is
    all over an area, or only an area is named. `joined`: settlements that "and" or "&" joins, where besides them the
    text names areas alone; whether they are several places only a gazetteer can tell.
    """

    postcode: str | None = None
    names: tuple[str, ...] = ()
    is_area_wide: bool = False
    is_home_based: bool = False
    workplaces: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    trust: int  # 0: named as a place; 1: taken from a building's name; 2: an area
    is_joined: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """A gazetteer may know "Isle of Raasay" as "Raasay"."""
        return (self.name, self.name[8:]) if self.name.lower().startswith("isle of ") else (self.name,)


def read_place(location: str | None) -> PlaceReading:
    """Postcode, candidate names and the nature of the place from an advert's location text."""
    text = plain(location)
    postcodes = [f"{outward}{inward}" for outward, inward in _POSTCODE.findall(text)]
    items = [item for item in re.split(r"[;|/]", text) if item.strip()]
    named = [found for item in items for found in _named(item)]
    names = _in_order(named)
    is_all_over = bool(_ALL_OVER.search(text))
    is_only_area = bool(named) and all(found.trust == 2 for found in named) and not postcodes
    best = list(dict.fromkeys(filter(None, map(_best, items) if len(items) > 1 else map(_spaced, postcodes))))
    return PlaceReading(
        postcode=_spaced(postcodes[0]) if postcodes else None,
        names=names,
        is_area_wide=is_all_over or is_only_area,
        is_home_based=bool(_HOME.search(text)),
        workplaces=tuple(best) if len(best) > 1 else (),
        joined=() if is_all_over or postcodes or len(items) > 1 else _joined(named),
    )


def _joined(named: list[_Named]) -> tuple[str, ...]:
    settlements = [found for found in named if found.trust < 2]
    is_all = len(settlements) > 1 and all(found.is_joined for found in settlements)
    return tuple(dict.fromkeys(found.name for found in settlements)) if is_all else ()


def _spaced(postcode: str) -> str:
    return f"{postcode[:-3]} {postcode[-3:]}".upper()


def _best(item: str) -> str | None:
    if postcode := _POSTCODE.search(item):
        return _spaced(postcode[1] + postcode[2])
    return next(iter(_in_order(list(_named(item)))), None)


def _in_order(named: list[_Named]) -> tuple[str, ...]:
    ordered = sorted(named, key=lambda found: found.trust)
    return tuple(dict.fromkeys(spelling for found in ordered for spelling in found.spellings))


def _named(item: str) -> Iterator[_Named]:
    """Every name in one place's text, its parts set apart by commas and brackets."""
    text = _HOME.sub(" ", _POSTCODE.sub(" ", item))
    outside = _BRACKETS.sub(",", text)
    for part in [*outside.split(","), *(part for words in _BRACKETS.findall(text) for part in words.split(","))]:
        # "Dalkeith and throughout Midlothian" names two.
        for words in _ALL_OVER.split(part):
            yield from _of_part(_trimmed(words))


def _trimmed(words: str) -> str:
    words = " ".join(_NOUNS_OF_PLACE.sub(" ", words).split()).strip(" -:.&")
    return _AREA_SUFFIX.sub("", _SMALL_WORDS.sub("", words)).strip(" -:.&")


def _of_part(words: str) -> Iterator[_Named]:
    """Names in one part of an address; none for a street, and for a building only what its name suggests."""
    while words[:1].isalnum():
        passed = _STREET.search(words)
        if passed is None and not words[0].isdigit():
            passed = _PUBLIC_BUILDING.search(words) or _OTHER_BUILDING.search(words)
        if passed is None:
            if words[0].isupper() and not words.startswith("The "):
                yield from _of_settlement(words)
            return
        if passed.re is _PUBLIC_BUILDING:
            yield from _namesake(words, words[: passed.start()])
        # A place may follow within the part: "Hazlehead Nursery Aberdeen".
        words = _trimmed(words[passed.end() :])


def _namesake(words: str, before: str) -> Iterator[_Named]:
    """The place that a building's name suggests: "Royal" and "The" tell of none."""
    name = _trimmed(re.sub(r"^Royal\b", "", before))
    if name[:1].isupper() and not words.startswith("The "):
        yield _Named(name, trust=1)


def _of_settlement(words: str) -> Iterator[_Named]:
    words = words.replace(" & ", " and ")
    is_broad = words.lower() in _BROAD or words.lower().endswith("shire")
    if is_broad or " and " not in words:
        yield _Named(words, trust=2 if is_broad else 0)
        return
    for name in filter(None, map(_trimmed, words.split(" and "))):
        if name[0].isupper():
            yield _Named(name, trust=2 if name.lower() in _BROAD else 0, is_joined=True)
