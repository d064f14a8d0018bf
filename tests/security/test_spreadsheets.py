"""What a spreadsheet would calculate leaves as text."""

from datetime import date

from flask.testing import FlaskClient

from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.actions import roll_up
from tests.builders.accounts import a_national, as_staff, sign_in
from tests.builders.advertising import a_placement
from tests.builders.vacancies import a_vacancy


def test_a_name_that_is_a_formula(client: FlaskClient) -> None:
    sly = Organisation(slug="sly", name="=1+1", kind="other")
    db.session.add(sly)
    db.session.commit()
    a_placement(as_staff(sly, Role.RECRUITER), a_vacancy(sly), placed_on=date(2026, 5, 1))
    roll_up()
    db.session.commit()
    sign_in(client, a_national())
    lines = client.get("/cosla/figures/spend/by-organisation.csv").text.splitlines()
    assert any(line.startswith("'=1+1,") for line in lines)
    assert not any(line.startswith("=") for line in lines)
