"""Verbs on a draft: beginning it, and writing its advert part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy.exc import IntegrityError

from recruitment.accounts.key_tables import WRITING
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import ApiKey, Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.places.actions import point_at
from recruitment.places.queries import find_place, town_of
from recruitment.places.tables import Point, Postcode
from recruitment.vacancies.draft_tables import DraftVersion
from recruitment.vacancies.lifecycle import VACANCY, WRITERS
from recruitment.vacancies.parts import (
    CRITERIA,
    ROWS,
    WORKPLACES,
    Kept,
    columns_of,
    kept,
    kept_part,
    mark_of,
    still_known,
)
from recruitment.vacancies.queries import criteria_of, workplaces_of
from recruitment.vacancies.revision_queries import refuse_revision
from recruitment.vacancies.revision_rules import REVISED
from recruitment.vacancies.rules import PARTS, new_reference
from recruitment.vacancies.tables import Criterion, Vacancy, Workplace
from recruitment.vacancies.version_queries import last_versions

# References are drawn by chance; that this many in a row are taken does not happen.
DRAWS = 5
# What a page saves by itself within this time counts as one version.
SITTING = timedelta(minutes=30)
# How often somebody may have saved a part since they opened the page that they now send.
STEPS_BACK = 20


class Overtaken(Refused):
    """Somebody else wrote this part since the writer opened it."""

    def __init__(self) -> None:
        super().__init__("Somebody else has saved this part since you opened it.")


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


def begin_draft(
    viewer: Staff, organisation_id: int, *, title: str, department: str = "", like: Mapping[str, Kept] | None = None
) -> Vacancy:
    """A new draft; `like` gives it the kept facts of parts to begin with.

    Otherwise its disclosure level is left unanswered, so that nobody forgets to choose one.
    """
    require_writer(viewer, organisation_id)
    given = still_known({name: value for facts in (like or {}).values() for name, value in facts.items()})
    rules = local_rules_of(viewer, organisation_id)
    usual = {"disclosure_level": "", "hides_names": rules.hides_names, "hides_dates": rules.hides_dates}
    facts = {**usual, **columns_of(given), "title": title, "department": department}
    vacancy = _stored(organisation_id, {**facts, "created_by": viewer.person})
    add_rows(vacancy, given)
    record(viewer, "begin_draft", vacancy)
    return vacancy


def _stored(organisation_id: int, facts: dict[str, Any]) -> Vacancy:
    for draw in range(DRAWS):
        vacancy = Vacancy(organisation_id=organisation_id, reference=new_reference(), **facts)
        try:
            with db.session.begin_nested():
                db.session.add(vacancy)
            break
        except IntegrityError:
            if draw == DRAWS - 1:
                raise
    return vacancy


def change(viewer: Staff | ApiKey, vacancy: Vacancy, part: str, **facts: Any) -> None:
    """Writes columns of a part of a draft, as write_part does."""
    write_part(viewer, vacancy, part, facts)


def write_part(
    viewer: Staff | ApiKey,
    vacancy: Vacancy,
    part: str,
    facts: Mapping[str, Any],
    *,
    read_from: str | None = None,
    how: str = "saved",
) -> None:
    """Writes facts of a part (one of rules.PARTS) of a draft, and keeps what stood there as a version.

    `facts` may be columns, `criteria` and `workplaces`. `read_from`: the mark of what the writer had read. The draft is
    held from the first look on, so of two writers the second is told. Raises Overtaken when the part says something
    else by now, and IllegalMove once it is no draft any longer: what was sent for approval stays as it was sent.
    """
    require_writer(viewer, vacancy.organisation_id)
    if part not in PARTS:
        raise ValueError(f"{part!r} is no part of an advert")
    if part not in REVISED:
        refuse_revision(viewer, vacancy, "Dates and questions are changed on the page of the published advert.")
    hold(viewer, vacancy)
    stands = standing_part(viewer, vacancy, part)
    if read_from and read_from != mark_of(stands) and not _follows_own(viewer, vacancy, part, read_from, how):
        raise Overtaken
    wanted = stands | kept(facts)
    if unknown := wanted.keys() - stands.keys():
        raise ValueError(f"{', '.join(sorted(unknown))} is not of the part {part!r}")
    if wanted == stands:
        return
    is_new = _keep(viewer, vacancy, part, stands, how)
    for name, value in {**columns_of(wanted), "changed_at": clock.now()}.items():
        setattr(vacancy, name, value)
    _replace_rows(viewer, vacancy, {name: wanted[name] for name in ROWS if wanted.get(name) != stands.get(name)})
    if is_new:
        record(viewer, f"write_{part}", vacancy)


def _follows_own(viewer: Staff | ApiKey, vacancy: Vacancy, part: str, read_from: str, how: str) -> bool:
    """Whether the writer alone has saved the part since they read it, as after going back to the page.

    What a page saves by itself may come from another window of theirs, and would keep no version of what it covers.
    """
    if how == "by_itself":
        return False
    versions, writer = last_versions(viewer, vacancy.id, part, STEPS_BACK), _person(viewer)
    own = takewhile(lambda version: version.person == writer, versions)
    return any(mark_of(version.facts) == read_from for version in own)


def _person(viewer: Staff | ApiKey) -> int | None:
    """Nobody where a program writes."""
    return viewer.person if isinstance(viewer, Staff) else None


def hold(viewer: Staff | ApiKey, vacancy: Vacancy) -> None:
    """Reads the draft anew and keeps others from writing it until this request has ended.

    SQLite lets one request write at a time, and drops FOR UPDATE.
    """
    wanted = visible(viewer, Vacancy).where(Vacancy.id == vacancy.id).with_for_update()
    held = db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if held is None or held.state != VACANCY.start:
        raise IllegalMove(VACANCY.noun, "change", held.state if held is not None else None)


def standing_part(viewer: Viewer, vacancy: Vacancy, part: str) -> Kept:
    """The kept facts of a part as they stand."""
    criteria = criteria_of(viewer, vacancy.id) if part == "criteria" else ()
    workplaces = workplaces_of(viewer, vacancy.id) if part == "places" else ()
    return kept_part(part, vacancy, criteria, workplaces)


def _keep(viewer: Staff | ApiKey, vacancy: Vacancy, part: str, stands: Kept, how: str) -> bool:
    """What stood there becomes a version; where somebody types and the page saves by itself, once a sitting."""
    if how == "by_itself":
        last = next(iter(last_versions(viewer, vacancy.id, part, 1)), None)
        is_own = last is not None and (last.how, last.person) == (how, _person(viewer))
        if last is not None and is_own and clock.now() - last.at < SITTING:
            return False
    db.session.add(
        DraftVersion(
            organisation_id=vacancy.organisation_id,
            vacancy_id=vacancy.id,
            part=part,
            how=how,
            facts=stands,
            person=_person(viewer),
        )
    )
    return True


def _replace_rows(viewer: Staff | ApiKey, vacancy: Vacancy, lists: Mapping[str, list[Kept]]) -> None:
    read = {CRITERIA: criteria_of, WORKPLACES: workplaces_of}
    for name in lists:
        for row in read[name](viewer, vacancy.id):
            db.session.delete(row)
    db.session.flush()
    add_rows(vacancy, lists)


def add_rows(vacancy: Vacancy, facts: Mapping[str, Any]) -> None:
    """The criteria and workplaces among kept facts, in their order."""
    models = {CRITERIA: Criterion, WORKPLACES: Workplace}
    db.session.add_all(
        model(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, position=position, **row)
        for name, model in models.items()
        for position, row in enumerate(facts.get(name, ()), start=1)
    )
    db.session.flush()


def set_criteria(viewer: Staff | ApiKey, vacancy: Vacancy, lines: Sequence[CriterionLine]) -> None:
    """Replaces the person specification of a draft."""
    write_part(viewer, vacancy, "criteria", criteria_facts(lines))


def criteria_facts(lines: Sequence[CriterionLine]) -> Kept:
    return {CRITERIA: [asdict(line) for line in lines]}


def set_workplaces(viewer: Staff | ApiKey, vacancy: Vacancy, sites: Sequence[Site]) -> None:
    write_part(viewer, vacancy, "places", site_facts(sites))


def site_facts(sites: Sequence[Site]) -> Kept:
    """The work is done at these places."""
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
    return {"is_home_based": False, WORKPLACES: rows}


def area_facts(label: str) -> Kept:
    """The work is done all over an area; its middle, where known, lets searches by distance find it."""
    middle = find_place(label)
    point = point_at(middle.lat, middle.lon, middle.island) if middle else None
    row = {"kind": "area", "label": label, "locality": "", "postcode": "", "point_id": point.id if point else None}
    return {"is_home_based": False, WORKPLACES: [row]}


def home_facts() -> Kept:
    """The work is done at home."""
    return {"is_home_based": True, WORKPLACES: []}


def set_whole_area(viewer: Staff | ApiKey, vacancy: Vacancy, label: str) -> None:
    write_part(viewer, vacancy, "places", area_facts(label))


def set_home_based(viewer: Staff | ApiKey, vacancy: Vacancy) -> None:
    write_part(viewer, vacancy, "places", home_facts())


def _point_of(site: Site) -> Point:
    return point_at(site.postcode.lat, site.postcode.lon, site.postcode.island)
