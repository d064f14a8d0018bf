"""Rows that were found right become drafts, all of them or none; the same reference again changes its draft."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import adding, visible
from recruitment.core.viewers import ApiKey, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.organisations.tables import Organisation
from recruitment.places.actions import point_at
from recruitment.places.queries import find_place, find_postcode
from recruitment.vacancies.draft_actions import (
    DRAWS,
    CriterionLine,
    Site,
    change,
    require_writer,
    set_criteria,
    set_home_based,
    set_whole_area,
    set_workplaces,
)
from recruitment.vacancies.lifecycle import STATE_NAMES, VACANCY
from recruitment.vacancies.pay_choices import pay_freely
from recruitment.vacancies.question_bank import note_taken
from recruitment.vacancies.rules import new_reference
from recruitment.vacancies.tables import Criterion, Vacancy, Workplace

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
# Reaches every part of an advert, as bulk asks for; the drafts themselves are written by the viewer.
TAKEN_IN: Final = System("import")
# Of one statement.
AT_ONCE: Final = 500


@dataclass(frozen=True)
class Place:
    """A workplace as it will be stored; `spot` is (lat, lon, island), None where it is not known."""

    kind: str
    label: str
    postcode: str = ""
    locality: str = ""
    spot: tuple[float, float, str] | None = None


@dataclass(frozen=True)
class Whereabouts:
    """Where the work is: at these places, or at home."""

    places: tuple[Place, ...]
    is_home_based: bool


@dataclass(frozen=True)
class RowFacts:
    """What a row says. `parts`: of rules.PARTS, columns of a vacancy; a part of which the row is silent is left out."""

    reference: str
    parts: Mapping[str, Mapping[str, Any]]
    criteria: tuple[CriterionLine, ...] | None = None
    whereabouts: Whereabouts | None = None


@dataclass(frozen=True)
class Standing:
    """What bears the reference already."""

    vacancy: Vacancy
    criteria: tuple[CriterionLine, ...]
    places: tuple[tuple[str, str, str], ...]


@dataclass
class Stored:
    """How many rows were new, changed or unchanged, and their vacancies in the order of the rows."""

    counts: dict[str, int] = field(default_factory=lambda: {NEW: 0, CHANGED: 0, UNCHANGED: 0})
    vacancies: list[Vacancy] = field(default_factory=list)


def _some(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """A statement's worth at a time."""
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]


class Standstill(Refused):
    """The reference belongs to a vacancy that is no draft any longer."""

    def __init__(self, vacancy: Vacancy) -> None:
        self.vacancy = vacancy
        state = STATE_NAMES[vacancy.state].lower()
        super().__init__(f"The vacancy with this reference ({vacancy.reference}) is no draft any longer ({state}). "
                         "Change it on its own page, or give this row a reference of its own")  # fmt: skip


def standing(viewer: Viewer, organisation_id: int, references: Iterable[str]) -> dict[str, Standing]:
    """By reference what an organisation has: of several a draft before others, and the latest."""
    found: dict[str, Vacancy] = {}
    for some in _some(sorted(set(references))):
        wanted = visible(viewer, Vacancy).where(
            Vacancy.organisation_id == organisation_id, Vacancy.own_reference.in_(some)
        )
        for row in db.session.scalars(wanted.order_by(Vacancy.id).execution_options(populate_existing=True)):
            held = found.get(row.own_reference)
            if held is None or row.state == VACANCY.start or held.state != VACANCY.start:
                found[row.own_reference] = row
    criteria, places = _parts_of(viewer, [row.id for row in found.values()])
    return {
        reference: Standing(row, tuple(criteria.get(row.id, ())), tuple(places.get(row.id, ())))
        for reference, row in found.items()
    }


def _parts_of(
    viewer: Viewer, ids: Sequence[int]
) -> tuple[dict[int, list[CriterionLine]], dict[int, list[tuple[str, str, str]]]]:
    criteria: dict[int, list[CriterionLine]] = {}
    places: dict[int, list[tuple[str, str, str]]] = {}
    for some in _some(ids):
        lines = visible(viewer, Criterion).where(Criterion.vacancy_id.in_(some))
        for line in db.session.scalars(lines.order_by(Criterion.position, Criterion.id)):
            criteria.setdefault(line.vacancy_id, []).append(CriterionLine(line.text, line.kind, line.assessed_by))
        sites = visible(viewer, Workplace).where(Workplace.vacancy_id.in_(some))
        for site in db.session.scalars(sites.order_by(Workplace.position, Workplace.id)):
            places.setdefault(site.vacancy_id, []).append((site.kind, site.label, site.postcode))
    return criteria, places


def outcome(row: RowFacts, held: Standing | None) -> str:
    """NEW, CHANGED or UNCHANGED. Raises Standstill for what would change and may not."""
    if held is None:
        return NEW
    if not _differing(row, held):
        return UNCHANGED
    if held.vacancy.state != VACANCY.start:
        raise Standstill(held.vacancy)
    return CHANGED


def _differing(row: RowFacts, held: Standing) -> set[str]:
    parts = {
        part
        for part, facts in row.parts.items()
        if any(getattr(held.vacancy, name) != value for name, value in facts.items())
    }
    if row.criteria is not None and row.criteria != held.criteria:
        parts.add("criteria")
    if row.whereabouts is not None:
        places = tuple((place.kind, place.label, place.postcode) for place in row.whereabouts.places)
        if (places, row.whereabouts.is_home_based) != (held.places, held.vacancy.is_home_based):
            parts.add("places")
    return parts


def lock_references(organisation_id: int) -> None:
    """Until the end of the transaction nobody else stores rows of this organisation; reading goes on."""
    db.session.execute(
        select(Organisation.id).where(Organisation.id == organisation_id).with_for_update(key_share=True)
    )


def store_rows(viewer: Staff | ApiKey, organisation_id: int, rows: Sequence[RowFacts]) -> Stored:
    """Stores every row in this transaction. Raises Refused for the first that may not be, and then stores none."""
    require_writer(viewer, organisation_id)
    lock_references(organisation_id)
    known = standing(viewer, organisation_id, [row.reference for row in rows])
    stored, new = Stored(), []
    outcomes = [(row, outcome(row, known.get(row.reference))) for row in rows]
    for row, what in outcomes:
        stored.counts[what] += 1
        if what == NEW:
            new.append(row)
        elif what == CHANGED:
            _change(viewer, row, known[row.reference])
    begun = iter(_begin(viewer, organisation_id, new))
    stored.vacancies = [
        next(begun) if what == NEW else known[row.reference].vacancy for row, what in outcomes
    ]  # fmt: skip
    return stored


def _begin(viewer: Staff | ApiKey, organisation_id: int, rows: Sequence[RowFacts]) -> list[Vacancy]:
    """In a few statements for thousands of rows."""
    rules = local_rules_of(viewer, organisation_id)
    hiding = {"hides_names": rules.hides_names, "hides_dates": rules.hides_names and rules.hides_dates}
    for draw in range(DRAWS):
        drafts = [_draft(viewer, organisation_id, row, hiding) for row in rows]
        try:
            with db.session.begin_nested():
                db.session.add_all(drafts)
            break
        except IntegrityError:
            # Of references that are drawn by chance one was taken.
            if draw == DRAWS - 1:
                raise
    points: dict[tuple[float, float, str], int] = {}
    criteria: list[dict[str, Any]] = []
    workplaces: list[dict[str, Any]] = []
    for row, draft in zip(rows, drafts, strict=True):
        keys = {"organisation_id": organisation_id, "vacancy_id": draft.id}
        criteria.extend(
            {**keys, "position": position, "text": line.text, "kind": line.kind, "assessed_by": line.assessed_by}
            for position, line in enumerate(row.criteria or (), 1)
        )
        for position, place in enumerate(row.whereabouts.places if row.whereabouts else (), 1):
            if place.spot is not None and place.spot not in points:
                points[place.spot] = point_at(*place.spot).id
            point = points[place.spot] if place.spot else None
            workplaces.append({**keys, "position": position, "kind": place.kind, "label": place.label,
                               "locality": place.locality, "postcode": place.postcode, "point_id": point})  # fmt: skip
        note_taken(viewer, organisation_id, [asked["text"] for asked in draft.questions or ()])
        record(viewer, "begin_draft", draft)
    db.session.flush()
    # Nobody else writes on SQLite meanwhile, so parts of drafts that are this transaction's own go in without objects.
    for model, parts in ((Criterion, criteria), (Workplace, workplaces)):
        if parts:
            db.session.execute(adding(TAKEN_IN, model), parts)
    return drafts


def _draft(viewer: Staff | ApiKey, organisation_id: int, row: RowFacts, hiding: dict[str, bool]) -> Vacancy:
    facts = {name: value for part in row.parts.values() for name, value in part.items()}
    return Vacancy(
        **{"disclosure_level": "", **hiding, **facts},
        organisation_id=organisation_id,
        reference=new_reference(),
        is_home_based=bool(row.whereabouts and row.whereabouts.is_home_based),
        created_by=getattr(viewer, "person", None),
    )


def _change(viewer: Staff | ApiKey, row: RowFacts, held: Standing) -> None:
    """By the verbs of the pages, so that the record shows it as it shows what people write."""
    vacancy, differing = held.vacancy, _differing(row, held)
    for part, facts in row.parts.items():
        if part in differing and part == "pay":
            pay_freely(viewer, vacancy, **facts)
        elif part in differing:
            change(viewer, vacancy, part, **facts)
    if "criteria" in differing:
        set_criteria(viewer, vacancy, row.criteria or ())
    if "places" in differing and row.whereabouts is not None:
        _move(viewer, vacancy, row.whereabouts)


def _move(viewer: Staff | ApiKey, vacancy: Vacancy, whereabouts: Whereabouts) -> None:
    if whereabouts.is_home_based:
        set_home_based(viewer, vacancy)
    elif whereabouts.places[0].kind == "area":
        set_whole_area(viewer, vacancy, whereabouts.places[0].label)
    else:
        found = [(place, find_postcode(place.postcode)) for place in whereabouts.places]
        set_workplaces(viewer, vacancy, [Site(place.label, postcode) for place, postcode in found if postcode])


def whole_area(label: str) -> Place:
    """All over an area; its middle, where known, lets searches by distance find it."""
    middle = find_place(label)
    return Place("area", label, spot=(middle.lat, middle.lon, middle.island) if middle else None)
