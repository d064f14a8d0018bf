"""Points at which work is done: made once, shared by every vacancy of the spot."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from recruitment.extensions import db
from recruitment.places.rules import rounded
from recruitment.places.tables import Point


def point_at(lat: float, lon: float, island: str = "") -> Point:
    """The point of a spot, flushed; when another transaction makes it at the same time, theirs."""
    spot = select(Point).where(Point.lat == rounded(lat), Point.lon == rounded(lon))
    known = db.session.scalars(spot).one_or_none()
    if known is not None:
        return known
    try:
        with db.session.begin_nested():
            point = Point(lat=rounded(lat), lon=rounded(lon), island=island)
            db.session.add(point)
        return point
    except IntegrityError:
        return db.session.scalars(spot).one()
