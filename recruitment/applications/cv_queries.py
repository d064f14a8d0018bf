"""Reads of a person's CV import and of what it suggests."""

from typing import Any

from recruitment.applications.cv.suggesting import SECTIONS
from recruitment.applications.cv_tables import ACCEPTED, OPEN, CvImport, CvSuggestion
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db

# What may not be missing before an entry is added as it stands.
NEEDED: dict[str, tuple[str, ...]] = {
    "contact": (),
    "employment": ("job_title", "employer", "started"),
    "education": ("qualification", "institution"),
    "training": ("name",),
    "registrations": ("body",),
    "driving": ("driving",),
    "languages": ("language",),
    "skills": ("skills",),
}


def the_import(viewer: Candidate) -> CvImport | None:
    """Without the file itself, which only the worker reads."""
    return db.session.scalars(visible(viewer, CvImport).execution_options(populate_existing=True)).one_or_none()


def open_suggestions(viewer: Candidate, section: str | None = None) -> list[CvSuggestion]:
    """Those to be decided, in the order of the profile."""
    wanted = visible(viewer, CvSuggestion).where(CvSuggestion.state == OPEN)
    rows = db.session.scalars(wanted.order_by(CvSuggestion.position)).all()
    return [row for row in rows if section in (None, row.section)]


def by_section(rows: list[CvSuggestion]) -> list[tuple[str, list[CvSuggestion]]]:
    grouped = [(section, [row for row in rows if row.section == section]) for section in SECTIONS]
    return [(section, held) for section, held in grouped if held]


def suggestion(viewer: Candidate, suggestion_id: int) -> CvSuggestion:
    """One that is not decided yet. Raises NotVisible."""
    found: CvSuggestion = one_visible(
        viewer, CvSuggestion, CvSuggestion.id == suggestion_id, CvSuggestion.state == OPEN
    )
    return found


def last_step(viewer: Candidate) -> list[CvSuggestion]:
    """What was decided last, to be undone together; empty when nothing was."""
    decided = visible(viewer, CvSuggestion).where(CvSuggestion.step.is_not(None))
    rows = db.session.scalars(decided.order_by(CvSuggestion.position)).all()
    last = max((row.step or 0 for row in rows), default=0)
    return [row for row in rows if row.step == last]


def count_accepted(viewer: Candidate) -> int:
    return len(db.session.scalars(visible(viewer, CvSuggestion).where(CvSuggestion.state == ACCEPTED)).all())


def is_ready(section: str, facts: dict[str, Any]) -> bool:
    """Whether an entry may be added as it stands: nothing is missing, and each date has its month."""
    if any(not facts.get(name) for name in NEEDED[section]):
        return False
    dates = [facts.get(name) for name in ("started", "ended") if section == "employment"]
    return all(value is None or len(value) == 7 for value in dates)
