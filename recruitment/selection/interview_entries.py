"""What stands of an interview in a calendar: the same in letters and in files, so that a calendar takes them as one."""

from flask import current_app

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.organisations.tables import Organisation
from recruitment.selection.interview_calendar import Entry, Guest
from recruitment.selection.interview_tables import Interview, InterviewRound, InterviewSlot
from recruitment.selection.rules import MEETINGS


def where_in_words(row: InterviewRound, slot: InterviewSlot | None) -> str:
    """The room and the place, as far as there are such."""
    return ", ".join(filter(None, (slot.room if slot else "", (slot.place if slot else "") or row.place)))


def page_of(interview: Interview, *, for_panel: bool) -> str:
    door = "employer" if for_panel else "candidate"
    return f"{current_app.config['SETTINGS'].public_url}/{door}/interviews/{interview.id}"


def entry_of(
    interview: Interview,
    slot: InterviewSlot,
    row: InterviewRound,
    application: Application,
    organisation: Organisation,
    *,
    panel_reads: str = "",
    guest: Guest | None = None,
) -> Entry:
    """For the candidate; with `panel_reads`, the applicant's name or reference, for somebody on the panel."""
    settings = current_app.config["SETTINGS"]
    told = (
        f"{row.name}, {application.title}, {organisation.name}",
        MEETINGS[row.meeting],
        "" if panel_reads else row.note,
        page_of(interview, for_panel=bool(panel_reads)),
    )
    return Entry(
        uid=f"interview-{interview.uid}{'-panel' if panel_reads else ''}@{settings.mail_from.rpartition('@')[2]}",
        sequence=interview.sequence,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        summary=f"Interview: {panel_reads or application.title}",
        place=where_in_words(row, slot),
        description="\n".join(filter(None, told)),
        organiser=Guest(organisation.name, settings.mail_from),
        guest=guest,
        stamped_at=clock.now(),
    )
