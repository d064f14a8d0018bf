"""The end of an extension: it is used by the application that needed it."""

from recruitment.applications.extension_lifecycle import EXTENSION
from recruitment.applications.extension_tables import Extension
from recruitment.core import clock
from recruitment.core.moves import make_move
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Candidate
from recruitment.vacancies.tables import Vacancy


def use_extension(viewer: Candidate, vacancy: Vacancy) -> None:
    """With what was sent after closing. Raises IllegalMove where staff took it back in this very moment."""
    row: Extension = one_visible(viewer, Extension, Extension.vacancy_id == vacancy.id, Extension.state == "granted")
    until = Extension.until == row.until
    make_move(viewer, row, EXTENSION, "use", provided=(until,), used_at=clock.now())
