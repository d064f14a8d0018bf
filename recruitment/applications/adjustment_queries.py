"""Reads of requests for an adjustment, for those who answer them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_

from recruitment.applications.adjustment_tables import AdjustmentNeed, AdjustmentRequest
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import among, one_visible, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

# To be answered; or answered, and the person does not know yet.
waits = or_(
    AdjustmentRequest.state == "asked",
    and_(AdjustmentRequest.answered_at.is_not(None), AdjustmentRequest.told_at.is_(None)),
)


@dataclass(frozen=True)
class Asked:
    """A request with its vacancy; `need` is what was asked for."""

    request: AdjustmentRequest
    need: AdjustmentNeed
    vacancy: Vacancy

    def is_late(self, today: date) -> bool:
        """Whether the time that was promised is over without an answer."""
        return self.request.state == "asked" and self.request.due_on < today


@dataclass(frozen=True)
class Requests:
    rows: list[Asked]
    page: int
    pages: int


def _of(viewer: Staff, organisation_ids: Collection[int]) -> Select[Any]:
    return visible(viewer, AdjustmentRequest, AdjustmentNeed, Vacancy).where(
        among(AdjustmentRequest.organisation_id, organisation_ids),
        AdjustmentNeed.request_id == AdjustmentRequest.id,
        Vacancy.id == AdjustmentRequest.vacancy_id,
    )


def requests_to(viewer: Staff, organisation_ids: Collection[int], page: int, page_size: int = 20) -> Requests:
    """A page of them: what waits first, the soonest promised foremost; then the newest."""
    wanted = _of(viewer, organisation_ids)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    whole = wanted.add_columns(AdjustmentNeed, Vacancy).order_by(
        waits.desc(), AdjustmentRequest.answered_at.is_not(None), AdjustmentRequest.answered_at.desc(),
        AdjustmentRequest.due_on, AdjustmentRequest.id,
    )  # fmt: skip
    rows = db.session.execute(whole.offset((page - 1) * page_size).limit(page_size)).all()
    return Requests([Asked(*row) for row in rows], page, pages)


def number_waiting(viewer: Staff, organisation_ids: Collection[int]) -> Select[Any]:
    """How many requests wait for an answer or for being told, as a read."""
    here = visible(viewer, AdjustmentRequest).where(among(AdjustmentRequest.organisation_id, organisation_ids), waits)
    return here.with_only_columns(func.count())


def request_of(viewer: Staff, request_id: int) -> Asked:
    """Raises NotVisible, also for colleagues who do not answer such requests."""
    row = db.session.execute(
        _of(viewer, viewer.organisation_ids)
        .where(AdjustmentRequest.id == request_id)
        .add_columns(AdjustmentNeed, Vacancy)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotVisible("no such request")
    return Asked(*row)


def agreed_request(viewer: Staff, request_id: int, vacancy_id: int) -> AdjustmentRequest:
    """One for this vacancy, from which an extension or an entered application follows. Raises NotVisible."""
    row: AdjustmentRequest = one_visible(
        viewer, AdjustmentRequest, AdjustmentRequest.id == request_id, AdjustmentRequest.vacancy_id == vacancy_id
    )
    return row
