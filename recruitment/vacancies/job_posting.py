"""An advert for search engines: schema.org JobPosting, saying what the page says and no more.

Shape and required properties: https://schema.org/JobPosting and Google's "Job posting (JobPosting) structured data",
which are kept as a schema in tests/vacancies/job_posting_rules.json.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape

from recruitment.core import clock
from recruitment.places.rules import folded, spaced
from recruitment.vacancies.duties import as_html
from recruitment.vacancies.queries import Advert, area_names_of
from recruitment.vacancies.tables import Vacancy, Workplace
from recruitment.vacancies.vocabulary import CRITERION_KINDS, EMPLOYMENT_TYPES

Facts = dict[str, Any]
UNITS = {"annual": "YEAR", "hourly": "HOUR"}
COUNTRY: Facts = {"@type": "PostalAddress", "addressCountry": "GB"}
SCOTLAND = "Scotland"


@dataclass(frozen=True)
class Addresses:
    """Absolute addresses of what the posting names."""

    advert: str
    organisation: str
    logo: str | None = None


def job_posting(advert: Advert, addresses: Addresses) -> Facts:
    """The JobPosting of a live advert, ready for JSON; properties about which the advert says nothing are left out."""
    vacancy, employer = advert.vacancy, advert.organisation
    facts: Facts = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": str(description_of(advert)),
        "url": addresses.advert,
        "datePosted": _moment(vacancy.public_from),
        "validThrough": _moment(vacancy.closes_at),
        "employmentType": employment_types(vacancy),
        "identifier": {"@type": "PropertyValue", "name": employer.name, "value": vacancy.reference},
        "hiringOrganization": _filled(
            {
                "@type": "Organization",
                "name": employer.name,
                "url": addresses.organisation,
                "sameAs": employer.website,
                "logo": addresses.logo,
            }
        ),
        "jobLocation": _places(advert),
        "baseSalary": _salary(vacancy),
        "totalJobOpenings": vacancy.posts,
        "directApply": True,
    }
    if vacancy.is_home_based:
        facts["jobLocationType"] = "TELECOMMUTE"
        facts["applicantLocationRequirements"] = {"@type": "Country", "name": "United Kingdom"}
    return _filled(facts)


def employment_types(vacancy: Vacancy) -> list[str]:
    """schema.org's words for the contract and the working patterns, each once; OTHER where it has none."""
    ours = [*vacancy.patterns, vacancy.contract_type]
    return list(dict.fromkeys(EMPLOYMENT_TYPES[code] for code in ours if code in EMPLOYMENT_TYPES)) or ["OTHER"]


def _filled(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _moment(moment: datetime | None) -> str | None:
    return clock.local(moment).isoformat(timespec="seconds") if moment else None


def _salary(vacancy: Vacancy) -> Facts | None:
    """The rate as advertised, in pounds: never what is worked out from it."""
    if vacancy.pay_basis is None or vacancy.pay_low is None or vacancy.pay_high is None:
        return None
    low, high = vacancy.pay_low / 100, vacancy.pay_high / 100
    amount = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value = {"@type": "QuantitativeValue", **amount, "unitText": UNITS[vacancy.pay_basis]}
    return {"@type": "MonetaryAmount", "currency": "GBP", "value": value}


def _places(advert: Advert) -> list[Facts]:
    """Each workplace. An advert that names none is for work all over its employer's area, unless it is done at home."""
    if advert.workplaces or advert.vacancy.is_home_based:
        areas = area_names_of(advert)
        return [_place(workplace, area) for workplace, area in zip(advert.workplaces, areas, strict=True)]
    return [{"@type": "Place", "address": {**COUNTRY, "addressRegion": advert.organisation.area_name or SCOTLAND}}]


def _place(workplace: Workplace, area: str) -> Facts:
    """What an area is called may be no more than "Various", so its region is the council area or the country."""
    region = area or (SCOTLAND if workplace.kind == "area" else "")
    address = {
        **COUNTRY,
        "streetAddress": street_in_address(workplace),
        "addressLocality": town_in_address(workplace),
        "addressRegion": region,
        "postalCode": spaced(workplace.postcode) if workplace.postcode else "",
    }
    return {"@type": "Place", "address": _filled(address)}


def town_in_address(workplace: Workplace) -> str:
    return workplace.locality or (workplace.label if workplace.kind == "place" else "")


def street_in_address(workplace: Workplace) -> str:
    """A site's name, or that of a place which is more than its town ("Bell Baxter High School, Cupar")."""
    is_town = folded(workplace.label) == folded(town_in_address(workplace))
    return "" if is_town or workplace.kind == "area" else workplace.label


def description_of(advert: Advert) -> Markup:
    """The advert's text as HTML, as the page shows it; where it has none, what is offered by whom."""
    groups = (("essential", advert.essential), ("desirable", advert.desirable))
    parts = [Markup("<p>{}</p>").format(advert.vacancy.summary)] if advert.vacancy.summary else []
    parts.append(as_html(advert.vacancy.duties))
    parts.extend(_list(CRITERION_KINDS[kind], [row.text for row in rows]) for kind, rows in groups if rows)
    said = Markup("\n").join(part for part in parts if part)
    return said or Markup("<p>{} – {}</p>").format(advert.vacancy.title, advert.organisation.name)


def _list(heading: str, lines: Sequence[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<h3>{}</h3><ul>{}</ul>").format(escape(heading), items)
