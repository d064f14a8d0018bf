"""Adverts like another: by content and place, live ones alone, in one order."""

from datetime import timedelta

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.viewers import Public
from recruitment.search.similar import MOST, similar, similar_to_withdrawn
from recruitment.vacancies.queries import advert
from recruitment.vacancies.tables import Vacancy
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, a_point, an_advert, follow, later, leave

CUPAR, NEWBURGH, KIRKWALL = (56.32, -3.01), (56.35, -3.23), (58.98, -2.96)


def like(vacancy: Vacancy) -> list[str]:
    return [hit.vacancy.title for hit in similar(Public(), advert(Public(), vacancy.reference))]


@pytest.fixture
def care(index: None) -> str:
    return a_category("social-care", "Social care").code


def test_the_same_job_nearby_comes_first(care: str) -> None:
    orkney = an_organisation("orkney-islands-council")
    here = a_point(*CUPAR)
    this = an_advert(title="Home Carer", category_code=care, at=here)
    an_advert(orkney, title="Home Carer far away", category_code=care, at=a_point(*KIRKWALL))
    an_advert(title="Day Centre Officer", category_code=care, at=here)
    an_advert(title="Senior Home Carer", category_code=care, at=a_point(*NEWBURGH))
    an_advert(title="Roads Engineer", at=here)
    follow()
    assert like(this) == ["Senior Home Carer", "Day Centre Officer", "Home Carer far away"]


def test_it_is_never_like_itself(care: str) -> None:
    this = an_advert(title="Home Carer", category_code=care)
    follow()
    assert like(this) == []


def test_another_kind_of_work_shares_more_than_one_word(care: str) -> None:
    this = an_advert(title="Support Officer", category_code=care, at=a_point(*CUPAR))
    an_advert(title="Planning Officer")
    an_advert(title="Officer for Pupil Support")
    follow()
    assert like(this) == ["Officer for Pupil Support"]


def test_without_a_kind_the_words_alone_tell(index: None) -> None:
    this = an_advert(title="Planning Officer", summary="")
    an_advert(title="Officer", summary="")
    an_advert(title="Cook", summary="")
    follow()
    assert like(this) == ["Officer"]


def test_no_words_and_no_kind_are_like_nothing(index: None) -> None:
    this = an_advert(title="…")
    an_advert(title="Cook")
    follow()
    assert like(this) == []


def test_what_closed_or_left_since_the_index_was_written_is_not_offered(app: Flask, care: str) -> None:
    this = an_advert(title="Home Carer", category_code=care)
    an_advert(title="Closing", category_code=care, closes_at=clock.now() + timedelta(hours=1))
    gone = an_advert(title="Gone", category_code=care)
    an_advert(title="Open", category_code=care)
    follow()
    leave(gone)
    assert sorted(like(this)) == ["Closing", "Open"]
    with later(app, hours=2):
        assert like(this) == ["Open"]


def test_a_closed_and_a_withdrawn_advert_have_similar_ones(care: str) -> None:
    over = an_advert(title="Home Carer", category_code=care, closes_at=clock.now() - timedelta(minutes=1))
    withdrawn = an_advert(title="Home Carer", category_code=care, state="withdrawn")
    an_advert(title="Night Carer", category_code=care)
    follow()
    assert like(over) == ["Night Carer"]
    assert [hit.vacancy.title for hit in similar_to_withdrawn(Public(), withdrawn.reference)] == ["Night Carer"]


def test_equals_stand_newest_first_and_no_more_than_fit(care: str) -> None:
    this = an_advert(title="Home Carer", category_code=care)
    began = clock.now() - timedelta(days=10)
    for day in range(MOST + 2):
        an_advert(title="Home Carer", category_code=care, public_from=began + timedelta(days=day), summary=f"{day}")
    follow()
    found = similar(Public(), advert(Public(), this.reference))
    assert [hit.vacancy.summary for hit in found] == ["5", "4", "3", "2"]


def test_work_from_home_is_near_work_from_home(care: str) -> None:
    this = an_advert(title="Adviser", category_code=care, is_home_based=True)
    orkney = an_organisation("orkney-islands-council")
    an_advert(orkney, title="Worker", category_code=care)
    an_advert(orkney, title="Assistant", category_code=care, is_home_based=True)
    follow()
    assert like(this) == ["Assistant", "Worker"]


@pytest.mark.parametrize("title", ['" OR title:*', "AND NOT", "(((", "a" * 200, "+-!:^~*?", "Àrd-oifigear"])
def test_any_title_can_be_compared(care: str, title: str) -> None:
    this = an_advert(title=title, category_code=care)
    an_advert(title="Cook", category_code=care)
    follow()
    assert like(this) == ["Cook"]
