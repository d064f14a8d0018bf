"""The pages on which an applicant attaches what the advert asks for, and where staff find it."""

import io

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.attachment_queries import documents_of
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate, Role
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.applications import a_document, a_draft, a_profile, an_application
from tests.builders.documents import a_pdf
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

ASKED = [{"name": "Copy of your licence", "is_required": True}, {"name": "Portfolio", "is_required": False}]


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


@pytest.fixture
def draft(account: Account) -> Application:
    return a_draft(a_vacancy(an_organisation(), documents_asked=ASKED), account)


def path_of(application: Application, rest: str = "") -> str:
    return f"/candidate/applications/{application.id}/documents{rest}"


def a_file(content: bytes, name: str = "licence.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_it_is_attached_opened_replaced_and_removed(client: FlaskClient, account: Account, draft: Application) -> None:
    assert "Documents" in client.get(f"/candidate/applications/{draft.id}").text
    page = words_of(client.get(path_of(draft)).text)
    assert "Copy of your licence Not attached" in page
    assert "Portfolio (optional)" in page
    assert submit(client, path_of(draft, "/1"), file=a_file(a_pdf("Licence"))).location == path_of(draft)
    assert "“Copy of your licence” is attached. " in words_of(client.get(path_of(draft)).text)
    (held,) = documents_of(Candidate(account.id), draft.id)
    sent = client.get(path_of(draft, f"/{held.id}/file"))
    assert sent.data == a_pdf("Licence")
    assert sent.headers["Content-Disposition"] == "attachment; filename=copy-of-your-licence.pdf"
    assert "Attached, PDF" in words_of(client.get(f"/candidate/applications/{draft.id}/check").text)
    assert submit(client, path_of(draft, "/1/remove")).status_code == 303
    assert not documents_of(Candidate(account.id), draft.id)


def test_what_is_no_document_is_said_beside_its_field(client: FlaskClient, draft: Application) -> None:
    answer = submit(client, path_of(draft, "/1"), file=a_file(b"MZ", "licence.pdf"))
    assert answer.status_code == 422
    assert "The file is a program. Choose a document" in answer.text
    assert submit(client, path_of(draft, "/1")).status_code == 422
    for number in (0, 3):
        assert client.get(path_of(draft, f"/{number}")).status_code == 404


def test_an_advert_that_asks_for_none_has_no_such_section(client: FlaskClient, account: Account) -> None:
    plain = a_draft(a_vacancy(an_organisation()), account)
    assert "Documents" not in words_of(client.get(f"/candidate/applications/{plain.id}").text)
    assert client.get(path_of(plain)).status_code == 303


@pytest.mark.parametrize(("hides", "status"), [(False, 200), (True, 404)])
def test_staff_download_it_as_far_as_they_may_know_the_name(client: FlaskClient, hides: bool, status: int) -> None:
    fife = an_organisation("fife-council")
    sent = an_application(a_vacancy(fife, documents_asked=ASKED, hides_names=hides))
    document = a_document(sent, "Copy of your licence")
    sign_in(client, a_member(fife, Role.RECRUITER))
    page = client.get(f"/employer/applications/{sent.id}").text
    answer = client.get(f"/employer/applications/{sent.id}/documents/{document.id}")
    assert answer.status_code == status
    assert ("Open Copy of your licence" in words_of(page)) is (status == 200)
    if status == 200:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "Portfolio Not attached" in words_of(page)


def test_a_writer_says_which_documents_applicants_attach(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    vacancy = a_vacancy(fife, state="draft")
    sign_in(client, a_member(fife, Role.RECRUITER))
    path = f"/employer/vacancies/{vacancy.id}/questions"
    good = {"needed": "Copy of your licence\n\n  Lesson  plan ", "welcome": "Portfolio", "then": "overview"}
    assert submit(client, path, **good).status_code == 303
    assert "Copy of your licence\nLesson plan" in client.get(path).text
    for wrong, said in (
        ("One\nTwo\nThree\nFour\nFive", "at most"),
        ("portfolio", "named twice"),
        ("x" * 81, "80 characters"),
    ):
        answer = submit(client, path, **{**good, "needed": wrong})
        assert answer.status_code == 422
        assert said in answer.text
