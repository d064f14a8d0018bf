"""Changing the terms of a published advert, from its page to what candidates read of it."""

from collections.abc import Callable

from flask.testing import FlaskClient

from recruitment.accounts.queries import address_of
from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.amending import amend
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.revision_queries import open_revision
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, submit, words_of
from tests.builders.revisions import a_revision, an_approved_revision
from tests.builders.vacancies import a_complete_vacancy

SignIn = Callable[..., Account]
PVG = {"checks": {"disclosure_level": "pvg", "disclosure_workforce": "children"}}
REASON = {"reason": "The post is cover for leave"}


def page(vacancy: Vacancy, path: str = "") -> str:
    return f"/employer/vacancies/{vacancy.id}{path}"


def public(client: FlaskClient, vacancy: Vacancy) -> str:
    return words_of(client.get(f"/vacancies/{vacancy.reference}/cleaner", follow_redirects=True).text)


def test_terms_are_changed_approved_and_put_live(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    begun, sent = a_draft(vacancy), an_application(vacancy)
    ann = a_member(fife, account=an_account(name="Ann Author"))
    bo = a_member(fife, Role.APPROVER, account=an_account(name="Bo Boss"))
    signed_in(account=ann)
    assert f'href="{page(vacancy, "/terms")}"' in client.get(page(vacancy)).text
    asked = client.get(page(vacancy, "/terms")).text
    assert "People have begun to apply" in asked
    draft_page = submit(client, page(vacancy, "/terms")).location
    shown = client.get(draft_page).text
    assert f"Change to {vacancy.reference}" in shown and "Contract and hours" in shown
    assert f'{draft_page}/dates"' not in shown and f'{draft_page}/questions"' not in shown
    assert "Attachments" not in words_of(shown) and "Check and send for approval" not in shown
    assert client.get(f"{draft_page}/dates").status_code == 403
    answers = filled(client.get(f"{draft_page}/contract").text)
    written = {**answers, "contract_type": "temporary", "contract_note": "Cover for leave", "then": "overview"}
    assert client.post(f"{draft_page}/contract", data=written).location == draft_page
    changed = words_of(client.get(draft_page).text)
    assert "What it changes" in changed and "Permanent" in changed and "Cover for leave" in changed
    assert f"Change to {vacancy.reference}" in client.get("/employer/vacancies").text
    assert f"Change to {vacancy.reference}" in client.get("/employer/").text
    assert submit(client, f"{draft_page}/send").status_code == 303
    assert "Permanent" in public(client, vacancy) and "Cover for leave" not in public(client, vacancy)
    assert [letter.name for letter in letters_to(bo.email)] == ["approval_wanted"]

    signed_in(account=bo)
    read = words_of(client.get(f"{draft_page}/approval").text)
    assert "What it changes" in read and "Live now Permanent" in read and "With this change Temporary" in read
    token = filled(client.get(f"{draft_page}/approval").text)
    done = client.post(f"{draft_page}/approval", data={**token, "act": "approve"})
    assert "A recruiter can put it live now" in client.get(done.location).text

    signed_in(account=ann)
    shown = client.get(draft_page).text
    assert f'href="{page(vacancy, "/terms/live")}"' in shown and f'{draft_page}/publication"' not in shown
    assert client.get(f"{draft_page}/publication").status_code == 403
    seen = {"seen": vacancy.changed_at.isoformat()}
    refused = submit(client, page(vacancy, "/terms/live"), **seen)
    assert refused.status_code == 422 and "Say why the advert is changed" in refused.text
    done = submit(client, page(vacancy, "/terms/live"), message="Only the contract changes.", **seen, **REASON)
    assert done.location == page(vacancy)
    record = words_of(client.get(done.location).text)
    assert "The change is live" in record and "2 candidates are told so" in record
    assert "Terms changed on" in record and "Approved" in record and "Bo Boss" in record
    assert "Cover for leave" in public(client, vacancy)
    assert client.get(draft_page).status_code == 404
    for application in (begun, sent):
        letter = letters_to(address_of(application.account_id))[-1]
        assert letter.name == "job_changed"
        assert ["Type of contract", "Permanent", "Temporary"] in letter.facts["changes"]


def test_one_change_at_a_time_is_open(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    person = signed_in()
    draft = a_revision(as_staff(fife, person=person.id), vacancy)
    shown = client.get(page(vacancy, "/terms")).text
    assert f'href="{page(draft)}"' in shown and "Begin the change" not in shown
    again = submit(client, page(vacancy, "/terms"))
    assert again.status_code == 409 and f'href="{page(draft)}"' in again.text
    assert f'href="{page(draft)}"' in client.get(page(vacancy)).text


def test_answered_criteria_keep_their_number_and_kinds(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    person = signed_in()
    draft = a_revision(as_staff(fife, person=person.id), vacancy)
    open_to_all = client.get(page(draft, "/criteria")).text
    assert "Add another criterion" in open_to_all and "People have begun" not in open_to_all
    a_draft(vacancy)
    db.session.commit()
    shown = client.get(page(draft, "/criteria")).text
    assert "Add another criterion" not in shown and "People have begun to apply and answer these criteria" in shown
    answers = filled(shown)
    answers["rows-0-text"], answers["rows-1-text"] = ["Can clean stairs"], ["Criterion 2"]
    wrong = client.post(page(draft, "/criteria"), data={**answers, "rows-0-kind": "desirable"})
    assert wrong.status_code == 422 and "they can be reworded" in wrong.text and "Can clean stairs" in wrong.text
    assert client.post(page(draft, "/criteria"), data=answers).status_code == 303


def test_fewer_posts_than_are_filled_are_refused_beside_the_field(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="published", posts=3, posts_filled=2)
    person = signed_in()
    draft = a_revision(as_staff(fife, person=person.id), vacancy)
    shown = client.get(page(draft, "/post")).text
    assert "own_reference" not in shown
    answers = filled(shown) | {"posts": ["1"]}
    refused = client.post(page(draft, "/post"), data=answers)
    assert refused.status_code == 422 and "Enter 2 or more: so many posts are filled already" in refused.text


def test_what_was_amended_meanwhile_is_shown_and_taken_over(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    a_member(fife, Role.APPROVER)
    person = signed_in()
    viewer = as_staff(fife, person=person.id)
    draft = a_revision(viewer, vacancy, {"about": {"summary": "Keeps two schools clean."}})
    amend(viewer, vacancy, {"title": "School cleaner", "summary": "Keeps a nursery clean."}, "It was wrong")
    db.session.commit()
    shown = client.get(page(draft)).text
    assert "The live advert was changed meanwhile" in shown
    assert submit(client, page(draft, "/send"), page=page(draft, "/contract")).status_code == 403
    meanwhile = words_of(client.get(page(draft, "/terms/meanwhile")).text)
    assert "Keeps a nursery clean." in meanwhile and "This change says something else of: Summary" in meanwhile
    assert submit(client, page(draft, "/terms/meanwhile")).location == page(draft)
    db.session.expire_all()
    held = advert_of(viewer, draft.id).vacancy
    assert (held.title, held.summary) == ("School cleaner", "Keeps two schools clean.")
    assert "changed meanwhile" not in client.get(page(draft)).text


def test_whoever_applied_keeps_what_they_declared_and_the_recruiter_is_told(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    an_application(vacancy)
    person = signed_in()
    an_approved_revision(as_staff(fife, person=person.id), vacancy, PVG)
    shown = words_of(client.get(page(vacancy, "/terms/live")).text)
    assert "The disclosure check changes. 1 applicant has sent an application" in shown


def test_another_council_and_other_roles_change_nothing(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    an_approved_revision(as_staff(fife, Role.ADMINISTRATOR), vacancy)
    signed_in(Role.HIRING_MANAGER)
    assert "Put the change live" not in client.get(page(vacancy)).text
    assert client.get(page(vacancy, "/terms/live")).status_code == 403
    signed_in(account=a_member(an_organisation("orkney-islands-council")))
    for path in ("/terms", "/terms/live", "/terms/meanwhile"):
        assert client.get(page(vacancy, path)).status_code == 404
    assert open_revision(as_staff(fife, Role.ADMINISTRATOR), vacancy.id) is not None
