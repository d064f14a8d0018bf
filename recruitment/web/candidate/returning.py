"""Profile pages opened from an application lead back to it: `?application=<id>` travels along."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import request, url_for

from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.web.doors import candidate


def stay(endpoint: str, **values: Any) -> str:
    """An address that keeps the way back to the application, if there is one."""
    return url_for(endpoint, application=request.args.get("application", type=int), **values)


def keep(application: Application) -> Callable[..., str]:
    """Addresses of profile pages that lead back to this application."""
    return partial(url_for, application=application.id)


def origin(viewer: Candidate) -> Application | None:
    """The person's own draft from which they came. Raises NotVisible for anybody else's."""
    number = request.args.get("application", type=int)
    if number is None:
        return None
    application = the_application(viewer, number)
    return application if application.state == "draft" else None


@candidate.context_processor
def _facts() -> dict[str, Any]:
    return {"stay": stay}
