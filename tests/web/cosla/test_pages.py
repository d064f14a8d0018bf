"""Operators write national pages and upload national pay tables; administrators write their own pages."""

import io
import re

import pytest
from flask.testing import FlaskClient

from recruitment.core.viewers import Role
from tests.builders.accounts import a_member, a_national, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.pictures import a_picture
from tests.builders.vacancies import a_vacancy
from tests.conftest import Browser

TABLE = b'Grade,Point,Annual rate\nMain grade,0,"34,500"\nMain grade,1,"41,400"\n'


@pytest.fixture
def operator(client: FlaskClient) -> None:
    sign_in(client, a_national("operator"))


def sources_of(page: str) -> list[str]:
    return re.findall(r'<img class="house_passage__picture" src="([^"]+)"', page)


def write(client: FlaskClient, desk: str, public: str, published: str) -> None:
    assert client.get(public).status_code == 404
    new = f"{desk}/passages/new"
    assert submit(client, new, text="").status_code == 422
    assert submit(client, new, heading="One", text="**First** <script>alert(1)</script>").location == desk
    lacking = submit(client, new, heading="Two", text="Second.", picture=(io.BytesIO(a_picture()), "x.png"))
    assert "Say what the picture shows" in lacking.text
    told = {"heading": "Two", "text": "Second.", "alt": "A school", "seen": "1"}
    assert submit(client, new, **told, picture=(io.BytesIO(b"none"), "x.png")).status_code == 422
    assert submit(client, new, **told, picture=(io.BytesIO(a_picture()), "x.png")).status_code == 303
    assert submit(client, f"{desk}/passages/0", heading="One", text="First.", seen="0").status_code == 422
    preview = client.get(f"{desk}/preview").text
    assert ('alt="A school"' in preview, "<script>alert" in preview) == (True, False)
    (own,) = sources_of(preview)
    assert sources_of(client.get(f"{desk}/passages/1").text) == [own]
    shown = client.get(own)
    assert (shown.status_code, shown.mimetype) == (200, "image/png")
    # Nobody else has it, whichever number they guess.
    everybody = Browser(client.application, client.response_wrapper, use_cookies=True)
    number = own.rpartition("/")[2]
    assert everybody.get(f"{published}/{number}").status_code == 404
    assert everybody.get(own).status_code == 302
    assert client.get(public).status_code == 404
    assert submit(client, desk, seen="1", title="Our page", then="up-1").status_code == 303
    assert submit(client, desk, seen="1", title="Our page", then="publish").status_code == 303
    page = client.get(public).text
    assert sources_of(page) == [f"{published}/{number}"]
    assert everybody.get(f"{published}/{number}").mimetype == "image/png"
    assert page.index("Second.") < page.index("<strong>First</strong>")
    assert submit(client, desk, seen="1", title="Our page", then="remove-0").status_code == 303
    assert submit(client, desk, seen="1", title="Other", then="save").status_code == 422
    assert submit(client, desk, seen="2", title="Our page", then="back-1").status_code == 303
    assert submit(client, desk, seen="2", title="", then="save").status_code == 422
    assert "Second." in client.get(public).text
    assert client.get(f"{desk}/passages/9").status_code == 404


def test_a_national_page(client: FlaskClient, operator: None) -> None:
    write(client, "/cosla/pages/careers", "/working-for-councils/careers", "/working-for-councils/pictures")
    assert "Our page" in client.get("/working-for-councils/careers").text
    assert "/working-for-councils/careers" in client.get("/sitemaps/pages.xml").text
    assert client.get("/cosla/pages/nothing").status_code == 404


def test_an_organisations_page(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.ADMINISTRATOR))
    write(client, "/employer/pages/fife-council/stories", "/councils/fife-council/stories", "/documents")
    assert "/councils/fife-council/stories" in client.get("/councils/fife-council").text
    assert "/councils/fife-council/stories" in client.get("/sitemaps/organisations.xml").text
    assert "/employer/pages/fife-council/stories" in client.get("/employer/pages").text
    assert client.get("/employer/pages/orkney-islands-council/stories").status_code == 404


def test_the_front_page_of_working_counts_live_jobs(client: FlaskClient) -> None:
    a_vacancy(an_organisation("fife-council"), category_code=None)
    assert client.get("/working-for-councils").status_code == 200
    assert client.get("/working-for-councils/welcome").status_code == 404
    assert "/working-for-councils" in client.get("/").text


def test_a_national_pay_table_from_file_to_advert(client: FlaskClient, operator: None) -> None:
    facts = {"name": "Teachers", "kind": "teachers", "agreed_by": "A body", "holds_from": ["1", "4", "2026"],
             "full_time_hours": "35", "year_weeks": "52.143"}  # fmt: skip
    new = "/cosla/pay-tables/new"
    assert submit(client, new, **facts).status_code == 422
    wrong = submit(client, new, **facts, file=(io.BytesIO(b"Grade,Point\nx,1\n"), "t.csv"))
    assert wrong.status_code == 422
    seen = submit(client, new, **facts, file=(io.BytesIO(TABLE), "t.csv"))
    assert "Nothing is stored yet" in seen.text
    assert "Teachers" not in client.get("/cosla/pay-tables").text
    stored = submit(client, new, **facts, rows=TABLE.decode(), then="store")
    assert stored.status_code == 303
    assert "£41,400" in client.get(stored.location).text
    assert submit(client, new, **facts, rows=TABLE.decode(), then="store").status_code == 422
    later = {**facts, "holds_from": ["1", "8", "2026"]}
    upload = client.get("/cosla/pay-tables").text.partition("/upload")[0].rpartition('"')[2] + "/upload"
    assert submit(client, upload, **later, rows=TABLE.decode(), then="store").status_code == 303
    staff = client.application.test_client()
    sign_in(staff, a_member(an_organisation("fife-council"), Role.RECRUITER))
    assert "COSLA keeps its rates" in staff.get("/employer/pay-tables").text
    leave = staff.get("/employer/pay-tables").text.partition("/stop-using")[0].rpartition('"')[2] + "/stop-using"
    assert submit(staff, leave).status_code == 303
    use = "/employer/pay-tables/use-national?table=Teachers"
    assert "use it" in staff.get("/employer/pay-tables").text
    assert submit(staff, use).status_code == 303
    assert "Stop using it" in staff.get("/employer/pay-tables").text
