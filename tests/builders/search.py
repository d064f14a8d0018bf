"""Adverts that the index has heard of, and the index brought up to date."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict

from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.tables import Place, PlaceName, Point
from recruitment.search.answers import Answer, answer
from recruitment.search.follower import bring_up_to_date
from recruitment.search.questions import question_of
from recruitment.vacancies.tables import AdvertChange, Category, Vacancy, Workplace
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy


@contextmanager
def an_index_at(app: Flask, folder: Path) -> Iterator[None]:
    """The app with an index of its own, empty until it follows."""
    usual = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(usual, index_dir=folder)
    try:
        yield
    finally:
        app.config["SETTINGS"] = usual


@contextmanager
def later(app: Flask, **span: float) -> Iterator[None]:
    """The clock moved on by `days=`, `hours=` and so on."""
    usual = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(usual, clock_offset=int(timedelta(**span).total_seconds()))
    try:
        yield
    finally:
        app.config["SETTINGS"] = usual


def asked(**parameters: Any) -> Answer:
    """The answer to a question as an address asks it; a list is a parameter given several times."""
    return answer(question_of(MultiDict(parameters)))


def titles(**parameters: Any) -> list[str]:
    return [hit.vacancy.title for hit in asked(**parameters).hits]


def announce(vacancy: Vacancy) -> None:
    """As every act on an advert does."""
    db.session.add(AdvertChange(vacancy_id=vacancy.id))
    db.session.commit()


def an_advert(
    organisation: Organisation | None = None,
    *,
    at: Point | None = None,
    label: str = "",
    kind: str = "place",
    locality: str = "",
    **facts: Any,
) -> Vacancy:
    """A published vacancy that is in the log, at Fife Council unless told otherwise; `at` is where its work is."""
    organisation = organisation or an_organisation()
    vacancy = a_vacancy(organisation, **facts)
    if at is not None or label:
        db.session.add(
            Workplace(organisation_id=organisation.id, vacancy_id=vacancy.id, position=1, kind=kind,
                      label=label or "Somewhere", locality=locality, point_id=at.id if at else None)
        )  # fmt: skip
    announce(vacancy)
    return vacancy


def work_also_at(vacancy: Vacancy, point: Point) -> None:
    """One workplace more of an advert."""
    db.session.add(
        Workplace(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, position=2, kind="place",
                  label="There too", point_id=point.id)
    )  # fmt: skip
    announce(vacancy)


_place_numbers = itertools.count(1_000_001)


def a_point(lat: float, lon: float, island: str = "") -> Point:
    point = Point(lat=lat, lon=lon, island=island)
    db.session.add(point)
    db.session.commit()
    return point


def a_place(name: str, lat: float, lon: float, **facts: Any) -> Place:
    # Loaded places number themselves from 1; PostgreSQL's own numbers do not know of it.
    place = Place(
        **{"id": next(_place_numbers), "name": name, "kind": "Town", "lat": lat, "lon": lon, "is_exact": True, **facts}
    )
    db.session.add(place)
    db.session.flush()
    db.session.add(PlaceName(place_id=place.id, folded=name.lower(), is_main=True))
    db.session.commit()
    return place


def a_category(slug: str = "cleaning", name: str = "Cleaning and catering") -> Category:
    category = Category(code=slug.replace("-", "_"), slug=slug, name=name, description="", soc_groups=[])
    db.session.add(category)
    db.session.commit()
    return category


def follow() -> None:
    """Lets the index hear of everything that happened."""
    db.session.commit()
    bring_up_to_date()


def leave(vacancy: Vacancy, state: str = "withdrawn") -> None:
    """Takes an advert out, as withdrawing or filling does."""
    vacancy.state = state
    announce(vacancy)
