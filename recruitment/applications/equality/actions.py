"""Verbs on a person's own answers. None is put on record: when somebody answered is nobody's business."""

from recruitment.applications.equality.questions import Answers, version_now
from recruitment.applications.equality.tables import EqualityAnswer
from recruitment.core.tenancy import removing, rows_hit, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


def own_answers(viewer: Candidate) -> EqualityAnswer | None:
    """What the person answered, or that they skipped it; None for whoever was not asked yet."""
    found = visible(viewer, EqualityAnswer).execution_options(populate_existing=True)
    return db.session.scalars(found).one_or_none()


def answer(viewer: Candidate, answers: Answers) -> None:
    """Keeps the answers, by the codes of today's questions, in place of all that was answered before.

    With none of them it is kept that the person was asked, so that they are not asked again.
    """
    version = version_now()
    row = own_answers(viewer)
    if row is None:
        row = EqualityAnswer(account_id=viewer.person)
        db.session.add(row)
    row.store(version.name, version.tidy(answers))
    db.session.flush()


def forget(viewer: Candidate) -> bool:
    """Takes the answers away; with the next run of the fold they are out of open copies too. False when there were
    none."""
    return rows_hit(removing(viewer, EqualityAnswer)) > 0
