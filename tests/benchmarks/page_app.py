"""The portal with three pages beside it: pages of results from facts that are never looked up, and 20 KB of nothing.

What they answer a second is the ceiling of a page that looks its facts up.
"""

from collections import deque
from typing import Any

from flask import Flask, Response, template_rendered
from jinja2 import Template

from recruitment import create_app
from recruitment.core.memory import settle
from recruitment.core.viewers import Viewer
from recruitment.extensions import limiter
from recruitment.web.doors import machine
from tests.benchmarks.questions import ROUND

CONSTANT = b"x" * 20_480
# The last pages of results with their facts, as many as a round of questions; and the first, which is a full one.
Drawn = tuple[Template, dict[str, Any]]
LAST: deque[Drawn] = deque(maxlen=ROUND)
FIRST: list[Drawn] = []


@machine.get("/redrawn")
def redrawn(_viewer: Viewer) -> str:
    """The pages of results that were drawn last, in their order, drawn again of the same facts."""
    LAST.rotate(-1)
    template, facts = LAST[-1]
    return template.render(facts)


@machine.get("/ceiling")
def ceiling(_viewer: Viewer) -> str:
    """The first page of results, drawn again of the same facts."""
    template, facts = FIRST[0]
    return template.render(facts)


@machine.get("/constant")
def constant(_viewer: Viewer) -> Response:
    return Response(CONSTANT, mimetype="text/html")


def _keep(_app: Flask, template: Template, context: dict[str, Any], **_: Any) -> None:
    if template.name == "public/vacancies/vacancies.html":
        LAST.append((template, dict(context)))
        FIRST.extend([LAST[-1]] if not FIRST else [])


app = create_app()
# One client asks for more here than anybody may.
limiter.enabled = False
template_rendered.connect(_keep, app)
settle()
