"""All live adverts in the XML that Indeed asks of job sites, which many other boards read too.

As in its public "XML feed reference" (docs.indeed.com): elements and which are required, ISO 8601 dates, CDATA round
every text and no HTML entities in it, one job for each place with a number of its own that never changes, several
words of `jobtype` parted by commas. Of those words "fulltime" and "parttime" stand in its example; "temporary",
"volunteer" and those of `remotetype` are our reading. Nothing here could be tried against Indeed itself.
"""

from typing import Final

from flask import Response, current_app

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.places.rules import spaced
from recruitment.vacancies.job_posting import (
    SCOTLAND,
    description_of,
    employment_types,
    street_in_address,
    town_in_address,
)
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.tables import Vacancy, Workplace
from recruitment.web.doors import machine
from recruitment.web.machine.adverts import page_of
from recruitment.web.machine.streams import adverts_as_xml, wrapped
from recruitment.web.public.words import pay_in_short

JOB_TYPES: Final = {
    "FULL_TIME": "fulltime",
    "PART_TIME": "parttime",
    "TEMPORARY": "temporary",
    "PER_DIEM": "temporary",
    "VOLUNTEER": "volunteer",
}


@machine.get("/feeds/indeed.xml")
def indeed_xml(viewer: Viewer) -> Response:
    settings = current_app.config["SETTINGS"]
    publisher = wrapped("publisher", settings.brand.name) + wrapped("publisherurl", settings.public_url)
    before = f"<source>\n{publisher}"
    return adverts_as_xml(viewer, before, jobs_of, "</source>\n")


def jobs_of(advert: Advert) -> str:
    """A job for each workplace, or one where the advert names none."""
    places: tuple[Workplace | None, ...] = advert.workplaces or (None,)
    return "".join(_job(advert, number, place) for number, place in enumerate(places, start=1))


def _job(advert: Advert, number: int, place: Workplace | None) -> str:
    vacancy = advert.vacancy
    said = {
        "title": vacancy.title,
        "date": clock.local(vacancy.public_from).isoformat(timespec="seconds") if vacancy.public_from else "",
        "referencenumber": vacancy.reference if number == 1 else f"{vacancy.reference}-{number}",
        "requisitionid": vacancy.own_reference or vacancy.reference,
        "url": page_of(vacancy),
        "company": advert.organisation.name,
        "sourcename": advert.organisation.name,
        **_where(advert, place),
        "description": _without_entities(str(description_of(advert))),
        "salary": pay_in_short(vacancy),
        "jobtype": ", ".join(dict.fromkeys(JOB_TYPES[each] for each in employment_types(vacancy) if each in JOB_TYPES)),
        "category": advert.category.name if advert.category else "",
        "remotetype": _remote(vacancy),
        "expirationdate": clock.local(vacancy.closes_at).date().isoformat() if vacancy.closes_at else "",
    }
    return f"<job>\n{''.join(wrapped(name, text) for name, text in said.items())}</job>\n"


def _where(advert: Advert, place: Workplace | None) -> dict[str, str]:
    """Where no town is known the council's area stands for it."""
    return {
        "streetaddress": street_in_address(place) if place else "",
        "city": (town_in_address(place) if place else "") or advert.organisation.area_name or SCOTLAND,
        "state": SCOTLAND,
        "country": "GB",
        "postalcode": spaced(place.postcode) if place and place.postcode else "",
    }


def _without_entities(html: str) -> str:
    """Signs as they are. A "<" that is no tag's stays an entity: written plainly it would begin one."""
    return html.replace("&nbsp;", "\xa0").replace("&amp;", "&")


def _remote(vacancy: Vacancy) -> str:
    if vacancy.is_home_based:
        return "Fully remote"
    return "Hybrid remote" if "hybrid" in vacancy.patterns else ""
