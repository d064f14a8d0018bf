"""Long XML that is written while it is sent: as many adverts as there are, a few hundred of them in memory."""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Final

from flask import Response, stream_with_context

from recruitment.core import clock
from recruitment.core.transactions import only_reads
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.vacancies.live import live_adverts, mark_of_live
from recruitment.vacancies.queries import Advert

DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
CHUNK: Final = 200
# What XML 1.0 has no sign for, escaped or not.
UNSPEAKABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def speakable(text: str) -> str:
    return UNSPEAKABLE.sub("", text)


def wrapped(name: str, text: str) -> str:
    """An element whose text stands in CDATA, as job boards ask; nothing for no text."""
    if not text:
        return ""
    return f"<{name}><![CDATA[{speakable(text).replace(']]>', ']]]]><![CDATA[>')}]]></{name}>\n"


def adverts_as_xml(viewer: Viewer, before: str, write: Callable[[Advert], str], after: str) -> Response:
    """Every live advert as `write` puts it, in the order of their numbers; 304 to whoever has the same of today."""

    def pieces() -> Iterator[str]:
        yield DECLARATION + before
        last = 0
        while True:
            # Each chunk is a short transaction of its own: the door's has ended before the first word is sent.
            only_reads(True)
            adverts = live_adverts(viewer, last, CHUNK)
            written = "".join(map(write, adverts))
            last = adverts[-1].vacancy.id if adverts else last
            db.session.rollback()
            yield written
            if len(adverts) < CHUNK:
                break
        yield after

    response = Response(stream_with_context(pieces()), content_type="application/xml; charset=utf-8")
    # To count its bytes, werkzeug would gather the whole of it first.
    response.automatically_set_content_length = False
    mark = f"{mark_of_live(viewer)} {clock.today()}"
    response.set_etag(hashlib.sha256(mark.encode()).hexdigest()[:32], weak=True)
    return response
