"""How often anything may be tried on the pages of the account, counted in the database."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from ipaddress import IPv6Address, IPv6Network, ip_address

import email_validator
from flask import request, session
from flask_login import current_user

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.core.transactions import after_the_end

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Most:
    """Tries within the window: about one account from one network, from one network, and about one account.

    Anybody can try a known address, so a small limit on the address alone would let a stranger lock its owner out:
    there it is wide, against many networks together. What only somebody signed in, or with the password, gets to
    try (a code has six digits), and what sends letters, has its small limit on the account alone.
    """

    together: int
    network: int
    account: int


GUESS = Most(together=10, network=100, account=200)
OWN_GUESS = Most(together=10, network=100, account=10)
LETTER = Most(together=5, network=30, account=5)
LIMITS = {
    "security.login": GUESS,
    "security.forgot_password": LETTER,
    "security.register": LETTER,
    "security.send_confirmation": LETTER,
    "security.verify": OWN_GUESS,
    "security.two_factor_token_validation": OWN_GUESS,
    "security.two_factor_setup_validate": OWN_GUESS,
    "security.change_password": OWN_GUESS,
    "security.change_email": LETTER,
    "candidate.delete_account": OWN_GUESS,
}
# Pages of somebody signed in, where the form's address, if it holds one, is not whom the try is about.
OWN = frozenset({"security.verify", "security.two_factor_setup_validate", "security.change_password",
                 "security.change_email", "candidate.delete_account"})  # fmt: skip


def limit(endpoint: str) -> None:
    """Counts in the database, so that all hosts agree; the count stays whatever becomes of the request."""
    most, who, where = LIMITS[endpoint], _who(endpoint), network()
    name = endpoint.removeprefix("security.")
    subjects = (
        ("who_from", f"{who} {where}" if who else "", most.together),
        ("from", where, most.network),
        ("who", who, most.account),
    )
    for what, value, times in subjects:
        if value:
            kind = f"{what}:{name}"[:30]
            refuse_if_too_many(kind, value, times, WINDOW)
            after_the_end(partial(count_attempt, kind, value))


def network() -> str:
    """Where a try comes from; of IPv6 the first half, because a household or a rented machine has all of the rest."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return request.remote_addr or ""
    return str(IPv6Network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)


def _who(endpoint: str) -> str:
    """Whose password, code or letters a try is about: never a field that the view itself does not read."""
    if endpoint in OWN:
        return str(current_user.id) if current_user.is_authenticated else ""
    if endpoint == "security.two_factor_token_validation":
        return session.get("tf_user_id") or session.get("_user_id", "")
    typed = request.form.get("email", "")
    return address_typed(typed) or typed


def address_typed(typed: str) -> str:
    """As Flask-Security looks it up, so that no other way of writing it is another address; else empty."""
    try:
        return email_validator.validate_email(typed, check_deliverability=False).normalized
    except email_validator.EmailNotValidError:
        return ""
