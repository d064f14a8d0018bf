"""Advice on an advert's wording: what it catches, what it leaves alone, and that it never gets in the way."""

import csv
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.advice import Advice, advice_on, text_of
from recruitment.vacancies.advice_words import DATA, KINDS, found_words
from recruitment.vacancies.reading_ease import reading_age, sentences, words
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Criterion, Vacancy
from tests.vacancies.reading.adverts import ADVERTS

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "title": "Library Assistant",
    "summary": "Help people in Kirkcaldy find books and facts.",
    "duties": "You welcome visitors and answer their questions. You lend, return and shelve books.\n\n"
    "You help people get online. On Mondays you lead the story hour for children under five. You work with three "
    "others, and one of you is always on the front desk. Most visitors live nearby, and you soon know many of them "
    "by name. You work one late evening a week, until seven.",
    "pay_basis": "annual", "closes_at": NOW + timedelta(days=21), "gaelic": "none", "contract_type": "permanent",
}  # fmt: skip
ROWS = list(csv.DictReader(DATA.read_text("utf-8").splitlines()))
FORMS = [(row["kind"], form) for row in ROWS for form in row["words"].split("|")]


def advice(criteria: tuple[str, ...] = (), **changed: Any) -> list[Advice]:
    lines = [Criterion(text=text, kind="essential", assessed_by="application") for text in criteria]
    return advice_on(Vacancy(**{**GOOD, **changed}), lines, NOW)


def quotes(part: str, found: list[Advice]) -> list[str]:
    return [each.quote for each in found if each.part == part]


def test_a_good_advert_is_left_alone() -> None:
    assert advice(("Can explain to a visitor how to find a book", "A driving licence")) == []


def test_an_empty_draft_is_left_alone() -> None:
    assert advice_on(Vacancy(title="Cleaner"), [], NOW) == []


def test_a_draft_with_a_text_is_told_that_pay_and_date_are_missing() -> None:
    found = advice(pay_basis=None, closes_at=None)
    assert [(each.part, each.quote) for each in found] == [("pay", ""), ("dates", "")]
    assert advice(pay_basis=None, contract_type="voluntary") == []


@pytest.mark.parametrize("said", ["Competitive salary", "The pay is negotiable", "an attractive package"])
def test_pay_without_a_figure_is_no_pay(said: str) -> None:
    assert len(quotes("pay", advice(pay_basis=None, pay_note=said))) == 1
    assert advice(pay_note=said) == []


@pytest.mark.parametrize(("days", "told"), [(3, True), (13, True), (14, False), (-1, False)])
def test_two_weeks_are_usual(days: int, told: bool) -> None:
    assert bool(quotes("dates", advice(closes_at=NOW + timedelta(days=days)))) == told


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        ("CLEANER NEEDED NOW", "CLEANER NEEDED NOW"),
        ("Cleaner FIF00123", "FIF00123"),
        ("Cleaner at the primary school in Anstruther for seventeen hours a week, Grade 2",
         "Cleaner at the primary school in Anstruther for seventeen hours a week, Grade 2"),
        ("Handyman", "Handyman"),
    ],
)  # fmt: skip
def test_titles(title: str, quote: str) -> None:
    assert quotes("post", advice(title=title)) == [quote]


@pytest.mark.parametrize("title", ["NHS Nurse", "PVG Officer (SSSC)", "Teacher of Physics", "Chair of the panel"])
def test_titles_that_are_good(title: str) -> None:
    assert advice(title=title) == []


@pytest.mark.parametrize(
    ("added", "quote"),
    [
        ("You utilise the till.", "utilise"),
        ("You work in order  to help.", "in order  to"),
        ("He/she opens up.", "He/she"),
        ("The post suits a recent graduate.", "recent graduate"),
        ("You meet key stakeholders.", "key stakeholders"),
    ],
)
def test_words_that_plain_english_avoids(added: str, quote: str) -> None:
    assert quotes("about", advice(duties=f"{GOOD['duties']} {added}")) == [" ".join(quote.split())]


def test_few_coded_words_are_left_alone_and_many_are_told_once() -> None:
    told = f"{GOOD['duties']} You are driven, competitive and decisive."
    assert quotes("about", advice(duties=told)) == ["driven, competitive, decisive"]
    assert advice(duties=f"{told} You are warm, honest, kind and polite.") == []
    assert advice(duties=f"{GOOD['duties']} You are driven and competitive.") == []


def test_length_and_sentences() -> None:
    assert "The advert has 10 words" in advice(duties="You clean.")[0].why
    long = advice(duties="You sweep the hall. " * 200)
    assert ["You sweep" in each.why or "words. On a phone" in each.why for each in long] == [True]
    sentence = "You walk " + "and walk " * 20 + "home."
    assert quotes("about", advice(duties=f"{GOOD['duties']}\n\n{sentence}")) == [sentence]


def test_hard_reading_is_told_with_the_age() -> None:
    hard = "Organisational restructuring notwithstanding, practitioners systematically operationalise recommendations. "
    assert any("reads with ease from the age of about" in each.why for each in advice(duties=hard * 20))


@pytest.mark.parametrize(
    "step",
    [
        "Please complete the application form.",
        "For more information contact the head teacher.",
        "Send your CV.",
        "You must download the pack.",
    ],
)
def test_a_step_needs_a_way_to_take_it(step: str) -> None:
    assert quotes("about", advice(duties=f"{GOOD['duties']}\n\n{step}")) == [step]
    for way in ("jo@example.org", "01592 555 000", "[here](https://example.org/form)", "www.example.org"):
        assert advice(duties=f"{GOOD['duties']}\n\n{step} It is {way}.") == [], way


@pytest.mark.parametrize("duty", ["You complete records.", "You contact families.", "You visit tenants at home."])
def test_duties_are_no_steps(duty: str) -> None:
    assert advice(duties=f"{GOOD['duties']}\n\n{duty}") == []


def test_an_advert_that_is_a_file_is_told_so() -> None:
    (found,) = [each for each in advice(duties="See the job pack, pack.pdf, for all of it.") if each.quote]
    assert "little itself" in found.why
    assert advice(duties=GOOD["duties"] * 3 + " See the attached job pack.") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A good team player", "good team player"),
        ("Passion for service", "Passion"),
        ("Five years of relevant experience", "Five years of relevant experience"),
        ("Can drive; can swim", "Can drive; can swim"),
        ("Can read and write and count and draw", "Can read and write and count and draw"),
    ],
)
def test_criteria_that_nobody_can_score(text: str, quote: str) -> None:
    assert quotes("criteria", advice((text,))) == [quote]


def test_many_essential_criteria_keep_people_away() -> None:
    assert "11 criteria are essential" in advice(tuple(f"Can do task {letter}" for letter in "abcdefghijk"))[0].why
    assert advice(tuple(f"Can do task {letter}" for letter in "abcdefghij")) == []


def test_a_post_in_gaelic_is_advertised_in_gaelic() -> None:
    assert [each.part for each in advice(gaelic="essential")] == ["about"]
    assert advice(gaelic="essential", in_gaelic={"duties": "Fàilte."}) == advice(gaelic="desirable") == []


# Words as such


def test_each_word_is_listed_once_with_what_to_do() -> None:
    assert {row["kind"] for row in ROWS} == set(KINDS)
    assert len(FORMS) == len(set(FORMS))
    for row in ROWS:
        assert row["source"] in {"EHRC", "Gaucher", "PEC", "GOV.UK", "own"}
        assert bool(row["instead"]) == (row["kind"] not in {"masculine", "feminine"}), row


@given(form=st.sampled_from(FORMS), before=st.from_regex(r"[a-z]{1,4}", fullmatch=True), is_behind=st.booleans())
def test_a_word_inside_another_is_not_meant(form: tuple[str, str], before: str, is_behind: bool) -> None:
    kind, word = form
    longer = f"{word}{before}" if is_behind else f"{before}{word}"
    assert all(found.quote.lower() != word for found in found_words(kind, longer))


@given(form=st.sampled_from(FORMS), sign=st.sampled_from([".", ",", ":", ")", "”", " ", "\n", ""]))
def test_a_word_is_found_whatever_its_case_and_what_follows(form: tuple[str, str], sign: str) -> None:
    kind, word = form
    assert [found.quote for found in found_words(kind, f"A {word.upper()}{sign}")] == [word.upper()]


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"][:40])
def test_real_adverts_raise_no_false_alarm_over_words_inside_words(advert: dict[str, Any]) -> None:
    """Looked for another way: the words of each quote follow each other among the words of the advert."""
    text = f"{advert['title']}\n{advert['description'] or ''}"
    held = re.findall(r"[\w-]+", text.lower())
    for kind in KINDS:
        for found in found_words(kind, text):
            quoted = re.findall(r"[\w-]+", found.quote.lower())
            assert any(held[at : at + len(quoted)] == quoted for at in range(len(held))), found
    # Their summaries are in plain words of our own, so few are told anything.
    assert sum(len(found_words(kind, text)) for kind in ("gendered", "age", "jargon")) <= 1


# Whatever is typed


TEXTS = st.text(max_size=300) | st.lists(st.sampled_from([form for _, form in FORMS]), max_size=30).map(" ".join)


@given(title=TEXTS, summary=TEXTS, duties=TEXTS, note=TEXTS, lines=st.lists(TEXTS, max_size=5))
def test_whatever_is_typed_each_quote_stands_in_its_part(
    title: str, summary: str, duties: str, note: str, lines: list[str]
) -> None:
    vacancy = Vacancy(title=title, summary=summary, duties=duties, pay_note=note, gaelic="essential")
    criteria = [Criterion(text=line, kind="essential", assessed_by="test") for line in lines]
    found = advice_on(vacancy, criteria, NOW)
    assert found == advice_on(vacancy, criteria, NOW)
    assert [PARTS.index(each.part) for each in found] == sorted(PARTS.index(each.part) for each in found)
    texts = {"post": title, "about": f"{text_of(vacancy)}\n{duties}", "criteria": "\n".join(lines),
             "pay": f"{note}\n{duties}"}  # fmt: skip
    everything = "\n".join(texts.values())
    for each in found:
        assert each.why
        assert each.instead
        parts = each.quote.split(", ") if "Research" in each.why else [each.quote]
        assert all(part in (everything if "Research" in each.why else texts.get(each.part, "")) for part in parts)


@given(text=st.text(max_size=400))
def test_sentences_lose_no_word(text: str) -> None:
    assert [word for each in sentences(text) for word in words(each)] == words(text)


def test_reading_age_rises_with_longer_words_and_sentences() -> None:
    easy, hard = reading_age("The cat sat. " * 40), reading_age("Considerable responsibilities necessitate, " * 40)
    assert easy is not None
    assert hard is not None
    assert easy < 8 < 20 < hard
    assert reading_age("Too short to tell.") is None
