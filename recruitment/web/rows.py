"""Rows of other programs checked by the forms of the advert's pages, so that both know one set of rules.

A part of an advert of which a row is silent stays to be written on its page; a part that is begun has to be whole.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import Field

from recruitment.core import clock
from recruitment.core.viewers import ApiKey, Staff
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import town_of
from recruitment.vacancies.documents_asked import wanted_in
from recruitment.vacancies.draft_actions import CriterionLine
from recruitment.vacancies.pay_choices import day_of_pay
from recruitment.vacancies.queries import categories
from recruitment.vacancies.question_bank import bank
from recruitment.vacancies.row_columns import BY_NAME, COLUMNS
from recruitment.vacancies.row_questions import Bank, bank_by_name, questions_read
from recruitment.vacancies.row_reading import Typed, typed
from recruitment.vacancies.row_storing import Place, RowFacts, Whereabouts, whole_area
from recruitment.vacancies.rules import PARTS, WITH_WORKFORCE
from recruitment.vacancies.tables import Vacancy
from recruitment.web.employer.writing_about import AboutForm
from recruitment.web.employer.writing_checks import ChecksForm
from recruitment.web.employer.writing_contract import ContractForm
from recruitment.web.employer.writing_criteria import MOST_CRITERIA, CriteriaForm
from recruitment.web.employer.writing_dates import DatesForm
from recruitment.web.employer.writing_pay_fields import PayForm
from recruitment.web.employer.writing_places import MOST_SITES, PlacesForm
from recruitment.web.employer.writing_post import PostForm
from recruitment.web.fields import HouseForm

# No page sent it, so it holds no token; whoever reads the row has been admitted by a door of their own.
NO_TOKEN: Final = {"csrf": False}
# Of each part: the field of its form, by the column. Rows of criteria and workplaces are told apart below.
FIELDS: Final = {
    "post": {"reference": "own_reference", "title": "title", "category": "category", "department": "department",
             "posts": "posts"},
    "about": {"summary": "summary", "duties": "duties"},
    "contract": {"contract_type": "contract_type", "contract_ends": "contract_ends", "contract_note": "contract_note",
                 "patterns": "patterns", "hours": "hours_low", "hours_to": "hours_high", "hours_note": "hours_note",
                 "weeks_a_year": "weeks_a_year", "full_time_hours": "full_time_hours"},
    "pay": {"pay_basis": "pay_basis", "pay_from": "pay_low", "pay_to": "pay_high", "pro_rata": "is_pro_rata",
            "grade": "grade"},
    "checks": {"disclosure": "disclosure_level", "workforce": "disclosure_workforce", "registration": "registration",
               "registration_note": "registration_note"},
    "dates": {"closing_date": "closes_on", "redeployees_from": "redeployees_on", "internal_from": "internal_on",
              "members_from": "members_on", "public_from": "opens_on", "public": "public",
              "shortlist_by": "shortlist_by", "interviews_from": "interviews_from", "interviews_to": "interviews_to",
              "decide_by": "decide_by"},
}  # fmt: skip
TIME: Final = ("contract_type", "hours_low", "hours_high", "full_time_hours", "weeks_a_year")
SHOWN: Final = 40


@dataclass
class Checked:
    """What a row says, or what is wrong with it, by the name of the column."""

    facts: RowFacts | None = None
    problems: dict[str, str] = field(default_factory=dict)


@dataclass
class RowCheck:
    """What rows are checked against; made once for many rows of one organisation."""

    organisation: Organisation
    categories: dict[str, str]
    bank: Bank = field(default_factory=dict)

    @classmethod
    def of(cls, viewer: Staff | ApiKey, organisation: Organisation) -> "RowCheck":
        known = {category.code: category.name for category in categories()}
        return cls(organisation, known, bank_by_name(bank(viewer, [organisation.id])))

    def __post_init__(self) -> None:
        self.area = self.organisation.area_name or self.organisation.name
        self.whole_area: Callable[[], Place] = cache(lambda: whole_area(self.area))
        self._towns: dict[tuple[str, str], str] = {}

    def check(self, values: Mapping[str, Any], draft: Vacancy | None = None) -> Checked:
        """`draft`: what bears the row's reference already, for what its parts ask of each other."""
        read = typed(values, self.categories)
        problems = dict(read.problems)
        parts: dict[str, dict[str, Any]] = {}
        if "reference" not in read.boxes and "reference" not in problems:
            problems["reference"] = "Enter your own reference"
        begun = {column.part for column in COLUMNS if column.name in read.boxes}
        criteria, whereabouts = None, None
        for part in PARTS:
            if part not in begun or any(BY_NAME[name].part == part for name in read.problems):
                continue
            if part == "criteria":
                criteria = _criteria(read, problems)
            elif part == "questions":
                held = wanted_in(draft.documents_asked) if draft is not None else ()
                parts[part] = questions_read(read.boxes, problems, self.bank, held)
            elif part == "places":
                whereabouts = self._whereabouts(read, problems)
            else:
                parts[part] = self._part(part, read, draft, parts, problems)
        if problems:
            return Checked(problems={name: problems[name] for name in BY_NAME if name in problems})
        return Checked(RowFacts(parts["post"]["own_reference"], parts, criteria, whereabouts))

    def _part(
        self, part: str, read: Typed, draft: Vacancy | None, parts: Mapping[str, Mapping[str, Any]],
        problems: dict[str, str],
    ) -> dict[str, Any]:  # fmt: skip
        boxes = MultiDict(_filled(part, read.boxes))
        form = self._form(part, boxes, read, draft, parts.get("contract", {}))
        if form.validate():
            return FACTS[part](form)
        known = {form_field: column for column, form_field in FIELDS[part].items()}
        for name, said in form.errors.items():
            column = known.get(name or "", next(iter(FIELDS[part])))
            problems.setdefault(column, _first(said))
        return {}

    def _form(
        self, part: str, boxes: MultiDict[str, str], read: Typed, draft: Vacancy | None, contract: Mapping[str, Any]
    ) -> Any:
        if part == "post":
            form = PostForm(formdata=boxes, meta=NO_TOKEN)
            form.category.choices = {"": "Choose the category", **self.categories}
            return form
        if part == "contract":
            form = ContractForm(formdata=boxes, meta=NO_TOKEN)
            form.table_hours = _table_hours(read, draft)
            return form
        if part == "pay":
            post = _post_of(self.organisation.id, draft, contract)
            return PayForm(post, day_of_pay(post, clock.now()), [], None, formdata=boxes, meta=NO_TOKEN)
        made: dict[str, type[HouseForm]] = {"about": AboutForm, "checks": ChecksForm, "dates": DatesForm}
        return made[part](formdata=boxes, meta=NO_TOKEN)

    def _whereabouts(self, read: Typed, problems: dict[str, str]) -> Whereabouts | None:
        sites, area, home = (read.boxes.get(name) for name in ("workplaces", "whole_area", "home_based"))
        chosen = [
            where for where, is_it in (("sites", sites), ("area", area == "yes"), ("home", home == "yes")) if is_it
        ]
        if len(chosen) > 1:
            problems["workplaces"] = "Say where the work is in one way: workplaces, the whole area, or home based"
            return None
        if chosen == ["area"]:
            return Whereabouts((self.whole_area(),), False)
        if chosen == ["home"]:
            return Whereabouts((), True)
        if not chosen:
            problems["workplaces"] = "Enter the name and postcode of at least one workplace"
            return None
        return self._at_sites(list(sites or ()), problems)

    def _at_sites(self, lines: list[str], problems: dict[str, str]) -> Whereabouts | None:
        """Each line is a name, a comma and a postcode."""
        if len(lines) > MOST_SITES:
            problems["workplaces"] = f"Enter {MOST_SITES} workplaces at most, or say that it is the whole area"
            return None
        boxes = MultiDict({"where": "sites"})
        for number, line in enumerate(lines):
            label, _, postcode = line.rpartition(",")
            boxes.add(f"sites-{number}-label", label)
            boxes.add(f"sites-{number}-postcode", postcode)
        form = PlacesForm(formdata=boxes, meta=NO_TOKEN)
        form.where.choices = {"sites": ""}
        if not form.validate():
            problems["workplaces"] = _first_of_rows(form.sites, lines) or _first(list(form.errors.values()))
            return None
        return Whereabouts(tuple(
            Place("site", site.label, site.postcode.code, self._town(site.postcode, site.label),
                  (site.postcode.lat, site.postcode.lon, site.postcode.island))
            for site in form.chosen_sites
        ), False)  # fmt: skip

    def _town(self, postcode: Any, label: str) -> str:
        key = (postcode.code, label)
        if key not in self._towns:
            self._towns[key] = town_of(postcode, label)
        return self._towns[key]


def _filled(part: str, boxes: Mapping[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    """Names and values as a browser would send them, with what the pages fill in by themselves."""
    given = {form_field: boxes[column] for column, form_field in FIELDS[part].items() if column in boxes}
    given |= {name: value for name, value in USUAL.get(part, {}).items() if name not in given}
    if part == "pay":
        is_shared = boxes.get("pro_rata", "yes") == "yes"
        given.pop("is_pro_rata", None)
        given |= {"is_pro_rata": "y"} if is_shared else {}
    for name, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            yield name, each


USUAL: Final[dict[str, dict[str, str]]] = {
    "post": {"posts": "1"},
    "checks": {"gaelic": "none"},
    "dates": {"closes_time": "23:59", "public": "yes"},
}


def _criteria(read: Typed, problems: dict[str, str]) -> tuple[CriterionLine, ...] | None:
    columns = {"essential": "essential_criteria", "desirable": "desirable_criteria"}
    lines = [(kind, line) for kind, column in columns.items() for line in read.boxes.get(column, ())]
    if len(lines) > MOST_CRITERIA:
        problems["essential_criteria"] = f"Enter {MOST_CRITERIA} criteria at most"
        return None
    boxes = MultiDict[str, str]()
    for number, (kind, line) in enumerate(lines):
        for name, value in (("text", line), ("kind", kind), ("assessed_by", "application")):
            boxes.add(f"rows-{number}-{name}", value)
    form = CriteriaForm(formdata=boxes, meta=NO_TOKEN)
    if form.validate():
        return tuple(form.lines)
    for (kind, line), entry in zip(lines, form.rows.entries, strict=True):
        if entry.form.errors:
            problems.setdefault(columns[kind], f"“{line[:SHOWN]}”: {_first(entry.form.errors)}")
    return None


def _first_of_rows(rows: Field, lines: list[str]) -> str:
    for line, entry in zip(lines, rows.entries, strict=True):
        if entry.form.errors:
            return f"“{line[:SHOWN]}”: {_first(entry.form.errors)}"
    return ""


def _first(said: Any) -> str:
    """The first message at whatever depth."""
    while not isinstance(said, str):
        said = next(iter(said.values() if isinstance(said, dict) else [each for each in said if each]))
    return said


def _table_hours(read: Typed, draft: Vacancy | None) -> Decimal | None:
    """Of the pay table from which the draft's pay was taken, where the row leaves that pay."""
    is_left = not any(column.part == "pay" and column.name in read.boxes for column in COLUMNS)
    return draft.full_time_hours if draft is not None and draft.pay_table and is_left else None


def _post_of(organisation_id: int, draft: Vacancy | None, contract: Mapping[str, Any]) -> Vacancy:
    """A vacancy of the row's time, for working its pay out."""
    held = {name: contract[name] if contract else getattr(draft, name, None) for name in TIME}
    opens: date | None = getattr(draft, "public_from", None)
    return Vacancy(organisation_id=organisation_id, allowances=[], pay_note="", public_from=opens, **held)


def _of_post(form: PostForm) -> dict[str, Any]:
    return {"title": form.title.data, "category_code": form.category.data, "department": form.department.data or "",
            "posts": form.posts.data, "own_reference": form.own_reference.data}  # fmt: skip


def _of_about(form: AboutForm) -> dict[str, Any]:
    return {"summary": form.summary.data, "duties": form.duties.data}


def _of_contract(form: ContractForm) -> dict[str, Any]:
    facts = dict(form.data)
    for name in ("contract_note", "hours_note"):
        facts[name] = facts[name] or ""
    facts["hours_high"] = form.hours_high.data or form.hours_low.data
    return facts


def _of_pay(form: PayForm) -> dict[str, Any]:
    return {name: value for name, value in form.facts.items() if name not in ("pay_note", "allowances")}


def _of_checks(form: ChecksForm) -> dict[str, Any]:
    with_workforce = form.disclosure_level.data in WITH_WORKFORCE
    return {
        "disclosure_level": form.disclosure_level.data,
        "disclosure_workforce": form.disclosure_workforce.data if with_workforce else None,
        "registration": form.registration.data or "",
        "registration_note": form.registration_note.data or "",
    }


def _of_dates(form: DatesForm) -> dict[str, Any]:
    """A row that is silent of stages leaves those that the draft has."""
    tells = form.has_early or form.opens_on.data is not None
    return {"closes_at": form.closes_at, **form.days} | (form.columns if tells else {})


FACTS: Final[dict[str, Callable[[Any], dict[str, Any]]]] = {
    "post": _of_post, "about": _of_about, "contract": _of_contract, "pay": _of_pay, "checks": _of_checks,
    "dates": _of_dates,
}  # fmt: skip
