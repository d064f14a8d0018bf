"""National pay tables: kept once by operators, and copied to every organisation that uses them.

A council without a table of its own for that group of staff uses a national one from the start; its own come first.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import contains_eager

from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import one_visible, removing, rows_hit, visible
from recruitment.core.viewers import Operator, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.pay_actions import FAR_OFF, Rates, may_hold_from, require_keeper
from recruitment.organisations.pay_tables import (
    LONGEST_TABLE,
    PAY_TABLE_KINDS,
    NationalPayTable,
    NationalPayVersion,
    PayPoint,
    PayTable,
    PayVersion,
)
from recruitment.organisations.tables import Organisation

ONBOARDING = System("onboarding")
SUFFIX = " (national)"
TAKEN = "There is already a national pay table of that name. Open it and upload new rates there"


def national_tables(viewer: Viewer) -> Sequence[NationalPayTable]:
    return db.session.scalars(visible(viewer, NationalPayTable).order_by(NationalPayTable.name)).all()


def national_table(viewer: Viewer, table_id: int) -> NationalPayTable:
    """Raises NotVisible."""
    return one_visible(viewer, NationalPayTable, NationalPayTable.id == table_id)


def national_table_called(viewer: Viewer, name: str) -> NationalPayTable:
    """Raises NotVisible."""
    return one_visible(viewer, NationalPayTable, NationalPayTable.name == name)


def national_versions(viewer: Viewer, table_id: int | None = None) -> Sequence[NationalPayVersion]:
    """With their tables, the last to hold first."""
    wanted = visible(viewer, NationalPayVersion, NationalPayTable).join(NationalPayVersion.national_table)
    if table_id is not None:
        wanted = wanted.where(NationalPayVersion.national_table_id == table_id)
    ordered = wanted.order_by(NationalPayVersion.holds_from.desc(), NationalPayVersion.id.desc())
    return db.session.scalars(ordered.options(contains_eager(NationalPayVersion.national_table))).all()


def national_version(viewer: Viewer, version_id: int) -> NationalPayVersion:
    """With its table. Raises NotVisible."""
    found = next((row for row in national_versions(viewer) if row.id == version_id), None)
    if found is None:
        raise NotVisible("no such national rates")
    return found


def store_national_table(
    viewer: Operator, name: str, kind: str, agreed_by: str, rates: Rates
) -> tuple[NationalPayVersion, bool]:
    """A new national table with its first rates, which councils without one of their own use. Raises Refused."""
    _require_operator(viewer)
    if kind not in PAY_TABLE_KINDS:
        raise ValueError(f"{kind!r} is no kind of pay table")
    table = NationalPayTable(name=name, kind=kind, agreed_by=agreed_by)
    try:
        with db.session.begin_nested():
            db.session.add(table)
    except IntegrityError as problem:
        raise Refused(TAKEN) from problem
    record(viewer, "begin_national_table", table)
    stored = store_national_rates(viewer, table, rates)
    for organisation_id in db.session.scalars(select(Organisation.id).where(Organisation.kind == "council")).all():
        _begin_copy(organisation_id, table, unless_own=True)
    return stored


def store_national_rates(viewer: Operator, table: NationalPayTable, rates: Rates) -> tuple[NationalPayVersion, bool]:
    """The rates of a national table from a date on, here and wherever it is used; not new where they hold already."""
    _require_operator(viewer)
    if not rates.lines:
        raise Refused("There is no point in the table. Add its rows")
    if not may_hold_from(rates.holds_from):
        raise Refused(FAR_OFF)
    lines = [[line.grade, line.label, line.pence] for line in rates.lines]
    names = ("holds_from", "basis", "full_time_hours", "year_weeks")
    told = {name: getattr(rates, name) for name in names}
    same_day = [row for row in national_versions(viewer, table.id) if row.holds_from == rates.holds_from]
    if same_day and same_day[0].lines == lines and all(getattr(same_day[0], name) == told[name] for name in names):
        return same_day[0], False
    version = NationalPayVersion(national_table_id=table.id, lines=lines, stored_by=viewer.person, **told)
    db.session.add(version)
    db.session.flush()
    record(viewer, "store_national_rates", version)
    copies = visible(ONBOARDING, PayTable).where(PayTable.national_table_id == table.id).order_by(PayTable.id)
    for copy in db.session.scalars(copies).all():
        _copy_version(copy, version)
    return version, True


def use_all_national(organisation: Organisation) -> None:
    """What a council has from the start."""
    if organisation.is_council:
        for table in national_tables(ONBOARDING):
            _begin_copy(organisation.id, table, unless_own=True)


def unused_tables(viewer: Staff, organisation_id: int) -> list[NationalPayTable]:
    """National tables that the organisation does not use."""
    used = visible(viewer, PayTable).where(PayTable.organisation_id == organisation_id)
    known = set(db.session.scalars(used.with_only_columns(PayTable.national_table_id)))
    return [table for table in national_tables(viewer) if table.id not in known]


def use_national(viewer: Staff, organisation_id: int, table: NationalPayTable) -> PayTable:
    """From now on the organisation's adverts can take pay from it; new rates follow by themselves."""
    require_keeper(viewer, organisation_id)
    made = _begin_copy(organisation_id, table, unless_own=False)
    if made is None:
        raise Refused("Your organisation uses this table already.")
    record(viewer, "use_national_table", made)
    return made


def leave_national(viewer: Staff, table: PayTable) -> bool:
    """The organisation uses it no longer; whether it is gone. What adverts lean on stays, as a table of its own."""
    require_keeper(viewer, table.organisation_id)
    record(viewer, "leave_national_table", table)
    try:
        with db.session.begin_nested():
            gone = rows_hit(removing(viewer, PayTable).where(PayTable.id == table.id)) == 1
    except IntegrityError:
        table.national_table_id = None
        db.session.flush()
        return False
    return gone


def _require_operator(viewer: Viewer) -> None:
    if not isinstance(viewer, Operator):
        raise Refused("Only operators keep national pay tables.")


def _begin_copy(organisation_id: int, table: NationalPayTable, *, unless_own: bool) -> PayTable | None:
    """None where there is one already; `unless_own`: or another for the same group of staff."""
    held = visible(ONBOARDING, PayTable).where(PayTable.organisation_id == organisation_id)
    tables = db.session.scalars(held).all()
    if any(each.national_table_id == table.id or (unless_own and each.kind == table.kind) for each in tables):
        return None
    name = _free_name(table.name, [each.name for each in tables])
    copy = PayTable(organisation_id=organisation_id, name=name, kind=table.kind, national_table_id=table.id)
    db.session.add(copy)
    db.session.flush()
    for version in reversed(national_versions(ONBOARDING, table.id)):
        _copy_version(copy, version)
    return copy


def _free_name(name: str, taken: Iterable[str]) -> str:
    known, free, number = set(taken), name, 1
    while free in known:
        end = SUFFIX if number == 1 else f"{SUFFIX} {number}"
        free, number = name[: LONGEST_TABLE - len(end)] + end, number + 1
    return free


def _copy_version(table: PayTable, version: NationalPayVersion) -> None:
    """What stood for the same date goes where no advert uses it, as with a council's own."""
    same_day = visible(ONBOARDING, PayVersion).where(
        PayVersion.pay_table_id == table.id, PayVersion.holds_from == version.holds_from
    )
    earlier = db.session.scalars(same_day.with_only_columns(PayVersion.id)).all()
    names = ("holds_from", "basis", "full_time_hours", "year_weeks", "stored_by")
    copy = PayVersion(
        organisation_id=table.organisation_id, pay_table_id=table.id, **{name: getattr(version, name) for name in names}
    )
    db.session.add(copy)
    db.session.flush()
    db.session.add_all(
        PayPoint(organisation_id=table.organisation_id, pay_version_id=copy.id, position=position, grade=grade,
                 label=label, pence=pence)
        for position, (grade, label, pence) in enumerate(version.lines, 1)
    )  # fmt: skip
    db.session.flush()
    for number in earlier:
        try:
            with db.session.begin_nested():
                db.session.execute(removing(ONBOARDING, PayVersion).where(PayVersion.id == number))
        except IntegrityError:
            continue
