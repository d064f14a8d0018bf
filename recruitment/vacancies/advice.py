"""Plain advice on an advert while it is written: pure, never blocking, each with what to do.

Where a source sets a limit it is named beside it; the wording of the advice is ours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from recruitment.vacancies.advice_words import found_words
from recruitment.vacancies.duties import plain_text
from recruitment.vacancies.question_rules import asked_in, doubts
from recruitment.vacancies.reading_ease import reading_age, sentences, words
from recruitment.vacancies.rules import PARTS, counted_from
from recruitment.vacancies.tables import Criterion, Vacancy

# GOV.UK style guide: sentences of at most 25 words.
LONGEST_SENTENCE = 25
MOST_SENTENCES_QUOTED = 3
# Ours. GOV.UK writes for a reading age of 9, which an advert full of a trade's own words cannot reach.
HIGHEST_READING_AGE = 15
FEWEST_WORDS, MOST_WORDS = 60, 700
LONGEST_TITLE = 60
# Below this many words an advert that points to a file says too little itself.
SAYS_ENOUGH = 150
MOST_ESSENTIAL = 10
# Gaucher et al. found the effect in the balance of such words, not in any single one.
FEWEST_CODED = 3
USUAL_TIME = timedelta(days=14)

CAPITALS = re.compile(r"[A-Z]{2,}(?:\W+[A-Z]{2,})+")
REFERENCE = re.compile(r"\b(?:[A-Z]{2,}\d{3,}|\d{5,})\b")
NO_PAY = re.compile(r"(?i)\b(?:competitive|attractive|excellent) (?:salary|pay|package|rate)\b|\bnegotiable\b")
YEARS = re.compile(r"(?i)\b(?:\d+|two|three|four|five|six|seven|eight|ten)\+?\s+years\b[^.]*\bexperience\b")
FILE = re.compile(
    r"(?i)\S+\.(?:pdf|docx?)\b|\b(?:attached|candidate|information|recruitment|job)\s+(?:pack|profile|description)\b"
)
# Something that an applicant is told to do, and what makes it about applying.
STEP = re.compile(
    r"(?i)\b(?:complete|fill in|submit|send|e-?mail|call|telephone|phone|contact|download|return|visit)\b"
)
APPLYING = re.compile(
    r"(?i)\bapplication|\bapply|\bCV\b|\bcover(?:ing)? letter|\bform\b|\bpack\b|\bnotes? of interest|\binformal\b"
    r"|\b(?:further|more) (?:information|details)"
)
WAY = re.compile(r"(?i)@|https?:|www\.|\]\(|\.(?:uk|scot|com|org)\b|(?:\d[ -]?){6,}")


@dataclass(frozen=True)
class Advice:
    """On one of rules.PARTS. `quote`: the words it is about, as they stand, empty where something is missing."""

    part: str
    quote: str
    why: str
    instead: str


def advice_on(vacancy: Vacancy, criteria: Sequence[Criterion], now: datetime) -> list[Advice]:
    """In the order of the pages."""
    found = [
        *_on_title(vacancy),
        *_on_words(vacancy, criteria),
        *_on_text(vacancy),
        *_on_steps(vacancy),
        *_on_criteria(criteria),
        *_on_questions(vacancy),
        *_on_pay_and_dates(vacancy, now),
        *_on_gaelic(vacancy),
    ]
    return sorted(found, key=lambda each: PARTS.index(each.part))


def _on_questions(vacancy: Vacancy) -> Iterator[Advice]:
    for asked in asked_in(vacancy.questions or ()):
        for doubt in doubts(asked):
            yield Advice("questions", doubt.quote, doubt.why, doubt.instead)


def text_of(vacancy: Vacancy) -> str:
    """What “Summary and duties” says, without signs."""
    return f"{vacancy.summary or ''}\n{plain_text(vacancy.duties or '')}".strip()


def _on_title(vacancy: Vacancy) -> Iterator[Advice]:
    title = vacancy.title or ""
    if len(title) > LONGEST_TITLE:
        yield Advice("post", title, "Long titles are cut off in lists and searches.",
                     f"Keep it to {LONGEST_TITLE} characters: the job, without place, hours or grade.")  # fmt: skip
    if capitals := CAPITALS.search(title):
        yield Advice("post", capitals.group(), "Capitals are hard to read, and screen readers may spell them out.",
                     "Write it in small letters with a capital first.")  # fmt: skip
    if reference := REFERENCE.search(title):
        yield Advice("post", reference.group(), "Nobody searches for a reference.",
                     "Move it to “Your own reference”.")  # fmt: skip


def _on_words(vacancy: Vacancy, criteria: Sequence[Criterion]) -> Iterator[Advice]:
    texts = {"post": vacancy.title or "", "about": text_of(vacancy),
             "criteria": "\n".join(criterion.text for criterion in criteria)}  # fmt: skip
    for part, text in texts.items():
        for found in found_words("gendered", text):
            yield Advice(part, found.quote, "It sounds as if the job were for one sex.", f"Write {found.instead}.")
        for found in found_words("age", text):
            yield Advice(part, found.quote, "It sounds as if the job were for one age, which the law forbids but for "
                         "good reason.", f"Say {found.instead}.")  # fmt: skip
        for found in found_words("jargon", text):
            yield Advice(part, found.quote, "Plain words reach more people.", f"Say {found.instead}.")
    yield from _on_coded_words(f"{texts['about']}\n{texts['criteria']}", texts["about"])


def _on_coded_words(text: str, about: str) -> Iterator[Advice]:
    masculine, feminine = found_words("masculine", text), found_words("feminine", text)
    if len(masculine) < FEWEST_CODED or len(masculine) <= len(feminine):
        return
    quote = ", ".join(found.quote for found in masculine)
    part = "about" if any(found.quote in about for found in masculine) else "criteria"
    yield Advice(part, quote, "Research found that many such words together keep women from applying.",
                 "Say what the person does instead of what the person is like, or balance these words.")  # fmt: skip


def _on_text(vacancy: Vacancy) -> Iterator[Advice]:
    text = text_of(vacancy)
    count = len(words(text))
    if vacancy.duties and count < FEWEST_WORDS:
        yield Advice("about", "", f"The advert has {count} words. Few people apply for a job that they cannot picture.",
                     "Say what a normal week is like, for whom the work is, and who the team are.")  # fmt: skip
    if count > MOST_WORDS:
        yield Advice("about", "", f"The advert has {count:,} words. On a phone that is many screens.",
                     f"Keep it under {MOST_WORDS}: leave out what every job of yours has.")  # fmt: skip
    age = reading_age(text)
    if age is not None and age > HIGHEST_READING_AGE:
        yield Advice("about", "", f"It reads with ease from the age of about {age}.",
                     "Use shorter sentences and shorter words, so that more people understand it at once.")  # fmt: skip
    long = [each for each in sentences(text) if len(words(each)) > LONGEST_SENTENCE]
    for each in sorted(long, key=len, reverse=True)[:MOST_SENTENCES_QUOTED]:
        yield Advice("about", each, f"This sentence has {len(words(each))} words.",
                     f"Make two of it, each of at most {LONGEST_SENTENCE}.")  # fmt: skip


def _on_steps(vacancy: Vacancy) -> Iterator[Advice]:
    """A step that people are told to take needs a way to take it, in its sentence or the next."""
    said = [each.lstrip("*-# ") for each in sentences(vacancy.duties or "")]
    for each, following in pairwise([*said, ""]):
        if STEP.search(each) and APPLYING.search(each) and not WAY.search(f"{each} {following}"):
            yield Advice("about", each, "People are told to do something, and not where or how.",
                         "Give the link, the email address or the phone number. People apply on this portal, so leave "
                         "out how to apply elsewhere.")  # fmt: skip
    file = FILE.search(vacancy.duties or "")
    if file and len(words(text_of(vacancy))) < SAYS_ENOUGH:
        yield Advice("about", file.group(), "The advert points to a file and says little itself. Files are hard to "
                     "read on a phone, and searches do not find what they say.",
                     "Write what people need to know in the advert.")  # fmt: skip


def _on_criteria(criteria: Sequence[Criterion]) -> Iterator[Advice]:
    for criterion in criteria:
        for found in found_words("vague", criterion.text):
            yield Advice("criteria", found.quote, "Two panel members would score this differently.",
                         f"Say {found.instead}.")  # fmt: skip
        if years := YEARS.search(criterion.text):
            yield Advice("criteria", years.group(), "A number of years rules out people who learnt faster, and younger "
                         "people above all.", "Say what the person can do.")  # fmt: skip
        if ";" in criterion.text or len(re.findall(r"(?i)\band\b", criterion.text)) > 2:
            yield Advice("criteria", criterion.text, "These are several criteria in one: who meets some of them cannot "
                         "be scored.", "Make a criterion of each.")  # fmt: skip
    essential = sum(criterion.kind == "essential" for criterion in criteria)
    if essential > MOST_ESSENTIAL:
        yield Advice("criteria", "", f"{essential} criteria are essential. Many people apply only if they meet all.",
                     f"Keep at most {MOST_ESSENTIAL} that the job cannot be begun without.")  # fmt: skip


def _on_pay_and_dates(vacancy: Vacancy, now: datetime) -> Iterator[Advice]:
    """What is missing is said once the advert has a text: before that nobody expects it."""
    said = NO_PAY.search(f"{vacancy.pay_note or ''}\n{vacancy.duties or ''}")
    if said and vacancy.pay_basis is None:
        yield Advice("pay", said.group(), "It says that there is pay, not how much.", "Give the amount, or the range.")
    elif vacancy.duties and vacancy.pay_basis is None and vacancy.contract_type != "voluntary":
        yield Advice("pay", "", "The pay is missing. It is what most people look for first.", "Give the amount, or the "
                     "range.")  # fmt: skip
    closes = vacancy.closes_at
    if vacancy.duties and closes is None:
        yield Advice("dates", "", "The closing date is missing, so people cannot plan.", "Enter the closing date.")
    opens = counted_from(vacancy, now)
    if closes is not None and now < closes and closes - opens < USUAL_TIME:
        days = max((closes - opens).days, 0)
        yield Advice("dates", "", f"People have {days} {'day' if days == 1 else 'days'} to find it and apply.",
                     "Give two weeks where you can: many people apply at a weekend.")  # fmt: skip


def _on_gaelic(vacancy: Vacancy) -> Iterator[Advice]:
    if vacancy.gaelic == "essential" and vacancy.duties and not (vacancy.in_gaelic or {}).get("duties"):
        yield Advice("about", "", "The post asks for Gaelic, and the advert is in English alone.",
                     "Write it in Gaelic as well, below.")  # fmt: skip
