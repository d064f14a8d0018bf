"""Pages of a draft are given the draft; once it was sent they lead to its progress instead."""

from collections.abc import Callable
from functools import wraps

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Candidate

OfADraft = Callable[..., ResponseReturnValue]


def of_a_draft(view: OfADraft) -> OfADraft:
    """Hands the view the viewer's own draft, and the rest of its address.

    Raises NotVisible for anybody else's, IllegalMove for a form come late.
    """

    @wraps(view)
    def opened(viewer: Candidate, application_id: int, **rest: int) -> ResponseReturnValue:
        application = the_application(viewer, application_id)
        if application.state == "draft":
            return view(viewer, application, **rest)
        if request.method == "POST":
            raise IllegalMove("application", "change", application.state)
        flash("You have sent this application, so it can no longer be changed.", "info")
        return redirect(url_for("candidate.application", application_id=application.id))

    return opened


def to_task_list(application: Application) -> ResponseReturnValue:
    return redirect(url_for("candidate.application", application_id=application.id), 303)
