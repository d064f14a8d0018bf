"""Where an advert hides names, nothing that an employer can fetch says who an applicant is: no page, file or program.

Made from the address map, so that whatever is added joins by itself; what comes as a file is opened and read.
"""

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from recruitment.accounts.key_tables import SCOPES
from recruitment.accounts.keys import make_key
from recruitment.accounts.tables import Account
from recruitment.applications.history_tables import TOLD, History, Outline
from recruitment.applications.outlining import outline_of
from recruitment.applications.tables import Application, Contact, Declaration, RefereeCopy
from recruitment.applications.wallet_tables import CheckConsent, CheckEntry
from recruitment.core import clock
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.actions import shortlist
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.estate import an_estate
from tests.builders.organisations import an_organisation
from tests.builders.scoring import answered, scores
from tests.builders.vacancies import QUESTIONS, a_vacancy

pytestmark = pytest.mark.slow
SYSTEM = System("keeping")
PERSON = {"given_name": "Zebedee", "family_name": "Quagmire", "email": "zq-secret@test.example",
          "phone": "0131 496 0777", "address": "7 Hidden Close", "town": "Zedburgh", "postcode": "ZZ9 9ZZ"}  # fmt: skip
REFEREE = {"name": "Rumpel Referee", "organisation": "Referee Works", "email": "rumpel@test.example"}
HISTORY = {
    "employment": [
        {"employer": "Secret Works", "job_title": "Gardener", "started": "1987-03-01", "ended": "1999-11-30",
         "duties": "Grew things.", "reason_for_leaving": "Moved to Zedburgh", "is_scottish_council": False}
    ],
    "education": [
        {"institution": "Secret Academy", "qualification": "Higher", "level": "", "subject": "Biology", "grade": "A",
         "year": 1984, "started": "1982-08-01", "ended": "1984-06-01", "country": "Ruritania", "compared_to": ""}
    ],
    "training": [{"name": "Pruning", "provider": "Secret College", "completed": "1991-05-01", "expires": "2031-05-01"}],
    "registrations": [{"body": "PVG scheme", "part": "", "number": "PVG-7777", "expires": "2029-12-31"}],
    "more": {"driving": "", "languages": "", "skills": "", "gaps": "March 1986 to June 1986: Secret travels"},
}  # fmt: skip
TELLING = (*PERSON.values(), *REFEREE.values(), "Cousin Quagmire", "A secret need", "CHECK-7777", "PVG-7777",
           "Secret Works", "1987", "1999", "Secret Academy", "1984", "1982", "Ruritania", "Secret College", "1991",
           "2031", "2029", "Secret travels")  # fmt: skip
# Besides what an address names: the ways in which lists are asked.
ASKED = ("", "?sort=name", "?sort=score&mine=undecided", "?q=Quagmire", "?flagged=1&unanswered=1", "?all=1&everyone=1",
         "?everyone=1&reasons-asked=1&reason=own", "?reasons-asked=1&reason=others")  # fmt: skip
LISTS = ("applicants", "matrix", "screening", "reject", "shortlist", "set_aside")
# The estate's own rows, and a search for a name, say a word of these by themselves.
OWN_WORDS = {"?q=Quagmire": {"Quagmire"}}


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(
        fife, hides_names=True, hides_dates=True, schemes=["guaranteed_interview"],
        questions=[asked.facts for asked in QUESTIONS],
    )  # fmt: skip


@pytest.fixture
def secret(vacancy: Vacancy) -> Application:
    """One who has told everything that tells, and shows a check."""
    account = an_account(email=PERSON["email"], name="Zebedee Quagmire")
    application = an_application(vacancy, account=account, scheme="disabled", needs="A secret need")
    answered(application, vacancy, "I grow things well.")
    outline = outline_of(HISTORY, clock.today(), hides_dates=True)
    for part, told in (
        (Contact, PERSON), (RefereeCopy, REFEREE), (Declaration, {"related": "yes", "related_to": "Cousin Quagmire"}),
        (History, HISTORY), (Outline, {name: outline[name] for name in TOLD}),
    ):  # fmt: skip
        db.session.execute(changing(SYSTEM, part).where(part.application_id == application.id).values(**told))
    check = CheckEntry(account_id=account.id, kind="pvg", number="CHECK-7777", checked_on=date(1987, 1, 1))
    db.session.add(check)
    db.session.flush()
    db.session.add(
        CheckConsent(account_id=account.id, organisation_id=vacancy.organisation_id, application_id=application.id,
                     entry_id=check.id)
    )  # fmt: skip
    db.session.commit()
    db.session.expire_all()
    return application


def a_seated(fife: Organisation, vacancy: Vacancy, role: Role, *, chairs: bool = False) -> Account:
    account = a_member(fife, role)
    db.session.add(
        PanelSeat(organisation_id=fife.id, vacancy_id=vacancy.id, account_id=account.id,
                  chairs=vacancy.id if chairs else None)
    )  # fmt: skip
    db.session.commit()
    return account


def opened(content: bytes, kind: str) -> str:
    """What a person reads in it, whatever kind of file it is."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as pack:
            return "\n".join(opened(pack.read(name), "") for name in pack.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode(errors="replace")


def addresses(app: Flask, fife: Organisation, application: Application, doors: tuple[str, ...]) -> Iterator[str]:
    """Everything that can be fetched behind these doors, about this vacancy and application where it names one."""
    estate = an_estate(fife) | {"vacancy_id": application.vacancy_id, "application_id": application.id}
    built = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in doors and "GET" in (rule.methods or set()):
            if not rule.arguments <= estate.keys():
                continue
            path = built.build(rule.endpoint, {name: estate[name] for name in rule.arguments})
            yield path
            if any(word in rule.endpoint for word in LISTS):
                yield from (f"{path}{asked}" for asked in ASKED if asked)


def telling(client: FlaskClient, path: str, **more: object) -> set[str]:
    answer = client.get(path, follow_redirects=True, **more)
    text = opened(answer.get_data(), answer.mimetype)
    return {word for word in TELLING if word in text} - OWN_WORDS.get(path[path.find("?") :], set())


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.HIRING_MANAGER, Role.RECRUITER, Role.ADMINISTRATOR])
def test_nothing_that_staff_can_fetch_tells(
    app: Flask, client: FlaskClient, fife: Organisation, secret: Application, vacancy: Vacancy, role: Role,
    subtests: pytest.Subtests,
) -> None:  # fmt: skip
    account = a_seated(fife, vacancy, role, chairs=True)
    scores(as_staff(fife, role, person=account.id), secret, vacancy, [4, 3], note="Grows things")
    sign_in(client, account)
    paths = list(addresses(app, fife, secret, ("employer",)))
    assert {f"/employer/applications/{secret.id}", f"/employer/vacancies/{vacancy.id}/matrix.xlsx"} <= set(paths)
    for path in paths:
        with subtests.test(path=path):
            assert telling(client, path) == set()


def test_no_program_is_told(
    app: Flask, client: FlaskClient, fife: Organisation, secret: Application, subtests: pytest.Subtests
) -> None:
    _, key = make_key(as_staff(fife, Role.ADMINISTRATOR), fife.id, "HR system", list(SCOPES))
    db.session.commit()
    for path in addresses(app, fife, secret, ("program", "machine")):
        with subtests.test(path=path):
            assert telling(client, path, headers={"Authorization": f"Bearer {key}"}) == set()


def test_once_shortlisted_they_do_tell(client: FlaskClient, fife: Organisation, secret: Application) -> None:
    """Else the tests above could not fail."""
    shortlist(as_staff(fife, Role.RECRUITER), secret)
    db.session.commit()
    sign_in(client, a_member(fife))
    page = telling(client, f"/employer/applications/{secret.id}")
    assert {"Zebedee", "Secret Works", "Secret Academy", "Rumpel Referee", "A secret need", "PVG-7777"} <= page
    assert {"Zebedee", "Quagmire"} <= telling(client, f"/employer/vacancies/{secret.vacancy_id}/matrix.xlsx")
    assert "CHECK-7777" in telling(client, f"/employer/applications/{secret.id}/checks")


def test_what_is_read_instead(client: FlaskClient, fife: Organisation, secret: Application) -> None:
    sign_in(client, a_member(fife))
    page = client.get(f"/employer/applications/{secret.id}").text
    for said in ("Gardener", "Grew things.", "10 years or more", "Biology", "Pruning", "PVG scheme"):
        assert said in page
    assert "What applicants wrote in their own words stays as they wrote it" in " ".join(page.split())
