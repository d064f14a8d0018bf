import pytest

from recruitment.vacancies.reading.checks import (
    DisclosureReading,
    RegistrationReading,
    read_disclosure,
    read_registration,
)
from recruitment.vacancies.vocabulary import DISCLOSURE_LEVELS, REGISTRATIONS, WORKFORCES
from tests.vacancies.reading.adverts import ADVERTS, texts

EITHER = "Either workforce or both may be meant: 'PVG children and/or protected adults'."
# Level, workforce and doubt of each disclosure text of the real adverts.
DISCLOSURES = {
    "PVG Adults": ("pvg", "adults", ()),
    "PVG scheme membership through Disclosure Scotland": ("pvg", None, ()),
    "PVG (Regulated Role under the Disclosure (Scotland) Act 2020)": ("pvg", None, ()),
    "PVG; overseas criminal record check if 3 months or more outside the UK in the last 5 years": ("pvg", None, ()),
    "PVG children and/or protected adults": ("pvg", "both", (EITHER,)),
    "PVG; cost recovered from first salary for Grade 12 and above": ("pvg", None, ()),
    "PVG Children and Protected Adults; cost met by applicant": ("pvg", "both", ()),
    "PVG through Disclosure Scotland": ("pvg", None, ()),
    "Criminal convictions declaration": (
        None, None, ("No disclosure level is named: 'Criminal convictions declaration'.",),
    ),
    "PVG scheme record required": ("pvg", None, ()),
}  # fmt: skip
REGISTRATION = {
    "SSSC within 6 months": (("sssc",), ()),
    "SSSC registration or eligibility; SCQF 9 BA Childhood Practice or working towards": (("sssc",), ()),
    "SSSC-recognised qualification": (
        ("sssc",), ("A qualification is asked for that SSSC recognises; registration is not spoken of.",),
    ),
    "Eligible for SSSC as Practitioner; SVQ 3 Playwork / Social Services (CYP) or HNC, or working towards": (
        ("sssc",), (),
    ),
    "GTCS Standard for Headship applies": (("gtcs",), ()),
}  # fmt: skip


def test_every_text_of_the_adverts_is_in_the_tables():
    assert {(text,) for text in DISCLOSURES} == texts("disclosure_text")
    assert {(text,) for text in REGISTRATION} == texts("registration_text")


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"])
def test_disclosure_of_real_advert(advert):
    text = advert["disclosure_text"]
    if text is None:
        assert read_disclosure(text) == DisclosureReading()
        return
    level, workforce, doubts = DISCLOSURES[text]
    assert read_disclosure(text) == DisclosureReading(level, workforce, text, doubts)


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"])
def test_registration_of_real_advert(advert):
    text = advert["registration_text"]
    if text is None:
        assert read_registration(text) == RegistrationReading()
        return
    codes, doubts = REGISTRATION[text]
    assert read_registration(text) == RegistrationReading(codes, text, doubts)


@pytest.mark.parametrize(
    ("text", "level", "workforce"),
    [
        ("Level 1 disclosure", "level_1", None),
        ("Level 2 Disclosure", "level_2", None),
        ("Level 2 with barred list check (children)", "level_2_barred", "children"),
        ("Level 1, or PVG when working with adults", "pvg", "adults"),
        ("Protecting Vulnerable Groups scheme, children's workforce", "pvg", "children"),
        ("PVG: young people and vulnerable adults", "pvg", "both"),
        ("No disclosure check is required", "none", None),
        ("PVG not required", "none", None),
        ("None", "none", None),
    ],
)
def test_levels(text, level, workforce):
    assert level in DISCLOSURE_LEVELS
    assert workforce is None or workforce in WORKFORCES
    assert read_disclosure(text) == DisclosureReading(level, workforce, text)


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        ("Basic Disclosure", "level_1", "Level 1"),
        ("Standard disclosure required", "level_2", "Level 2"),
        ("Enhanced disclosure", "level_2_barred", "Level 2 with barred list check"),
    ],
)
def test_former_levels_are_read_with_a_doubt(text, level, words):
    reading = read_disclosure(text)
    assert reading.level == level
    (doubt,) = reading.doubts
    assert doubt.endswith(f"is the name of a level before April 2025; it was read as {words}.")


@pytest.mark.parametrize("text", ["Disclosure Scotland check", "DBS"])
def test_an_unnamed_level_stays_open(text):
    assert read_disclosure(text) == DisclosureReading(text=text, doubts=(f"No disclosure level is named: '{text}'.",))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Registered with the Scottish Social Services Council", ("sssc",)),
        ("Full GTC Scotland registration", ("gtcs",)),
        ("NMC registered nurse", ("nmc",)),
        ("HCPC or SSSC registration", ("sssc", "hcpc")),
        ("Full membership of CIEH", ("cieh",)),
        ("Registration with the General Dental Council", ("other",)),
        ("Chartered member of RTPI", ("other",)),
    ],
)
def test_bodies(text, codes):
    assert set(codes) <= set(REGISTRATIONS)
    assert read_registration(text) == RegistrationReading(codes, text)


def test_no_body_is_a_doubt():
    assert read_registration("Driving licence") == RegistrationReading(
        text="Driving licence", doubts=("No professional body could be read from 'Driving licence'.",)
    )
