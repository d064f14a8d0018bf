"""Letters about an application that staff entered, and the link by which its person reads and confirms it."""

import secrets
from datetime import timedelta
from typing import Final

from flask import current_app

from recruitment.accounts.queries import address_of, members, organisation_of
from recruitment.accounts.sealing import fingerprint
from recruitment.applications.assisted_queries import Entered
from recruitment.applications.assisted_tables import TOKEN_KIND, AssistedApplication, AssistedPerson
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.outbox import post
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Role, System, TokenHolder

LETTERS, SIGN_IN = System("letters"), System("sign_in")
LINK_WORKS: Final = timedelta(days=28)


def ask_to_confirm(entered: Entered, application: Application) -> bool:
    """Sends a new link, where there is an address to send it to; an older one works no more."""
    person = entered.person
    if not person.email:
        return False
    link = secrets.token_urlsafe(32)
    person.link_digest, person.link_until = fingerprint(TOKEN_KIND, link), clock.now() + LINK_WORKS
    facts = {
        **_facts(application),
        "link": f"{current_app.config['SETTINGS'].public_url}/link/entered/{link}",
        "until": f"{clock.local(person.link_until):%-d %B %Y}",
    }
    post("application_entered", person.email, facts, key=f"application_entered:{application.id}:{person.link_digest}")
    return True


def _facts(application: Application) -> dict[str, str]:
    return {
        "title": application.title,
        "organisation": organisation_of(application.organisation_id).name,
        "reference": application.reference,
    }


def entered_of_link(link: str) -> tuple[TokenHolder, Entered]:
    """Who holds it, and what it is about. Raises NotVisible for a wrong or expired one."""
    found: AssistedPerson = one_visible(
        SIGN_IN, AssistedPerson, AssistedPerson.link_digest == fingerprint(TOKEN_KIND, link),
        AssistedPerson.link_until > clock.now(),
    )  # fmt: skip
    holder = TokenHolder(TOKEN_KIND, found.application_id)
    assisted: AssistedApplication = one_visible(holder, AssistedApplication)
    if assisted.state == "entering":
        raise NotVisible("nothing was handed in")
    return holder, Entered(assisted, found)


def tell_of_dispute(entered: Entered, application: Application) -> None:
    """Whoever entered it, and the other recruiters; what the person wrote stays on the page."""
    assisted = entered.assisted
    facts = {
        **_facts(application),
        "link": f"{current_app.config['SETTINGS'].public_url}/employer/assisted/{assisted.id}",
    }
    hr = members(LETTERS, assisted.organisation_id, Role.RECRUITER, Role.ADMINISTRATOR)
    told = [each for each in hr if each.account_id == assisted.entered_by or each.role == Role.RECRUITER] or hr
    for member in told:
        key = f"entered_disputed:{assisted.id}:{member.account_id}:{secrets.token_hex(6)}"
        post("entered_disputed", address_of(member.account_id), facts, key=key)
