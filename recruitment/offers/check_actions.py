"""Verbs on pre-employment checks. Each keeps the day that is told and the moment at which it was entered."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from recruitment.applications.tables import Application
from recruitment.applications.wallet_tables import CHECKERS
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.lifecycle import Move
from recruitment.core.moves import make_move, require_move, standing
from recruitment.core.once import insert_once
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.viewers import Staff, System, Viewer
from recruitment.extensions import db
from recruitment.offers.check_letters import tell_of_asking, tell_that_all_is_done
from recruitment.offers.check_lifecycle import CHECK, IN_CHECKS
from recruitment.offers.check_queries import blockers, checks_of
from recruitment.offers.check_rules import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    WITH_DATE,
    acts_open,
    facts_after,
    planned,
    wrong_date,
)  # fmt: skip
from recruitment.offers.check_tables import Check, CheckStep
from recruitment.offers.reference_queries import open_request, requests_of
from recruitment.organisations.queries import local_rules_of
from recruitment.vacancies.tables import Criterion, Vacancy

LETTERS: Final = System("letters")
WRITTEN: Final = "written with the check"
# Further checks that one application may have.
MOST_EXTRA: Final = 10


@dataclass(frozen=True)
class Said:
    """What is entered with an act. `on`: when it happened, today unless told; `told`: for the candidate to read."""

    on: date | None = None
    reason: str = ""
    told: str = ""
    note: str | None = None
    number: str | None = None
    expires_on: date | None = None


def start_checks(viewer: Viewer, application: Application) -> list[Check]:
    """The checks that the post and the council's rules ask for; what is there already stays as it stands.

    Raises Refused before an offer: fitness above all may not be asked about earlier (Equality Act 2010, section 60).
    """
    if application.state not in IN_CHECKS:
        raise Refused("Checks begin with an offer.")
    vacancy: Vacancy = one_visible(viewer, Vacancy, Vacancy.id == application.vacancy_id)
    rules = local_rules_of(viewer, application.organisation_id)
    plan = planned(
        vacancy,
        _asked(viewer, vacancy),
        references=rules.references_wanted,
        asks_fitness=rules.asks_fitness,
    )
    new = {insert_once(Check, **_keys(application), **vars(each)) for each in plan}
    checks = checks_of(viewer, application.id)
    for check in checks:
        if check.id in new:
            record(viewer, "start_check", check, after=check.state)
    return checks


def _asked(viewer: Viewer, vacancy: Vacancy) -> list[str]:
    criteria = visible(viewer, Criterion).where(Criterion.vacancy_id == vacancy.id)
    questions = [str(each.get("text", "")) for each in vacancy.questions]
    return [*db.session.scalars(criteria.with_only_columns(Criterion.text)), *questions]


def _keys(application: Application) -> dict[str, int]:
    return {
        "organisation_id": application.organisation_id,
        "application_id": application.id,
        "account_id": application.account_id,
    }


def add_check(viewer: Staff, application: Application, title: str, *, is_required: bool) -> Check:
    """Another check of the council's own. Raises Refused."""
    _require_checkers(viewer, application)
    title = title.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise Refused(f"Name the check in up to {LONGEST_TITLE} characters.")
    _hold(viewer, application)
    extra = [check for check in checks_of(viewer, application.id) if check.kind == "extra"]
    if len(extra) >= MOST_EXTRA:
        raise Refused(f"An application can have {MOST_EXTRA} further checks at most.")
    position = max((check.position for check in extra), default=0) + 1
    check = Check(**_keys(application), kind="extra", position=position, title=title, is_required=is_required)
    db.session.add(check)
    db.session.flush()
    record(viewer, "start_check", check, after=check.state)
    return check


def _require_checkers(viewer: Staff, application: Application) -> None:
    if standing(viewer, application.organisation_id).isdisjoint(CHECKERS):
        raise Refused("Administrators and recruiters make the checks.")
    if application.state not in IN_CHECKS:
        raise IllegalMove("application", "check", application.state)


def act_on_check(viewer: Staff, application: Application, check: Check, act: str, said: Said) -> Move:
    """Does `act` and tells the candidate what is asked of them, or that all is done.

    Raises IllegalMove when the check has moved meanwhile, Refused for a date that cannot be, a missing reason, or what
    the law does not let be waived.
    """
    _require_checkers(viewer, application)
    move = require_move(viewer, check, CHECK, act, said.reason)
    if move not in acts_open(check.kind, check.level, check.state, [move]):
        raise Refused(_why_not(check, act))
    _require_words(said)
    on = said.on or clock.today()
    if act in WITH_DATE and (wrong := wrong_date(act, on, clock.today(), check.asked_on, check.received_on)):
        raise Refused(wrong)
    _hold(viewer, application)
    step(viewer, check, act, on, reason=said.reason, **_changes(check, said))
    if act == "ask":
        tell_of_asking(application, check)
    if act == "reopen" and check.kind == "reference":
        _take_up_again(viewer, check)
    if move.target in ("cleared", "not_needed") and not blockers(viewer, application):
        tell_that_all_is_done(application, check)
    return move


def _take_up_again(viewer: Staff, check: Check) -> None:
    """A reference that has come is there to be judged anew."""
    request = open_request(requests_of(viewer, check.application_id).get(check.id, ()))
    if request is not None and request.state == "given" and request.answered_at is not None:
        step(viewer, check, "receive", clock.local(request.answered_at).date())


def step(viewer: Viewer, check: Check, act: str, on: date, *, reason: str = "", **changes: Any) -> Move:
    """One act on one check, with both its dates. Raises as `core.moves.make_move` does.

    The reason, which may tell of the person, stands in the step alone: more of the staff read the record of acts.
    """
    facts = {**facts_after(act, on, check), **changes, "since": clock.now()}
    move = make_move(viewer, check, CHECK, act, reason=WRITTEN if reason.strip() else None, **facts)
    db.session.add(
        CheckStep(
            organisation_id=check.organisation_id,
            application_id=check.application_id,
            account_id=check.account_id,
            check_id=check.id,
            act=act,
            happened_on=on,
            entered_at=facts["since"],
            entered_by=getattr(viewer, "person", None),
            reason=reason.strip(),
        )
    )
    db.session.flush()
    return move


def note_on_check(viewer: Staff, application: Application, check: Check, said: Said) -> None:
    """Changes what is written of a check without moving it."""
    _require_checkers(viewer, application)
    _require_words(said)
    values = _changes(check, said)
    if rows_hit(changing(viewer, Check).where(Check.id == check.id).values(**values)) != 1:
        raise IllegalMove("check", "note", None)
    record(viewer, "note", check)


def _changes(check: Check, said: Said) -> dict[str, Any]:
    """What is entered beside the act; only a register has a number, and of no certificate one is kept."""
    changes: dict[str, Any] = {}
    if said.told:
        changes["told"] = said.told.strip()
    if said.note is not None:
        changes["note"] = said.note.strip()
    if said.number is not None and check.kind in ("registration", "driving"):
        changes["number"] = said.number.strip()
    if said.expires_on is not None:
        changes["expires_on"] = said.expires_on
    return changes


def _require_words(said: Said) -> None:
    if max(map(len, (said.reason, said.told, said.note or ""))) > LONGEST_TEXT:
        raise Refused(f"Each text must be at most {LONGEST_TEXT:,} characters.")


def _why_not(check: Check, act: str) -> str:
    if act == "waive":
        return "The law asks for this check, so it cannot be marked as not needed."
    if check.kind == "reference":
        return "Ask for the reference, or enter the one that came, on its own page."
    raise IllegalMove("check", act, check.state)


def _hold(viewer: Staff, application: Application) -> None:
    """One act at a time on the checks of an application, so that the last of two that finish sees that all is done."""
    held = changing(viewer, Application).where(Application.id == application.id, Application.state.in_(IN_CHECKS))
    if rows_hit(held.values(state=Application.state)) != 1:
        raise IllegalMove("application", "check", None)
