"""The shipped geography into the tables, in bulk: run again it changes nothing, after a new release it starts anew."""

from collections.abc import Callable, Collection
from itertools import islice
from typing import Any

from sqlalchemy import delete, func, insert, select

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.places.queries import COUNCIL_AREA, ISLAND, KINDS
from recruitment.places.rules import folded
from recruitment.places.shipped import number_of_rows, rows_of
from recruitment.places.tables import Outcode, Place, PlaceName, Postcode

Facts = dict[str, Any]
Progress = Callable[[str], None]
CHUNK = 5_000
# Seconds of silence after which somebody who waits wants to hear something.
SILENCE = 2.0
_UNSAID = "Place"
_KIND_NAMES = {"Suburban Area": "Suburb", "Other Settlement": _UNSAID, "": _UNSAID}


def load_geography(progress: Progress, outcodes: Collection[str] | None = None) -> None:
    """Postcodes, outward codes, places and their names; the caller commits.

    `outcodes` takes only the postcodes of these outward codes in. `progress` gets a line when something takes a while.
    """
    places, names = _places_and_names()
    _fill(Outcode, _outcodes(), progress)
    # Names point to places, so they go first and come last.
    if _count(Place) != len(places) or _count(PlaceName) != len(names):
        db.session.execute(delete(PlaceName))
        db.session.execute(delete(Place))
        _insert(Place, places, progress)
        _insert(PlaceName, names, progress)
    # Read by the line before it is read by the word: at every later start all of them are there.
    if outcodes is not None or _count(Postcode) != number_of_rows("postcodes.csv.gz"):
        _fill(Postcode, _postcodes(outcodes), progress)


def _count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def _fill(model: Any, rows: list[Facts], progress: Progress) -> None:
    if _count(model) == len(rows):
        return
    db.session.execute(delete(model))
    _insert(model, rows, progress)


def _insert(model: Any, rows: list[Facts], progress: Progress) -> None:
    waiting, done, spoke_at = iter(rows), 0, clock.ticks()
    while chunk := list(islice(waiting, CHUNK)):
        db.session.execute(insert(model.__table__), chunk)
        done += len(chunk)
        if clock.ticks() - spoke_at >= SILENCE:
            progress(f"Loading places: {done:,} of {len(rows):,} rows of {model.__tablename__}")
            spoke_at = clock.ticks()


def _postcodes(outcodes: Collection[str] | None) -> list[Facts]:
    return [
        {
            "code": row["postcode"].replace(" ", ""),
            "lat": float(row["lat"]),
            "lon": float(row["lon"]),
            "council_code": row["council_code"],
            "island": row["island"],
            "is_live": row["live"] == "1",
        }
        for row in rows_of("postcodes.csv.gz")
        if outcodes is None or row["postcode"].split()[0] in outcodes
    ]


def _outcodes() -> list[Facts]:
    areas = {row["council_code"]: row["name"] for row in rows_of("areas.csv") if row["kind"] == COUNCIL_AREA}
    return [
        {
            "code": row["outcode"],
            "lat": float(row["lat"]),
            "lon": float(row["lon"]),
            "area_name": areas.get(row["council_code"], ""),
        }
        for row in rows_of("outcodes_gb.csv")
    ]


def _places_and_names() -> tuple[list[Facts], list[Facts]]:
    """Areas, islands and settlements, with ids, and every name of each; its main one is told from the others."""
    islands = {row["slug"]: _island(row) for row in rows_of("islands.csv")}
    settlements = [each for each in map(_settlement, rows_of("places_scotland.csv")) if not _merged(each, islands)]
    places = [*map(_area, rows_of("areas.csv")), *islands.values(), *_without_twins(settlements)]
    names: list[Facts] = []
    for place_id, place in enumerate(places, start=1):
        place["id"] = place_id
        names += _names(place_id, place.pop("main"), place.pop("others"))
    return places, names


def _names(place_id: int, main: list[str], others: list[str]) -> list[Facts]:
    folds = {folded(name): False for name in others} | {folded(name): True for name in main}
    return [{"place_id": place_id, "folded": fold, "is_main": is_main} for fold, is_main in folds.items() if fold]


def _without_twins(settlements: list[Facts]) -> list[Facts]:
    """One of a name in a council and outward code: the better known comes first in the file, and takes the kind."""
    known: dict[tuple[str, str, str], Facts] = {}
    for settlement in settlements:
        twin = known.setdefault(
            (folded(settlement["name"]), settlement["council_code"], settlement["outcode"]), settlement
        )
        twin["kind"] = min(twin["kind"], settlement["kind"], key=KINDS.index)
    return list(known.values())


def _place(row: dict[str, str], **facts: Any) -> Facts:
    return {
        "lat": float(row["lat"]),
        "lon": float(row["lon"]),
        "council_code": row["council_code"],
        "outcode": row.get("outcode", ""),
        "island": row["island"],
        "population": int(row.get("population") or 0),
        **facts,
    }


def _area(row: dict[str, str]) -> Facts:
    others = row["other_names"].split(";")
    return _place(row, name=row["name"], kind=row["kind"], is_exact=False, main=[row["name"]], others=others)


def _island(row: dict[str, str]) -> Facts:
    """At its anchor place, where most people live and the ferry lands."""
    name = row["island"]
    turned = [" ".join(reversed(name.split()))] if name.endswith("Mainland") else []
    main = [name, f"Isle of {name}", *turned]
    others = row["other_names"].split(";")
    return _place(row, name=name, kind=ISLAND, island=row["slug"], is_exact=True, main=main, others=others)


def _settlement(row: dict[str, str]) -> Facts:
    """Named as people write it: "St Andrews", not "Saint Andrews"."""
    name = f"St {row['name'][6:]}" if row["name"].startswith("Saint ") else row["name"]
    kinds = [_KIND_NAMES.get(kind, kind) for kind in row["type"].split("|")]
    # Names in lower case are transliterations out of other scripts.
    others = [other for other in row["alt_names"].split(";") if other != other.lower()]
    return _place(
        row, name=name, kind=min(kinds, key=KINDS.index), is_exact=row["exact"] == "1", main=[name], others=others
    )


def _merged(settlement: Facts, islands: dict[str, Facts]) -> bool:
    """Whether a row is an island over again; the island then takes its people and names."""
    island = islands.get(settlement["island"])
    if island is None or settlement["kind"] != _UNSAID:
        return False
    said = {folded(name) for name in (settlement["name"], *settlement["others"])}
    if said.isdisjoint(map(folded, island["main"])):
        return False
    island["population"] = max(island["population"], settlement["population"])
    island["others"] += settlement["others"]
    return True
