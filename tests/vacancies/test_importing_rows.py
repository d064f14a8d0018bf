"""Lines are checked whole: what cannot be an advert is told apart, with the reason."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.importing_rows import LONGEST_LINE, TEXTS, Unreadable, Unusable, read_line

GOOD = {"employer": "Fife Council", "title": "Cleaner"}


def line(**fields: Any) -> str:
    return json.dumps({**GOOD, **fields})


def test_an_advert_with_the_least_it_needs() -> None:
    advert = read_line(line(location=None, unknown={"kept": "out"}))
    assert (advert.employer, advert.title, advert.texts["location"], advert.source_url) == (
        "Fife Council", "Cleaner", "", "",
    )  # fmt: skip
    assert set(advert.texts) == set(TEXTS)


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
def test_bytes_with_or_without_a_byte_order_mark(prefix: str) -> None:
    assert read_line(f"{prefix}{line(title='Tidsear – Gàidhlig')}\r\n".encode()).title == "Tidsear – Gàidhlig"


@pytest.mark.parametrize(
    ("unreadable", "why"),
    [
        ("{", "not JSON"),
        ('{"title": "a"} {"title": "b"}', "not JSON"),
        ("{'title': 'a'}", "not JSON"),
        ('["title"]', "no object"),
        ('"title"', "no object"),
        ("null", "no object"),
        ('{"title": NaN}', "not JSON"),
        ('{"n": ' + "9" * 5_000 + "}", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (b'{"title": "\xff"}', "UTF-8"),
        (json.dumps(GOOD).encode("utf-16"), "UTF-8"),
        ('{"title": "' + "x" * LONGEST_LINE + '"}', "longer than 200,000"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_object(unreadable: str | bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_line(unreadable)


@pytest.mark.parametrize(
    ("unusable", "why"),
    [
        ("{}", "no title"),
        (line(title=None), "no title"),
        (line(title="  "), "no title"),
        (line(title="–"), "no title"),
        (line(employer=""), "no employer"),
        (line(title=["Cleaner"]), "'title' must be a text, not a list"),
        (line(salary_text=25_000), "'salary_text' must be a text, not a number"),
        (line(closing_text=True), "'closing_text' must be a text, not true or false"),
        (line(location={"town": "Elgin"}), "'location' must be a text, not an object"),
        (line(inferred_fields="title"), "list of texts"),
        (line(inferred_fields=[1]), "list of texts"),
        (line(title="x" * 201), "'title' is longer than 200"),
        (line(employer="x" * 121), "'employer' is longer than 120"),
        (line(location="x" * 2_001), "'location' is longer than 2,000"),
        (line(source_url=f"https://a.example/{'x' * 500}"), "'source_url' is longer than 500"),
        (line(title="Clean\0er"), "'title' holds control characters"),
        (line(description="bell \a"), "'description' holds control characters"),
        (line(description="half \ud800"), "'description' holds control characters"),
        (line(description="\uffff"), "'description' holds control characters"),
        ('{"title": "a", "title": "b", "employer": "c"}', "'title' is given twice"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_object_that_is_no_advert(unusable: str, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        read_line(unusable)


def test_the_key_is_the_address_else_employer_title_and_reference_or_place() -> None:
    def key(**fields: str) -> str:
        return read_line(line(**fields)).source_key

    assert key(source_url="https://a.example/1") == key(source_url="https://a.example/1", title="Cook")
    assert key(reference="R1") == key(reference="R1", location="Elgin")
    assert key(reference="R1") != key(reference="R2")
    assert key(location="Elgin") == key(location="Elgin", salary_text="£12 an hour")
    assert key(location="Elgin") != key(location="Forres")
    assert key(title="ab", reference="c") != key(title="a", reference="bc")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
objects = st.dictionaries(st.sampled_from([*TEXTS, "source_url", "sector", "inferred_fields"]), json_values)


@given(objects | json_values)
def test_any_json_is_an_advert_or_told_why_not(value: Any) -> None:
    try:
        advert = read_line(json.dumps(value))
    except (Unreadable, Unusable) as problem:
        assert str(problem).endswith(".")
    else:
        assert advert.title and advert.employer and len(advert.source_key) == 64


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_are_an_advert_or_told_why_not(value: bytes | str) -> None:
    with pytest.raises((Unreadable, Unusable)):
        read_line(value)
