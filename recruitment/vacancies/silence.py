"""The warning that nobody has applied, and what its facts suggest. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from recruitment.core import clock
from recruitment.vacancies.advice import MOST_ESSENTIAL, advice_on
from recruitment.vacancies.rules import is_live
from recruitment.vacancies.tables import Criterion, Vacancy

# The day of opening is the first.
WARNED_ON_DAY: Final = 5
# Ours: below so many views in its first days an advert is hardly found.
FEW_VIEWS: Final = 50
# Ours: of those who read an advert that suits them about one in fifty begins.
VIEWS_TO_A_START: Final = 50
MANY_CRITERIA: Final = 8
CLOSES_SOON: Final = timedelta(days=5)


@dataclass(frozen=True)
class Counts:
    """What people did with an advert: opened it (and how often a signpost had led there), saved it, began to apply,
    applied."""

    views: int
    saves: int
    starts: int
    sent: int
    signposted: int = 0

    @property
    def opened(self) -> str:
        """Opened 12 times (5 by signposts)."""
        said = f"opened {times(self.views)}" if self.views else "never opened"
        by = "a signpost" if self.signposted == 1 else "signposts"
        return f"{said} ({self.signposted:,} by {by})" if self.signposted else said

    @property
    def in_words(self) -> str:
        """Opened 12 times, saved by 3 people, 1 application begun, none sent."""
        saved = "saved by nobody" if not self.saves else f"saved {times(self.saves)}"
        begun = "no application begun" if not self.starts else f"{number(self.starts, 'application')} begun"
        return f"{self.opened}, {saved}, {begun}, {'none' if not self.sent else self.sent} sent"


@dataclass(frozen=True)
class Suggestion:
    """`act`: the page where it is done, of SILENCE_PAGES of web.employer.response."""

    why: str
    what: str
    act: str


def number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def first_day_without_warning(today: date) -> date:
    """What opened on a day after this one has not been open for long enough."""
    return today - timedelta(days=WARNED_ON_DAY - 1)


def is_silent(vacancy: Vacancy, sent: int, now: datetime) -> bool:
    """Whether an advert has been open for five days or more and nobody has applied. Not of adverts copied from
    elsewhere, for whose jobs people apply there."""
    if sent or vacancy.source_key is not None or vacancy.public_from is None or not is_live(vacancy, now):
        return False
    return clock.local(vacancy.public_from).date() <= first_day_without_warning(clock.local(now).date())


def suggestions(vacancy: Vacancy, criteria: Sequence[Criterion], counts: Counts, now: datetime) -> list[Suggestion]:
    """In the order of what would help most."""
    found: list[Suggestion] = []
    if counts.starts:
        found += _begun_and_not_sent(vacancy, criteria, counts)
    elif counts.views < FEW_VIEWS:
        found += _hardly_found(vacancy, counts, now)
    else:
        found += _read_and_left(vacancy, criteria, counts, now)
    if vacancy.closes_at is not None and vacancy.closes_at - now <= CLOSES_SOON:
        left = (clock.local(vacancy.closes_at).date() - clock.local(now).date()).days
        when = "today" if left <= 0 else "tomorrow" if left == 1 else f"in {left} days"
        found.append(Suggestion(f"It closes {when}.", "Give people more time", "extend"))
    return found


def _hardly_found(vacancy: Vacancy, counts: Counts, now: datetime) -> list[Suggestion]:
    why = f"Few people have found it: it was {counts.opened}."
    further = "Point to it from more places with signposts, as some came by those that stand already"
    first = "Point to it from social media, your website or a poster, with a signpost"
    found = [Suggestion(why, further if counts.signposted else first, "signposts")]
    titles = [each for each in advice_on(vacancy, (), now) if each.part == "post"]
    found += [Suggestion(each.why, each.instead, "amend") for each in titles[:1]]
    if not titles:
        found.append(
            Suggestion(
                "People search for the words that they would use themselves.",
                f"Check that “{vacancy.title}” is what they call this job",
                "amend",
            )
        )
    if vacancy.category_code is None:
        found.append(
            Suggestion(
                "It has no category, so whoever looks through a kind of work misses it.",
                "Advertise it again with a category",
                "copy",
            )
        )
    else:
        found.append(
            Suggestion(
                "People also look through kinds of work.",
                "Check that its category is the one in which they would look",
                "preview",
            )
        )
    return found


def _read_and_left(vacancy: Vacancy, criteria: Sequence[Criterion], counts: Counts, now: datetime) -> list[Suggestion]:
    why = f"People read it and leave: it was {counts.opened}, and nobody has begun to apply."
    found = []
    if vacancy.pay_low is None:
        found.append(
            Suggestion("The advert does not say what the job pays.", "Say it in “More about the pay”", "amend")
        )
    about = [each for each in advice_on(vacancy, (), now) if each.part == "about"]
    found += [Suggestion(each.why, each.instead, "amend") for each in about[:2]]
    if len(criteria) > MANY_CRITERIA:
        found.append(
            Suggestion(
                f"It asks for {len(criteria)} things, each of which keeps somebody away.",
                "Advertise it again with the criteria that the work cannot do without",
                "copy",
            )
        )
    if not found:
        found.append(
            Suggestion(
                "Its pay, words and criteria look sound.",
                "Read it as a jobseeker does, and ask somebody in such a job what is missing",
                "preview",
            )
        )
    return [Suggestion(why, "See what they read", "preview"), *found]


def _begun_and_not_sent(vacancy: Vacancy, criteria: Sequence[Criterion], counts: Counts) -> list[Suggestion]:
    essential = sum(criterion.kind == "essential" for criterion in criteria)
    answers = len(criteria) + len(vacancy.questions or ())
    asked = f"They answer {number(answers, 'question')}: each criterion, and what you ask besides."
    found = [
        Suggestion(
            f"{number(counts.starts, 'person').replace('persons', 'people')} began to apply, and nobody "
            f"has finished. {asked}",
            "Read what you ask as an applicant does",
            "preview",
        )
    ]
    if essential > MOST_ESSENTIAL or answers > MANY_CRITERIA:
        found.append(
            Suggestion(
                "So many answers take an evening to write.",
                "Advertise it again with fewer criteria, or with some assessed at the interview",
                "copy",
            )
        )
    return found
