"""The further parts of a profile, as a person without JavaScript tells them."""

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.profile_queries import (
    basics,
    education,
    gap_rows,
    languages,
    registrations,
    training,
    whole_profile,
)
from recruitment.applications.profile_tables import Employment
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.profiles import a_check, a_registration, a_training, more_of_a_profile
from tests.builders.vacancies import a_vacancy

PROFILE = "/candidate/profile"


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    sign_in(client, account)
    return account


def a_gap(account: Account) -> None:
    for started, ended in ((date(2010, 1, 1), date(2015, 6, 1)), (date(2018, 9, 1), None)):
        db.session.add(Employment(account_id=account.id, employer="A", job_title="B", started=started, ended=ended))
    db.session.commit()


def test_a_gap_is_asked_for_and_explained(client: FlaskClient, account: Account) -> None:
    a_gap(account)
    assert "2 jobs, 1 gap to explain" in words_of(client.get(PROFILE).text)
    links = links_of(client.get(f"{PROFILE}/employment").text)
    page = links["Explain June 2015 to September 2018"]
    assert page == f"{PROFILE}/gaps/add?gap=1"
    shown = client.get(page).text
    assert 'value="2015"' in shown and 'value="2018"' in shown
    wrong = submit(client, page, started=["6", "2015"], ended=["5", "2015"], words="At home")
    assert wrong.status_code == 422
    for said in ("The end must be after the beginning", "Choose what you did", "At home", "There is a problem"):
        assert said in wrong.text
    told = {"started": ["6", "2015"], "ended": ["9", "2018"], "reason": "caring", "words": "My son was small."}
    assert submit(client, page, **told).location == f"{PROFILE}/employment"
    listed = words_of(client.get(f"{PROFILE}/employment").text)
    assert "I cared for family or somebody else. My son was small. June 2015 to September 2018" in listed
    assert "We see no job" not in listed
    assert "to explain" not in client.get(PROFILE).text
    (row,) = gap_rows(Candidate(account.id))
    submit(client, f"{PROFILE}/gaps/{row.id}", **{**told, "reason": "study"})
    submit(client, f"{PROFILE}/gaps/{row.id}/remove")
    assert gap_rows(Candidate(account.id)) == ()


def test_a_number_of_no_gap_is_an_empty_page(client: FlaskClient, account: Account) -> None:
    for number in ("0", "7", "-3", "x"):
        assert client.get(f"{PROFILE}/gaps/add?gap={number}").status_code == 200


def test_a_qualification_from_abroad(client: FlaskClient, account: Account) -> None:
    page = f"{PROFILE}/education/add"
    assert 'label="Scotland"' in client.get(page).text
    told = {"qualification": "abroad", "subject": "Law", "institution": "Uniwersytet", "ended": ["6", "2015"]}
    wrong = submit(client, page, **told)
    for said in ("Enter the country in which you took it", "Enter when you began there too"):
        assert said in wrong.text
    assert len(re.findall(r"<details[^>]* open", wrong.text)) == 2
    submit(client, page, **told, started=["9", "2010"], country="Poland", compared_to="Like an honours degree")
    (row,) = education(Candidate(account.id))
    assert (row.country, row.started.year) == ("Poland", 2010)
    listed = words_of(client.get(f"{PROFILE}/education").text)
    assert "September 2010 to June 2015 Uniwersytet, Poland In Scotland: Like an honours degree" in listed


def test_training(client: FlaskClient, account: Account) -> None:
    page = f"{PROFILE}/training/add"
    wrong = submit(client, page, completed=["13", "2020"], expires=["31", "2", "2027"])
    for said in ("Enter the name of the course", "must have a real month", "must be a real date"):
        assert said in wrong.text
    assert "must be in the past" in submit(client, page, name="A", completed=["1", "2999"]).text
    submit(client, page, name="First aid", provider="B", completed=["3", "2024"], expires=["31", "3", "2027"])
    (row,) = training(Candidate(account.id))
    assert "March 2024, valid until 31 March 2027" in words_of(client.get(f"{PROFILE}/training").text)
    submit(client, f"{PROFILE}/training/{row.id}", name="Fire safety")
    assert "Fire safety" in client.get(f"{PROFILE}/training").text


def test_registrations_keep_what_belongs_to_their_body(client: FlaskClient, account: Account) -> None:
    page = f"{PROFILE}/registrations/add"
    assert "Choose the registration or membership" in submit(client, page, number="1").text
    common = {"sssc_part": "care", "groups": ["adults", "children"], "number": "12"}
    submit(client, page, kind="sssc", **common)
    submit(client, page, kind="pvg", **common)
    submit(client, page, kind="other", other="Made-up Institute", other_part="Fellow", **common)
    sssc, pvg, other = registrations(Candidate(account.id))
    assert (sssc.part, sssc.groups) == ("care", [])
    assert (pvg.part, pvg.groups) == ("", ["adults", "children"])
    assert (other.body, other.part, other.groups) == ("Made-up Institute", "Fellow", [])
    listed = words_of(client.get(f"{PROFILE}/registrations").text)
    assert "(SSSC) Social care workers Number: 12" in listed
    assert "For work with protected adults and children" in listed
    assert re.search(r'<option selected value="care"', client.get(f"{PROFILE}/registrations/{sssc.id}").text)


def test_a_licence_that_was_told_as_a_registration_can_still_be_changed(client: FlaskClient, account: Account) -> None:
    row = a_registration(account, None, body="driving")
    page = f"{PROFILE}/registrations/{row.id}"
    assert re.search(r'value="driving"\s*checked', client.get(page).text)
    assert submit(client, page, kind="driving").status_code == 303
    assert 'value="driving"' not in client.get(f"{PROFILE}/registrations/add").text


def test_gaelic_as_the_census_asks_it(client: FlaskClient, account: Account) -> None:
    page = f"{PROFILE}/languages/add"
    assert "Enter the language" in submit(client, page).text
    submit(client, page, language="Gaelic", able=["understands", "reads"], level="everyday")
    (row,) = languages(Candidate(account.id))
    assert (row.understands, row.speaks, row.reads, row.writes) == (True, False, True, False)
    assert "Enough for everyday talk; understand, read" in words_of(client.get(f"{PROFILE}/languages").text)
    assert "in your profile already" in submit(client, page, language="gaelic").text
    assert submit(client, f"{PROFILE}/languages/{row.id}", language="Gaelic", able=["writes"]).status_code == 303


def test_skills_support_and_reminders(client: FlaskClient, account: Account) -> None:
    submit(client, f"{PROFILE}/skills", skills="Listening\nDriving a bus")
    submit(client, f"{PROFILE}/support", schemes=["veteran", "care"], needs="A room without steps")
    submit(client, f"{PROFILE}/reminders")
    profile = whole_profile(Candidate(account.id))
    assert profile.basics.skills == "Listening\nDriving a bus"
    assert (profile.guarantee.schemes, profile.support.needs) == (["veteran", "care"], "A room without steps")
    assert profile.basics.wants_reminders is False
    assert "We do not remind you" in client.get(PROFILE).text
    assert "Choose one of the answers" in submit(client, f"{PROFILE}/support", schemes=["royal"]).text
    submit(client, f"{PROFILE}/support", needs=" ")
    submit(client, f"{PROFILE}/reminders", wants_reminders="y")
    db.session.expunge_all()
    profile = whole_profile(Candidate(account.id))
    assert (profile.guarantee, profile.support, profile.basics.wants_reminders) == (None, None, True)


def test_the_home_says_what_runs_out(client: FlaskClient, account: Account) -> None:
    today = clock.today()
    assert "Check these dates" not in client.get(PROFILE).text
    a_registration(account, today + timedelta(days=61))
    assert "Check these dates" not in client.get(PROFILE).text
    a_training(account, name="Fire safety", expires=today + timedelta(days=60))
    a_check(account, kind="disclosure", expires=today - timedelta(days=1))
    shown = words_of(client.get(PROFILE).text)
    assert "Fire safety runs out on" in shown and "Disclosure certificate ran out on" in shown


@pytest.mark.parametrize("part", ["gaps", "training", "languages"])
def test_what_is_somebody_elses_is_not_found(client: FlaskClient, account: Account, part: str) -> None:
    other = an_account()
    more_of_a_profile(other)
    viewer = Candidate(other.id)
    (row,) = {"gaps": gap_rows, "training": training, "languages": languages}[part](viewer)
    for page in (f"{PROFILE}/{part}/{row.id}", f"{PROFILE}/{part}/{row.id}/remove"):
        assert client.get(page).status_code == 404


def test_an_application_says_what_the_job_asks_and_shows_it_all(client: FlaskClient, account: Account) -> None:
    vacancy = a_vacancy(
        an_organisation(), registration="gtcs", gaelic="essential", disclosure_level="none", schemes=["veterans"]
    )
    draft = a_draft(vacancy, account)
    base = f"/candidate/applications/{draft.id}"
    asked = client.get(f"{base}/history").text
    links = links_of(asked)
    assert "This job asks for something that your profile does not tell" in asked
    assert links["tell it (Your Gaelic)"] == f"{PROFILE}/languages?application={draft.id}"
    a_profile(account, driving="car", driving_categories=["B"], skills="Listening", right_to_work_evidence="evisa")
    more_of_a_profile(account)
    a_registration(account, None, body="gtcs")
    told = client.get(f"{base}/history").text
    assert "This job asks" not in told
    for page in (f"{base}/history", f"{base}/check"):
        shown = words_of(client.get(page).text)
        for part in ("Emergency First Aid at Work", "Gaelic: understand, speak", "Licence for: Cars (B)", "Listening",
                     "My mother was ill.", "SCQF level 5"):  # fmt: skip
            assert part in shown, (page, part)
    assert 'value="veteran"' in client.get(f"{base}/support").text
    assert "A room without steps" in client.get(f"{base}/support").text


def test_a_page_of_one_question_leads_back_to_the_application(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation()), account)
    saved = submit(client, f"{PROFILE}/driving?application={draft.id}", driving="no")
    assert saved.location == f"/candidate/applications/{draft.id}/history"
    assert basics(Candidate(account.id)).driving == "no"
