"""What vacancies cost and brought, by whatever they may be grouped by: sums of HiringFigure as they may be shown."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from recruitment.advertising.rules import year_name
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import area_names
from recruitment.reporting.counted import Counted, counted_table
from recruitment.reporting.fact_tables import ORIGINS, PROMISED, STAGES, STAYING
from recruitment.reporting.tables import HiringFigure
from recruitment.vacancies.outcomes import REASONS
from recruitment.vacancies.stages import AUDIENCES
from recruitment.vacancies.tables import Category
from recruitment.vacancies.vocabulary import CONTRACT_TYPES

# By what vacancies may be grouped: the dimension of HiringFigure, and the column that tells one line from another.
GROUPINGS: Final[Mapping[str, tuple[str, Any]]] = {
    "organisation": ("month", HiringFigure.organisation_id),
    "year": ("month", HiringFigure.year),
    "month": ("month", HiringFigure.key),
    "department": ("department", HiringFigure.key),
    "category": ("work", HiringFigure.key),
    "area": ("work", HiringFigure.area),
    "contract": ("contract", HiringFigure.key),
    "release": ("release", HiringFigure.key),
    "reason": ("reason", HiringFigure.key),
}
# Counts of vacancies and money, which tell of no person.
SUMS: Final = (
    "vacancies", "posts", "unspent", "no_department", "no_category", "no_area", "placements", "net", "vat",
    *(f"{how}_{kind}" for kind in PROMISED for how in ("kept", "missed")),
    "filled", "unfilled", "withdrawn", "unanswered", "ended_posts", "ended_posts_filled",
)  # fmt: skip
# Counts of people. Each group is a table of its own: its columns add up to something that is known.
PEOPLE: Final = (
    *((stage,) for stage in (*STAGES, "ended_submitted")), ("said_yes", "said_no", "unsaid"), ORIGINS, STAYING,
)  # fmt: skip
SUMMED: Final = (*SUMS, *STAGES, "ended_submitted", "said_yes", "said_no", *ORIGINS, *STAYING)
NOT_SAID: Final = "Not stated"
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "contract": CONTRACT_TYPES, "release": AUDIENCES, "reason": REASONS,
}  # fmt: skip
People = Mapping[str, int | None]


def rate(whole: int, parts: int | None) -> int | None:
    """Pence for each of so many, to the nearest penny; None where there is none, or they are withheld."""
    return (2 * whole + parts) // (2 * parts) if parts else None


def share(part: int | None, rest: int | None) -> float | None:
    """Of a part and the rest; None where either is withheld, or there is nothing."""
    if part is None or rest is None or not part + rest:
        return None
    return part / (part + rest)


@dataclass(frozen=True)
class HiringLine:
    """One group. `key`: an organisation's number, a year, 2026-04, a code, or a department's name.

    `sums` by SUMS; `people` by the names in PEOPLE, None where withheld. Money is pence without VAT.
    """

    key: Any
    name: str
    sums: Mapping[str, int]
    people: Mapping[str, int | None]

    @property
    def cost_of_an_advert(self) -> int | None:
        return rate(self.sums["net"], self.sums["vacancies"])

    @property
    def cost_of_an_application(self) -> int | None:
        return rate(self.sums["net"], self.people["submitted"])

    @property
    def cost_of_a_shortlisted(self) -> int | None:
        return rate(self.sums["net"], self.people["shortlisted"])

    @property
    def cost_of_an_appointment(self) -> int | None:
        return rate(self.sums["net"], self.people["appointed"])

    @property
    def applications_a_vacancy(self) -> float | None:
        submitted = self.people["submitted"]
        return None if submitted is None or not self.sums["vacancies"] else submitted / self.sums["vacancies"]

    @property
    def applications_a_post(self) -> float | None:
        """Of vacancies that have ended."""
        submitted = self.people["ended_submitted"]
        return None if submitted is None or not self.sums["ended_posts"] else submitted / self.sums["ended_posts"]

    @property
    def share_unfilled(self) -> float | None:
        """Of vacancies that ended filled or not."""
        return share(self.sums["unfilled"], self.sums["filled"])

    @property
    def posts_unfilled(self) -> int:
        return self.sums["ended_posts"] - self.sums["ended_posts_filled"]

    @property
    def share_of_promises_kept(self) -> float | None:
        kept, missed = (sum(self.sums[f"{how}_{kind}"] for kind in PROMISED) for how in ("kept", "missed"))
        return share(kept, missed)

    @property
    def share_of_appointments_outside(self) -> float | None:
        """From outside local government, of those whose council has said."""
        return share(self.people["outside"], self._others("outside"))

    @property
    def churn(self) -> float | None:
        """The share of appointments that went to people already employed by a Scottish council."""
        outside = self.share_of_appointments_outside
        return None if outside is None else 1 - outside

    @property
    def share_redeployed(self) -> float | None:
        return share(self.people["redeployed"], self._others("redeployed"))

    @property
    def share_of_applicants_outside(self) -> float | None:
        """Of those who said whether they work for a Scottish council."""
        return share(self.people["said_no"], self.people["said_yes"])

    @property
    def share_staying(self) -> float | None:
        return share(self.people["still"], self.people["gone"])

    def _others(self, origin: str) -> int | None:
        others = [self.people[name] for name in ORIGINS if name != origin]
        return None if None in others else sum(count or 0 for count in others)


@dataclass(frozen=True)
class HiringTable:
    """Lines in the order of their names (of their time, by year and month), and all together. The sums of a total are
    the sums of its lines; its people too, or None where a total would tell what is withheld."""

    lines: tuple[HiringLine, ...]
    total: HiringLine


def hiring(
    viewer: Viewer, by: str, *, years: Sequence[int] = (), organisation_id: int | None = None, area: str | None = None,
    category: str | None = None,
) -> HiringTable:  # fmt: skip
    """Of these financial years, or of all; of one organisation or of all that the viewer reaches; of one council area
    or one category, where vacancies are grouped by category, area, organisation or year.

    Nobody who reads all organisations is told counts of people of a single one but in the table of all: sums of the
    others would tell what one of them withholds. The same holds for a single area or category.
    Raises KeyError for what is no grouping, ValueError for one that knows no area or category.
    """
    dimension, group = GROUPINGS[by]
    if area is not None or category is not None:
        if by not in ("organisation", "year", "category", "area"):
            raise ValueError(f"no area or category by {by}")
        dimension = "work"
    figure = HiringFigure
    wanted = visible(viewer, figure).where(figure.dimension == dimension)
    narrowed = ((figure.organisation_id, organisation_id), (figure.area, area), (figure.key, category))
    for column, value in narrowed:
        wanted = wanted if value is None else wanted.where(column == value)
    wanted = wanted.where(figure.year.in_(years)) if years else wanted
    sums = [func.sum(getattr(figure, name)).label(name) for name in SUMMED]
    columns = (figure.year.label("of_year"), group.label("group"), *sums)
    rows = db.session.execute(wanted.with_only_columns(*columns).group_by(figure.year, group)).all()
    is_withheld = viewer.kind != "staff" and (organisation_id, area, category) != (None, None, None)
    return _table(by, rows, {}, {}) if is_withheld else _table(by, rows, *_people(by, rows))


def _table(by: str, rows: Sequence[Any], people: Mapping[Any, People], of_all: People) -> HiringTable:
    groups: dict[Any, Counter[str]] = defaultdict(Counter)
    for row in rows:
        groups[row.group].update({name: int(getattr(row, name)) for name in SUMMED})
    names = names_of(by, groups)
    order = sorted(groups, key=lambda key: (key if by in ("year", "month") else names[key], str(key)))
    whole: Counter[str] = Counter()
    for counts in groups.values():
        whole.update(counts)
    lines = (_line(key, names[key], groups[key], people.get(key, {})) for key in order)
    return HiringTable(tuple(lines), _line(None, "All", whole, of_all))


def _line(key: Any, name: str, counts: Mapping[str, int], people: People) -> HiringLine:
    shown = {column: people.get(column) for columns in PEOPLE for column in columns}
    return HiringLine(key, name, {column: counts[column] for column in SUMS}, shown)


def _people(by: str, rows: Sequence[Any]) -> tuple[dict[Any, dict[str, int | None]], dict[str, int | None]]:
    """By group, and of all together. What is not in a table of counts is nought."""
    keys = {str(row.group): row.group for row in rows}
    # Years are the lines of a table by year, so that all of it is one.
    counted = [Counted(0 if by == "year" else row.of_year, str(row.group), _counts(row)) for row in rows]
    found: dict[Any, dict[str, int | None]] = {key: {} for key in keys.values()}
    of_all: dict[str, int | None] = {}
    for columns in PEOPLE:
        told = counted_table(counted, columns)
        for counts in found.values():
            counts.update(dict.fromkeys(columns, 0))
        for line in told.lines:
            found[keys[line.name]].update(line.counts)
        of_all.update(told.total.counts)
    return found, of_all


def _counts(row: Any) -> dict[str, int]:
    counts = {column: int(getattr(row, column)) for columns in PEOPLE for column in columns if column != "unsaid"}
    return counts | {"unsaid": counts["submitted"] - counts["said_yes"] - counts["said_no"]}


def names_of(by: str, keys: Collection[Any]) -> dict[Any, str]:
    """What each group is called where it is read; what is not stated is said to be so."""
    if by == "organisation":
        return {
            key: name for key, name in db.session.execute(select(Organisation.id, Organisation.name)) if key in keys
        }
    if by == "year":
        return {key: year_name(key) for key in keys}
    if by == "month":
        return {key: f"{date.fromisoformat(f'{key}-01'):%B %Y}" for key in keys}
    known: Mapping[str, str] = {}
    if by == "category":
        known = {code: name for code, name in db.session.execute(select(Category.code, Category.name))}
    elif by == "area":
        known = area_names(keys)
    elif by in WORDS:
        known = WORDS[by]
    return {key: known.get(key, key) or NOT_SAID for key in keys}
