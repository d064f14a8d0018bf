"""What people ask of their own rows: put together once for everybody, and asked with the number of whoever asks.

To make a statement costs more than to ask it, and sending an application asks for all that a person has told.
"""

from functools import cache
from typing import Any, Final, cast

from sqlalchemy import Integer, Select, bindparam

from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Viewer

WHO: Final = "person"
# Stands for each candidate; `asked_by` gives the number in its place.
SOMEBODY: Final = Candidate(cast("int", bindparam(WHO, type_=Integer)))


@cache
def own(model: Any) -> Select[Any]:
    """What a candidate reaches of this table."""
    return visible(SOMEBODY, model)


def standing_for(viewer: Viewer) -> Viewer:
    """For whom a statement is put together that many ask: all candidates for one, everybody else for themselves."""
    return SOMEBODY if isinstance(viewer, Candidate) else viewer


def asked_by(viewer: Viewer, **named: Any) -> dict[str, Any]:
    """What such a statement is asked with."""
    return {WHO: viewer.person, **named} if isinstance(viewer, Candidate) else named
