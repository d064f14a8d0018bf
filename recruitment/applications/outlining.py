"""What of a history is read while names are hidden. Pure: from the facts of `copying.history_of` to fewer of them.

Numbers of registrations lead to a name in the body's public register, so they never stand in an outline. Where an
advert hides dates and institutions too, neither those stand in it nor what tells them: years, countries, time out of
work. Of a job it says about how long it lasted.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

Facts = dict[str, Any]
# From so many months on.
SPANS = ((120, "10 years or more"), (60, "5 to 10 years"), (36, "3 to 5 years"), (12, "1 to 3 years"),
         (0, "Less than a year"))  # fmt: skip
TELLING = {
    "employment": ("employer", "started", "ended", "reason_for_leaving", "is_scottish_council"),
    "education": ("institution", "year", "started", "ended", "country"),
    "training": ("provider", "completed", "expires"),
    "registrations": ("number", "expires"),
}


def outline_of(history: Mapping[str, Any], today: date, *, hides_dates: bool) -> Facts:
    bare = [{**facts, "number": ""} for facts in history["registrations"]]
    if not hides_dates:
        return {**history, "registrations": bare}
    return {
        "employment": [
            {**without(facts, "employment"), "lasted": span_of(facts, today), "is_present": facts["ended"] is None}
            for facts in in_order(history["employment"])
        ],
        "education": [without(facts, "education") for facts in history["education"]],
        "training": [without(facts, "training") for facts in history["training"]],
        "registrations": [without(facts, "registrations") for facts in bare],
        "more": {**history["more"], "gaps": ""},
    }


def in_order(employment: list[Facts]) -> list[Facts]:
    """The latest first, as nobody can order them by dates any more."""
    return sorted(employment, key=lambda facts: (facts["ended"] or "9999", facts["started"]), reverse=True)


def without(facts: Facts, part: str) -> Facts:
    """The same with nothing where it would tell."""
    return {name: _nothing_of(value) if name in TELLING[part] else value for name, value in facts.items()}


def _nothing_of(value: Any) -> Any:
    return "" if isinstance(value, str) else False if isinstance(value, bool) else None


def span_of(facts: Mapping[str, Any], today: date) -> str:
    """About how long a job has lasted."""
    started = date.fromisoformat(facts["started"])
    ended = date.fromisoformat(facts["ended"]) if facts["ended"] else today
    months = (ended.year - started.year) * 12 + ended.month - started.month
    return next(words for least, words in SPANS if months >= least or least == 0)
