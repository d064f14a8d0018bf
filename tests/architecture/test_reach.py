"""The whole reach, printed as one page for a person to review, and complete."""

from flask import Flask

import recruitment.web  # noqa: F401
from recruitment.core.tenancy import OWNED, Reach, Reference, everything, nothing
from recruitment.core.viewers import PURPOSES, VIEWERS
from recruitment.extensions import db

COLUMNS = [viewer.kind for viewer in VIEWERS if viewer.kind != "system"]


def matrix() -> list[str]:
    lines = [f"{'table':24}" + "".join(f"{kind:12}" for kind in COLUMNS) + "system"]
    for mapper in sorted(db.Model.registry.mappers, key=lambda mapper: mapper.local_table.name):
        reach = mapper.class_.__reach__
        if isinstance(reach, Reference):
            lines.append(f"{mapper.local_table.name:24}everyone: open facts")
            continue
        words = [
            "-" if rule is nothing else "all" if rule is everything else "by rule"
            for rule in (getattr(reach, kind) for kind in COLUMNS)
        ]
        lines.append(
            f"{mapper.local_table.name:24}" + "".join(f"{word:12}" for word in words) + " ".join(sorted(reach.system))
        )
    return lines


def test_the_matrix_is_complete(app: Flask) -> None:
    print("\n".join(matrix()))  # noqa: T201
    tables = {mapper.local_table for mapper in db.Model.registry.mappers}
    assert tables == set(db.metadata.tables.values())
    owned = {mapper.local_table for mapper in db.Model.registry.mappers if isinstance(mapper.class_.__reach__, Reach)}
    assert owned == OWNED


def test_cosla_reaches_no_person(app: Flask) -> None:
    """COSLA reads rolled-up figures: no table that leads to another person or holds an application."""
    open_to_cosla = {
        mapper.local_table.name
        for mapper in db.Model.registry.mappers
        if isinstance(mapper.class_.__reach__, Reach) and mapper.class_.__reach__.cosla is not nothing
    }
    assert open_to_cosla <= {"account", "parked_form", "spend_figure", "hiring_figure", "duration_figure",
                             "response_figure", "equality_figure", "figures_made", "sent_report"}  # fmt: skip


def test_owned_rows_of_an_organisation_say_which(app: Flask) -> None:
    """organisation_id is NOT NULL from birth wherever a staff rule could lean on it."""
    loose = {
        table.name
        for table in OWNED
        if "organisation_id" in table.columns and table.columns["organisation_id"].nullable
    }
    # Figures of all organisations together belong to none, and are shown to all of them; a report that is
    # sent belongs to the person who gets it.
    assert loose <= {"act", "equality_figure", "duration_figure", "sent_report"}


def test_every_purpose_is_used(app: Flask) -> None:
    used = set().union(
        *(mapper.class_.__reach__.system for mapper in db.Model.registry.mappers
          if isinstance(mapper.class_.__reach__, Reach))
    )  # fmt: skip
    assert used == set(PURPOSES)
