"""One message for several applicants, with each one's own facts in it: looked at first, then sent once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.selection.message_actions import Words, begin_thread, may_be_written_to
from recruitment.selection.message_fields import empty_fields, facts_of, merged, wrong_with
from recruitment.selection.queries import Row
from recruitment.vacancies.tables import Vacancy


@dataclass(frozen=True)
class Draft:
    """What one applicant would read."""

    row: Row
    subject: str
    text: str


@dataclass(frozen=True)
class Written:
    """How many messages were sent now, how many of them had been sent before, and who could not be written to."""

    sent: int
    again: int
    left: tuple[Application, ...]


def drafts_for(
    rows: Sequence[Row], vacancy: Vacancy, employer: str, writer: str, words: Words
) -> tuple[tuple[Draft, ...], dict[str, str]]:
    """The words for each applicant; or none, and what to mend about the fields in `subject` and `text`."""
    parts = {"subject": words.subject, "text": words.text}
    problems = {name: problem for name, part in parts.items() if (problem := wrong_with(part))}
    found = []
    for row in rows if not problems else ():
        facts = facts_of(row.application, row.contact, vacancy, employer, writer)
        problems = {name: problem for name, part in parts.items() if (problem := empty_fields(facts, part))}
        if problems:
            break
        found.append(Draft(row, merged(words.subject, facts), merged(words.text, facts)))
    return (() if problems else tuple(found)), problems


def write_together(viewer: Staff, vacancy_id: int, drafts: Sequence[Draft], words: Words) -> Written:
    """Sends each draft once, all or none of them in one transaction: `words.key` names the form that was sent.

    In the order of the applications' ids, so that two never wait crosswise. Raises NotVisible for an application that
    is not among the vacancy's, and Refused for the wrong role.
    """
    sent, again, left = 0, 0, []
    for draft in sorted(drafts, key=lambda one: one.row.application.id):
        application = the_application(viewer, draft.row.application.id)
        if application.vacancy_id != vacancy_id:
            raise NotVisible("an application for another vacancy")
        if not may_be_written_to(application):
            left.append(application)
            continue
        own = replace(words, subject=draft.subject, text=draft.text, key=f"{words.key}:{application.id}")
        if begin_thread(viewer, application, own) is None:
            again += 1
        else:
            sent += 1
    if not (sent or again or left):
        raise Refused("Choose at least one applicant.")
    return Written(sent, again, tuple(left))
