"""How much work: hours a week, weeks a year, the share of a full-time post, and what full time is there."""

import re
from dataclasses import dataclass
from decimal import Decimal

from recruitment.vacancies.reading.plain import plain

# 35, 36 and 37 hours are each full time at some Scottish employer; fewer than 35 are full time at none.
FULL_TIME_FROM = Decimal(35)
# More are overtime, sleepovers or a slip: no pay table's year is reckoned by them.
FULL_TIME_TO = Decimal(40)
LONGEST_WEEK = Decimal(72)

# The number of an alternative ("Post 1 - 28 hours", "Level 2 - 36 hours") is not a number of hours.
_NUMBERED = re.compile(r"\b(?:post|position|vacancy|job|option|level|grade|band)\s*\d{1,2}\s*[-:]\s*", re.I)
_MINUTES = re.compile(r"\b(\d{1,2})\s?(?:hours?|hrs?)\s(?:and\s)?(\d{1,2})\s?min(?:ute)?s?\b", re.I)
_NUMBER = r"(?<![\d.,:£])(?P<{0}>\d{{1,3}}(?:\.\d{{1,2}})?)(?![\d:]|\.\d)"
_RANGE = rf"{_NUMBER.format('first')}(?:\s*(?P<between>-|to|or|and|/)\s*{_NUMBER.format('second')})?"
_UP_TO = r"(?P<up_to>(?:up to|maximum(?: of)?|max\.?)\s)?"
_HOUR_WORD = r"[\s-]?(?:hours?|hrs?)\b"
_WEEKLY = re.compile(
    rf"{_UP_TO}{_RANGE}(?:(?:{_HOUR_WORD})?\s?(?:(?:per|each|an?|/|p)\s?)(?:week|wk)\b|{_HOUR_WORD}\s?(?:weekly|week\b|/wk)"
    r"|\s?hpw\b)",
    re.I,
)
_NOT_A_WEEK = (
    r"(?:(?:\s?(?:per|each|an?|/|p)\s?|\s)(?:day|night|shift|session|fortnight|month|year|annum)"
    r"|\s(?:per|over|every|in|each)\s(?:\d+|two|three|four)\s?weeks?)"
)
_PLAIN_HOURS = re.compile(
    rf"{_UP_TO}{_RANGE}{_HOUR_WORD}(?!{_NOT_A_WEEK}|\s(?:service|cover|rota|basis|notice|period))", re.I
)
_OTHER_PERIOD = re.compile(rf"{_RANGE}{_HOUR_WORD}{_NOT_A_WEEK}\b", re.I)
_BARE = re.compile(rf"{_UP_TO}{_RANGE}", re.I)

_YEAR = r"\s?(?:per|a|each|/)\s?(?:year|annum)\b"
_WEEKS_A_YEAR = re.compile(rf"(?<![\d.])(\d{{1,2}}(?:\.\d{{1,2}})?)[\s-]?weeks?{_YEAR}", re.I)
# Without "a year" only a number that can hardly be anything else: not a contract's length ("for 40 weeks").
_WEEKS_ALONE = re.compile(
    r"(?<!for )(?<!up to )(?<!over )(?<![\d.])(3[6-9]|4\d|5[0-3])[\s-]?weeks?\b"
    r"(?!\s?(?:rolling|rota|contract|fixed|temporary|duration|from))",
    re.I,
)
_TERM_TIME = re.compile(r"\b(?:school\s)?term[\s-]?time\b", re.I)
_SHARE = r"((?<!\d)0?\.\d{1,4}|\b1(?:\.0+)?)"
_FTE = re.compile(rf"{_SHARE}\s?(?:f\.?t\.?e|w\.?t\.?e)\b|\b(?:fte|wte)\s?(?:of\s|[:=]\s?)?{_SHARE}(?![\d.])", re.I)
_BASE_NUMBER = r"(?<![\d.])([34]\d(?:\.\d{1,2})?)(?!\d|\.\d)"
FULL_TIME_BASE = re.compile(
    rf"(?:salary |pay )?(?:is )?based on (?:an? )?{_BASE_NUMBER}{_HOUR_WORD}(?:\s?(?:per|a|/)?\s?week)?"
    rf"|{_BASE_NUMBER}(?:{_HOUR_WORD})?\s?(?:fte|wte)\b"
    rf"|\b(?:fte|wte)\s?(?:is|of|[:=])?\s?{_BASE_NUMBER}"
    rf"|\bfull[\s-]?time(?: hours| equivalent)?\s?(?:is|are|of|being|to|[:=])\s?{_BASE_NUMBER}",
    re.I,
)
_FULL_TIME = re.compile(r"\bfull[\s-]?time\b", re.I)
_PART_TIME = re.compile(r"\bpart[\s-]?time\b|\bjob[\s-]?shar", re.I)


@dataclass(frozen=True, slots=True)
class HoursReading:
    """Hours a week as `low` to `high` (`low` None: "up to"); `several` when they are alternatives, not a range.

    `weeks`: paid or worked weeks a year. `fte`: the share of a full-time post, 0.5 for half. `full_time`: the hours of
    a full-time week there, when the text says so or calls a post of that many hours full time.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    several: tuple[Decimal, ...] = ()
    weeks: Decimal | None = None
    is_term_time: bool = False
    fte: Decimal | None = None
    full_time: Decimal | None = None
    doubts: tuple[str, ...] = ()

    @property
    def full_week(self) -> Decimal | None:
        """The full-time week to reckon pay by: as said, else one stated week of 35 to 40 hours."""
        if self.full_time is not None:
            return self.full_time
        is_one_week = self.high is not None and not self.several and self.low in (None, self.high)
        is_likely = self.high is not None and FULL_TIME_FROM <= self.high <= FULL_TIME_TO
        return self.high if is_one_week and is_likely else None


def read_hours(
    hours_text: str | None, contract_text: str | None = None, salary_text: str | None = None
) -> HoursReading:
    """Hours from `hours_text`; weeks a year and term time also from `contract_text`; the full-time week from any."""
    hours, contract, salary = plain(hours_text), plain(contract_text), plain(salary_text)
    doubts: list[str] = []
    low, high, several = _week(hours, doubts)
    both = f"{hours}; {contract}"
    base = _full_time_base(f"{both}; {salary}", doubts)
    if base is None and low is not None and low == high and low >= FULL_TIME_FROM and _is_full_time(both):
        base = low
    longest = base or high
    if longest is not None and longest > FULL_TIME_TO:
        doubts.append(f"{longest} hours a week are more than full time; what full time is there is not known.")
        base = None
    return HoursReading(
        low=low,
        high=high,
        several=several,
        weeks=_weeks(both, doubts),
        is_term_time=bool(_TERM_TIME.search(both)),
        fte=_fte(both),
        full_time=base,
        doubts=tuple(doubts),
    )


def _week(text: str, doubts: list[str]) -> tuple[Decimal | None, Decimal | None, tuple[Decimal, ...]]:
    """Lowest and highest hours a week, and all of them when they are alternatives."""
    text = _MINUTES.sub(_with_minutes, FULL_TIME_BASE.sub(" ", _NUMBERED.sub("", text)))
    matches = list(_WEEKLY.finditer(text)) or list(_PLAIN_HOURS.finditer(text))
    if not matches and (bare := _BARE.fullmatch(text.strip())):
        if Decimal(bare["first"]) <= 1:
            doubts.append(f"'{bare[0]}' may be hours or a share of full time.")
            return None, None, ()
        matches = [bare]
    values = [Decimal(value) for match in matches for value in match.group("first", "second") if value]
    if not values:
        if other := _OTHER_PERIOD.search(text):
            doubts.append(f"The hours are not stated by the week: '{other[0].strip()}'.")
        elif re.search(r"\d\s?(?:hours?|hrs?)\b", text, re.I):
            doubts.append(f"No hours a week could be read from '{text.strip()}'.")
        return None, None, ()
    if not all(0 < value <= LONGEST_WEEK for value in values):
        doubts.append(f"Hours a week outside what is likely: '{text.strip()}'.")
        return None, None, ()
    distinct = tuple(sorted(set(values)))
    is_range = len(matches) == 1 and matches[0]["between"] in ("-", "to")
    is_choice = len(distinct) > 1 and not is_range and matches[0]["between"] != "and"
    low = None if len(matches) == 1 and matches[0]["up_to"] else distinct[0]
    return low, distinct[-1], distinct if is_choice else ()


def _with_minutes(match: re.Match[str]) -> str:
    hours = (Decimal(match[1]) + Decimal(match[2]) / 60).quantize(Decimal("0.01"))
    return f"{hours.normalize():f} hours"


def _weeks(text: str, doubts: list[str]) -> Decimal | None:
    stated = _WEEKS_A_YEAR.findall(text) or _WEEKS_ALONE.findall(text)
    distinct = sorted({Decimal(weeks) for weeks in stated})
    if len(distinct) > 1:
        doubts.append(f"Several numbers of weeks a year are stated: {', '.join(map(str, distinct))}.")
        return None
    if distinct and not 1 <= distinct[0] <= 53:
        doubts.append(f"A year does not have {distinct[0]} weeks.")
        return None
    return distinct[0] if distinct else None


def _fte(text: str) -> Decimal | None:
    match = _FTE.search(text)
    share = Decimal(match[1] or match[2]) if match else None
    return share if share is not None and 0 < share <= 1 else None


def _full_time_base(text: str, doubts: list[str]) -> Decimal | None:
    found = {Decimal(next(filter(None, groups))) for groups in FULL_TIME_BASE.findall(text)}
    if len(found) > 1:
        doubts.append(f"Several full-time weeks are stated: {', '.join(f'{hours} hours' for hours in sorted(found))}.")
    return found.pop() if len(found) == 1 else None


def _is_full_time(text: str) -> bool:
    return bool(_FULL_TIME.search(text)) and not _PART_TIME.search(text)
