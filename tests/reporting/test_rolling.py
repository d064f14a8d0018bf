"""Whatever happens, and in whatever order: figures kept in step are those of a full count."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.advertising.actions import CreditNote, Purchase, credit, place_shared, strike_out
from recruitment.advertising.sharing import over
from recruitment.advertising.tables import Placement
from recruitment.applications.actions import advance
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.keeping.erasure import erase
from recruitment.keeping.retention import forget_batch
from recruitment.offers.actions import appoint
from recruitment.reporting.actions import recount, roll_up, roll_up_batch
from recruitment.reporting.fact_tables import VacancyFact
from recruitment.reporting.tables import DurationFigure, HiringFigure, ResponseFigure, SpendFigure
from recruitment.vacancies.actions import give_up
from recruitment.vacancies.after_tables import PromiseKept
from recruitment.vacancies.outcomes import Answer, answer_outcome
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.advertising import a_placement
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_category, a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]
REPORTING, MAKING, KEEPING = System("reporting"), System("demonstration"), System("keeping")
FIGURES = (VacancyFact, HiringFigure, SpendFigure, DurationFigure, ResponseFigure)
MOVES = ("shortlist", "invite", "offer", "reject", "set_aside", "take_up")


def all_figures() -> dict[str, list[Any]]:
    """Every figure, by its facts alone."""
    db.session.flush()
    found = {}
    for model in FIGURES:
        columns = [column for column in model.__table__.columns if column.name != "id"]
        rows = db.session.execute(visible(REPORTING, model).with_only_columns(*columns))
        found[model.__tablename__] = sorted(str(tuple(row)) for row in rows)
    return found


class World:
    """What may happen at two councils. Each act takes whichever row chance names, and may be refused."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.councils = [an_organisation(slug) for slug in ("fife-council", "orkney-islands-council")]
        self.staff = {each.id: as_staff(each, *Role) for each in self.councils}

    def one(self, model: Any, *where: Any) -> Any:
        rows = db.session.scalars(
            visible(MAKING, model).where(*where).order_by(model.id).execution_options(populate_existing=True)
        ).all()
        if not rows:
            raise IllegalMove("row", "act", "not there")
        return self.chance.choice(rows)

    def publish(self) -> None:
        began = clock.now() - timedelta(days=self.chance.choice((1, 40, 300, 500)))
        a_vacancy(
            self.chance.choice(self.councils), posts=self.chance.choice((1, 2)), published_at=began, public_from=began,
            category_code=self.chance.choice((None, a_category().code)), department=self.chance.choice(("", "Roads")),
        )  # fmt: skip

    def apply(self) -> None:
        said = {
            "heard_from": self.chance.choice(("", "portal")),
            "employed_by_council": self.chance.choice(("yes", "")),
        }
        an_application(self.one(Vacancy), **said)

    def move(self) -> None:
        row = self.one(Application)
        act = self.chance.choice(MOVES)
        advance(self.staff[row.organisation_id], row, act, reason="Said why" if act == "reject" else None)

    def withdraw(self) -> None:
        row = self.one(Application)
        advance(Candidate(row.account_id), row, self.chance.choice(("withdraw", "resume")))

    def appoint(self) -> None:
        row = self.one(Application, Application.state == "offered")
        appoint(self.staff[row.organisation_id], row)

    def give_up(self) -> None:
        row = self.one(Vacancy)
        give_up(self.staff[row.organisation_id], row, reason="Nobody suitable")

    def answer(self) -> None:
        row = self.one(Vacancy, Vacancy.state.in_(("filled", "unfilled")))
        filled = row.posts_filled if row.state == "filled" else 0
        why = {} if filled else {"reason": "no_applicants", "following": "later"}
        answer_outcome(self.staff[row.organisation_id], row, Answer({"outside": filled}, **why))

    def promise(self) -> None:
        row = self.one(Vacancy)
        keys = {"organisation_id": row.organisation_id, "vacancy_id": row.id}
        kind = self.chance.choice(("shortlist", "decision"))
        db.session.execute(
            removing(REPORTING, PromiseKept).where(PromiseKept.vacancy_id == row.id, PromiseKept.kind == kind)
        )
        db.session.add(PromiseKept(**keys, kind=kind, due_on=clock.today(), done_on=clock.today()))
        db.session.flush()

    def rename(self) -> None:
        """A bulk statement that knows nothing of figures."""
        row = self.one(Vacancy)
        renamed = changing(MAKING, Vacancy).where(Vacancy.organisation_id == row.organisation_id)
        db.session.execute(renamed.values(department=self.chance.choice(("Parks", "Roads"))))

    def spend(self) -> None:
        row = self.one(Vacancy)
        day = clock.today() - timedelta(days=self.chance.choice((0, 200, 400)))
        a_placement(self.staff[row.organisation_id], row, net=self.chance.randrange(100_000), placed_on=day)

    def share(self) -> None:
        council = self.chance.choice(self.councils)
        borne = db.session.scalars(visible(MAKING, Vacancy).where(Vacancy.organisation_id == council.id)).all()[:3]
        bought = Purchase(
            medium="job_board",
            supplier="Test Board",
            placed_on=clock.today(),
            net=10_001,
            vat=2_000,
            department="Roads",
        )
        place_shared(self.staff[council.id], council.id, bought, over("equally", borne))

    def credit(self) -> None:
        row = self.one(Placement, Placement.credits_id.is_(None), Placement.net > 0)
        back = CreditNote(net=self.chance.randrange(1, row.net + 1), vat=0, credited_on=clock.today())
        credit(self.staff[row.organisation_id], row, back)

    def strike(self) -> None:
        row = self.one(Placement)
        strike_out(self.staff[row.organisation_id], row, "Entered twice")

    def erase(self) -> None:
        erase(KEEPING, self.one(Application).account_id, act="erase")

    def forget(self) -> None:
        row = self.one(Application, Application.ended_at.is_not(None))
        forget_batch(row.organisation_id, clock.today() + timedelta(days=500))

    def count(self) -> None:
        roll_up_batch()


ACTS: list[Callable[[World], None]] = [
    World.publish, World.apply, World.apply, World.move, World.move, World.move, World.withdraw, World.appoint,
    World.give_up, World.answer, World.promise, World.rename, World.spend, World.share, World.credit,
    World.strike, World.erase, World.forget,
    World.count,
]  # fmt: skip


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(ACTS), min_size=10, max_size=60), st.randoms(use_true_random=False))
def test_figures_in_step_are_those_of_a_full_count(
    acts: list[Callable[[World], None]], chance: random.Random
) -> None:  # fmt: skip
    example = db.engine.begin_nested()
    try:
        world = World(chance)
        for act in (World.publish, World.publish, World.apply, *acts):
            try:
                act(world)
                db.session.commit()
            except Refused:
                db.session.rollback()
        roll_up()
        kept = all_figures()
        recount()
        assert all_figures() == kept
        assert kept["vacancy_fact"] and kept["hiring_figure"]
    finally:
        db.session.remove()
        example.rollback()
