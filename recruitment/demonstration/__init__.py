"""What a demonstration shows: real adverts, an account for every role, and plainly made-up people.

All of it is made by the same actions that people use, so that it cannot be what the portal would refuse.
"""

from collections.abc import Callable
from pathlib import Path

from flask_security import hash_password
from sqlalchemy import select

from recruitment.accounts.queries import account_by_email
from recruitment.core.transactions import transaction
from recruitment.demonstration.accounts import CANDIDATE, give_accounts
from recruitment.demonstration.after import show_what_comes_after
from recruitment.demonstration.candidates import people_apply, tell_profile
from recruitment.demonstration.checks import show_checks
from recruitment.demonstration.equality import show_equality
from recruitment.demonstration.offers import show_offers
from recruitment.demonstration.onboarding import show_onboarding, upload_national_tables
from recruitment.demonstration.pay import COUNCIL, upload_pay_tables
from recruitment.demonstration.profile import tell_the_rest
from recruitment.demonstration.redeployment import show_redeployment
from recruitment.demonstration.selection import show_selection
from recruitment.demonstration.spend import record_spend
from recruitment.demonstration.vacancies import write_vacancies
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.actions import roll_up
from recruitment.vacancies.importing import run_import

PASSWORD = "try the portal"


def show_demonstration(adverts: Path, say: Callable[[str], None]) -> None:
    """Fills an empty demonstration; one that was filled keeps its data."""
    with transaction():
        if account_by_email(CANDIDATE) is not None:
            return
    say("Importing real adverts, their closing dates moved into the future")
    result = run_import(adverts, create_organisations=True, dry_run=False, move_closing_dates=True, progress=say)
    say(result.summary)
    say("Making demonstration accounts, vacancies, applications and spend")
    with transaction():
        councils = list(db.session.scalars(select(Organisation).where(Organisation.kind == "council")))
        staff = give_accounts(councils, hash_password(PASSWORD))
        candidate = tell_profile(CANDIDATE)
        tell_the_rest(candidate)
        upload_pay_tables(councils, staff)
        upload_national_tables(staff)
        vacancies = write_vacancies(councils, staff)
        people = people_apply(vacancies, staff, say)
        show_what_comes_after(councils, staff, vacancies, people)
        show_offers(councils, staff, candidate, people)
        show_redeployment(councils, staff)
        show_equality(councils, people)
        show_checks(councils, staff, people)
        show_selection(councils, staff, people)
        record_spend(staff)
        show_onboarding(next(each for each in councils if each.slug == COUNCIL))
        roll_up()


def accounts_told() -> tuple[str, ...]:
    """Lines for whoever starts the demonstration."""
    return (
        "Sign in at /account/sign-in as",
        "  candidate@demo.example                       a candidate with a profile",
        "  recruiter@fife-council.demo.example          a recruiter; approver@, manager@, panel@ and admin@ likewise,",
        "                                               at every council (its name as in its page’s address)",
        "  analyst@cosla.demo.example                   COSLA’s analyst",
        "  operator@cosla.demo.example                  the operator, who keeps the register too",
        "  keeper@improvement-service.demo.example      who keeps the register for the Improvement Service",
    )
