"""What has had its time goes by itself, in batches, once; nothing else does; and what would go is said before."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from recruitment.accounts.joining import ask_back, ask_to_join, confirm, holder_of, refuse
from recruitment.accounts.joining_tables import JoiningRequest, JoiningWord
from recruitment.applications.tables import Answer, Application, Contact
from recruitment.core import clock
from recruitment.core.audit import Act, record
from recruitment.core.jobs import JOBS, Job
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Operator, Public, Role, Staff, System
from recruitment.extensions import db
from recruitment.keeping import cases, retention
from recruitment.keeping.cases import cases_over
from recruitment.keeping.holds import hold, release
from recruitment.keeping.reading import KEEPING
from recruitment.keeping.retention import as_table, due, forget_spans, plan
from recruitment.organisations.tables import Organisation
from recruitment.reporting.actions import roll_up
from recruitment.reporting.tables import HiringFigure
from recruitment.vacancies.actions import give_up
from recruitment.vacancies.report_tables import AdvertReport
from recruitment.vacancies.reports import report_advert
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_national, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.rows import work
from tests.builders.search import later
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(fife)


@pytest.fixture
def staff(fife: Organisation) -> Staff:
    return as_staff(fife, Role.ADMINISTRATOR, Role.RECRUITER)


def ids(model: Any = Application) -> set[int]:
    return set(db.session.scalars(visible(KEEPING, model).with_only_columns(model.id)))


def run() -> None:
    db.session.commit()
    plan()
    work()


@pytest.mark.parametrize("state", ["unsuccessful", "withdrawn", "declined", "appointed", "called_off"])
def test_a_case_is_kept_for_twelve_months_from_its_own_end(app: Flask, vacancy: Vacancy, state: str) -> None:
    ended = an_application(vacancy, state=state)
    running = an_application(vacancy, state="interview")
    days = (cases.case_goes_on(ended.ended_at, 12) - clock.today()).days
    with later(app, days=days - 1):
        run()
        assert ids() == {ended.id, running.id}
    with later(app, days=days):
        run()
        assert ids() == {running.id}
    for part in (Contact, Answer):
        assert {row.application_id for row in db.session.scalars(visible(KEEPING, part))} == {running.id}


def test_each_organisations_own_period_holds(app: Flask, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch) -> None:
    other = a_vacancy(an_organisation("orkney-islands-council"))
    an_application(vacancy, state="unsuccessful")
    theirs = an_application(other, state="unsuccessful").id
    months = {vacancy.organisation_id: 6, other.organisation_id: 24}
    monkeypatch.setattr(retention, "keep_months", lambda: months)
    with later(app, days=200):
        run()
        assert ids() == {theirs}
    with later(app, days=750):
        run()
        assert ids() == set()


def test_drafts_go_a_month_after_the_closing(app: Flask, vacancy: Vacancy) -> None:
    draft = a_draft(vacancy)
    with later(app, days=13 + 29):
        run()
        assert ids() == {draft.id}
    with later(app, days=13 + 31):
        run()
        assert ids() == set()


def test_who_was_never_told_is_over_with_the_vacancy(app: Flask, vacancy: Vacancy, staff: Staff) -> None:
    application = an_application(vacancy)
    with later(app, days=500):
        run()
        assert ids() == {application.id}
    give_up(staff, vacancy, "Nobody was found")
    with later(app, days=360):
        run()
        assert ids() == {application.id}
    with later(app, days=370):
        run()
        assert ids() == set()


def test_what_is_held_stays_until_it_is_released(app: Flask, vacancy: Vacancy, staff: Staff) -> None:
    kept = an_application(vacancy, state="unsuccessful")
    an_application(vacancy, state="unsuccessful")
    hold(staff, kept, "A complaint")
    with later(app, days=400):
        run()
        assert ids() == {kept.id}
        release(staff, kept)
        run()
        assert ids() == {kept.id}, "in the next night"
    with later(app, days=401):
        run()
        assert ids() == set()


def test_rows_of_a_vacancy_go_with_its_time_but_not_the_advert(app: Flask, vacancy: Vacancy) -> None:
    report_advert(Public(), vacancy, reason="wrong", details="The place is wrong.", email="")
    waiting = an_application(vacancy)
    with later(app, days=400):
        run()
        assert len(ids(AdvertReport)) == 1, "an application still waits"
        db.session.delete(waiting)
        run()
        assert ids(AdvertReport) == set() and ids(Vacancy) == {vacancy.id}
        run()


def test_the_record_keeps_numbers_alone(app: Flask, vacancy: Vacancy) -> None:
    application = an_application(vacancy, state="unsuccessful")
    record(KEEPING, "reject", application, reason="Somebody was late")
    with later(app, days=400):
        run()
    acts = {act.act: act for act in db.session.scalars(visible(KEEPING, Act))}
    told = acts["retention"]
    assert (told.organisation_id, told.noun, told.person) == (vacancy.organisation_id, "organisation", None)
    assert told.reason == (
        "answer 1, application 1, application_contact 1, application_history 1, application_referee 1, declaration 1, "
        "progress 1"
    )
    assert acts["reject"].reason is None


def test_figures_of_past_years_stay(app: Flask, vacancy: Vacancy) -> None:
    for _ in range(3):
        an_application(vacancy, state="unsuccessful", heard_from="event", employed_by_council="yes")
    an_application(vacancy)
    figures = visible(System("reporting"), HiringFigure).where(HiringFigure.dimension == "month")
    columns = (HiringFigure.submitted, HiringFigure.said_yes)

    def counted() -> list[Any]:
        roll_up()
        return db.session.execute(figures.with_only_columns(*columns)).all()

    assert counted() == [(4, 3)]
    with later(app, days=400):
        run()
        run()
    assert counted() == [(4, 3)]


def test_in_batches_and_each_row_once(app: Flask, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        an_application(vacancy, state="unsuccessful")
    with later(app, days=400):
        run()
        assert ids() == set()
        kinds = [job.kind for job in db.session.scalars(visible(JOBS, Job))]
        assert kinds.count("forget_cases") == 3
        taken = retention.forget_batch(vacancy.organisation_id, clock.today())
        assert taken.rows == {}
        plan()
        work()
    acts = [act for act in db.session.scalars(visible(KEEPING, Act)) if act.act == "retention"]
    assert len(acts) == 3


def test_a_dry_run_says_what_goes_and_changes_nothing(app: Flask, vacancy: Vacancy) -> None:
    an_application(vacancy, state="unsuccessful")
    an_application(vacancy, state="appointed")
    an_application(vacancy)
    assert list(as_table(due(clock.today()))) == ["Nothing is over"]
    with later(app, days=400):
        lines = due(clock.today())
        said = {(line.table, line.organisation): line.number for line in lines}
        assert said["application", "Fife Council"] == 2 and said["application_contact", "Fife Council"] == 2
        assert len(ids()) == 3
        table = list(as_table(lines))
        assert table[0].split() == ["table", "organisation", "number", "oldest"]
        run()
        removed = next(act for act in db.session.scalars(visible(KEEPING, Act)) if act.act == "retention").reason
    told = {line.table: line.number for line in lines}
    assert removed == ", ".join(f"{name} {number}" for name, number in sorted(told.items()))


def test_what_goes_soon_is_read_for_any_day(vacancy: Vacancy) -> None:
    ended = an_application(vacancy, state="unsuccessful")
    goes_on = cases.case_goes_on(ended.ended_at, 12)
    assert cases_over(vacancy.organisation_id, 12, goes_on - timedelta(days=1)) == []
    (case,) = cases_over(vacancy.organisation_id, 12, goes_on)
    assert (case.id, case.goes_on) == (ended.id, goes_on)


def test_of_a_record_stays_what_is_declared_to_be_kept(app: Flask) -> None:
    operator = Operator(a_national("operator").id)
    request = ask_to_join(
        Public(), name="Example Trust", kind="charity", website="https://trust.example", why="We recruit",
        contact_name="Ailsa Craig", contact_email="ailsa@trust.example", vacancies_a_year=3,
    )  # fmt: skip
    confirm(holder_of(request), request)
    ask_back(operator, request, "Who are you, Ailsa?")
    refuse(operator, request, "Not a public body")
    db.session.commit()
    kept = visible(KEEPING, JoiningRequest).with_only_columns(
        JoiningRequest.why, JoiningRequest.contact_name, JoiningRequest.contact_email
    )
    for days, contact in ((364, ("Ailsa Craig", "ailsa@trust.example")), (366, ("", ""))):
        with later(app, days=days):
            forget_spans()
        assert db.session.execute(kept).one() == ("We recruit", *contact)
    assert ids(JoiningWord) == set()
