"""The whole profile of one made-up candidate, so that a visitor finds each part of it filled."""

from datetime import date, timedelta

from recruitment.applications.profile_actions import add, tell, tell_support
from recruitment.applications.profile_tables import Education, Employment, Gap, Language, Registration, Training
from recruitment.applications.wallet_tables import CheckEntry
from recruitment.core import clock
from recruitment.core.viewers import Candidate


def tell_the_rest(viewer: Candidate) -> None:
    """What `candidates.tell_profile` leaves out; a registration and a course run out soon, one gap is unexplained."""
    today = clock.today()
    tell(viewer, right_to_work_evidence="british_irish", driving_categories=["B", "D1"], driving_until=date(2034, 5, 1),
         skills="Listening\nWriting up what was agreed\nFirst aid\nCash handling")  # fmt: skip
    add(viewer, Employment, employer="Made-up Lodge Care Home", job_title="Care Assistant", started=date(2010, 9, 1),
        ended=date(2013, 6, 1), duties="Personal care, meals and records for eight residents.",
        reason_for_leaving="Moved house")  # fmt: skip
    add(viewer, Gap, started=date(2013, 6, 1), ended=date(2014, 1, 1), reason="caring", words="For my mother.")
    add(viewer, Education, institution="Invented College", qualification="svq_3", grade="Pass", year=2012,
        subject="Social Services and Healthcare")  # fmt: skip
    add(viewer, Education, institution="Made-up Academy", qualification="national_5", subject="Gaelic (Learners)",
        grade="A", year=2007)  # fmt: skip
    add(viewer, Education, institution="Université Inventée", qualification="abroad", subject="French for work",
        year=2015, started=date(2014, 9, 1), ended=date(2015, 2, 1), country="France",
        compared_to="like a Professional Development Award")  # fmt: skip
    add(viewer, Training, name="Emergency First Aid at Work", provider="Pretend First Aid",
        completed=date(today.year - 3, 3, 1), expires=today + timedelta(days=40))  # fmt: skip
    add(viewer, Training, name="Moving and handling", provider="Invented College", completed=date(today.year - 1, 5, 1))
    add(viewer, Registration, body="sssc", part="care", number="3000000", expires=today + timedelta(days=12))
    add(viewer, Registration, body="pvg", groups=["adults"], number="0000 0000 0000 0000")
    add(viewer, Language, language="French", level="work")
    tell_support(viewer, schemes=["veteran"], needs="A room without steps.")
    add(viewer, CheckEntry, kind="pvg", checked_by="Disclosure Scotland", number="0000 0000 0000 0000",
        checked_on=today - timedelta(days=400), detail="Work with protected adults")  # fmt: skip
    add(viewer, CheckEntry, kind="right_to_work", checked_by="Invented Stores", checked_on=today - timedelta(days=900))
