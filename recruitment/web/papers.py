"""Something to read away from the portal, as one HTML file or as a tagged PDF: the same parts drawn twice.

What is not among the parts is in neither: whoever puts a paper together has read it through the viewer's reach.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import typst
from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER: Final = Path(__file__).parent / "data"
# A page that stands alone, with its own styles and nothing to fetch.
PAGES: Final = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
FORMATS: Final = {"pdf": "application/pdf", "html": "text/html"}


@dataclass(frozen=True)
class Told:
    """One thing under a heading of its own: a job, a referee, an answer. `text` keeps its lines."""

    title: str
    when: str = ""
    lines: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a paper: facts beside their names, then things; `empty` is said where there is neither."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    things: tuple[Told, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Paper:
    """`label` stands above the title, `facts` below it; `foot` says where it comes from and when it was made."""

    title: str
    label: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: str


def as_html(paper: Paper) -> bytes:
    return PAGES.get_template("paper.html").render(paper=paper).encode()


def as_pdf(paper: Paper) -> bytes:
    """Tagged, with headings, language and title, so that it can be read aloud. What people typed goes in as data: none
    of it is read as the page's own language."""
    told = json.dumps(asdict(paper), ensure_ascii=False)
    made = typst.compile(
        str(FOLDER / "paper.typ"),
        root=str(FOLDER),
        font_paths=[str(FOLDER / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"paper": told},
        format="pdf",
    )
    if not isinstance(made, bytes):
        raise TypeError("one document was asked for")
    return made


def download_of_paper(paper: Paper, form: str, name: str) -> Response:
    """`form`: one of FORMATS; `name`: of the file, without its ending."""
    content = as_pdf(paper) if form == "pdf" else as_html(paper)
    response = Response(content, mimetype=FORMATS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["Content-Security-Policy"] = "sandbox"
    return response
