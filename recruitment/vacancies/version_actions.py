"""Verbs on the versions of a draft: bringing one back, and setting aside what was typed over a colleague's text."""

from collections.abc import Mapping
from typing import Any

from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.draft_actions import require_writer, standing_part, write_part
from recruitment.vacancies.draft_tables import DraftVersion
from recruitment.vacancies.parts import kept, still_known
from recruitment.vacancies.tables import Vacancy


def bring_back(viewer: Staff, vacancy: Vacancy, version: DraftVersion, *, read_from: str | None = None) -> None:
    """The part says again what the version holds; what it said until now becomes a version. Raises as write_part."""
    write_part(viewer, vacancy, version.part, still_known(version.facts), read_from=read_from, how="brought_back")


def set_aside(viewer: Staff, vacancy: Vacancy, part: str, facts: Mapping[str, Any]) -> None:
    """Keeps what was typed beside the advert, for whoever wants it back; the advert stays as it is."""
    require_writer(viewer, vacancy.organisation_id)
    db.session.add(
        DraftVersion(
            organisation_id=vacancy.organisation_id,
            vacancy_id=vacancy.id,
            part=part,
            how="set_aside",
            facts=standing_part(viewer, vacancy, part) | kept(facts),
            person=viewer.person,
        )
    )
