"""What the pages that write an advert share: which there are, who may open them, and where they lead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.advice import Advice, advice_on
from recruitment.vacancies.draft_actions import Overtaken, require_writer, standing_part, write_part
from recruitment.vacancies.draft_tables import UnfinishedPart
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.parts import kept, kept_part, mark_of
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.revision_comparing import Compared, what_it_revises
from recruitment.vacancies.revision_queries import NO_ADVERT
from recruitment.vacancies.revision_rules import REVISED
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Criterion, Vacancy
from recruitment.vacancies.unfinished import at_page, forget_typed, is_present, keep_typed
from recruitment.vacancies.version_actions import set_aside
from recruitment.vacancies.version_queries import last_versions
from recruitment.vacancies.words import time_of_day
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.employer.draft_words import differences
from recruitment.web.employer.writing_by_itself import BY_ITSELF, kept_by_itself, saved_by_itself
from recruitment.web.employer.writing_fields import is_asked
from recruitment.web.fields import HouseForm

# A form carries the mark of the text it was read from; the button that gives one's own text up for a colleague's.
READ_FROM, LEAVE_THEIRS = "read_from", "leave_theirs"
# The button that gives up what was typed and not saved.
FORGET = "forget"
NOT_COMPLETE = "Some answers are not complete yet."


@dataclass(frozen=True)
class PartPage:
    title: str
    hint: str
    endpoint: str


PART_PAGES = {
    "post": PartPage("Job and category", "Title, department, number of posts", "employer.write_post"),
    "about": PartPage("Summary and duties", "What the job is about, in plain words", "employer.write_about"),
    "criteria": PartPage("Person specification", "Essential and desirable criteria", "employer.write_criteria"),
    "questions": PartPage(
        "Questions for applicants", "What else to ask, and how applications are read", "employer.write_questions"
    ),
    "contract": PartPage("Contract and hours", "Type, working pattern, hours and weeks", "employer.write_contract"),
    "pay": PartPage("Pay", "By the hour or the year, and what it comes to", "employer.write_pay"),
    "places": PartPage("Where the work is", "Postcodes, a whole area, or home", "employer.write_places"),
    "checks": PartPage("Checks and schemes", "Disclosure, professional bodies, Gaelic", "employer.write_checks"),
    "dates": PartPage("Dates", "When the advert opens and closes, and to whom", "employer.write_dates"),
}


@dataclass(frozen=True, kw_only=True)
class Draft(Advert):
    """An advert that its writer has open at the page of a part: what they had typed there, and who else is there."""

    writer: Staff
    unfinished: UnfinishedPart | None
    others: tuple[UnfinishedPart, ...]
    # What it changes, where it is no advert of its own.
    revises: Compared | None

    @property
    def parts(self) -> Sequence[str]:
        return PARTS if self.revises is None else REVISED


def draft_to_write(viewer: Staff, vacancy_id: int) -> Draft:
    """Raises NotVisible, Refused to colleagues who do not write, IllegalMove once it is no draft any longer.

    On the page of a part, its form then shows what the writer had typed and was not complete.
    """
    advert = advert_of(viewer, vacancy_id)
    require_writer(viewer, advert.vacancy.organisation_id)
    if advert.vacancy.state != VACANCY.start:
        raise IllegalMove(VACANCY.noun, "change", advert.vacancy.state)
    part = next((part for part, page in PART_PAGES.items() if page.endpoint == request.endpoint), "")
    revises = what_it_revises(viewer, vacancy_id)
    if revises is not None and part and part not in REVISED:
        raise Refused(NO_ADVERT.format("Dates and questions are changed on the page of the published advert."))
    here = at_page(viewer, vacancy_id, part) if part else ()
    own = next((row for row in here if row.person == viewer.person and row.typed), None)
    if own is not None and request.method == "GET" and g.get("parked") is None:
        g.parked, g.is_unfinished = MultiDict(map(tuple, own.typed)), True
    others = tuple(row for row in here if row.person != viewer.person and is_present(row))
    facts = {field.name: getattr(advert, field.name) for field in fields(advert)}
    return Draft(**facts, writer=viewer, unfinished=own, others=others, revises=revises)


def part_page(part: str, form: HouseForm, draft: Draft, *, shown_again: bool = False, **facts: Any) -> Any:
    """The page of a part; `shown_again` when the form came back on purpose, for another row or a preview."""
    if is_asked(BY_ITSELF):
        return kept_by_itself(draft.writer, draft.vacancy, part, f"{NOT_COMPLETE} {_also(draft)}".strip())
    if is_asked(FORGET):
        forget_typed(draft.writer, draft.vacancy, part)
        return redirect(url_for(PART_PAGES[part].endpoint, vacancy_id=draft.vacancy.id), 303)
    status = 422 if form.is_submitted() and not shown_again else 200
    return _page(part, form, draft, read_from=_read_from(part, draft), **facts), status


def saved(
    viewer: Staff,
    part: str,
    form: HouseForm,
    draft: Draft,
    wanted: Mapping[str, Any],
    and_then: Callable[[], None] = lambda: None,
    **facts: Any,
) -> ResponseReturnValue:
    """Writes what the form says, and what hangs on it (`and_then`), and goes on.

    Where a colleague wrote meanwhile it shows both texts instead. Then the writer saves over the colleague's text,
    which stays among the versions, or leaves it and sets their own aside, which stays there too. A page that saves
    by itself stays where it is.
    """
    vacancy, by_itself = draft.vacancy, is_asked(BY_ITSELF)
    if is_asked(FORGET):
        return part_page(part, form, draft)
    if is_asked(LEAVE_THEIRS):
        set_aside(viewer, vacancy, part, wanted)
        forget_typed(viewer, vacancy, part)
        flash("Your colleague’s text stays. Yours is kept among the earlier versions.", "success")
        return redirect(url_for(PART_PAGES[part].endpoint, vacancy_id=vacancy.id), 303)
    how = "by_itself" if by_itself else "saved"
    try:
        write_part(viewer, vacancy, part, wanted, read_from=request.form.get(READ_FROM), how=how)
    except Overtaken:
        other = _other(viewer, part, draft, wanted)
        if by_itself:
            return kept_by_itself(viewer, vacancy, part, f"{other['told']} Save to see both texts.")
        return _page(part, form, draft, read_from=other["mark"], other=other, **facts), 409
    and_then()
    if by_itself:
        keep_typed(viewer, vacancy, part, [])
        return saved_by_itself(mark_of(standing_part(viewer, vacancy, part)), _also(draft))
    forget_typed(viewer, vacancy, part)
    return onward(part, vacancy.id, draft.parts)


def _other(viewer: Staff, part: str, draft: Draft, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The text that was saved meanwhile: whose, since when, and how it differs."""
    vacancy = draft.vacancy
    stands = standing_part(viewer, vacancy, part)
    last = next(iter(last_versions(viewer, vacancy.id, part, 1)), None)
    if last is not None and last.person == viewer.person:
        told = "You have saved this page in another window."
    else:
        told = f"{_name(draft, last.person if last else None)} has saved this page since you opened it."
    return {
        "told": told,
        "at": last.at if last else vacancy.changed_at,
        "history": url_for("employer.draft_history", vacancy_id=vacancy.id),
        "mark": mark_of(stands),
        "differences": differences(stands, stands | kept(wanted)),
    }


def _also(draft: Draft) -> str:
    """Who else is at the page, in a sentence each."""
    said = [
        f"{_name(draft, row.person)} is writing this page too, since {time_of_day(row.begun_at)}."
        for row in draft.others
    ]
    return " ".join(said)


def _name(draft: Draft, person: int | None) -> str:
    return names_of(draft.writer, draft.vacancy.organisation_id).get(person or 0, FORMER)


def advice_in(part: str, vacancy: Vacancy, criteria: Sequence[Criterion]) -> list[Advice]:
    return [each for each in advice_on(vacancy, criteria, clock.now()) if each.part == part]


def _page(part: str, form: HouseForm, draft: Draft, **facts: Any) -> str:
    facts.setdefault("advice", advice_in(part, draft.vacancy, draft.criteria))
    endpoint = PART_PAGES[part].endpoint.split(".")[1]
    template = f"employer/writing_{part}/{endpoint}.html"
    return render_template(
        template,
        form=form,
        advert=draft,
        part=PART_PAGES[part],
        number=draft.parts.index(part) + 1,
        of=len(draft.parts),
        revises=draft.revises,
        also=_also(draft),
        unfinished_at=draft.unfinished.at if g.get("is_unfinished") and draft.unfinished else None,
        **facts,
    )


def _read_from(part: str, advert: Advert) -> str:
    """The mark of the text that the writer read when they began: a form that comes back keeps it."""
    typed = request.form if request.method == "POST" else g.get("parked") or {}
    stands = kept_part(part, advert.vacancy, advert.criteria, advert.workplaces)
    return str(typed.get(READ_FROM) or mark_of(stands))


def held(vacancy: Vacancy, *names: str, **otherwise: Any) -> dict[str, Any]:
    """What stands in the vacancy under these names, for a form to show; `otherwise` says what to show instead."""
    return {name: getattr(vacancy, name) for name in names} | otherwise


def onward(part: str, vacancy_id: int, parts: Sequence[str]) -> ResponseReturnValue:
    """After saving: the next of `parts`, or the advert's own page when that was asked for or nothing comes after."""
    following = parts[parts.index(part) + 1 :]
    if following and request.form.get("then") != "overview":
        return redirect(url_for(PART_PAGES[following[0]].endpoint, vacancy_id=vacancy_id), 303)
    return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
