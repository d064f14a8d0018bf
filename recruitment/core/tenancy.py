"""Which rows a viewer reaches, and the one way to begin a read.

Every table declares its reach for each viewer, or that it holds reference facts; a table that does not fails at import.
A statement that touches an owned table outside its mark raises `WayRound`: an alarm, not a silent filter.
"""

from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass, field
from typing import Any, Final, TypeVarTuple, cast
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    CursorResult,
    Delete,
    Insert,
    Select,
    TextClause,
    Update,
    and_,
    delete,
    event,
    false,
    insert,
    literal,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Mapper, ORMExecuteState, Session
from sqlalchemy.orm.util import AliasedClass
from sqlalchemy.sql.expression import Alias, Executable, FromClause
from sqlalchemy.sql.selectable import TableClause

from recruitment.core.errors import NotVisible
from recruitment.core.keeping import require_keeping
from recruitment.core.viewers import PURPOSES, System, Viewer
from recruitment.extensions import WayRound, db

Rule = Callable[[Any, Any], ColumnElement[bool]]
Told = TypeVarTuple("Told")
MARK: Final = "reach"
CHECKED: Final = "reach_checked"
# SQLAlchemy would look the changed rows up by a statement of its own, which carries no mark.
UNSYNCHRONISED: Final = {"synchronize_session": False}


def everything(_viewer: Viewer, _model: Any) -> ColumnElement[bool]:
    return true()


def nothing(_viewer: Viewer, _model: Any) -> ColumnElement[bool]:
    return false()


def among(column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """That a column holds one of these, each said by itself: the text of a list would be put together anew at each
    asking."""
    said = [literal(value, column.type) for value in values]
    return column == said[0] if len(said) == 1 else column.in_(said)


def own_organisation(viewer: Any, model: Any) -> ColumnElement[bool]:
    """Rows of the organisations in which a member of staff works."""
    return among(model.organisation_id, viewer.organisation_ids)


def own_person(viewer: Any, model: Any) -> ColumnElement[bool]:
    """Rows that belong to the signed-in person."""
    return model.account_id == viewer.person


@dataclass(frozen=True, kw_only=True)
class Reach:
    """For each kind of viewer the rule that names its rows. A new viewer is a new field, so every table must decide."""

    public: Rule
    candidate: Rule
    staff: Rule
    cosla: Rule
    operator: Rule
    api_key: Rule
    token: Rule
    system: Set[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        object.__setattr__(self, "system", frozenset(self.system))
        if unknown := self.system - PURPOSES.keys():
            raise TypeError(f"unknown purposes: {', '.join(sorted(unknown))}")

    def rule(self, viewer: Viewer) -> Rule:
        if isinstance(viewer, System):
            return everything if viewer.purpose in self.system else nothing
        return getattr(self, viewer.kind)


@dataclass(frozen=True)
class Reference:
    """Open facts, the same for everyone; outside the alarm."""


REFERENCE: Final = Reference()
OWNED: set[FromClause] = set()


@event.listens_for(Mapper, "after_mapper_constructed")
def _require_reach(mapper: Mapper[Any], model: type) -> None:
    reach = getattr(model, "__reach__", None)
    if not isinstance(reach, Reach | Reference):
        raise TypeError(f"{model.__name__} does not say who reaches it: set __reach__")
    require_keeping(mapper, model)
    if isinstance(reach, Reach):
        OWNED.add(mapper.local_table)


def _selectable(entity: Any) -> FromClause:
    return entity._aliased_insp.selectable if isinstance(entity, AliasedClass) else entity.__table__


def _criteria(viewer: Viewer, entities: tuple[Any, ...]) -> Iterator[ColumnElement[bool]]:
    for entity in entities:
        model = entity._aliased_insp.mapper.class_ if isinstance(entity, AliasedClass) else entity
        reach = model.__reach__
        if isinstance(reach, Reference):
            continue
        rule = reach.rule(viewer)
        if rule is nothing:
            raise NotVisible(f"{viewer.kind} reaches no {model.__name__}")
        yield rule(viewer, entity)


def _marked(entities: tuple[Any, ...], criteria: tuple[ColumnElement[bool], ...]) -> dict[str, frozenset[FromClause]]:
    """The tables named, and those that the reach itself asks (a panel seat, say)."""
    named = {_selectable(entity) for entity in entities}
    return {MARK: frozenset(named.union(*(touched(rule) for rule in criteria)))}


def visible(viewer: Viewer, model: Any, *also: Any) -> Select[Any]:
    """A select of `model` that holds what the viewer reaches; `also` names every other table or alias it will touch.

    Raises NotVisible where the viewer reaches nothing of one of them.
    """
    entities = (model, *also)
    criteria = tuple(_criteria(viewer, entities))
    # Its FROM is named, because a count of rows without a condition would otherwise count no table at all.
    return select(model).select_from(model).where(*criteria).execution_options(**_marked(entities, criteria))


def narrowed(wanted: Select[Any], condition: ColumnElement[bool], *inner: Select[Any]) -> Select[Any]:
    """A read by a condition that asks other reads (`column.in_(inner)`), each begun with visible() too.

    What each of them may touch, the whole may.
    """
    return touching(wanted.where(condition), *inner)


def touching(wanted: Select[*Told], *inner: Select[Any]) -> Select[*Told]:
    """A read that already holds other reads, in its columns or conditions, each begun with visible() too."""
    marks = (statement.get_execution_options().get(MARK, frozenset()) for statement in (wanted, *inner))
    return wanted.execution_options(**{MARK: frozenset().union(*marks)})


def with_perhaps(viewer: Viewer, wanted: Select[Any], model: Any, condition: ColumnElement[bool]) -> Select[Any]:
    """A read with what the viewer reaches of another table beside each row: nothing there where they reach none."""
    criteria = tuple(_criteria(viewer, (model,)))
    mark = wanted.get_execution_options()[MARK] | _marked((model,), criteria)[MARK]
    return wanted.outerjoin(model, and_(condition, *criteria)).execution_options(**{MARK: mark})


def beside(wanted: Select[Any], inner: CompoundSelect[Any], table: FromClause, condition: Any) -> Select[Any]:
    """A read of rows that another read finds, `table`, its subquery; its columns may stand beside theirs."""
    marks = (statement.get_execution_options()[MARK] for statement in (wanted, inner))
    return wanted.join(table, condition).execution_options(**{MARK: frozenset().union(*marks)})


def out_of(inner: Select[*tuple[Any, ...]]) -> Select[Any]:
    """A read of what another read finds, as rows with its columns: for a condition on a window function, say."""
    return select(inner.subquery()).execution_options(**{MARK: inner.get_execution_options()[MARK]})


def one_after_another(*reads: Select[*tuple[Any, ...]]) -> CompoundSelect[Any]:
    """Several reads in one statement, each of the same columns and with its own order and limit."""
    marks = (read.get_execution_options().get(MARK, frozenset()) for read in reads)
    return union_all(*map(out_of, reads)).execution_options(**{MARK: frozenset().union(*marks)})


def changing(viewer: Viewer, model: Any, *also: Any) -> Update:
    """An UPDATE of the rows that the viewer reaches; objects already loaded are not refreshed."""
    entities = (model, *also)
    criteria = tuple(_criteria(viewer, entities))
    return update(model).where(*criteria).execution_options(**_marked(entities, criteria), **UNSYNCHRONISED)


def removing(viewer: Viewer, model: Any, *also: Any) -> Delete:
    """A DELETE of the rows that the viewer reaches."""
    entities = (model, *also)
    criteria = tuple(_criteria(viewer, entities))
    return delete(model).where(*criteria).execution_options(**_marked(entities, criteria), **UNSYNCHRONISED)


def adding(viewer: Viewer, model: Any) -> Insert:
    """A bulk INSERT, for viewers that reach every row of the table: they could write any."""
    if model.__reach__.rule(viewer) is not everything:
        raise NotVisible(f"{viewer.kind} may not add {model.__name__} in bulk")
    return insert(model).execution_options(**_marked((model,), ()))


def one_visible(viewer: Viewer, model: Any, *where: ColumnElement[bool]) -> Any:
    """The single row that the viewer reaches, else NotVisible."""
    row = db.session.scalars(visible(viewer, model).where(*where)).one_or_none()
    if row is None:
        raise NotVisible(f"no such {model.__name__} for {viewer.kind}")
    return row


def rows_hit(statement: Update | Delete) -> int:
    """Carries out a change and says how many rows it met."""
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount


def touched(statement: Any) -> set[FromClause]:
    """The owned tables and aliases of owned tables that a statement names, at any depth."""
    found: set[FromClause] = set()
    waiting, seen = [statement], set()
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen.add(id(element))
        if isinstance(element, Alias) and element.element in OWNED:
            found.add(element)
            continue
        if isinstance(element, TableClause) and element in OWNED:
            found.add(element)
        waiting.extend(element.get_children())
    return found


_touched: WeakKeyDictionary[Any, Set[FromClause]] = WeakKeyDictionary()


def _remembered(statement: Any) -> Set[FromClause]:
    """The same for a statement that is kept and carried out again: none changes once it is made."""
    if statement not in _touched:
        _touched[statement] = touched(statement)
    return _touched[statement]


@event.listens_for(Session, "do_orm_execute")
def _alarm(execution: ORMExecuteState) -> None:
    if execution.is_column_load:
        execution.update_execution_options(**{CHECKED: True})
        return
    if isinstance(execution.statement, TextClause):
        raise WayRound("text() names no tables; begin with visible()")
    outside = _remembered(execution.statement) - execution.execution_options.get(MARK, frozenset())
    if outside:
        raise WayRound(f"not begun with visible(): {', '.join(sorted(str(table) for table in outside))}")
    execution.update_execution_options(**{CHECKED: True})


@event.listens_for(Engine, "before_execute")
def _alarm_below_the_session(
    _connection: Connection, statement: Executable, _many: Any, _parameters: Any, options: dict[str, Any]
) -> None:
    if options.get(CHECKED) or not isinstance(statement, Select):
        return
    if outside := touched(statement):
        raise WayRound(f"read below the session: {', '.join(sorted(str(table) for table in outside))}")
