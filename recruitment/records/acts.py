"""The acts of a vacancy and of all that hangs on it, as far as the viewer reaches what they were done to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from sqlalchemy import or_

from recruitment.applications.assisted_lifecycle import ASSISTED
from recruitment.applications.extension_lifecycle import EXTENSION
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.tables import Application
from recruitment.core.audit import Act
from recruitment.core.lifecycle import Lifecycle
from recruitment.core.tenancy import touching, visible
from recruitment.core.viewers import Candidate, Staff, System
from recruitment.extensions import db
from recruitment.offers.lifecycle import RESERVE
from recruitment.offers.offer_lifecycle import OFFER
from recruitment.selection.interview_lifecycle import INTERVIEW
from recruitment.vacancies.lifecycle import VACANCY

KEEPING: Final = System("keeping")
# What acts are called on the buttons that do them, by the table of the row.
LABELS: Final[Mapping[str, Lifecycle]] = {
    "vacancy": VACANCY,
    "application": APPLICATION,
    "interview": INTERVIEW,
    "reserve_place": RESERVE,
    "offer": OFFER,
    "assisted_application": ASSISTED,
    "extension": EXTENSION,
}


# Where an application stands once it was sent, or carried over from another reserve list with its candidate's yes.
SENT: Final = ("submitted", "reserve")


def acts_of_vacancy(viewer: Staff, vacancy_id: int) -> list[Act]:
    """In their order. Left out is what was done to an application of which the viewer may know nothing: somebody
    else's draft, and that of an applicant with whom they have declared a relationship. Of one that was removed when its
    time was over the acts stay."""
    of_vacancy = visible(viewer, Act).where(Act.vacancy_id == vacancy_id)
    # Those for this vacancy: an act may also tell of somebody on another's reserve list.
    applications = of_vacancy.where(Act.noun == "application").with_only_columns(Act.row_id)
    wanted = visible(viewer, Act).where(or_(Act.vacancy_id == vacancy_id, Act.application_id.in_(applications)))
    acts = list(db.session.scalars(touching(wanted, applications).order_by(Act.id)))
    told_of = {act.application_id for act in acts if act.application_id is not None}
    hidden = _ids(KEEPING, told_of) - _ids(viewer, told_of)
    shown: list[Act] = [act for act in acts if act.application_id is None]
    by_application = sorted((act for act in acts if act.application_id is not None), key=_application)
    for number, own in groupby(by_application, key=_application):
        if number not in hidden:
            shown += _once_sent(list(own))
    return sorted(shown, key=lambda act: act.id)


def _application(act: Act) -> int:
    return act.application_id or 0


def _ids(viewer: Staff | System, numbers: Collection[int]) -> set[int]:
    wanted = visible(viewer, Application).where(Application.id.in_(numbers))
    return set(db.session.scalars(wanted.with_only_columns(Application.id)))


def _once_sent(acts: Sequence[Act]) -> Iterable[Act]:
    """What a candidate does before they first send an application is theirs alone."""
    sent = next((act.id for act in acts if act.noun == "application" and act.after in SENT), None)
    return (act for act in acts if act.door != Candidate.kind or (sent is not None and act.id >= sent))


def act_in_words(act: Act) -> str:
    """As the button says it that did it, else by its own name: reveal_scores → Reveal scores."""
    lifecycle = LABELS.get(act.noun)
    move = lifecycle.find(act.before or "", act.act) if lifecycle is not None else None
    return move.label if move is not None else plain(act.act)


def plain(name: str) -> str:
    """interview_round → Interview round"""
    return name.replace("_", " ").strip().capitalize()


def keys_in(acts: Collection[Act]) -> set[int]:
    return {act.key_id for act in acts if act.key_id}
