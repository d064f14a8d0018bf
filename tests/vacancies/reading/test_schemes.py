import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.vacancies.reading.schemes import read_gaelic, read_schemes
from recruitment.vacancies.vocabulary import GAELIC, SCHEMES
from tests.vacancies.reading.adverts import ADVERTS

WORDS = ["Gaelic", "Gàidhlig", "essential", "desirable", "not", "required", "veterans", "guaranteed interview", "."]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Fluency in Gaelic is essential.", "essential"),
        ("Primary Teacher (Gaelic Medium), fluent spoken and written Gàidhlig", "essential"),
        ("Teacher of Gaelic", "essential"),
        ("Gaelic-speaking Early Years Practitioner", "essential"),
        ("A knowledge of Gaelic would be an advantage", "desirable"),
        ("Desirable: a driving licence and some Gaelic", "desirable"),
        ("Gaelic is not essential", "none"),
        ("Gaelic is not required, but Gaelic would be welcome", "desirable"),
        ("The school has a Gaelic unit", "none"),
        ("Gaelic football coach", "none"),
        ("", "none"),
    ],
)
def test_gaelic(text, level):
    assert read_gaelic(text) == level


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("We are a Disability Confident employer", ["guaranteed_interview"]),
        ("Other patterns considered; guaranteed interview scheme.", ["guaranteed_interview"]),
        ("Disabled applicants who meet the essential criteria are guaranteed an interview", ["guaranteed_interview"]),
        ("No previous experience is required", ["no_experience"]),
        ("Experience not necessary, as you will be trained", ["no_experience"]),
        ("Veterans who meet the criteria are guaranteed an interview", ["veterans"]),
        ("We guarantee an interview to care-experienced people", ["care_experienced"]),
        ("You will care for veterans", []),
        ("Experience of care work is needed", []),
        ("", []),
    ],
)
def test_schemes(text, codes):
    assert read_schemes(text) == codes


def test_real_adverts_name_one_scheme():
    found = [read_schemes(advert["title"], advert["description"] or "") for advert in ADVERTS]
    assert sum(map(bool, found)) == 1 and ["guaranteed_interview"] in found
    assert {read_gaelic(advert["title"], advert["description"] or "") for advert in ADVERTS} == {"none"}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=12).map(" ".join))
def test_any_text_is_read(text):
    assert read_gaelic(text) in GAELIC
    assert set(read_schemes(text)) <= SCHEMES.keys()
