"""Letters about an interview, to the candidate and to everybody on the panel, each with its entry for a calendar."""

from dataclasses import dataclass
from typing import Any, Final

from recruitment.accounts.queries import address_in_use, address_of, members
from recruitment.applications.exclusion_tables import Exclusion
from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.outbox import post
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.interview_calendar import CANCEL, REQUEST, Guest, calendar_of
from recruitment.selection.interview_entries import entry_of, page_of, where_in_words
from recruitment.selection.interview_rules import may_change_until, span_in_words
from recruitment.selection.interview_tables import Interview, InterviewRound, InterviewSlot
from recruitment.selection.rules import MEETINGS, clock_time, long_day
from recruitment.vacancies.tables import PanelSeat

LETTERS: Final = System("letters")
ARRANGING: Final = System("interviews")


@dataclass(frozen=True)
class Arranged:
    """An interview with all that its letters tell; `slot` is the time that it has, or had until now."""

    interview: Interview
    application: Application
    round: InterviewRound
    slot: InterviewSlot | None
    contact: Contact
    organisation: Organisation

    @property
    def name(self) -> str:
        return f"{self.contact.given_name} {self.contact.family_name}"

    @property
    def address(self) -> str:
        """Whoever has deleted the account hears from the employer at the address that the application gave; who applied
        on paper may have none."""
        return address_in_use(self.application.account_id) or self.contact.email


def arranged(interview: Interview, slot: InterviewSlot | None) -> Arranged:
    application = one_visible(LETTERS, Application, Application.id == interview.application_id)
    round_ = one_visible(ARRANGING, InterviewRound, InterviewRound.id == interview.round_id)
    contact = one_visible(LETTERS, Contact, Contact.application_id == application.id)
    organisation = one_visible(LETTERS, Organisation, Organisation.id == interview.organisation_id)
    return Arranged(interview, application, round_, slot, contact, organisation)


def ask_to_book(interview: Interview) -> None:
    told = arranged(interview, None)
    _to_candidate("interview_to_book", told, {"minutes": interview.minutes})


def tell_of_time(interview: Interview, slot: InterviewSlot, *, is_moved: bool) -> None:
    told = arranged(interview, slot)
    until = may_change_until(slot.starts_at, told.round.until_hours)
    changed_until = f"{clock_time(until)} on {long_day(until)}" if until > clock.now() else ""
    _to_candidate("interview_booked", told, {"is_moved": is_moved, "changed_until": changed_until}, REQUEST)
    _to_panel("interview_for_panel", told, {"is_moved": is_moved}, REQUEST)


def tell_panel_of_fixed(interview: Interview, slot: InterviewSlot) -> dict[str, str] | None:
    """Tells the panel; returns the entry for the candidate's calendar, which goes with the letter of the invitation."""
    told = arranged(interview, slot)
    _to_panel("interview_for_panel", told, {"is_moved": False}, REQUEST)
    return _calendar(told, Guest(told.name, told.address), REQUEST, "")


def tell_it_is_off(interview: Interview, slot: InterviewSlot | None, *, by_candidate: bool, message: str = "") -> None:
    """The panel hears of it only where there was a time."""
    told = arranged(interview, slot)
    facts = {"by_candidate": by_candidate, "message": message}
    _to_candidate("interview_off", told, facts, CANCEL)
    if slot is not None:
        off = {"by_candidate": by_candidate, "stands_without": ""}
        _to_panel("interview_off_for_panel", told, off, CANCEL)


def _facts(told: Arranged, for_panel: bool) -> dict[str, Any]:
    return {
        "title": told.application.title,
        "organisation": told.organisation.name,
        "reference": told.application.reference,
        "link": page_of(told.interview, for_panel=for_panel),
        "round": told.round.name,
        "when": span_in_words(told.slot.starts_at, told.slot.ends_at) if told.slot else "",
        "how": MEETINGS[told.round.meeting],
        "where": where_in_words(told.round, told.slot),
        "note": "" if for_panel else told.round.note,
    }


def _to_candidate(letter: str, told: Arranged, facts: dict[str, Any], method: str = "") -> None:
    if told.address:
        whole = {**_facts(told, False), "name": told.contact.given_name, **facts}
        calendar = _calendar(told, Guest(told.name, told.address), method, "")
        post(letter, told.address, whole, _key(letter, told, "candidate"), calendar=calendar)


def _to_panel(letter: str, told: Arranged, facts: dict[str, Any], method: str) -> None:
    """To each member but those who know the candidate too well to choose."""
    seats = visible(LETTERS, PanelSeat).where(PanelSeat.vacancy_id == told.application.vacancy_id)
    apart = visible(LETTERS, Exclusion).where(Exclusion.application_id == told.application.id)
    excluded = set(db.session.scalars(apart.with_only_columns(Exclusion.member)))
    for person in db.session.scalars(seats.with_only_columns(PanelSeat.account_id)):
        if person not in excluded:
            to_member(letter, told, person, facts, method, _key(letter, told, str(person)))


def to_member(letter: str, told: Arranged, person: int, facts: dict[str, Any], method: str, key: str) -> None:
    """To one colleague, while they work there, with the entry for their calendar."""
    name = names_at(told.interview.organisation_id).get(person)
    if name is not None:
        to = address_of(person)
        whole = {**_facts(told, True), "candidate": told.name, "name": name, **facts}
        post(letter, to, whole, key, calendar=_calendar(told, Guest(name, to), method, told.name))


def names_at(organisation_id: int) -> dict[int, str]:
    return {row.account_id: row.name for row in members(LETTERS, organisation_id)}


def _calendar(told: Arranged, guest: Guest, method: str, panel_reads: str) -> dict[str, str] | None:
    if not method or told.slot is None:
        return None
    entry = entry_of(
        told.interview, told.slot, told.round, told.application, told.organisation,
        panel_reads=panel_reads, guest=guest,
    )  # fmt: skip
    return {"method": method, "text": calendar_of([entry], method)}


def _key(letter: str, told: Arranged, to: str) -> str:
    return f"{letter}:{told.interview.id}:{told.interview.sequence}:{to}"
