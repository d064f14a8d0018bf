"""Taking the record of a vacancy by its page."""

import io
import zipfile

from flask.testing import FlaskClient

from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from tests.builders.applications import an_application
from tests.builders.pages import links_of, submit, words_of
from tests.builders.rows import work
from tests.builders.vacancies import a_vacancy
from tests.web.employer.conftest import SignIn


def test_asking_for_it_and_taking_it_away(client: FlaskClient, fife: Organisation, signed_in: SignIn) -> None:
    vacancy = a_vacancy(fife, title="Gardener")
    application = an_application(vacancy)
    signed_in(Role.RECRUITER)
    page = links_of(client.get(f"/employer/vacancies/{vacancy.id}").text)["Take the whole record as one file"]
    assert client.get(f"{page}.zip").location == page
    assert submit(client, page).status_code == 303
    assert "It is being made" in words_of(client.get(page).text)
    work()
    told = client.get(page).text
    answer = client.get(links_of(told)["Download the record"])
    assert answer.headers["Content-Disposition"].startswith(f"attachment; filename=record-{vacancy.reference}-")
    pack = zipfile.ZipFile(io.BytesIO(answer.data))
    assert application.reference in pack.read("record.html").decode()
    acts = db.session.scalars(visible(System("keeping"), Act).where(Act.noun == "vacancy_record")).all()
    assert [act.act for act in acts] == ["ask_for_record", "make_record", "take_record"]


def test_other_roles_are_told_whose_it_is(client: FlaskClient, fife: Organisation, signed_in: SignIn) -> None:
    vacancy = a_vacancy(fife)
    signed_in(Role.HIRING_MANAGER)
    assert "Take the whole record" not in client.get(f"/employer/vacancies/{vacancy.id}").text
    answer = client.get(f"/employer/vacancies/{vacancy.id}/record")
    assert answer.status_code == 403 or "Administrators and recruiters do" in answer.text
