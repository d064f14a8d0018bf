"""The open figures: each table as CSV, all of them as JSON, and the package that describes them."""

import csv
import io
from decimal import Decimal
from typing import Any

from flask import Response, current_app, jsonify

from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.spreadsheets import inert
from recruitment.core.viewers import Viewer
from recruitment.web.doors import machine
from recruitment.web.machine.adverts import absolute
from recruitment.web.machine.api import for_everyone
from recruitment.web.open_figures import LICENCE, RESOURCES, WITHHELD, data_package, heads


@machine.get("/figures/<table>.csv")
def figures_csv(viewer: Viewer, table: str) -> Response:
    """UTF-8 without a mark, as the package says of it."""
    found = next((each for each in RESOURCES if each.name == table), None)
    if found is None:
        raise NotVisible("no such table")
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(heads(found))
    lines.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in found.rows(viewer))
    answer = Response(written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{table}.csv"'
    return for_everyone(answer)


@machine.get("/figures.json")
def figures_json(viewer: Viewer) -> Response:
    """The same tables, a list of objects each. Pounds are decimals as text; what there is nothing of is null."""
    tables = {
        each.name: [dict(zip(heads(each), map(_value, row), strict=True)) for row in each.rows(viewer)]
        for each in RESOURCES
    }
    return for_everyone(jsonify(
        title=_title(), licence=LICENCE, url=absolute("public.figures"), methods=absolute("public.methods"),
        withheld=WITHHELD, **{name.replace("-", "_"): rows for name, rows in tables.items()},
    ))  # fmt: skip


@machine.get("/figures/datapackage.json")
def figures_package(_viewer: Viewer) -> Response:
    """It counts nothing, so it is as old as the day."""
    made = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0).isoformat()
    package = data_package(
        _title(), absolute("public.figures"), made, lambda each: absolute("machine.figures_csv", table=each.name)
    )
    return for_everyone(jsonify(package))


def _value(value: Any) -> Any:
    return None if value == "" else str(value) if isinstance(value, Decimal) else value


def _title() -> str:
    return f"{current_app.config['SETTINGS'].brand.name}: figures"
