"""Internal jobs, work addresses and redeployment as the people concerned use them."""

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.actions import start
from recruitment.applications.queries import application_for
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Candidate, Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.release_tables import Admission
from recruitment.vacancies.views import TALLY
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.applications import a_profile
from tests.builders.documents import an_attachment
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.stages import DAY, a_domain, a_work_address, an_early_vacancy, somebody_at_risk
from tests.builders.vacancies import a_category, a_vacancy

LIST = "/candidate/internal-vacancies"


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def colleague(client: FlaskClient, fife: Organisation) -> Account:
    """Somebody at Fife, signed in."""
    account = a_member(fife, Role.PANEL_MEMBER)
    sign_in(client, account)
    return account


def test_the_list_is_searched_and_filtered(client: FlaskClient, colleague: Account, fife: Organisation) -> None:
    orkney = an_organisation("orkney-islands-council")
    cook = a_category("catering", "Catering")
    an_early_vacancy(fife, title="Archivist")
    an_early_vacancy(orkney, "members", title="Cook", category_code=cook.code)
    a_vacancy(fife, title="Public Cleaner")
    an_early_vacancy(orkney, title="Their own post")
    words = words_of(client.get(LIST).text)
    assert "2 jobs" in words
    assert "It will not be public." in words
    both = ["Archivist", "Cook"]
    for query, titles in (
        ("q=archiv", both[:1]), ("organisation=orkney-islands-council", both[1:]), (f"category={cook.slug}", both[1:]),
        ("q=nothing", []), ("organisation=unknown", both), ("page=99999999999999999999", both),
    ):  # fmt: skip
        shown = links_of(client.get(f"{LIST}?{query}").text)
        assert [title for title in (*both, "Public Cleaner", "Their own post") if title in shown] == titles


def test_whoever_works_nowhere_is_told_how_to_show_it(client: FlaskClient, fife: Organisation) -> None:
    an_early_vacancy(fife, title="Archivist")
    sign_in(client, an_account())
    page = client.get(LIST).text
    assert "Archivist" not in page
    assert links_of(page)["confirm your work email address"] == "/candidate/work-addresses"


def test_it_is_read_and_applied_for(client: FlaskClient, colleague: Account, fife: Organisation) -> None:
    vacancy = an_early_vacancy(fife, title="Archivist", public_from=clock.now() + DAY)
    attachment = an_attachment(vacancy, html="<p>Keep the papers.</p>", is_readable=True)
    page = client.get(f"{LIST}/{vacancy.reference}")
    assert "You see this job because you work for this employer. Open to everybody from" in words_of(page.text)
    assert "noindex" in page.text
    assert "ld+json" not in page.text
    document = f"{LIST}/{vacancy.reference}/documents/{attachment.id}"
    assert document in page.text
    assert "Keep the papers." in client.get(document).text
    begun = submit(client, f"/candidate/vacancies/{vacancy.reference}/apply")
    assert begun.status_code == 303
    viewer = Candidate(colleague.id)
    admission = one_visible(viewer, Admission, Admission.vacancy_id == vacancy.id)
    assert admission.audience == "internal"
    application = application_for(viewer, vacancy.id)
    assert application is not None
    assert f"{LIST}/{vacancy.reference}" in client.get(f"/candidate/applications/{application.id}").text


def test_a_view_of_it_is_counted_apart(client: FlaskClient, colleague: Account, fife: Organisation) -> None:
    vacancy, over = an_early_vacancy(fife), an_early_vacancy(fife, closes_at=clock.now() - DAY / 4)
    for each in (vacancy, over):
        path = f"/candidate/internal-vacancies/{each.reference}"
        assert client.get(path, headers={"User-Agent": "Mozilla/5.0 Firefox/140.0"}).status_code == 200
    assert [(key[1], key[-1], views) for key, views in TALLY.take().items()] == [(vacancy.id, "internal", 1)]


def test_what_was_begun_stays_usable_when_the_address_runs_out(client: FlaskClient, fife: Organisation) -> None:
    vacancy = an_early_vacancy(fife, title="Archivist")
    account = an_account()
    address = a_work_address(account, a_domain(fife))
    a_profile(account)
    application = start(Candidate(account.id), vacancy)
    address.good_until = clock.now() - DAY
    db.session.commit()
    sign_in(client, account)
    assert "you have begun to apply" in client.get(f"{LIST}/{vacancy.reference}").text
    page = client.get(f"/candidate/applications/{application.id}").text
    assert "no longer" not in words_of(page)
    assert "/criteria" in page


@pytest.mark.parametrize("who", ["stranger", "stale", "other council"])
def test_nobody_else_reads_or_applies(client: FlaskClient, fife: Organisation, who: str) -> None:
    vacancy = an_early_vacancy(fife, title="Archivist")
    attachment = an_attachment(vacancy, html="<p>Keep the papers.</p>", is_readable=True)
    account = a_member(an_organisation("orkney-islands-council")) if who == "other council" else an_account()
    if who == "stale":
        a_work_address(account, a_domain(fife), good_for=-DAY)
    sign_in(client, account)
    for path in (f"{LIST}/{vacancy.reference}", f"/candidate/vacancies/{vacancy.reference}/apply",
                 f"{LIST}/{vacancy.reference}/documents/{attachment.id}",
                 f"{LIST}/{vacancy.reference}/documents/{attachment.id}/file"):  # fmt: skip
        assert client.get(path).status_code == 404
    with pytest.raises(NotVisible):
        start(Candidate(account.id), vacancy)


def test_once_public_it_has_one_page(client: FlaskClient, colleague: Account, fife: Organisation) -> None:
    vacancy = a_vacancy(fife, internal_from=clock.now() - 3 * DAY)
    assert client.get(f"{LIST}/{vacancy.reference}").location == f"/vacancies/{vacancy.reference}/cleaner"


def test_an_address_is_added_confirmed_and_removed(client: FlaskClient, fife: Organisation) -> None:
    a_domain(fife, "fife.example")
    sign_in(client, an_account())
    path = "/candidate/work-addresses"
    wrong = submit(client, path, email="jo@gmail.com")
    assert wrong.status_code == 422
    assert "No organisation here" in wrong.text
    assert 'value="jo@gmail.com"' in wrong.text
    assert submit(client, path, email="jo@fife.example").status_code == 303
    link = "/" + letters_to("jo@fife.example")[0].facts["link"].split("/", 3)[3]
    assert client.get(link).status_code == 200
    assert submit(client, link).location == LIST
    assert client.get(link).status_code == 404
    page = client.get(path).text
    assert "Confirmed" in page
    remove = next(href for text, href in links_of(page).items() if text.startswith("Remove"))
    assert submit(client, remove).status_code == 303
    assert "jo@fife.example" not in words_of(client.get(path).text).replace("jo@fife.example is removed", "")


def test_a_redeployee_reads_their_registration_and_takes_consent_back(client: FlaskClient, fife: Organisation) -> None:
    row = somebody_at_risk(fife, is_shared=True, note="Secret of HR")
    vacancy = an_early_vacancy(fife, "redeployees", title="Cleaner", category_code="cleaning")
    sign_in(client, an_account(row.email))
    page = client.get("/candidate/redeployment").text
    assert vacancy.reference in page
    assert "The same kind of work" in page
    assert "Secret of HR" not in page
    assert submit(client, f"/candidate/redeployment/{row.id}/keep-to-own").status_code == 303
    assert "Do not see this" in client.get("/candidate/redeployment").text
    other = somebody_at_risk(fife, is_shared=True)
    assert client.get(f"/candidate/redeployment/{other.id}/keep-to-own").status_code == 404


def test_whoever_is_not_registered_is_told_what_to_do(client: FlaskClient, fife: Organisation) -> None:
    sign_in(client, an_account())
    assert "You are not registered" in client.get("/candidate/redeployment").text
