"""Using pages as a person without JavaScript does: open, fill, send."""

import re
from collections import defaultdict
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def submit(client: FlaskClient, url: str, page: str | None = None, **fields: Any) -> TestResponse:
    """Opens the page (`page` where the form stands on another one), then posts `fields` with its token to `url`.

    A list posts its field several times.
    """
    opened = client.get(page or url)
    found = TOKEN.search(opened.text)
    assert found, f"{page or url} answered {opened.status_code} and has no form with a token: {opened.location}"
    return client.post(url, data={"csrf_token": found.group(1), **fields})


def words_of(page: str) -> str:
    """What is read aloud, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


def links_of(page: str) -> dict[str, str]:
    """Link text -> address."""
    found = re.findall(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", text).split()): unescape(href) for href, text in found}


def filled(page: str) -> dict[str, list[str]]:
    """What the forms of a page would send as they stand, without a button's name."""
    boxes = _Boxes()
    boxes.feed(page)
    return dict(boxes.sent)


class _Boxes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = defaultdict(list)
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "select":
            self.select = held["name"]
        elif tag == "option" and self.select and "selected" in held:
            self.sent[self.select].append(held["value"])
        elif tag == "input" and (held["type"] not in ("checkbox", "radio") or "checked" in held):
            self.sent[held["name"]].append(held.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""


def tables_of(page: str) -> dict[str, list[list[str]]]:
    """The rows of each table below its headings, totals too, by caption."""
    found = {}
    for table in re.findall(r"<table\b.*?</table>", page, re.DOTALL):
        caption = _text(re.findall(r"<caption.*?</caption>", table, re.DOTALL)[0])
        rows = re.findall(r"<tr\b.*?</tr>", table, re.DOTALL)[1:]
        found[caption] = [[_text(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL)] for row in rows]
    return found


def _text(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())
