"""Places that begin as somebody types, for the box that asks where."""

from typing import Final

from flask import Response, jsonify, request

from recruitment.core.viewers import Viewer
from recruitment.places.offering import places_beginning
from recruitment.web.doors import machine
from recruitment.web.machine.api import for_everyone

# Places stay where they are; a browser or a cache between may keep the answer for a day.
A_DAY: Final = 24 * 60 * 60


@machine.get("/api/v1/places")
def places(_viewer: Viewer) -> Response:
    """`label` names a place so that a search finds it and no other of its name."""
    answer = jsonify(
        places=[
            {"label": each.place.label, "kind": each.place.kind, "area": each.place.area, "called": each.called}
            for each in places_beginning(request.args.get("q", ""))
        ]
    )
    answer.cache_control.public = True
    answer.cache_control.max_age = A_DAY
    return for_everyone(answer)
