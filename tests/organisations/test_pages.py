"""Pages about working for councils: drafts, publishing, versions, pictures, and who may."""

from typing import Any

import pytest

from recruitment.core.documents import Document
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Operator, Public, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.page_tables import NATIONAL_PAGES, NationalPicture
from recruitment.organisations.pages import (
    MOST_BLOCKS,
    Block,
    Place,
    blocks_of,
    bring_back,
    edit,
    employers_with,
    load_pages,
    moved,
    picture_of_page,
    place_of,
    publish,
    published,
    published_slugs,
    versions_of,
    with_picture,
)
from tests.builders.accounts import as_staff
from tests.builders.joining import an_operator
from tests.builders.organisations import an_organisation
from tests.builders.pictures import a_picture

pytestmark = pytest.mark.usefixtures("database")
PLACE = Place("benefits")
ONE, TWO = Block("One", "First."), Block("Two", "Second.")


def texts(place: Place = PLACE) -> list[str] | None:
    found = published(Public(), place)
    return [block.text for block in blocks_of(found)] if found else None


def test_a_draft_is_read_once_it_is_published() -> None:
    operator = an_operator()
    edit(operator, PLACE, 0, "Benefits", [ONE])
    assert texts() is None
    publish(operator, PLACE, 1)
    assert texts() == ["First."]
    edit(operator, PLACE, 1, "Benefits", [ONE, TWO])
    assert texts() == ["First."]
    edit(operator, PLACE, 2, "Benefits", [TWO])
    assert [version.number for version in versions_of(operator, PLACE)] == [2, 1]
    publish(operator, PLACE, 2)
    assert texts() == ["Second."]
    with pytest.raises(IllegalMove):
        publish(operator, PLACE, 2)


def test_whoever_has_seen_another_version_is_told() -> None:
    operator = an_operator()
    edit(operator, PLACE, 0, "Benefits", [ONE])
    publish(operator, PLACE, 1)
    edit(an_operator(), PLACE, 1, "Benefits", [TWO])
    for seen in (0, 1, 3):
        with pytest.raises(IllegalMove):
            edit(operator, PLACE, seen, "Benefits", [ONE])


def test_an_earlier_version_comes_back_as_a_draft() -> None:
    operator = an_operator()
    for number, blocks in enumerate(([ONE], [TWO])):
        edit(operator, PLACE, number, "Benefits", blocks)
        publish(operator, PLACE, number + 1)
    bring_back(operator, PLACE, 2, 1)
    assert texts() == ["Second."]
    publish(operator, PLACE, 3)
    assert texts() == ["First."]
    with pytest.raises(NotVisible):
        bring_back(operator, PLACE, 3, 9)


def test_an_organisations_pages_are_its_administrators() -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    place = Place("stories", fife.id)
    administrator = as_staff(fife, Role.ADMINISTRATOR)
    edit(administrator, place, 0, "Stories", [ONE])
    assert versions_of(as_staff(orkney, Role.ADMINISTRATOR), place) == []
    assert published_slugs(Public(), fife.id) == []
    publish(administrator, place, 1)
    assert published_slugs(Public(), fife.id) == ["stories"]
    assert [each.id for each in employers_with(Public(), "stories")] == [fife.id]
    with pytest.raises(Refused):
        edit(as_staff(fife), place, 1, "Stories", [TWO])
    for other in (as_staff(orkney, Role.ADMINISTRATOR), an_operator()):
        with pytest.raises(NotVisible):
            edit(other, place, 1, "Stories", [TWO])
    with pytest.raises(Refused):
        edit(administrator, PLACE, 0, "Benefits", [ONE])


def test_pictures_are_made_anew() -> None:
    fife = an_organisation("fife-council")
    administrator, operator = as_staff(fife, Role.ADMINISTRATOR), an_operator()
    own = with_picture(administrator, Place("stories", fife.id), ONE, a_picture(), "A bin lorry")
    national = with_picture(operator, PLACE, ONE, a_picture(), "A school")
    assert (own.alt, national.alt) == ("A bin lorry", "A school")
    assert with_picture(operator, PLACE, TWO, a_picture(), "x").picture == national.picture
    with pytest.raises(Refused):
        with_picture(operator, PLACE, ONE, b"<script>", "x")


@pytest.mark.parametrize("is_national", [True, False])
def test_a_picture_is_public_while_what_is_published_shows_it(is_national: bool) -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    writer: Operator | Staff = an_operator() if is_national else as_staff(fife, Role.ADMINISTRATOR)
    place, other = (Place(slug, None if is_national else fife.id) for slug in ("stories", "careers"))
    table: Any = NationalPicture if is_national else Document
    one, two = (with_picture(writer, place, ONE, a_picture(shade=shade), "A school") for shade in (1, 2))

    def public() -> list[int | None]:
        found = set(db.session.scalars(visible(Public(), table).with_only_columns(table.id)))
        return [each.picture for each in (one, two) if each.picture in found]

    edit(writer, place, 0, "Stories", [one, two])
    assert public() == []
    publish(writer, place, 1)
    assert public() == [one.picture, two.picture]
    edit(writer, place, 1, "Stories", [two])
    assert public() == [one.picture, two.picture]
    edit(writer, other, 0, "Careers", [two])
    publish(writer, other, 1)
    publish(writer, place, 2)
    assert public() == [two.picture]
    edit(writer, place, 2, "Stories", [ONE])
    publish(writer, place, 3)
    assert public() == [two.picture]
    assert one.picture is not None and picture_of_page(writer, one.picture)
    with pytest.raises(NotVisible):
        picture_of_page(as_staff(orkney, Role.ADMINISTRATOR), one.picture)


def test_limits_and_order() -> None:
    with pytest.raises(Refused):
        edit(an_operator(), PLACE, 0, "Benefits", [ONE] * (MOST_BLOCKS + 1))
    assert moved([ONE, TWO], 1, -1) == [TWO, ONE]
    assert moved([ONE, TWO], 0, -1) == [ONE, TWO]
    with pytest.raises(NotVisible):
        place_of("nothing")


def test_the_shipped_texts_are_loaded_once() -> None:
    assert load_pages() == len(NATIONAL_PAGES)
    db.session.commit()
    assert load_pages() == 0
    for slug in NATIONAL_PAGES:
        assert texts(Place(slug))
