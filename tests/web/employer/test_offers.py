"""Pages that make an offer, and lead it to the first day."""

import io
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.offers.offer_answers import accept
from recruitment.offers.offer_queries import Held, offer_of
from recruitment.organisations.pay_queries import grades_of, pay_version
from recruitment.vacancies.pay_choices import choose_pay
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.deciding import jo, page_of
from tests.builders.offers import an_offer_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.pay_tables import some_rates
from tests.builders.vacancies import a_vacancy

DAY = timedelta(days=1)
# Above the Living Wage.
PAID = {"pay_low": 2_588_580, "pay_high": 2_817_591}


@pytest.fixture
def recruiter(client: FlaskClient) -> Account:
    account = a_member(an_organisation(), account=an_account(name="Ailsa Recruiter"))
    sign_in(client, account)
    return account


def boxes(day: object) -> list[str]:
    return [str(getattr(day, part)) for part in ("day", "month", "year")]


def typed(**more: object) -> dict[str, object]:
    today = clock.today()
    return {
        "hours": "20", "contract_type": "permanent", "contract_ends": ["", "", ""], "place": "Town House",
        "manager": "Supervisor", "starts_on": boxes(today + 40 * DAY), "answer_by": boxes(today + 7 * DAY),
        "conditions": "References\n- PVG scheme membership", "message": "It is yours.", "pay": "26,000", **more,
    }  # fmt: skip


def held_of(application: Application) -> Held:
    db.session.expire_all()
    held = offer_of(System("letters"), application.id)
    assert held is not None
    return held


def by_table(viewer: Staff) -> Vacancy:
    """A live vacancy that pays Grade 4, points 23 to 25."""
    fife = an_organisation()
    version = some_rates(viewer, fife)
    grade = next(each for each in grades_of(viewer, [pay_version(viewer, version.id)]) if each.name == "Grade 4")
    vacancy = a_vacancy(fife, state="draft")
    choose_pay(viewer, vacancy, grade, grade.low, grade.high)
    now = clock.now()
    vacancy.state, vacancy.public_from, vacancy.published_at = "published", now - DAY, now - DAY
    db.session.commit()
    return vacancy


@pytest.mark.usefixtures("recruiter")
def test_an_offer_is_written_looked_over_and_sent(client: FlaskClient) -> None:
    vacancy = a_vacancy(
        an_organisation(), title="Gardener", **PAID, disclosure_level="pvg", disclosure_workforce="children"
    )
    application = jo(vacancy, "interview")
    written = page_of(application, "offer")
    assert "PVG scheme membership" in client.get(written).text
    answer = submit(client, written, **typed())
    assert answer.status_code == 303, words_of(answer.text)
    page = words_of(client.get(answer.location).text)
    assert "This offer has not been sent" in page
    assert "£26,000" in page and "Town House" in page and "20 a week (0.5556 of full time)" in page
    assert held_of(application).application.state == "interview"
    sent = client.post(f"{answer.location}/send", data={**_token(client, answer.location), "seen": "1"})
    assert sent.status_code == 303
    stored = held_of(application)
    assert (stored.offer.state, stored.application.state) == ("conditional", "offered")
    assert stored.sent is not None and stored.sent.conditions == ["References", "PVG scheme membership"]
    assert "Answer awaited" in client.get("/employer/offers").text
    assert "Gardener" in client.get("/employer/offers?state=conditional").text
    assert "Appoint<" not in client.get(page_of(application)).text


def _token(client: FlaskClient, path: str) -> dict[str, str]:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(path).text)
    return {"csrf_token": found[1]} if found else {}


@pytest.mark.usefixtures("recruiter")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"pay": "30,000"}, "Enter pay as advertised, £25,885.80 to £28,175.91 a full-time year"),
        ({"hours": ""}, "Enter the hours a week"),
        ({"contract_type": "fixed_term"}, "This type of contract ends: enter its last day"),
        ({"starts_on": ["1", "1", "2020"]}, "The first day must be in the future"),
        ({"answer_by": ["1", "1", "2020"]}, "The day by which to answer must be today or later"),
        ({"message": ""}, "Write to the candidate"),
        ({"conditions": "\n".join(map(str, range(30)))}, "Use up to 20 lines"),
        ({"probation": "99"}, "Enter a number from 0 to 24"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client: FlaskClient, wrong: dict[str, object], said: str) -> None:
    application = jo(a_vacancy(an_organisation(), **PAID), "interview")
    answer = submit(client, page_of(application, "offer"), **typed(**wrong))
    assert (answer.status_code, said in words_of(answer.text)) == (422, True)
    assert "Town House" in answer.text
    db.session.expire_all()
    assert offer_of(System("letters"), application.id) is None


@pytest.mark.usefixtures("recruiter")
def test_pay_below_the_living_wage_is_refused(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation(), pay_basis="hourly", pay_low=900, pay_high=1000)
    application = jo(vacancy, "interview")
    answer = submit(client, page_of(application, "offer"), **typed(pay="10"))
    assert (answer.status_code, "is less than" in answer.text) == (422, True)


@pytest.mark.usefixtures("recruiter")
def test_the_pay_is_that_of_the_rates_on_the_first_day(client: FlaskClient) -> None:
    fife = an_organisation()
    administrator = as_staff(fife, Role.ADMINISTRATOR)
    vacancy = by_table(administrator)
    later = clock.today() + 30 * DAY
    points = (("Grade 4", "23", 1500), ("Grade 4", "24", 1550), ("Grade 4", "25", 1600))
    some_rates(administrator, fife, *points, holds_from=later)
    application = jo(vacancy, "interview")
    for starts, hourly in ((later - DAY, 1450), (later, 1550)):
        answer = submit(client, page_of(application, "offer"), **typed(point="24", starts_on=boxes(starts)))
        assert answer.status_code == 303, words_of(answer.text)
        unsent = held_of(application).unsent
        assert unsent is not None
        assert (unsent.hourly, unsent.grade, unsent.point) == (hourly, "Grade 4", "24")
    refused = submit(client, page_of(application, "offer"), **typed(point="99"))
    assert "have no point 99" in refused.text


@pytest.mark.usefixtures("recruiter")
def test_more_offers_than_posts_ask_once_more(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation(), **PAID)
    an_offer_to(an_application(vacancy, state="offered"))
    application = jo(vacancy, "interview")
    path = submit(client, page_of(application, "offer"), **typed()).location
    warned = client.post(f"{path}/send", data={**_token(client, path), "seen": "1"})
    assert warned.status_code == 409
    assert "If everybody accepts, there are more people than posts" in warned.text
    assert held_of(application).offer.state == "drafted"
    again = client.post(f"{path}/send", data={**_token(client, path), "seen": "1", "knowing": "1"})
    assert (again.status_code, held_of(application).offer.state) == (303, "conditional")


@pytest.mark.usefixtures("recruiter")
def test_from_the_answer_to_the_first_day(client: FlaskClient) -> None:
    vacancy: Vacancy = a_vacancy(an_organisation(), **PAID)
    application = jo(vacancy, "offered")
    offer = an_offer_to(application)
    base = f"/employer/offers/{offer.id}"
    person = Candidate(application.account_id)
    own = offer_of(person, application.id)
    assert own is not None
    accept(person, own, wished_start=clock.today() + 50 * DAY)
    db.session.commit()
    assert "Agree the first day" in client.get(base).text
    assert submit(client, f"{base}/first-day", day=boxes(clock.today() + 50 * DAY)).status_code == 303
    refused = submit(client, f"{base}/confirm", met=["0"])
    assert (refused.status_code, "Not met yet: PVG scheme membership" in refused.text) == (422, True)
    assert submit(client, page_of(application, "appoint"), page=base).status_code == 403
    assert submit(client, f"{base}/confirm", met=["0", "1"]).status_code == 303
    assert submit(client, page_of(application, "appoint")).status_code == 303
    assert held_of(application).offer.state == "appointed"
    assert submit(client, f"{base}/started", came="yes", day=boxes(clock.today() + DAY)).status_code == 422
    assert submit(client, f"{base}/started", came="yes", day=boxes(clock.today())).status_code == 303
    assert "Started on" in client.get(base).text
    assert submit(client, f"{base}/correct-start", reason="A slip").status_code == 303
    assert held_of(application).offer.state == "appointed"


@pytest.mark.usefixtures("recruiter")
def test_the_other_acts_ask_first(client: FlaskClient) -> None:
    for act, fields, state in (
        ("withdraw", {"reason": "Check", "message": "Sorry."}, "withdrawn"),
        ("answer", {"answer": "yes", "reason": "By letter"}, "accepted"),
        ("answer", {"answer": "no", "why": "pay", "reason": "By telephone"}, "declined"),
    ):
        application = an_application(a_vacancy(an_organisation(), **PAID), state="offered")
        base = f"/employer/offers/{an_offer_to(application).id}"
        assert client.get(f"{base}/{act}").status_code == 200
        assert submit(client, f"{base}/{act}").status_code == 422
        assert submit(client, f"{base}/{act}", **fields).status_code == 303
        assert held_of(application).offer.state == state
        assert client.get(base).status_code == 200


@pytest.mark.usefixtures("recruiter")
def test_changed_terms_stand_beside_those_sent_until_they_are_dropped(client: FlaskClient) -> None:
    application = jo(a_vacancy(an_organisation(), **PAID), "offered")
    base = f"/employer/offers/{an_offer_to(application).id}"
    assert submit(client, f"{base}/terms", **typed(hours="25")).status_code == 303
    assert "25 a week" in words_of(client.get(base).text)
    assert "As sent" in client.get(base).text
    assert submit(client, f"{base}/discard").status_code == 303
    assert held_of(application).unsent is None


@pytest.mark.usefixtures("recruiter")
def test_the_letter_is_a_tagged_pdf_that_says_the_terms(client: FlaskClient) -> None:
    application = jo(a_vacancy(an_organisation(), **PAID), "offered")
    base = f"/employer/offers/{an_offer_to(application).id}"
    answer = client.get(f"{base}/letter.pdf")
    reader = PdfReader(io.BytesIO(answer.data))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for said in ("Offer of employment", "Jo Example", "£14.00", "Facilities Supervisor", "PVG scheme membership"):
        assert said in text
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("en")
    assert "Facilities Supervisor" in client.get(f"{base}/letter.html").text


@pytest.mark.usefixtures("recruiter")
def test_the_desk_says_how_many_stand_where(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation())
    for state in ("conditional", "conditional", "unconditional", "declined"):
        an_offer_to(an_application(vacancy, state="offered"), state)
    desk = words_of(client.get("/employer/").text)
    assert "Offers : 2 answer awaited , 1 confirmed, to appoint" in desk
