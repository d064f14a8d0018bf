"""What the pages that write an advert share: which there are, who may open them, and where they lead."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Staff
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Vacancy
from recruitment.web.fields import HouseForm


@dataclass(frozen=True)
class PartPage:
    title: str
    hint: str
    endpoint: str


PART_PAGES = {
    "post": PartPage("Job and category", "Title, department, number of posts", "employer.write_post"),
    "about": PartPage("Summary and duties", "What the job is about, in plain words", "employer.write_about"),
    "criteria": PartPage("Person specification", "Essential and desirable criteria", "employer.write_criteria"),
    "contract": PartPage("Contract and hours", "Type, working pattern, hours and weeks", "employer.write_contract"),
    "pay": PartPage("Pay", "By the hour or the year, and what it comes to", "employer.write_pay"),
    "places": PartPage("Where the work is", "Postcodes, a whole area, or home", "employer.write_places"),
    "checks": PartPage("Checks and schemes", "Disclosure, professional bodies, Gaelic", "employer.write_checks"),
    "dates": PartPage("Dates", "When the advert opens and closes", "employer.write_dates"),
}


def draft_to_write(viewer: Staff, vacancy_id: int) -> Advert:
    """Raises NotVisible, Refused to colleagues who do not write, IllegalMove once it is no draft any longer."""
    advert = advert_of(viewer, vacancy_id)
    require_writer(viewer, advert.vacancy.organisation_id)
    if advert.vacancy.state != VACANCY.start:
        raise IllegalMove(VACANCY.noun, "change", advert.vacancy.state)
    return advert


def part_page(part: str, form: HouseForm, advert: Advert, *, shown_again: bool = False, **facts: Any) -> Any:
    """The page of a part; `shown_again` when the form came back on purpose, for another row or a preview."""
    status = 422 if form.is_submitted() and not shown_again else 200
    endpoint = PART_PAGES[part].endpoint.split(".")[1]
    template = f"employer/writing_{part}/{endpoint}.html"
    page = render_template(template, form=form, advert=advert, part=PART_PAGES[part], number=_number(part), **facts)
    return page, status


def held(vacancy: Vacancy, *names: str, **otherwise: Any) -> dict[str, Any]:
    """What stands in the vacancy under these names, for a form to show; `otherwise` says what to show instead."""
    return {name: getattr(vacancy, name) for name in names} | otherwise


def onward(part: str, vacancy_id: int) -> ResponseReturnValue:
    """After saving: the next part, or the advert's own page when that was asked for or nothing comes after."""
    following = PARTS[_number(part) :]
    if following and request.form.get("then") != "overview":
        return redirect(url_for(PART_PAGES[following[0]].endpoint, vacancy_id=vacancy_id), 303)
    return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)


def _number(part: str) -> int:
    return PARTS.index(part) + 1
