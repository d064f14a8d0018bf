"""Bringing organisations in: the operator adds one, then invites its administrator, who invites everybody else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func

from recruitment.accounts.queries import own_account
from recruitment.accounts.staff import send_invitation
from recruitment.accounts.tables import Invitation, Membership
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Operator, Role, Viewer
from recruitment.extensions import db
from recruitment.organisations.actions import add_organisation
from recruitment.organisations.national_pay import use_all_national
from recruitment.organisations.tables import Organisation

# Characters of what is looked for; a longer pattern, or more words, is more than SQLite takes.
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Standing:
    """How far an organisation has come: its people, and its administrators' invitations that are still open."""

    organisation: Organisation
    staff: int
    invited: int


@dataclass(frozen=True)
class Standings:
    """A page of them, and how many there are on all `pages`."""

    rows: Sequence[Standing]
    total: int
    page: int
    pages: int


def require_operator(viewer: Viewer) -> Operator:
    """Raises Refused for everybody else."""
    if not isinstance(viewer, Operator):
        raise Refused("Operators bring organisations in. Your account reads the national figures.")
    return viewer


def standings(viewer: Operator, words: str = "", page: int = 1, page_size: int = 20) -> Standings:
    """Organisations by name, those whose name holds every word; the nearest page there is."""
    wanted = visible(viewer, Organisation)
    for word in words[:LONGEST_SEARCH].split():
        wanted = wanted.where(Organisation.name.icontains(word, autoescape=True))
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    # The slug leaves out "The", by which half the councils would stand under T.
    ordered = wanted.order_by(Organisation.slug).offset((page - 1) * page_size).limit(page_size)
    found = db.session.scalars(ordered).all()
    staff = _staff_by_organisation(viewer, [each.id for each in found])
    invited = [each.organisation_id for each in administrators_invited(viewer, *(each.id for each in found))]
    rows = [Standing(each, staff.get(each.id, 0), invited.count(each.id)) for each in found]
    return Standings(rows, total, page, pages)


def _staff_by_organisation(viewer: Operator, organisation_ids: Collection[int]) -> dict[int, int]:
    """Each person counts once, whatever their roles."""
    people = func.count(Membership.account_id.distinct())
    counted = visible(viewer, Membership).where(Membership.organisation_id.in_(organisation_ids))
    grouped = counted.with_only_columns(Membership.organisation_id, people).group_by(Membership.organisation_id)
    return {organisation_id: number for organisation_id, number in db.session.execute(grouped)}


def administrators_invited(viewer: Operator, *organisation_ids: int) -> list[Invitation]:
    """Invitations to administer one of these organisations that can still be accepted, oldest first."""
    wanted = visible(viewer, Invitation).where(
        Invitation.organisation_id.in_(organisation_ids),
        Invitation.accepted_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    return [each for each in db.session.scalars(wanted.order_by(Invitation.id)) if Role.ADMINISTRATOR in each.roles]


def organisation_to_onboard(viewer: Operator, organisation_id: int) -> Organisation:
    """Raises NotVisible when there is none of that number."""
    return one_visible(viewer, Organisation, Organisation.id == organisation_id)


def bring_in(viewer: Operator, name: str, kind: str, website: str) -> Organisation:
    """A new organisation. Raises Refused when its name is taken or cannot be used."""
    organisation = add_organisation(viewer, name, kind)
    organisation.website = website
    use_all_national(organisation)
    return organisation


def invite_administrator(viewer: Operator, organisation: Organisation, name: str, email: str) -> Invitation:
    """The way into a new organisation: nobody works there yet who could invite."""
    inviter = own_account(require_operator(viewer)).name
    return send_invitation(viewer, organisation, name, email, [Role.ADMINISTRATOR], inviter=inviter)
