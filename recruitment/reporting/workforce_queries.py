"""Which work is sought where and cannot be found, over time; and which media bring people at the lowest cost."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func, select

from recruitment.advertising.media import media_names
from recruitment.applications.vocabulary import HEARD_FROM
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.reporting.fact_tables import VacancyFact
from recruitment.reporting.hiring_queries import names_of, rate, share
from recruitment.reporting.rules import smallest_shown, suppressed, suppressed_cells
from recruitment.reporting.tables import HiringFigure, ResponseFigure
from recruitment.reporting.tallies import REPORTING
from recruitment.vacancies.tables import Category

# Days after closing from which a vacancy without an ending on record is one that somebody forgot.
FORGOTTEN_AFTER: Final = timedelta(days=90)
WORK: Final = ("vacancies", "posts", "filled", "unfilled", "ended_posts", "ended_posts_filled", "ended_submitted")


@dataclass(frozen=True)
class WorkLine:
    """One kind of work in one council area and financial year: what was published in it, and what ended in it.

    `soc_groups`: SOC 2020 unit groups of the category. `applications`: to what ended, None where withheld.
    """

    year: int
    category: str
    category_name: str
    soc_groups: tuple[str, ...]
    area: str
    area_name: str
    vacancies: int
    posts: int
    filled: int
    unfilled: int
    ended_posts: int
    ended_posts_filled: int
    applications: int | None

    @property
    def share_unfilled(self) -> float | None:
        return share(self.unfilled, self.filled)

    @property
    def posts_unfilled(self) -> int:
        return self.ended_posts - self.ended_posts_filled

    @property
    def applications_a_post(self) -> float | None:
        return None if self.applications is None or not self.ended_posts else self.applications / self.ended_posts


def workforce(
    viewer: Viewer, *, years: Sequence[int] = (), area: str | None = None, soc_group: str | None = None
) -> tuple[WorkLine, ...]:
    """By financial year, category and area; of one area, and of the categories that hold one SOC 2020 unit group.

    Which counts are withheld is told by the whole of each year, whatever of it is asked for, so that no two questions
    together tell one; sums by category or by area tell none either.
    """
    figure = HiringFigure
    wanted = visible(viewer, figure).where(figure.dimension == "work")
    wanted = wanted.where(figure.year.in_(years)) if years else wanted
    columns = (figure.year, figure.key, figure.area, *(func.sum(getattr(figure, name)).label(name) for name in WORK))
    rows = db.session.execute(wanted.with_only_columns(*columns).group_by(figure.year, figure.key, figure.area)).all()
    hidden = _hidden(rows)
    groups = {code: tuple(found) for code, found in db.session.execute(select(Category.code, Category.soc_groups))}
    areas, categories = (names_of(by, {getattr(row, by_row) for row in rows})
                         for by, by_row in (("area", "area"), ("category", "key")))  # fmt: skip
    lines = (
        WorkLine(
            row.year, row.key, categories[row.key], groups.get(row.key, ()), row.area, areas[row.area],
            row.vacancies, row.posts, row.filled, row.unfilled, row.ended_posts, row.ended_posts_filled,
            None if (row.year, row.key, row.area) in hidden else row.ended_submitted,
        )
        for row in rows
        if area in (None, row.area) and (soc_group is None or soc_group in groups.get(row.key, ()))
    )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.year, line.category_name, line.area_name)))


def _hidden(rows: Iterable[Any]) -> set[tuple[int, str, str]]:
    years: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        years[row.year][row.key][row.area] = int(row.ended_submitted)
    smallest = smallest_shown()
    return {(year, *cell) for year, counts in years.items() for cell in suppressed_cells(counts, smallest)}


@dataclass(frozen=True)
class MediumLine:
    """What one medium cost and brought for one category, or for all (an empty one): pence without VAT. `appointed`:
    those who said that they saw the advert there, None where withheld."""

    category: str
    category_name: str
    medium: str
    medium_name: str
    net: int
    submitted: int | None
    appointed: int | None

    @property
    def cost_of_an_application(self) -> int | None:
        return rate(self.net, self.submitted)

    @property
    def cost_of_an_appointment(self) -> int | None:
        return rate(self.net, self.appointed)


def media_by_category(viewer: Viewer, *, years: Sequence[int]) -> tuple[MediumLine, ...]:
    """Of vacancies published in these years, all that the viewer reaches together: by category the media in which
    something was spent or seen, those with the lowest cost of an appointment first. What costs nothing has no cost.

    Sums over categories or media are not told, so that nothing is found by subtraction.
    """
    figure = ResponseFigure
    wanted = visible(viewer, figure).where(figure.year.in_(years))
    columns = (figure.category, figure.medium, *(func.sum(getattr(figure, name)).label(name)
                                                 for name in ("net", "submitted", "appointed")))  # fmt: skip
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for category, medium, *numbers in db.session.execute(
        wanted.with_only_columns(*columns).group_by(figure.category, figure.medium)
    ):
        found[category][medium].update(
            {name: int(number) for name, number in zip(("net", "submitted", "appointed"), numbers, strict=True)}
        )
    categories = names_of("category", found)
    media = {**HEARD_FROM, **media_names()}
    lines = [
        line for category, counts in found.items() for line in _media(category, categories[category], counts, media)
    ]
    return tuple(sorted(lines, key=lambda line: (line.category_name, *_cheapest(line))))


def _cheapest(line: MediumLine) -> tuple[bool, int, str]:
    cost = line.cost_of_an_appointment if line.net else None
    return cost is None, cost or 0, line.medium_name


def _media(
    category: str, name: str, counts: Mapping[str, Mapping[str, int]], media: Mapping[str, str]
) -> Iterable[MediumLine]:
    smallest = smallest_shown()
    hidden = {
        people: suppressed({medium: each[people] for medium, each in counts.items()}, smallest)
        for people in ("submitted", "appointed")
    }
    for medium, each in counts.items():
        told = {people: None if medium in hidden[people] else each[people] for people in hidden}
        if medium:
            yield MediumLine(category, name, medium, media.get(medium, medium), each["net"], **told)


@dataclass(frozen=True)
class QualityLine:
    """What an organisation has not entered: of `vacancies` published, how many lack what, and of those that `ended`
    filled or not how many nobody has answered for. `open_long`: closed long ago, and no ending is on record."""

    key: int
    name: str
    vacancies: int
    no_department: int
    no_category: int
    no_area: int
    unspent: int
    ended: int
    unanswered: int
    open_long: int

    @property
    def share_complete(self) -> float | None:
        """Of all that could be entered, how much is."""
        asked = 3 * self.vacancies + self.ended + self.open_long
        lacking = self.no_department + self.no_category + self.no_area + self.unanswered + self.open_long
        return (asked - lacking) / asked if asked else None


def data_quality(viewer: Viewer, *, years: Sequence[int] = ()) -> tuple[QualityLine, ...]:
    """By organisation that the viewer reaches; what is open for long counts whatever the years."""
    figure, fact = HiringFigure, VacancyFact
    counted = ("vacancies", "no_department", "no_category", "no_area", "unspent", "filled", "unfilled", "unanswered")
    wanted = visible(viewer, figure).where(figure.dimension == "month")
    wanted = wanted.where(figure.year.in_(years)) if years else wanted
    columns = (figure.organisation_id, *(func.sum(getattr(figure, name)).label(name) for name in counted))
    rows = db.session.execute(wanted.with_only_columns(*columns).group_by(figure.organisation_id)).all()
    late = visible(REPORTING, fact).where(fact.ending == "", fact.closed_on < clock.today() - FORGOTTEN_AFTER)
    by_organisation = late.with_only_columns(fact.organisation_id, func.count()).group_by(fact.organisation_id)
    open_long = {key: count for key, count in db.session.execute(by_organisation)}
    names = names_of("organisation", {row.organisation_id for row in rows})
    lines = (
        QualityLine(
            row.organisation_id, names[row.organisation_id],
            row.vacancies, row.no_department, row.no_category, row.no_area, row.unspent,
            row.filled + row.unfilled, row.unanswered, open_long.get(row.organisation_id, 0),
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.name))
