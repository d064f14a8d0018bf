"""Where those appointed came from, as far as they said so themselves when they applied."""

from collections import Counter
from dataclasses import dataclass

from recruitment.applications.tables import Application
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy


@dataclass(frozen=True)
class SaidOnApplying:
    """How many of those appointed said that they work for a Scottish council, and how many that they do not."""

    with_council: int
    outside: int


def said_on_applying(viewer: Viewer, vacancy: Vacancy) -> SaidOnApplying:
    wanted = visible(viewer, Application).where(Application.vacancy_id == vacancy.id, Application.state == "appointed")
    said = Counter(db.session.scalars(wanted.with_only_columns(Application.employed_by_council)))
    return SaidOnApplying(said["yes"], said["no"])
