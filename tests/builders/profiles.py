"""One builder a noun: what a person keeps besides the first parts of a profile, and what a CV suggests."""

from datetime import date, timedelta
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.cv.suggesting import suggestions
from recruitment.applications.cv_actions import hand_in, settle
from recruitment.applications.cv_queries import open_suggestions
from recruitment.applications.cv_tables import READ, CvSuggestion
from recruitment.applications.profile_actions import tell_support
from recruitment.applications.profile_tables import Gap, Language, Registration, Training
from recruitment.applications.wallet_tables import CheckEntry
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.documents import a_word_document

CV = """<p>Bramble Madeup</p><p>12 Invented Road, Kirkcaldy, KY1 1AB</p><p>07700 900111</p>
<h1>Employment History</h1>
<p>Care Assistant, Invented Care Home: March 2021 – Present</p><ul><li>Personal care</li></ul>
<p>Shop Assistant, Pretend Stores Ltd: August 2015 – May 2018</p>
<p>Van Driver, Pretend Parcels: 2013 – 2015</p>
<h1>Education</h1><p>SVQ 3 Social Services and Healthcare, Invented College, 2020</p>
<h1>Training</h1><p>Moving and handling, May 2023, expires 05/2027</p>
<h1>Registrations</h1><p>SSSC registration number: 3012345, expires 30/06/2027</p>
<p>Full UK driving licence, categories B and C1</p>
<h1>Languages</h1><p>Gaelic (intermediate), Polish (native)</p>
<h1>Skills</h1><p>Medication, record keeping</p>"""


def some_suggestions(account: Account, html: str = CV) -> list[CvSuggestion]:
    """A CV handed in and read, with nothing decided."""
    viewer = Candidate(account.id)
    row = hand_in(viewer, "cv.docx", a_word_document("Bramble Madeup"))
    db.session.commit()
    settle(row.id, READ, suggestions(html))
    found = open_suggestions(viewer)
    db.session.commit()
    return found


def a_check(account: Account, **facts: Any) -> CheckEntry:
    """PVG membership, checked a year ago."""
    given = {"kind": "pvg", "checked_by": "Disclosure Scotland", "number": "1234 5678 9012 3456",
             "checked_on": clock.today() - timedelta(days=365), **facts}  # fmt: skip
    entry = CheckEntry(account_id=account.id, **given)
    db.session.add(entry)
    db.session.commit()
    return entry


def a_training(account: Account, **facts: Any) -> Training:
    row = Training(account_id=account.id, **{"name": "Emergency First Aid at Work", "provider": "Example First Aid",
                                             "completed": date(2024, 5, 1), **facts})  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def a_registration(account: Account, expires: date | None, body: str = "sssc", **facts: Any) -> Registration:
    row = Registration(account_id=account.id, body=body, number="3012345", expires=expires, **facts)
    db.session.add(row)
    db.session.commit()
    return row


def more_of_a_profile(account: Account) -> None:
    """What a_profile leaves out: a gap, training, Gaelic, claims and needs."""
    a_training(account)
    db.session.add_all(
        [
            Gap(account_id=account.id, started=date(2019, 1, 1), ended=date(2021, 8, 1), reason="caring",
                words="My mother was ill."),
            Language(account_id=account.id, language="Gaelic", understands=True, speaks=True),
        ]
    )  # fmt: skip
    tell_support(Candidate(account.id), schemes=["veteran", "disabled"], needs="A room without steps")
    db.session.commit()
