"""An advert's documents are downloads that run nothing, and pages where they can be read, while the advert is there."""

import pytest
from flask.testing import FlaskClient

from recruitment.organisations.tables import Organisation
from recruitment.vacancies.attachment_tables import INFECTED, WAITING
from recruitment.vacancies.tables import Vacancy
from tests.builders.documents import a_pdf, an_attachment
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, words_of
from tests.builders.search import leave
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(fife)


def address(vacancy: Vacancy, rest: str = "") -> str:
    return f"/vacancies/{vacancy.reference}/cleaner{rest}"


def test_the_advert_leads_to_its_documents(client: FlaskClient, vacancy: Vacancy) -> None:
    content = a_pdf("Clean classrooms.") + b" " * 245_000
    an_attachment(vacancy, name="Job pack & plan", kind="pdf", content=content, is_readable=True, html="<h1>Pay</h1>")
    an_attachment(vacancy, name="Not yet", state=WAITING)
    an_attachment(vacancy, name="Never", state=INFECTED)
    page = client.get(address(vacancy)).text
    assert "Job pack & plan (PDF, 240 KB)" in words_of(page)
    assert "Not yet" not in page and "Never" not in page
    links = links_of(page)
    file = client.get(links["Job pack &amp; plan"])
    assert file.data == content and file.mimetype == "application/pdf"
    assert file.headers["Content-Disposition"] == "attachment; filename=job-pack-plan.pdf"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"] == "sandbox"
    assert "s-maxage=1" in file.headers["Cache-Control"]
    read = client.get(links["Read it as a web page : Job pack &amp; plan"]).text
    assert "<h2>Pay</h2>" in read and "These are the words of a PDF" in words_of(read)


def test_nothing_in_a_document_runs(client: FlaskClient, vacancy: Vacancy) -> None:
    html = "<script>alert(1)</script><p onclick=x>Clean</p><a href='javascript:x'>classrooms</a><img src=x onerror=y>"
    attachment = an_attachment(vacancy, is_readable=True, html=html)
    page = client.get(address(vacancy, f"/documents/{attachment.id}")).text
    main = page.partition("<main")[2].partition("</main")[0]
    assert "<p>Clean</p>" in main and "classrooms" in main
    for never in ("alert(1)", "onclick", "javascript", "<img"):
        assert never not in main


def test_a_page_has_one_address(client: FlaskClient, vacancy: Vacancy) -> None:
    attachment = an_attachment(vacancy, is_readable=True, html="<p>Clean.</p>")
    answer = client.get(f"/vacancies/{vacancy.reference}/janitor/documents/{attachment.id}")
    assert (answer.status_code, answer.location) == (301, address(vacancy, f"/documents/{attachment.id}"))


def test_they_come_and_go_with_the_advert(client: FlaskClient, fife: Organisation, vacancy: Vacancy) -> None:
    attachment = an_attachment(vacancy, is_readable=True, html="<p>Clean.</p>")
    paths = [address(vacancy, f"/documents/{attachment.id}{rest}") for rest in ("", "/file")]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    other = a_vacancy(fife)
    assert [client.get(address(other, f"/documents/{attachment.id}{rest}")).status_code for rest in ("", "/file")] == [
        404,
        404,
    ]
    leave(vacancy)
    assert [client.get(path).status_code for path in paths] == [404, 404]


@pytest.mark.parametrize("state", [WAITING, INFECTED])
def test_what_is_not_known_to_be_safe_is_not_there(client: FlaskClient, vacancy: Vacancy, state: str) -> None:
    attachment = an_attachment(vacancy, state=state)
    for rest in ("", "/file"):
        assert client.get(address(vacancy, f"/documents/{attachment.id}{rest}")).status_code == 404


def test_a_document_without_words_has_no_page(client: FlaskClient, vacancy: Vacancy) -> None:
    attachment = an_attachment(vacancy, is_readable=False)
    assert client.get(address(vacancy, f"/documents/{attachment.id}")).status_code == 404
    assert "Read it as a web page" not in client.get(address(vacancy)).text
