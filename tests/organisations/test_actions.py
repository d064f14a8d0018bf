"""Organisations are taken in once, and speak for themselves through their administrator."""

import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from recruitment.core.audit import Act
from recruitment.core.documents import Document, store
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Operator, Public, Role, System
from recruitment.extensions import db
from recruitment.organisations.actions import add_organisation, change_benefits, change_profile, remove_logo, set_logo
from recruitment.organisations.loading import load_councils
from recruitment.organisations.queries import councils, logo_of, organisation_by_slug, organisations
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import an_account, as_staff
from tests.builders.organisations import an_organisation

pytestmark = pytest.mark.usefixtures("database")


def a_picture(colour: str = "red", size: tuple[int, int] = (900, 300)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "PNG")
    return written.getvalue()


def test_the_32_councils_are_loaded_once_with_tidy_slugs() -> None:
    fife = an_organisation("fife-council")
    fife.about = "Between the Forth and the Tay."
    assert load_councils() == 30
    assert load_councils() == 0
    slugs = {council.slug for council in councils()}
    assert len(slugs) == 32
    assert {
        "city-of-edinburgh-council", "highland-council", "moray-council", "comhairle-nan-eilean-siar",
        "argyll-and-bute-council", "glasgow-city-council", "orkney-islands-council",
    } <= slugs  # fmt: skip
    assert organisation_by_slug("fife-council") is fife
    assert fife.about == "Between the Forth and the Tay."
    assert organisation_by_slug("highland-council").name == "The Highland Council"
    assert organisation_by_slug("nhs-orkney") in organisations()
    assert organisation_by_slug("nhs-orkney") not in councils()


def test_no_organisation_of_that_name() -> None:
    with pytest.raises(NotVisible):
        organisation_by_slug("narnia-council")


def test_an_organisation_is_added_and_recorded() -> None:
    operator = Operator(an_account().id)
    added = add_organisation(operator, "  The Example  Leisure & Culture Trust ", "charity")
    assert (added.slug, added.name) == ("example-leisure-and-culture-trust", "The Example Leisure & Culture Trust")
    act = db.session.scalars(visible(operator, Act).where(Act.noun == "organisation", Act.row_id == added.id)).one()
    assert (act.act, act.person) == ("add_organisation", operator.person)


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("Fife Council", "council", "already"),
        ("FIFE COUNCIL", "council", "already"),
        ("Example Trust", "club", "kind"),
        ("x" * 121, "other", "at most 120"),
        ("!!", "other", "Enter the name"),
    ],
)
def test_an_organisation_that_cannot_be_added(name: str, kind: str, why: str) -> None:
    before = db.session.scalar(select(func.count()).select_from(Organisation))
    with pytest.raises(Refused, match=why):
        add_organisation(System("import"), name, kind)
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == before


def test_staff_add_no_organisations() -> None:
    with pytest.raises(Refused, match="operator"):
        add_organisation(as_staff(an_organisation(), Role.ADMINISTRATOR), "Example Trust", "charity")  # type: ignore[arg-type]


def test_an_administrator_writes_the_profile() -> None:
    fife = an_organisation()
    change_profile(as_staff(fife, Role.ADMINISTRATOR), fife, " About us. ", "https://www.fife.example/")
    assert (fife.about, fife.website) == ("About us.", "https://www.fife.example/")


@pytest.mark.parametrize(
    "website",
    ["javascript:alert(1)", "www.fife.example", "https://", "http://[", "https://a b", f"https://{'a' * 200}.example"],
)
def test_a_website_that_is_none(website: str) -> None:
    fife = an_organisation()
    with pytest.raises(Refused, match="website"):
        change_profile(as_staff(fife, Role.ADMINISTRATOR), fife, "", website)


def test_an_administrator_writes_the_benefits() -> None:
    fife = an_organisation()
    viewer = as_staff(fife, Role.ADMINISTRATOR)
    change_benefits(viewer, fife, " - 34 days of leave ", "The sea.")
    assert (fife.benefits, fife.area_benefits) == ("- 34 days of leave", "The sea.")
    with pytest.raises(Refused, match="at most 4,000"):
        change_benefits(viewer, fife, "x", "x" * 4_001)
    with pytest.raises(Refused, match="administrator"):
        change_benefits(as_staff(fife, Role.RECRUITER), fife, "x", "x")
    with pytest.raises(NotVisible):
        change_benefits(viewer, an_organisation("orkney-islands-council"), "x", "x")
    assert fife.benefits == "- 34 days of leave"


def test_others_do_not_write_the_profile() -> None:
    fife, orkney = an_organisation(), an_organisation("orkney-islands-council")
    with pytest.raises(Refused, match="administrator"):
        change_profile(as_staff(fife, Role.RECRUITER), fife, "Ours", "")
    with pytest.raises(NotVisible):
        change_profile(as_staff(fife, Role.ADMINISTRATOR), orkney, "Theirs", "")
    with pytest.raises(NotVisible):
        set_logo(as_staff(fife, Role.ADMINISTRATOR), orkney, a_picture())
    assert (fife.about, orkney.about) == ("", "")


def test_the_newest_logo_is_shown_to_everyone_until_it_is_removed() -> None:
    fife = an_organisation()
    viewer = as_staff(fife, Role.ADMINISTRATOR)
    set_logo(viewer, fife, a_picture("red"))
    newest = set_logo(viewer, fife, a_picture("blue"))
    assert logo_of(Public(), fife.id) == newest
    assert db.session.scalars(visible(viewer, Document)).all() == [newest]
    with Image.open(io.BytesIO(store().get(newest.digest))) as kept:
        assert (kept.size, kept.getpixel((0, 0))) == ((480, 160), (0, 0, 255, 255))
    remove_logo(viewer, fife)
    assert logo_of(Public(), fife.id) is None


def test_what_is_no_picture_leaves_the_logo_as_it_was() -> None:
    fife = an_organisation()
    viewer = as_staff(fife, Role.ADMINISTRATOR)
    logo = set_logo(viewer, fife, a_picture())
    with pytest.raises(Refused, match="not a picture"):
        set_logo(viewer, fife, b"<svg onload=alert(1)>")
    assert logo_of(Public(), fife.id) == logo
