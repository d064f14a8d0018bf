"""Colleagues by name, for pages that say who did what."""

from recruitment.accounts.queries import members
from recruitment.core.viewers import Staff

FORMER = "A former colleague"


def names_of(viewer: Staff, organisation_id: int) -> dict[int, str]:
    """The colleagues of an organisation by person."""
    return {member.account_id: member.name for member in members(viewer, organisation_id)}
