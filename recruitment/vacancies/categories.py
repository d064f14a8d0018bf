"""The kinds of work that adverts are filed under, as shipped: run again it changes nothing."""

import csv
from importlib import resources

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.vacancies.tables import Category


def load_categories() -> None:
    """Adds and corrects categories; one that is no longer shipped stays, as adverts may name it. The caller commits."""
    source = resources.files("recruitment.vacancies") / "data" / "categories.csv"
    known = {category.code: category for category in db.session.scalars(select(Category))}
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        category = known.get(row["code"]) or Category(code=row["code"])
        category.slug = row["slug"]
        category.name = row["name"]
        category.description = row["description"]
        category.soc_groups = row["soc_unit_groups"].split()
        db.session.add(category)
    db.session.flush()
