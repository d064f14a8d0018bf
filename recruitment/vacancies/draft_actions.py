"""Verbs on a draft: writing its advert part by part, or discarding it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.key_tables import WRITING
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import changing, removing, rows_hit
from recruitment.core.viewers import ApiKey, Staff
from recruitment.extensions import db
from recruitment.places.actions import point_at
from recruitment.places.queries import find_place, town_of
from recruitment.places.tables import Point, Postcode
from recruitment.vacancies.lifecycle import VACANCY, WRITERS
from recruitment.vacancies.queries import criteria_of, workplaces_of
from recruitment.vacancies.rules import PARTS, new_reference
from recruitment.vacancies.tables import Criterion, Vacancy, Workplace

# References are drawn by chance; that this many in a row are taken does not happen.
DRAWS = 5


@dataclass(frozen=True)
class CriterionLine:
    """One line of a person specification, as written."""

    text: str
    kind: str
    assessed_by: str


@dataclass(frozen=True)
class Site:
    """A workplace by its postcode; `label` names it for people."""

    label: str
    postcode: Postcode


def may_write(viewer: Staff, vacancy: Vacancy) -> bool:
    return viewer.has_role(vacancy.organisation_id, *WRITERS)


def require_writer(viewer: Staff | ApiKey, organisation_id: int) -> None:
    """Raises NotVisible at another organisation, Refused for colleagues, and keys, that do not write adverts."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if isinstance(viewer, ApiKey):
        if WRITING not in viewer.scopes:
            raise Refused("This key may read vacancies and not write them. Use one that may.")
    elif not viewer.has_role(organisation_id, *WRITERS):
        raise Refused("Your role does not let you write adverts. Recruiters and hiring managers do.")


def begin_draft(viewer: Staff, organisation_id: int, *, title: str, department: str = "") -> Vacancy:
    """A new draft. Its disclosure level is left unanswered, so that nobody forgets to choose one."""
    require_writer(viewer, organisation_id)
    facts = {"title": title, "department": department, "disclosure_level": "", "created_by": viewer.person}
    for draw in range(DRAWS):
        vacancy = Vacancy(organisation_id=organisation_id, reference=new_reference(), **facts)
        try:
            with db.session.begin_nested():
                db.session.add(vacancy)
            break
        except IntegrityError:
            if draw == DRAWS - 1:
                raise
    record(viewer, "begin_draft", vacancy)
    return vacancy


def change(viewer: Staff | ApiKey, vacancy: Vacancy, part: str, **facts: Any) -> None:
    """Writes a part (one of rules.PARTS) of a draft. Raises IllegalMove once it is no draft any longer."""
    if any(getattr(vacancy, name) != value for name, value in facts.items()):
        _write(viewer, vacancy, part, facts)


def _write(viewer: Staff | ApiKey, vacancy: Vacancy, part: str, facts: dict[str, Any]) -> None:
    """The condition on the state keeps what was sent for approval as it was sent, whoever types at the same time."""
    require_writer(viewer, vacancy.organisation_id)
    if part not in PARTS:
        raise ValueError(f"{part!r} is no part of an advert")
    values = {**facts, "changed_at": clock.now()}
    draft = changing(viewer, Vacancy).where(Vacancy.id == vacancy.id, Vacancy.state == VACANCY.start)
    if rows_hit(draft.values(**values)) != 1:
        raise IllegalMove(VACANCY.noun, "change", vacancy.state if vacancy.state != VACANCY.start else None)
    for name, value in values.items():
        set_committed_value(vacancy, name, value)
    record(viewer, f"write_{part}", vacancy)


def set_criteria(viewer: Staff | ApiKey, vacancy: Vacancy, lines: Sequence[CriterionLine]) -> None:
    """Replaces the person specification of a draft."""
    held = criteria_of(viewer, vacancy.id)
    if [CriterionLine(row.text, row.kind, row.assessed_by) for row in held] == list(lines):
        return
    _write(viewer, vacancy, "criteria", {})
    _remove(criteria_of(viewer, vacancy.id))
    db.session.add_all(
        Criterion(
            organisation_id=vacancy.organisation_id,
            vacancy_id=vacancy.id,
            position=position,
            text=line.text,
            kind=line.kind,
            assessed_by=line.assessed_by,
        )
        for position, line in enumerate(lines, start=1)
    )
    db.session.flush()


def set_workplaces(viewer: Staff | ApiKey, vacancy: Vacancy, sites: Sequence[Site]) -> None:
    """The draft's work is done at these places."""
    rows = [
        {
            "kind": "site",
            "label": site.label,
            "locality": town_of(site.postcode, site.label),
            "postcode": site.postcode.code,
            "point_id": _point_of(site).id,
        }
        for site in sites
    ]
    _replace_workplaces(viewer, vacancy, rows, is_home_based=False)


def set_whole_area(viewer: Staff | ApiKey, vacancy: Vacancy, label: str) -> None:
    """The draft's work is done all over an area; its middle, where known, lets searches by distance find it."""
    middle = find_place(label)
    point = point_at(middle.lat, middle.lon, middle.island) if middle else None
    row = {"kind": "area", "label": label, "locality": "", "postcode": "", "point_id": point.id if point else None}
    _replace_workplaces(viewer, vacancy, [row], is_home_based=False)


def set_home_based(viewer: Staff | ApiKey, vacancy: Vacancy) -> None:
    _replace_workplaces(viewer, vacancy, [], is_home_based=True)


def _point_of(site: Site) -> Point:
    return point_at(site.postcode.lat, site.postcode.lon, site.postcode.island)


def _replace_workplaces(
    viewer: Staff | ApiKey, vacancy: Vacancy, rows: Sequence[dict[str, Any]], *, is_home_based: bool
) -> None:
    held = workplaces_of(viewer, vacancy.id)
    names = ("kind", "label", "locality", "postcode", "point_id")
    same = [{name: getattr(row, name) for name in names} for row in held] == rows
    if same and vacancy.is_home_based == is_home_based:
        return
    _write(viewer, vacancy, "places", {"is_home_based": is_home_based})
    _remove(workplaces_of(viewer, vacancy.id))
    db.session.add_all(
        Workplace(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )
    db.session.flush()


def _remove(rows: Iterable[Criterion | Workplace]) -> None:
    """Rows read after the vacancy was written, so nobody else replaces them at the same time."""
    for row in rows:
        db.session.delete(row)
    db.session.flush()


def discard(viewer: Staff, vacancy: Vacancy) -> None:
    """Removes a draft with all its parts; the audit alone remembers it. No draft was ever published.

    Raises IllegalMove once it is no draft any longer, and Refused where what its advertising cost is on record.
    """
    require_writer(viewer, vacancy.organisation_id)
    record(viewer, "discard", vacancy, before=VACANCY.start)
    try:
        with db.session.begin_nested():
            gone = rows_hit(removing(viewer, Vacancy).where(Vacancy.id == vacancy.id, Vacancy.state == VACANCY.start))
    except IntegrityError as problem:
        raise Refused("What was paid to advertise it is recorded, so this draft has to stay.") from problem
    if gone != 1:
        raise IllegalMove(VACANCY.noun, "discard", vacancy.state if vacancy.state != VACANCY.start else None)
    db.session.expunge(vacancy)
