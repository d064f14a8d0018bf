"""The shipped geography goes into the tables once."""

import pytest
from sqlalchemy import func, select

from recruitment.extensions import db
from recruitment.places.loading import load_geography
from recruitment.places.tables import Outcode, Place, PlaceName, Postcode

pytestmark = pytest.mark.usefixtures("database")


def counts() -> dict[str, int]:
    models = (Postcode, Outcode, Place, PlaceName)
    return {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) for model in models}


def test_loading_again_changes_nothing_and_another_choice_starts_anew() -> None:
    lines: list[str] = []
    load_geography(lines.append, outcodes=("KW15",))
    first = counts()
    assert first["outcode"] == 2_997
    assert first["place"] > 5_500
    kirkwall = db.session.scalars(select(Postcode).where(Postcode.code == "KW151LD")).one()
    load_geography(lines.append, outcodes=("KW15",))
    assert counts() == first
    assert db.session.scalars(select(Postcode).where(Postcode.code == "KW151LD")).one() is kirkwall
    load_geography(lines.append, outcodes=("KW15", "KW16"))
    assert counts()["postcode"] > first["postcode"]


@pytest.mark.slow
@pytest.mark.dialect
def test_all_of_it() -> None:
    load_geography(lambda _line: None)
    assert counts()["postcode"] == 230_031
    live = db.session.scalar(select(func.count()).select_from(Postcode).where(Postcode.is_live))
    assert live == 161_026


def test_places_are_told_apart_by_kind_and_named_as_people_write_them() -> None:
    load_geography(lambda _line: None, outcodes=("KW15",))
    counted = db.session.execute(select(Place.kind, func.count()).group_by(Place.kind))
    kinds = {kind: number for kind, number in counted}
    assert (kinds["Council area"], kinds["Island"], kinds["City"]) == (32, 57, 8)
    assert set(kinds) == {
        "Council area", "Region", "Island", "City", "Town", "Village", "Suburb", "Hamlet", "Place",
    }  # fmt: skip
    assert not db.session.scalars(select(Place).where(Place.name.startswith("Saint "))).all()
    twins = select(Place.name).group_by(Place.name, Place.council_code, Place.outcode).having(func.count() > 1)
    assert db.session.scalars(twins.where(Place.kind.not_in(("Council area", "Region", "Island")))).all() == []
