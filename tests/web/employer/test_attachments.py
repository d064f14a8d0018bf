"""Attaching documents to an advert, as its authors do it, without JavaScript."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from recruitment.core.jobs import run_next
from recruitment.core.viewers import Role
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.attachment_tables import CLEAN, INFECTED, UNSCANNED, WAITING
from recruitment.vacancies.tables import Vacancy
from tests.builders.documents import a_pdf, a_word_document, an_attachment
from tests.builders.pages import TOKEN, links_of, submit, words_of
from tests.builders.vacancies import a_complete_vacancy, a_vacancy
from tests.web.employer.conftest import SignIn

WORDS = a_word_document("About the job", "Clean classrooms.")


@pytest.fixture
def draft(fife: Organisation, signed_in: SignIn) -> Vacancy:
    return a_complete_vacancy(fife, created_by=signed_in().id)


def page_of(vacancy: Vacancy) -> str:
    return f"/employer/vacancies/{vacancy.id}/attachments"


def send(client: FlaskClient, vacancy: Vacancy, content: bytes, name: str = "Job description", file: str = "jd.docx"):
    return submit(client, page_of(vacancy), name=name, file=(BytesIO(content), file))


def test_a_document_goes_from_the_task_list_to_the_preview(client: FlaskClient, draft: Vacancy) -> None:
    overview = client.get(f"/employer/vacancies/{draft.id}").text
    assert links_of(overview)["Attachments (Optional)"] == page_of(draft)
    assert "8 of 8 are complete" in words_of(overview)
    answer = send(client, draft, WORDS)
    assert (answer.status_code, answer.location) == (303, page_of(draft))
    shown = words_of(client.get(page_of(draft)).text)
    assert "“Job description” is attached." in shown and "Word, 1 KB." in shown
    run_next()
    assert "People can also read it as a web page." in words_of(client.get(page_of(draft)).text)
    overview = client.get(f"/employer/vacancies/{draft.id}").text
    assert "Attachments (Completed)" in links_of(overview) and "Attached a document" in words_of(overview)
    links = links_of(client.get(f"/employer/vacancies/{draft.id}/preview").text)
    file = client.get(links["Job description"])
    assert file.data == WORDS
    assert file.headers["Content-Disposition"] == "attachment; filename=job-description.docx"
    assert "Clean classrooms." in words_of(client.get(links["Read it as a web page : Job description"]).text)


def test_what_is_refused_is_said_beside_the_file_and_the_name_stays(client: FlaskClient, draft: Vacancy) -> None:
    for content, file, said in (
        (b"", "jd.docx", "The file is empty"),
        (b"PK\x03\x04 broken", "jd.docx", "The file is damaged"),
        (b"<p>Hello</p>", "jd.html", "The file is none of these"),
    ):
        answer = send(client, draft, content, file=file)
        assert answer.status_code == 422
        assert said in answer.text and 'value="Job description"' in answer.text
    answer = submit(client, page_of(draft), name="")
    assert "Enter the name that people should read" in answer.text and "Choose the file" in answer.text
    an_attachment(draft, name="Job Description")
    assert "already an attachment of this name" in send(client, draft, WORDS).text


@pytest.mark.parametrize("megabytes", [11, 31])
def test_a_large_file_is_refused_beside_its_field(client: FlaskClient, draft: Vacancy, megabytes: int) -> None:
    """Written in memory, where the test client would leave a file open."""
    file = FileStorage(BytesIO(b"%PDF-" + bytes(megabytes * 1024 * 1024)), "jd.pdf")
    found = TOKEN.search(client.get(page_of(draft)).text)
    assert found
    boundary, body = encode_multipart({"csrf_token": found.group(1), "name": "Job description", "file": file})
    answer = client.post(page_of(draft), data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == 422 and answer.text.count("larger than 10 MB") == 2


def test_a_damaged_document_is_a_download_alone(client: FlaskClient, draft: Vacancy) -> None:
    whole = a_pdf("Clean classrooms.")
    send(client, draft, whole[: len(whole) // 2], file="jd.pdf")
    run_next()
    page = client.get(page_of(draft)).text
    assert "Its words cannot be read as a web page" in words_of(page)
    assert "Read Job description as a web page" not in links_of(page)


def test_each_state_is_told_and_holds_the_advert_up_where_it_must(
    client: FlaskClient, draft: Vacancy, fife: Organisation
) -> None:
    waiting = an_attachment(draft, name="Pack", state=WAITING)
    shown = client.get(page_of(draft)).text
    assert "Being checked for malware" in words_of(shown)
    assert "Open Pack" not in links_of(shown) and "See whether the check is done" in links_of(shown)
    assert client.get(f"/employer/attachments/{waiting.id}/file").status_code == 404
    assert client.get(f"/employer/attachments/{waiting.id}").status_code == 404
    sending = client.get(f"/employer/vacancies/{draft.id}/send").text
    assert "“Pack” is still being checked for malware" in words_of(sending)
    assert "Attachments (In progress)" in links_of(client.get(f"/employer/vacancies/{draft.id}").text)
    an_attachment(draft, name="Plan", state=INFECTED)
    assert "Malware was found in this file, so it was deleted" in words_of(client.get(page_of(draft)).text)
    assert "Attachments (There is a problem)" in links_of(client.get(f"/employer/vacancies/{draft.id}").text)
    assert "Pack" not in links_of(client.get(f"/employer/vacancies/{draft.id}/preview").text)


def test_removing_asks_first(client: FlaskClient, draft: Vacancy) -> None:
    attachment = an_attachment(draft, state=UNSCANNED)
    remove = links_of(client.get(page_of(draft)).text)["Remove Job description"]
    assert "Remove “Job description”?" in client.get(remove).text
    assert "Job description" in client.get(page_of(draft)).text
    assert submit(client, remove).status_code == 303
    assert "“Job description” is removed" in words_of(client.get(page_of(draft)).text)
    assert client.get(f"/employer/attachments/{attachment.id}/file").status_code == 404


def test_five_are_enough(client: FlaskClient, draft: Vacancy) -> None:
    for number in range(5):
        an_attachment(draft, name=f"Pack {number}", state=CLEAN)
    assert "Remove one to attach another" in words_of(client.get(page_of(draft)).text)


def test_what_was_sent_stays_as_it_was(client: FlaskClient, fife: Organisation, signed_in: SignIn) -> None:
    vacancy = a_vacancy(fife, state="awaiting_approval")
    attachment = an_attachment(vacancy)
    signed_in()
    assert client.get(page_of(vacancy)).status_code == 409
    assert client.get(f"/employer/attachments/{attachment.id}/remove").status_code == 409
    signed_in(Role.APPROVER)
    assert "Job description" in links_of(client.get(f"/employer/vacancies/{vacancy.id}/approval").text)
