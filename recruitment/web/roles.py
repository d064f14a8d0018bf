"""The roles of an organisation's staff in words."""

from collections.abc import Collection

from recruitment.core.viewers import Role

ROLE_NAMES = {
    Role.ADMINISTRATOR: "Administrator",
    Role.RECRUITER: "Recruiter",
    Role.HIRING_MANAGER: "Hiring manager",
    Role.APPROVER: "Approver",
    Role.PANEL_MEMBER: "Panel member",
}
# More would crowd the line that says who is signed in.
MOST = 2


def in_short(roles: Collection[Role]) -> str:
    """Recruiter, approver; or: Administrator, recruiter and 3 more roles."""
    held = [name for role, name in ROLE_NAMES.items() if role in roles]
    # One role too many is shown rather than counted.
    shown = held if len(held) <= MOST + 1 else held[:MOST]
    said = ", ".join(shown).capitalize()
    return said if shown == held else f"{said} and {len(held) - MOST} more roles"
