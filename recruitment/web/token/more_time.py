"""The link to one person's own time to apply: what it is, and the way to sign in or to register with it."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import organisation_of
from recruitment.applications.closing import to_the_second
from recruitment.applications.extension_actions import extension_of_link
from recruitment.applications.extension_queries import vacancy_of
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer
from recruitment.web.doors import token


@token.get("/more-time/<link>")
def more_time(_viewer: Viewer, link: str) -> ResponseReturnValue:
    """It binds nothing: mail programs follow links."""
    try:
        found = extension_of_link(link)
        vacancy = vacancy_of(found)
    except NotVisible:
        return render_template("token/more_time/_over.html"), 404
    if found.state != "granted" or found.until < clock.now().replace(microsecond=0):
        return render_template("token/more_time/_over.html"), 404
    return render_template(
        "token/more_time/more_time.html",
        vacancy=vacancy,
        organisation=organisation_of(found.organisation_id),
        until=to_the_second(found.until),
        bind_url=url_for("candidate.take_more_time", link=link),
    )
