"""What of a profile is missing, asked for, or about to run out."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.applications.asked import asked_of
from recruitment.applications.expiry import endings, reminder_due
from recruitment.applications.profile_actions import add, tell
from recruitment.applications.profile_queries import is_gaelic, languages, whole_profile
from recruitment.applications.profile_tables import Education, Gap, Language
from recruitment.applications.qualifications import ABROAD, ELSEWHERE, KINDS, SCOTTISH, level_of
from recruitment.applications.rules import gaps
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.vacancies.tables import Criterion
from tests.builders.accounts import an_account
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.profiles import a_check, a_registration, a_training, more_of_a_profile
from tests.builders.vacancies import a_vacancy

TODAY = date(2026, 6, 15)


def entry(started: tuple[int, int], ended: tuple[int, int] | None) -> SimpleNamespace:
    return SimpleNamespace(started=date(*started, 1), ended=date(*ended, 1) if ended else None)


def test_a_course_or_an_explanation_covers_a_gap() -> None:
    jobs = [entry((2015, 1), (2018, 6)), entry((2021, 9), None)]
    assert [(gap.after, gap.until) for gap in gaps(jobs, TODAY)] == [(date(2018, 6, 1), date(2021, 9, 1))]
    course = entry((2018, 9), (2020, 6))
    assert [gap.after for gap in gaps([*jobs, course], TODAY)] == [date(2020, 6, 1)]
    explained = entry((2020, 6), (2021, 9))
    assert gaps([*jobs, course, explained], TODAY) == ()
    # A year short of explaining all of it leaves the rest to be explained.
    assert [gap.until for gap in gaps([*jobs, course, entry((2020, 6), (2020, 9))], TODAY)] == [date(2021, 9, 1)]


@given(st.lists(st.tuples(st.integers(0, 240), st.integers(0, 60)), min_size=1, max_size=8))
def test_explaining_each_gap_leaves_none(spans: list[tuple[int, int]]) -> None:
    def month(number: int) -> tuple[int, int]:
        return 2000 + number // 12, number % 12 + 1

    entries = [entry(month(first), month(first + length)) for first, length in spans]
    found = gaps(entries, TODAY)
    explained = [SimpleNamespace(started=gap.after, ended=gap.until) for gap in found]
    assert gaps([*entries, *explained], TODAY) == ()
    for one in found:
        assert not any(each.started < one.until and each.ended > one.after for each in entries)


@pytest.mark.usefixtures("database")
def test_dated_education_counts_and_a_year_alone_does_not() -> None:
    viewer = Candidate(an_account().id)
    add(viewer, Education, institution="A", qualification="hnc", started=date(2018, 8, 1), ended=date(2019, 6, 1))
    add(viewer, Education, institution="B", qualification="hnd", year=2021)
    add(viewer, Gap, started=date(2020, 1, 1), ended=date(2020, 6, 1), reason="travel")
    assert [row.started.year for row in whole_profile(viewer).dated] == [2018, 2020]


def test_scottish_qualifications_come_first_with_their_levels() -> None:
    places = [kind.where for kind in KINDS.values()]
    assert places == sorted(places, key=(SCOTTISH, ELSEWHERE, ABROAD).index)
    assert (level_of("higher"), level_of("hnd"), level_of("gcse"), level_of("unknown")) == (
        "SCQF level 6",
        "SCQF level 8",
        "",
        "",
    )
    assert all(kind.results for code, kind in KINDS.items() if code not in ("abroad", "other"))


@pytest.mark.parametrize(
    ("days_left", "due"), [(61, None), (60, 60), (15, 60), (14, 14), (0, 14), (-1, None), (-400, None)]
)
def test_which_reminder_is_in_its_time(days_left: int, due: int | None) -> None:
    assert reminder_due(days_left) == due


@pytest.mark.usefixtures("database")
def test_everything_that_ends_is_found_the_first_first() -> None:
    account = an_account()
    viewer = Candidate(account.id)
    a_registration(account, TODAY + timedelta(days=30))
    a_training(account, expires=TODAY + timedelta(days=10))
    tell(viewer, right_to_work_until=TODAY + timedelta(days=20), driving_until=TODAY + timedelta(days=500))
    wallet = [a_check(account, expires=TODAY - timedelta(days=1)), a_check(account)]
    found = endings(whole_profile(viewer), wallet)
    assert [one.noun for one in found] == ["check_entry", "training", "right_to_work", "registration", "driving"]
    assert [one.is_near(TODAY) for one in found] == [True, True, True, True, False]


@pytest.mark.usefixtures("database")
class TestWhatAPostAsks:
    def asked(self, viewer: Candidate, *criteria: str, **facts: object) -> dict[str, bool]:
        vacancy = a_vacancy(an_organisation(), **facts)
        rows = db.session.scalars(visible(System("import"), Criterion).where(Criterion.vacancy_id == vacancy.id)).all()
        for row, text in zip(rows, criteria, strict=False):
            row.text = text
        return {one.part: one.is_told for one in asked_of(vacancy, rows, whole_profile(viewer))}

    def test_nothing_special(self) -> None:
        assert self.asked(Candidate(an_account().id), disclosure_level="none") == {}

    def test_by_what_the_advert_says(self) -> None:
        account = an_account()
        viewer = Candidate(account.id)
        given = {"registration": "sssc", "disclosure_level": "pvg", "gaelic": "essential"}
        wanted = ("A full driving licence", "Emergency first aid certificate")
        assert self.asked(viewer, *wanted, **given) == dict.fromkeys(
            ("registrations", "pvg", "driving", "training", "languages"), False
        )
        a_profile(account, driving="car")
        more_of_a_profile(account)
        a_registration(account, None)
        assert set(self.asked(viewer, *wanted, **given).values()) == {True}

    def test_another_body_is_not_the_one_that_is_asked(self) -> None:
        account = an_account()
        a_registration(account, None, body="gtcs")
        assert self.asked(Candidate(account.id), registration="sssc", disclosure_level="none") == {
            "registrations": False
        }


@pytest.mark.usefixtures("database")
def test_gaelic_stands_before_other_languages() -> None:
    account = an_account()
    viewer = Candidate(account.id)
    for name in ("Polish", "Scottish Gaelic"):
        add(viewer, Language, language=name)
    assert [row.language for row in languages(viewer)] == ["Scottish Gaelic", "Polish"]
    assert is_gaelic(" Gàidhlig ") and not is_gaelic("Galician")
