"""What everyone reads is the same for everyone: no page sets a cookie or varies by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.actions import set_logo
from recruitment.programme.actions import add, stored
from recruitment.programme.loading import load_register
from recruitment.programme.nouns import NOUNS
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.documents import a_pdf, an_attachment
from tests.builders.joining import a_national_picture, a_page, an_operator
from tests.builders.organisations import an_organisation
from tests.builders.pictures import a_picture
from tests.builders.programme import OPERATOR
from tests.builders.search import a_category, a_place, an_index_at, follow
from tests.builders.vacancies import a_vacancy

# A form has a state, and so an address of its own that says so.
FORMS = {"public.report", "public.alert", "public.join", "public.adjustments"}


def reading_pages(app: Flask) -> list[Rule]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] in ("public", "machine")]
    return [rule for rule in rules if "GET" in (rule.methods or set()) and rule.endpoint not in FORMS]


@pytest.fixture
def arguments(app: Flask, client: FlaskClient, tmp_path: Path) -> Iterator[dict[str, dict[str, str]]]:
    """What stands in the address of each page that has something in it."""
    load_register()
    fife = an_organisation("fife-council")
    logo = set_logo(as_staff(fife, Role.ADMINISTRATOR), fife, a_picture())
    a_category("cleaning")
    a_place("Fife", 56.2, -3.2, kind="Council area", council_code=fife.gss_code)
    vacancy = a_vacancy(fife)
    attachment = an_attachment(vacancy, html="<p>Clean classrooms.</p>", is_readable=True)
    facts = {"title": "Business case", "source": "The Board", **stored(a_pdf("A case"), "case.pdf")}
    paper = add(OPERATOR, NOUNS["papers"], facts, "Published")
    db.session.commit()
    a_page(an_operator(), "benefits")
    a_page(as_staff(fife, Role.ADMINISTRATOR), "stories", fife.id)
    advert = {"reference": vacancy.reference, "slug": "cleaner"}
    addresses = {
        "public.vacancy": advert,
        "public.reported": advert,
        "public.adjustment_asked": {"request_reference": "R-2345-6789"},
        "public.attachment": {**advert, "attachment_id": str(attachment.id)},
        "public.attachment_file": {**advert, "attachment_id": str(attachment.id)},
        "public.signpost": {"reference": vacancy.reference, "sign": "l"},
        "public.jobs_of_a_kind": {"category": "cleaning"},
        "public.jobs_in_a_place": {"place": "fife"},
        "public.jobs_of_a_kind_in_a_place": {"category": "cleaning", "place": "fife"},
        "public.project": {"slug": "national-crm"},
        "public.programme_body": {"slug": "fife-council"},
        "public.programme_document": {"paper_id": str(paper.id)},
        "public.organisation": {"slug": "fife-council"},
        "public.on_your_site": {"slug": "fife-council"},
        "public.embed": {"slug": "fife-council"},
        "public.embed_script": {"slug": "fife-council"},
        "public.join_asked": {"reference": "J-2345-6789"},
        "public.working_page": {"slug": "benefits"},
        "public.national_picture": {"picture_id": str(a_national_picture().id)},
        "public.employer_page": {"slug": "fife-council", "page": "stories"},
        "public.document": {"document_id": str(logo.id)},
        "machine.vacancy": {"reference": vacancy.reference},
        "machine.figures_csv": {"table": "years"},
        "machine.sitemap_part": {"part": "pages"},
    }
    with an_index_at(app, tmp_path):
        follow()
        yield addresses


def paths(app: Flask, arguments: dict[str, dict[str, str]]) -> list[str]:
    bound = app.url_map.bind("127.0.0.1")
    unknown = [rule.endpoint for rule in reading_pages(app) if rule.arguments and rule.endpoint not in arguments]
    assert unknown == [], "say above what stands in their addresses"
    return [bound.build(rule.endpoint, arguments.get(rule.endpoint, {})) for rule in reading_pages(app)]


def test_reading_sets_no_cookie(
    app: Flask, client: FlaskClient, arguments: dict[str, dict[str, str]], subtests: pytest.Subtests
) -> None:
    found = paths(app, arguments)
    assert len(found) >= 15
    for path in found:
        with subtests.test(path=path):
            answer = client.get(path)
            assert answer.status_code in (200, 302, 503)
            if path != "/health":
                assert answer.headers["Cache-Control"].startswith("public"), "say in web/caching.py how long"
            assert b"csrf" not in answer.data
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")


def test_whoever_is_signed_in_reads_the_same(
    app: Flask, client: FlaskClient, arguments: dict[str, dict[str, str]], subtests: pytest.Subtests
) -> None:
    signed_in = app.test_client()
    sign_in(signed_in, a_member(an_organisation("fife-council"), *Role))
    assert signed_in.get("/account/").status_code == 200
    for path in paths(app, arguments):
        if path != "/health":
            with subtests.test(path=path):
                answer = signed_in.get(path)
                assert answer.data == client.get(path).data
                assert "Set-Cookie" not in answer.headers


def test_the_form_is_where_the_cookie_starts(client: FlaskClient, arguments: dict[str, dict[str, str]]) -> None:
    advert = "/vacancies/{reference}/{slug}".format(**arguments["public.vacancy"])
    assert "Set-Cookie" not in client.get(advert).headers
    assert "Set-Cookie" in client.get(f"{advert}/report").headers
