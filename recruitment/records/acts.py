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


def acts_of_vacancy(viewer: Staff, vacancy_id: int) -> list[Act]:
    """In their order. Left out is what was done to an application of which the viewer may know nothing: somebody
    else's draft, and that of an applicant with whom they have declared a relationship. Of one that was removed when its
    time was over the acts stay."""
    of_vacancy = visible(viewer, Act).where(Act.vacancy_id == vacancy_id)
    applications = of_vacancy.where(Act.application_id.is_not(None)).with_only_columns(Act.application_id)
    wanted = visible(viewer, Act).where(or_(Act.vacancy_id == vacancy_id, Act.application_id.in_(applications)))
    acts = list(db.session.scalars(touching(wanted, applications).order_by(Act.id)))
    hidden = _ids(KEEPING, vacancy_id) - _ids(viewer, vacancy_id)
    shown: list[Act] = [act for act in acts if act.application_id is None]
    by_application = sorted((act for act in acts if act.application_id is not None), key=_application)
    for number, own in groupby(by_application, key=_application):
        if number not in hidden:
            shown += _once_sent(list(own))
    return sorted(shown, key=lambda act: act.id)


def _application(act: Act) -> int:
    return act.application_id or 0


def _ids(viewer: Staff | System, vacancy_id: int) -> set[int]:
    wanted = visible(viewer, Application).where(Application.vacancy_id == vacancy_id)
    return set(db.session.scalars(wanted.with_only_columns(Application.id)))


def _once_sent(acts: Sequence[Act]) -> Iterable[Act]:
    """What a candidate does before they first send an application is theirs alone."""
    sent = next((act.id for act in acts if act.noun == "application" and act.after == "submitted"), None)
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
