"""Making the facts of vacancies from what the slices hold; the same for a few and for all."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import case, func, select

from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import adding, removing, visible
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.tables import Postcode
from recruitment.reporting.fact_tables import ORIGINS, PARTS, PROMISED, STAYING, VacancyFact
from recruitment.reporting.tallies import REPORTING, Tally, forgotten, tallies
from recruitment.vacancies.after_tables import Outcome, PromiseKept, StillInPost
from recruitment.vacancies.approval_tables import ApprovalRequest
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.stages import AUDIENCES, COLUMNS
from recruitment.vacancies.tables import Vacancy, Workplace

ENDINGS: Final = ("filled", "unfilled", "withdrawn")
# Columns of a vacancy that its facts are made of; no text of the advert is read.
READ: Final = (
    Vacancy.id, Vacancy.organisation_id, Vacancy.state, Vacancy.department, Vacancy.category_code,
    Vacancy.contract_type, Vacancy.posts, Vacancy.posts_filled, Vacancy.published_at, Vacancy.closes_at,
    Vacancy.changed_at, *(getattr(Vacancy, column) for column in COLUMNS.values()),
)  # fmt: skip


def remake(vacancy_ids: Collection[int]) -> set[tuple[int, int]]:
    """Makes the facts of these vacancies anew. Tells the organisations and financial years whose figures they touched,
    before or now."""
    same = VacancyFact.vacancy_id.in_(vacancy_ids)
    columns = (VacancyFact.organisation_id, VacancyFact.published_year, VacancyFact.ended_year)
    held = db.session.execute(visible(REPORTING, VacancyFact).where(same).with_only_columns(*columns).distinct())
    touched = {(number, year) for number, *years in held for year in years if year is not None}
    db.session.execute(removing(REPORTING, VacancyFact).where(same))
    rows = list(_facts(vacancy_ids))
    if rows:
        db.session.execute(adding(REPORTING, VacancyFact), rows)
    for row in rows:
        touched |= {(row["organisation_id"], row[year]) for year in ("published_year", "ended_year") if row[year]}
    return touched


def _facts(ids: Collection[int]) -> Iterator[dict[str, Any]]:
    wanted = visible(REPORTING, Vacancy).where(Vacancy.id.in_(ids), Vacancy.published_at.is_not(None))
    vacancies = db.session.execute(wanted.with_only_columns(*READ)).all()
    told = tallies(REPORTING, Application.vacancy_id.in_(ids))
    gone = forgotten(REPORTING, ids)
    sent, areas, spent = _approvals(ids), _areas(ids), _spent(ids)
    outcomes, staying, promises = _by_vacancy(Outcome, ids), _by_vacancy(StillInPost, ids), _promises(ids)
    codes = dict(db.session.execute(select(Organisation.id, Organisation.gss_code)).all())
    for vacancy in vacancies:
        tally = told.get(vacancy.id) or Tally()
        if vacancy.id in gone:
            tally.add(gone[vacancy.id])
        dates = _dates(vacancy, outcomes.get(vacancy.id), *sent.get(vacancy.id, (None, None)))
        yield {
            "vacancy_id": vacancy.id,
            "organisation_id": vacancy.organisation_id,
            "department": vacancy.department.strip(),
            "category": vacancy.category_code or "",
            "contract": vacancy.contract_type or "",
            "area": areas.get(vacancy.id) or codes[vacancy.organisation_id] or "",
            "release": _release(vacancy, dates["ended_on"]),
            "posts": vacancy.posts,
            "posts_filled": vacancy.posts_filled,
            **tally.facts,
            **dates,
            **_after(outcomes.get(vacancy.id), staying.get(vacancy.id)),
            **promises[vacancy.id],
            **_durations(dates, tally),
            **spent.get(vacancy.id, {"placements": 0, "net": 0, "vat": 0}),
        }


def _dates(vacancy: Any, outcome: Outcome | None, sent: Any, approved: Any) -> dict[str, Any]:
    """It is published on the day from which its first audience sees it. Nothing of an ended vacancy changes any more,
    so that its last change is its end, unless the answer to how it ended keeps the day."""
    starts = [getattr(vacancy, column) for column in COLUMNS.values()]
    published = _day(min((start for start in starts if start not in (None, NEVER)), default=vacancy.published_at))
    ending = vacancy.state if vacancy.state in ENDINGS else ""
    ended = (outcome.ended_on if outcome else _day(vacancy.changed_at)) if ending else None
    closed = _day(vacancy.closes_at)
    if ended is not None:
        closed = min(closed or ended, ended)
    return {
        "sent_on": _day(sent),
        "approved_on": _day(approved),
        "published_on": published,
        "published_year": clock.financial_year(published),
        "published_month": f"{published:%Y-%m}",
        "closed_on": closed,
        "ended_on": ended,
        "ended_year": clock.financial_year(ended) if ended else None,
        "ended_month": f"{ended:%Y-%m}" if ended else None,
        "ending": ending,
    }


def _release(vacancy: Any, ended: date | None) -> str:
    """The last stage that is planned, or had begun when the vacancy ended."""
    starts = {audience: getattr(vacancy, column) for audience, column in COLUMNS.items()}
    begun = [
        audience for audience in AUDIENCES
        if starts[audience] not in (None, NEVER) and (ended is None or _day(starts[audience]) <= ended)
    ]  # fmt: skip
    return begun[-1] if begun else ""


def _after(outcome: Outcome | None, staying: StillInPost | None) -> dict[str, Any]:
    return {
        "is_answered": outcome is not None,
        "reason": (outcome.reason if outcome else None) or "",
        **{name: getattr(outcome, name) if outcome else 0 for name in ORIGINS},
        **{name: (getattr(staying, name) if staying else None) or 0 for name in STAYING},
    }


def _durations(dates: dict[str, Any], tally: Tally) -> dict[str, int | None]:
    """Days from step to step of a vacancy that was filled, and of the whole; None where a step has no date.

    What was done before the step that should precede it took no days, so that the parts add up to the whole: approval
    (until published), live, sift (until the first is shortlisted), interview (until the first offer), checks.
    """
    if dates["ending"] != "filled":
        return {f"{part}_days": None for part in PARTS}
    hired = tally.days.get("appointed_on") or dates["ended_on"]
    steps = [dates["sent_on"], dates["published_on"], dates["closed_on"], tally.days.get("shortlisted_on"),
             tally.days.get("offered_on"), hired]  # fmt: skip
    start = dates["sent_on"] or dates["published_on"]
    ordered: list[date | None] = []
    latest = min(start, hired)
    for step in steps:
        latest = latest if step is None else min(max(step, latest), hired)
        ordered.append(None if step is None else latest)
    spans = [(after - before).days if before and after else None for before, after in pairwise(ordered)]
    spans.append((hired - min(start, hired)).days)
    return {f"{part}_days": span for part, span in zip(PARTS, spans, strict=True)}


def _approvals(ids: Collection[int]) -> dict[int, tuple[datetime, datetime | None]]:
    """When an advert was sent for approval first, and approved last."""
    found: dict[int, tuple[datetime, datetime | None]] = {}
    asked = visible(REPORTING, ApprovalRequest).where(ApprovalRequest.vacancy_id.in_(ids))
    columns = (ApprovalRequest.vacancy_id, ApprovalRequest.sent_at, ApprovalRequest.ended_at, ApprovalRequest.outcome)
    for vacancy_id, sent, ended, outcome in db.session.execute(
        asked.with_only_columns(*columns).order_by(ApprovalRequest.sent_at, ApprovalRequest.id)
    ):
        first, approved = found.get(vacancy_id, (sent, None))
        found[vacancy_id] = (first, ended if outcome == "approved" else approved)
    return found


def _areas(ids: Collection[int]) -> dict[int, str]:
    """The council area of the first workplace that has a postcode."""
    wanted = visible(REPORTING, Workplace).where(Workplace.vacancy_id.in_(ids))
    wanted = wanted.join(Postcode, Postcode.code == func.replace(Workplace.postcode, " ", ""))
    rows = wanted.with_only_columns(Workplace.vacancy_id, Postcode.council_code)
    found: dict[int, str] = {}
    for vacancy_id, code in db.session.execute(rows.order_by(Workplace.position, Workplace.id)):
        found.setdefault(vacancy_id, code)
    return found


def _spent(ids: Collection[int]) -> dict[int, dict[str, int]]:
    """What they bear of the entries that stand; a credit note is no placement."""
    share = PlacementShare
    wanted = visible(REPORTING, share, Placement).join(Placement, Placement.id == share.placement_id)
    wanted = wanted.where(share.vacancy_id.in_(ids), Placement.struck_at.is_(None)).group_by(share.vacancy_id)
    bought = func.count(case((Placement.credits_id.is_(None), 1)))
    columns = (share.vacancy_id, bought, func.sum(share.net), func.sum(share.vat))
    return {
        number: {"placements": count, "net": int(net), "vat": int(vat)}
        for number, count, net, vat in db.session.execute(wanted.with_only_columns(*columns))
    }


def _by_vacancy(model: Any, ids: Collection[int]) -> dict[int, Any]:
    wanted = visible(REPORTING, model).where(model.vacancy_id.in_(ids))
    return {row.vacancy_id: row for row in db.session.scalars(wanted.execution_options(populate_existing=True))}


def _promises(ids: Collection[int]) -> dict[int, dict[str, int]]:
    """What was done by its day was kept; whatever else is on record was missed."""
    none = {f"{how}_{kind}": 0 for kind in PROMISED for how in ("kept", "missed")}
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict(none))
    wanted = visible(REPORTING, PromiseKept).where(PromiseKept.vacancy_id.in_(ids))
    columns = (PromiseKept.vacancy_id, PromiseKept.kind, PromiseKept.due_on, PromiseKept.done_on)
    for vacancy_id, kind, due_on, done_on in db.session.execute(wanted.with_only_columns(*columns)):
        how = "kept" if done_on is not None and done_on <= due_on else "missed"
        found[vacancy_id][f"{how}_{kind}"] = 1
    return found


def _day(moment: Any) -> Any:
    return None if moment is None else clock.local(moment).date()
