from datetime import date

import pytest

from recruitment.vacancies.reading.contract import ContractReading, read_contract
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from tests.vacancies.reading.adverts import ADVERTS


def contract(types="", patterns="", **more):
    return ContractReading(types=tuple(types.split()), patterns=tuple(patterns.split()), **more)


# Line of the advert in the file, from 1, and its reading.
CONTRACTS = {
    1: contract("permanent", "full_time part_time shift"),  # up to 37 hours
    2: contract("temporary", "part_time", ends_on=date(2026, 10, 16), internal_only=True),
    3: contract(
        "permanent temporary", "full_time part_time shift", ends_on=date(2026, 8, 31), posts=2,
        doubts=("More than one contract type is named: permanent, temporary.",),
    ),
    4: contract("permanent", "part_time annualised"),
    5: contract("permanent", "full_time"),
    6: contract("permanent", "full_time hybrid"),  # "Blended working"
    7: contract("permanent", "part_time"),
    8: contract("permanent", "part_time"),
    9: contract("permanent", "part_time term_time"),
    10: contract("", "part_time term_time"),
    11: contract("fixed_term", "part_time sessional", ends_on=date(2025, 6, 26)),
    12: contract("", "full_time"),
    13: contract(
        "apprenticeship fixed_term", "full_time sessional", duration="until 29/6/",
        doubts=("The contract text carries a note: 'year missing at source'.", "The date '29/6/' has no year."),
    ),
    14: contract("permanent", "full_time"),
    15: contract(
        "fixed_term secondment", "full_time term_time",
        doubts=("More than one contract type is named: fixed term, secondment.",),
    ),
    16: contract("permanent", "full_time"),
    17: contract(),
    18: contract("temporary", "part_time", duration="1 year"),
    19: contract("permanent", "part_time", posts=5),
    20: contract("temporary", "part_time", ends_on=date(2026, 8, 16)),
    21: contract("temporary", "part_time", ends_on=date(2026, 8, 16)),
    22: contract(
        "", "full_time part_time",
        doubts=("The contract text carries a note: 'aggregator label; text says part time'.",),
    ),
    23: contract("permanent", "full_time"),
    24: contract(),
    25: contract(),
    26: contract("permanent", "full_time"),
    27: contract("supply"),
    28: contract("apprenticeship", "full_time"),
    29: contract("permanent", "full_time"),
    30: contract("supply"),
    31: contract("permanent", "full_time"),
    32: contract(
        "temporary", "part_time job_share", duration="until October 2016", internal_only=True,
        doubts=(
            "The date 'October 2016' names no day.",
            "No contract type is named; it was read as temporary, as it has an end: 'until October 2016'.",
        ),
    ),
    33: contract("", "part_time"),
    34: contract(),
    35: contract("", "full_time"),
    36: contract("apprenticeship", duration="four years", posts=8),
    37: contract(),
    38: contract("supply"),
    39: contract("permanent", "full_time"),
    40: contract("permanent", "part_time"),
    41: contract("permanent", "full_time"),
    42: contract(),
    43: contract("permanent", "full_time"),
    44: contract(),
    45: contract("permanent", "full_time part_time"),
    46: contract(),
    47: contract("permanent"),
    48: contract("fixed_term", "part_time", ends_on=date(2026, 7, 18)),
    49: contract("fixed_term", "full_time", duration="1 year"),
}  # fmt: skip


def test_every_advert_is_in_the_table():
    assert list(CONTRACTS) == list(range(1, len(ADVERTS) + 1))


@pytest.mark.parametrize("line", CONTRACTS)
def test_real_advert(line):
    advert = ADVERTS[line - 1]
    reading = read_contract(
        advert["contract_text"], advert["title"], advert["hours_text"], advert["salary_text"], advert["description"]
    )
    assert reading == CONTRACTS[line]


def test_codes_are_the_vocabularys():
    readings = CONTRACTS.values()
    assert {code for reading in readings for code in reading.types} <= set(CONTRACT_TYPES)
    assert {code for reading in readings for code in reading.patterns} <= set(PATTERNS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Temporary to 31 March 2026", contract("temporary", ends_on=date(2026, 3, 31))),
        ("Fixed term for 23 months", contract("fixed_term", duration="23 months")),
        ("Fixed-Term (12 month)", contract("fixed_term", duration="12 months")),
        ("Temporary, from 1 April 2026 until 31 March 2027", contract("temporary", ends_on=date(2027, 3, 31))),
        ("Secondment up to 2 years", contract("secondment", duration="2 years")),
        ("Perm, full time", contract("permanent", "full_time")),
        ("Casual", contract("supply")),
        ("Zero hours contract", contract("supply")),
        ("Volunteer", contract("voluntary")),
        ("Temporary, maternity cover", contract("temporary", reason="maternity cover")),
        (
            "Fixed-term Adoption Leave Cover, 9 months",
            contract("fixed_term", duration="9 months", reason="adoption leave cover"),
        ),
        ("Permanent, 2 x posts", contract("permanent", posts=2)),
        ("Permanent, compressed hours, hybrid", contract("permanent", "compressed hybrid")),
        ("Permanent, home-based", contract("permanent", "home")),
        ("Permanent, 39 weeks per year, annualised hours", contract("permanent", "annualised")),
        ("Permanent, full time or job share", contract("permanent", "full_time job_share")),
    ],
)
def test_other_ways_to_write_it(text, expected):
    assert read_contract(text) == expected


def test_the_leading_type():
    assert read_contract("Permanent; secondment considered").type == "permanent"
    assert read_contract(None).type is None


@pytest.mark.parametrize(
    ("title", "types"),
    [
        ("Relief Cook", ("supply",)),
        ("Social Care Worker (Casual)", ("supply",)),
        ("Supply Chain Officer", ()),
        ("Water Supply Engineer", ()),
        ("Voluntary Sector Adviser", ()),
        ("Modern Apprentice - Joinery", ("apprenticeship",)),
        ("Apprentice Mentor", ()),
        ("Apprenticeship Coordinator", ()),
        ("Project Officer (Temporary)", ("temporary",)),
    ],
)
def test_type_from_the_title_where_the_contract_text_is_silent(title, types):
    assert read_contract(None, title).types == types


def test_the_contract_text_outweighs_the_title():
    assert read_contract("Permanent", "Temporary Accommodation Officer").types == ("permanent",)


@pytest.mark.parametrize(
    ("title", "posts"),
    [
        ("Teacher - 2 posts", 2),
        ("Craft Apprentice (8 vacancies)", 8),
        ("Support Worker (x3)", 3),
        ("Support Worker (3x)", 3),
        ("Drivers - three posts", 3),
        ("Gardener, 12 seasonal positions", 12),
        ("Level 2 posts", None),
        ("Grade 5 post", None),
        ("Depute Head Teacher (1685)", None),
        ("Post 1 and Post 2", None),
        ("Elections 2026 vacancies", None),
        ("0 posts", None),
    ],
)
def test_number_of_posts(title, posts):
    assert read_contract(None, title).posts == posts


@pytest.mark.parametrize(
    ("text", "is_internal"),
    [
        ("Internal Vacancy Only", True),
        ("Internal applicants only.", True),
        ("Internal acting vacancy", True),
        ("Open only to current employees", True),
        ("Restricted to internal candidates", True),
        ("Internal Audit Vacancy", False),
        ("Open to internal and external applicants", False),
        ("Internal and external applicants are welcome", False),
        ("Open to internal applicants and external partners", False),
        ("Works with internal candidates and panels", False),
        ("This is not an internal vacancy", False),
    ],
)
def test_internal_only(text, is_internal):
    assert read_contract(None, text).internal_only is is_internal
    assert read_contract(None, None, description=text).internal_only is is_internal


@pytest.mark.parametrize(
    ("hours", "patterns"),
    [
        ("34.5 hours per week", ("part_time",)),
        ("35 hours per week", ("full_time",)),
        ("20 or 36 hours per week", ("full_time", "part_time")),
        ("Up to 36 hours per week", ("full_time", "part_time")),
        ("1.0 FTE", ("full_time",)),
        ("0.6 FTE", ("part_time",)),
        ("part time, 36 hours", ("part_time",)),
    ],
)
def test_hours_say_full_or_part_time_where_no_word_does(hours, patterns):
    assert read_contract("Permanent", hours_text=hours).patterns == patterns


def test_pro_rata_for_part_time_is_no_pattern():
    assert read_contract(None, salary_text="£20,000 (pro rata for part time and sessional)").patterns == ()


def test_a_description_says_only_where_one_works():
    passing = "Personal care at home; part-time applications considered; shifts and job sharing exist elsewhere."
    assert read_contract(None, description=passing).patterns == ()
    assert read_contract(None, description="Hybrid working, or working from home.").patterns == ("hybrid", "home")
