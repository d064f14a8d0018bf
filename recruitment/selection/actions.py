"""Verbs of choosing. Each tells the candidate, on their page and by a letter (`applications.advance` does both)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from recruitment.applications.actions import advance
from recruitment.applications.lifecycle import APPLICATION, HIRING
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.lifecycle import Move
from recruitment.core.moves import require_move, standing
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.guarantees import bars_of, pass_bar
from recruitment.selection.interview_fixed import USUAL_MINUTES, Fixed, at_fixed_time
from recruitment.selection.interview_letters import tell_panel_of_fixed
from recruitment.selection.queries import panel_lack, the_vacancy
from recruitment.selection.rules import KEPT, interview_message


@dataclass(frozen=True)
class Together:
    """What became of several applications that were to be moved at once."""

    moved: tuple[Application, ...]
    # Those that somebody, or the candidate, had moved meanwhile; their state is that of now.
    left: tuple[Application, ...]
    # Those against whose rejection something stands (`guarantees`): each is decided by itself.
    barred: tuple[Application, ...] = ()


@dataclass(frozen=True)
class Parting:
    """Why somebody is not chosen: `reason` for the record, `feedback` for the candidate."""

    reason: str
    feedback: str


def shortlist(viewer: Staff, application: Application, *, message: str = "") -> Move:
    return advance(viewer, application, "shortlist", message=message)


def invite(
    viewer: Staff,
    application: Application,
    *,
    at: datetime,
    meeting: str,
    place: str,
    note: str = "",
    minutes: int = USUAL_MINUTES,
    small_panel: str = "",
) -> Move:
    """Invites to an interview at a time that is fixed, which goes into calendars; `meeting` is one of rules.MEETINGS.

    Raises Refused when the time has passed, and where fewer sit on the panel than the organisation's rules ask for and
    `small_panel` gives no reason, which goes on record.
    """
    if at <= clock.now():
        raise Refused("The interview must be in the future.")
    lack = panel_lack(viewer, application.organisation_id, application.vacancy_id)
    if lack is not None:
        if not small_panel.strip():
            raise Refused(f"{lack.in_words} Give a reason to invite all the same.")
        record(viewer, "invite_with_small_panel", application, reason=small_panel.strip())
    interview, slot = at_fixed_time(
        viewer, application, Fixed(at=at, minutes=minutes, meeting=meeting, place=place, note=note)
    )
    calendar = tell_panel_of_fixed(interview, slot)
    message = interview_message(at, meeting, place, note)
    return advance(viewer, application, "invite", message=message, calendar=calendar)


def set_aside(viewer: Staff, application: Application) -> Move:
    """On hold: the candidate reads that they are being considered."""
    return advance(viewer, application, "set_aside")


def take_off_hold(viewer: Staff, application: Application) -> Move:
    """Back to where it was held from."""
    return advance(viewer, application, "relist" if application.held_from == "shortlisted" else "take_up")


def keep_in_sift(viewer: Staff, application: Application) -> None:
    """A person has read what the screening pointed out, and the application stays. Raises Refused."""
    if standing(viewer, application.organisation_id).isdisjoint(HIRING):
        raise Refused("Your role does not let you decide on applications.")
    record(viewer, KEPT, application)


def reject(viewer: Staff, application: Application, *, reason: str, feedback: str, despite: str = "") -> Move:
    """`reason` is for the record, `feedback` for the candidate; `despite`: why, where an interview is guaranteed.

    Raises Refused where something stands against it (`guarantees`).
    """
    require_move(viewer, application, APPLICATION, "reject", reason)
    pass_bar(viewer, the_vacancy(viewer, application.vacancy_id), application, despite)
    return advance(viewer, application, "reject", message=feedback, reason=reason)


def reopen(viewer: Staff, application: Application, *, reason: str, message: str = "") -> Move:
    """Takes back that an application was unsuccessful; it stands again as it was received."""
    return advance(viewer, application, "reopen", message=message, reason=reason)


def shortlist_together(viewer: Staff, vacancy_id: int, seen: Mapping[int, str], *, message: str = "") -> Together:
    """`seen` maps each application's id to the state in which the viewer saw it."""
    return _together(viewer, vacancy_id, seen, "shortlist", message=message)


def set_aside_together(viewer: Staff, vacancy_id: int, seen: Mapping[int, str]) -> Together:
    return _together(viewer, vacancy_id, seen, "set_aside")


def reject_together(
    viewer: Staff, vacancy_id: int, seen: Mapping[int, str], partings: Mapping[int, Parting]
) -> Together:
    """`seen` as for shortlist_together: whom a colleague has moved on meanwhile is not rejected unseen; nor is anybody
    for whom `partings`, by application, has no words, or against whose rejection something stands."""
    rows = visible(viewer, Application).where(Application.id.in_(list(seen)), Application.vacancy_id == vacancy_id)
    bars = bars_of(viewer, the_vacancy(viewer, vacancy_id), db.session.scalars(rows).all())
    wanted = {number: state for number, state in seen.items() if number not in bars and number in partings}
    done = _together(viewer, vacancy_id, wanted, "reject", partings=partings)
    return replace(done, barred=tuple(the_application(viewer, number) for number in sorted(seen) if number in bars))


def _together(
    viewer: Staff,
    vacancy_id: int,
    seen: Mapping[int, str],
    act: str,
    *,
    message: str = "",
    partings: Mapping[int, Parting] | None = None,
) -> Together:
    """Moves those that still stand where they were seen, in the order of their ids, so that two never wait crosswise.

    Raises NotVisible for an application that is not among the vacancy's, and Refused as `advance` does.
    """
    moved, left = [], []
    for number, state in sorted(seen.items()):
        application = the_application(viewer, number)
        if application.vacancy_id != vacancy_id:
            raise NotVisible("an application for another vacancy")
        if application.state != state:
            left.append(application)
            continue
        words = (partings or {}).get(number, Parting("", message))
        try:
            advance(viewer, application, act, message=words.feedback, reason=words.reason or None)
        except IllegalMove:
            left.append(the_application(viewer, number))
        else:
            moved.append(application)
    return Together(tuple(moved), tuple(left))
