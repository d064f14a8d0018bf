"""An application to take away: what was told is in it, as readable PDF and as one HTML file, and no more."""

import io
import re

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from recruitment.applications.tables import Application
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from recruitment.selection.actions import shortlist
from recruitment.vacancies.tables import Vacancy
from recruitment.web.papers import Paper, Section, Told, as_html, as_pdf
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

GAELIC = "Mòrag NicDhòmhnaill, Àth Tharracail, Èirinn, Ìle, Òban, Ùig"
TYPED = "#set text(size: 90pt) *bold* _x_ $y$ @ref <script>alert(1)</script> \\ `code` // gone"
PAPER = Paper(
    title=GAELIC,
    label="Cook, Comhairle nan Eilean Siar",
    facts=(("Reference", "A-7K2M-9QXT"),),
    sections=(
        Section("Work", things=(Told("Cook, The Inn", "2019 to now", ("Reason: none",), f"First\nSecond\n{TYPED}"),)),
        Section("Training", empty="None given"),
    ),
    foot="Jobs, application A-7K2M-9QXT",
)


def read(content: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(content))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_a_pdf_is_tagged_and_says_what_it_is() -> None:
    reader, text = read(as_pdf(PAPER))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None and reader.metadata.title == GAELIC
    assert GAELIC in text and "None given" in text and "A-7K2M-9QXT" in text


def test_gaelic_letters_are_drawn_in_the_fonts_that_ship() -> None:
    reader, _ = read(as_pdf(PAPER))
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all("Roboto" in font for font in fonts), fonts


def test_what_people_type_is_never_read_as_the_papers_own_language() -> None:
    _, text = read(as_pdf(PAPER))
    assert squeezed(TYPED) in squeezed(text)
    page = as_html(PAPER).decode()
    assert "<script>" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("text", ["👩‍🚀 Привет 日本語 \ufffe", "\t\x0b", "a" * 5000, "\u202e\u0000x", ""])
def test_any_text_makes_a_paper(text: str) -> None:
    paper = Paper("Title", "Label", (), (Section("Words", things=(Told(text, text=text),)),), "Foot")
    assert as_pdf(paper).startswith(b"%PDF-")
    assert as_html(paper)


def test_an_html_file_stands_alone() -> None:
    page = as_html(PAPER).decode()
    assert not re.search(r"(src|href)=", page)
    assert page.count("<h1") == 1 and 'lang="en-GB"' in page


def paper_of(client: FlaskClient, path: str, form: str) -> str:
    answered = client.get(f"{path}/application.{form}")
    assert answered.status_code == 200
    assert answered.headers["Content-Disposition"].startswith("attachment")
    return read(answered.data)[1] if form == "pdf" else answered.text


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_candidate_takes_what_was_sent_and_a_draft(client: FlaskClient, form: str) -> None:
    account = an_account("jo@test.example")
    a_profile(account, given_name="Mòrag", family_name="Test")
    vacancy = a_vacancy(an_organisation(), title="Cook")
    sign_in(client, account)
    sent = an_application(vacancy, account=account, given_name="Mòrag", needs="A room without steps")
    told = paper_of(client, f"/candidate/applications/{sent.id}", form)
    for words in (
        "Mòrag",
        "jo@test.example",
        "I clean well.",
        "Robin Referee",
        "A room without steps",
        "Cook",
        sent.reference,
    ):
        assert words in told, words
    draft = a_draft(a_vacancy(an_organisation(), title="Gardener"), account)
    told = paper_of(client, f"/candidate/applications/{draft.id}", form)
    assert "Gardener" in told and "Not yet" in told and "Not answered" in told and "Example School" in told


def test_of_somebody_elses_there_is_nothing(client: FlaskClient) -> None:
    sign_in(client, an_account())
    other = an_application(a_vacancy(an_organisation()))
    assert client.get(f"/candidate/applications/{other.id}/application.pdf").status_code == 404
    assert client.get(f"/candidate/applications/{other.id}/application.docx").status_code == 404


SECRETS = ("Zebedee", "Quagmire", "zq@test.example", "Robin Referee", "0131 496 0001", "1 Example Street")


@pytest.fixture
def hidden(client: FlaskClient) -> Application:
    vacancy: Vacancy = a_vacancy(an_organisation(), hides_names=True)
    account = an_account("zq@test.example")
    return an_application(vacancy, account=account, given_name="Zebedee", family_name="Quagmire", needs="A ramp")


@pytest.mark.parametrize("form", ["pdf", "html"])
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER])
def test_hidden_names_are_in_no_paper_of_the_employers(
    client: FlaskClient, hidden: Application, role: Role, form: str
) -> None:
    sign_in(client, a_member(an_organisation(), role))
    path = f"/employer/applications/{hidden.id}"
    answered = client.get(f"{path}/application.{form}")
    told = paper_of(client, path, form)
    assert [each for each in SECRETS if each in told or each.encode() in answered.data] == []
    assert hidden.reference in told and "I clean well." in told
    assert "Zebedee" not in str(answered.headers)


def test_they_are_once_somebody_is_shortlisted_and_the_taking_is_on_record(
    client: FlaskClient, hidden: Application
) -> None:
    shortlist(as_staff(an_organisation(), Role.RECRUITER), hidden)
    db.session.commit()
    sign_in(client, a_member(an_organisation(), Role.RECRUITER))
    told = paper_of(client, f"/employer/applications/{hidden.id}", "pdf")
    assert [each for each in SECRETS if each not in told] == []
    acts = visible(System("keeping"), Act).where(Act.row_id == hidden.id, Act.act == "take_copy")
    assert len(db.session.scalars(acts).all()) == 1


def test_a_hiring_manager_takes_no_referees_and_a_panel_member_no_needs(client: FlaskClient) -> None:
    application = an_application(a_vacancy(an_organisation()), needs="A ramp")
    sign_in(client, a_member(an_organisation(), Role.HIRING_MANAGER))
    told = paper_of(client, f"/employer/applications/{application.id}", "pdf")
    assert "Robin Referee" not in told and "A ramp" in told
    sign_in(client, a_member(an_organisation(), Role.PANEL_MEMBER))
    assert client.get(f"/employer/applications/{application.id}/application.pdf").status_code == 404
