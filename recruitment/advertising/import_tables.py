"""Uploaded sheets of placements."""

from recruitment.extensions import db
from recruitment.vacancies.import_tables import SheetImport


class PlacementImport(SheetImport, db.Model):
    """A sheet of what was spent: its rows become entries of the ledger."""

    __tablename__ = "placement_import"
