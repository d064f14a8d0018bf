"""What keepers may change of each noun of the register, and how its history tells it."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.programme.fact_tables import (
    EXPECTED,
    REPORTED,
    ROLES,
    Benefit,
    Fact,
    Figure,
    Funding,
    Paper,
    Part,
    Step,
)  # fmt: skip
from recruitment.programme.tables import Body, Project, Stage, Theme

Labels = dict[str, str]


@dataclass(frozen=True)
class Noun:
    """A kind of row: its word in addresses, what it is called, and the facts that may change with their names."""

    key: str
    name: str
    model: Any
    labels: Labels
    titled_by: str

    @property
    def is_fact(self) -> bool:
        return issubclass(self.model, Fact)


_DATED: Labels = {"date_text": "Date"}
_SOURCE: Labels = {"source": "Source"}
NOUNS: Final = {
    noun.key: noun
    for noun in (
        Noun("themes", "theme", Theme, {"name": "Name", "description": "Description", **_SOURCE}, "name"),
        Noun("bodies", "body", Body, {
            "name": "Name", "full_name": "Full name", "kind": "Kind", "gss_code": "Council’s code",
            "description": "Description", **_SOURCE}, "name"),
        Noun("projects", "project", Project, {
            "name": "Name", "theme_id": "Theme", "is_theme_inferred": "Theme is our reading",
            "theme_note": "Why this theme", "summary": "Summary", "description": "Description", **_SOURCE}, "name"),
        Noun("parts", "part", Part, {"body_id": "Body", "role": "Part", "words": "In what way", **_SOURCE}, "body_id"),
        Noun("steps", "stage or date", Step, {
            "stage_id": "Stage", "label": "What happened", **_DATED, "is_expected": "Expected", "note": "Note",
            **_SOURCE}, "label"),
        Noun("funding", "funding decision", Funding, {
            "label": "What it is for", "fund": "Fund", "pence": "Amount", **_DATED, "decided_by": "Decided by",
            "note": "Note", **_SOURCE}, "label"),
        Noun("benefits", "benefit", Benefit, {
            "kind": "Expected or reported", "text": "Benefit", "pence": "Amount", **_DATED, **_SOURCE}, "text"),
        Noun("figures", "figure", Figure, {
            "label": "What it counts", "number": "Number", "is_money": "Money", "unit": "Unit", **_DATED,
            "note": "Note", **_SOURCE}, "label"),
        Noun("papers", "document or link", Paper, {
            "title": "Title", "publisher": "Publisher", **_DATED, "url": "Address on the web", "digest": "File",
            **_SOURCE}, "title"),
    )
}  # fmt: skip
OF_MODEL: Final = {noun.model: noun for noun in NOUNS.values()}
KINDS_OF_BENEFIT: Final = {EXPECTED: "Expected", REPORTED: "Reported"}
_NAMED: Final[dict[str, Any]] = {"theme_id": Theme, "body_id": Body, "stage_id": Stage}
WORDS: Final = {**ROLES, **KINDS_OF_BENEFIT}


def in_words(name: str, value: Any, is_money: bool = False) -> str:
    """A value as people read it: £1,000.00, Lead, Yes; a row by its name; nothing for nothing."""
    if value is None or value == "":
        return ""
    if name in _NAMED:
        row = db.session.scalars(select(_NAMED[name]).where(_NAMED[name].id == value)).one()
        return str(row.name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name == "pence" or (name == "number" and is_money):
        return f"£{value // 100:,}.{value % 100:02}"
    if name == "number":
        return f"{value:,}"
    if name == "digest":
        return "A file"
    return WORDS.get(value, value) if name in ("role", "kind") else str(value)


def told_of(noun: Noun, before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    """What differs between two states of a row, in the order of the form."""
    return [
        {"name": label, "before": _said(name, before), "after": _said(name, after)}
        for name, label in noun.labels.items()
        if before.get(name) != after.get(name) and (before.get(name) or after.get(name))
    ]


def _said(name: str, facts: dict[str, Any]) -> str:
    said = in_words(name, facts.get(name), bool(facts.get("is_money")))
    return f"A file ({facts['digest'][:8]})" if name == "digest" and said else said


def title_of(row: Any) -> str:
    name = OF_MODEL[type(row)].titled_by
    return in_words(name, getattr(row, name))[:200]
