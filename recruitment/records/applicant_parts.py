"""The parts of a record that tell of applicants: where each stands, scores, interviews, messages, reserve places.

Everything is read through the viewer's reach: a name that is hidden on the pages is hidden here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from recruitment.applications.assisted_lifecycle import RECEIVED_BY
from recruitment.applications.assisted_tables import AssistedApplication
from recruitment.applications.exclusion_tables import Exclusion
from recruitment.applications.lifecycle import STATE_NAMES
from recruitment.applications.tables import Progress
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import ApiKey, Candidate, Staff
from recruitment.extensions import db
from recruitment.offers.reserve_tables import ReservePlace
from recruitment.records.acts import act_in_words, plain
from recruitment.records.advert_parts import LATE, Names, days_late, who
from recruitment.records.parts import Part
from recruitment.selection.interview_queries import questions_of, rounds_of, seats_of
from recruitment.selection.interview_tables import Interview
from recruitment.selection.message_tables import EMPLOYER, Message, MessageThread
from recruitment.selection.queries import Row
from recruitment.selection.score_queries import criteria_of
from recruitment.selection.score_rules import RELATIONSHIPS
from recruitment.selection.score_tables import AgreedScore, Reveal, Score
from recruitment.vacancies.tables import Vacancy

WHOSE: Final = {"reference": "Application", "name": "Applicant"}
GONE: Final = {"reference": "", "name": "An application that is no longer kept"}
SIFT: Final = "The sift"
PORTAL, APPLICANT, PROGRAM = "The portal", "The applicant", "The HR system"


@dataclass(frozen=True)
class Read:
    """What the parts are read with: `rows`, the applicants by application, `names` of colleagues by account, and of
    `keys` of programs."""

    viewer: Staff
    vacancy: Vacancy
    names: Names
    keys: Names
    rows: Mapping[int, Row]

    def of_each(self, model: Any) -> list[Any]:
        """The rows of a table about these applicants, in the order in which they came to be."""
        wanted = visible(self.viewer, model).where(model.application_id.in_(self.rows)).order_by(model.id)
        return list(db.session.scalars(wanted))

    def whose(self, application_id: int | None) -> dict[str, str]:
        row = self.rows.get(application_id or 0)
        return {"reference": row.application.reference, "name": row.name} if row is not None else GONE


def applicant_parts(read: Read, acts: list[Act]) -> Iterator[Part]:
    yield _acts(read, acts)
    yield _applicants(read)
    yield _entered(read)
    yield _told(read)
    yield _relationships(read)
    yield from _scores(read)
    yield from _interviews(read)
    yield _messages(read)
    yield _reserve(read)


def _acts(read: Read, acts: list[Act]) -> Part:
    columns = {"act_id": "Number", "at": "When", "who": "Who", "what": "What", "of": "Of what", **WHOSE,
               "before": "Before", "after": "After", "reason": "Why"}  # fmt: skip
    rows = [
        {"act_id": act.id, "at": act.at, "who": _who(read, act), "what": act_in_words(act), "of": plain(act.noun),
         **(read.whose(act.application_id) if act.application_id else {"reference": "", "name": ""}),
         "before": _state(read, act, act.before), "after": _state(read, act, act.after), "reason": act.reason or ""}
        for act in acts
    ]  # fmt: skip
    about = ("Every act as it was recorded at the moment of the act; none can be changed or removed. Why somebody was "
             "not chosen is left out once their application has had its time.")  # fmt: skip
    return Part("acts", "Who did what, when and why", columns, rows, about)


def _who(read: Read, act: Act) -> str:
    if act.door == Candidate.kind:
        return APPLICANT
    if act.door == ApiKey.kind:
        key = read.keys.get(act.key_id or 0)
        return f"{PROGRAM}, by the key “{key}”" if key else PROGRAM
    return who(act.person, read.names) or PORTAL


def _state(read: Read, act: Act, state: str | None) -> str:
    """In words; where somebody came, went or chairs, who it was."""
    if not state:
        return ""
    if state.isdecimal() and act.noun in ("panel_seat", "vacancy"):
        return who(int(state), read.names)
    return STATE_NAMES.get(state, plain(state)) if act.noun == "application" else plain(state)


def _applicants(read: Read) -> Part:
    columns = {**WHOSE, "state": "Stands at", "sent": "Received", "shortlisted": "First shortlisted", "ended": "Ended"}
    rows = [
        {**read.whose(number), "state": STATE_NAMES[row.application.state], "sent": row.application.submitted_at,
         "shortlisted": row.application.shortlisted_at, "ended": row.application.ended_at}
        for number, row in read.rows.items()
    ]  # fmt: skip
    return Part("applicants", "Applicants", columns, rows, "In the order of receipt.")


def _entered(read: Read) -> Part:
    columns = {**WHOSE, "received_by": "Received", "received_at": "Received at", "entered_at": "Entered at",
               "late": "Entered afterwards", "by": "Entered by", "reason": "Why not at once"}  # fmt: skip
    rows = [
        {**read.whose(row.application_id), "received_by": RECEIVED_BY.get(row.received_by, row.received_by),
         "received_at": row.received_at, "entered_at": row.handed_in_at,
         "late": days_late(_day(row.received_at), _day(row.handed_in_at)) if row.handed_in_at else "",
         "by": who(row.entered_by, read.names), "reason": row.received_reason}
        for row in read.of_each(AssistedApplication)
    ]  # fmt: skip
    return Part("entered_by_staff", "Applications that staff entered", columns, rows, LATE)


def _day(moment: Any) -> Any:
    return clock.local(moment).date()


def _told(read: Read) -> Part:
    columns = {**WHOSE, "at": "When", "state": "Told that", "message": "In these words"}
    rows = [
        {**read.whose(row.application_id), "at": row.at, "state": STATE_NAMES.get(row.state, plain(row.state)),
         "message": row.message}
        for row in read.of_each(Progress)
    ]  # fmt: skip
    return Part("told", "What applicants were told", columns, rows)


def _relationships(read: Read) -> Part:
    columns = {**WHOSE, "member": "Colleague", "relationship": "Relationship", "at": "Declared", "by": "By"}
    rows = [
        {**read.whose(row.application_id), "member": who(row.member, read.names),
         "relationship": RELATIONSHIPS[row.relationship], "at": row.at, "by": who(row.declared_by, read.names)}
        for row in read.of_each(Exclusion)
    ]  # fmt: skip
    about = "They read nothing of the application from then on, and scores that they had given count for nothing."
    return Part("relationships", "Relationships that were declared", columns, rows, about)


def _scores(read: Read) -> Iterator[Part]:
    """Of the sift and of interviews."""
    texts = {one.id: one.text for one in criteria_of(read.viewer, read.vacancy.id)}
    named = {row.id: row.name for row in rounds_of(read.viewer, read.vacancy.id)}
    rounds = {row.id: named.get(row.round_id, "") for row in read.of_each(Interview)}

    def of(row: Any) -> dict[str, str]:
        return {**read.whose(row.application_id), "at_what": rounds.get(row.interview_id, SIFT)}

    given = {**WHOSE, "at_what": "At what"}
    columns = {**given, "criterion": "Criterion", "member": "Member", "mark": "Mark", "note": "Note",
               "counts": "Counts", "at": "When"}  # fmt: skip
    rows = [
        {**of(row), "criterion": texts.get(row.criterion_id, ""), "member": who(row.member, read.names),
         "mark": row.mark, "note": row.note, "counts": not row.is_left_out, "at": row.at}
        for row in read.of_each(Score)
    ]  # fmt: skip
    yield Part(
        "scores", "Scores", columns, rows, "Others’ scores of an application stand here once they were revealed."
    )
    shown = [
        {**of(row), "at": row.at, "by": who(row.revealed_by, read.names) or PORTAL, "reason": row.reason}
        for row in read.of_each(Reveal)
    ]  # fmt: skip
    columns = {**given, "at": "When", "by": "By", "reason": "Why before all were in"}
    yield Part("reveals", "When scores were revealed", columns, shown)
    agreed = [
        {**of(row), "criterion": texts.get(row.criterion_id, ""), "mark": row.mark, "reason": row.reason,
         "by": who(row.agreed_by, read.names), "at": row.at}
        for row in read.of_each(AgreedScore)
    ]  # fmt: skip
    columns = {
        **given,
        "criterion": "Criterion",
        "mark": "Mark",
        "reason": "Why",
        "by": "Written down by",
        "at": "When",
    }
    yield Part("agreed_scores", "What the panel agreed on", columns, agreed)


def _interviews(read: Read) -> Iterator[Part]:
    rounds = {row.id: row for row in rounds_of(read.viewer, read.vacancy.id)}
    columns = {**WHOSE, "round": "Round", "state": "Stands at", "starts_at": "From", "ends_at": "To", "room": "Room",
               "changes": "Changes"}  # fmt: skip
    rows = [
        {**read.whose(seat.application.id), "round": rounds[seat.interview.round_id].name,
         "state": plain(seat.interview.state), "starts_at": seat.slot.starts_at if seat.slot else None,
         "ends_at": seat.slot.ends_at if seat.slot else None, "room": seat.slot.room if seat.slot else "",
         "changes": seat.interview.sequence}
        for seat in seats_of(read.viewer, list(rounds))
    ]  # fmt: skip
    about = "What was agreed so that somebody can take part is not told here; that it was agreed is among the acts."
    yield Part("interviews", "Interviews", columns, rows, about)
    texts = {one.id: one.text for one in criteria_of(read.viewer, read.vacancy.id)}
    asked = [
        {"round": row.name, "question": each.text, "criterion": texts.get(each.criterion_id or 0, "")}
        for row in rounds.values() for each in questions_of(read.viewer, row.id)
    ]  # fmt: skip
    columns = {"round": "Round", "question": "Question", "criterion": "Criterion that it tests"}
    yield Part("questions", "What everybody was asked", columns, asked)


def _messages(read: Read) -> Part:
    columns = {**WHOSE, "subject": "Subject", "at": "When", "by": "By", "text": "Text", "documents": "Documents"}
    subjects = {thread.id: thread.subject for thread in read.of_each(MessageThread)}
    rows = [
        {**read.whose(row.application_id), "subject": subjects[row.thread_id], "at": row.at,
         "by": who(row.person, read.names) if row.side == EMPLOYER else APPLICANT, "text": row.text,
         "documents": row.documents}
        for row in read.of_each(Message)
    ]  # fmt: skip
    return Part("messages", "Messages", columns, rows)


def _reserve(read: Read) -> Part:
    columns = {**WHOSE, "state": "Stands at", "months": "Months", "shared": "Other councils may find them",
               "proposed_at": "Proposed", "by": "By", "answered_at": "Answered", "until": "Until",
               "ended_at": "Ended"}  # fmt: skip
    rows = [
        {**read.whose(row.application_id), "state": plain(row.state), "months": row.months, "shared": row.is_shared,
         "proposed_at": row.proposed_at, "by": who(row.proposed_by, read.names), "answered_at": row.answered_at,
         "until": row.until, "ended_at": row.ended_at}
        for row in read.of_each(ReservePlace)
    ]  # fmt: skip
    return Part("reserve", "Reserve list", columns, rows)
