"""Whatever an address holds makes a question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from recruitment.search.facets import FACETS
from recruitment.search.questions import RADII, SORTS, Question, question_of

NAMES = ["q", "where", "miles", "water", "home", *FACETS, "sort", "page", "stranger"]


def question(**parameters: object) -> Question:
    return question_of(MultiDict(parameters))


def test_nothing_asked_is_everything() -> None:
    assert question() == Question()
    assert question().is_open


def test_parameters_are_read() -> None:
    asked = question(
        q="  social   worker ", where="Cupar", miles="20", water="1", home="1", disclosure=["pvg", "level_2"],
        gaelic="essential", scheme="veterans", posted="3", closing="14", council=["fife-council", "angus-council"],
        category="social-care", contract="permanent", pattern=["part_time", "job_share"], pay_from="£25,000",
        sort="pay", page="3",
    )  # fmt: skip
    assert asked == Question(
        q="social worker", where="Cupar", miles=20, water=True, home=True, disclosure=("pvg",),
        gaelic=("essential",), scheme=("veterans",), posted=3, closing=14, council=("angus-council", "fife-council"),
        category=("social-care",), contract=("permanent",), pattern=("part_time", "job_share"), pay_from=25_000,
        sort="pay", page=3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "miles"), [("7", 7), ("1", 1), ("500", 100), ("-3", 10), ("", 10), ("far", 10), ("0", 1), ("٣", 10)]
)
def test_a_radius_is_between_the_smallest_and_the_largest_on_offer(typed: str, miles: int) -> None:
    assert question(where="Oban", miles=typed).miles == miles


def test_what_only_means_something_beside_a_place_says_nothing_without() -> None:
    assert question(miles="50", water="1", home="1") == Question()
    assert question(where="Oban", water="yes", home="0") == Question(where="Oban")


def test_every_facet_has_a_field_of_its_own_which_nothing_is_chosen_of() -> None:
    assert all(getattr(Question(), name) == facet.unset for name, facet in FACETS.items())


@pytest.mark.parametrize(("typed", "days"), [("3", 3), ("5", 5), ("0", None), ("-1", None), ("9999", 365), ("", None)])
def test_days_are_any_number_up_to_a_year(typed: str, days: int | None) -> None:
    assert (question(posted=typed).posted, question(closing=typed).closing) == (days, days)


def test_one_value_of_a_facet_is_taken_off() -> None:
    asked = question(contract=["permanent", "temporary"], posted="3")
    assert asked.without("contract", "permanent").contract == ("temporary",)
    assert asked.without("posted", "3").posted is None


@pytest.mark.parametrize("typed", ["0", "-1", "x", "", "1e9", "9" * 5000])
def test_a_page_that_cannot_be_is_the_first(typed: str) -> None:
    assert question(page=typed).page == 1


def test_codes_that_mean_nothing_are_left_out() -> None:
    asked = question(
        contract=["permanent", "for_ever"], pattern="<script>", council="../etc", sort="best", pay_from="0"
    )
    assert asked == Question(contract=("permanent",))


def test_what_no_keyboard_types_is_taken_out() -> None:
    assert question(q="care\x00 home\u2028", where="\ud800Oban\n").arguments() == {"q": "care home", "where": "Oban"}


def test_long_texts_are_cut() -> None:
    assert len(question(q="word " * 1000).q) <= 200
    assert len(question(where="x" * 1000).where) == 120


@pytest.mark.parametrize(
    ("parameters", "order"),
    [
        ({}, "newest"),
        ({"q": "teacher"}, "relevance"),
        ({"sort": "relevance"}, "newest"),
        ({"sort": "distance"}, "newest"),
        ({"sort": "distance", "where": "Oban"}, "distance"),
        ({"sort": "closing", "q": "teacher"}, "closing"),
    ],
)
def test_the_order_is_one_that_means_something(parameters: dict[str, str], order: str) -> None:
    assert question(**parameters).order == order


def test_a_change_begins_again_at_the_first_page() -> None:
    assert question(page="4", q="x").but(contract=("permanent",)).page == 1


@settings(max_examples=200, deadline=None, database=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.one_of(st.text(), st.characters(), st.integers().map(str))), max_size=12
    )
)
def test_any_address_makes_a_question_that_its_own_address_repeats(pairs: list[tuple[str, str]]) -> None:
    asked = question_of(MultiDict(pairs))
    assert RADII[0] <= asked.miles <= RADII[-1] and asked.page >= 1 and asked.order in SORTS
    again = question_of(MultiDict({name: value if isinstance(value, list) else str(value)
                                   for name, value in asked.arguments().items()}))  # fmt: skip
    assert again.but(page=again.page) == asked
