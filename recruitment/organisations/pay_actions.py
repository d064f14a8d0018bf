"""Verbs on pay tables: storing the rates that hold from a date, and removing those that no advert uses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import one_visible, removing, rows_hit, visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.pay_queries import pay_table_called, points_of
from recruitment.organisations.pay_reading import PointLine
from recruitment.organisations.pay_tables import PAY_TABLE_KINDS, PayPoint, PayTable, PayVersion

KEEPERS = (Role.ADMINISTRATOR, Role.RECRUITER)
EARLIEST = date(2000, 1, 1)
AHEAD = timedelta(days=3 * 366)
FAR_OFF = "The rates must hold from a day since 2000, at most three years ahead"
IN_USE = "An advert uses these rates, so they have to stay. Upload the right ones: they will hold instead."


@dataclass(frozen=True)
class Rates:
    """What one upload says: from when, on which basis (hourly or annual), for what time, and the points."""

    holds_from: date
    basis: str
    full_time_hours: Decimal
    year_weeks: Decimal
    lines: Sequence[PointLine]


@dataclass(frozen=True)
class Stored:
    """The version that holds from that day; not new where it stood there already."""

    version: PayVersion
    is_new: bool


def may_keep_pay_tables(viewer: Staff, organisation_id: int) -> bool:
    return viewer.has_role(organisation_id, *KEEPERS)


def require_keeper(viewer: Staff, organisation_id: int) -> None:
    """Raises NotVisible at another organisation, Refused for colleagues who do not keep pay tables."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not may_keep_pay_tables(viewer, organisation_id):
        raise Refused("Your role does not let you keep pay tables. Recruiters and administrators do.")


def store_first_rates(viewer: Staff, organisation_id: int, name: str, kind: str, rates: Rates) -> Stored:
    """A new pay table with its first rates. Storing the same again changes nothing; Refused when the name is taken."""
    require_keeper(viewer, organisation_id)
    _require_sound(rates)
    if kind not in PAY_TABLE_KINDS:
        raise ValueError(f"{kind!r} is no kind of pay table")
    table = pay_table_called(viewer, organisation_id, name)
    if table is not None:
        same = _standing(viewer, table, rates)
        if same is None or table.kind != kind:
            raise Refused(f"There is already a pay table “{name}”. Open it and upload new rates there")
        return Stored(same, is_new=False)
    table = PayTable(organisation_id=organisation_id, name=name, kind=kind)
    try:
        with db.session.begin_nested():
            db.session.add(table)
    except IntegrityError as problem:
        raise Refused(f"There is already a pay table “{name}”. Open it and upload new rates there") from problem
    record(viewer, "begin_pay_table", table)
    return store_rates(viewer, table, rates)


def store_rates(viewer: Staff, table: PayTable, rates: Rates) -> Stored:
    """The rates of a table from a date on. Storing the same again changes nothing.

    What stood for the same date goes where no advert uses it; else it stays for that advert, and these hold.
    """
    require_keeper(viewer, table.organisation_id)
    _require_own(table)
    _require_sound(rates)
    if same := _standing(viewer, table, rates):
        return Stored(same, is_new=False)
    version = PayVersion(
        organisation_id=table.organisation_id,
        pay_table_id=table.id,
        holds_from=rates.holds_from,
        basis=rates.basis,
        full_time_hours=rates.full_time_hours,
        year_weeks=rates.year_weeks,
        stored_by=viewer.person,
    )
    db.session.add(version)
    db.session.flush()
    db.session.add_all(
        PayPoint(organisation_id=table.organisation_id, pay_version_id=version.id, position=position,
                 grade=line.grade, label=line.label, pence=line.pence)
        for position, line in enumerate(rates.lines, 1)
    )  # fmt: skip
    db.session.flush()
    record(viewer, "store_rates", version)
    for earlier in _of_same_day(viewer, table, rates.holds_from):
        if earlier.id != version.id:
            _remove(viewer, earlier)
    return Stored(version, is_new=True)


def try_out(storing: Callable[[], Stored]) -> None:
    """Stores and takes it back, so that what would be refused is refused before anything is stored."""
    savepoint = db.session.begin_nested()
    try:
        storing()
    finally:
        savepoint.rollback()


def remove_rates(viewer: Staff, version: PayVersion) -> None:
    """Takes rates back that no advert uses; a table without any goes too. Raises Refused where one does."""
    require_keeper(viewer, version.organisation_id)
    _require_own(one_visible(viewer, PayTable, PayTable.id == version.pay_table_id))
    record(viewer, "remove_rates", version)
    if not _remove(viewer, version):
        raise Refused(IN_USE)
    left = visible(viewer, PayVersion).where(PayVersion.pay_table_id == version.pay_table_id)
    if db.session.scalars(left).first() is None:
        db.session.execute(removing(viewer, PayTable).where(PayTable.id == version.pay_table_id))


def may_hold_from(day: date) -> bool:
    """Whether a date is none that was mistyped."""
    return EARLIEST <= day <= clock.today() + AHEAD


def _require_own(table: PayTable) -> None:
    if table.national_table_id is not None:
        raise Refused("This is a national pay table, whose rates COSLA keeps")


def _require_sound(rates: Rates) -> None:
    if not rates.lines:
        raise Refused("There is no point in the table. Add its rows")
    if not may_hold_from(rates.holds_from):
        raise Refused(FAR_OFF)


def _of_same_day(viewer: Staff, table: PayTable, day: date) -> Sequence[PayVersion]:
    """The last stored first."""
    wanted = visible(viewer, PayVersion).where(PayVersion.pay_table_id == table.id, PayVersion.holds_from == day)
    return db.session.scalars(wanted.order_by(PayVersion.id.desc())).all()


def _standing(viewer: Staff, table: PayTable, rates: Rates) -> PayVersion | None:
    """What holds from that day already, where it says the same."""
    version = next(iter(_of_same_day(viewer, table, rates.holds_from)), None)
    if version is None:
        return None
    names = ("basis", "full_time_hours", "year_weeks")
    points = [(point.grade, point.label, point.pence) for point in points_of(viewer, version.id)]
    is_same = all(getattr(version, name) == getattr(rates, name) for name in names) and points == [
        (line.grade, line.label, line.pence) for line in rates.lines
    ]
    return version if is_same else None


def _remove(viewer: Staff, version: PayVersion) -> bool:
    """Whether it could go: an advert's choice keeps its points where they are."""
    try:
        with db.session.begin_nested():
            gone = rows_hit(removing(viewer, PayVersion).where(PayVersion.id == version.id))
    except IntegrityError:
        return False
    return gone == 1
