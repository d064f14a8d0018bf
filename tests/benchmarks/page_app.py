"""The portal with two pages beside it: the page of results from facts that are never looked up, and 20 KB of nothing.

What they answer a second is the ceiling of a page that looks its facts up.
"""

from typing import Any

from flask import Flask, Response, template_rendered
from jinja2 import Template

from recruitment import create_app
from recruitment.core.memory import settle
from recruitment.core.viewers import Viewer
from recruitment.extensions import limiter
from recruitment.web.doors import machine

CONSTANT = b"x" * 20_480
KEPT: dict[str, Any] = {}


@machine.get("/ceiling")
def ceiling(_viewer: Viewer) -> str:
    """The page of results that was drawn last, drawn again of the same facts."""
    drawn: str = KEPT["template"].render(KEPT["facts"])
    return drawn


@machine.get("/constant")
def constant(_viewer: Viewer) -> Response:
    return Response(CONSTANT, mimetype="text/html")


def _keep(_app: Flask, template: Template, context: dict[str, Any], **_: Any) -> None:
    if template.name == "public/vacancies/vacancies.html" and not KEPT:
        KEPT.update(template=template, facts=dict(context))


app = create_app()
# One client asks for more here than anybody may.
limiter.enabled = False
template_rendered.connect(_keep, app)
settle()
