"""The parts of a record that tell of the vacancy itself: what was sought, who agreed, what changed, what was spent."""

from collections.abc import Iterator, Mapping
from datetime import date

from recruitment.advertising.media import media_names
from recruitment.advertising.queries import placements_of
from recruitment.advertising.rules import in_pounds
from recruitment.applications.amending import in_words
from recruitment.applications.promise_clock import clock_of
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.records.acts import plain
from recruitment.records.parts import Part, Value
from recruitment.selection.score_queries import criteria_of, panel_seats, plan_of
from recruitment.vacancies.amendment_tables import Amendment
from recruitment.vacancies.approval_queries import requests_of
from recruitment.vacancies.approval_rules import DECISIONS, OUTCOMES
from recruitment.vacancies.outcomes import ORIGINS, REASONS, outcome_of
from recruitment.vacancies.tables import Vacancy

Names = Mapping[int, str]
FORMER = "A former colleague"
LATE = "Dates that were entered afterwards stand beside the moment at which they were entered; both are kept."


def advert_parts(viewer: Staff, vacancy: Vacancy, names: Names) -> Iterator[Part]:
    """`names`: of colleagues, by account."""
    yield _vacancy(vacancy)
    yield _promises(vacancy)
    yield _criteria(viewer, vacancy)
    yield _panel(viewer, vacancy, names)
    yield _approvals(viewer, vacancy, names)
    yield _amendments(viewer, vacancy, names)
    yield _placements(viewer, vacancy, names)
    yield _outcome(viewer, vacancy, names)


def who(person: int | None, names: Names) -> str:
    return names.get(person, FORMER) if person is not None else ""


def _vacancy(vacancy: Vacancy) -> Part:
    facts: dict[str, Value] = {
        "Reference": vacancy.reference,
        "The organisation’s own reference": vacancy.own_reference,
        "Title": vacancy.title,
        "Department": vacancy.department,
        "State": plain(vacancy.state),
        "Posts": vacancy.posts,
        "Posts filled": vacancy.posts_filled,
        "Published": vacancy.published_at,
        "Closes": vacancy.closes_at,
        "Names hidden until the shortlist": vacancy.hides_names,
        "Dates and institutions hidden until the shortlist": vacancy.hides_dates,
    }
    rows = [{"fact": name, "value": value} for name, value in facts.items() if value is not None and value != ""]
    return Part("vacancy", "The vacancy", {"fact": "What", "value": "As it stands"}, rows)


def _promises(vacancy: Vacancy) -> Part:
    columns = {"promise": "What was promised", "due_on": "By", "standing": "Standing", "kept_on": "Done on"}
    rows = [
        {"promise": each.name, "due_on": each.due_on, "standing": each.said, "kept_on": each.kept_on}
        for each in clock_of(vacancy)
    ]
    return Part("promises", "Promised dates", columns, rows, "Told by when each applicant heard, not by what was said.")


def _criteria(viewer: Staff, vacancy: Vacancy) -> Part:
    criteria = criteria_of(viewer, vacancy.id)
    plan = plan_of(viewer, vacancy, criteria)
    columns = {"criterion": "Criterion", "kind": "Kind", "assessed_by": "Assessed by", "weight": "Weight"}
    rows = [
        {"criterion": one.text, "kind": one.kind, "assessed_by": one.assessed_by, "weight": plan.weight(one.id)}
        for one in criteria
    ]
    marks = "; ".join(f"{mark}: {words}" for mark, words in enumerate(plan.scale.words))
    return Part("criteria", "What was looked for", columns, rows, f"Marks: {marks}. Met from {plan.scale.meets} on.")


def _panel(viewer: Staff, vacancy: Vacancy, names: Names) -> Part:
    panel = panel_seats(viewer, vacancy.id)
    members = sorted(panel.members, key=lambda person: who(person, names))
    rows = [{"member": who(person, names), "chairs": person == panel.chair} for person in members]
    about = "Who sits on it now. Who came and went is among the acts."
    return Part("panel", "The panel", {"member": "Member", "chairs": "Chairs it"}, rows, about)


def _approvals(viewer: Staff, vacancy: Vacancy, names: Names) -> Part:
    columns = {"sent_at": "Sent", "sent_by": "By", "step": "Step", "decision": "Decision",
               "decided_by": "Decided by", "decided_at": "Decided", "reason": "Reason",
               "outcome": "Outcome of all", "ended_at": "Ended"}  # fmt: skip
    rows = [
        {"sent_at": request.sent_at, "sent_by": who(request.sent_by, names), "step": step.name,
         "decision": DECISIONS.get(step.decision or "", ""), "decided_by": who(step.decided_by, names),
         "decided_at": step.decided_at, "reason": step.reason or "",
         "outcome": OUTCOMES.get(request.outcome or "", ""), "ended_at": request.ended_at}
        for request, steps in reversed(requests_of(viewer, vacancy.id)) for step in steps
    ]  # fmt: skip
    return Part("approvals", "Approval of the advert", columns, rows)


def _amendments(viewer: Staff, vacancy: Vacancy, names: Names) -> Part:
    columns = {"at": "When", "by": "Who", "act": "What", "changed": "What was changed", "before": "Before",
               "after": "After", "reason": "Why", "message": "What applicants were told"}  # fmt: skip
    held = visible(viewer, Amendment).where(Amendment.vacancy_id == vacancy.id).order_by(Amendment.id)
    rows = [
        {"at": row.at, "by": who(row.by, names), "act": plain(row.act), "changed": what, "before": before,
         "after": after, "reason": row.reason, "message": row.message}
        for row in db.session.scalars(held) for what, before, after in in_words(row)
    ]  # fmt: skip
    return Part("amendments", "Changes after publication", columns, rows,
                "Of long texts only that they were changed.")  # fmt: skip


def _placements(viewer: Staff, vacancy: Vacancy, names: Names) -> Part:
    media = media_names()
    columns = {"kind": "What", "placed_on": "Placed on", "recorded_at": "Entered", "entered": "Entered afterwards",
               "by": "By", "medium": "Medium", "supplier": "Supplier", "publication": "Title", "net": "Net (£)",
               "vat": "VAT (£)", "shared": "Shared", "struck_at": "Struck out",
               "struck_reason": "Why struck out"}  # fmt: skip
    rows = [
        {"kind": "Credit note" if row.is_credit else "Placement", "placed_on": row.placed_on,
         "recorded_at": row.recorded_at, "entered": days_late(row.placed_on, clock.local(row.recorded_at).date()),
         "by": who(row.recorded_by, names), "medium": media[row.medium], "supplier": row.supplier.name,
         "publication": row.publication, "net": in_pounds(line.net), "vat": in_pounds(line.vat),
         "shared": "part of a shared entry" if line.is_part else "", "struck_at": row.struck_at,
         "struck_reason": row.struck_reason or ""}
        for line in placements_of(viewer, vacancy.id) for row in (line.entry,)
    ]  # fmt: skip
    return Part("placements", "Advertising that was paid for", columns, rows, LATE)


def _outcome(viewer: Staff, vacancy: Vacancy, names: Names) -> Part:
    columns = {
        "ended_on": "Ended on",
        "answered_at": "Answered",
        "by": "By",
        "outcome": "How it ended",
        "words": "Words",
    }
    row = outcome_of(viewer, vacancy.id)
    if row is None:
        return Part("outcome", "How it ended", columns)
    counted = [(getattr(row, name), said) for name, said in ORIGINS.items()]
    said = REASONS[row.reason] if row.reason else "; ".join(f"{count} {name}" for count, name in counted if count)
    told = {"ended_on": row.ended_on, "answered_at": row.answered_at, "by": who(row.answered_by, names),
            "outcome": said, "words": row.words}  # fmt: skip
    return Part("outcome", "How it ended", columns, [told], LATE)


def days_late(happened: date, entered: date) -> str:
    """How long after it happened something was entered; empty where it was on the day, or before."""
    days = (entered - happened).days
    return "" if days <= 0 else "1 day later" if days == 1 else f"{days} days later"
