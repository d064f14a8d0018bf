"""Using pages as a person without JavaScript does: open, fill, send."""

import re
from html import unescape
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
