"""Each way round `visible()` raises, and what it lets through is the viewer's."""

import gc

import pytest
from sqlalchemy import String, exists, func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.applications.tables import Application
from recruitment.core.errors import NotVisible
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import REFERENCE, Reach, changing, nothing, one_visible, visible
from recruitment.core.viewers import Candidate, Cosla, Public, System
from recruitment.extensions import WayRound, db
from recruitment.vacancies.tables import Criterion, Vacancy
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")

WAYS_ROUND = {
    "plain select": lambda: db.session.scalars(select(Vacancy)).all(),
    "get": lambda: db.session.get(Vacancy, 1),
    "count": lambda: db.session.scalar(select(func.count()).select_from(Vacancy)),
    "bulk update": lambda: db.session.execute(update(Vacancy).values(title="taken")),
    "core table": lambda: db.session.execute(select(Vacancy.__table__)).all(),
    "exists": lambda: db.session.scalar(select(1).where(exists(select(Vacancy.id)))),
    "legacy query": lambda: db.session.query(Vacancy).all(),
    "text": lambda: db.session.execute(text("select title from vacancy")).all(),
    "session connection": lambda: db.session.connection(),
    "second table": lambda: db.session.execute(
        visible(Public(), Vacancy).add_columns(Criterion).join(Criterion, Criterion.vacancy_id == Vacancy.id)
    ).all(),
    "nested exists": lambda: db.session.scalars(visible(Public(), Vacancy).where(select(Criterion.id).exists())).all(),
    "second alias": lambda: db.session.execute(
        visible(Public(), Vacancy).add_columns(aliased(Vacancy, name="other"))
    ).all(),
    "engine": lambda: db.engine.execute(select(Vacancy.__table__)),
}


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_each_way_round_raises(way: str) -> None:
    with pytest.raises(WayRound):
        WAYS_ROUND[way]()


def test_a_kept_statement_raises_each_time() -> None:
    """What a statement touches is remembered, what it may touch is not."""
    bare, open_ = select(Vacancy), visible(Public(), Vacancy)
    for _ in range(2):
        with pytest.raises(WayRound):
            db.session.scalars(bare).all()
        assert db.session.scalars(open_).all() == []
    with pytest.raises(WayRound):
        db.session.scalars(open_.execution_options(reach=frozenset())).all()


def test_staff_see_their_own_organisation_only() -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    ours, theirs = a_vacancy(fife, state="draft"), a_vacancy(orkney, state="draft")
    viewer = as_staff(fife)
    assert [v.id for v in db.session.scalars(visible(viewer, Vacancy))] == [ours.id]
    with pytest.raises(NotVisible):
        one_visible(viewer, Vacancy, Vacancy.id == theirs.id)


def test_a_count_counts_rows_even_where_everything_is_reached() -> None:
    for _ in range(3):
        a_vacancy(an_organisation())
    count = visible(System("index"), Vacancy).with_only_columns(func.count())
    assert db.session.scalar(count) == 3


def test_the_public_sees_no_draft() -> None:
    a_vacancy(an_organisation(), state="draft")
    shown = a_vacancy(an_organisation())
    assert [v.id for v in db.session.scalars(visible(Public(), Vacancy))] == [shown.id]


def test_cosla_reaches_no_application() -> None:
    with pytest.raises(NotVisible):
        visible(Cosla(1), Application)


def test_a_change_stays_within_reach() -> None:
    theirs = a_vacancy(an_organisation("orkney-islands-council"), state="draft")
    changed = db.session.execute(changing(as_staff(an_organisation()), Vacancy).values(title="taken"))
    assert changed.rowcount == 0
    assert theirs.title != "taken"


def test_a_lazy_relationship_raises() -> None:
    a_vacancy(an_organisation())
    vacancy = db.session.scalars(visible(Public(), Vacancy).execution_options(populate_existing=True)).first()
    db.session.expunge(vacancy)
    fresh = db.session.scalars(visible(Candidate(1), Vacancy)).first()
    with pytest.raises(Exception, match="raise"):
        _ = fresh.category


def test_no_row_hangs_on_another_organisations_vacancy() -> None:
    vacancy = a_vacancy(an_organisation())
    other = an_organisation("orkney-islands-council")
    db.session.add(Criterion(organisation_id=other.id, vacancy_id=vacancy.id, position=9, text="x", kind="essential"))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def a_table(name: str, **declared: object) -> type:
    """A model as its author would write it; what is left of one that failed is taken away again."""
    columns = {"id": mapped_column(primary_key=True), "__annotations__": {"id": Mapped[int]}}
    try:
        return type(name, (db.Model,), {"__tablename__": name, **columns, **declared})
    finally:
        db.metadata.remove(db.metadata.tables[name])


def refuses_table(why: str, name: str, **declared: object) -> None:
    """Other tests ask the registry for all tables, where a class that failed stays until it is collected."""
    with pytest.raises(TypeError, match=why):
        a_table(name, **declared)
    gc.collect()
    assert name not in {mapper.local_table.name for mapper in db.Model.registry.mappers}


def test_a_table_without_reach_fails_at_import() -> None:
    refuses_table("does not say who reaches it", "undecided_1")


def test_a_reach_that_forgets_a_viewer_fails() -> None:
    with pytest.raises(TypeError, match="cosla"):
        Reach(public=nothing, candidate=nothing, staff=nothing, operator=nothing, api_key=nothing, token=nothing)


def test_a_table_that_does_not_say_what_it_keeps_fails() -> None:
    refuses_table("what it keeps", "silent_1", __reach__=REFERENCE)


def test_impersonal_needs_a_reason() -> None:
    assert Impersonal("numbers").why
    assert isinstance(mapped_column(String(3)).column.type, String)
