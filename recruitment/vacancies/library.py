"""Templates and the library of criteria that an organisation keeps: reads, and what is put in or taken out."""

from collections.abc import Collection, Sequence

from recruitment.core.audit import record
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.draft_actions import CriterionLine, require_writer
from recruitment.vacancies.draft_tables import AdvertTemplate, LibraryCriterion

# More would make no list to choose from.
MOST_SHOWN = 300


def templates_of(viewer: Staff, organisation_ids: Collection[int]) -> Sequence[AdvertTemplate]:
    """The viewer's own and those that are shared, by name."""
    wanted = visible(viewer, AdvertTemplate).where(AdvertTemplate.organisation_id.in_(organisation_ids))
    return db.session.scalars(wanted.order_by(AdvertTemplate.name, AdvertTemplate.id).limit(MOST_SHOWN)).all()


def template_of(viewer: Staff, template_id: int) -> AdvertTemplate:
    """Raises NotVisible."""
    found: AdvertTemplate = one_visible(viewer, AdvertTemplate, AdvertTemplate.id == template_id)
    return found


def library(viewer: Staff, organisation_ids: Collection[int]) -> Sequence[LibraryCriterion]:
    """Criteria in the order of the alphabet."""
    wanted = visible(viewer, LibraryCriterion).where(LibraryCriterion.organisation_id.in_(organisation_ids))
    return db.session.scalars(wanted.order_by(LibraryCriterion.text, LibraryCriterion.id).limit(MOST_SHOWN)).all()


def library_criterion(viewer: Staff, criterion_id: int) -> LibraryCriterion:
    """Raises NotVisible."""
    found: LibraryCriterion = one_visible(viewer, LibraryCriterion, LibraryCriterion.id == criterion_id)
    return found


def keep_criterion(viewer: Staff, organisation_id: int, line: CriterionLine) -> LibraryCriterion:
    """Puts a line into the library; one that says the same is there once, as it was kept last."""
    require_writer(viewer, organisation_id)
    wanted = visible(viewer, LibraryCriterion).where(
        LibraryCriterion.organisation_id == organisation_id, LibraryCriterion.text == line.text
    )
    held = db.session.scalars(wanted).one_or_none()
    if held is None:
        held = LibraryCriterion(organisation_id=organisation_id, text=line.text)
        db.session.add(held)
    held.kind, held.assessed_by = line.kind, line.assessed_by
    db.session.flush()
    record(viewer, "keep_criterion", held)
    return held


def forget_criterion(viewer: Staff, criterion: LibraryCriterion) -> None:
    """Adverts that took it up keep it."""
    require_writer(viewer, criterion.organisation_id)
    record(viewer, "forget_criterion", criterion)
    db.session.delete(criterion)
