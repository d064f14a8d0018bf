"""Questions answered from the index and checked against the database."""

from datetime import timedelta

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.viewers import Public
from recruitment.extensions import db
from recruitment.search.answers import answer
from recruitment.search.counting import Choice
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import Question
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, a_place, a_point, an_advert, asked, follow, later, leave, titles

pytestmark = pytest.mark.usefixtures("index")


def counts(choices: list[Choice]) -> dict[str, int]:
    return {choice.value: choice.count for choice in choices}


def test_without_an_index_there_is_no_answer() -> None:
    with pytest.raises(IndexUnreadable):
        asked()


def test_a_title_weighs_more_than_duties() -> None:
    an_advert(title="Driver", duties="Helps the cook.")
    an_advert(title="Cook", duties="Cooks.")
    follow()
    assert titles(q="cook") == ["Cook", "Driver"]


def test_an_advert_is_found_by_its_words_in_either_language() -> None:
    an_advert(title="Cook", in_gaelic={"title": "Còcaire", "duties": "* a’ bruich"})
    an_advert(title="Driver")
    follow()
    assert titles(q="cook") == titles(q="còcaire") == titles(q="bruich") == ["Cook"]


def test_a_workplace_is_found_by_its_town() -> None:
    an_advert(title="Cook", kind="site", label="Depot", locality="Kirkcaldy")
    an_advert(title="Driver", kind="site", label="Depot", locality="Cupar")
    follow()
    assert titles(q="kirkcaldy") == titles(q="cook kirkcaldy") == titles(q="depot kircaldy") == ["Cook"]


def test_an_advert_is_found_by_its_reference() -> None:
    wanted = an_advert(title="Cook", own_reference="FIF/12-34")
    an_advert(title="Driver")
    follow()
    assert titles(q=wanted.reference.lower()) == ["Cook"]
    assert titles(q="FIF/12-34") == ["Cook"]


def test_only_what_is_live_is_found(app: Flask) -> None:
    now = clock.now()
    an_advert(title="Live", closes_at=now + timedelta(days=2))
    an_advert(title="Scheduled", public_from=now + timedelta(days=1), closes_at=now + timedelta(days=9))
    an_advert(title="Closed", closes_at=now - timedelta(hours=1))
    an_advert(title="Endless", closes_at=None)
    an_advert(title="Filled", state="filled")
    an_advert(title="Draft", state="draft")
    follow()
    assert titles(sort="closing") == ["Live", "Endless"]
    with later(app, days=1, hours=1):
        assert titles(sort="closing") == ["Live", "Scheduled", "Endless"]
    with later(app, days=3):
        assert titles(sort="closing") == ["Scheduled", "Endless"]


def test_totals_and_choices_agree_with_the_list(app: Flask) -> None:
    an_advert(closes_at=clock.now() + timedelta(days=2))
    an_advert(closes_at=clock.now() + timedelta(days=9))
    follow()
    assert (asked().total, counts(asked().choices["council"])) == (2, {"fife-council": 2})
    with later(app, days=3):
        assert (asked().total, counts(asked().choices["council"])) == (1, {"fife-council": 1})


def test_what_left_since_the_index_was_written_is_not_shown() -> None:
    an_advert(title="Staying")
    gone = an_advert(title="Leaving")
    follow()
    leave(gone)
    found = asked()
    assert [hit.vacancy.title for hit in found.hits] == ["Staying"]
    assert found.total == 1


def test_a_filters_own_choices_are_counted_without_it() -> None:
    orkney = an_organisation("orkney-islands-council")
    an_advert(contract_type="permanent", patterns=["full_time"])
    an_advert(contract_type="temporary", patterns=["part_time", "term_time"])
    an_advert(orkney, contract_type="permanent", patterns=["part_time"])
    follow()
    found = asked(council="fife-council", contract=["permanent", "temporary"])
    assert found.total == 2
    assert counts(found.choices["council"]) == {"fife-council": 2, "orkney-islands-council": 1}
    assert counts(found.choices["contract"]) == {"permanent": 1, "temporary": 1}
    assert counts(found.choices["pattern"]) == {"full_time": 1, "part_time": 1, "term_time": 1}
    narrower = asked(contract="permanent", pattern="part_time")
    assert narrower.total == 1
    assert counts(narrower.choices["contract"]) == {"permanent": 1, "temporary": 1}
    assert counts(narrower.choices["pattern"]) == {"full_time": 1, "part_time": 1}


def test_a_chosen_value_stays_on_offer_when_it_finds_nothing() -> None:
    an_advert(contract_type="permanent")
    follow()
    offered = asked(contract="voluntary").choices["contract"]
    assert offered == [
        Choice("permanent", "Permanent", 1, is_chosen=False),
        Choice("voluntary", "Voluntary", 0, is_chosen=True),
    ]


def test_the_pay_floor_is_of_a_full_time_year() -> None:
    an_advert(title="Low", pay_low=2_200_000, pay_high=2_400_000)
    an_advert(title="Middle", pay_low=2_400_000, pay_high=2_600_000)
    hourly = {"pay_basis": "hourly", "pay_low": 2_000, "pay_high": 2_000, "full_time_hours": 36}
    an_advert(title="Hourly", **hourly)
    an_advert(title="Silent", pay_basis=None, pay_low=None, pay_high=None)
    follow()
    assert titles(pay_from="25000", sort="pay") == ["Hourly", "Middle"]
    floors = counts(asked(pay_from="25000").choices["pay_from"])
    assert (floors["20000"], floors["25000"], floors["35000"], "40000" in floors) == (3, 2, 1, False)


def test_home_based_work_is_home_working() -> None:
    an_advert(title="At home", is_home_based=True, patterns=["full_time"])
    an_advert(title="At work")
    follow()
    assert titles(pattern="home") == ["At home"]


def test_a_category_is_a_filter_and_a_word() -> None:
    category = a_category("social-care", "Social care")
    an_advert(title="Carer", category_code=category.code)
    an_advert(title="Driver")
    follow()
    assert titles(category="social-care") == titles(q="social care") == ["Carer"]


def test_filters_that_name_nothing_are_left_out_and_told() -> None:
    an_advert(title="Cook")
    follow()
    found = asked(council="atlantis", category="dragons")
    assert found.total == 1
    assert found.question == Question()
    assert found.messages == ["We do not know these filters, so we left them out: atlantis, dragons."]


def test_equals_stand_newest_first_whatever_segment_they_are_in() -> None:
    for number in range(6):
        an_advert(title="Cook", summary=f"Kitchen {number % 2}")
        if number % 2:
            follow()
    ids = [hit.vacancy.id for hit in asked(q="cook").hits]
    assert ids == sorted(ids, reverse=True)


@pytest.mark.parametrize("order", ["relevance", "newest", "closing", "pay", "distance"])
def test_pages_repeat_and_skip_nothing(order: str) -> None:
    here, there = a_point(56.3, -3.0), a_point(56.35, -3.0)
    a_place("Cupar", 56.32, -3.01)
    for number in range(23):
        an_advert(title="Cook", at=here if number % 3 else there)
        if number % 5 == 0:
            follow()
    follow()
    whole = Question(q="cook", where="Cupar", sort=order)
    seen = [hit.vacancy.id for page in (1, 2, 3, 4, 5) for hit in answer(whole.but(page=page), size=5).hits]
    assert len(seen) == len(set(seen)) == 23
    assert seen == [hit.vacancy.id for hit in answer(whole, size=50).hits]


def test_a_page_past_the_last_is_the_last() -> None:
    an_advert()
    follow()
    found = asked(page="900")
    assert (found.question.page, found.pages, len(found.hits)) == (1, 1, 1)


def test_a_page_reads_no_row_of_the_alarm() -> None:
    """Employer and category are at hand without another read."""
    an_advert(category_code=a_category().code)
    follow()
    db.session.expunge_all()
    hit = asked().hits[0]
    assert (hit.vacancy.organisation.name, hit.vacancy.category.name) == ("Fife Council", "Cleaning and catering")


def test_a_viewer_is_the_public_unless_told() -> None:
    an_advert(title="Cook")
    follow()
    assert answer(Question(), viewer=Public()).total == answer(Question()).total == 1
