"""Reports by e-mail: asking for one, stopping it, and writing the letter with what its reader may see then."""

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from flask import current_app

from recruitment.accounts.queries import address_in_use, national_roles, organisation_of, posts_of
from recruitment.accounts.sealing import fingerprint
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, one_visible, removing, rows_hit, visible
from recruitment.core.viewers import Cosla, Operator, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.reporting.reports.catalogue import COUNCIL, NATIONAL, report_of
from recruitment.reporting.reports.frame import Made, Report, make
from recruitment.reporting.sending_tables import SentReport

REPORTS: Final = System("reports")
_LINK: Final = re.compile(r"([1-9][0-9]{0,9})-([0-9a-f]{64})")
LARGEST_ID: Final = 2**31 - 1
MONDAY: Final = 7


def next_due(frequency: str, today: date) -> date:
    """The next Monday, or the first day of the next month; never today."""
    if frequency == "weekly":
        return today + timedelta(days=MONDAY - today.weekday())
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def sent_to(viewer: Any, organisation_id: int | None) -> Sequence[SentReport]:
    """What this person gets of an organisation, or of all together, in the order in which they asked for it."""
    own = visible(viewer, SentReport).where(SentReport.organisation_id.is_not_distinct_from(organisation_id))
    return db.session.scalars(own.order_by(SentReport.id)).all()


def send_regularly(
    viewer: Any, organisation_id: int | None, made: Made, frequency: str
) -> SentReport:  # fmt: skip
    """From now on, in the place of what they asked for of this report before."""
    stop(viewer, organisation_id, made.report.code)
    question = {name: list(values) for name, values in made.asked.chosen.items() if values}
    row = SentReport(
        account_id=viewer.person, organisation_id=organisation_id, report=made.report.code, question=question,
        frequency=frequency, salt=secrets.token_hex(16), due_on=next_due(frequency, clock.today()),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def stop(viewer: Any, organisation_id: int | None, report: str) -> bool:
    """Whether there was one to stop."""
    own = SentReport.organisation_id.is_not_distinct_from(organisation_id)
    return rows_hit(removing(viewer, SentReport).where(own, SentReport.report == report)) > 0


def stop_link(row: SentReport) -> str:
    return f"{row.id}-{_secret(row)}"


def of_link(link: str) -> SentReport:
    """Raises NotVisible for a wrong one, and after it was stopped."""
    found = _LINK.fullmatch(link)
    if found is None or int(found[1]) > LARGEST_ID:
        raise NotVisible("no link of ours")
    row: SentReport = one_visible(REPORTS, SentReport, SentReport.id == int(found[1]))
    if not hmac.compare_digest(found[2], _secret(row)):
        raise NotVisible("not the link of this report")
    return row


def end(row: SentReport) -> None:
    db.session.execute(removing(REPORTS, SentReport).where(SentReport.id == row.id))


def _secret(row: SentReport) -> str:
    return fingerprint("report stop", f"{row.id} {row.salt}")


@dataclass(frozen=True)
class Reading:
    """Who would read a report now, of whom it is, and where it stands."""

    viewer: Viewer
    report: Report
    whose: str
    path: str


def reading_of(row: SentReport) -> Reading | None:
    """By what the person may do at this moment; None where they may read it no longer, or it is there no more."""
    try:
        if row.organisation_id is None:
            roles = national_roles(row.account_id)
            if not roles:
                return None
            viewer: Viewer = Operator(row.account_id) if "operator" in roles else Cosla(row.account_id)
            report = report_of(NATIONAL, row.report)
            return Reading(viewer, report, "All organisations", f"/cosla/figures/{row.report}")
        posts = tuple(each for each in posts_of(row.account_id) if each.organisation_id == row.organisation_id)
        if not posts:
            return None
        organisation = organisation_of(row.organisation_id)
        path = f"/employer/figures/{organisation.slug}/{row.report}"
        return Reading(Staff(row.account_id, posts), report_of(COUNCIL, row.report), organisation.name, path)
    except NotVisible:
        return None


def due(today: date, most: int) -> Sequence[int]:
    wanted = visible(REPORTS, SentReport).where(SentReport.due_on <= today).order_by(SentReport.id).limit(most)
    return db.session.scalars(wanted.with_only_columns(SentReport.id)).all()


def send(row_id: int, today: date) -> None:
    """Writes one letter, or ends what nobody may read any more. The caller holds the transaction."""
    row = db.session.scalars(visible(REPORTS, SentReport).where(SentReport.id == row_id)).one_or_none()
    if row is None or row.due_on > today:
        return
    reading, to = reading_of(row), address_in_use(row.account_id)
    made = _made(reading, row.question) if reading is not None else None
    if reading is None or made is None or to is None:
        end(row)
        return
    ours = changing(REPORTS, SentReport).where(SentReport.id == row.id, SentReport.due_on == row.due_on)
    if rows_hit(ours.values(due_on=next_due(row.frequency, today))) != 1:
        return
    stopping = f"{_site()}/link/report/stop/{stop_link(row)}"
    headers = {"List-Unsubscribe": f"<{stopping}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    facts = {
        "report": reading.report.title,
        "whose": reading.whose,
        "stated": made.stated,
        "says": [(each.caption, each.says) for each in made.tables if each.says],
        "headlines": [each.headline for each in made.tables if each.headline],
        "frequency": "once a week" if row.frequency == "weekly" else "once a month",
        "link": f"{_site()}{reading.path}{_query(row.question)}",
        "stop_link": stopping,
    }
    post("report_of_figures", to, facts, key=f"report:{row.id}:{row.due_on.isoformat()}", headers=headers)


def _made(reading: Reading, question: Mapping[str, Any]) -> Made | None:
    """None where a filter's only choice is gone: nothing else is sent in its place."""
    try:
        return make(reading.report, reading.viewer, lambda name: question.get(name, ()))
    except NotVisible:
        return None


def _query(question: Mapping[str, Any]) -> str:
    return f"?{urlencode(question, doseq=True)}" if question else ""


def _site() -> str:
    address: str = current_app.config["SETTINGS"].public_url
    return address
