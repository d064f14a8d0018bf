"""Why each of several applicants is not chosen, and the words that each of them reads."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func

from recruitment.applications.tables import Answer
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.actions import Parting
from recruitment.selection.rules import NOT_SHOWN, Reason, drafted_feedback, for_the_record, reasons
from recruitment.selection.score_queries import cells_of, criteria_of, panel_seats, plan_of
from recruitment.vacancies.tables import Vacancy

# Where the words hold a place for each one's own points.
POINTS = "{points}"
OWN = Reason("own", "For each, the criteria that they did not meet by the panel’s scores or left unanswered")


def own_reasons(viewer: Staff, vacancy: Vacancy, application_ids: Sequence[int]) -> dict[int, tuple[Reason, ...]]:
    """For each application the criteria that it does not meet by revealed or agreed scores, or that are essential and
    unanswered; those without any are left out."""
    criteria = criteria_of(viewer, vacancy.id)
    plan, panel = plan_of(viewer, vacancy, criteria), panel_seats(viewer, vacancy.id)
    cells = cells_of(viewer, plan, panel, application_ids, only_revealed=True)
    given = visible(viewer, Answer).where(Answer.application_id.in_(application_ids), func.trim(Answer.text) != "")
    told = given.with_only_columns(Answer.application_id, Answer.criterion_id)
    answered = {(row.application_id, row.criterion_id) for row in db.session.execute(told)}
    by_key = {reason.key: reason for reason in reasons(criteria)}
    found = {}
    for number in application_ids:
        unmet = [
            by_key[f"criterion-{cell.criterion.id}"]
            for cell in cells[number]
            if cell.is_met(plan.scale.meets) is False
            or (cell.criterion.kind == "essential" and (number, cell.criterion.id) not in answered)
        ]
        if unmet:
            found[number] = tuple(unmet)
    return found


def drafted_for_each(given: Sequence[Reason]) -> str:
    """What they could be told, with a place for each one's own points where that is a reason."""
    if OWN not in given:
        return drafted_feedback(given)
    said = " ".join(reason.sentence for reason in given if reason.sentence)
    return "\n\n".join(filter(None, (f"{NOT_SHOWN}\n{POINTS}", said)))


def partings(
    given: Sequence[Reason], own: Mapping[int, tuple[Reason, ...]], feedback: str, application_ids: Iterable[int]
) -> dict[int, Parting]:
    """By application, its reasons for the record and its words with its own points in them.

    Whoever would be left without a reason is left out.
    """
    found = {}
    common = [reason for reason in given if reason != OWN]
    for number in application_ids:
        each = list(dict.fromkeys([*common, *(own.get(number, ()) if OWN in given else ())]))
        if not each or (POINTS in feedback and not _points(each)):
            continue
        found[number] = Parting(for_the_record(each), feedback.replace(POINTS, _points(each)))
    return found


def _points(given: Sequence[Reason]) -> str:
    return "\n".join(f"- {reason.label.partition(': ')[2]}" for reason in given if not reason.sentence)
