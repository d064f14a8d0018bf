"""The list by words: spelling put right, known words offered as filters, and any text a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.pages import links_of, words_of
from tests.builders.search import an_advert, an_index_at, follow


@pytest.fixture(autouse=True)
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        yield


def test_a_corrected_search_says_so_and_offers_what_was_typed(client: FlaskClient) -> None:
    an_advert(title="Gardener")
    follow()
    page = client.get("/vacancies?q=gardner&contract=permanent&page=7").text
    assert "1 job for “gardener”" in words_of(page)
    assert "Showing results for gardener ." in words_of(page)
    typed = links_of(page)["Search instead for “gardner”"]
    assert typed == "/vacancies?q=gardner&contract=permanent&exactly=1"
    page = client.get(typed).text
    assert "0 jobs for “gardner”" in words_of(page)
    assert "Showing results for" not in page
    assert '<input type="hidden" name="exactly" value="1">' in page
    assert links_of(page)["Did you mean “gardener”?"] == "/vacancies?q=gardener&contract=permanent"


def test_known_words_are_offered_as_filters_above_the_results(client: FlaskClient) -> None:
    an_advert(title="Cook", patterns=["part_time"], summary="Part time")
    an_advert(title="Kitchen cook", patterns=["part_time"])
    follow()
    page = client.get("/vacancies?q=part+time+cook").text
    assert links_of(page)["Only part time jobs"] == "/vacancies?q=cook&pattern=part_time"
    assert "Only part time jobs (2)" in words_of(page)


def test_where_words_find_nothing_their_filter_is_suggested_first(client: FlaskClient) -> None:
    an_advert(title="Cook", patterns=["home"])
    follow()
    page = client.get("/vacancies?q=cook+remote").text
    listed = page.partition("These searches find something")[2]
    assert next(iter(links_of(listed))) == "Only home working jobs"


SIGNS = "abc AND OR NOT TO IN \"'()[]{}*?~^:+-/\\.,;!@#$%&|<>=_éàЖ漢\t\n\x00\u202e\u200f😀"


def test_any_text_gives_a_page(client: FlaskClient) -> None:
    an_advert(title="Carer")
    follow()

    @settings(max_examples=25, deadline=None, database=None)
    @given(st.one_of(st.text(max_size=60), st.text(alphabet=SIGNS, max_size=60)), st.text(alphabet=SIGNS, max_size=20))
    def gives_a_page(words: str, where: str) -> None:
        for address in ("/vacancies", "/vacancies.atom", "/api/v1/vacancies"):
            assert client.get(address, query_string={"q": words, "where": where}).status_code == 200

    gives_a_page()


@pytest.mark.parametrize(
    "typed",
    ["a" * 10_000, "carer " * 2_000, '"' * 9_999, "\x00", "'; DROP TABLE vacancy; --", "<script>alert(1)</script>",
     "\u202eשלום", "👩‍🏫", "title:[a TO b]^2 AND NOT (", "part time \x00 carer"],
)  # fmt: skip
def test_hostile_text_gives_a_page(client: FlaskClient, typed: str) -> None:
    an_advert(title="Cook")
    follow()
    response = client.get("/vacancies", query_string={"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.text
