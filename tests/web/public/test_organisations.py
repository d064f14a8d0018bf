"""The list of employers and each one's page; files that the public may have."""

from flask.testing import FlaskClient

from recruitment.core.documents import keep
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.actions import set_logo
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pictures import a_picture
from tests.builders.vacancies import a_vacancy


def test_benefits_stand_on_its_page_and_in_short_on_its_adverts(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    vacancy = a_vacancy(fife)
    advert = f"/vacancies/{vacancy.reference}/cleaner"
    assert "Benefits" not in client.get(advert).text
    lines = ["**34 days** of leave", "A pension", "Cycle to work <script>", "Training " * 40, "Last of all"]
    fife.benefits = "".join(f"- {line}\n" for line in lines)
    fife.area_benefits = "## Homes\n\nBy the sea, [see](javascript:alert(1))"
    db.session.commit()
    page = client.get("/councils/fife-council").text
    assert "<strong>34 days</strong> of leave" in page and "Last of all" in page
    assert "Living in Fife</h2><h3>Homes</h3>" in page
    assert 'href="javascript' not in page and "&lt;script&gt;" in page
    short = client.get(advert).text
    assert "<li>34 days of leave</li><li>A pension</li><li>Cycle to work &lt;script&gt;</li><li>Training" in short
    assert "Last of all" not in short and "Training…</li>" in short
    assert "/councils/fife-council#benefits" in short


def test_councils_come_first_with_what_they_have_open(client: FlaskClient) -> None:
    a_vacancy(an_organisation("fife-council"))
    page = client.get("/councils").text
    names = ["Councils</h2>", "Fife Council", "Orkney Islands Council", "Health boards</h2>", "NHS Orkney"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)
    row = page[page.index("Fife Council") : page.index("Orkney Islands Council")]
    assert '<span class="house_count">1<' in row


def test_a_profile_shows_what_the_employer_says(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    fife.about, fife.website = "We serve Fife.\n\n<b>Come</b>", "https://www.council.example/"
    db.session.commit()
    a_vacancy(fife, title="Home Carer")
    a_vacancy(an_organisation("nhs-orkney"), title="Nurse")
    page = client.get("/councils/fife-council").text
    for said in (
        "We serve Fife.",
        "&lt;b&gt;Come",
        'href="https://www.council.example/"',
        "1 job open now",
        "Home Carer",
    ):
        assert said in page
    assert "Nurse" not in page


def test_only_the_first_twenty_and_a_way_to_the_rest(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    for _ in range(21):
        a_vacancy(fife, criteria=0)
    page = client.get("/councils/fife-council").text
    assert page.count('class="ds_search-result house_job"') == 20
    assert "See all 21 jobs of this employer" in page
    assert 'href="/vacancies?council=fife-council"' in page


def test_an_unknown_employer_is_not_there(client: FlaskClient) -> None:
    assert client.get("/councils/no-such-council").status_code == 404


def test_a_logo_is_shown_and_served_as_nothing_but_a_picture(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    logo = set_logo(as_staff(fife, Role.ADMINISTRATOR), fife, a_picture())
    db.session.commit()
    assert f'src="/documents/{logo.id}"' in client.get("/councils/fife-council").text
    answer = client.get(f"/documents/{logo.id}")
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    again = client.get(f"/documents/{logo.id}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_an_internal_file_is_not_there(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    internal = keep(fife.id, "pack", "pack.pdf", "application/pdf", b"%PDF-", is_public=False)
    db.session.commit()
    assert client.get(f"/documents/{internal.id}").status_code == 404
    assert client.get("/documents/999999").status_code == 404
