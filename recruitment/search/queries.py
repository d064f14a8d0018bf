"""What the follower and the answers read from the database."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, inspect, literal, or_, select, union_all
from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.named import Named
from recruitment.core.tenancy import narrowed, visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation, Suspension, is_running
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.live import workplaces_of
from recruitment.vacancies.queries import Advert, in_phase
from recruitment.vacancies.tables import AdvertChange, Category, Criterion, Vacancy

INDEX = System("index")
# What no list shows of an advert: its long texts, its small print, and where it came from.
NOT_IN_LISTS = {
    "duties", "department", "grade", "other_rates", "disclosure_workforce", "disclosure_note", "registration",
    "registration_note", "posts_filled", "published_at", "created_by", "created_at", "source_url", "source_key",
    "source_texts", "doubts", "pay_table", "allowances", "in_gaelic", "shortlist_by", "interviews_from",
    "interviews_to", "decide_by", "questions", "documents_asked", "hides_names",
    "hides_dates",
}  # fmt: skip
_EVER_PUBLIC = (Vacancy.public_from < NEVER,)
_NAMES = union_all(
    select(literal(True).label("is_employer"), Organisation.slug, Organisation.name),
    select(literal(False), Category.slug, Category.name),
)


def last_change(viewer: Viewer = INDEX) -> AdvertChange | None:
    """The change of the highest number that is committed."""
    newest = visible(viewer, AdvertChange).order_by(AdvertChange.sequence.desc()).limit(1)
    return db.session.scalars(newest).one_or_none()


def numbers_after(sequence: int) -> Sequence[int]:
    numbers = visible(INDEX, AdvertChange).with_only_columns(AdvertChange.sequence)
    return db.session.scalars(numbers.where(AdvertChange.sequence > sequence)).all()


def changes_from(sequence: int, missing: Collection[int], most: int) -> Sequence[Row[int, int, datetime]]:
    """(sequence, vacancy id, moment) of `sequence`, of what came after it or filled a gap before it, in their order."""
    wanted = AdvertChange.sequence >= sequence
    if missing:
        wanted = or_(wanted, AdvertChange.sequence.in_(missing))
    columns = (AdvertChange.sequence, AdvertChange.vacancy_id, AdvertChange.at)
    changes = visible(INDEX, AdvertChange).with_only_columns(*columns).where(wanted)
    return db.session.execute(changes.order_by(AdvertChange.sequence).limit(most)).all()


def oldest_change_after(sequence: int) -> datetime | None:
    """When the first thing happened that an index at this number of the log has not heard of; None: it heard of all."""
    unread = visible(INDEX, AdvertChange).where(AdvertChange.sequence > sequence)
    return db.session.scalar(unread.with_only_columns(func.min(AdvertChange.at, type_=clock.Moment())))


def published_after(vacancy_id: int, most: int) -> Sequence[int]:
    """The next ids of published vacancies that have not closed."""
    wanted = _shown().with_only_columns(Vacancy.id).where(Vacancy.id > vacancy_id, _is_open())
    return db.session.scalars(wanted.order_by(Vacancy.id).limit(most)).all()


def number_published() -> int:
    """How many published vacancies have not closed."""
    counted = _shown().where(_is_open()).with_only_columns(func.count())
    return db.session.scalars(counted).one()


def _shown() -> Select[Any]:
    """Without those of organisations that are suspended, which nobody finds."""
    hidden = visible(INDEX, Suspension).where(is_running(Suspension))
    ids = hidden.with_only_columns(Suspension.organisation_id)
    return narrowed(visible(INDEX, Vacancy), Vacancy.organisation_id.not_in(ids), ids)


def _is_open() -> ColumnElement[bool]:
    now = clock.now()
    is_open = or_(in_phase("live", now), in_phase("scheduled", now), in_phase("early", now))
    return and_(is_open, *_EVER_PUBLIC)


def published_adverts(ids: Collection[int]) -> list[Advert]:
    """Those of the ids that are published and will be public, live or not, each with all its parts."""
    loads = (selectinload(Vacancy.organisation), selectinload(Vacancy.category))
    wanted = _shown().where(Vacancy.id.in_(ids), Vacancy.state == "published", *_EVER_PUBLIC)
    vacancies = db.session.scalars(wanted.options(*loads)).all()
    criteria = defaultdict(list)
    lines = visible(INDEX, Criterion).where(Criterion.vacancy_id.in_(ids))
    for line in db.session.scalars(lines.order_by(Criterion.position, Criterion.id)):
        criteria[line.vacancy_id].append(line)
    workplaces = workplaces_of(INDEX, vacancies)
    return [
        Advert(
            vacancy=vacancy,
            organisation=vacancy.organisation,
            category=vacancy.category,
            criteria=tuple(criteria[vacancy.id]),
            workplaces=tuple(workplaces[vacancy.id]),
        )
        for vacancy in vacancies
    ]


def live_vacancies(viewer: Viewer, ids: Collection[int]) -> dict[int, Vacancy]:
    """Those of the ids that the viewer reaches and that are live, as lists show them: rows, which cost half as much.

    A row has a vacancy's columns but the long ones, with `slug` and `name` of its organisation and category.
    """
    rows = db.session.execute(_live_lines(viewer), {"ids": list(ids)})
    return {row.id: cast("Vacancy", row) for row in rows}


@lru_cache(STATEMENTS)
def _live_lines(viewer: Viewer) -> Select[Any]:
    columns = [column for column in inspect(Vacancy).column_attrs if column.key not in NOT_IN_LISTS]
    return (
        visible(viewer, Vacancy)
        .where(Vacancy.id.in_(bindparam("ids", expanding=True)), in_phase("live", clock.when_asked()))
        .join(Vacancy.organisation)
        .outerjoin(Vacancy.category)
        .with_only_columns(
            *(getattr(Vacancy, column.key) for column in columns),
            Named("organisation", Organisation.slug, Organisation.name, Organisation.kind),
            Named("category", Category.slug, Category.name),
        )
    )


def names() -> tuple[dict[str, str], dict[str, str]]:
    """The names of all organisations and of every category by their slugs, in the order of names."""
    employers: dict[str, str] = {}
    categories: dict[str, str] = {}
    for is_employer, slug, name in sorted(db.session.execute(_NAMES), key=itemgetter(2)):
        (employers if is_employer else categories)[slug] = name
    return employers, categories


def organisation_names(slugs: Iterable[str]) -> dict[str, str]:
    asked = set(slugs)
    return {slug: name for slug, name in names()[0].items() if slug in asked} if asked else {}


def category_names() -> dict[str, str]:
    """Every category's name by its slug, in the order of names."""
    return names()[1]
