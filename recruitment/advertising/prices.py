"""Rates of VAT, indices of prices and baselines: what ships, what holds, and how operators keep it."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources

from sqlalchemy import select

from recruitment.advertising.price_tables import Baseline, PriceIndex, VatRate
from recruitment.advertising.roles import require_operator
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.viewers import Operator
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation

# The index that real terms go by: the Consumer Prices Index, as the mean of a financial year's months.
SERIES = "cpi"
BASELINE_YEARS = (2006, 2007)


def _shipped(name: str) -> Iterator[dict[str, str]]:
    source = resources.files("recruitment.advertising") / "data" / name
    return csv.DictReader(source.read_text(encoding="utf-8").splitlines())


def load_prices() -> None:
    """Adds what ships and is not there; what operators have changed stays. After the councils. The caller commits."""
    days = set(db.session.scalars(select(VatRate.holds_from)))
    for row in _shipped("vat_rates.csv"):
        if (day := date.fromisoformat(row["holds_from"])) not in days:
            db.session.add(VatRate(holds_from=day, rate=int(row["rate"]), source=row["source"]))
    years = {(index.series, index.year) for index in db.session.scalars(select(PriceIndex))}
    for row in _shipped("price_index.csv"):
        if (row["series"], int(row["year"])) not in years:
            db.session.add(
                PriceIndex(series=row["series"], year=int(row["year"]), value=int(row["value"]), source=row["source"])
            )
    _load_baselines()
    db.session.flush()


def _load_baselines() -> None:
    councils = {row.gss_code: row.id for row in db.session.scalars(select(Organisation)) if row.gss_code}
    known = {(row.organisation_id, row.year) for row in db.session.scalars(select(Baseline))}
    for row in _shipped("baselines.csv"):
        code, year = row["gss_code"], int(row["year"])
        if code and code not in councils:
            continue
        key = (councils[code] if code else None, year)
        if key not in known:
            db.session.add(
                Baseline(organisation_id=key[0], year=year, amount=int(row["amount"]), precision=row["precision"],
                         source=row["source"])
            )  # fmt: skip


def vat_rate_on(day: date) -> int | None:
    """The standard rate in hundredths of a per cent; None before the first that is known."""
    held = select(VatRate.rate).where(VatRate.holds_from <= day).order_by(VatRate.holds_from.desc()).limit(1)
    return db.session.scalars(held).first()


def vat_rates() -> Sequence[VatRate]:
    return db.session.scalars(select(VatRate).order_by(VatRate.holds_from.desc())).all()


def price_index(series: str = SERIES) -> dict[int, int]:
    """By the year in which a financial year begins, in ten-thousandths: for rules.in_real_terms."""
    rows = select(PriceIndex.year, PriceIndex.value).where(PriceIndex.series == series).order_by(PriceIndex.year)
    return {year: value for year, value in db.session.execute(rows)}


def price_rows(series: str = SERIES) -> Sequence[PriceIndex]:
    wanted = select(PriceIndex).where(PriceIndex.series == series).order_by(PriceIndex.year.desc())
    return db.session.scalars(wanted).all()


def baselines() -> Sequence[Baseline]:
    """Of all councils together first, then by organisation and year."""
    wanted = select(Baseline).outerjoin(Organisation, Organisation.id == Baseline.organisation_id)
    return db.session.scalars(wanted.order_by(Organisation.name.nulls_first(), Baseline.year)).all()


def baseline_of(organisation_id: int | None) -> dict[int, Baseline]:
    """By year, of one organisation or, without one, of all councils together."""
    wanted = select(Baseline).where(
        Baseline.organisation_id.is_(None) if organisation_id is None else Baseline.organisation_id == organisation_id
    )
    return {row.year: row for row in db.session.scalars(wanted.order_by(Baseline.year))}


def state_baseline(
    viewer: Operator, organisation_id: int | None, year: int, *, amount: int, precision: str, source: str
) -> Baseline:
    """Adds a baseline or changes it; acts keep what it was, with the source as the reason. Raises Refused."""
    require_operator(viewer)
    row = baseline_of(organisation_id).get(year)
    before = _said(row) if row else None
    if row is None:
        row = Baseline(organisation_id=organisation_id, year=year)
        db.session.add(row)
    row.amount, row.precision, row.source, row.changed_at = amount, precision, source, clock.now()
    db.session.flush()
    record(viewer, "state_baseline", row, before=before, after=_said(row), reason=source)
    return row


def state_price(viewer: Operator, year: int, *, value: int, source: str) -> PriceIndex:
    """Adds a year of the index or changes it, in ten-thousandths; acts keep what it was. Raises Refused."""
    require_operator(viewer)
    held = select(PriceIndex).where(PriceIndex.series == SERIES, PriceIndex.year == year)
    row = db.session.scalars(held).one_or_none()
    before = str(row.value) if row else None
    if row is None:
        row = PriceIndex(series=SERIES, year=year)
        db.session.add(row)
    row.value, row.source = value, source
    db.session.flush()
    record(viewer, "state_price", row, before=before, after=str(value), reason=source)
    return row


def state_vat_rate(viewer: Operator, holds_from: date, *, rate: int, source: str) -> VatRate:
    """Adds a rate or changes that of the same day; acts keep what it was. Raises Refused."""
    require_operator(viewer)
    row = db.session.scalars(select(VatRate).where(VatRate.holds_from == holds_from)).one_or_none()
    before = str(row.rate) if row else None
    if row is None:
        row = VatRate(holds_from=holds_from)
        db.session.add(row)
    row.rate, row.source = rate, source
    db.session.flush()
    record(viewer, "state_vat_rate", row, before=before, after=str(rate), reason=source)
    return row


def _said(row: Baseline) -> str:
    return f"{row.precision} {row.amount}"
