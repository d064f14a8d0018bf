"""The parts of a record that tell of offers: each as it stands, and every version of its terms as it was sent."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from recruitment.offers.offer_lifecycle import STATE_NAMES
from recruitment.offers.offer_rules import REASONS, hours_in_words
from recruitment.offers.offer_tables import Offer, OfferTerms
from recruitment.records.applicant_parts import WHOSE, Read
from recruitment.records.parts import Part
from recruitment.vacancies.pay import Range
from recruitment.vacancies.words import amount

UNSAID: Final = ""


def offer_parts(read: Read) -> Iterator[Part]:
    """Of those who may read offers; nothing for anybody else."""
    yield _offers(read)
    yield _terms(read)


def _offers(read: Read) -> Part:
    columns = {**WHOSE, "state": "Stands at", "versions": "Versions", "sent": "First sent", "answer_by": "Answer by",
               "answered": "Answered", "for": "Answer recorded by staff", "why": "Why not", "confirmed": "Confirmed",
               "starts_on": "First day agreed", "attended_on": "First day"}  # fmt: skip
    rows = [
        {**read.whose(row.application_id), "state": STATE_NAMES[row.state][0], "versions": row.version,
         "sent": row.sent_at, "answer_by": row.answer_by, "answered": row.answered_at, "for": row.answered_for,
         "why": REASONS.get(row.why_declined, UNSAID) if row.why_declined else UNSAID, "confirmed": row.confirmed_at,
         "starts_on": row.starts_on, "attended_on": row.attended_on}
        for row in read.of_each(Offer)
    ]  # fmt: skip
    return Part("offers", "Offers", columns, rows)


def _terms(read: Read) -> Part:
    columns = {**WHOSE, "version": "Version", "sent": "Sent", "grade": "Grade", "point": "Point", "hourly": "An hour",
               "annual": "A full-time year", "actual": "A year in this post", "hours": "Hours",
               "starts_on": "First day", "answer_by": "Answer by", "conditions": "Depends on"}  # fmt: skip
    rows: list[Mapping[str, Any]] = [
        {**read.whose(row.application_id), "version": row.number, "sent": row.sent_at, "grade": row.grade,
         "point": row.point, "hourly": _money(row.hourly, "hourly"), "annual": _money(row.annual, "annual"),
         "actual": _money(row.actual, "annual"), "hours": hours_in_words(row), "starts_on": row.starts_on,
         "answer_by": row.answer_by, "conditions": "; ".join(row.conditions)}
        for row in read.of_each(OfferTerms)
    ]  # fmt: skip
    about = "A version without a day on which it was sent is being written, and nobody has read it."
    return Part("offer_terms", "What was offered, each version", columns, rows, about)


def _money(pence: int | None, basis: str) -> str:
    return UNSAID if pence is None else amount(Range(pence, pence), basis)
