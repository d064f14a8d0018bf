"""What a document says, as HTML. Runs as a program of its own, with limits, so that no file can hold up who asks.

    python -I document_text.py KIND < document > html

It stands alone: nothing of the house is imported. Its HTML is not trusted either; `readable.clean` comes after.
"""

import io
import resource
import sys
import zipfile
from collections.abc import Iterator
from html import escape
from typing import Any

import mammoth
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

# Seconds of the processor, and bytes of memory.
LONGEST, MOST_MEMORY = 20, 1024 * 1024 * 1024
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
# What is beside the text: earlier wordings, remarks, pictures.
BESIDE = (f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}note-citation")
SPACES = (f"{TEXT}s", f"{TEXT}tab")
BULLETS = "•▪◦‣●■–\uf0b7"
# A line that ends this far before the longest ones ends its paragraph.
FULL_LINE = 0.75
# Letters that a page must have; a PDF with fewer is pictures of pages.
LEAST_LETTERS = 80


def html_of(kind: str, content: bytes) -> str:
    """Empty where nothing can be read. `kind`: pdf, docx, odt or txt. Raises whatever the file makes it stumble on."""
    return READERS[kind](content)


def _of_word(content: bytes) -> str:
    no_picture = mammoth.images.img_element(lambda _picture: {})
    return mammoth.convert_to_html(io.BytesIO(content), convert_image=no_picture).value


def _of_text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return "".join(f"<p>{escape(block.strip()).replace(chr(10), '<br>')}</p>" for block in blocks if block.strip())


def _of_opendocument(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        root = fromstring(packed.read("content.xml"))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    return "" if body is None else "".join(_blocks(body))


def _blocks(parent: Any) -> Iterator[str]:
    for element in parent:
        tag = element.tag
        if tag in BESIDE:
            continue
        if tag == f"{TEXT}h":
            yield f"<h{_level(element)}>{_inline(element)}</h{_level(element)}>"
        elif tag == f"{TEXT}p":
            words = _inline(element)
            yield f"<p>{words}</p>" if words.strip() else ""
        elif tag == f"{TEXT}list":
            items = "".join(f"<li>{''.join(_blocks(item))}</li>" for item in element)
            yield f"<ul>{items}</ul>"
        elif tag == f"{TABLE}table":
            rows = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in element.iter(f"{TABLE}table-row"))
            yield f"<table>{rows}</table>"
        else:
            yield from _blocks(element)


def _level(heading: Any) -> int:
    level = heading.get(f"{TEXT}outline-level", "1")
    return min(6, max(1, int(level))) if level.isdecimal() else 1


def _cells(row: Any) -> Iterator[str]:
    for cell in row:
        if cell.tag == f"{TABLE}table-cell":
            yield f"<td>{''.join(_blocks(cell))}</td>"


def _inline(element: Any) -> str:
    """The words of a paragraph with its links; footnotes stand in brackets where they are referred to."""
    said = escape(element.text or "")
    for child in element:
        tag = child.tag
        if tag in SPACES:
            said += " "
        elif tag == f"{TEXT}line-break":
            said += "<br>"
        elif tag == f"{TEXT}a":
            said += f'<a href="{escape(child.get(HREF) or "")}">{_inline(child)}</a>'
        elif tag == f"{TEXT}note":
            said += f" ({_inline(child).strip()})"
        elif tag not in BESIDE:
            said += _inline(child)
        said += escape(child.tail or "")
    return said


def _of_pdf(content: bytes) -> str:
    """Its text in the order in which it stands in the file; where most pages are pictures, nothing."""
    return "".join(_of_page(page.splitlines()) for page in _pages(content))


def _of_pdf_by_lines(content: bytes) -> str:
    """The same with each line by itself, for whom lines mean something."""
    lines = (line.strip() for page in _pages(content) for line in page.splitlines())
    return "".join(_block(line) for line in lines if line)


def _pages(content: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        return []
    pages = [page.extract_text() for page in reader.pages]
    if sum(sign.isalpha() for page in pages for sign in page) < LEAST_LETTERS * len(pages):
        return []
    return pages


def _of_page(lines: list[str]) -> str:
    """Lines put together again to paragraphs and points of lists."""
    longest = max((len(line) for line in lines), default=0)
    blocks: list[str] = []
    is_open = False
    for line in (line.strip() for line in lines):
        if not line:
            is_open = False
            continue
        if is_open and line[0] not in BULLETS:
            blocks[-1] += f" {line}"
        else:
            blocks.append(line)
        is_open = len(line) >= FULL_LINE * longest
    return "".join(_block(block) for block in blocks).replace("</ul><ul>", "")


def _block(words: str) -> str:
    point = words.lstrip(BULLETS).strip()
    return f"<p>{escape(words)}</p>" if words[0] not in BULLETS else f"<ul><li>{escape(point)}</li></ul>"


READERS = {"pdf": _of_pdf, "pdf_by_lines": _of_pdf_by_lines, "docx": _of_word, "odt": _of_opendocument, "txt": _of_text}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.buffer.write(html_of(sys.argv[1], sys.stdin.buffer.read()).encode())


if __name__ == "__main__":
    main()
