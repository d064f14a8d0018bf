"""A vacancy of the demonstration's Fife whose names are hidden, with forty made-up applicants and a panel of three."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from recruitment import create_app
from recruitment.accounts.queries import account_by_email
from recruitment.accounts.tables import Account
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.outlining import outline_of
from recruitment.applications.tables import Answer, Application, Contact, Progress
from recruitment.core import clock
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Criterion, PanelSeat, Vacancy
from tests.builders.applications import CONTACT, HISTORY
from tests.conftest import settings_for

TITLE = "Community Gardener (made up)"
PANEL = tuple(f"{role}@fife-council.demo.example" for role in ("manager", "panel", "recruiter"))
POINTS = (("Can plan a year of planting", "essential"), ("Has worked with volunteers", "essential"),
          ("Drives a tractor", "desirable"))  # fmt: skip
FORTY = 40


def add_forty(url: str, folder: Path, applicants: int = FORTY, *, sign: str = "") -> int:
    """Into a portal that runs; the manager chairs. Returns the vacancy's id. `sign` tells a second one from the first:
    a letter, which stands in addresses and references."""
    app = create_app(settings_for(url, folder))
    with app.app_context(), transaction():
        fife = db.session.scalars(select(Organisation).where(Organisation.slug == "fife-council")).one()
        vacancy = _vacancy(fife, sign)
        points = _points(vacancy)
        for place, email in enumerate(PANEL):
            account = account_by_email(email)
            assert account is not None
            db.session.add(
                PanelSeat(organisation_id=fife.id, vacancy_id=vacancy.id, account_id=account.id,
                          chairs=vacancy.id if place == 0 else None)
            )  # fmt: skip
        for number in range(applicants):
            _applicant(vacancy, points, number, sign)
        found = vacancy.id
    with app.app_context():
        db.engine.dispose()
    return found


def _vacancy(fife: Organisation, sign: str) -> Vacancy:
    began = clock.now() - timedelta(days=20)
    vacancy = Vacancy(
        organisation_id=fife.id, reference=f"GARDEN01{sign}", state="published", title=TITLE, summary="Grows things.",
        duties="* grow things", public_from=began, published_at=began, closes_at=clock.now() - timedelta(days=1),
        hides_names=True, hides_dates=True, schemes=["guaranteed_interview"],
    )  # fmt: skip
    db.session.add(vacancy)
    db.session.flush()
    return vacancy


def _points(vacancy: Vacancy) -> Sequence[Criterion]:
    rows = [
        Criterion(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, position=place, text=text, kind=kind)
        for place, (text, kind) in enumerate(POINTS, 1)
    ]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _applicant(vacancy: Vacancy, points: Sequence[Criterion], number: int, sign: str) -> None:
    # Nobody signs in as one of them.
    account = Account(
        email=f"zq{sign}{number}@test.example".lower(), name="Zebedee", fs_uniquifier=f"gardener-{sign}{number}"
    )
    db.session.add(account)
    db.session.flush()
    application = Application(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=account.id,
        reference=f"A-GARD{sign}-{number:04d}", state="submitted", title=vacancy.title,
        submitted_at=clock.now() - timedelta(days=3, minutes=number),
    )  # fmt: skip
    db.session.add(application)
    db.session.flush()
    keys = {"organisation_id": vacancy.organisation_id, "application_id": application.id,
            "account_id": application.account_id}  # fmt: skip
    name = {"given_name": "Zebedee", "family_name": f"Quagmire {number}", "email": account.email}
    db.session.add_all([
        Contact(**keys, **name, **CONTACT),
        Progress(**keys, state="submitted"),
        History(**keys, **HISTORY),
        Outline(**keys, **outline_of(HISTORY, clock.today(), hides_dates=True)),
        *(Answer(**keys, criterion_id=one.id, criterion_text=one.text, kind=one.kind,
                 text=f"For {number + 3} years I did just that, every spring, in a park that many people use.")
          for one in points),
    ])  # fmt: skip
