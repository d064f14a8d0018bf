"""Reports by e-mail: what the letter says, whose it is to read at that moment, and stopping it."""

from datetime import date, timedelta

import pytest

from recruitment.accounts.tables import Account, Membership, NationalRole
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.viewers import Cosla, Post, Role, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting import sending
from recruitment.reporting.actions import roll_up
from recruitment.reporting.jobs import send_reports
from recruitment.reporting.reports.catalogue import COUNCIL, NATIONAL, report_of
from recruitment.reporting.reports.frame import Made, make
from recruitment.reporting.sending_tables import SentReport
from tests.builders.accounts import a_member, a_national, as_staff
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

KEEPING = System("keeping")


@pytest.mark.parametrize(
    ("frequency", "today", "due"),
    [
        ("weekly", date(2026, 11, 27), date(2026, 11, 30)),
        ("weekly", date(2026, 11, 30), date(2026, 12, 7)),
        ("monthly", date(2026, 11, 1), date(2026, 12, 1)),
        ("monthly", date(2026, 12, 31), date(2027, 1, 1)),
        ("monthly", date(2027, 1, 31), date(2027, 2, 1)),
    ],
)
def test_when_it_is_due(frequency: str, today: date, due: date) -> None:
    assert sending.next_due(frequency, today) == due


@pytest.fixture
def fife(database: None) -> Organisation:
    fife = an_organisation("fife-council")
    a_placement(as_staff(fife), a_vacancy(fife), net=12_345, vat=0, medium="local_press", placed_on=clock.today())
    roll_up()
    db.session.commit()
    return fife


def spend(viewer: Viewer, national: bool = False, **asked: list[str]) -> Made:
    return make(report_of(NATIONAL if national else COUNCIL, "spend"), viewer, lambda name: asked.get(name, []))


def a_recruiter(fife: Organisation) -> tuple[Account, Staff]:
    account = a_member(fife, Role.RECRUITER)
    return account, Staff(account.id, (Post(fife.id, frozenset({Role.RECRUITER})),))


def due_now(row: SentReport) -> None:
    yesterday = clock.today() - timedelta(days=1)
    db.session.execute(changing(sending.REPORTS, SentReport).where(SentReport.id == row.id).values(due_on=yesterday))
    db.session.commit()


def letters() -> list[Letter]:
    db.session.expire_all()
    wanted = visible(System("mail"), Letter).where(Letter.name == "report_of_figures")
    return list(db.session.scalars(wanted.order_by(Letter.id)))


def left() -> list[SentReport]:
    db.session.expire_all()
    return list(db.session.scalars(visible(KEEPING, SentReport)))


def test_a_letter_says_what_the_report_shows_and_comes_once(fife: Organisation) -> None:
    account, viewer = a_recruiter(fife)
    year = str(clock.financial_year(clock.today()))
    due_now(sending.send_regularly(viewer, fife.id, spend(viewer, year=[year]), "weekly"))
    send_reports()
    send_reports()
    (letter,) = letters()
    assert letter.to == account.email and letter.facts is not None
    assert letter.facts["whose"] == fife.name
    assert letter.facts["link"].endswith(f"/employer/figures/fife-council/spend?year={year}")
    assert ["Spend by medium", "Local press: £123.45 before VAT."] in letter.facts["says"]
    assert letter.facts["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert left()[0].due_on > clock.today()


def test_who_left_gets_nothing_more(fife: Organisation) -> None:
    account, viewer = a_recruiter(fife)
    due_now(sending.send_regularly(viewer, fife.id, spend(viewer), "weekly"))
    db.session.execute(removing(KEEPING, Membership).where(Membership.account_id == account.id))
    db.session.commit()
    send_reports()
    assert (letters(), left()) == ([], [])


def test_who_reads_for_cosla_no_longer_gets_nothing_more(fife: Organisation) -> None:
    account = a_national("analyst")
    viewer = Cosla(account.id)
    due_now(sending.send_regularly(viewer, None, spend(viewer, national=True), "monthly"))
    db.session.execute(removing(KEEPING, NationalRole).where(NationalRole.account_id == account.id))
    db.session.commit()
    send_reports()
    assert (letters(), left()) == ([], [])


def test_a_staff_members_letter_holds_their_own_organisation_alone(fife: Organisation) -> None:
    orkney = an_organisation("orkney-islands-council")
    a_placement(as_staff(orkney), a_vacancy(orkney), net=99_900, vat=0, medium="event", placed_on=clock.today())
    roll_up()
    _, viewer = a_recruiter(fife)
    due_now(sending.send_regularly(viewer, fife.id, spend(viewer), "weekly"))
    send_reports()
    assert "£999" not in str(letters()[0].facts)


def test_asking_again_changes_it_and_the_link_stops_it(fife: Organisation) -> None:
    _, viewer = a_recruiter(fife)
    sending.send_regularly(viewer, fife.id, spend(viewer), "weekly")
    row = sending.send_regularly(viewer, fife.id, spend(viewer), "monthly")
    db.session.commit()
    assert [each.frequency for each in left()] == ["monthly"]
    link = sending.stop_link(row)
    with pytest.raises(NotVisible):
        sending.of_link(link[:-1] + ("0" if link[-1] != "0" else "1"))
    sending.end(sending.of_link(link))
    assert left() == []
    with pytest.raises(NotVisible):
        sending.of_link(link)
