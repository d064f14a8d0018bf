"""What each part of an advert consists of, as plain facts that JSON can hold: for versions, copies and templates.

`kept` facts are those of one part by name; `criteria` and `workplaces` are lists of rows, everything else a column of
the vacancy. Amounts of time are written without needless zeros and moments in UTC, so equal facts are equal texts.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import Date, Numeric

from recruitment.core import clock
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Criterion, Vacancy, Workplace

Kept = dict[str, Any]

CRITERIA, WORKPLACES = "criteria", "workplaces"
COLUMNS: dict[str, tuple[str, ...]] = {
    "post": ("title", "category_code", "department", "posts", "own_reference"),
    "about": ("summary", "duties", "in_gaelic"),
    "criteria": (),
    "questions": ("questions", "documents_asked", "hides_names", "hides_dates"),
    "contract": ("contract_type", "contract_ends", "contract_note", "patterns", "hours_low", "hours_high", "hours_note",
                 "weeks_a_year", "full_time_hours"),
    "pay": ("pay_basis", "pay_low", "pay_high", "is_pro_rata", "grade", "pay_table", "year_weeks", "allowances",
            "pay_note", "other_rates"),
    "places": ("is_home_based",),
    "checks": ("disclosure_level", "disclosure_workforce", "disclosure_note", "registration", "registration_note",
               "gaelic", "schemes"),
    "dates": ("closes_at", "public_from", "redeployees_from", "internal_from", "members_from", "shortlist_by",
              "interviews_from", "interviews_to", "decide_by"),
}  # fmt: skip
# Columns that no page of an advert writes.
UNWRITTEN = (
    "id", "organisation_id", "reference", "state", "posts_filled", "published_at", "created_by", "created_at",
    "changed_at", "source_url", "source_key", "source_texts", "doubts", "is_closing_moved",
)  # fmt: skip
ROWS = {
    CRITERIA: ("text", "kind", "assessed_by"),
    WORKPLACES: ("kind", "label", "locality", "postcode", "point_id"),
}
MARK_LENGTH = 32


def kept_part(part: str, vacancy: Vacancy, criteria: Sequence[Criterion], workplaces: Sequence[Workplace]) -> Kept:
    """The facts of one of PARTS as they stand."""
    facts = {name: _plain(name, getattr(vacancy, name)) for name in COLUMNS[part]}
    if part == "criteria":
        facts[CRITERIA] = rows_kept(CRITERIA, criteria)
    if part == "places":
        facts[WORKPLACES] = rows_kept(WORKPLACES, workplaces)
    return facts


def kept_whole(vacancy: Vacancy, criteria: Sequence[Criterion], workplaces: Sequence[Workplace]) -> dict[str, Kept]:
    """The facts of every part."""
    return {part: kept_part(part, vacancy, criteria, workplaces) for part in PARTS}


def kept(facts: Mapping[str, Any]) -> Kept:
    """Facts as the pages and actions hold them, as they are kept."""
    return {name: _plain(name, value) for name, value in facts.items()}


def still_known(facts: Mapping[str, Any]) -> Kept:
    """Kept facts without those that adverts have had no room for since."""
    names = {name for columns in COLUMNS.values() for name in columns} | ROWS.keys()
    return {name: value for name, value in facts.items() if name in names}


def rows_kept(name: str, rows: Sequence[Criterion | Workplace]) -> list[Kept]:
    return [{each: getattr(row, each) for each in ROWS[name]} for row in rows]


def columns_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of kept facts, those that are columns of the vacancy, as the columns want them."""
    return {name: _typed(name, value) for name, value in facts.items() if name not in ROWS}


def mark_of(facts: Mapping[str, Any]) -> str:
    """A short text that differs when a part says something else; a form carries it to tell what it was read from."""
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:MARK_LENGTH]


def _plain(name: str, value: Any) -> Any:
    if value is not None and name not in ROWS and isinstance(_kind(name), Numeric):
        return f"{Decimal(value).normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _typed(name: str, value: Any) -> Any:
    kind = _kind(name)
    if value is None:
        return None
    if isinstance(kind, clock.Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Numeric):
        return Decimal(value)
    return value


def _kind(name: str) -> Any:
    return Vacancy.__table__.c[name].type
