"""Dates as far as they are known, and addresses."""

import pytest

from recruitment.programme.rules import is_address, sort_key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", ""),
        ("2007", "2007-00-00"),
        ("June 2007", "2007-06-00"),
        ("Sept 2007", None),
        ("sep 2007", "2007-09-00"),
        ("3 June 2007", "2007-06-03"),
        ("by June 2007", "2007-06-00"),
        ("By  early Autumn 2007", "2007-09-00"),
        ("mid-2007", "2007-00-00"),
        ("2007-08", "2007-00-00"),
        ("29 February 2008", "2008-02-29"),
        ("29 February 2007", None),
        ("0 June 2007", None),
        ("3 autumn 2007", None),
        ("June", None),
        ("1 2007", None),
        ("June 3007", None),
        ("2007; drop table", None),
    ],
)
def test_a_date_as_far_as_it_is_known(words: str, key: str | None) -> None:
    if key is not None:
        assert sort_key(words) == key
        return
    with pytest.raises(ValueError):
        sort_key(words)


def test_keys_sort_as_time_does() -> None:
    said = ("2006", "April 2006", "December 2006", "2007", "June 2007", "3 June 2007", "summer 2007", "February 2008")
    keys = [sort_key(words) for words in said]
    assert sorted(keys[:6]) == keys[:6]
    assert keys[-1] == max(keys)


@pytest.mark.parametrize("slug", ["bodies", "timeline", "changes", "documents", "themes", "a.b", "a/b", "", "A", "-a"])
def test_pages_of_the_register_and_what_is_no_word_are_no_projects_addresses(slug: str) -> None:
    assert not is_address(slug)


def test_other_words_are() -> None:
    assert is_address("national-crm")
