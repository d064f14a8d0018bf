"""Live adverts as the bulk upload of DWP's Find a Job wants them, and those to be taken down there.

Elements, their order, and the numbers of contracts, hours and ways to apply are as the Department for Education's
public teaching-vacancies sends them; that a contract may be temporary (3) or an apprenticeship (4) tells the history
of the specification at findajob.dwp.gov.uk/bulk-upload-specification.html. A postcode is needed; an advert lives 30
days there from its first day, then has to come again under another reference; what ends early is named in a file of
its own. Of the kinds of work 14 and 27 stand there; 1, 15, 19 and 24 are those of the addresses of Find a Job's own
search (`cat=`), and which of ours goes where is our reading. The specification names elements for pay (lowest,
highest, frequency, text) whose form could not be read, so pay stands in the description. Nothing here could be tried
against Find a Job itself.
"""

from datetime import date, datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from flask import Response

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.places.rules import spaced
from recruitment.vacancies.duties import plain_text
from recruitment.vacancies.live import ended_since
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.rules import is_reduced
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, CRITERION_KINDS
from recruitment.web.brand import moment
from recruitment.web.doors import machine
from recruitment.web.machine.adverts import page_of
from recruitment.web.machine.streams import DECLARATION, adverts_as_xml, speakable
from recruitment.web.public.words import hours_in_words, patterns_in_words, pay_in_short

LIVES: Final = timedelta(days=30)
COMES_AGAIN_AFTER: Final = 31
TYPES: Final = {
    "permanent": 1, "fixed_term": 2, "secondment": 2, "temporary": 3, "supply": 3, "apprenticeship": 4,
}  # fmt: skip
FULL_TIME, PART_TIME = 1, 2
OTHER: Final = 19
CATEGORIES: Final = {
    "finance": 1, "digital": 14, "legal": 15, "environment_climate": 24,
    "teaching": 27, "early_years": 27, "school_support": 27,
}  # fmt: skip
ON_OUR_PAGE: Final = 2


@machine.get("/feeds/find-a-job.xml")
def find_a_job_xml(viewer: Viewer) -> Response:
    return adverts_as_xml(viewer, "<Vacancies>\n", vacancy_of, "</Vacancies>\n")


@machine.get("/feeds/find-a-job-expired.xml")
def find_a_job_expired_xml(_viewer: Viewer) -> Response:
    """What ended while it could still stand there: after 30 days it has gone from there by itself."""
    ended = ended_since(clock.now() - LIVES)
    rows = "".join(
        f"<ExpireVacancy vacancyRefCode={quoteattr(code_of(reference, opened, clock.local(end).date()))}/>\n"
        for reference, opened, end in ended
    )
    body = f"{DECLARATION}<ExpireVacancies>\n{rows}</ExpireVacancies>\n"
    return Response(body, content_type="application/xml; charset=utf-8")


def code_of(reference: str, opened: datetime, day: date) -> str:
    """The reference there on a day: with a number behind it each time that it had to come again."""
    times = (day - clock.local(opened).date()).days // COMES_AGAIN_AFTER
    return f"{reference}-{times}" if times > 0 else reference


def expiry_of(vacancy: Vacancy, today: date) -> date | None:
    """The last day there: that of closing, or the 30th; None where it is no later than today, which is refused."""
    if vacancy.public_from is None:
        return None
    opened = clock.local(vacancy.public_from).date()
    times = (today - opened).days // COMES_AGAIN_AFTER
    last = opened + timedelta(days=times * COMES_AGAIN_AFTER) + LIVES
    if vacancy.closes_at is not None:
        last = min(last, clock.local(vacancy.closes_at).date())
    return last if last > today else None


def vacancy_of(advert: Advert) -> str:
    """Nothing where Find a Job would refuse it."""
    vacancy, today = advert.vacancy, clock.today()
    place = next((place for place in advert.workplaces if place.postcode), None)
    expiry = expiry_of(vacancy, today)
    if place is None or expiry is None or vacancy.public_from is None or vacancy.contract_type == "voluntary":
        return ""
    kind = TYPES.get(vacancy.contract_type or "")
    city = place.locality or advert.organisation.area_name
    location = "".join(
        (_said("StreetAddress", place.label), _said("City", city), _said("State", "Scotland"),
         _said("PostalCode", spaced(place.postcode)))
    )  # fmt: skip
    return "".join(
        (
            f"<Vacancy vacancyRefCode={quoteattr(code_of(vacancy.reference, vacancy.public_from, today))}>\n",
            _said("Title", vacancy.title),
            _said("Description", _description(advert)),
            f"<Location>\n{location}</Location>\n",
            _said("VacancyExpiry", expiry.isoformat()),
            f'<VacancyType id="{kind}"/>\n' if kind else "",
            f'<VacancyStatus id="{_status(vacancy)}"/>\n',
            f'<VacancyCategory id="{CATEGORIES.get(vacancy.category_code or "", OTHER)}"/>\n',
            f'<ApplyMethod id="{ON_OUR_PAGE}"/>\n',
            _said("ApplyUrl", page_of(vacancy)),
            "</Vacancy>\n",
        )
    )


def _status(vacancy: Vacancy) -> int:
    is_part = "full_time" not in vacancy.patterns and (
        is_reduced(vacancy) or not {"part_time", "job_share", "term_time", "sessional"}.isdisjoint(vacancy.patterns)
    )
    return PART_TIME if is_part else FULL_TIME


def _description(advert: Advert) -> str:
    """Plain words: who, what, for whom, and the facts for which there is no element."""
    vacancy = advert.vacancy
    facts = {
        "Employer": advert.organisation.name,
        "Pay": pay_in_short(vacancy),
        "Contract": CONTRACT_TYPES.get(vacancy.contract_type or "", ""),
        "Working pattern": patterns_in_words(vacancy),
        "Hours": hours_in_words(vacancy),
        "Closes": moment(vacancy.closes_at),
    }
    parts = [vacancy.summary, plain_text(vacancy.duties)]
    for kind, rows in (("essential", advert.essential), ("desirable", advert.desirable)):
        if rows:
            parts.append("\n".join((f"{CRITERION_KINDS[kind]}:", *(f"- {row.text}" for row in rows))))
    parts.append("\n".join(f"{name}: {fact}" for name, fact in facts.items() if fact))
    return "\n\n".join(part for part in parts if part)


def _said(name: str, text: str) -> str:
    return f"<{name}>{escape(speakable(text))}</{name}>\n" if text else ""
