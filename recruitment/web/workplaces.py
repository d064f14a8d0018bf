"""Where whoever is signed in is staff: the frame of every page says it, and a page that asks it too reads it once."""

from collections.abc import Sequence
from typing import Any

from flask import request

from recruitment.core.viewers import Staff
from recruitment.organisations.queries import named_organisations

READ = "recruitment.workplaces"


def workplaces(viewer: Staff) -> Sequence[Any]:
    """Their organisations by name: rows with `id`, `slug` and `name`."""
    if READ not in request.environ:
        request.environ[READ] = named_organisations(viewer.organisation_ids)
    found: Sequence[Any] = request.environ[READ]
    return found
