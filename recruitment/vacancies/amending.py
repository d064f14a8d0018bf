"""Verbs on an advert that was approved or published: its dates moved, closed early, reopened, its text amended.

Nothing that was published is frozen, and nothing changes in silence: each needs a reason and leaves an Amendment.
Where candidates may have begun to apply, `applications.amending` tells them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.jobs import enqueue
from recruitment.core.moves import make_move, require_move
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.organisations.suspending import require_active
from recruitment.vacancies.actions import TELL_FIRST
from recruitment.vacancies.amendment_tables import Amendment
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.parts import COLUMNS as WRITTEN
from recruitment.vacancies.promises import DAYS, misordered, moved_along
from recruitment.vacancies.revision_queries import open_revision, refuse_revision
from recruitment.vacancies.rules import counted_from, is_open_to, is_too_short, phase
from recruitment.vacancies.stages import AUDIENCES, COLUMNS, problem_of, stages_of
from recruitment.vacancies.tables import AdvertChange, Vacancy

# What may be written anew without an approver; everything else is `revising`.
AMENDABLE = {
    "title": "Job title",
    "summary": "Summary",
    "duties": "What the job involves",
    "contract_note": "More about the contract",
    "hours_note": "More about the hours",
    "pay_note": "More about the pay",
    "disclosure_note": "More about the disclosure check",
    "registration_note": "More about registration",
}
# What an amendment can be of besides, in the words of letters and of the record.
DOCUMENTS = "attachments"
CHANGED_IN_WORDS = {**AMENDABLE, DOCUMENTS: "Documents"}
DATES = WRITTEN["dates"]
NEEDED = ("title", "summary", "duties")
NOT_NOW = {
    "extend": "Only an advert that is approved, scheduled or open can have its closing date moved.",
    "close_early": "Only a live advert can be closed early.",
    "reopen": "Only an advert that has closed can be reopened.",
    "amend": "Only an advert that is scheduled or open can be amended.",
    "restage": "Only an advert that is not public yet can have its release stages changed.",
    "move_promises": "Only a published advert that has not ended can have its promised dates moved.",
    "begin_revision": "Only a published advert that has not ended can have its terms changed.",
    "apply_revision": "Only a published advert that has not ended can have its terms changed.",
}


def extend(viewer: Staff, vacancy: Vacancy, closes_at: datetime, reason: str, message: str = "") -> Amendment:
    """A later closing date, before the advert has closed; of one not yet public any date that is long enough."""
    _require(viewer, vacancy, "extend", reason)
    is_public = vacancy.state == "published"
    if is_public and vacancy.closes_at is not None and closes_at <= vacancy.closes_at:
        raise Refused("The new closing date must be later than the present one. To end sooner, close the advert early.")
    _require_length(viewer, vacancy, closes_at)
    along = moved_along(vacancy, closes_at)
    return _change(viewer, vacancy, "extend", reason, message, closes_at=closes_at, **along)


def close_early(viewer: Staff, vacancy: Vacancy, closes_at: datetime, reason: str, message: str = "") -> Amendment:
    """Closes now, or at a moment before the closing date. Raises Refused below the shortest time allowed."""
    _require(viewer, vacancy, "close_early", reason)
    closes_at = max(closes_at, clock.now())
    if vacancy.closes_at is not None and closes_at >= vacancy.closes_at:
        raise Refused("The advert must close before its present closing date.")
    # Found among the first who could see it: then the public, whose days are counted, never does.
    if phase(vacancy, clock.now()) != "early":
        _require_length(viewer, vacancy, closes_at)
    return _change(viewer, vacancy, "close_early", reason, message, closes_at=closes_at)


def reopen(viewer: Staff, vacancy: Vacancy, closes_at: datetime, reason: str, message: str = "") -> Amendment:
    """Open for applications again, until a new closing date."""
    _require(viewer, vacancy, "reopen", reason)
    if closes_at <= clock.now():
        raise Refused("The new closing date must be in the future.")
    along = moved_along(vacancy, closes_at)
    return _change(viewer, vacancy, "reopen", reason, message, closes_at=closes_at, **along)


def move_promises(
    viewer: Staff, vacancy: Vacancy, days: Mapping[str, date | None], reason: str, message: str = ""
) -> Amendment:
    """Promises other days, by the names of promises.DAYS. Raises Refused when they do not follow each other."""
    _require(viewer, vacancy, "move_promises", reason)
    if problems := misordered(vacancy.closes_at, days):
        raise Refused(f"{next(iter(problems.values()))}.")
    return _change(viewer, vacancy, "move_promises", reason, message, **{name: days.get(name) for name in DAYS})


def amend(viewer: Staff, vacancy: Vacancy, texts: dict[str, str], reason: str, message: str = "") -> Amendment:
    """Writes some of AMENDABLE anew. Raises Refused when nothing differs, or when what an advert needs is emptied."""
    _require(viewer, vacancy, "amend", reason)
    if unknown := texts.keys() - AMENDABLE.keys():
        raise ValueError(f"{', '.join(sorted(unknown))} cannot be amended")
    for name in NEEDED:
        if not texts.get(name, "kept").strip():
            raise Refused(f"“{AMENDABLE[name]}” must not be empty.")
    return _change(viewer, vacancy, "amend", reason, message, **texts)


def require_amendable(viewer: Staff, vacancy: Vacancy, reason: str) -> None:
    """Raises what `amend` would, before anything of it is done."""
    _require(viewer, vacancy, "amend", reason)


def note_documents(
    viewer: Staff, vacancy: Vacancy, before: str, after: str, reason: str, message: str = ""
) -> Amendment:
    """The record of documents that were changed, by their names; the advert counts as changed from now on."""
    require_amendable(viewer, vacancy, reason)
    now = clock.now()
    unchanged = [Vacancy.changed_at == vacancy.changed_at]
    make_move(viewer, vacancy, VACANCY, "amend", reason=reason, provided=unchanged, changed_at=now)
    return noted(viewer, vacancy, "amend", reason, message, {DOCUMENTS: [before, after]})


def restage(
    viewer: Staff, vacancy: Vacancy, starts: Mapping[str, datetime | None], reason: str, message: str = ""
) -> Amendment:
    """Other dates for stages that have not begun, by audience; those that have begun stay as they are.

    A stage may be added behind them or left out, and the public one be NEVER. Raises Refused for stages out of order.
    """
    _require(viewer, vacancy, "restage", reason)
    now, is_out = clock.now(), vacancy.state == "published"
    wanted = dict(starts)
    for stage in stages_of(vacancy):
        if is_out and stage.start <= now and wanted.get(stage.audience) != stage.start:
            raise Refused(f"{AUDIENCES[stage.audience]}: this stage has begun, so it stays as it is.")
    begun = {stage.audience for stage in stages_of(vacancy) if is_out and stage.start <= now}
    for audience, start in wanted.items():
        if is_out and audience not in begun and start is not None and start <= now:
            raise Refused(f"{AUDIENCES[audience]}: the date must be in the future.")
    found = problem_of(wanted, vacancy.closes_at)
    if found is not None:
        raise Refused(f"{AUDIENCES[found[0]]}: {found[1]}.")
    _require_room(viewer, vacancy, wanted)
    values = {COLUMNS[audience]: wanted.get(audience) for audience in AUDIENCES}
    amendment = _change(viewer, vacancy, "restage", reason, message, **values)
    if is_out and vacancy.redeployees_from is not None:
        enqueue(TELL_FIRST, due_at=vacancy.redeployees_from)
    return amendment


def _require_room(viewer: Staff, vacancy: Vacancy, starts: Mapping[str, datetime | None]) -> None:
    """Between its public stage and its closing date an advert is open for as long as its organisation asks."""
    opens = starts.get("public")
    shortest = local_rules_of(viewer, vacancy.organisation_id).shortest_advert
    if opens not in (None, NEVER) and vacancy.closes_at and is_too_short(opens, vacancy.closes_at, shortest):
        raise Refused(f"By the rules of your organisation an advert is public for at least {shortest} days.")


def _require(viewer: Staff, vacancy: Vacancy, act: str, reason: str) -> None:
    require_move(viewer, vacancy, VACANCY, act, reason)
    refuse_revision(viewer, vacancy, "Dates are changed on the page of the published advert.")
    if not is_open_to(vacancy, act, clock.now()):
        raise Refused(NOT_NOW[act])
    if act in ("extend", "reopen"):
        require_active(viewer, vacancy.organisation_id)


def _require_length(viewer: Staff, vacancy: Vacancy, closes_at: datetime) -> None:
    begins = counted_from(vacancy, clock.now())
    if closes_at <= begins:
        raise Refused("The advert would close before it opens.")
    shortest = local_rules_of(viewer, vacancy.organisation_id).shortest_advert
    if is_too_short(begins, closes_at, shortest):
        raise Refused(f"By the rules of your organisation an advert is open for at least {shortest} days.")


def _change(viewer: Staff, vacancy: Vacancy, act: str, reason: str, message: str, **values: Any) -> Amendment:
    """On condition that what changes is as it was seen, so that of two changes at once neither undoes the other."""
    before = {name: getattr(vacancy, name) for name in values}
    changes = {name: [_plain(before[name]), _plain(value)] for name, value in values.items() if before[name] != value}
    if not changes:
        raise Refused("Nothing was changed, as all of it is as it was.")
    now = clock.now()
    unchanged = [getattr(Vacancy, name).is_not_distinct_from(before[name]) for name in changes]
    kept = {name: values[name] for name in changes}
    if "closes_at" in changes:
        kept["is_closing_moved"] = False
    make_move(viewer, vacancy, VACANCY, act, reason=reason, provided=unchanged, changed_at=now, **kept)
    _keep_in_step(viewer, vacancy, {name: value for name, value in kept.items() if name in DATES})
    return noted(viewer, vacancy, act, reason, message, changes)


def _keep_in_step(viewer: Staff, vacancy: Vacancy, dates: Mapping[str, Any]) -> None:
    """A change of the advert's terms that is open shows the advert's own dates, which it never changes."""
    held = open_revision(viewer, vacancy.id) if dates else None
    if held is not None:
        db.session.execute(changing(viewer, Vacancy).where(Vacancy.id == held.draft_id).values(**dates))


def noted(viewer: Staff, vacancy: Vacancy, act: str, reason: str, message: str, changes: dict[str, Any]) -> Amendment:
    """The record of a change that is made, which search hears of too."""
    amendment = Amendment(
        organisation_id=vacancy.organisation_id,
        vacancy_id=vacancy.id,
        at=vacancy.changed_at,
        by=viewer.person,
        act=act,
        reason=reason.strip(),
        message=message.strip(),
        changes=changes,
    )
    db.session.add_all([amendment, AdvertChange(vacancy_id=vacancy.id)])
    db.session.flush()
    return amendment


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def amendments_of(viewer: Viewer, vacancy_id: int) -> Sequence[Amendment]:
    """What was changed of an advert, the latest first."""
    wanted = visible(viewer, Amendment).where(Amendment.vacancy_id == vacancy_id)
    return db.session.scalars(wanted.order_by(Amendment.id.desc())).all()
