"""The list of applicants and one application, as each colleague sees them."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.tables import Answer, Application
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.selection.rules import PAGE, open_moves
from recruitment.vacancies.tables import Criterion, PanelSeat, Vacancy
from recruitment.web.employer.applicants import COLOURS
from tests.builders.accounts import a_member, a_national, an_account, sign_in
from tests.builders.applications import REFEREE, a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, words_of
from tests.builders.stages import DAY, let_in
from tests.builders.vacancies import a_vacancy

NEEDS = "A step-free room"
DECLARED = "Right to work in the UK"
CLAIM = "The applicant claims one"


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation(), title="Gardener", posts=2, posts_filled=1)


@pytest.fixture
def application(vacancy: Vacancy) -> Application:
    return an_application(vacancy, given_name="Jo", family_name="Example", scheme="veteran", needs=NEEDS)


@pytest.fixture
def as_recruiter(client: FlaskClient) -> FlaskClient:
    sign_in(client, a_member(an_organisation()))
    return client


def a_seat(vacancy: Vacancy, account: Account) -> None:
    db.session.add(PanelSeat(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=account.id))
    db.session.commit()


def listed(vacancy: Vacancy, words: str = "") -> str:
    return f"/employer/vacancies/{vacancy.id}/applicants{words}"


def read(application: Application, words: str = "") -> str:
    return f"/employer/applications/{application.id}{words}"


def rows(page: str) -> list[str]:
    """The names in the table, in its order."""
    return re.findall(r'<a href="/employer/applications/\d+[^"]*">([^<]+)</a>', page)


def test_every_stage_has_a_colour() -> None:
    assert set(COLOURS) == set(APPLICATION.states) - {"draft"}


def test_the_list_tells_of_the_vacancy_and_its_stages(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    for state in ("submitted", "submitted", "interview", "withdrawn"):
        an_application(vacancy, state=state)
    a_draft(vacancy)
    page = " ".join(as_recruiter.get(listed(vacancy)).text.split())
    assert "Gardener" in page
    assert "1 of 2" in page
    counts = dict(
        re.findall(r'<li>(?:<a [^>]*>|<strong[^>]*>)([^<]+)</(?:a|strong)><span class="house_count">(\d+)', page)
    )
    assert counts == {
        "All": "4", "Received": "2", "Shortlisted": "0", "Interview": "1", "Offer made": "0", "Appointed": "0",
        "Withdrawn": "1",
    }  # fmt: skip


def test_one_stage(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    an_application(vacancy, given_name="Jo", family_name="Example")
    an_application(vacancy, given_name="Al", family_name="Sample", state="interview")
    page = as_recruiter.get(listed(vacancy, "?state=interview")).text
    assert rows(page) == ["Al Sample"]
    assert '<strong aria-current="page">Interview</strong>' in page


def test_a_stage_without_anybody(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    assert "Nobody has applied yet" in as_recruiter.get(listed(vacancy)).text
    assert "Nobody is at this stage" in as_recruiter.get(listed(vacancy, "?state=offered")).text
    assert "Nobody matches" in as_recruiter.get(listed(vacancy, "?q=nobody")).text


def test_a_search_keeps_the_stage_and_the_order(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    an_application(vacancy, given_name="Jo", family_name="Example")
    an_application(vacancy, given_name="Al", family_name="Sample")
    page = as_recruiter.get(listed(vacancy, "?state=submitted&q=exam&sort=name")).text
    assert rows(page) == ["Jo Example"]
    assert 'name="state" value="submitted"' in page
    assert 'value="exam"' in page
    assert '<option value="name" selected>' in page


def test_pages_of_applicants(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    for _ in range(PAGE + 3):
        an_application(vacancy)
    first, second = (as_recruiter.get(listed(vacancy, f"?page={page}")).text for page in (1, 2))
    assert (len(rows(first)), len(rows(second))) == (PAGE, 3)
    assert f"Applicants 1 to {PAGE} of {PAGE + 3}" in first
    assert f"Applicants {PAGE + 1} to {PAGE + 3} of {PAGE + 3}" in second
    assert not set(rows(first)) & set(rows(second))


def test_what_a_name_says_is_text(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    an_application(vacancy, given_name="<b>Jo</b>", family_name="Example")
    assert "&lt;b&gt;Jo&lt;/b&gt; Example" in as_recruiter.get(listed(vacancy)).text


def test_boxes_to_tick_only_for_those_who_decide(client: FlaskClient, vacancy: Vacancy) -> None:
    an_application(vacancy)
    member = a_member(an_organisation(), Role.PANEL_MEMBER)
    a_seat(vacancy, member)
    sign_in(client, member)
    assert 'name="application"' not in client.get(listed(vacancy)).text
    sign_in(client, a_member(an_organisation(), Role.HIRING_MANAGER))
    assert 'name="application"' in client.get(listed(vacancy)).text


def test_no_boxes_where_nothing_can_be_done(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    an_application(vacancy, state="withdrawn")
    assert 'name="application"' not in as_recruiter.get(listed(vacancy)).text


def test_an_application_beside_the_person_specification(
    as_recruiter: FlaskClient, vacancy: Vacancy, application: Application
) -> None:
    keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id, "kind": "essential"}
    asked = Criterion(**keys, position=8, text="Knows plants")
    heard = Criterion(**keys, position=9, text="Speaks clearly", assessed_by="interview")
    db.session.add_all([asked, heard])
    db.session.flush()
    db.session.add(
        Answer(organisation_id=vacancy.organisation_id, application_id=application.id,
               account_id=application.account_id, criterion_id=asked.id, criterion_text=asked.text,
               text="Roses.\n\nHeather <too>.")
    )  # fmt: skip
    db.session.commit()
    page = " ".join(as_recruiter.get(read(application)).text.split())
    assert "Knows plants" in page
    assert "<p>Roses.</p> <p>Heather &lt;too&gt;.</p>" in page
    assert "Not asked in the application. Assessed by: interview" in page
    assert page.count("Not answered") == 2
    assert "August 2021 to now" in page


SEEN = {
    Role.ADMINISTRATOR: (True, True, True, True),
    Role.RECRUITER: (True, True, True, True),
    Role.HIRING_MANAGER: (False, False, False, True),
    Role.PANEL_MEMBER: (False, False, False, False),
}


@pytest.mark.parametrize("role", SEEN)
def test_each_role_reads_what_it_must_act_on(
    client: FlaskClient, vacancy: Vacancy, application: Application, role: Role
) -> None:
    """Declarations, the claim to an interview, referees, support needs."""
    member = a_member(an_organisation(), role)
    a_seat(vacancy, member)
    sign_in(client, member)
    page = client.get(read(application)).text
    assert "Jo Example" in page
    assert "I clean well." in page
    shown = tuple(words in page for words in (DECLARED, CLAIM, REFEREE["name"], NEEDS))
    assert shown == SEEN[role]
    assert page.count("Seen by recruiters only") == SEEN[role][:3].count(False)
    assert page.count("Seen by recruiters and hiring managers only") == SEEN[role][3:].count(False)


def test_what_was_not_told_is_no_secret(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    page = as_recruiter.get(read(an_application(vacancy))).text
    assert "Not claimed" in page
    assert "None named" in page
    assert "Seen by" not in page


@pytest.mark.parametrize("state", sorted(set(APPLICATION.states) - {"draft"}))
@pytest.mark.parametrize("role", [Role.RECRUITER, Role.HIRING_MANAGER, Role.PANEL_MEMBER])
def test_the_buttons_are_the_moves_open_to_the_role(
    client: FlaskClient, vacancy: Vacancy, state: str, role: Role
) -> None:
    application = an_application(vacancy, state=state)
    member = a_member(an_organisation(), role)
    a_seat(vacancy, member)
    sign_in(client, member)
    page = client.get(read(application)).text
    acts = re.findall(rf'class="ds_button[^"]*" href="/employer/applications/{application.id}/([\w-]+)"', page)
    assert acts == [move.act.replace("_", "-") for move in open_moves(application, {role})]
    for act in acts:
        assert client.get(read(application, f"/{act}")).status_code == 200


def test_the_next_and_previous_of_the_list_one_came_from(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    began = clock.now() - timedelta(days=1)
    first, other, second = (
        an_application(vacancy, state=state, submitted_at=began + timedelta(hours=hour))
        for hour, state in enumerate(("submitted", "interview", "submitted"))
    )
    page = as_recruiter.get(read(first, "?state=submitted")).text
    assert f'rel="next" data-key="j" href="{read(second, "?state=submitted")}"' in page
    assert "Applicant 1 of 2" in page
    assert 'rel="prev"' not in page
    assert f'rel="next" data-key="j" href="{read(other)}"' in as_recruiter.get(read(first)).text


def test_a_draft_is_nobodys_business(as_recruiter: FlaskClient, vacancy: Vacancy) -> None:
    assert as_recruiter.get(read(a_draft(vacancy))).status_code == 404


PAGES = ("/applicants", "/applicants/shortlist", "/applicants/reject")
ACTS = ("", "/shortlist", "/set-aside", "/invite", "/offer", "/appoint", "/reject", "/reopen", "/score")


def addresses(application: Application) -> list[str]:
    return [f"/employer/vacancies/{application.vacancy_id}{page}" for page in PAGES] + [
        read(application, a) for a in ACTS
    ]


def test_another_council_finds_nothing(client: FlaskClient, application: Application) -> None:
    sign_in(client, a_member(an_organisation("orkney-islands-council"), *Role))
    for address in addresses(application):
        assert client.get(address).status_code == 404, address
        if address not in (f"/employer/vacancies/{application.vacancy_id}/applicants", read(application)):
            assert client.post(address).status_code == 404, address


def test_a_panel_member_without_a_seat_finds_nothing(client: FlaskClient, application: Application) -> None:
    sign_in(client, a_member(an_organisation(), Role.PANEL_MEMBER))
    for address in addresses(application):
        assert client.get(address).status_code == 404, address


def test_cosla_and_candidates_stay_outside(client: FlaskClient, application: Application) -> None:
    for account in (a_national("analyst"), a_national("operator"), an_account()):
        sign_in(client, account)
        for address in addresses(application):
            response = client.get(address)
            assert response.status_code in (302, 303, 403, 404), address
            assert "Jo Example" not in response.text


@pytest.fixture
def staged(vacancy: Vacancy) -> Vacancy:
    """Ann Redeployed, Bo Colleague, Cy Neighbour and Di Public applied for it."""
    vacancy.redeployees_from, vacancy.internal_from = clock.now() - 9 * DAY, clock.now() - 8 * DAY
    vacancy.members_from = clock.now() - 7 * DAY
    for given, family, audience in (("Ann", "Redeployed", "redeployees"), ("Bo", "Colleague", "internal"),
                                    ("Cy", "Neighbour", "members"), ("Di", "Public", "")):  # fmt: skip
        sent = an_application(vacancy, given_name=given, family_name=family)
        if audience:
            let_in(sent, audience)
    return vacancy


def test_where_there_are_stages_the_list_says_as_whom_each_came(as_recruiter: FlaskClient, staged: Vacancy) -> None:
    page = words_of(as_recruiter.get(listed(staged)).text)
    for name, came_as in (("Ann Redeployed", "Redeployee"), ("Bo Colleague", "Own staff"), ("Di Public", "Public"),
                          ("Cy Neighbour", "Staff of another member organisation")):  # fmt: skip
        assert re.search(rf"{name} [A-Z0-9-]+ \d+ \w+ \d+ Received {came_as}", page), name
    for came_as, only in (("redeployees", "Ann Redeployed"), ("internal", "Bo Colleague"),
                          ("members", "Cy Neighbour"), ("public", "Di Public")):  # fmt: skip
        assert rows(as_recruiter.get(listed(staged, f"?came_as={came_as}")).text) == [only]
    alone = as_recruiter.get(listed(staged, "?came_as=internal")).text
    one = links_of(alone)["Bo Colleague"]
    assert one.endswith("?came_as=internal")
    told = words_of(as_recruiter.get(one).text)
    assert "Came as Own staff" in told
    assert "Applicant 1 of 1" in told


def test_where_all_came_with_the_public_nothing_is_said_of_it(
    as_recruiter: FlaskClient, vacancy: Vacancy, application: Application
) -> None:
    assert "Came as" not in as_recruiter.get(listed(vacancy)).text
    assert "Came as" not in as_recruiter.get(read(application)).text


def test_the_panel_does_not_learn_as_whom_somebody_came(client: FlaskClient, staged: Vacancy) -> None:
    member = a_member(an_organisation(), Role.PANEL_MEMBER)
    a_seat(staged, member)
    sign_in(client, member)
    page = client.get(listed(staged)).text
    assert (len(rows(page)), "Came as" in page) == (4, False)
