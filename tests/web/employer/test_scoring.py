"""Pages on which a panel reads, marks, agrees, and decides who goes on."""

from collections.abc import Callable
from html import unescape
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.queries import acts_on
from recruitment.selection.score_queries import is_revealed, panel_seats, scale_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.applications import an_application
from tests.builders.pages import filled, links_of, submit, words_of
from tests.builders.scoring import a_panel, criteria, scores
from tests.builders.vacancies import a_vacancy

SignIn = Callable[..., Account]
AsPanel = Callable[[int], Staff]


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(fife, schemes=["guaranteed_interview"])


@pytest.fixture
def panel(vacancy: Vacancy) -> list[Staff]:
    return a_panel(vacancy)


@pytest.fixture
def as_panel(client: FlaskClient, panel: list[Staff], signed_in: SignIn) -> AsPanel:
    """as_panel(0): whoever of the panel the browser is from now on."""

    def sign(place: int) -> Staff:
        with client.session_transaction() as session:
            session.clear()
        signed_in(account=account_of(panel[place].person))
        return panel[place]

    return sign


def account_of(person: int) -> Account:
    return db.session.scalars(visible(System("sign_in"), Account).where(Account.id == person)).one()


def page_of(application: Application, act: str = "") -> str:
    return f"/employer/applications/{application.id}{act}"


def sent_words(page: str) -> str:
    """What stands in the page's box for feedback."""
    return unescape(page.partition('id="feedback"')[2].partition(">")[2].partition("</textarea>")[0].strip())


def marks(vacancy: Vacancy, *given: int | str, note: str = "") -> dict[str, str]:
    found = {f"mark_{number}": str(mark) for number, mark in zip(criteria(vacancy), given, strict=False)}
    return found | {f"note_{number}": note for number in criteria(vacancy)}


def test_marks_are_given_beside_the_answers_and_the_next_undecided_follows(
    client: FlaskClient, vacancy: Vacancy, as_panel: AsPanel
) -> None:
    first, second = an_application(vacancy), an_application(vacancy)
    as_panel(1)
    opened = client.get(page_of(first)).text
    assert f'action="/employer/applications/{first.id}/score"' in opened
    answer = submit(
        client, page_of(first, "/score"), page=page_of(first), then="undecided", **marks(vacancy, 4, 2, note="Why")
    )
    assert (answer.status_code, answer.location) == (303, page_of(second))
    again = filled(client.get(page_of(first)).text)
    assert again[f"mark_{criteria(vacancy)[0]}"] == ["4"]
    last = submit(client, page_of(second, "/score"), then="undecided", **marks(vacancy, 1, 1))
    assert last.location == f"/employer/vacancies/{vacancy.id}/applicants"


def test_what_is_typed_wrongly_is_said_and_kept(client: FlaskClient, vacancy: Vacancy, as_panel: AsPanel) -> None:
    application = an_application(vacancy)
    as_panel(0)
    essential, _ = criteria(vacancy)
    answer = submit(client, page_of(application, "/score"), **{f"note_{essential}": "A thought"})
    assert answer.status_code == 422
    assert "Choose a mark for E1, or empty its note" in answer.text
    assert "A thought</textarea>" in answer.text
    assert submit(client, page_of(application, "/score"), **marks(vacancy, 9)).status_code == 422


def test_reveal_agree_and_what_the_page_says(
    client: FlaskClient, vacancy: Vacancy, panel: list[Staff], as_panel: AsPanel
) -> None:
    application = an_application(vacancy)
    scores(panel[1], application, vacancy, [0, 3], note="Not a word of it")
    scores(panel[2], application, vacancy, [4, 3])
    chair = as_panel(0)
    page = client.get(page_of(application)).text
    assert "Not a word of it" not in page
    assert submit(client, page_of(application, "/reveal"), reason=" ").status_code == 422
    assert submit(client, page_of(application, "/reveal"), reason="A member is ill").status_code == 303
    assert is_revealed(chair, application.id)
    page = words_of(client.get(page_of(application)).text)
    assert "Not a word of it" in page
    assert "Marks lie 4 apart" in page
    assert "Whether the essential criteria are met is not agreed yet." in page
    essential, _ = criteria(vacancy)
    without = submit(client, page_of(application, "/agree"), **{f"mark_{essential}": "2"})
    assert (without.status_code, "Enter why the panel agreed" in without.text) == (422, True)
    agreed = {f"mark_{essential}": "2", f"reason_{essential}": "The second example shows it"}
    assert submit(client, page_of(application, "/agree"), **agreed).status_code == 303
    page = words_of(client.get(page_of(application)).text)
    assert "Agreed: 2 Enough evidence. The second example shows it" in page
    assert "Meets every essential criterion." in page


def test_members_neither_reveal_nor_agree(
    client: FlaskClient, vacancy: Vacancy, panel: list[Staff], as_panel: AsPanel
) -> None:
    application = an_application(vacancy)
    scores(panel[1], application, vacancy, [0, 3])
    as_panel(2)
    assert "Reveal the scores" not in client.get(page_of(application)).text
    assert client.get(page_of(application, "/reveal")).status_code == 403
    assert client.get(page_of(application, "/agree")).status_code == 403


def test_a_declared_relationship(
    client: FlaskClient, vacancy: Vacancy, panel: list[Staff], as_panel: AsPanel, signed_in: SignIn
) -> None:
    application = an_application(vacancy)
    as_panel(1)
    path = page_of(application, "/relationship")
    assert submit(client, path, member=panel[1].person).status_code == 422
    answer = submit(client, path, member=panel[1].person, relationship="family")
    assert answer.location == f"/employer/vacancies/{vacancy.id}/applicants"
    assert client.get(page_of(application)).status_code == 404
    assert "1 applicant is not shown to you" in words_of(client.get(answer.location).text)
    signed_in()
    assert "Family, or part" not in client.get(page_of(application)).text
    assert "family, or part of the same household" in words_of(client.get(page_of(application)).text)
    back = page_of(application, "/relationship/take-back")
    assert submit(client, back, member=panel[1].person, reason="Another person").status_code == 303
    as_panel(1)
    assert client.get(page_of(application)).status_code == 200


def test_a_quick_decision_goes_on_to_the_next(client: FlaskClient, vacancy: Vacancy, signed_in: SignIn) -> None:
    first, second, third = (an_application(vacancy) for _ in range(3))
    signed_in()
    quick = {"seen": "submitted", "then": "undecided"}
    held = submit(client, page_of(first, "/set-aside"), page=page_of(first), **quick)
    assert (held.location, first.state) == (page_of(second), "submitted")
    db.session.expire_all()
    shortlisted = submit(client, page_of(second, "/shortlist"), page=page_of(second), **quick)
    assert shortlisted.location == page_of(third)
    page = client.get(page_of(first)).text
    assert {"Take off hold", "Shortlist"} <= links_of(page).keys()
    assert "Back to the shortlist" not in page
    assert submit(client, page_of(first, "/take-up"), seen="held").status_code == 303
    assert client.get(page_of(second, "/take-up")).status_code == 409


def test_a_screening_proposes_and_a_person_confirms(client: FlaskClient, vacancy: Vacancy, signed_in: SignIn) -> None:
    keep, part = an_application(vacancy), an_application(vacancy)
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/screening"
    page = words_of(client.get(path).text)
    assert "2 applicants look as if they lacked an essential criterion" in page
    assert submit(client, path, then="keep").status_code == 422
    assert submit(client, path, then="keep", application=[keep.id]).status_code == 303
    page = words_of(client.get(path).text)
    assert "1 applicant looks" in page
    answer = submit(client, path, then="reject", application=[part.id])
    reasons = client.get(answer.location).text
    assert "own" in filled(reasons)["reason"], "ticked for a person to check"
    preview = client.get(f"{answer.location}&reasons-asked=1").text
    assert "Essential: Criterion 1" in preview
    assert "- Criterion 1" in preview
    sent = filled(preview)
    done = submit(
        client, f"{answer.location}&reasons-asked=1", application=sent["application"], read=sent["read"][0],
        feedback=sent_words(preview),
    )  # fmt: skip
    assert done.status_code == 303
    db.session.expire_all()
    assert (keep.state, part.state) == ("submitted", "unsuccessful")


def test_the_matrix_and_its_workbook(
    client: FlaskClient, fife: Organisation, vacancy: Vacancy, panel: list[Staff], as_panel: AsPanel
) -> None:
    sly = an_application(vacancy, given_name="=1+1", family_name="Example")
    for member, mark in zip(panel, (0, 4, 3), strict=True):
        scores(member, sly, vacancy, [mark, 2], note="=HYPERLINK(0)")
    an_application(vacancy)
    as_panel(0)
    page = words_of(client.get(f"/employer/vacancies/{vacancy.id}/matrix").text)
    assert "4 apart" in page
    assert "2 applicants" in page
    assert client.get(f"/employer/vacancies/{vacancy.id}/matrix?all=1").status_code == 200
    answer = client.get(f"/employer/vacancies/{vacancy.id}/matrix.xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    book = load_workbook(BytesIO(answer.get_data()))
    assert book.sheetnames == ["Scores", "Notes", "Criteria"]
    heads, first, _ = book["Scores"].iter_rows(values_only=True)
    assert heads[:5] == ("Applicant", "Reference", "Stage", "E1", "D1")
    assert first[0] == "'=1+1 Example"
    assert (round(first[3], 2), first[4], first[5]) == (2.33, 2, 4)
    told = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in told if cell.data_type == "f"]
    assert "'=HYPERLINK(0)" in [cell.value for cell in told]


def test_the_chair_is_chosen_with_the_panel(
    client: FlaskClient, fife: Organisation, vacancy: Vacancy, panel: list[Staff], signed_in: SignIn
) -> None:
    signed_in()
    people = [str(each.person) for each in panel]
    path = f"/employer/vacancies/{vacancy.id}/panel"
    assert filled(client.get(path).text)["chair"] == [people[0]]
    wrong = submit(client, path, people=people[:2], chair=people[2])
    assert (wrong.status_code, "Choose somebody who sits on the panel" in wrong.text) == (422, True)
    assert submit(client, path, people=people, chair=people[2]).status_code == 303
    assert panel_seats(panel[0], vacancy.id).chair == panel[2].person


def test_an_administrator_words_the_marks(client: FlaskClient, fife: Organisation, signed_in: SignIn) -> None:
    signed_in(Role.RECRUITER)
    assert client.get("/employer/marks").status_code in (403, 404)
    signed_in(Role.ADMINISTRATOR)
    wrong = submit(client, "/employer/marks", words="Only one", meets="1")
    assert (wrong.status_code, "Write 2 to 11 lines" in wrong.text) == (422, True)
    assert submit(client, "/employer/marks", words="No\nPartly\nYes", meets="3").status_code == 422
    assert submit(client, "/employer/marks", words="No\r\nPartly\r\nYes", meets="2").status_code == 303
    scale = scale_of(as_staff(fife), fife.id)
    assert (scale.words, scale.meets) == (("No", "Partly", "Yes"), 2)


def test_weights(client: FlaskClient, vacancy: Vacancy, panel: list[Staff], signed_in: SignIn) -> None:
    signed_in(Role.HIRING_MANAGER)
    path = f"/employer/vacancies/{vacancy.id}/weights"
    essential, desirable = criteria(vacancy)
    assert submit(client, path, **{f"weight_{essential}": "11"}).status_code == 422
    assert submit(client, path, **{f"weight_{essential}": "3", f"weight_{desirable}": "1"}).status_code == 303
    assert filled(client.get(path).text)[f"weight_{essential}"] == ["3"]


def test_a_claimant_who_meets_the_essentials(
    client: FlaskClient, fife: Organisation, vacancy: Vacancy, panel: list[Staff], signed_in: SignIn, as_panel: AsPanel
) -> None:
    application = an_application(vacancy, scheme="disabled")
    for member in panel:
        scores(member, application, vacancy, [3, 3])
    listed = f"/employer/vacancies/{vacancy.id}/applicants"
    signed_in()
    assert "To be offered an interview by rule" in client.get(listed).text
    assert "so by the scheme’s rule they are offered an interview" in words_of(client.get(page_of(application)).text)
    path = page_of(application, "/reject?reasons-asked=1&reason=others")
    refused = submit(client, path, seen="submitted", feedback="Sorry.")
    assert (refused.status_code, "Enter why, or offer the applicant an interview" in refused.text) == (422, True)
    assert (
        submit(client, path, seen="submitted", feedback="Sorry.", despite="They withdrew by telephone").status_code
        == 303
    )
    db.session.expire_all()
    assert application.state == "unsuccessful"
    for who in (lambda: as_panel(0), lambda: signed_in(Role.HIRING_MANAGER)):
        who()
        told = client.get(listed).text + client.get(page_of(application)).text
        assert "by rule" not in told
        assert "withdrew by telephone" not in told
        assert "claims" not in told


def test_a_hiring_manager_reads_that_a_recruiter_decides(
    client: FlaskClient, fife: Organisation, vacancy: Vacancy, panel: list[Staff], signed_in: SignIn
) -> None:
    application = an_application(vacancy)
    for member in panel:
        scores(member, application, vacancy, [3, 3])
    signed_in(account=a_member(fife, Role.HIRING_MANAGER))
    refused = client.get(page_of(application, "/reject"))
    assert (refused.status_code, "a recruiter decides on everybody who does" in words_of(refused.text)) == (403, True)
    assert [act.act for act in acts_on(panel[0], application)][-1] == "reveal_scores"
