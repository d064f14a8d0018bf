"""What is offered beside the jobs of a list: live, like them, of other employers, and not begun yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from recruitment.applications.together_queries import gathering_of
from recruitment.applications.together_similar import similar_elsewhere
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from tests.builders.accounts import an_account
from tests.builders.applications import a_draft
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, an_advert, an_index_at, follow
from tests.builders.together import a_list


@pytest.fixture
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        yield


def offered(viewer: Candidate) -> list[str]:
    return [hit.vacancy.title for hit in similar_elsewhere(viewer, gathering_of(viewer, clock.now()))]


def test_similar_jobs_of_other_employers_are_offered(index: None) -> None:
    account = an_account()
    care = a_category("social-care", "Social care").code
    fife, orkney, board = (an_organisation(slug) for slug in ("fife-council", "orkney-islands-council", "nhs-orkney"))
    listed = an_advert(fife, title="Home Carer", category_code=care)
    an_advert(fife, title="Home Carer at the same employer", category_code=care)
    an_advert(orkney, title="Home Carer elsewhere", category_code=care)
    an_advert(orkney, title="Roads Engineer")
    begun = an_advert(board, title="Home Carer begun", category_code=care)
    a_draft(begun, account)
    follow()
    viewer = Candidate(account.id)
    assert offered(viewer) == []
    a_list(account, [listed])
    assert offered(viewer) == ["Home Carer elsewhere"]


def test_without_an_index_the_list_does_without(database: None) -> None:
    account = an_account()
    a_list(account, [an_advert(an_organisation(), title="Home Carer")])
    assert offered(Candidate(account.id)) == []
