"""The front door shows what is open, and leads on from it."""

from flask.testing import FlaskClient

from recruitment.extensions import db
from recruitment.vacancies.categories import load_categories
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy


def test_with_nothing_open_it_still_opens(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "No job is open at this moment" in page
    assert "Just added" not in page
    assert 'action="/vacancies"' in page


def test_it_counts_and_browses_what_is_open(client: FlaskClient) -> None:
    load_categories()
    db.session.commit()
    fife = an_organisation("fife-council")
    a_vacancy(fife, title="Home Carer", category_code="social_care")
    a_vacancy(fife, category_code="social_care")
    a_vacancy(an_organisation("nhs-orkney"), category_code="health")
    page = client.get("/").text
    assert "<strong>3</strong> jobs are open now at <strong>2</strong> employers" in page
    assert 'href="/vacancies?category=social-care"' in page
    assert 'href="/vacancies?category=teaching-and-education"' not in page
    assert 'href="/councils/fife-council"' in page
    assert "Home Carer" in page


def test_a_draft_is_not_on_it(client: FlaskClient) -> None:
    a_vacancy(an_organisation("fife-council"), title="Still a draft", state="draft")
    assert "Still a draft" not in client.get("/").text
