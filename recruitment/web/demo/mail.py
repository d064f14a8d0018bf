"""Letters that a demonstration wrote to a folder instead of sending them, read like a mailbox."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache
from math import ceil
from pathlib import Path

import nh3
from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer
from recruitment.web.doors import demo

A_PAGE = 20
NAME = re.compile(r"[0-9A-Za-z-]{1,80}")
# The words and links of a letter, without the tables and styles that only mail programs need.
KEPT = {"h2", "p", "a", "strong", "em", "ul", "ol", "li", "br", "blockquote"}


@dataclass(frozen=True)
class Heading:
    name: str
    to: str
    subject: str
    sent_by: str
    written_at: datetime


@dataclass(frozen=True)
class Pages:
    page: int
    pages: int
    to: str

    def url_for_page(self, number: int) -> str:
        return url_for("demo.mail", to=self.to or None, page=number)


@demo.get("/mail")
def mail(_viewer: Viewer) -> ResponseReturnValue:
    """All letters, the newest first; `to` finds those whose address contains it."""
    to = request.args.get("to", "").strip()
    found = [heading for heading in map(_heading, _newest_first()) if to.lower() in heading.to.lower()]
    pages = max(1, ceil(len(found) / A_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "demo/mail/mail.html",
        letters=found[(page - 1) * A_PAGE : page * A_PAGE],
        total=len(found),
        to=to,
        pages=Pages(page, pages, to),
        is_sent=current_app.config["SETTINGS"].smtp_url is not None,
    )


@demo.get("/mail/<name>")
def letter(_viewer: Viewer, name: str) -> ResponseReturnValue:
    path = _folder() / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        raise NotVisible("no such letter")
    parts = _parts(path)
    return render_template(
        "demo/mail/letter.html",
        letter=_heading(path),
        html=_safe(parts.get("text/html", "")),
        paragraphs=[paragraph.splitlines() for paragraph in parts.get("text/plain", "").strip().split("\n\n")],
    )


def _folder() -> Path:
    return current_app.config["SETTINGS"].var_dir / "mail"


def _newest_first() -> list[Path]:
    """Names begin with the moment at which a letter was written."""
    return sorted(_folder().glob("*.eml"), reverse=True)


def _message(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), EmailMessage, policy=default)


@lru_cache(maxsize=5000)
def _heading(path: Path) -> Heading:
    """A letter's file never changes, so it is read once."""
    message = _message(path)
    return Heading(
        name=path.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_by=str(message["From"]),
        written_at=message["Date"].datetime,
    )


def _parts(path: Path) -> Mapping[str, str]:
    return {part.get_content_type(): part.get_content() for part in _message(path).iter_parts()}


def _safe(html: str) -> Markup:
    """The letter inside our page, which has its own first heading and allows no styles in elements."""
    lowered = html.replace("<h1", "<h2").replace("</h1>", "</h2>")
    kept = nh3.clean(
        lowered,
        tags=KEPT,
        attributes={"a": {"href"}},
        clean_content_tags={"script", "style", "title"},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return Markup(kept)
