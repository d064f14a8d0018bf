"""Which kind of document an upload is, by its content; what is none of them is refused with what to do."""

import io
import zipfile
from dataclasses import dataclass
from typing import Final

from recruitment.core.errors import Refused

LARGEST_DOCUMENT = 10 * 1024 * 1024
# What a packed document may say that it unpacks to, and of how many parts.
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5_000
# Bytes of a packed document's list of contents that are read.
LARGEST_LIST = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    name: str
    extension: str
    media_type: str


KINDS: Final = {
    "pdf": Kind("PDF", ".pdf", "application/pdf"),
    "docx": Kind("Word", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": Kind("OpenDocument", ".odt", "application/vnd.oasis.opendocument.text"),
    "txt": Kind("Plain text", ".txt", "text/plain"),
}
ACCEPTED: Final = ",".join(kind.extension for kind in KINDS.values())
WORD = KINDS["docx"].media_type.encode() + b".main+xml"
OPENDOCUMENT = KINDS["odt"].media_type.encode()
# A PDF may have other bytes before its mark (ISO 32000, annex H of its readers).
PDF_MARK_WITHIN = 1024
OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "The file is an old Word file (.doc) or is protected by a password. "
                          "Save it without a password as .docx"),
    (b"{\\rtf", "The file is rich text (.rtf). Save it as .docx, .odt or PDF"),
    (b"MZ", "The file is a program. Choose a document"),
)  # fmt: skip
NONE_OF_THEM = (
    "The file is none of these: PDF, Word (.docx), OpenDocument (.odt), plain text (.txt). Choose another one"
)
DAMAGED = "The file is damaged and cannot be opened. Save it anew in the program that made it, then choose it again"
MACROS = "The file holds macros, which nobody should have to run. Save it as .docx or .odt without macros"
LOCKED = "The file is protected by a password. Save it without one"


def kind_of(content: bytes, filename: str) -> str:
    """One of KINDS. Raises Refused with what to do.

    Plain text bears no mark in its content, so it alone must be called .txt besides.
    """
    if len(content) > LARGEST_DOCUMENT:
        raise Refused("The file is larger than 10 MB. Make it smaller, or split it in two")
    if not content.strip():
        raise Refused("The file is empty. Choose another one")
    for beginning, problem in OTHERS:
        if content.startswith(beginning):
            raise Refused(problem)
    if content.startswith(b"PK"):
        return _kind_of_packed(content)
    if b"%PDF-" in content[:PDF_MARK_WITHIN]:
        return "pdf"
    if filename.lower().endswith(".txt") and plain_text(content) is not None:
        return "txt"
    raise Refused(NONE_OF_THEM)


def plain_text(content: bytes) -> str | None:
    """UTF-8, UTF-16 with its mark, or Windows' own letters; None when it holds what no text holds."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(sign < " " and sign not in "\t\n\r\f" for sign in text) else text
    return None


def _kind_of_packed(content: bytes) -> str:
    """The library raises whatever it stumbles on in a damaged file, so that all of it means the same here."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _kind_of_parts(packed)
    except Refused:
        raise
    except Exception as problem:
        raise Refused(DAMAGED) from problem


def _kind_of_parts(packed: zipfile.ZipFile) -> str:
    parts = packed.infolist()
    names = [part.filename.lower() for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(LOCKED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused("The file unpacks to too much. Leave pictures out, or make them smaller")
    if "[content_types].xml" in names:
        listed = _beginning(packed, parts[names.index("[content_types].xml")])
        if b"macroenabled" in listed.lower() or any(name.endswith("vbaproject.bin") for name in names):
            raise Refused(MACROS)
        if WORD in listed and "word/document.xml" in names:
            return "docx"
    elif "mimetype" in names and _beginning(packed, parts[names.index("mimetype")]).strip() == OPENDOCUMENT:
        if any(name.startswith(("basic/", "scripts/")) for name in names):
            raise Refused(MACROS)
        if b"encryption-data" in _beginning(packed, packed.getinfo("META-INF/manifest.xml")):
            raise Refused(LOCKED)
        if "content.xml" in names:
            return "odt"
    raise Refused(NONE_OF_THEM)


def _beginning(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with packed.open(part) as opened:
        return opened.read(LARGEST_LIST)
