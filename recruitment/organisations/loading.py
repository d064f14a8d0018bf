"""The 32 councils of Scotland, as shipped: run again it changes nothing."""

import csv
from importlib import resources

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.organisations.actions import slug_of
from recruitment.organisations.tables import Organisation


def load_councils() -> int:
    """Adds the councils that are not there, and corrects names of those that are; returns how many were added.

    What a council says of itself is its own and stays. The caller commits.
    """
    source = resources.files("recruitment.organisations") / "data" / "councils.csv"
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    known = {
        council.gss_code: council
        for council in db.session.scalars(select(Organisation).where(Organisation.gss_code.is_not(None)))
    }
    for row in rows:
        council = known.get(row["gss_code"]) or Organisation(gss_code=row["gss_code"])
        council.slug = slug_of(row["council_name"])
        council.name = row["council_name"]
        council.kind = "council"
        council.area_name = row["area_name"]
        db.session.add(council)
    db.session.flush()
    return sum(row["gss_code"] not in known for row in rows)
