"""Who was appointed, for an organisation's HR system: read by what changed since, and told when it was taken over."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from flask import Response, jsonify, request
from werkzeug.exceptions import BadRequest

from recruitment.accounts.key_tables import APPOINTING
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.viewers import ApiKey
from recruitment.offers.hand_over import hand_over
from recruitment.offers.hand_over_file import facts_of
from recruitment.offers.hand_over_queries import appointments_called, appointments_since
from recruitment.offers.hand_over_tables import Appointment
from recruitment.web.doors import program
from recruitment.web.machine.adverts import absolute
from recruitment.web.machine.idempotency import once
from recruitment.web.machine.own_vacancies import sent, told_problem

PAGE_SIZE: Final = 100
MOST_AT_ONCE: Final = 500
LARGEST_NUMBER: Final = 2**31 - 1
# What was being written while the last page was read is committed by then, so asking from here misses nothing.
OVERLAP: Final = timedelta(minutes=5)


@program.get("/appointments", changes_state=True)
def own_appointments(viewer: ApiKey) -> Response:
    """Those that changed first come first. That it was read is put on record, of each."""
    require_appointing(viewer)
    began = clock.now()
    since, after = _since()
    waiting = request.args.get("waiting") == "true"
    rows = appointments_since(viewer, since, after, waiting=waiting, limit=PAGE_SIZE + 1)
    page = rows[:PAGE_SIZE]
    for row in page:
        record(viewer, "read", row)
    following = None
    if len(rows) > PAGE_SIZE:
        last = page[-1]
        asked = {"since": last.changed_at.isoformat(), "after": last.id, **({"waiting": "true"} if waiting else {})}
        following = absolute("program.own_appointments", **asked)
    return jsonify(
        results=[facts_of(row) for row in page], next=following, ask_again_since=(began - OVERLAP).isoformat()
    )


def _since() -> tuple[datetime | None, int]:
    """Raises BadRequest for what is no moment."""
    asked = request.args.get("since", "").strip().replace(" ", "+")
    if not asked:
        return None, 0
    try:
        since = datetime.fromisoformat(asked)
    except ValueError:
        since = None
    if since is None or since.tzinfo is None or not 1900 < since.year < 9000:
        raise BadRequest("Send `since` as a moment with its time zone, for example 2027-03-27T09:00:00Z.")
    return since, min(max(request.args.get("after", 0, type=int), 0), LARGEST_NUMBER)


@program.post("/appointments/handed-over")
def take_over_appointments(viewer: ApiKey) -> Response:
    """What the program has stored on its side, so that nobody is handed over twice."""
    require_appointing(viewer)
    values = sent()
    return once(viewer, values, partial(_take_over, viewer, values), jsonify)


def _take_over(viewer: ApiKey, values: Mapping[str, Any]) -> dict[str, Any] | Response:
    problems = {name: "This field is not known" for name in values if name not in ("references", "as_of")}
    references, as_of = values.get("references"), _moment(values.get("as_of"))
    if not isinstance(references, list) or not references or len(references) > MOST_AT_ONCE:
        problems["references"] = f"Send a list of 1 to {MOST_AT_ONCE} references"
    elif not all(isinstance(each, str) and 0 < len(each) <= 14 and "\x00" not in each for each in references):
        problems["references"] = "Send references as they were read, for example A-7K2M-9QXT"
    if as_of is None:
        problems["as_of"] = "Send the moment at which they were read, for example 2027-03-27T09:00:00Z"
    if problems or as_of is None or not isinstance(references, list):
        return _wrong(problems)
    rows = appointments_called(viewer, set(references))
    if unknown := set(references) - {row.reference for row in rows}:
        return _wrong({"references": f"You have nobody appointed of these references: {', '.join(sorted(unknown))}"})
    if changed := [row.reference for row in rows if row.changed_at > as_of]:
        return told_problem(409, f"These have changed since they were read. Read them again: {', '.join(changed)}")
    fresh = [row for row in rows if _is_new(row)]
    before = sorted(row.reference for row in rows if row not in fresh)
    if fresh:
        hand_over(viewer, viewer.organisation_id, fresh)
    return {"handed_over": sorted(row.reference for row in fresh), "before": before}


def _wrong(problems: Mapping[str, str]) -> Response:
    errors = [{"field": name, "message": message} for name, message in problems.items()]
    return told_problem(422, "Nothing is put on record. Mend these fields and send it again.", errors=errors)


def _is_new(row: Appointment) -> bool:
    return row.handed_over_at is None or row.handed_over_at < row.changed_at


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None and 1900 < found.year < 9000 else None


def require_appointing(viewer: ApiKey) -> None:
    if APPOINTING not in viewer.scopes:
        raise Refused("This key may not read who was appointed. Use one that may.")
