"""Letters to a candidate about checks: what they are asked for, and that all is done."""

from collections.abc import Mapping
from typing import Any

from flask import current_app

from recruitment.accounts.queries import address_in_use
from recruitment.applications.notices import tell
from recruitment.applications.tables import Application
from recruitment.offers.check_tables import Check
from recruitment.organisations.queries import names_of_organisations


def tell_of_asking(application: Application, check: Check) -> None:
    facts = {"check": check.title, "message": check.told}
    tell_candidate("check_asked", application, _key(check), facts, said=f"a check was asked for: {check.title}")


def tell_that_all_is_done(application: Application, check: Check) -> None:
    """`check`: the last of them; one that is opened again and ends again is told of again."""
    tell_candidate("checks_done", application, _key(check), {}, said="all checks are done")


def _key(check: Check) -> str:
    """Of this asking, or this end: a later one is another letter's."""
    return f"{check.id}:{check.since.isoformat()}"


def tell_candidate(
    letter: str, application: Application, key: str, facts: Mapping[str, Any], *, said: str, path: str = ""
) -> bool:
    """A letter about the checks of an application; False for whoever has no address here, as paper applicants have.

    `key` tells this letter from others of its name; `path`: the candidate's page that it leads to, their checks unless
    told.
    """
    to = address_in_use(application.account_id)
    if to is None:
        return False
    organisation = names_of_organisations([application.organisation_id])[application.organisation_id]
    path = path or f"/candidate/applications/{application.id}/your-checks"
    about = {
        "title": application.title,
        "organisation": organisation,
        "reference": application.reference,
        "link": f"{current_app.config['SETTINGS'].public_url}{path}",
        **facts,
    }
    line = f"{application.title}, {organisation}: {said}"
    return tell(application.account_id, letter, to, about, f"{letter}:{key}", said=line, path=path)
