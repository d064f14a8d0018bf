"""What the pages that write an advert share: which there are, who may open them, and where they lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Staff
from recruitment.vacancies.advice import Advice, advice_on
from recruitment.vacancies.draft_actions import Overtaken, require_writer, write_part
from recruitment.vacancies.draft_tables import DraftVersion
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.parts import kept, kept_part, mark_of
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Criterion, Vacancy
from recruitment.vacancies.version_actions import set_aside
from recruitment.vacancies.version_queries import last_version
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.employer.draft_words import differences
from recruitment.web.employer.writing_fields import is_asked
from recruitment.web.fields import HouseForm

# A form carries the mark of the text it was read from; the button that gives one's own text up for a colleague's.
READ_FROM, LEAVE_THEIRS = "read_from", "leave_theirs"


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
    return _page(part, form, advert, read_from=_read_from(part, advert), **facts), status


def saved(
    viewer: Staff, part: str, form: HouseForm, advert: Advert, wanted: Mapping[str, Any], **facts: Any
) -> ResponseReturnValue:
    """Writes what the form says and goes on; where a colleague wrote meanwhile, shows both texts instead.

    Then the writer saves over the colleague's text, which stays among the versions, or leaves it and sets their own
    aside, which stays there too.
    """
    if is_asked(LEAVE_THEIRS):
        set_aside(viewer, advert.vacancy, part, wanted)
        flash("Your colleague’s text stays. Yours is kept among the earlier versions.", "success")
        return redirect(url_for(PART_PAGES[part].endpoint, vacancy_id=advert.vacancy.id), 303)
    try:
        write_part(viewer, advert.vacancy, part, wanted, read_from=request.form.get(READ_FROM))
    except Overtaken:
        now = advert_of(viewer, advert.vacancy.id)
        stands = kept_part(part, now.vacancy, now.criteria, now.workplaces)
        last = last_version(viewer, now.vacancy.id, part)
        other = {
            "who": _writer(viewer, now.vacancy, last),
            "at": last.at if last else now.vacancy.changed_at,
            "history": url_for("employer.draft_history", vacancy_id=now.vacancy.id),
            "differences": differences(stands, stands | kept(wanted)),
        }
        return _page(part, form, now, read_from=mark_of(stands), other=other, **facts), 409
    return onward(part, advert.vacancy.id)


def advice_in(part: str, vacancy: Vacancy, criteria: Sequence[Criterion]) -> list[Advice]:
    return [each for each in advice_on(vacancy, criteria, clock.now()) if each.part == part]


def _writer(viewer: Staff, vacancy: Vacancy, last: DraftVersion | None) -> str:
    if last is not None and last.person == viewer.person:
        return "You"
    names = names_of(viewer, vacancy.organisation_id)
    return names.get(last.person or 0, FORMER) if last is not None else FORMER


def _page(part: str, form: HouseForm, advert: Advert, **facts: Any) -> str:
    facts.setdefault("advice", advice_in(part, advert.vacancy, advert.criteria))
    endpoint = PART_PAGES[part].endpoint.split(".")[1]
    template = f"employer/writing_{part}/{endpoint}.html"
    return render_template(template, form=form, advert=advert, part=PART_PAGES[part], number=_number(part), **facts)


def _read_from(part: str, advert: Advert) -> str:
    """The mark of the text that the writer read when they began: a form that comes back keeps it."""
    typed = request.form if request.method == "POST" else g.get("parked") or {}
    stands = kept_part(part, advert.vacancy, advert.criteria, advert.workplaces)
    return str(typed.get(READ_FROM) or mark_of(stands))


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
