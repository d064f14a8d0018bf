"""Who sits on a vacancy's panel."""

from collections.abc import Collection

from recruitment.accounts.queries import members
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import PanelSeat, Vacancy

CHOOSERS = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)


def may_set_panel(viewer: Staff, vacancy: Vacancy) -> bool:
    return viewer.has_role(vacancy.organisation_id, *CHOOSERS)


def panel_of(viewer: Staff, vacancy_id: int) -> set[int]:
    """Account ids."""
    seats = visible(viewer, PanelSeat).where(PanelSeat.vacancy_id == vacancy_id)
    return set(db.session.scalars(seats.with_only_columns(PanelSeat.account_id)))


def chair_of(viewer: Staff, vacancy_id: int) -> int | None:
    """An account id."""
    chairs = visible(viewer, PanelSeat).where(PanelSeat.chairs == vacancy_id)
    return db.session.scalars(chairs.with_only_columns(PanelSeat.account_id)).one_or_none()


def set_panel(viewer: Staff, vacancy: Vacancy, people: Collection[int], chair: int | None = None) -> None:
    """These and no others; one of them may chair. Raises Refused for the wrong role, for people who do not work there,
    and for a chair who does not sit."""
    if not may_set_panel(viewer, vacancy):
        raise Refused("Your role does not let you choose a panel. Recruiters and hiring managers do.")
    wanted, held = set(people), panel_of(viewer, vacancy.id)
    colleagues = {row.account_id for row in members(viewer, vacancy.organisation_id)}
    if not wanted <= colleagues:
        raise Refused("Only people who work for your organisation can sit on its panels.")
    if chair is not None and chair not in wanted:
        raise Refused("The chair must sit on the panel.")
    chaired = chair_of(viewer, vacancy.id)
    if (wanted, chair) == (held, chaired):
        return
    _unseat(viewer, vacancy, held - wanted)
    come = [
        PanelSeat(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=person)
        for person in sorted(wanted - held)
    ]
    db.session.add_all(come)
    db.session.flush()
    for seat in come:
        record(viewer, "join_panel", seat, after=str(seat.account_id))
    if wanted != held:
        record(viewer, "set_panel", vacancy, reason=f"{len(held)} → {len(wanted)} people")
    if chair != chaired:
        _set_chair(viewer, vacancy, chair)
        record(viewer, "set_chair", vacancy, before=str(chaired or ""), after=str(chair or ""))


def _unseat(viewer: Staff, vacancy: Vacancy, gone: Collection[int]) -> None:
    if not gone:
        return
    of_theirs = (PanelSeat.vacancy_id == vacancy.id, PanelSeat.account_id.in_(gone))
    for seat in db.session.scalars(visible(viewer, PanelSeat).where(*of_theirs)).all():
        record(viewer, "leave_panel", seat, before=str(seat.account_id))
        db.session.expunge(seat)
    db.session.execute(removing(viewer, PanelSeat).where(*of_theirs))


def _set_chair(viewer: Staff, vacancy: Vacancy, chair: int | None) -> None:
    """First nobody, then one, since a vacancy has no two at any moment."""
    seats = changing(viewer, PanelSeat).where(PanelSeat.vacancy_id == vacancy.id)
    db.session.execute(seats.values(chairs=None))
    if chair is not None:
        db.session.execute(seats.where(PanelSeat.account_id == chair).values(chairs=vacancy.id))
