"""The text of an advert: a small part of Markdown, as safe HTML and as plain words."""

from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# Headings of an advert lie below the page's own (h1) and its sections' (h2).
HIGHEST, LOWEST = 3, 4
TAGS: Final = {"p", "ul", "ol", "li", "h3", "h4", "strong", "em", "a", "br"}
SCHEMES: Final = {"http", "https", "mailto", "tel"}
# Paragraphs, headings, lists, emphasis and links; no raw HTML, images, code, quotations or tables.
_reader = MarkdownIt("zero", {"html": False}).enable(
    ["heading", "list", "emphasis", "link", "escape", "entity", "newline"]
)


def as_html(text: str) -> Markup:
    """Markdown as HTML of TAGS alone; HTML in it is shown as typed. `#` and `##` become h3, deeper headings h4."""
    tokens = _reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{HIGHEST if int(token.tag[1]) <= 2 else LOWEST}"
    html = _reader.renderer.render(tokens, _reader.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes=SCHEMES,
            url_relative="deny",
            link_rel="nofollow noopener",
        )
    )


def plain_text(text: str) -> str:
    """The words alone, a line for each paragraph, heading and list item; for search, summaries and machines."""
    lines = (_words(token.children or []) for token in _reader.parse(text) if token.type == "inline")
    return "\n".join(line for line in lines if line)


def _words(tokens: list[Token]) -> str:
    said = ("\n" if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)
    return " ".join("".join(said).split())
