"""Documents are read as pages by a program apart from us, and nothing in them runs there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core.readable import clean, read_apart
from tests.builders.documents import a_pdf, a_word_document, an_opendocument, packed

PIECES = (
    "<h1>", "<h4>", "</h1>", "<table>", "</table>", "<script>", "a", "<a href='j&#97;vascript:x'>", "<td style=x>",
    "</td>", "<img src=x onerror=y>", "<svg onload=x>", "<!--", "-->",
)  # fmt: skip
SENTENCE = "You will clean classrooms, halls and offices, and look after the equipment that you use."


def test_a_word_document_keeps_headings_lists_and_links() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Hours</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    read = clean(read_apart("docx", a_word_document("About the job", SENTENCE, "Pay &lt;b&gt;", body=table)))
    assert "<h2>About the job</h2>" in read
    assert f"<p>{SENTENCE}</p>" in read
    assert "&lt;b&gt;" in read
    assert 'aria-label="Table 1"' in read and "Hours" in read


def test_an_opendocument_keeps_them_too() -> None:
    text = (
        '<text:h text:outline-level="1">About</text:h><text:h text:outline-level="3">Pay</text:h>'
        "<text:list><text:list-item><text:p>clean<text:s/>classrooms</text:p></text:list-item></text:list>"
        '<text:p>See <text:a xlink:href="https://council.example/x">our values</text:a>'
        '<text:a xlink:href="javascript:alert(1)">or not</text:a></text:p>'
        "<text:tracked-changes><text:p>an earlier wording</text:p></text:tracked-changes>"
        "<table:table><table:table-row><table:table-cell><text:p>37 hours</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    read = clean(read_apart("odt", an_opendocument(text)))
    assert "<h2>About</h2><h3>Pay</h3>" in read
    assert "<ul><li><p>clean classrooms</p></li></ul>" in read
    assert 'href="https://council.example/x"' in read and "javascript" not in read and "or not" in read
    assert "earlier wording" not in read
    assert "37 hours" in read


def test_plain_text_keeps_its_paragraphs() -> None:
    read = clean(read_apart("txt", b"\xef\xbb\xbfAbout\r\n\r\nClean <b>halls</b>\r\nand offices"))
    assert read == "<p>About</p><p>Clean &lt;b&gt;halls&lt;/b&gt;<br>and offices</p>"
    assert "£12" in clean(read_apart("txt", "Pay £12".encode("cp1252")))


def test_a_pdf_gives_its_words() -> None:
    read = clean(read_apart("pdf", a_pdf("About the job", SENTENCE, "next to the school.", "Pay is 12 pounds.")))
    assert "<p>About the job</p>" in read
    assert f"{SENTENCE} next to the school." in read


def test_what_has_no_words_is_not_readable() -> None:
    assert read_apart("pdf", a_pdf("")) == ""
    assert read_apart("odt", an_opendocument("<text:p> </text:p>")) == ""
    assert read_apart("txt", b"   ") == ""


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
def test_what_is_damaged_is_not_readable(kind: str) -> None:
    assert read_apart(kind, b"%PDF-1.7 nothing after it") == ""
    assert read_apart(kind, packed({"content.xml": "<not closed", "word/document.xml": "<not closed"})) == ""


def test_a_file_that_unpacks_to_too_much_ends_the_program_and_not_us() -> None:
    bomb = a_word_document("Title", more={"word/styles.xml": b"<w>" + b" " * (400 * 1024 * 1024)})
    assert read_apart("docx", bomb) == ""


def test_entities_are_not_followed() -> None:
    content = (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<a xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">&x;</a>'
    )
    assert read_apart("odt", packed({"content.xml": content})) == ""


@given(st.lists(st.sampled_from(PIECES)))
def test_nothing_that_runs_is_left(pieces: list[str]) -> None:
    read = clean("".join(pieces))
    for never in ("<script", "onerror=", "javascript", "<img", "<svg", "style=", "<h1", "<!--"):
        assert never not in read
    assert read.count('<div class="house_scroll"') == read.count("</div>")
