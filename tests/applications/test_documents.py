"""Documents that an advert asks for: recognised by content, kept with the application, opened by those who may."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from PIL import Image

from recruitment.accounts.tables import Account
from recruitment.applications.attachment_actions import attach, detach
from recruitment.applications.attachment_jobs import check_application_document
from recruitment.applications.attachment_kinds import LARGEST, SIDE, read_upload
from recruitment.applications.attachment_queries import document_bytes, documents_of
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.rules import Standing
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.jobs import NotNow
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.vacancies.documents_asked import Wanted
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_document, a_draft, a_profile, an_application
from tests.builders.documents import EICAR, a_pdf, a_word_document
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy
from tests.core.scanner import a_scanner, free_port

LICENCE, PORTFOLIO = Wanted("Copy of your licence", True), Wanted("Portfolio", False)
ASKED = [LICENCE.facts, PORTFOLIO.facts]

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def account() -> Account:
    account = an_account()
    a_profile(account)
    return account


@pytest.fixture
def viewer(account: Account) -> Candidate:
    return Candidate(account.id)


@pytest.fixture
def draft(account: Account) -> Application:
    return a_draft(a_vacancy(an_organisation(), documents_asked=ASKED), account)


def standing_of(viewer: Candidate, draft: Application) -> Standing:
    found = draft_of(viewer, draft.id)
    return next(found.standing(section) for section in found.sections if section.name == "documents")


def a_photograph(width: int = 4000, height: int = 100) -> bytes:
    """With a place in it, as a phone writes one."""
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (56.0, 20.0, 0.0)}
    Image.new("RGB", (width, height), "white").save(written, "JPEG", exif=exif)
    return written.getvalue()


def test_kinds_are_told_by_content() -> None:
    assert read_upload(a_pdf("Licence"), "anything")[0] == "pdf"
    assert read_upload(a_word_document("Licence"), "x.pdf")[0] == "docx"
    for wrong in (b"MZ program", b"words alone", b"", b"\xff\xd8\xff broken", b"%PDF-" + b"0" * LARGEST):
        with pytest.raises(Refused):
            read_upload(wrong, "x.txt")


def test_a_picture_tells_nothing_but_what_it_shows() -> None:
    kind, kept = read_upload(a_photograph(), "photo.jpg")
    picture = Image.open(io.BytesIO(kept))
    assert (kind, picture.format, picture.width) == ("jpg", "JPEG", SIDE)
    assert not picture.getexif()


def test_what_is_needed_finishes_the_section(viewer: Candidate, draft: Application) -> None:
    assert standing_of(viewer, draft) == Standing.NOT_STARTED
    attach(viewer, draft, PORTFOLIO, "p.pdf", a_pdf("Work"))
    assert standing_of(viewer, draft) == Standing.IN_PROGRESS
    attach(viewer, draft, LICENCE, "l.pdf", a_pdf("Licence"))
    assert standing_of(viewer, draft) == Standing.COMPLETED


def test_nothing_needed_makes_the_section_optional(account: Account, viewer: Candidate) -> None:
    draft = a_draft(a_vacancy(an_organisation(), documents_asked=[PORTFOLIO.facts]), account)
    assert standing_of(viewer, draft) == Standing.OPTIONAL
    attach(viewer, draft, PORTFOLIO, "p.pdf", a_pdf("Work"))
    assert standing_of(viewer, draft) == Standing.COMPLETED


def test_a_second_file_takes_the_place_of_the_first(viewer: Candidate, draft: Application) -> None:
    attach(viewer, draft, LICENCE, "l.pdf", a_pdf("Old"))
    new = attach(viewer, draft, LICENCE, "l.docx", a_word_document("New"))
    assert [(row.id, row.kind) for row in documents_of(viewer, draft.id)] == [(new.id, "docx")]
    detach(viewer, draft, new)
    assert not documents_of(viewer, draft.id)


def test_after_sending_nothing_is_attached_or_removed(account: Account, viewer: Candidate) -> None:
    sent = an_application(a_vacancy(an_organisation(), documents_asked=ASKED), account=account)
    held = a_document(sent, LICENCE.name)
    for act in (
        lambda: attach(viewer, sent, LICENCE, "l.pdf", a_pdf("Licence")),
        lambda: detach(viewer, sent, held),
    ):
        with pytest.raises(IllegalMove):
            act()
    assert len(documents_of(viewer, sent.id)) == 1


@pytest.mark.parametrize(
    ("state", "hides", "shortlisted", "is_reached"),
    [("submitted", False, False, True), ("submitted", True, False, False), ("shortlisted", True, True, True)],
)
def test_staff_open_them_when_they_may_know_the_name(
    state: str, hides: bool, shortlisted: bool, is_reached: bool
) -> None:
    fife = an_organisation("fife-council")
    vacancy = a_vacancy(fife, documents_asked=ASKED, hides_names=hides)
    sent = an_application(vacancy, state=state, shortlisted_at=clock.now() if shortlisted else None)
    document = a_document(sent, LICENCE.name)
    assert bool(documents_of(as_staff(fife, Role.RECRUITER), sent.id)) is is_reached
    for stranger in (as_staff(an_organisation("orkney-islands-council"), Role.RECRUITER), Candidate(an_account().id)):
        with pytest.raises(NotVisible):
            document_bytes(stranger, sent.id, document.id)


def test_nobody_of_staff_reaches_those_of_a_draft(draft: Application) -> None:
    a_document(draft, LICENCE.name)
    assert not documents_of(as_staff(an_organisation(), Role.RECRUITER), draft.id)


@pytest.fixture
def scanned_at(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """Sets the address of the scanner, as the environment does."""
    return lambda url: monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], clamd_url=url))


def letters() -> list[str]:
    return list(db.session.scalars(visible(System("mail"), Letter).with_only_columns(Letter.name)))


def test_it_is_opened_once_the_scanner_has_passed_it(viewer: Candidate, draft: Application, scanned_at) -> None:
    with a_scanner() as url:
        scanned_at(url)
        document = attach(viewer, draft, LICENCE, "l.pdf", a_pdf("Licence"))
        db.session.commit()
        with pytest.raises(NotVisible):
            document_bytes(viewer, draft.id, document.id)
        check_application_document(document.id)
        assert document_bytes(viewer, draft.id, document.id)[0].state == "clean"


def test_malware_goes_and_the_applicant_is_told(viewer: Candidate, draft: Application, scanned_at) -> None:
    with a_scanner() as url:
        scanned_at(url)
        document = attach(viewer, draft, LICENCE, "l.pdf", a_pdf("Licence") + EICAR)
        db.session.commit()
        check_application_document(document.id)
    (row,) = documents_of(viewer, draft.id)
    assert row.state == "infected"
    assert standing_of(viewer, draft) == Standing.IN_PROGRESS
    assert letters() == ["document_infected"]
    with pytest.raises(NotVisible):
        document_bytes(viewer, draft.id, row.id)


def test_while_the_scanner_is_silent_it_waits(viewer: Candidate, draft: Application, scanned_at) -> None:
    scanned_at(f"tcp://127.0.0.1:{free_port()}")
    document = attach(viewer, draft, LICENCE, "l.pdf", a_pdf("Licence"))
    db.session.commit()
    with pytest.raises(NotNow):
        check_application_document(document.id)
    assert documents_of(viewer, draft.id)[0].state == "waiting"
    assert standing_of(viewer, draft) == Standing.COMPLETED, "the clock of closing does not wait for a scanner"
