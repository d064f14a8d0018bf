"""Each stage is counted once when it is over, whatever is run twice or dies between; and nothing is left at the end."""

from datetime import date

import pytest

from recruitment.applications.equality import fold as folding
from recruitment.applications.equality.actions import answer, forget, own_answers
from recruitment.applications.equality.questions import version_now, versions
from recruitment.applications.equality.sealed import token_of
from recruitment.applications.equality.tables import EqualityAnswer, EqualityCopy, EqualityFold, EqualityTally
from recruitment.applications.equality.tallies import EQUALITY
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import ApiKey, Candidate, Cosla, Operator, Public, Role, System, TokenHolder
from recruitment.extensions import db
from recruitment.keeping.erasure import erase
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.equality import DAY, FEMALE, MALE, a_closed_vacancy, applied, copies, fold, somebody, tally
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.dialect


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


def end(vacancy: Vacancy, state: str = "filled") -> None:
    db.session.execute(changing(System("demonstration"), Vacancy).where(Vacancy.id == vacancy.id).values(state=state))
    db.session.commit()


def test_nothing_is_copied_while_a_job_is_open(fife: Organisation) -> None:
    applied(a_vacancy(fife), FEMALE, MALE)
    fold()
    assert copies() == [] and tally(fife) == (0, {})


def test_all_who_applied_are_counted_once_when_the_job_has_closed(fife: Organisation) -> None:
    applied(a_closed_vacancy(fife), FEMALE, FEMALE, MALE, {}, None)
    for _ in range(3):
        fold()
    assert tally(fife) == (5, {"female": 2, "male": 1})
    assert len(copies()) == 5, "of those too who answered nothing, so that a copy tells not even that"


def test_later_stages_are_counted_at_the_end_and_nothing_is_left(fife: Organisation) -> None:
    vacancy = a_closed_vacancy(fife)
    applied(vacancy, FEMALE, MALE)
    applied(vacancy, FEMALE, reached=("shortlisted", "interview", "offered", "appointed"))
    fold()
    assert tally(fife, "shortlisted") == (0, {})
    end(vacancy)
    for _ in range(2):
        fold()
    assert [tally(fife, stage)[1] for stage in ("applied", "shortlisted", "interview", "offered", "appointed")] == [
        {"female": 2, "male": 1}, *[{"female": 1}] * 4,
    ]  # fmt: skip
    assert copies() == []


@pytest.mark.parametrize("state", ["filled", "unfilled", "withdrawn"])
def test_a_job_that_ends_before_a_run_is_counted_whole(fife: Organisation, state: str) -> None:
    vacancy = a_vacancy(fife)
    applied(vacancy, FEMALE, reached=("shortlisted",))
    end(vacancy, state)
    fold()
    assert (tally(fife), tally(fife, "shortlisted"), copies()) == ((1, {"female": 1}), (1, {"female": 1}), [])


def test_answers_count_as_they_stand_when_the_job_closes(fife: Organisation, later: list[object]) -> None:
    vacancy = a_vacancy(fife)
    (application,) = applied(vacancy, FEMALE, reached=("shortlisted",))
    person = Candidate(application.account_id)
    answer(person, MALE)
    db.session.commit()
    later.append(20 * DAY)
    fold()
    answer(person, FEMALE)
    db.session.commit()
    end(vacancy)
    fold()
    assert (tally(fife)[1], tally(fife, "shortlisted")[1]) == ({"male": 1}, {"male": 1})


@pytest.mark.parametrize("how", ["delete", "erase"])
def test_whoever_takes_their_answers_back_is_out_of_the_copy(fife: Organisation, how: str) -> None:
    vacancy = a_closed_vacancy(fife)
    (application,) = applied(vacancy, FEMALE, reached=("shortlisted",))
    fold()
    person = Candidate(application.account_id)
    if how == "delete":
        assert forget(person) and own_answers(person) is None
    else:
        erase(person, person.person, act="delete_account")
    db.session.commit()
    fold()
    end(vacancy)
    fold()
    assert tally(fife, "shortlisted") == (1, {})


def test_a_withdrawn_application_loses_its_copy(fife: Organisation) -> None:
    vacancy = a_closed_vacancy(fife)
    (application,) = applied(vacancy, FEMALE, reached=("shortlisted",))
    fold()
    application.state, application.ended_at = "withdrawn", clock.now()
    db.session.commit()
    fold()
    assert copies() == []
    end(vacancy)
    fold()
    assert tally(fife, "shortlisted") == (0, {})


def test_who_applies_after_a_reopening_is_counted_too(fife: Organisation, later: list[object]) -> None:
    vacancy = a_closed_vacancy(fife)
    applied(vacancy, FEMALE)
    fold()
    vacancy.closes_at = clock.now() + DAY
    db.session.commit()
    applied(vacancy, MALE)
    fold()
    assert tally(fife) == (1, {"female": 1}), "open again: nobody is counted one by one as they come"
    later.append(2 * DAY)
    fold()
    assert tally(fife) == (2, {"female": 1, "male": 1})


def test_batches_go_on_where_the_last_ended(fife: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "BATCH", 2)
    for _ in range(5):
        applied(a_closed_vacancy(fife), FEMALE)
    after: int | None = 0
    runs = 0
    while after is not None:
        after = folding.fold_batch(after)
        db.session.commit()
        runs += 1
    assert (runs, tally(fife)) == (3, (5, {"female": 5}))


def test_no_copy_outlives_its_latest_day(fife: Organisation, later: list[object]) -> None:
    applied(a_closed_vacancy(fife), FEMALE)
    fold()
    (copy,) = copies()
    assert copy.latest == date(clock.financial_year(clock.today()) + 2, 3, 31)
    later.append(2 * 366 * DAY)
    folding.forget_late()
    assert copies() == []


def test_a_job_that_nobody_ends_is_over_after_a_year(fife: Organisation, later: list[object]) -> None:
    applied(a_closed_vacancy(fife), FEMALE, reached=("shortlisted",))
    fold()
    later.append(folding.LONGEST + DAY)
    fold()
    assert (copies(), tally(fife, "shortlisted")[0]) == ([], 1)


VIEWERS = {
    "public": Public(), "candidate": Candidate(1), "cosla": Cosla(1), "operator": Operator(1),
    "api key": ApiKey(1, frozenset({"read"})), "token": TokenHolder("reference", 1),
    **{f"system {purpose}": System(purpose) for purpose in ("reporting", "keeping", "letters", "demonstration")},
}  # fmt: skip


@pytest.mark.parametrize("model", [EqualityCopy, EqualityTally, EqualityFold])
def test_only_the_fold_reaches_copies_and_tallies(fife: Organisation, model: type) -> None:
    for viewer in (*VIEWERS.values(), *(as_staff(fife, role) for role in Role)):
        with pytest.raises(NotVisible):
            visible(viewer, model)
    assert db.session.scalars(visible(EQUALITY, model)).all() == []


def test_no_employer_nor_cosla_reaches_anybodys_own_answers(fife: Organisation) -> None:
    for viewer in (as_staff(fife, *Role), Cosla(1), Operator(1), Public(), System("reporting"), System("letters")):
        with pytest.raises(NotVisible):
            visible(viewer, EqualityAnswer)
    mine, theirs = somebody(FEMALE), somebody(MALE)
    found = db.session.scalars(visible(Candidate(mine.id), EqualityAnswer)).all()
    assert [row.account_id for row in found] == [mine.id] != [theirs.id]


def test_a_token_is_the_applications_alone(app: object, database: None) -> None:
    assert len({token_of(number) for number in range(100)}) == 100
    assert token_of(7) == token_of(7)


def test_answers_are_tidied_to_what_is_asked() -> None:
    version = versions()[-1]
    given = {"sex": ["female", "male"], "conditions": ["none", "mental"], "age": ["900"], "shoe_size": ["9"]}
    assert version.tidy(given) == {"sex": ["female"], "conditions": ["none"]}
    conditions = version.question("conditions")
    assert conditions is not None
    assert [conditions.counted_as(some) for some in (["mental"], ["mental", "sight"], ["none"], ["unsaid"], [])] == [
        "mental", "more_than_one", "none", None, None,
    ]  # fmt: skip


def test_every_question_can_be_left_or_refused_and_says_where_it_comes_from(app: object, database: None) -> None:
    for question in version_now().questions:
        assert "unsaid" in question.codes and question.source and question.choices
        assert len({choice.code for choice in question.choices}) == len(question.choices)
        assert all(len(code) <= 30 for code in question.counted)
        assert question.is_census == ("Scotland's Census 2022" in question.source.partition(".")[0] and
                                      not question.source.startswith("After"))  # fmt: skip
