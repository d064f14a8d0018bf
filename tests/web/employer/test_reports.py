"""What readers reported: read by the employer, settled once by those who can change the advert, told by letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Public, Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import reports
from recruitment.vacancies.report_tables import AdvertReport
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_vacancy
from tests.web.employer.conftest import SignIn

PAGE = "/employer/reports"
DONE = "Withdrawn & written to <the reader>.\nThe advert was a copy."


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(fife, title="Home Carer")


def a_report(vacancy: Vacancy, details: str = "It asks for money.", email: str = "") -> AdvertReport:
    report = reports.report_advert(Public(), vacancy, reason="scam", details=details, email=email)
    db.session.commit()
    return report


def settling(report: AdvertReport) -> str:
    return f"{PAGE}/{report.id}/settle"


def stored(report: AdvertReport) -> AdvertReport:
    wanted = visible(as_staff(an_organisation()), AdvertReport).where(AdvertReport.id == report.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


@pytest.mark.parametrize("role", [*Role])
def test_all_staff_of_the_desk_read_and_two_roles_settle(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, role: Role
) -> None:
    report = a_report(vacancy, "<b>It asks for money.</b>\nTwice.", "reader+1@test.example")
    person = signed_in(role)
    if role == Role.PANEL_MEMBER:
        db.session.add(PanelSeat(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=person.id))
        db.session.commit()
    page = client.get(PAGE).text
    for said in (
        "Home Carer", f"/employer/vacancies/{vacancy.id}", "It looks like a scam", "&lt;b&gt;It asks for money.",
        "1 report is open", "mailto:reader%2B1@test.example?subject=Your%20report%20about%20Home%20Carer",
    ):  # fmt: skip
        assert said in page
    may = role in (Role.RECRUITER, Role.ADMINISTRATOR)
    assert (settling(report) in page) == may
    assert client.get(settling(report)).status_code == (200 if may else 403)
    answer = submit(client, settling(report), page="/account/", note=DONE)
    assert answer.status_code == (303 if may else 403)
    assert (stored(report).settled_at is not None) == may


def test_a_panel_member_reads_only_of_the_adverts_they_sit_on(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy
) -> None:
    report = a_report(vacancy)
    signed_in(Role.PANEL_MEMBER)
    assert "Nobody has reported an advert of yours" in client.get(PAGE).text
    assert client.get(settling(report)).status_code == 404


def test_another_organisation_reads_none_of_it(client: FlaskClient, vacancy: Vacancy) -> None:
    report = a_report(vacancy)
    sign_in(client, a_member(an_organisation("orkney-islands-council"), *Role))
    page = client.get(PAGE).text
    assert "Nobody has reported an advert of yours" in page
    assert "It asks for money" not in page
    assert client.get(settling(report)).status_code == 404
    assert submit(client, settling(report), page="/account/", note=DONE).status_code == 404
    assert stored(report).settled_at is None


def test_a_report_is_settled_with_what_was_done(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    report = a_report(vacancy)
    person = signed_in()
    assert "Settle the report?" in client.get(settling(report)).text
    assert submit(client, settling(report), note=DONE).location == PAGE
    kept = stored(report)
    assert (kept.settled_note, kept.settled_by) == (DONE, person.id)
    page = client.get(PAGE).text
    for said in ("Withdrawn &amp; written to &lt;the reader&gt;.", f"by {person.name}", "No reports are open"):
        assert said in page
    assert settling(report) not in page
    assert "This report is settled" in client.get(settling(report)).text
    acts = visible(as_staff(an_organisation()), Act).where(Act.noun == "advert_report", Act.row_id == report.id)
    made = [(act.act, act.person, act.reason) for act in db.session.scalars(acts.order_by(Act.id))]
    assert made == [("report_advert", None, None), ("settle_report", person.id, None)]


@pytest.mark.parametrize(
    ("note", "said"),
    [("  \n ", "Say what was done about it"), ("Done. " * 400, "What was done must be 2,000 characters or fewer")],
)
def test_a_faulty_settlement_is_not_kept(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, note: str, said: str
) -> None:
    report = a_report(vacancy)
    signed_in()
    answer = submit(client, settling(report), note=note)
    assert answer.status_code == 422
    assert said in answer.text and note.strip() in answer.text
    assert stored(report).settled_at is None


def test_open_ones_stand_first_then_the_newest(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    made = [a_report(vacancy, f"Report number {number}.") for number in range(22)]
    signed_in()
    for number in (21, 3):
        submit(client, settling(made[number]), note=DONE)
    first, second = (client.get(f"{PAGE}?page={page}").text for page in (1, 2))
    assert first.index("Report number 20.") < first.index("Report number 19.") < first.index("Report number 0.")
    assert "Report number 21." not in first
    assert second.index("Report number 21.") < second.index("Report number 3.")
    assert "20 reports are open" in second
    beyond = client.get(f"{PAGE}?page=99").text
    # A token holds the second in which it was made.
    assert TOKEN.sub("", beyond) == TOKEN.sub("", second)


def test_the_page_that_was_old_settles_nothing(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    report = a_report(vacancy)
    first = signed_in()
    submit(client, settling(report), note=DONE)
    signed_in()
    answer = submit(client, settling(report), page=PAGE, note="Something else.")
    assert answer.status_code == 409
    assert (stored(report).settled_note, stored(report).settled_by) == (DONE, first.id)


def test_staff_of_several_organisations_see_whose_it_is(client: FlaskClient, signed_in: SignIn) -> None:
    for slug in ("fife-council", "nhs-orkney"):
        a_report(a_vacancy(an_organisation(slug)))
    person = signed_in()
    assert "NHS Orkney" not in client.get(PAGE).text
    a_member(an_organisation("nhs-orkney"), account=person)
    page = client.get(PAGE).text
    assert "NHS Orkney" in page and "Fife Council" in page and "2 reports are open" in page


def test_the_recruiters_are_told_what_kind_of_thing_is_wrong(fife: Organisation, vacancy: Vacancy) -> None:
    recruiters = [a_member(fife), a_member(fife, Role.RECRUITER, Role.APPROVER)]
    others = [a_member(fife, Role.ADMINISTRATOR), a_member(an_organisation("nhs-orkney"))]
    reported = [a_report(vacancy), a_report(vacancy)]
    for person in recruiters:
        letters = letters_to(person.email)
        assert [letter.key for letter in letters] == [f"advert_reported:{each.id}:{person.id}" for each in reported]
        assert letters[0].facts == {
            "title": "Home Carer",
            "organisation": "Fife Council",
            "reference": vacancy.reference,
            "link": f"http://127.0.0.1{settling(reported[0])}",
            "reason": "It looks like a scam",
        }
    assert [letters_to(person.email) for person in others] == [[], []]


def test_without_recruiters_the_administrators_are_told(fife: Organisation, vacancy: Vacancy) -> None:
    administrator = a_member(fife, Role.ADMINISTRATOR)
    a_report(vacancy)
    assert [letter.name for letter in letters_to(administrator.email)] == ["advert_reported"]


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


@pytest.mark.dialect
def test_of_two_who_settle_at_once_one_reads_that_it_is_done(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    people: list[Account] = [a_member(an_organisation()) for _ in range(2)]
    report = a_report(a_vacancy(an_organisation()))
    hold_until_both_have_read(monkeypatch, "recruitment.web.employer.reports.settle_report", reports.settle_report)
    answers = press_at_once(portal, *((person, settling(report), {"note": DONE}) for person in people))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert stored(report).settled_note == DONE
    assert len(list(db.session.scalars(visible(System("reporting"), Act).where(Act.act == "settle_report")))) == 1
    assert {letter.name for letter in db.session.scalars(visible(System("mail"), Letter))} == {"advert_reported"}


def test_a_stale_row_settles_nothing(fife: Organisation, vacancy: Vacancy) -> None:
    report, viewer = a_report(vacancy), as_staff(fife)
    reports.settle_report(viewer, report, DONE)
    with pytest.raises(IllegalMove):
        reports.settle_report(viewer, report, "Something else.")
    assert stored(report).settled_note == DONE
