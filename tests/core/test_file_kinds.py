"""What an upload is, is read from its content; whatever else it may be, it is refused in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core.errors import Refused
from recruitment.core.file_kinds import DAMAGED, KINDS, LARGEST_DOCUMENT, LOCKED, MACROS, NONE_OF_THEM, kind_of
from tests.builders.documents import MACRO_TYPE, a_pdf, a_word_document, an_opendocument, packed

GOOD = {
    "pdf": a_pdf("Clean classrooms."),
    "docx": a_word_document("Job description", "Clean classrooms."),
    "odt": an_opendocument("<text:p>Clean classrooms.</text:p>"),
    "txt": "Clean classrooms. £12 an hour.".encode(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_content_decides_whatever_the_name(kind: str) -> None:
    assert kind_of(GOOD[kind], f"job-pack{KINDS[kind].extension}") == kind
    if kind != "txt":
        assert kind_of(GOOD[kind], "picture.exe") == kind


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_may_be_written_in_any_of_the_usual_ways(encoding: str) -> None:
    assert kind_of("Pay: £12 an hour\r\n\tand more".encode(encoding), "pay.TXT") == "txt"


def problem_with(content: bytes, filename: str = "job-pack.docx") -> str:
    with pytest.raises(Refused) as told:
        kind_of(content, filename)
    return str(told.value)


def test_macros_are_refused_however_they_are_called() -> None:
    assert problem_with(a_word_document("Title", main_type=MACRO_TYPE)) == MACROS
    assert problem_with(a_word_document("Title", more={"word/vbaProject.bin": b"code"})) == MACROS
    assert problem_with(an_opendocument("", more={"Basic/Standard/Module1.xml": "<m/>"}), "a.odt") == MACROS
    assert problem_with(an_opendocument("", more={"Scripts/python/run.py": "x"}), "a.odt") == MACROS


def test_each_other_file_hears_what_to_do() -> None:
    assert "10 MB" in problem_with(b"%PDF-" + b" " * LARGEST_DOCUMENT)
    assert "empty" in problem_with(b" \n ")
    assert "old Word file" in problem_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert ".rtf" in problem_with(b"{\\rtf1 Clean}", "job-pack.txt")
    assert "program" in problem_with(b"MZ\x90\x00", "job-pack.pdf")
    assert problem_with(b"<script>alert(1)</script>", "job-pack.html") == NONE_OF_THEM
    assert problem_with(b"text\x00with nothing in it", "job-pack.txt") == NONE_OF_THEM
    assert problem_with(packed({"a.txt": "hello"})) == NONE_OF_THEM
    assert problem_with(GOOD["docx"][:200]) == DAMAGED
    assert "unpacks to too much" in problem_with(packed({"a": bytes(201 * 1024 * 1024)}))
    locked = "<manifest><encryption-data/></manifest>"
    assert problem_with(an_opendocument("", more={"META-INF/manifest.xml": locked})) == LOCKED


@given(kind=st.sampled_from(["pdf", "docx", "odt"]), data=st.data())
def test_a_damaged_file_is_either_a_document_or_refused(kind: str, data: st.DataObject) -> None:
    whole = GOOD[kind]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    damaged = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    try:
        assert kind_of(damaged, f"damaged.{kind}") in KINDS
    except Refused as refusal:
        assert str(refusal)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xff\xfe"]))
def test_any_bytes_have_an_answer(content: bytes, beginning: bytes) -> None:
    try:
        assert kind_of(beginning + content, "file.txt") in KINDS
    except Refused as refusal:
        assert str(refusal)
