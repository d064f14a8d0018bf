"""The columns of an advert as other programs send it: of an imported sheet, and of the API for HR systems."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from recruitment.vacancies.vocabulary import CONTRACT_TYPES, DISCLOSURE_LEVELS, PATTERNS, REGISTRATIONS, WORKFORCES

# How a value is written: text; lines, each of its own; one or several of `codes`; a number; pounds; a date; yes or no.
KINDS = ("text", "lines", "choice", "choices", "number", "pounds", "date", "yes")
PAY_FOR: Final = {"annual": "A full-time year", "hourly": "An hour"}


@dataclass(frozen=True)
class Column:
    """`name` in the API, `heading` in a sheet. `part`: of rules.PARTS. `codes`: what may stand there, to its words;
    for the category the codes are rows of a table, and are given by whoever reads."""

    name: str
    heading: str
    part: str
    kind: str
    about: str
    example: str = ""
    codes: Mapping[str, str] | None = None
    is_needed: bool = False


COLUMNS: Final = (
    Column("reference", "Reference", "post", "text", "Your own reference, from your HR system. The same reference "
           "again changes the draft that it made", "HR-2041", is_needed=True),
    Column("title", "Title", "post", "text", "As people would search for it", "School Cleaner", is_needed=True),
    Column("category", "Category", "post", "choice", "The kind of work, by its name",
           "Catering, cleaning and facilities", is_needed=True),
    Column("department", "Department", "post", "text", "Department or service", "Facilities"),
    Column("posts", "Posts", "post", "number", "How many people you want to appoint; 1 unless given", "2"),
    Column("summary", "Summary", "about", "text", "One or two sentences for the list of jobs",
           "Keep a primary school clean and safe for its pupils."),
    Column("duties", "Duties", "about", "text", "What the job involves; lines that begin with * are a list",
           "You will:\n* clean classrooms and halls\n* look after your equipment"),
    Column("essential_criteria", "Essential criteria", "criteria", "lines", "One on each line of the cell",
           "You can work as part of a team\nYou can follow safety instructions"),
    Column("desirable_criteria", "Desirable criteria", "criteria", "lines", "One on each line of the cell",
           "Experience of cleaning a large building"),
    Column("questions", "Questions", "questions", "lines", "What applicants are asked besides, one on each line of the "
           "cell: a question of your bank, by its words or number, or one in full: Question | One of several answers | "
           "North / South | look at: South | help: Why you ask | required. Of a number you may look at: below 2 / "
           "above 40; of a date at: before 1 March 2027 / after 30 June 2027",
           "Can you work weekends? | Yes or no | look at: No | required"),
    Column("documents_needed", "Documents needed", "questions", "lines", "Documents that applicants must attach, one "
           "on each line of the cell; ask only for what you need to choose", "Copy of your driving licence"),
    Column("documents_welcome", "Documents welcome", "questions", "lines", "Documents that applicants may attach, one "
           "on each line of the cell; 5 at most of both kinds together"),
    Column("hide_names", "Hide names", "questions", "yes", "Whether names are hidden until the shortlist; by your own "
           "rules unless given"),
    Column("contract_type", "Contract type", "contract", "choice", "The type of contract", "Permanent", CONTRACT_TYPES),
    Column("contract_ends", "Contract ends", "contract", "date", "The last day of a contract that ends"),
    Column("contract_note", "About the contract", "contract", "text", "For example: to cover maternity leave"),
    Column("patterns", "Working patterns", "contract", "choices", "One or several, with commas between",
           "Part time, Term time", PATTERNS),
    Column("hours", "Hours a week", "contract", "number", "Hours of this post", "20"),
    Column("hours_to", "Hours up to", "contract", "number", "Only when the hours are a range"),
    Column("hours_note", "About the hours", "contract", "text", "For example the days and times", "Monday to Friday"),
    Column("weeks_a_year", "Weeks a year", "contract", "number", "Paid weeks, only when fewer than 52", "44.5"),
    Column("full_time_hours", "Full-time hours", "contract", "number", "Hours a week that count as full time", "37"),
    Column("pay_basis", "Pay is for", "pay", "choice", "What the pay is for", "A full-time year", PAY_FOR),
    Column("pay_from", "Pay from", "pay", "pounds", "The lowest pay, in pounds", "27,400"),
    Column("pay_to", "Pay to", "pay", "pounds", "The highest pay, in pounds; empty for a single rate", "28,900"),
    Column("pro_rata", "Pro rata", "pay", "yes", "Whether part-time staff are paid their share; yes for a yearly pay "
           "unless it says no", "Yes"),
    Column("grade", "Grade", "pay", "text", "In your own words", "Grade 3"),
    Column("workplaces", "Workplaces", "places", "lines", "Name and postcode, one on each line of the cell",
           "Example Primary School, KY1 1AB"),
    Column("whole_area", "Whole area", "places", "yes", "Yes when the work is all over your area"),
    Column("home_based", "Home based", "places", "yes", "Yes when there is no fixed workplace"),
    Column("disclosure", "Disclosure check", "checks", "choice", "The level of the check", "PVG scheme membership",
           DISCLOSURE_LEVELS),
    Column("workforce", "Workforce", "checks", "choice", "Who the post works with, for PVG and barred lists",
           "children", WORKFORCES),
    Column("registration", "Registration", "checks", "choice", "The professional body, if any", codes=REGISTRATIONS),
    Column("registration_note", "About the registration", "checks", "text", "For example: by when"),
    Column("closing_date", "Closing date", "dates", "date", "The last day to apply, to its end"),
    Column("redeployees_from", "Redeployees from", "dates", "date", "From 9am that day people at risk of redeployment "
           "see it; empty for no such stage"),
    Column("internal_from", "Own staff from", "dates", "date", "From 9am that day your own staff see it; empty for no "
           "such stage"),
    Column("members_from", "Member organisations from", "dates", "date", "From 9am that day staff of all member "
           "organisations see it; empty for no such stage"),
    Column("public_from", "Public from", "dates", "date", "From 9am that day everybody sees it; needed where others "
           "see it first"),
    Column("public", "Public", "dates", "yes", "No when it is never public, and staff alone see it"),
    Column("shortlist_by", "Shortlist by", "dates", "date", "By when applicants hear if they are on the shortlist, "
           "after the closing date"),
    Column("interviews_from", "Interviews from", "dates", "date", "The first day of interviews; after the shortlist"),
    Column("interviews_to", "Interviews to", "dates", "date", "The last day of interviews, when there are several"),
    Column("decide_by", "Decision by", "dates", "date", "By when applicants hear the decision; after the interviews"),
)  # fmt: skip
BY_NAME: Final = {column.name: column for column in COLUMNS}
# What the sheet with the mistakes adds; it may stay when the mended sheet comes back.
OUTCOME, MISTAKES = "Outcome", "What to mend"


def folded(text: str) -> str:
    """Letters and figures alone: “Full-time hours” and full_time_hours are one."""
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of sheet; `one` and `several`: what its rows are called."""

    columns: tuple[Column, ...]
    one: str
    several: str

    @cached_property
    def headings(self) -> dict[str, Column]:
        """By heading or name, folded."""
        return {folded(name): column for column in self.columns for name in (column.name, column.heading)}

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


VACANCIES: Final = Layout(COLUMNS, "vacancy", "vacancies")
LEFT_ASIDE: Final = frozenset(map(folded, (OUTCOME, MISTAKES, "Row")))
