"""Making a move of a lifecycle: guard, conditional update, audit. Of two clicks one wins, on both databases."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.lifecycle import Lifecycle, Move
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.viewers import Role, Staff, Viewer
from recruitment.extensions import db


def standing(viewer: Viewer, organisation_id: int | None) -> frozenset[Role | str]:
    """As whom a viewer acts on a row of this organisation: the roles of staff, else the kind of viewer."""
    if isinstance(viewer, Staff) and organisation_id is not None:
        return frozenset(viewer.roles_at(organisation_id))
    return frozenset({viewer.kind})


def require_move(viewer: Viewer, row: Any, lifecycle: Lifecycle, act: str, reason: str | None = None) -> Move:
    """The move, as far as the row at hand tells. Raises as `make_move` does, and changes nothing."""
    move = lifecycle.find(row.state, act)
    if move is None:
        raise IllegalMove(lifecycle.noun, act, row.state)
    if move.by.isdisjoint(standing(viewer, row.organisation_id)):
        raise Refused(f"Your role does not let you {move.label.lower()} this {lifecycle.noun}.")
    if move.needs_reason and not (reason or "").strip():
        raise Refused("Give a reason.")
    return move


def make_move(
    viewer: Viewer,
    row: Any,
    lifecycle: Lifecycle,
    act: str,
    *,
    reason: str | None = None,
    provided: Sequence[ColumnElement[bool]] = (),
    **changes: Any,
) -> Move:
    """Moves `row` by `act`, storing `changes` with the new state, and records it.

    Raises IllegalMove when the act does not start from the row's state, somebody was faster, or what is `provided` of
    the row does not hold any more; and Refused when this viewer may not, or when a reason is missing.
    """
    move = require_move(viewer, row, lifecycle, act, reason)
    model = type(row)
    db.session.flush()
    met = rows_hit(
        changing(viewer, model)
        .where(model.id == row.id, model.state == move.source, *provided)
        .values(state=move.target, **changes)
    )
    if met != 1:
        found = visible(viewer, model).where(model.id == row.id).with_only_columns(model.state)
        raise IllegalMove(lifecycle.noun, act, db.session.scalar(found))
    for name, value in {"state": move.target, **changes}.items():
        set_committed_value(row, name, value)
    record(viewer, act, row, reason=reason, before=move.source, after=move.target)
    return move
