"""A record as one ZIP file: a page that people read and print, each part as CSV, and all of it as JSON.

One file, because a tribunal, a solicitor and a program each want another of the three, and all must be the same.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from recruitment.core import clock
from recruitment.core.spreadsheets import inert
from recruitment.records.parts import Part, Value
from recruitment.settings import PROJECT

# The page stands alone, with its own styles and nothing to fetch.
PAGES: Final = Environment(
    loader=FileSystemLoader(PROJECT / "recruitment" / "records" / "data"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip
# Twice the same input gives the same bytes; a ZIP file knows no earlier day.
DAY_OF_ENTRIES: Final = (1980, 1, 1, 0, 0, 0)
PAGE, DATA, SUMS = "record.html", "record.json", "SHA256SUMS"


@dataclass(frozen=True)
class About:
    """Whose record it is, made for whom and when; `brand` names the portal."""

    organisation: str
    title: str
    reference: str
    made_for: str
    made_at: datetime
    brand: str


def packed(about: About, parts: Sequence[Part]) -> bytes:
    page = PAGES.get_template(PAGE).render(about=about, parts=parts, told=told)
    files = {
        PAGE: page.encode(),
        DATA: json.dumps(_whole(about, parts), indent=1, ensure_ascii=False).encode(),
        **{f"{part.key}.csv": _as_csv(part) for part in parts},
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in {**files, SUMS: sums.encode()}.items():
            pack.writestr(zipfile.ZipInfo(name, DAY_OF_ENTRIES), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _whole(about: About, parts: Sequence[Part]) -> dict[str, Any]:
    return {
        "about": "The record of a vacancy. Moments are ISO 8601, in UTC; “columns” says what each value is.",
        "organisation": about.organisation,
        "vacancy": {"title": about.title, "reference": about.reference},
        "made_for": about.made_for,
        "made_at": about.made_at.isoformat(),
        "parts": [
            {
                "key": part.key,
                "title": part.title,
                "about": part.about,
                "columns": dict(part.columns),
                "rows": [{name: _plain(value) for name, value in row.items()} for row in part.rows],
            }
            for part in parts
        ],
    }


def _plain(value: Value) -> str | int | bool | None:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _as_csv(part: Part) -> bytes:
    """With the mark by which spreadsheets know UTF-8; nothing in it is calculated."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(part.columns.values())
    for row in part.rows:
        rows.writerow(inert(str(value)) if (value := _plain(each)) is not None else "" for each in row.values())
    return written.getvalue().encode("utf-8-sig")


def told(value: Value) -> str:
    """A value as a person reads it, moments in Scotland's time; empty for what is not there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        moment = clock.local(value)
        return f"{moment.day} {moment:%b %Y, %H:%M:%S}"
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    return str(value)
