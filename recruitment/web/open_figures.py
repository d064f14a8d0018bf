"""The open figures as tables of plain values, with the description that travels with them (Frictionless Data)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from recruitment.advertising.rules import year_name
from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import organisations
from recruitment.reporting.public_figures import FEWEST_EMPLOYERS, PublicYear, public_years
from recruitment.vacancies.live import live_by_category, live_by_organisation

LICENCE: Final = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
WITHHELD: Final = "withheld"


@dataclass(frozen=True)
class Field:
    """A column: `kind` is a type of Table Schema."""

    name: str
    kind: str
    told: str
    is_required: bool = False


@dataclass(frozen=True)
class Resource:
    name: str
    title: str
    told: str
    key: str
    fields: tuple[Field, ...]
    rows: Callable[[Viewer], list[list[Any]]]


def _by_employer(viewer: Viewer) -> list[list[Any]]:
    counts = live_by_organisation(viewer)
    return [
        [each.slug, each.name, each.gss_code or "", counts[each.id]] for each in organisations() if each.id in counts
    ]


def _by_category(viewer: Viewer) -> list[list[Any]]:
    return [[each.slug, each.name, each.vacancies] for each in live_by_category(viewer) if each.vacancies]


def _years(_viewer: Viewer) -> list[list[Any]]:
    return [_year(each) for each in public_years()]


def _year(each: PublicYear) -> list[Any]:
    saving = each.saving
    compared = [None] * 6 if saving is None else [
        saving.organisations, _pounds(saving.baseline_then), _pounds(saving.baseline), _pounds(saving.spent),
        _pounds(saving.in_cash), _pounds(saving.in_real_terms),
    ]  # fmt: skip
    told = (each.placements, _pounds(each.net), each.applications)
    return [
        year_name(each.year), f"{each.year}-04-01", each.organisations,
        *(WITHHELD if value is None else value for value in told),
        *("" if value is None else value for value in compared),
    ]  # fmt: skip


def _pounds(pence: int | None) -> Decimal | None:
    return None if pence is None else Decimal(pence).scaleb(-2)


RESOURCES: Final = (
    Resource(
        "years", "Spend, saving and applications by financial year",
        "All employers together. Withheld: a number of people that is small, and spend that fewer than "
        f"{FEWEST_EMPLOYERS} employers have entered. Empty: there is nothing to compare with.",
        "year",
        (
            Field("year", "string", "Financial year, 1 April to 31 March, such as 2025–26", True),
            Field("begins", "date", "The first day of the financial year", True),
            Field("employers", "integer", "Employers that have entered spend on advertising in the year", True),
            Field("placements", "integer", "Purchases of advertising"),
            Field("net_pounds", "number", "What they cost, in pounds without VAT"),
            Field("applications", "integer", "Applications that were sent in the year"),
            Field("compared", "integer", "Employers whose spend of before the portal is known"),
            Field("before_pounds", "number", "What these spent in a year before the portal, in pounds of that year"),
            Field("before_real_pounds", "number", "The same in pounds of this year"),
            Field("now_pounds", "number", "What these have spent in this year"),
            Field("saved_pounds", "number", "Saved, in cash"),
            Field("saved_real_pounds", "number", "Saved, in real terms"),
        ),
        _years,
    ),
    Resource(
        "vacancies-by-employer", "Vacancies open now by employer", "Adverts that anyone can read at this moment.",
        "employer",
        (
            Field("employer", "string", "Its name in addresses of this portal", True),
            Field("name", "string", "Its name", True),
            Field("gss_code", "string", "Statistical code of a council’s area"),
            Field("vacancies", "integer", "Vacancies open now", True),
        ),
        _by_employer,
    ),
    Resource(
        "vacancies-by-kind", "Vacancies open now by kind of work", "Adverts that anyone can read at this moment.",
        "kind",
        (
            Field("kind", "string", "Its name in addresses of this portal", True),
            Field("name", "string", "Its name", True),
            Field("vacancies", "integer", "Vacancies open now", True),
        ),
        _by_category,
    ),
)  # fmt: skip


def data_package(title: str, homepage: str, made: str, address: Callable[[Resource], str]) -> dict[str, Any]:
    """As the Data Package standard describes it (specs.frictionlessdata.io): what each file and each column holds."""
    return {
        "profile": "tabular-data-package",
        "name": "recruitment-portal-figures",
        "title": title,
        "description": "Vacancies open now, and applications, spend and saving by financial year, of all employers.",
        "homepage": homepage,
        "created": made,
        "licenses": [{"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0", "path": LICENCE}],
        "sources": [{"title": title, "path": homepage}],
        "resources": [_described(each, address(each)) for each in RESOURCES],
    }


def _described(resource: Resource, address: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "title": resource.title,
        "description": resource.told,
        "path": address,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(each) for each in resource.fields],
            "primaryKey": resource.key,
            "missingValues": ["", WITHHELD],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.kind, "description": field.told}
    return described | ({"constraints": {"required": True}} if field.is_required else {})


def heads(resource: Resource) -> Sequence[str]:
    return [field.name for field in resource.fields]
