"""The list of adverts, one advert's page with its buttons and history, and its preview."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import approval_actions, draft_actions
from recruitment.vacancies.rules import PHASES
from recruitment.vacancies.tables import PanelSeat
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

SignIn = Callable[..., Account]


@pytest.mark.parametrize(
    ("query", "sees"),
    [
        ("", {"School Cleaner", "Cook", "Teacher"}),
        ("?q=clean", {"School Cleaner"}),
        ("?state=draft", {"Cook"}),
        ("?state=live", {"School Cleaner", "Teacher"}),
        ("?state=live&q=teach", {"Teacher"}),
        ("?state=nonsense&page=-3", {"School Cleaner", "Cook", "Teacher"}),
        ("?q=%25", set()),
        ("?page=x", {"School Cleaner", "Cook", "Teacher"}),
    ],
)
def test_the_list_is_narrowed(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, query: str, sees: set[str]
) -> None:
    a_vacancy(fife, title="School Cleaner")
    a_vacancy(fife, title="Teacher")
    a_vacancy(fife, title="Cook", state="draft")
    a_vacancy(an_organisation("nhs-orkney"), title="Nurse")
    signed_in()
    page = client.get(f"/employer/vacancies{query}").text
    assert {title for title in ("School Cleaner", "Teacher", "Cook", "Nurse") if f">{title}</a>" in page} == sees
    if not sees:
        assert "No advert fits" in page


def test_pages_keep_what_was_asked(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    for number in range(21):
        a_vacancy(fife, title=f"Cleaner {number}", state="draft")
    signed_in()
    first = client.get("/employer/vacancies?q=cleaner&state=draft")
    assert "21 adverts" in first.text
    assert "/employer/vacancies?page=2&amp;q=cleaner&amp;state=draft" in first.text
    second = client.get("/employer/vacancies?page=2&q=cleaner&state=draft").text
    assert second.count(">Cleaner ") == 1


def test_each_advert_leads_to_its_applicants(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    cleaner, cook = a_vacancy(fife, title="Cleaner"), a_vacancy(fife, title="Cook")
    a_vacancy(fife, title="Teacher", state="draft")
    for _ in range(2):
        an_application(cleaner)
    signed_in(Role.RECRUITER)
    links = links_of(client.get("/employer/vacancies").text)
    assert links["2 for Cleaner"] == f"/employer/vacancies/{cleaner.id}/applicants"
    assert links["0 for Cook"] == f"/employer/vacancies/{cook.id}/applicants"
    assert not any(text.endswith("for Teacher") for text in links)
    signed_in(Role.APPROVER)
    assert "Applicants" not in client.get("/employer/vacancies").text


def test_only_writers_are_offered_to_write(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in(Role.APPROVER)
    assert "/employer/vacancies/new" not in client.get("/employer/vacancies").text
    signed_in(Role.HIRING_MANAGER)
    assert "/employer/vacancies/new" in client.get("/employer/vacancies").text


BUTTONS = {
    "approval": "Read and decide", "publication": "Publish", "take-back": "Take back", "change-again": "Change again",
    "withdraw": "Withdraw", "fill": "Mark as filled", "give-up": "Mark as not filled",
}  # fmt: skip
OFFERED = {
    ("draft", Role.RECRUITER): set(),
    ("draft", Role.APPROVER): set(),
    ("awaiting_approval", Role.RECRUITER): {"take-back"},
    ("awaiting_approval", Role.HIRING_MANAGER): {"take-back"},
    ("awaiting_approval", Role.APPROVER): {"approval"},
    ("approved", Role.RECRUITER): {"publication", "change-again"},
    ("approved", Role.HIRING_MANAGER): {"change-again"},
    ("approved", Role.APPROVER): set(),
    ("published", Role.ADMINISTRATOR): {"withdraw", "fill", "give-up"},
    ("published", Role.HIRING_MANAGER): {"fill"},
    ("filled", Role.ADMINISTRATOR): set(),
    ("withdrawn", Role.ADMINISTRATOR): set(),
}


@pytest.mark.parametrize(("state", "role"), OFFERED)
def test_the_buttons_are_those_of_the_lifecycle(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, state: str, role: Role
) -> None:
    vacancy = a_complete_vacancy(fife, state=state)
    signed_in(role)
    page = client.get(f"/employer/vacancies/{vacancy.id}").text
    offered = {path for path in BUTTONS if f'href="/employer/vacancies/{vacancy.id}/{path}"' in page}
    assert offered == OFFERED[state, role]
    for path in offered:
        assert f">{BUTTONS[path]}</a>" in page
        assert client.get(f"/employer/vacancies/{vacancy.id}/{path}").status_code == 200


def test_a_draft_shows_what_is_missing_and_then_may_be_sent(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    lacking = a_vacancy(fife, state="draft", duties="", pay_low=2_588_580, pay_high=2_588_580)
    page = client.get(f"/employer/vacancies/{lacking.id}").text
    assert "Describe what the job involves" in page
    assert "5 of 8 are complete" in page
    assert "/send" not in page
    whole = a_complete_vacancy(fife, state="draft")
    page = client.get(f"/employer/vacancies/{whole.id}").text
    assert "8 of 8 are complete" in page
    assert f"/employer/vacancies/{whole.id}/send" in page


def test_whoever_does_not_write_is_not_led_to_the_parts(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="draft")
    signed_in(Role.APPROVER)
    page = client.get(f"/employer/vacancies/{vacancy.id}").text
    assert "Person specification" in page
    assert f"/employer/vacancies/{vacancy.id}/criteria" not in page
    assert "/send" not in page


def test_ones_own_advert_is_explained_not_offered(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    person = signed_in(Role.RECRUITER, Role.APPROVER)
    vacancy = a_complete_vacancy(fife, state="awaiting_approval", created_by=person.id)
    page = client.get(f"/employer/vacancies/{vacancy.id}").text
    assert "somebody else has to approve it" in page
    assert f"/employer/vacancies/{vacancy.id}/approval" not in page


def test_the_history_tells_who_did_what(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    author = a_member(fife, account=an_account(name="Ann Author"))
    viewer = as_staff(fife, person=author.id)
    approver = as_staff(
        fife, Role.APPROVER, person=a_member(fife, Role.APPROVER, account=an_account(name="Bo Boss")).id
    )
    gone = as_staff(fife, person=an_account(name="Gone Away").id)
    vacancy = a_complete_vacancy(fife, created_by=author.id)
    draft_actions.change(viewer, vacancy, "pay", grade="FC4")
    draft_actions.change(viewer, vacancy, "post", posts=2)
    draft_actions.change(gone, vacancy, "pay", grade="FC5")
    approval_actions.send_for_approval(viewer, vacancy)
    approval_actions.return_(approver, vacancy, "Line one\nLine two")
    db.session.commit()
    signed_in()
    page = client.get(f"/employer/vacancies/{vacancy.id}").text
    assert "Wrote “Job and category”, “Pay”" in page, "what one person wrote on one day is one line"
    assert "Returned by the approver" in page
    assert page.count("Line one\nLine two") == 2
    assert "Ann Author" in page and "Bo Boss" in page
    assert "A former colleague" in page and "Gone Away" not in page
    approval_actions.send_for_approval(viewer, vacancy)
    approval_actions.take_back(viewer, vacancy)
    db.session.commit()
    assert "Returned by the approver" not in client.get(f"/employer/vacancies/{vacancy.id}").text


@pytest.mark.parametrize(
    ("state", "days", "name", "leads_to"),
    [
        ("draft", None, "Draft", "preview"),
        ("published", 1, "Scheduled", "preview"),
        ("published", -1, "Live", "public"),
        ("filled", -1, "Filled", "public"),
        ("withdrawn", -1, "Withdrawn", "preview"),
    ],
)
def test_the_state_is_named_and_the_advert_can_be_read(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, state: str, days: int | None, name: str, leads_to: str
) -> None:
    opens = None if days is None else clock.now() + timedelta(days=days)
    vacancy = a_vacancy(fife, state=state, public_from=opens)
    signed_in()
    page = client.get(f"/employer/vacancies/{vacancy.id}").text
    assert f">{name}</span>" in page
    preview = f"/employer/vacancies/{vacancy.id}/preview"
    assert (preview in page) == (leads_to == "preview")
    assert (f"/vacancies/{vacancy.reference}/cleaner" in page) == (leads_to == "public")
    assert "<li>clean classrooms</li>" in client.get(preview).text


@pytest.mark.parametrize("state", ["draft", "published"])
def test_the_emptiest_advert_can_be_looked_at(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, state: str
) -> None:
    writer = as_staff(fife)
    vacancy = draft_actions.begin_draft(writer, fife.id, title="Nothing yet")
    db.session.commit()
    signed_in()
    assert client.get(f"/employer/vacancies/{vacancy.id}").status_code == 200
    assert client.get(f"/employer/vacancies/{vacancy.id}/preview").status_code == 200
    assert client.get(f"/employer/vacancies/{vacancy.id}/send").status_code == 200


def test_a_panel_member_sees_their_vacancy_and_may_do_nothing(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    member = signed_in(Role.PANEL_MEMBER)
    vacancy, other = a_vacancy(fife), a_vacancy(fife)
    db.session.add(PanelSeat(organisation_id=fife.id, vacancy_id=vacancy.id, account_id=member.id))
    db.session.commit()
    page = client.get(f"/employer/vacancies/{vacancy.id}")
    assert page.status_code == 200
    assert not [path for path in BUTTONS if f'href="/employer/vacancies/{vacancy.id}/{path}"' in page.text]
    assert client.get(f"/employer/vacancies/{other.id}").status_code == 404


def test_every_phase_has_its_colour_and_meaning(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    now = clock.now()
    for phase in PHASES:
        dates = {
            "scheduled": {"public_from": now + timedelta(days=1)},
            "closed": {"closes_at": now - timedelta(hours=1)},
        }.get(phase, {})
        state = "published" if phase in ("scheduled", "live", "closed") else phase
        vacancy = a_vacancy(fife, state=state, **dates)
        assert f">{PHASES[phase]}</span>" in client.get(f"/employer/vacancies/{vacancy.id}").text


def test_nobody_can_have_applied_before_it_opens(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife, public_from=clock.now() + timedelta(days=2), closes_at=clock.now() + timedelta(days=9))
    signed_in()
    assert "See the applicants" not in client.get(f"/employer/vacancies/{vacancy.id}").text
    assert ">Closes<" in client.get(f"/employer/vacancies/{vacancy.id}/applicants").text


def test_the_list_says_which_drafts_came_back(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_complete_vacancy(fife)
    approver = as_staff(fife, Role.APPROVER)
    approval_actions.send_for_approval(as_staff(fife), vacancy)
    approval_actions.return_(approver, vacancy, "Too long")
    db.session.commit()
    signed_in()
    assert ">Returned<" in client.get("/employer/vacancies").text
    assert ">Returned<" in client.get(f"/employer/vacancies/{vacancy.id}").text


def test_the_list_is_narrowed_by_department_and_person(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    author = a_member(fife, account=an_account(name="Ann Author"))
    a_vacancy(fife, title="Cook", department="Education", created_by=author.id)
    a_vacancy(fife, title="Driver", department="Roads")
    signed_in()
    page = client.get("/employer/vacancies").text
    assert '<option value="Roads">Roads</option>' in page and ">Ann Author</option>" in page
    for query in ("department=Education", f"person={author.id}", f"person={author.id}&department=Education&q=cook"):
        shown = client.get(f"/employer/vacancies?{query}").text
        assert ">Cook</a>" in shown and ">Driver</a>" not in shown, query
    assert "Education, Ann Author</p>" in shown, "paper says what was asked for"
    for unknown in ("department=Nowhere", "person=999999", "person=x"):
        assert client.get(f"/employer/vacancies?{unknown}").text.count("2 adverts") == 1
