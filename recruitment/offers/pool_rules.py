"""What the talent pool and reserve lists allow, and the words in which people agree. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from recruitment.applications.profile_queries import WholeProfile, is_gaelic
from recruitment.applications.qualifications import KINDS
from recruitment.organisations.tables import Organisation
from recruitment.places.rules import folded

# Which text of the pages people agreed to; a new text is a new version, and old agreements keep theirs.
WORDING: Final = "2026-11"
# How long somebody is found before they are asked whether they still want to be, and when they are asked.
STAYS: Final = timedelta(days=365)
ASKED_BEFORE: Final = timedelta(days=30)
# How long an approach and a proposal wait for their answer; and how long what was not accepted is kept.
ANSWER_WITHIN: Final = timedelta(days=14)
SHOWN_AFTER: Final = timedelta(days=30)
# How long an employer keeps the contact of somebody who said yes.
CONTACT_KEPT: Final = timedelta(days=180)
# Against those who would write to everybody: of one employer a day, and to one person in a week.
MOST_A_DAY, MOST_A_WEEK = 20, 5
WEEK: Final = timedelta(days=7)
LONGEST_SUMMARY, LONGEST_MESSAGE, MOST_CATEGORIES, MOST_MILES = 1_000, 2_000, 5, 200
# SCQF levels as recruiters ask for them: at least.
LEVELS: Final = {5: "National 5 or equal", 6: "Higher or equal", 7: "HNC or equal", 8: "HND or equal",
                 9: "Degree", 10: "Honours degree", 11: "Postgraduate"}  # fmt: skip


def months_later(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(moment.month - 1 + months, 12)
    for day in range(moment.day, 0, -1):
        try:
            return moment.replace(year=moment.year + years, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def level_in(profile: WholeProfile) -> int:
    """The highest level of the SCQF that the person's qualifications reach for certain; 0 for none."""
    return max((_least(KINDS[row.qualification].level) for row in profile.education if row.qualification in KINDS),
               default=0)  # fmt: skip


def _least(level: str) -> int:
    """Of “9 or 10” and “5 to 11” the first: no more is claimed than is sure."""
    first = level.split(" ")[0]
    return int(first) if first.isdigit() else 0


def bodies_in(profile: WholeProfile) -> list[str]:
    return sorted({row.body for row in profile.registrations if row.body not in ("driving", "other")})


def speaks_gaelic(profile: WholeProfile) -> bool:
    return any(is_gaelic(row.language) for row in profile.languages)


def own_employers(profile: WholeProfile, organisations: Iterable[Organisation]) -> list[Organisation]:
    """Where the person works now, as far as the profile's words name one: from these they may wish to hide."""
    now = [folded(job.employer) for job in profile.employment if job.ended is None]
    return [each for each in organisations if any(_same(folded(each.name), name) for name in now)]


def _same(organisation: str, employer: str) -> bool:
    bare = organisation.replace("council", "").replace("city of", "").strip()
    return bool(employer) and (organisation in employer or employer in organisation or bare in employer)


def holds(codes: Iterable[Any], code: str) -> bool:
    return not code or code in codes
