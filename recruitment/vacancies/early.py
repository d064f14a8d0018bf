"""What a signed-in person may see before the public does, and as whom."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, or_
from sqlalchemy.orm import selectinload

from recruitment.accounts.queries import workplaces_of
from recruitment.accounts.work_addresses import addresses_of
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.audiences import as_whom
from recruitment.vacancies.queries import LONGEST_SEARCH, Listing, in_phase
from recruitment.vacancies.redeployment_queries import own_registrations
from recruitment.vacancies.release_tables import Admission
from recruitment.vacancies.tables import Category, Vacancy


@dataclass(frozen=True)
class Belonging:
    """Where a person works, as far as they have shown it, and whether they are registered at risk."""

    organisations: tuple[Organisation, ...]
    is_at_risk: bool

    @property
    def is_any(self) -> bool:
        return bool(self.organisations) or self.is_at_risk


def belonging_of(viewer: Candidate) -> Belonging:
    now = clock.now()
    shown = [row.organisation for row in addresses_of(viewer) if row.good_until is not None and row.good_until > now]
    ours = {each.id: each for each in (*workplaces_of(viewer.person), *shown)}
    return Belonging(tuple(sorted(ours.values(), key=lambda each: each.name)), bool(own_registrations(viewer)))


def early_listing(
    viewer: Candidate, *, words: str = "", employer: str = "", category: str = "", page: int = 1, page_size: int = 20
) -> Listing:
    """What is open to this person and not to everybody, what closes first before the rest."""
    wanted = visible(viewer, Vacancy).where(in_phase("early", clock.now())).join(Vacancy.organisation)
    wanted = wanted.outerjoin(Vacancy.category)
    for word in words[:LONGEST_SEARCH].split():
        places = (Vacancy.title, Vacancy.summary, Vacancy.duties, Vacancy.reference)
        wanted = wanted.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    if employer:
        wanted = wanted.where(Organisation.slug == employer)
    if category:
        wanted = wanted.where(Category.slug == category)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    ordered = wanted.order_by(Vacancy.closes_at, Vacancy.id).offset((page - 1) * page_size).limit(page_size)
    rows = db.session.scalars(ordered.options(selectinload(Vacancy.organisation), selectinload(Vacancy.category))).all()
    return Listing(rows, total, page, pages)


def early_choices(viewer: Candidate) -> tuple[dict[str, str], dict[str, str]]:
    """The employers and the kinds of work, slug to name, of what is open to this person and not to everybody."""
    wanted = visible(viewer, Vacancy).where(in_phase("early", clock.now()))
    employers = wanted.join(Vacancy.organisation).with_only_columns(Organisation.slug, Organisation.name)
    kinds = wanted.join(Vacancy.category).with_only_columns(Category.slug, Category.name)
    return _by_name(employers), _by_name(kinds)


def _by_name(wanted: Select[str, str]) -> dict[str, str]:
    rows = db.session.execute(wanted.distinct()).all()
    return dict(sorted(((slug, name) for slug, name in rows), key=lambda row: row[1]))


def audience_of(viewer: Candidate, vacancy_id: int) -> str | None:
    """As whom a person may see a vacancy now, before the public does; None where they do not, by a stage."""
    wanted = visible(viewer, Vacancy).where(Vacancy.id == vacancy_id)
    as_ = case(*((condition, audience) for audience, condition in as_whom(viewer, Vacancy).items()), else_=None)
    found: str | None = db.session.execute(wanted.with_only_columns(as_)).scalar_one_or_none()
    return found


def admit(viewer: Candidate, vacancy: Vacancy) -> None:
    """Keeps as whom a person began to apply before the public could. Raises NotVisible where no stage lets them."""
    audience = audience_of(viewer, vacancy.id)
    held = visible(viewer, Admission).where(Admission.vacancy_id == vacancy.id)
    if db.session.scalars(held).one_or_none() is not None:
        return
    if audience is None:
        raise NotVisible("no stage of it is open to this person")
    db.session.add(
        Admission(
            organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=viewer.person, audience=audience
        )
    )
    db.session.flush()
