"""The ten CVs as files: Word by hand, PDF by hand, and PDF as a browser prints (`printed/`, made by this program)."""

import sys
from html import escape
from pathlib import Path

from tests.applications.cv.words import TEN, Cv
from tests.builders.documents import WORD_TYPE, a_pdf, a_word_document

PRINTED = Path(__file__).with_name("printed")
STYLE = "body{font:11pt Arial;max-width:17cm} h2{font-size:13pt;border-bottom:1px solid} p{margin:2pt 0}"


def content_of(cv: Cv) -> bytes:
    match cv.kind:
        case "docx":
            return a_word_document(body=_word(cv), main_type=WORD_TYPE)
        case "pdf":
            return a_pdf(*(line.removeprefix("# ").replace("- ", "\x95 ", line.startswith("- "))
                           for line in cv.lines.splitlines()))  # fmt: skip
        case _:
            return (PRINTED / f"{cv.name}.pdf").read_bytes()


def _word(cv: Cv) -> str:
    """Headings by style, points as paragraphs of a list, rows as a table."""
    written = ""
    for line in cv.lines.splitlines():
        if " || " in line:
            cells = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in line.split(" || "))
            written += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        elif line.startswith("# "):
            written += _paragraph(line[2:], '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')
        elif line.startswith("- "):
            written += _paragraph(f"• {line[2:]}")
        else:
            written += _paragraph(line)
    return written


def _paragraph(text: str, style: str = "") -> str:
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def page_of(cv: Cv) -> str:
    """HTML for a browser to print."""
    written, is_list = "", False
    for line in cv.lines.splitlines():
        if line.startswith("- ") != is_list:
            is_list = not is_list
            written += "<ul>" if is_list else "</ul>"
        if line.startswith("# "):
            written += f"<h2>{escape(line[2:])}</h2>"
        elif is_list:
            written += f"<li>{escape(line[2:])}</li>"
        else:
            written += f"<p>{escape(line)}</p>"
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{written}"


def print_all() -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for cv in TEN:
            if cv.kind == "printed":
                page.set_content(page_of(cv))
                page.pdf(path=str(PRINTED / f"{cv.name}.pdf"), format="A4", margin={"top": "2cm", "left": "2cm"})
        browser.close()


if __name__ == "__main__":
    sys.exit(print_all())
