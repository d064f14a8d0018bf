"""Campaigns: what they advertise, and what they cost."""

from collections.abc import Collection, Sequence

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError

from recruitment.advertising.campaign_tables import Campaign, CampaignVacancy
from recruitment.advertising.roles import require_ledger
from recruitment.advertising.rules import Sum
from recruitment.advertising.tables import Placement
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.tenancy import changing, one_visible, removing, rows_hit, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

TAKEN = "You have a campaign of this name. Choose another one"


def make_campaign(
    viewer: Staff, organisation_id: int, *, name: str, department: str, shared_by: str, vacancies: Sequence[Vacancy]
) -> Campaign:
    """Raises Refused where the name is taken, or for roles that do not keep the ledger."""
    require_ledger(viewer, organisation_id)
    row = Campaign(
        organisation_id=organisation_id, name=name, department=department, shared_by=shared_by, made_by=viewer.person
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as problem:
        raise Refused(TAKEN) from problem
    _join(row, vacancies)
    record(viewer, "make_campaign", row)
    return row


def change_campaign(
    viewer: Staff, row: Campaign, *, name: str, department: str, shared_by: str, vacancies: Sequence[Vacancy]
) -> None:
    """What was shared out already stays as it was. Raises Refused where the name is taken."""
    require_ledger(viewer, row.organisation_id)
    mine = changing(viewer, Campaign).where(Campaign.id == row.id)
    try:
        with db.session.begin_nested():
            db.session.execute(mine.values(name=name, department=department, shared_by=shared_by))
    except IntegrityError as problem:
        raise Refused(TAKEN) from problem
    held = {vacancy.id for vacancy in vacancies_of(viewer, row)}
    wanted = {vacancy.id for vacancy in vacancies}
    gone = removing(viewer, CampaignVacancy).where(
        CampaignVacancy.campaign_id == row.id, CampaignVacancy.vacancy_id.in_(held - wanted)
    )
    db.session.execute(gone)
    _join(row, [vacancy for vacancy in vacancies if vacancy.id not in held])
    db.session.expire(row)
    record(viewer, "change_campaign", row)


def end_campaign(viewer: Staff, row: Campaign) -> None:
    """Nothing more is placed for it. Raises IllegalMove when it has ended already."""
    require_ledger(viewer, row.organisation_id)
    running = changing(viewer, Campaign).where(Campaign.id == row.id, Campaign.ended_at.is_(None))
    if rows_hit(running.values(ended_at=clock.now())) != 1:
        raise IllegalMove("campaign", "end", "ended")
    db.session.expire(row, ["ended_at"])
    record(viewer, "end_campaign", row)


def _join(row: Campaign, vacancies: Sequence[Vacancy]) -> None:
    db.session.add_all(
        CampaignVacancy(organisation_id=row.organisation_id, campaign_id=row.id, vacancy_id=vacancy.id)
        for vacancy in vacancies
    )
    db.session.flush()


def campaign(viewer: Staff, campaign_id: int) -> Campaign:
    """Raises NotVisible."""
    row: Campaign = one_visible(viewer, Campaign, Campaign.id == campaign_id)
    return row


def campaigns_of(viewer: Staff, organisation_ids: Collection[int]) -> list[Campaign]:
    """Running ones first, then by name."""
    rows = db.session.scalars(visible(viewer, Campaign).where(Campaign.organisation_id.in_(organisation_ids)))
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.name.casefold()))


def vacancies_of(viewer: Staff, row: Campaign) -> list[Vacancy]:
    """What it advertises, in the order in which they joined."""
    wanted = (
        visible(viewer, Vacancy, CampaignVacancy)
        .join(CampaignVacancy, CampaignVacancy.vacancy_id == Vacancy.id)
        .where(CampaignVacancy.campaign_id == row.id)
        .order_by(CampaignVacancy.id)
    )
    return list(db.session.scalars(wanted))


def spent_by_campaign(viewer: Staff, organisation_ids: Collection[int]) -> dict[int, Sum]:
    """What each has cost, less what credit notes took back."""
    wanted = (
        visible(viewer, Placement)
        .where(
            Placement.organisation_id.in_(organisation_ids),
            Placement.struck_at.is_(None),
            Placement.campaign_id.is_not(None),
        )
        .group_by(Placement.campaign_id)
        .with_only_columns(Placement.campaign_id, func.sum(Placement.net), func.sum(Placement.vat))
    )
    return {key: Sum(int(net), int(vat)) for key, net, vat in db.session.execute(wanted) if key is not None}


def vacancies_named(viewer: Staff, organisation_id: int, references: Sequence[str]) -> tuple[list[Vacancy], list[str]]:
    """The organisation's vacancies by the portal's reference or its own, and what names none; of several with the same
    own reference the latest."""
    typed = {reference.casefold(): reference for reference in references}
    wanted = visible(viewer, Vacancy).where(
        Vacancy.organisation_id == organisation_id,
        func.lower(Vacancy.reference).in_(typed) | func.lower(Vacancy.own_reference).in_(typed),
    )
    found: dict[str, Vacancy] = {}
    for row in db.session.scalars(wanted.order_by(Vacancy.id)):
        for name in (row.own_reference, row.reference):
            found[name.casefold()] = row
    unknown = [reference for key, reference in typed.items() if key not in found]
    vacancies = {found[key].id: found[key] for key in typed if key in found}
    return list(vacancies.values()), unknown
