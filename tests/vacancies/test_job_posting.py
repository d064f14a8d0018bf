"""The JobPosting of an advert: its shape, and nothing that the advert does not say."""

from typing import Any

import pytest

from recruitment.core.viewers import Public
from recruitment.extensions import db
from recruitment.vacancies.job_posting import Addresses, employment_types, job_posting
from recruitment.vacancies.queries import advert
from recruitment.vacancies.tables import Vacancy, Workplace
from tests.builders.organisations import an_organisation
from tests.builders.search import a_place
from tests.builders.vacancies import a_postcode, a_vacancy

HERE = Addresses("https://jobs.example/vacancies/X/cleaner", "https://jobs.example/councils/fife-council")

pytestmark = pytest.mark.usefixtures("database")


def posting_of(
    workplaces: tuple[dict[str, Any], ...] = (), addresses: Addresses = HERE, **facts: Any
) -> dict[str, Any]:
    vacancy = a_vacancy(an_organisation("fife-council"), **facts)
    for position, place in enumerate(workplaces):
        keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id, "position": position}
        db.session.add(Workplace(**keys, **place))
    db.session.commit()
    return job_posting(advert(Public(), vacancy.reference), addresses)


def test_what_search_engines_require_is_there() -> None:
    posting = posting_of(title="Cleaner")
    assert posting["@context"] == "https://schema.org"
    assert posting["title"] == "Cleaner"
    assert posting["hiringOrganization"] == {
        "@type": "Organization", "name": "Fife Council", "url": HERE.organisation,
    }  # fmt: skip
    assert posting["identifier"]["name"] == "Fife Council"
    assert posting["directApply"] is True
    assert posting["datePosted"] < posting["validThrough"]
    assert posting["validThrough"][-6:] in ("+00:00", "+01:00")


def test_the_description_says_what_the_page_says() -> None:
    description = posting_of(summary="Clean & tidy.", duties="* sweep")["description"]
    assert description.startswith("<p>Clean &amp; tidy.</p>")
    for said in ("<li>sweep</li>", "<h3>Essential</h3><ul><li>Criterion 1</li></ul>", "<h3>Desirable</h3>"):
        assert said in description


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ({"pay_low": 2_400_000, "pay_high": 2_600_050}, {"minValue": 24000.0, "maxValue": 26000.5, "unitText": "YEAR"}),
        ({"pay_basis": "hourly", "pay_low": 1310, "pay_high": 1310}, {"value": 13.1, "unitText": "HOUR"}),
    ],
)
def test_pay_is_the_rate_as_advertised(facts: dict[str, Any], value: dict[str, Any]) -> None:
    assert posting_of(**facts)["baseSalary"] == {
        "@type": "MonetaryAmount", "currency": "GBP", "value": {"@type": "QuantitativeValue", **value},
    }  # fmt: skip


def test_places_by_how_they_are_known() -> None:
    posting = posting_of(
        (
            {"kind": "site", "label": "Castlehill Primary School", "postcode": "KY154ET", "locality": "Cupar"},
            {"kind": "site", "label": "Depot", "postcode": "KY154ET"},
            {"kind": "place", "label": "Newburgh"},
            {"kind": "place", "label": "Bell Baxter High School, Cupar", "locality": "Cupar"},
            {"kind": "area", "label": "Various, Fife"},
        )
    )
    fife = {"@type": "PostalAddress", "addressCountry": "GB", "addressRegion": "Fife"}
    school = {**fife, "streetAddress": "Castlehill Primary School", "postalCode": "KY15 4ET"}
    assert [place["address"] for place in posting["jobLocation"]] == [
        {**school, "addressLocality": "Cupar"},
        {**fife, "streetAddress": "Depot", "postalCode": "KY15 4ET"},
        {**fife, "addressLocality": "Newburgh"},
        {**fife, "streetAddress": "Bell Baxter High School, Cupar", "addressLocality": "Cupar"},
        fife,
    ]
    assert "jobLocationType" not in posting


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ({"kind": "site", "label": "Depot", "postcode": "QQ11AA"}, "Testshire"),
        ({"kind": "place", "label": "Castle Road, Testshire"}, "Testshire"),
        ({"kind": "area", "label": "Various, Testshire"}, "Testshire"),
        ({"kind": "area", "label": "Various"}, "Scotland"),
        ({"kind": "place", "label": "Testton Infirmary", "locality": "Testton"}, "Testshire"),
        ({"kind": "place", "label": "Castle Road"}, None),
    ],
)
def test_the_region_of_an_employer_without_an_area_is_the_council_area(
    place: dict[str, Any], region: str | None
) -> None:
    a_postcode("QQ11AA", council_code="S99000001")
    a_place("Testshire", 56.1, -3.1, kind="Council area", council_code="S99000001")
    a_place("Testton", 56.1, -3.1, council_code="S99000001")
    vacancy = a_vacancy(an_organisation("nhs-orkney"))
    db.session.add(Workplace(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, position=1, **place))
    db.session.commit()
    (posted,) = job_posting(advert(Public(), vacancy.reference), HERE)["jobLocation"]
    assert posted["address"].get("addressRegion") == region


def test_work_without_a_place_is_in_its_employers_area() -> None:
    address = {"@type": "PostalAddress", "addressCountry": "GB", "addressRegion": "Fife"}
    assert posting_of()["jobLocation"] == [{"@type": "Place", "address": address}]


def test_home_based_work_is_telecommuting() -> None:
    posting = posting_of(is_home_based=True)
    assert posting["jobLocationType"] == "TELECOMMUTE"
    assert posting["applicantLocationRequirements"] == {"@type": "Country", "name": "United Kingdom"}
    assert "jobLocation" not in posting


def test_what_is_not_stated_is_left_out() -> None:
    posting = posting_of(pay_basis=None, pay_low=None, pay_high=None, closes_at=None)
    assert not {"baseSalary", "validThrough", "logo"} & posting.keys()
    assert not {"logo", "sameAs"} & posting["hiringOrganization"].keys()


def test_a_logo_has_an_absolute_address() -> None:
    logo = "https://jobs.example/documents/1"
    posting = posting_of(addresses=Addresses(HERE.advert, HERE.organisation, logo))
    assert posting["hiringOrganization"]["logo"] == logo


@pytest.mark.parametrize(
    ("patterns", "contract", "types"),
    [
        (["full_time"], "permanent", ["FULL_TIME"]),
        (["part_time", "job_share"], "fixed_term", ["PART_TIME", "TEMPORARY"]),
        ([], "supply", ["PER_DIEM"]),
        (["hybrid"], None, ["OTHER"]),
    ],
)
def test_types_of_employment(patterns: list[str], contract: str | None, types: list[str]) -> None:
    assert employment_types(Vacancy(patterns=patterns, contract_type=contract)) == types
