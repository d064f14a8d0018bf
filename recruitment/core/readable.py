"""Documents as pages of ours: read apart from us, then cleaned of all but words, lists, tables and links."""

import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import nh3
from markupsafe import Markup

READER = Path(__file__).with_name("document_text.py")
# Seconds, and characters of HTML: more is no page to read.
PATIENCE = 30
LONGEST = 500_000
HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
TAGS: Final = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "table", "thead", "tbody", "tr", "th", "td", *HEADINGS}
SCHEMES: Final = {"http", "https", "mailto", "tel"}
# A page's own heading is h1.
HIGHEST, LOWEST = 2, 4
HEADING = re.compile(r"<(/?)h([1-6])>")
log = logging.getLogger(__name__)


def read_apart(kind: str, content: bytes) -> str:
    """The document as HTML that must still be cleaned; empty where it cannot be read, whatever is wrong with it."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(READER), kind], input=content, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        log.warning("a document (%s) took too long to read", kind)
        return ""
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2].partition(":")[0]
        log.warning("a document (%s) could not be read: %s", kind, last or f"ended by {done.returncode}")
        return ""
    html = done.stdout.decode("utf-8", "replace")
    if len(html) > LONGEST or not re.sub(r"<[^>]*>", "", clean(html)).strip():
        return ""
    return html


def clean(html: str) -> Markup:
    """Safe HTML of TAGS alone; its headings stand below the page's own, and its tables scroll by themselves."""
    safe = nh3.clean(
        html.replace("\x00", ""),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="nofollow noopener",
    )
    levels = sorted({int(level) for _, level in HEADING.findall(safe)})
    new = {level: min(HIGHEST + place, LOWEST) for place, level in enumerate(levels)}
    safe = HEADING.sub(lambda found: f"<{found[1]}h{new[int(found[2])]}>", safe)
    return Markup(_with_scrolling_tables(safe))


def _with_scrolling_tables(safe: str) -> str:
    """Outermost tables alone; each has a name of its own for those who hear it."""
    depth = number = 0
    pieces = []
    for piece in re.split(r"(</?table>)", safe):
        if piece == "<table>":
            depth += 1
            if depth == 1:
                number += 1
                region = f'<div class="house_scroll" role="region" tabindex="0" aria-label="Table {number}">'
                piece = f'{region}<table class="ds_table house_table">'
        elif piece == "</table>":
            depth -= 1
            piece = "</table></div>" if depth == 0 else piece
        pieces.append(piece)
    return "".join(pieces)
