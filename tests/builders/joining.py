"""One builder a noun: requests to join, pages about working for councils, national pay tables."""

from typing import Any

from recruitment.accounts.joining import ask_to_join, confirm, holder_of
from recruitment.accounts.joining_tables import JoiningRequest
from recruitment.core.documents import keep_bytes
from recruitment.core.viewers import Operator, Public
from recruitment.extensions import db
from recruitment.organisations.national_pay import store_national_table
from recruitment.organisations.page_tables import NationalPicture
from recruitment.organisations.pages import Block, Place, edit, publish, with_picture
from recruitment.organisations.pay_tables import NationalPayVersion
from tests.builders.accounts import a_national
from tests.builders.pay_tables import rates_of
from tests.builders.pictures import a_picture

TOLD = {
    "name": "Example Leisure Trust", "kind": "leisure_trust", "website": "https://www.trust.example",
    "why": "The council owns it.", "vacancies_a_year": 40, "contact_name": "Test Asker",
    "contact_email": "asker@trust.example",
}  # fmt: skip
TEACHERS = (("Main grade", "0", 34_500_00), ("Main grade", "1", 41_400_00))


def an_operator() -> Operator:
    return Operator(a_national("operator").id)


def a_request(*, is_confirmed: bool = True, **facts: Any) -> JoiningRequest:
    request = ask_to_join(Public(), **{**TOLD, **facts})
    if is_confirmed:
        confirm(holder_of(request), request)
    db.session.commit()
    return request


def a_page(viewer: Any, slug: str, organisation_id: int | None = None, *texts: str) -> Place:
    """Published."""
    place = Place(slug, organisation_id)
    blocks = [Block("Heading", text) for text in texts or ("A good day.",)]
    version = edit(viewer, place, 0, place.name, blocks)
    publish(viewer, place, version.number)
    db.session.commit()
    return place


def a_draft_picture(viewer: Any, place: Place) -> int:
    """The number of a picture that is in no page yet."""
    number = with_picture(viewer, place, Block("Heading", "Text"), a_picture(), "A school").picture
    assert number is not None
    db.session.commit()
    return number


def a_national_picture() -> NationalPicture:
    """One that a published page shows."""
    picture = NationalPicture(digest=keep_bytes(b"pixels"), is_public=True)
    db.session.add(picture)
    db.session.commit()
    return picture


def a_national_table(name: str = "Teachers", kind: str = "teachers", **facts: Any) -> NationalPayVersion:
    rates = rates_of(*TEACHERS, **{"basis": "annual", **facts})
    version, _ = store_national_table(an_operator(), name, kind, "A body", rates)
    db.session.commit()
    return version
