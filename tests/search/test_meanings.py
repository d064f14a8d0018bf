"""Synonyms, known words and the order of what they find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.search.answers import answer
from recruitment.search.known_words import offers_in
from recruitment.search.questions import Question
from recruitment.search.synonyms import rows_of
from recruitment.vacancies.suggesting import related_titles
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, a_place, a_point, an_advert, asked, follow, titles

pytestmark = pytest.mark.usefixtures("index")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("bin man", "Refuse Collector"),
        ("bin men", "Waste Operative (Driver)"),
        ("carer", "Care at Home Worker"),
        ("joiner", "Carpenter"),
        ("janitor", "Facilities Assistant"),
        ("lollipop lady", "School Crossing Patroller"),
        ("dinner lady", "Catering Assistant"),
        ("hgv driver", "LGV Driver"),
        ("psa", "Pupil Support Assistant"),
        ("learning assistant", "Classroom Assistant"),
        ("nursery", "Early Years Officer"),
        ("it", "ICT Technician"),
        ("lifeguard", "Pool Attendant"),
        ("tidsear", "Teacher of Gaelic"),
        ("luchd-teagaisg", "Teacher of Gaelic"),
        ("neach-obrach sòisealta", "Social Worker"),
        ("gaidhlig teacher", "Teacher of Gaelic"),
        ("driver of lorries", "LGV Driver"),
        ("part-time cook", "Parttime cook"),
        ("paper hanger", "French polisher"),
    ],
)
def test_other_words_for_the_same_are_found(typed: str, title: str) -> None:
    an_advert(title=title)
    an_advert(title="Accountant")
    follow()
    assert titles(q=typed) == [title]


def test_a_synonym_never_comes_before_the_word_itself() -> None:
    an_advert(title="Carer, relief, nights and weekends, in many places of the area, for several teams, with travel")
    for _ in range(3):
        an_advert(title="Care at Home", summary="Care at home. Homecare. Home care.")
    follow()
    assert titles(q="carer")[0].startswith("Carer")
    assert titles(q="care at home")[:3] == ["Care at Home"] * 3


def test_a_synonym_is_not_looked_for_all_over() -> None:
    an_advert(title="Plasterer", duties="Works beside the carpenter.")
    follow()
    assert titles(q="joiner") == []
    assert titles(q="carpenter") == ["Plasterer"]


def test_a_nickname_finds_the_employer() -> None:
    an_advert(an_organisation("orkney-islands-council"), title="Cook")
    an_advert(title="Cook at Orkney House")
    follow()
    assert titles(q="cook orkney council")[0] == "Cook"
    assert titles(q="OIC") == ["Cook"]


def test_words_in_title_and_employer_come_before_words_in_the_text() -> None:
    an_advert(title="Porter", duties="Fife. Cook. Fife. Cook. Fife cook. " * 5)
    an_advert(title="Cook")
    follow()
    assert titles(q="fife cook") == ["Cook", "Porter"]


def test_the_title_that_was_typed_comes_first() -> None:
    an_advert(title="Support for learning worker")
    an_advert(title="Worker with support dogs")
    an_advert(title="Support worker")
    follow()
    assert titles(q="support worker")[0] == "Support worker"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("part time cleaner", [("Only part time jobs", Question(q="cleaner", pattern=("part_time",)))]),
        ("Part-Time", [("Only part time jobs", Question(pattern=("part_time",)))]),
        ("part time jobs in", [("Only part time jobs", Question(pattern=("part_time",)))]),
        (
            "permanent teaching jobs",
            [
                (
                    "Only permanent, teaching and education jobs",
                    Question(contract=("permanent",), category=("teaching-and-education",)),
                ),
                ("Only permanent jobs", Question(q="teaching", contract=("permanent",))),
                (
                    "Only teaching and education jobs",
                    Question(q="permanent teaching", category=("teaching-and-education",)),
                ),
            ],
        ),
        ("care assistant", [("Only social care jobs", Question(q="care assistant", category=("social-care",)))]),
        (
            'apprentice "fife council"',
            [("Only apprentice jobs", Question(q='"fife council"', contract=("apprenticeship",)))],
        ),
        ("cleaner", []),
        ('"part time"', []),
        ("", []),
    ],
)
def test_known_words_are_offered_as_filters(typed: str, offered: list[tuple[str, Question]]) -> None:
    assert offers_in(Question(q=typed)) == offered


def test_a_filter_that_is_on_is_not_offered() -> None:
    assert offers_in(Question(q="part time cook", pattern=("job_share",))) == []


def test_contract_and_pattern_are_words_too() -> None:
    an_advert(title="Cook", patterns=["part_time"], contract_type="temporary")
    an_advert(title="Cook", patterns=["full_time"], contract_type="permanent")
    follow()
    assert asked(q="permanent cook").total == asked(q="temporary part-time cook").total == 1


def test_offers_say_how_many_and_are_not_forced() -> None:
    an_advert(title="Kitchen porter", patterns=["full_time", "shift"])
    an_advert(title="Porter", patterns=["full_time"], summary="Shifts are not asked for")
    follow()
    found = asked(q="shifts porter")
    assert found.total == 2
    assert [(offer.text, offer.number) for offer in found.offers] == [("Only shift jobs", 1)]


def test_an_offer_that_finds_nothing_is_not_made() -> None:
    an_advert(title="Cook", patterns=["full_time"], summary="Not part time")
    follow()
    assert asked(q="part time cook").offers == []


def test_an_offer_that_leaves_out_nothing_is_not_made() -> None:
    care = a_category("social-care", "Social care")
    an_advert(title="Care assistant", category_code=care.code)
    follow()
    assert asked(q="care assistant").offers == []
    an_advert(title="Care assistant")
    follow()
    assert [(offer.text, offer.number) for offer in asked(q="care assistant").offers] == [("Only social care jobs", 1)]


@pytest.mark.parametrize("typed", ["plumber in Port Xyzzy", "plumbers port xyzzy", "plumer port xyzzy"])
def test_a_place_among_the_words_is_offered_as_a_place(typed: str) -> None:
    a_place("Port Xyzzy", 55.63, -6.19)
    an_advert(title="Plumber", at=a_point(55.64, -6.18), label="Depot")
    follow()
    found = asked(q=typed)
    assert found.total == 0
    (offer,) = found.offers
    assert offer.text in [f"Jobs for “{word}” within 10 miles of Port Xyzzy" for word in ("plumber", "plumbers")]
    assert (offer.number, offer.question.where, answer(offer.question).total) == (1, "port xyzzy", 1)


def test_the_lists_are_well_formed() -> None:
    values = {"pattern": PATTERNS, "contract": CONTRACT_TYPES}
    for row in rows_of("known_words.csv"):
        assert row["filter"] == "category" or row["value"] in values[row["filter"]]
        assert row["offer"] and all(row["words"].split(";"))
    for row in rows_of("synonyms.csv"):
        assert row["where"] in ("title", "employer")
        assert all(phrase == phrase.strip().lower() for phrase in row["typed"].split(";"))
        assert row["also"] or ";" in row["typed"]
    assert all(len(titles_of_group) > 1 for titles_of_group in related_titles())


TYPED = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="abc AND OR NOT TO IN \"'()[]{}*?~^:+-/\\.,;!@#$%&|<>=_éàЖ漢\t\n\x00\u202e\u200f😀", max_size=80),
    st.lists(
        st.sampled_from(
            ['"', "part time", "carer", "gardner", "AND", "OR", "title:", "-", "'; DROP TABLE vacancy; --", "the", "&",
             "teacher's", "early-years", "\x00", "👩‍🏫", "שלום", "\u202e", "EH222EJ", "[a TO b]", "*", "x" * 50]
        ),
        max_size=12,
    ).map(" ".join),
)  # fmt: skip


def test_any_text_has_an_answer() -> None:
    an_advert(title="Carer, part time")
    an_advert(title="Gardener", patterns=["part_time"])
    follow()

    @settings(max_examples=250, deadline=None, database=None)
    @given(TYPED)
    def has_an_answer(typed: str) -> None:
        found = asked(q=typed)
        assert found.total >= len(found.hits)
        assert all(offer.number for offer in found.offers)
        # What is carried on by links and alerts finds the same.
        assert answer(found.question).total == found.total

    has_an_answer()


def test_a_text_of_any_length_has_an_answer() -> None:
    a_category("social-care", "Social care")
    an_advert(title="Carer")
    follow()
    assert asked(q="carer " * 2_000).total == 1
    assert asked(q='"' * 10_000).total == 1
    assert asked(q="gardner " * 2_000).total == 0
