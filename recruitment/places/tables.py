"""Rows of open geography, and the points at which work is done."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import OPEN_FACTS
from recruitment.core.tenancy import REFERENCE
from recruitment.extensions import db


class Postcode(db.Model):
    """A Scottish postcode, written without its space; `island` is a slug, empty on the mainland."""

    __tablename__ = "postcode"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    lat: Mapped[float]
    lon: Mapped[float]
    council_code: Mapped[str] = mapped_column(String(9))
    island: Mapped[str] = mapped_column(String(40), default="")
    is_live: Mapped[bool]


class Outcode(db.Model):
    """An outward code of Great Britain with the middle of its postcodes."""

    __tablename__ = "outcode"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    lat: Mapped[float]
    lon: Mapped[float]
    area_name: Mapped[str] = mapped_column(String(80), default="")


class Place(db.Model):
    """A city, town, village, island or locality. Only an `is_exact` one is known better than its outward code."""

    __tablename__ = "place"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    lat: Mapped[float]
    lon: Mapped[float]
    council_code: Mapped[str] = mapped_column(String(9), default="")
    outcode: Mapped[str] = mapped_column(String(4), default="")
    island: Mapped[str] = mapped_column(String(40), default="")
    population: Mapped[int] = mapped_column(default=0)
    is_exact: Mapped[bool]


class PlaceName(db.Model):
    """One of the names of a place, folded for look-up (lower case, no accents): English, Gaelic, Scots."""

    __tablename__ = "place_name"
    __table_args__ = (Index("ix_place_name_folded", "folded"),)
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    folded: Mapped[str] = mapped_column(String(120), primary_key=True)
    is_main: Mapped[bool]


class Point(db.Model):
    """A spot at which work is done; vacancies of one spot share it, so that a radius is a small set of points."""

    __tablename__ = "point"
    __table_args__ = (UniqueConstraint("lat", "lon"),)
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    lat: Mapped[float]
    lon: Mapped[float]
    island: Mapped[str] = mapped_column(String(40), default="")
