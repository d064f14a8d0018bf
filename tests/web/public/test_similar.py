"""What an advert's page offers beside it: similar jobs, open ones alone, also where the advert itself is over."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.pages import links_of, words_of
from tests.builders.search import a_category, an_advert, an_index_at, follow, later, leave


@pytest.fixture(autouse=True)
def category(app: Flask, client: FlaskClient, tmp_path: Path) -> Iterator[str]:
    with an_index_at(app, tmp_path):
        yield a_category("social-care", "Social care").code


def path_of(vacancy: Vacancy) -> str:
    return f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}"


def test_beside_an_open_advert(client: FlaskClient, category: str) -> None:
    this = an_advert(title="Home Carer", category_code=category)
    other = an_advert(title="Night Carer", category_code=category)
    follow()
    page = client.get(path_of(this)).text
    assert links_of(page)["Night Carer"] == path_of(other)
    assert f'formaction="/saved/{other.reference}"' in page
    assert 'id="similar"' in page


def test_with_none_there_is_no_heading(client: FlaskClient, category: str) -> None:
    this = an_advert(title="Home Carer", category_code=category)
    follow()
    assert "Similar jobs" not in client.get(path_of(this)).text


def test_from_the_second_it_closes_it_is_gone_and_what_is_similar_stays(
    app: Flask, client: FlaskClient, category: str
) -> None:
    this = an_advert(title="Home Carer", category_code=category, closes_at=clock.now() + timedelta(hours=1))
    other = an_advert(title="Night Carer", category_code=category)
    follow()
    assert client.get(path_of(this)).status_code == 200
    assert "Home Carer" in words_of(client.get(path_of(other)).text)
    with later(app, hours=1, seconds=1):
        gone = client.get(path_of(this))
        assert gone.status_code == 410
        assert "application/ld+json" not in gone.text
        assert "Keeps a school clean." in gone.text and links_of(gone.text)["Night Carer"] == path_of(other)
        assert "Home Carer" not in words_of(client.get(path_of(other)).text)


def test_a_withdrawn_advert_tells_of_others_alone(client: FlaskClient, category: str) -> None:
    this = an_advert(title="Secret Carer", category_code=category)
    other = an_advert(title="Night Carer", category_code=category)
    leave(this)
    follow()
    gone = client.get(path_of(this))
    assert gone.status_code == 410
    assert '<meta name="robots" content="noindex">' in gone.text
    assert "Secret" not in gone.text and links_of(gone.text)["Night Carer"] == path_of(other)


def test_an_advert_is_shared_by_plain_links(client: FlaskClient) -> None:
    this = an_advert(title="Cook & Driver?")
    page = client.get(path_of(this)).text
    links = links_of(page)
    address = f"http://127.0.0.1{path_of(this)}"
    mail = urlsplit(links["Email"])
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert "+" not in mail.query
    assert parse_qs(mail.query) == {
        "subject": ["Cook & Driver?, Fife Council"], "body": [f"Cook & Driver?, Fife Council: {address}"]
    }  # fmt: skip
    assert parse_qs(urlsplit(links["Facebook"]).query) == {"u": [address]}
    assert address in page
