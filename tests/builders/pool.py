"""One builder a noun: entries of the talent pool, approaches, places on a reserve list."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.offers.pool_actions import Shown, hide
from recruitment.offers.pool_rules import months_later
from recruitment.offers.pool_tables import Approach, PoolEntry
from recruitment.offers.reserve_tables import ReserveAsk, ReservePlace
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account
from tests.builders.applications import an_application
from tests.builders.vacancies import a_vacancy

DAY = timedelta(days=1)


def shown(**facts: Any) -> Shown:
    return Shown(**{"summary": "I keep kitchens clean and safe.", "categories": ["cleaning"], **facts})


def a_pool_entry(
    account: Account | None = None, *, hidden_from: Collection[Organisation] = (), **facts: Any
) -> PoolEntry:
    """Of somebody who would clean anywhere in Scotland, for a year, unless told otherwise."""
    account = account or an_account()
    told = {key: facts.pop(key) for key in list(facts) if key in Shown.__dataclass_fields__}
    entry = PoolEntry(
        account_id=account.id,
        **{
            "reference": f"P-TEST-{account.id:04d}",
            "until": clock.now() + 365 * DAY,
            "wording": "1",
            **shown(**told).facts,
            **facts,
        },
    )
    db.session.add(entry)
    hide(Candidate(account.id), [each.id for each in hidden_from])
    db.session.commit()
    return entry


def an_approach(organisation: Organisation, *, vacancy: Vacancy | None = None, **facts: Any) -> Approach:
    """One that waits for its answer."""
    vacancy = vacancy or a_vacancy(organisation)
    given = {"account_id": facts.pop("account_id", None) or an_account().id, "reference": "P-TEST-0000"}
    row = Approach(
        organisation_id=organisation.id,
        vacancy_id=vacancy.id,
        **{"message": "Think of us.", "sent_by": 1, "until": clock.now() + 14 * DAY, **given, **facts},
    )
    db.session.add(row)
    db.session.commit()
    return row


def a_reserve_place(
    vacancy: Vacancy, *, account: Account | None = None, state: str = "proposed", **facts: Any
) -> ReservePlace:
    """Of somebody who was interviewed; one that stands runs for six months."""
    stands = state == "accepted"
    application: Application = an_application(
        vacancy, account=account, state="reserve" if stands else "interview"
    )  # fmt: skip
    now = clock.now()
    answered = {"answered_at": now, "until": months_later(now, 6)} if stands else {}
    ended = {"ended_at": now} if state in ("declined", "ended") else {}
    place = ReservePlace(
        organisation_id=vacancy.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        **{"state": state, "months": 6, "proposed_by": 1, **answered, **ended, **facts},
    )
    db.session.add(place)
    db.session.commit()
    return place


def an_ask(place: ReservePlace, vacancy: Vacancy, **facts: Any) -> ReserveAsk:
    """Whether somebody on a list wants this job too, not answered yet."""
    row = ReserveAsk(
        organisation_id=place.organisation_id, application_id=place.application_id, account_id=place.account_id,
        reserve_id=place.id, vacancy_id=vacancy.id, title=vacancy.title, **{"asked_by": 1, **facts},
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row
