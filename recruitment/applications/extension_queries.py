"""Reads of extensions."""

from recruitment.applications.extension_tables import Extension
from recruitment.applications.tables import Application
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Staff, System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

LETTERS = System("letters")


def extensions_for(viewer: Staff, vacancy_id: int) -> list[Extension]:
    """All that were granted for a vacancy, the newest first; none for those who do not grant them."""
    wanted = visible(viewer, Extension).where(Extension.vacancy_id == vacancy_id)
    return list(db.session.scalars(wanted.order_by(Extension.id.desc())))


def extension_of(viewer: Staff, extension_id: int) -> tuple[Extension, Vacancy]:
    """One with its vacancy, as they stand now. Raises NotVisible."""
    wanted = visible(viewer, Extension, Vacancy).where(Extension.id == extension_id, Vacancy.id == Extension.vacancy_id)
    found = wanted.add_columns(Vacancy).execution_options(populate_existing=True)
    row = db.session.execute(found).one_or_none()
    if row is None:
        raise NotVisible("no such extension")
    return row[0], row[1]


def extension_behind(viewer: Staff, application: Application) -> Extension | None:
    """What let an applicant apply after closing; None where nothing had to, and for those who do not grant it."""
    wanted = visible(viewer, Extension).where(
        Extension.vacancy_id == application.vacancy_id,
        Extension.account_id == application.account_id,
        Extension.state != "taken_back",
    )
    return db.session.scalars(wanted.order_by(Extension.id.desc()).limit(1)).one_or_none()


def vacancy_of(extension: Extension) -> Vacancy:
    """For the holder of its link, from whom the advert may be hidden. Raises NotVisible once it was withdrawn."""
    row: Vacancy = one_visible(LETTERS, Vacancy, Vacancy.id == extension.vacancy_id, Vacancy.state == "published")
    return row
