"""Answers in fewer bytes: text that is for everyone is sent gzipped, pages and files alike, while it is written.

What is for one person is sent as it is: beside a secret of theirs may stand what somebody else made them send, and the
length of the two compressed together would tell how much alike they are (BREACH).
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.datastructures import Accept, Headers
from werkzeug.http import parse_accept_header, parse_set_header, quote_etag, unquote_etag
from werkzeug.wsgi import ClosingIterator

TEXT: Final = ("text/", "application/xml", "application/json", "application/atom+xml", "image/svg+xml")
# Bytes that fit one packet anyway.
SHORT: Final = 1000
# A page of 20 results takes half a millisecond; the highest level takes three times as long to save 4% more.
LEVEL: Final = 4
GZIP: Final = zlib.MAX_WBITS + 16


class Gzipped:
    """A WSGI application whose answers are smaller on the way."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        accepted = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING"), Accept)
        is_wanted = environ["REQUEST_METHOD"] == "GET" and accepted.quality("gzip") > 0
        is_gzipped = False

        def begin(status: str, given: list[tuple[str, str]], fault: Any = None) -> Any:
            nonlocal is_gzipped
            headers = Headers(given)
            may_be = is_compressible(headers)
            is_gzipped = may_be and is_wanted and status.startswith("200")
            if may_be:
                _vary(headers)
            if is_gzipped:
                _mark(headers)
            return start_response(status, headers.to_wsgi_list(), fault)

        body = self.application(environ, begin)
        return ClosingIterator(_packed(body), getattr(body, "close", None)) if is_gzipped else body


def is_compressible(headers: Headers) -> bool:
    """Text for everyone, of some length, that is not compressed already."""
    return (
        "public" in headers.get("Cache-Control", "")
        and headers.get("Content-Type", "").startswith(TEXT)
        and "Content-Encoding" not in headers
        and int(headers.get("Content-Length", SHORT)) >= SHORT
    )


def _vary(headers: Headers) -> None:
    """A cache on the way keeps apart what differs by what the asker takes."""
    vary = parse_set_header(headers.get("Vary"))
    vary.add("Accept-Encoding")
    headers["Vary"] = vary.to_header()


def _mark(headers: Headers) -> None:
    """The tag becomes a weak one: it names what was said, no longer its bytes."""
    headers["Content-Encoding"] = "gzip"
    headers.remove("Content-Length")
    tag, _ = unquote_etag(headers.get("ETag"))
    if tag:
        headers["ETag"] = quote_etag(tag, weak=True)


def _packed(body: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    for piece in body:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def compress(app: Flask) -> None:
    """Round everything that answers, the static files too."""
    app.wsgi_app = Gzipped(app.wsgi_app)  # type: ignore[method-assign]
