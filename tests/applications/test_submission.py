"""Sending: whole, in time to the second, once, with everything copied."""

from datetime import timedelta

import pytest

from recruitment.applications.actions import hold_draft, start
from recruitment.applications.attachment_actions import detach
from recruitment.applications.draft_actions import answer, ask_for_support, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.profile_actions import tell
from recruitment.applications.queries import whole_application
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.rules import SECTIONS, Closed, Standing, Unfinished
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application, Guarantee, Support
from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.vacancies.documents_asked import Wanted
from recruitment.vacancies.queries import criteria_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_document, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import QUESTIONS, a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def viewer() -> Candidate:
    account = an_account()
    a_profile(account, given_name="Ailsa", driving="car")
    return Candidate(account.id)


def a_finished_draft(viewer: Candidate, vacancy: Vacancy) -> Application:
    application = start(viewer, vacancy)
    for section in ("history", "referees"):
        finish(viewer, application, section)
    asked = draft_of(viewer, application.id).questions
    answer(viewer, application, asked, {question.id: f"About {question.text}" for question in asked})
    declare(viewer, application, related="no", right_to_work="yes", convictions="no")
    db.session.commit()
    return application


def letters() -> list[str]:
    return list(db.session.scalars(visible(System("mail"), Letter).with_only_columns(Letter.name)))


def test_everything_is_copied_as_it_stands(viewer: Candidate) -> None:
    vacancy = a_vacancy(an_organisation())
    application = a_finished_draft(viewer, vacancy)
    received_at = clock.now()
    submit(viewer, application, received_at=received_at)
    db.session.commit()
    tell(viewer, given_name="Changed")
    db.session.commit()

    whole = whole_application(viewer, application.id)
    assert (whole.application.state, whole.application.submitted_at) == ("submitted", received_at)
    assert whole.contact.given_name == "Ailsa"
    assert whole.history.employment == [
        {
            "employer": "Example School",
            "job_title": "Cleaner",
            "started": "2021-08-01",
            "ended": None,
            "duties": "Kept twelve classrooms clean.",
            "reason_for_leaving": "",
            "is_scottish_council": False,
        }
    ]
    assert whole.history.education[0]["qualification"].startswith("National 5")
    assert whole.history.registrations[0]["body"] == "PVG scheme"
    assert whole.history.more["driving"] == "I can drive and have a car to use"
    assert [referee.name for referee in whole.referees] == ["Robin Referee"]
    assert [(one.criterion_text, one.kind) for one in whole.answers] == [
        ("Criterion 1", "essential"),
        ("Criterion 2", "desirable"),
    ]
    assert whole.declaration.is_true
    assert [step.state for step in whole.progress] == ["submitted"]
    assert letters() == ["application_submitted"]


def test_what_was_sent_reads_in_the_order_of_the_form(viewer: Candidate) -> None:
    vacancy = a_vacancy(an_organisation())
    first = criteria_of(System("import"), vacancy.id)[0]
    first.position = 9
    db.session.commit()
    application = start(viewer, vacancy)
    asked = draft_of(viewer, application.id).questions
    answer(viewer, application, asked, {})
    sent = [row.criterion_text for row in whole_application(viewer, application.id).answers]
    assert sent == [question.text for question in asked] == ["Criterion 1", "Criterion 2"]


def test_sent_twice_it_is_sent_once(viewer: Candidate) -> None:
    application = a_finished_draft(viewer, a_vacancy(an_organisation()))
    submit(viewer, application, received_at=clock.now())
    with pytest.raises(IllegalMove):
        submit(viewer, application, received_at=clock.now())
    assert letters() == ["application_submitted"]
    assert len(whole_application(viewer, application.id).progress) == 1


def test_a_second_tab_that_still_shows_the_draft_sends_nothing(viewer: Candidate) -> None:
    application = a_finished_draft(viewer, a_vacancy(an_organisation()))
    moved = changing(viewer, Application).where(Application.id == application.id)
    db.session.execute(moved.values(state="submitted", submitted_at=clock.now()))
    assert application.state == "draft"
    for late in (
        lambda: submit(viewer, application, received_at=clock.now()),
        lambda: finish(viewer, application, "support"),
        lambda: declare(viewer, application, related="yes"),
        lambda: hold_draft(viewer, application),
    ):
        with pytest.raises(IllegalMove):
            late()
    assert letters() == []


@pytest.mark.parametrize(("late_by", "goes"), [(0, True), (0.999, True), (1, False)])
def test_the_closing_second_is_the_last(viewer: Candidate, late_by: float, goes: bool) -> None:
    closes_at = clock.end_of_day(clock.today() + timedelta(days=3))
    vacancy = a_vacancy(an_organisation(), closes_at=closes_at)
    application = a_finished_draft(viewer, vacancy)
    received_at = closes_at + timedelta(seconds=late_by)
    if goes:
        assert submit(viewer, application, received_at=received_at).target == "submitted"
        return
    with pytest.raises(Closed) as refusal:
        submit(viewer, application, received_at=received_at)
    assert refusal.value.closed_at == closes_at
    assert letters() == []


@pytest.mark.parametrize("state", ["withdrawn", "filled"])
def test_nothing_goes_to_an_advert_that_was_taken_back(viewer: Candidate, state: str) -> None:
    vacancy = a_vacancy(an_organisation())
    application = a_finished_draft(viewer, vacancy)
    recruiter = as_staff(an_organisation())
    db.session.execute(changing(recruiter, Vacancy).where(Vacancy.id == vacancy.id).values(state=state))
    with pytest.raises(Closed):
        submit(viewer, application, received_at=clock.now())


def test_a_closed_vacancy_starts_no_draft(viewer: Candidate) -> None:
    with pytest.raises(Closed):
        start(viewer, a_vacancy(an_organisation(), closes_at=clock.now() - timedelta(seconds=2)))


@pytest.mark.parametrize("section", [section.name for section in SECTIONS if not section.is_optional])
def test_no_section_may_be_missing(viewer: Candidate, section: str) -> None:
    asked = [QUESTIONS[0].facts]
    wanted = [Wanted("Copy of your licence", True).facts]
    vacancy = a_vacancy(an_organisation(), disclosure_level="level_1", questions=asked, documents_asked=wanted)
    application = a_finished_draft(viewer, vacancy)
    draft = draft_of(viewer, application.id)
    answer_questions(viewer, application, draft.asked, {QUESTIONS[0].key: ["yes"]})
    document = a_document(application, "Copy of your licence")
    draft = draft_of(viewer, application.id)
    assert draft.unfinished == ()
    match section:
        case "contact":
            tell(viewer, postcode="")
        case "criteria":
            answer(viewer, application, draft.questions, {})
        case "declarations":
            declare(viewer, application, convictions="")
        case "documents":
            detach(viewer, application, document)
        case _:
            finish(viewer, application, section, is_finished=False)
    with pytest.raises(Unfinished) as refusal:
        submit(viewer, application, received_at=clock.now())
    assert [missing.name for missing in refusal.value.sections] == [section]


def test_a_desirable_answer_may_be_missing(viewer: Candidate) -> None:
    application = a_finished_draft(viewer, a_vacancy(an_organisation()))
    essential, _ = draft_of(viewer, application.id).questions
    answer(viewer, application, draft_of(viewer, application.id).questions, {essential.id: "Yes"})
    assert submit(viewer, application, received_at=clock.now()).target == "submitted"


def test_answers_are_kept_as_far_as_they_go(viewer: Candidate) -> None:
    application = start(viewer, a_vacancy(an_organisation()))
    essential, desirable = draft_of(viewer, application.id).questions
    answer(viewer, application, (essential, desirable), {desirable.id: "Only this"})
    draft = draft_of(viewer, application.id)
    assert draft.texts == {essential.id: "", desirable.id: "Only this"}
    criteria = next(section for section in SECTIONS if section.name == "criteria")
    assert draft.standing(criteria) == Standing.IN_PROGRESS


def test_support_and_guarantee_are_taken_back_when_emptied(viewer: Candidate) -> None:
    application = start(viewer, a_vacancy(an_organisation()))
    ask_for_support(viewer, application, schemes=["care"], needs="More time")
    assert db.session.scalars(visible(viewer, Guarantee)).one().schemes == ["care"]
    ask_for_support(viewer, application, schemes=["veteran"], needs="")
    assert db.session.scalars(visible(viewer, Guarantee)).one().schemes == ["veteran"]
    assert db.session.scalars(visible(viewer, Support)).all() == []
    ask_for_support(viewer, application, schemes=[], needs="A ramp")
    assert db.session.scalars(visible(viewer, Guarantee)).all() == []
    assert db.session.scalars(visible(viewer, Support)).one().needs == "A ramp"


def test_whoever_works_for_a_council_is_known_from_the_profile(viewer: Candidate) -> None:
    application = a_finished_draft(viewer, a_vacancy(an_organisation()))
    job = draft_of(viewer, application.id).profile.employment[0]
    job.is_scottish_council = True
    submit(viewer, application, received_at=clock.now())
    assert application.employed_by_council == "yes"
