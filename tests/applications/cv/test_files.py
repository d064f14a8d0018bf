"""Files that are no CV, broken or meant to hurt: each is answered, and none is kept."""

import io
import random
import zipfile

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from recruitment.applications.cv.suggesting import SECTIONS, suggestions
from recruitment.applications.cv_actions import hand_in
from recruitment.applications.cv_queries import open_suggestions, the_import
from recruitment.applications.cv_tables import INFECTED, READ, UNREADABLE, WAITING, CvImport
from recruitment.core import readable
from recruitment.core.errors import Refused
from recruitment.core.file_kinds import LARGEST_DOCUMENT
from recruitment.core.jobs import run_next
from recruitment.core.readable import read_apart
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from tests.applications.cv.files import content_of
from tests.applications.cv.words import CARER, DRIVER, TEACHER
from tests.builders.accounts import an_account
from tests.builders.documents import EICAR, MACRO_TYPE, a_pdf, a_word_document, an_opendocument, packed
from tests.core.scanner import a_scanner, free_port


@pytest.fixture
def viewer(database: None) -> Candidate:
    return Candidate(an_account().id)


def read(viewer: Candidate, content: bytes, name: str = "cv.pdf") -> CvImport:
    """Handed in, and read by the worker."""
    hand_in(viewer, name, content)
    db.session.commit()
    assert run_next()
    db.session.expunge_all()
    found = the_import(viewer)
    assert found is not None
    return found


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf(*["Employment history"] * 20))))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def bomb() -> bytes:
    """A Word document that says that it unpacks to more than a machine holds."""
    return a_word_document("CV", more={"word/media/picture.bin": bytes(201 * 1024 * 1024)})


def quiet_bomb() -> bytes:
    """One below the limit of what is let in, which is too much to read."""
    body = "<w:p><w:r><w:t>Employment history</w:t></w:r></w:p>" * 400_000
    return a_word_document("CV", body=body)


REFUSED = {
    "nothing": (b"", "cv.pdf", "empty"),
    "a web page": (b"<p>CV</p>", "cv.pdf", "none of these"),
    "a program": (b"MZ\x90", "cv.docx", "program"),
    "an old Word file": (b"\xd0\xcf\x11\xe0 old", "cv.doc", "old Word file"),
    "half a pack": (b"PK\x03\x04 broken", "cv.docx", "damaged"),
    "another pack": (packed({"a.txt": "a"}), "cv.docx", "none of these"),
    "macros": (a_word_document("CV", main_type=MACRO_TYPE), "cv.docx", "macros"),
    "11 MB": (b"%PDF-1.4" + bytes(LARGEST_DOCUMENT), "cv.pdf", "10 MB"),
    "text": (b"Employment history", "cv.txt", "PDF or a Word document"),
    "OpenDocument": (an_opendocument("<text:p>CV</text:p>"), "cv.odt", "PDF or a Word document"),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_what_is_no_cv_is_refused_in_words(viewer: Candidate, what: str) -> None:
    content, name, said = REFUSED[what]
    with pytest.raises(Refused, match=said):
        hand_in(viewer, name, content)
    assert the_import(viewer) is None


def test_a_bomb_is_refused_before_it_is_unpacked(viewer: Candidate) -> None:
    content = bomb()
    assert len(content) < 1024 * 1024
    with pytest.raises(Refused, match="unpacks to too much"):
        hand_in(viewer, "cv.docx", content)


@pytest.mark.parametrize(
    "content",
    [locked_pdf(), b"%PDF-1.4 broken", a_pdf("x"), quiet_bomb(), a_pdf(*["Lorem ipsum dolor sit amet"] * 30)],
    ids=["locked", "broken", "a picture of a page", "too much to read", "nothing of a CV"],
)
def test_what_cannot_be_read_is_said_to_be_so_and_is_gone(
    viewer: Candidate, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readable, "PATIENCE", 4)
    found = read(viewer, content)
    assert (found.state, found.content) == (UNREADABLE, None)
    assert open_suggestions(viewer) == []


@pytest.mark.parametrize("cv", [CARER, TEACHER, DRIVER], ids=lambda cv: cv.name)
def test_the_file_goes_in_the_transaction_in_which_its_suggestions_come(viewer: Candidate, cv) -> None:
    found = read(viewer, content_of(cv))
    assert (found.state, found.content) == (READ, None)
    assert len(open_suggestions(viewer)) > 5


def test_malware_is_deleted_unread(viewer: Candidate, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_scanner() as url:
        use_scanner(app, monkeypatch, url)
        # The scanner of tests looks for a word; in a pack it must not be deflated to be found.
        plain = io.BytesIO(content_of(CARER))
        with zipfile.ZipFile(plain, "a", zipfile.ZIP_STORED) as pack:
            pack.writestr("word/x.bin", EICAR)
        stored = read(viewer, plain.getvalue())
        assert (stored.state, stored.content) == (INFECTED, None)
        assert open_suggestions(viewer) == []
        assert read(viewer, content_of(CARER)).state == READ


def test_while_the_scanner_is_silent_it_waits(viewer: Candidate, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    use_scanner(app, monkeypatch, f"tcp://127.0.0.1:{free_port()}")
    found = read(viewer, content_of(CARER))
    assert found.state == WAITING
    assert db.session.scalars(visible(System("scan"), CvImport)).one().content


def use_scanner(app: Flask, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    changed = type(app.config["SETTINGS"])(**{**vars(app.config["SETTINGS"]), "clamd_url": url})
    monkeypatch.setitem(app.config, "SETTINGS", changed)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_read_or_not_but_never_a_fault(seed: int) -> None:
    """Bytes changed at random in real files, from the reader to the suggestions."""
    chosen = random.Random(seed)
    for cv, kind in ((TEACHER, "pdf_by_lines"), (CARER, "docx")):
        content = bytearray(content_of(cv))
        for _ in range(chosen.randrange(1, 40)):
            content[chosen.randrange(len(content))] = chosen.randrange(256)
        suggestions(read_apart(kind, bytes(content)))


WORDS = st.lists(
    st.one_of(
        st.sampled_from(["<h1>Employment</h1>", "<h1>Education</h1>", "<h1>Languages</h1>", "<h1>Registrations</h1>",
                         "<p>Cook, Hotel: May 2020 – now</p>", "<p>Higher English (B), 2012</p>", "<td>", "</tr>",
                         "<li>", "<p>SSSC number: 1</p>", "2020 - ", "Since ’99", "A, B & C:", "(", "\u0000", "ﬁ"]),
        st.text(max_size=40).map(lambda text: f"<p>{text}</p>"),
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS)
def test_whatever_a_cv_says_gives_suggestions_that_fit_the_profile(pieces: list[str]) -> None:
    longest = {"job_title": 160, "employer": 160, "institution": 160, "subject": 160, "name": 160, "number": 60}
    for section, facts in suggestions("".join(pieces)):
        assert section in SECTIONS
        for name, most in longest.items():
            assert len(facts.get(name) or "") <= most
        for name in ("started", "ended", "completed", "expires"):
            assert len(facts.get(name) or "") in (0, 4, 7)


@pytest.mark.parametrize("text", ["a " * 50_000, "1 - " * 20_000, "(" * 50_000, "A, " * 30_000, "Jan 2020 - " * 5_000])
def test_a_long_line_is_read_in_good_time(text: str) -> None:
    """No pattern takes ever longer: each of these would never come back."""
    for heading in ("Employment", "Education", "Languages", "Registrations", "Skills", "Training"):
        suggestions(f"<p>{text}</p><h1>{heading}</h1><p>{text}</p>")
