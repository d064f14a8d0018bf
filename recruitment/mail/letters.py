"""A letter's words: `templates/letters/<name>/` holds its subject, its text and its HTML, over one shared layout."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from recruitment.settings import PROJECT, Brand

FOLDER = PROJECT / "templates" / "letters"
# An environment of its own: a letter is written outside any request, and a fact that is missing must be heard of.
WORDS = Environment(
    loader=FileSystemLoader(FOLDER.parent),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    html: str


def words_of(name: str, facts: Mapping[str, Any], brand: Brand, public_url: str) -> Words:
    """The letter of this name, filled with what was true when it was posted.

    Raises jinja2.TemplateNotFound for a name without templates, and jinja2.UndefinedError for a fact that is missing.
    """
    told = {**facts, "brand": brand, "ink": ink_on(brand.colour), "public_url": public_url}

    def filled(part: str) -> str:
        return WORDS.get_template(f"letters/{name}/{part}").render(told)

    return Words(
        subject=" ".join(filled("subject.txt").split()),
        text=BLANK_LINES.sub("\n\n", filled("body.txt")).strip() + "\n",
        html=filled("body.html"),
    )


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour such as #1b4d5c (WCAG 2.2, relative luminance)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"
