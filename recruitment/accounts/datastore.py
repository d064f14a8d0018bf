"""Flask-Security's view of accounts, made to live by the rules of the house.

It begins reads with `visible()`, leaves the commit to the door, and sends mail through the outbox.
"""

import secrets
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

import email_validator
from flask import current_app
from flask_security import SQLAlchemyUserDatastore
from flask_security.mail_util import EmailValidateException, MailUtil
from flask_security.totp import Totp
from passlib.exc import TokenError
from sqlalchemy import Select, bindparam, func

from recruitment.accounts.actions import take_code
from recruitment.accounts.tables import Account
from recruitment.core.outbox import post
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db

SIGN_IN = System("sign_in")
# What our letters show of the facts that Flask-Security hands over.
LINKS = ("confirmation_link", "reset_link", "recovery_link", "link")

# How long the links work, as letters say it; Flask-Security's own settings of the same spans.
WITHIN = {
    "account_welcome": "two days",
    "account_confirmation_instructions": "two days",
    "account_reset_instructions": "one day",
    "account_change_email_instructions": "two hours",
}


class Accounts(SQLAlchemyUserDatastore):
    def __init__(self) -> None:
        # Roles are memberships here. With a role model the library would look at the session on every request, and
        # no reading page could be the same for everyone.
        super().__init__(db, Account, cast(Any, None))

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Account | None:
        ((attribute, value),) = wanted.items()
        if case_insensitive:
            folded = func.lower(getattr(Account, attribute)) == str(value).lower()
            return db.session.scalars(visible(SIGN_IN, Account).where(folded)).one_or_none()
        return db.session.scalars(_found_by(attribute), {"value": value}).one_or_none()

    def _prepare_create_user_args(self, **facts: Any) -> dict[str, Any]:
        """Roles are memberships here, not Flask-Security's."""
        facts.setdefault("active", True)
        facts.setdefault("fs_uniquifier", secrets.token_hex(16))
        facts.pop("roles", None)
        return facts

    def commit(self) -> None:
        db.session.flush()


@cache
def _found_by(attribute: str) -> Select[Any]:
    """Asked with every page of whoever has signed in, so it is put together once."""
    column = getattr(Account, attribute)
    return visible(SIGN_IN, Account).where(column == bindparam("value", type_=column.type))


class Codes(Totp):
    """Codes of an authenticator app, each taken once (RFC 6238, 5.2): whoever saw one typed cannot use it again.

    Flask-Security's two hooks know no key, and a new app's codes have nothing to do with those of the old one; nor can
    they refuse the second of two requests at once. So the check is replaced as a whole.
    """

    def verify_totp(self, token: str, totp_secret: str, user: Any, window: int = 0) -> bool:
        try:
            match = self._totp.verify(token, totp_secret, window=window)
        except TokenError:
            return False
        return take_code(user.id, totp_secret, match.counter)


class OutboxMail(MailUtil):
    """Flask-Security's letters take the same way as ours."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **facts: Any,
    ) -> None:
        name = f"account_{template.rsplit('/', 1)[-1]}"
        told = {fact: _at_our_address(str(facts[fact])) for fact in LINKS if facts.get(fact)}
        if name in WITHIN:
            told["within"] = WITHIN[name]
        post(name, str(recipient), told, key=f"{name}:{secrets.token_hex(12)}")

    def validate(self, email: str) -> str:
        """Accepts what can be written to; whether it arrives is seen by the confirmation."""
        try:
            return self.normalize(email)
        except EmailValidateException as problem:
            raise ValueError(problem.msg) from problem


def _at_our_address(link: str) -> str:
    """The link at RECRUITMENT_PUBLIC_URL, whatever host name the request claimed."""
    parts = urlsplit(link)
    public = urlsplit(current_app.config["SETTINGS"].public_url)
    return urlunsplit((public.scheme, public.netloc, parts.path, parts.query, ""))


def refuse_reserved_addresses() -> None:
    """Keeps this process from taking addresses under .example, which belong to nobody (RFC 2606)."""
    if "example" not in email_validator.SPECIAL_USE_DOMAIN_NAMES:
        email_validator.SPECIAL_USE_DOMAIN_NAMES.append("example")
