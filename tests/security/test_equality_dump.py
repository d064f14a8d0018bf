"""Somebody holds a full dump of the database, of any moment and of as many as they like, but not the secret.

The page of the package `applications.equality` says what such a dump tells; here it is tried.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from recruitment.applications.equality.actions import answer
from recruitment.applications.equality.questions import versions
from recruitment.applications.equality.sealed import LENGTH_OF_ANSWERS, LENGTH_OF_TALLY, seal, token_of
from recruitment.applications.equality.tables import EqualityAnswer
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import CHECKED
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.reporting.equality_queries import equality_years, funnels
from recruitment.reporting.jobs import release_equality
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.equality import DAY, FEMALE, MALE, a_closed_vacancy, applied, copies, fold, somebody, tally
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]
Dump = dict[str, list[dict[str, Any]]]
EVERYTHING = {
    question.code: [choice.code for choice in question.choices][: 9 if question.takes_several else 1]
    for question in versions()[-1].questions
}


def dump() -> Dump:
    """Every table, its rows in the order in which the database gives them when it is asked for none."""
    db.session.flush()
    tables = [table for table in db.metadata.sorted_tables if not table.name.startswith("probe")]
    found: Dump = {}
    for table in tables:
        rows = db.engine.execute(select(table).execution_options(**{CHECKED: True}))
        found[table.name] = [dict(row) for row in rows.mappings()]
    return found


def masked(found: Dump) -> Dump:
    """What can be read without the secret: of sealed bytes their length, of a token that there is one."""
    return {
        name: [
            {
                column: len(value) if column == "content" else "token" if column == "token" else value
                for column, value in row.items()
            }
            for row in rows
        ]
        for name, rows in found.items()
        if name.startswith("equality_")
    }


def changed(before: Dump, after: Dump) -> set[str]:
    return {name for name, rows in after.items() if rows != before[name]}


def test_saving_answers_changes_one_row_and_that_of_the_same_length() -> None:
    person, other = somebody(), somebody()
    before = dump()
    answer(Candidate(person.id), EVERYTHING)
    answer(Candidate(other.id), {})
    after = dump()
    assert changed(before, after) == {"equality_answer"}, "no act, no job, no moment elsewhere"
    full, skipped = after["equality_answer"]
    assert set(full) == {"account_id", "content"} and len(full["content"]) == len(skipped["content"])
    codes = {*EVERYTHING, *(code for chosen in EVERYTHING.values() for code in chosen)}
    # A short one may stand in sealed bytes by chance.
    assert not [code for code in codes if len(code) > 6 and code.encode() in full["content"]]


def test_the_same_answers_look_different_in_every_row_and_every_time() -> None:
    people = [somebody(FEMALE), somebody(FEMALE)]
    contents = [row["content"] for row in dump()["equality_answer"]]
    answer(Candidate(people[0].id), FEMALE)
    contents += [row["content"] for row in dump()["equality_answer"]]
    assert len(set(contents)) == 3


def a_story(answers: dict[str, list[str]] | None) -> list[Dump]:
    """One applicant, alone at the vacancy; dumps between all that happens, as they can be read."""
    council = an_organisation("fife-council")
    vacancy = a_vacancy(council)
    (application,) = applied(vacancy, answers, reached=("shortlisted", "interview", "offered", "appointed"))
    dumps = [masked(dump())]
    vacancy.closes_at = clock.now() - DAY
    for state in ("published", "filled"):
        vacancy.state = state
        db.session.commit()
        fold()
        dumps.append(masked(dump()))
    for each in dumps:
        for row in each["equality_fold"]:
            del row["vacancy_id"], row["closed_at"]
        for row in each["equality_answer"] + each["equality_tally"]:
            row.pop("account_id", None), row.pop("id", None)
    assert application.state == "submitted"
    return dumps


def test_of_a_single_applicant_no_dump_tells_what_they_answered(app: Flask) -> None:
    """The whole story looks the same whatever was answered, down to the number and length of every row."""
    told = []
    for answers in (FEMALE, MALE, EVERYTHING, {}):
        undone = db._app_engines[app][None].begin_nested()
        told.append(a_story(answers))
        db.session.remove()
        undone.rollback()
    assert told[0] == told[1] == told[2] == told[3]
    assert [len(each["equality_copy"]) for each in told[0]] == [0, 1, 0]
    assert [len(each["equality_tally"]) for each in told[0]] == [0, 1, 5]


def test_copies_look_the_same_of_those_who_were_never_asked() -> None:
    applied(a_closed_vacancy(an_organisation("fife-council")), FEMALE, None, EVERYTHING, {})
    fold()
    rows = dump()["equality_copy"]
    assert len(rows) == 4 and len({len(row["content"]) for row in rows}) == 1


def test_nothing_of_a_copy_leads_to_its_application(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    vacancy = a_closed_vacancy(an_organisation("fife-council"))
    applications = applied(vacancy, *[FEMALE, MALE] * 20)
    before = dump()
    fold()
    after = dump()
    rows = after["equality_copy"]
    assert len(rows) == 40 and len({row["latest"] for row in rows}) == 1
    assert all(set(row) == {"token", "content", "latest"} for row in rows)
    assert changed(before, after) == {"equality_copy", "equality_fold", "equality_tally"}
    elsewhere = json.dumps({name: rows for name, rows in after.items() if name != "equality_copy"}, default=str)
    assert not any(row["token"] in elsewhere for row in rows), "the token stands nowhere else"
    # In the order in which they lie, copies follow neither applications nor accounts: which is whose only the secret
    # tells, and it gives every token.
    order = [row["token"] for row in rows]
    made = tokens_of(applications)
    assert set(order) == set(made) and order != made and order != made[::-1]
    monkeypatch.setitem(app.config, "SECRET_KEY", "another secret of another installation")
    assert not set(order) & set(tokens_of(applications))


def tokens_of(applications: list[Application]) -> list[str]:
    return [token_of(application.id) for application in applications]


def test_without_the_secret_nothing_opens_and_nobody_is_counted_as_anything(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = an_organisation("fife-council")
    vacancy = a_closed_vacancy(council)
    applied(vacancy, FEMALE, MALE, reached=("shortlisted",))
    fold()
    with monkeypatch.context() as changed_secret:
        changed_secret.setitem(app.config, "SECRET_KEY", "another secret of another installation")
        vacancy.state = "filled"
        db.session.commit()
        fold()
        assert tally(council, "shortlisted") == (0, {})


def test_one_row_does_not_open_as_another() -> None:
    """Whoever may write to the database moves nobody's answers to an account of their own to read them there."""
    mine, theirs = somebody({}), somebody(FEMALE)
    rows = {row["account_id"]: row["content"] for row in dump()["equality_answer"]}
    stolen = EqualityAnswer(account_id=mine.id, content=rows[theirs.id])
    assert stolen.stored == {} and stolen.answers == {}


def test_the_fullest_answers_and_tallies_fit() -> None:
    version = versions()[-1]
    every = {question.code: [choice.code for choice in question.choices] for question in version.questions}
    stages = ["applied", "shortlisted", "interview", "offered", "appointed"]
    seal({"version": version.name, "answers": every, "counted": stages}, "x", LENGTH_OF_ANSWERS)
    counts = {question.code: dict.fromkeys(question.counted, 9_999_999) for question in version.questions}
    seal({"total": 9_999_999, "counts": counts}, "x", LENGTH_OF_TALLY // 2)
    with pytest.raises(ValueError):
        seal("x" * 100, "x", 100)


def a_year(council: Any, *groups: tuple[int, dict[str, list[str]] | None]) -> Vacancy:
    vacancy = a_closed_vacancy(council)
    for number, answers in groups:
        applied(vacancy, *[answers] * number)
    return vacancy


def test_when_the_year_is_over_what_is_small_exists_no_more(later: list[Any]) -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    a_year(fife, (14, FEMALE), (12, MALE), (10, None))
    a_year(orkney, (1, FEMALE))
    fold()
    release_equality()
    assert dump()["equality_figure"] == [], "not before the year is over"
    later.append(366 * DAY)
    for _ in range(2):
        release_equality()
    found = dump()
    assert found["equality_tally"] == []
    figures = {(row["organisation_id"], row["answer"]): row["count"] for row in found["equality_figure"]}
    assert figures == {(fife.id, "female"): 14, (fife.id, "male"): 12, (None, "female"): 14, (None, "male"): 12}


def test_two_that_are_too_small_are_not_told_by_what_all_have_together(later: list[Any]) -> None:
    fife, orkney, hospital = map(an_organisation, ("fife-council", "orkney-islands-council", "nhs-orkney"))
    a_year(fife, (20, FEMALE), (20, MALE), (10, None))
    a_year(orkney, (5, FEMALE), (1, MALE))
    a_year(hospital, (4, FEMALE), (2, MALE))
    fold()
    later.append(366 * DAY)
    release_equality()
    figures = {(row["organisation_id"], row["answer"]): row["count"] for row in dump()["equality_figure"]}
    assert set(figures) == {(fife.id, "female"), (fife.id, "male")}, (
        "sums would tell nine women and three men of the two"
    )


def test_a_higher_threshold_hides_what_was_shown(app: Flask, later: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    fife = an_organisation("fife-council")
    a_year(fife, (30, FEMALE), (12, MALE), (10, None))
    fold()
    later.append(366 * DAY)
    release_equality()
    viewer = as_staff(fife)
    (year,) = equality_years(viewer)

    def shown() -> set[int]:
        cells = [cell for funnel in funnels(viewer, year, fife.id) for _, cells in funnel.lines for cell in cells]
        return {cell.count for cell in cells if cell.count is not None}

    assert shown() == {30, 12}
    raised = replace(app.config["SETTINGS"], suppression_threshold=20)
    monkeypatch.setitem(app.config, "SETTINGS", raised)
    assert shown() == {30}
    assert copies()
