"""An organisation's adverts as a list, and a vacancy as a line of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import members, workplaces_of
from recruitment.applications.queries import chooses_at, count_by_vacancy
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Staff
from recruitment.vacancies.import_tables import IMPORTERS
from recruitment.vacancies.lifecycle import WRITERS
from recruitment.vacancies.outcomes import ENDED
from recruitment.vacancies.phase_counts import phase_counts
from recruitment.vacancies.queries import departments_of, listing, returned_drafts
from recruitment.vacancies.revision_queries import adverts_changed
from recruitment.vacancies.rules import PHASES, phase
from recruitment.vacancies.stages import first_start
from recruitment.vacancies.tables import Vacancy
from recruitment.web.brand import day, moment
from recruitment.web.doors import employer
from recruitment.web.employer.stage_words import stage_in_words
from recruitment.web.public.words import closing_in_words

PHASE_COLOURS = {
    "draft": "grey", "awaiting_approval": "yellow", "approved": "teal", "scheduled": "blue",
    "early": "darkblue", "live": "green", "closed": "orange", "filled": "purple", "unfilled": "pink",
    "withdrawn": "red",
}  # fmt: skip
# An organisation, or a row of one.
Place = TypeVar("Place", bound=Any)


@dataclass(frozen=True)
class Line:
    """A vacancy in a list of ours."""

    vacancy: Vacancy
    phase: tuple[str, str]
    next_date: str
    applicants: str = ""
    # What waits, where it is not the advert itself, and the endpoint of the page where it is done.
    note: str = ""
    endpoint: str = "employer.vacancy"


@dataclass(frozen=True)
class ListPages:
    """What the pagination macro asks."""

    page: int
    pages: int
    filters: dict[str, Any]

    def url_for_page(self, number: int) -> str:
        return url_for("employer.vacancies", page=number, **self.filters)


def line(vacancy: Vacancy, now: str = "", today: date | None = None, *, is_returned: bool = False, **told: str) -> Line:
    """A draft that came back from an approver says so. `now`: its phase, where that is known; `today`, the same;
    `told`: what else the line says."""
    now = now or phase(vacancy, clock.now())
    tag = ("Returned", "orange") if is_returned else (PHASES[now], PHASE_COLOURS[now])
    return Line(vacancy, tag, _next_date(vacancy, now, today), **told)


def change_to(reference: str | None) -> str:
    """What a list says of a draft that changes the published advert of this reference."""
    return f"Change to {reference}" if reference else ""


def _next_date(vacancy: Vacancy, now: str, today: date | None) -> str:
    """opens 4 June 2026 at 9:00am, closes tomorrow, Friday 5 June 2026 at 11:59pm, ended 4 June 2026"""
    if now in ENDED:
        return f"ended {day(vacancy.changed_at)}"
    if now == "scheduled":
        return f"opens {moment(first_start(vacancy))}"
    if now == "early":
        return stage_in_words(vacancy, clock.now()).rstrip(".")
    if vacancy.closes_at is None:
        return ""
    return f"{'closed' if now == 'closed' else 'closes'} {closing_in_words(vacancy.closes_at, today)}"


def shows_applicants(viewer: Staff, vacancy: Vacancy) -> bool:
    """Whether anybody could have applied yet, and this viewer is among those who choose."""
    is_open = vacancy.published_at is not None and phase(vacancy, clock.now()) != "scheduled"
    return is_open and chooses_at(viewer, vacancy.organisation_id)


def chosen_organisations(ours: Sequence[Place], slug: str | None) -> list[Place]:
    """All, or the one whose slug was asked for. Raises NotVisible for another organisation's."""
    if not slug:
        return list(ours)
    found = [organisation for organisation in ours if organisation.slug == slug]
    if not found:
        raise NotVisible("not an organisation of this viewer")
    return found


@dataclass(frozen=True)
class Asked:
    """What narrows the list, as the page offers it: choices by their names, and what of them was chosen."""

    words: str
    state: str
    department: str
    person: int | None
    departments: Sequence[str]
    people: dict[int, str]

    @property
    def chosen(self) -> dict[str, Any]:
        """The parameters of the address, those that ask for nothing left out."""
        given = {"q": self.words, "state": self.state, "department": self.department, "person": self.person}
        return {name: value for name, value in given.items() if value}

    @property
    def said(self) -> str:
        """For paper, where the boxes are not: “cleaner”, Draft, Education, Bo Boss"""
        quoted = f"“{self.words}”" if self.words else ""
        person = self.people[self.person] if self.person else ""
        return ", ".join(filter(None, (quoted, PHASES.get(self.state, ""), self.department, person)))


def _asked(viewer: Staff, ids: Sequence[int]) -> Asked:
    """What is asked for that the page does not offer narrows nothing."""
    departments = departments_of(viewer, ids)
    people = {row.account_id: row.name for each in ids for row in members(viewer, each)}
    state, department = request.args.get("state", ""), request.args.get("department", "")
    person = request.args.get("person", type=int)
    return Asked(
        words=request.args.get("q", "").strip(),
        state=state if state in PHASES else "",
        department=department if department in departments else "",
        person=person if person in people else None,
        departments=departments,
        people=dict(sorted(people.items(), key=lambda item: item[1].casefold())),
    )


@employer.get("/vacancies")
def vacancies(viewer: Staff) -> ResponseReturnValue:
    organisations = workplaces_of(viewer.person)
    slug = request.args.get("organisation", "")
    ids = [organisation.id for organisation in chosen_organisations(organisations, slug)]
    asked = _asked(viewer, ids)
    found = listing(
        viewer,
        ids,
        phase=asked.state or None,
        words=asked.words,
        department=asked.department or None,
        person=asked.person,
        page=request.args.get("page", 1, type=int),
    )
    returned = returned_drafts(viewer, [vacancy.id for vacancy in found.vacancies])
    changes = adverts_changed(viewer, [vacancy.id for vacancy in found.vacancies if vacancy.published_at is None])
    counts = phase_counts(viewer, ids)
    counted = [vacancy.id for vacancy in found.vacancies if shows_applicants(viewer, vacancy)]
    filters = asked.chosen | ({"organisation": slug} if slug else {})
    return render_template(
        "employer/vacancies/vacancies.html",
        lines=[
            line(each, is_returned=each.id in returned, note=change_to(changes.get(each.id)))
            for each in found.vacancies
        ],
        applicants={**dict.fromkeys(counted, 0), **count_by_vacancy(viewer, counted)},
        found=found,
        asked=asked,
        pages=ListPages(found.page, found.pages, filters),
        states=[(code, f"{name} ({counts[code]})") for code, name in PHASES.items()],
        organisations=organisations,
        names=[(organisation.slug, organisation.name) for organisation in organisations],
        filters=filters,
        may_write=bool(viewer.organisations_as(*WRITERS)),
        may_import=bool(viewer.organisations_as(*IMPORTERS)),
    )
