"""What somebody is typing into a part of a draft: kept while it is not yet complete, and told to colleagues."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.draft_actions import SITTING, require_writer
from recruitment.vacancies.draft_tables import UnfinishedPart
from recruitment.vacancies.tables import Vacancy

Typed = list[tuple[str, str]]
# Whoever has typed nothing for so long is no longer at the page.
PRESENT = timedelta(minutes=5)


def keep_typed(viewer: Staff, vacancy: Vacancy, part: str, typed: Typed) -> None:
    """Keeps the fields of a form as they were typed, in place of what the same person typed before.

    Nothing `typed` says that the person is at the page, and that all of it is saved.
    """
    require_writer(viewer, vacancy.organisation_id)
    if _replaced(viewer, vacancy, part, typed):
        return
    now = clock.now()
    row = UnfinishedPart(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, part=part, person=viewer.person,
        typed=[list(pair) for pair in typed], begun_at=now, at=now,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        # The same person's other window was faster.
        _replaced(viewer, vacancy, part, typed)


def _replaced(viewer: Staff, vacancy: Vacancy, part: str, typed: Typed) -> bool:
    now = clock.now()
    own = (UnfinishedPart.vacancy_id == vacancy.id, UnfinishedPart.part == part, UnfinishedPart.person == viewer.person)
    row = db.session.scalars(visible(viewer, UnfinishedPart).where(*own)).one_or_none()
    if row is None:
        return False
    begun = row.begun_at if now - row.at < SITTING else now
    kept = {"typed": [list(pair) for pair in typed], "begun_at": begun, "at": now}
    return rows_hit(changing(viewer, UnfinishedPart).where(*own).values(**kept)) == 1


def forget_typed(viewer: Staff, vacancy: Vacancy, part: str) -> None:
    """What the person typed is saved, or they do not want it any more."""
    db.session.execute(
        removing(viewer, UnfinishedPart).where(
            UnfinishedPart.vacancy_id == vacancy.id,
            UnfinishedPart.part == part,
            UnfinishedPart.person == viewer.person,
        )
    )


def at_page(viewer: Staff, vacancy_id: int, part: str) -> Sequence[UnfinishedPart]:
    """What everybody has typed into a part and not saved, and who is at its page."""
    wanted = visible(viewer, UnfinishedPart).where(UnfinishedPart.vacancy_id == vacancy_id, UnfinishedPart.part == part)
    return db.session.scalars(wanted.order_by(UnfinishedPart.id)).all()


def is_present(row: UnfinishedPart) -> bool:
    return clock.now() - row.at < PRESENT


def unfinished_parts(viewer: Staff, vacancy_id: int) -> frozenset[str]:
    """The parts into which this person has typed what is not yet complete."""
    wanted = visible(viewer, UnfinishedPart).where(
        UnfinishedPart.vacancy_id == vacancy_id, UnfinishedPart.person == viewer.person
    )
    return frozenset(row.part for row in db.session.scalars(wanted) if row.typed)
