"""Verbs on a CV import: handing it in, accepting or leaving out what it suggests, undoing that, ending it.

Nothing is written to the profile but what the person accepts.
"""

import calendar
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm.attributes import set_committed_value

from recruitment.applications.cv_queries import is_ready, last_step, open_suggestions
from recruitment.applications.cv_tables import ACCEPTED, LEFT_OUT, OPEN, CvImport, CvSuggestion
from recruitment.applications.profile_actions import add, remove, tell
from recruitment.applications.profile_queries import basics
from recruitment.applications.profile_tables import Education, Employment, Language, Registration, Training
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import kind_of
from recruitment.core.jobs import enqueue
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db

READ_CV: Final = "read_cv"
SCAN: Final = System("scan")
TABLES: Final[dict[str, type[Any]]] = {
    "employment": Employment, "education": Education, "training": Training, "registrations": Registration,
    "languages": Language,
}  # fmt: skip
# Sections that are columns of the one profile, not rows of their own.
OF_PROFILE: Final = ("contact", "driving", "skills")


def hand_in(viewer: Candidate, filename: str, content: bytes) -> CvImport:
    """A CV to be read by the worker; it takes the place of an earlier one with all that it suggested.

    Raises Refused for what is neither PDF nor Word.
    """
    kind = kind_of(content, filename)
    if kind not in ("pdf", "docx"):
        raise Refused("The file must be a PDF or a Word document (.docx). Save your CV as one of these")
    forget(viewer)
    row = CvImport(account_id=viewer.person, kind=kind, content=content)
    db.session.add(row)
    db.session.flush()
    enqueue(READ_CV, {"import_id": row.id}, key=f"{READ_CV}:{row.id}")
    return row


def forget(viewer: Candidate) -> None:
    """Everything of the import; what was accepted stays in the profile."""
    db.session.execute(removing(viewer, CvSuggestion))
    db.session.execute(removing(viewer, CvImport))
    db.session.expire_all()


def settle(import_id: int, state: str, found: Sequence[tuple[str, dict[str, Any]]] = ()) -> None:
    """The worker's word on a CV: the file goes, and its suggestions come, in one transaction."""
    waiting = changing(SCAN, CvImport).where(CvImport.id == import_id, CvImport.state == "waiting")
    if rows_hit(waiting.values(state=state, content=None)) != 1:
        return
    owner = visible(SCAN, CvImport).where(CvImport.id == import_id).with_only_columns(CvImport.account_id)
    account_id = db.session.scalars(owner).one()
    db.session.add_all(
        CvSuggestion(account_id=account_id, import_id=import_id, section=section, position=place, facts=facts)
        for place, (section, facts) in enumerate(found)
    )


def accept(viewer: Candidate, row: CvSuggestion, facts: dict[str, Any]) -> None:
    """Writes one suggestion, as the person left it, to the profile."""
    _accept(viewer, row, facts, _next_step(viewer))


def accept_section(viewer: Candidate, section: str) -> int:
    """All of a section that lacks nothing, as one step; how many there were."""
    step = _next_step(viewer)
    ready = [row for row in open_suggestions(viewer, section) if is_ready(section, row.facts)]
    for row in ready:
        _accept(viewer, row, stored(section, row.facts), step)
    return len(ready)


def leave_out(viewer: Candidate, row: CvSuggestion) -> None:
    _decide(viewer, row, LEFT_OUT, _next_step(viewer))


def _accept(viewer: Candidate, row: CvSuggestion, facts: dict[str, Any], step: int) -> None:
    _decide(viewer, row, ACCEPTED, step)
    if row.section in OF_PROFILE:
        about = basics(viewer)
        before = {name: _plain(getattr(about, name)) if about else None for name in facts}
        row.undoes = {"before": before, "after": {name: _plain(value) for name, value in facts.items()}}
        tell(viewer, **facts)
    else:
        row.undoes = {"row": add(viewer, TABLES[row.section], **facts).id}


def _decide(viewer: Candidate, row: CvSuggestion, state: str, step: int) -> None:
    """Of two clicks one decides. Raises IllegalMove for the other."""
    still_open = changing(viewer, CvSuggestion).where(CvSuggestion.id == row.id, CvSuggestion.state == OPEN)
    if rows_hit(still_open.values(state=state, step=step)) != 1:
        raise IllegalMove("cv_suggestion", state)
    set_committed_value(row, "state", state)
    set_committed_value(row, "step", step)


def undo(viewer: Candidate) -> int:
    """Takes the last step back, so that its suggestions are open again; how many there were.

    What the person has changed on the profile's own pages since then stays as they changed it.
    """
    rows = last_step(viewer)
    for row in rows:
        if "row" in row.undoes:
            model = TABLES[row.section]
            added = db.session.scalars(visible(viewer, model).where(model.id == row.undoes["row"])).one_or_none()
            if added is not None:
                remove(viewer, added)
        elif "before" in row.undoes:
            _restore(viewer, row.undoes["before"], row.undoes["after"])
        row.state, row.step, row.undoes = OPEN, None, {}
    return len(rows)


def _restore(viewer: Candidate, before: dict[str, Any], after: dict[str, Any]) -> None:
    about = basics(viewer)
    same = {name for name, value in after.items() if about is not None and _plain(getattr(about, name)) == value}
    tell(viewer, **{name: _empty(name, value) for name, value in before.items() if name in same})


def _next_step(viewer: Candidate) -> int:
    return max((row.step or 0 for row in last_step(viewer)), default=0) + 1


def stored(section: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a suggestion as its table keeps them."""
    told = dict(facts)
    for name, is_last in (("started", False), ("ended", False), ("completed", False), ("expires", True)):
        if name in told:
            told[name] = day_of(told[name], is_last=is_last)
    return {name: value for name, value in told.items() if value is not None or name in ("ended", "expires")}


def day_of(moment: str | None, *, is_last: bool = False) -> date | None:
    """2019-03 is the first of March, or its last day for what runs out; a bare year is no day."""
    if not moment or len(moment) != 7:
        return None
    year, month = int(moment[:4]), int(moment[5:])
    return date(year, month, calendar.monthrange(year, month)[1] if is_last else 1)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _empty(name: str, value: Any) -> Any:
    if value is None:
        return [] if name == "driving_categories" else ""
    return value


def forget_old(before: datetime) -> None:
    """Whoever has not come back for a day begins anew; what was accepted stays."""
    db.session.execute(removing(System("keeping"), CvImport).where(CvImport.at < before))
