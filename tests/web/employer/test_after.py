"""Pages of adverts that are out: response, promised dates, the questions at the end, and the desk that says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.queries import address_of
from recruitment.accounts.tables import Account
from recruitment.applications.after_jobs import ask_still_in_post
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.search.saved_tables import SavedVacancy
from recruitment.vacancies.desk_queries import COUNTED
from recruitment.vacancies.outcomes import outcome_of, still_in_post_of
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.views import count_view, store_views
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.letters import letters_to
from tests.builders.pages import filled, links_of, submit, words_of
from tests.builders.stages import an_early_vacancy
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

SignIn = Callable[..., Account]
DAY = timedelta(days=1)


def page_of(vacancy: Vacancy, page: str = "") -> str:
    return f"/employer/vacancies/{vacancy.id}{page}"


def silent(fife: Organisation, **facts: Any) -> Vacancy:
    began = clock.now() - 6 * DAY
    return a_vacancy(fife, public_from=began, published_at=began, closes_at=clock.now() + 9 * DAY, **facts)


def test_response_is_told_day_by_day_with_what_could_help(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = silent(fife)
    signed_in()
    for _ in range(3):
        count_view(vacancy)
    store_views()
    person = an_account()
    db.session.add(
        SavedVacancy(account_id=person.id, vacancy_id=vacancy.id, reference=vacancy.reference, title="Cleaner")
    )
    db.session.commit()
    page = client.get(page_of(vacancy, "/response"))
    words = words_of(page.text)
    assert "Nobody has applied yet" in words
    assert "opened 3 times, saved once, no application begun, none sent" in words
    today = f"{clock.today():%a} {clock.today():%-d %b %Y}"
    assert f"{today} 3 1 0 0" in words
    assert links_of(page.text)["Make a signpost"] == page_of(vacancy, "/signposts")
    a_draft(vacancy)
    an_application(vacancy)
    words = words_of(client.get(page_of(vacancy, "/response")).text)
    assert f"{today} 3 1 2 1" in words
    assert "Nobody has applied yet" not in words


def test_response_is_split_by_what_led_to_the_advert(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = silent(fife)
    signed_in()
    count_view(vacancy)
    store_views()
    assert "No link that says where it stood 1 0 0 0" in words_of(client.get(page_of(vacancy, "/response")).text)
    for source in ("", "", "local_press", "internal"):
        count_view(vacancy, source)
    store_views()
    words = words_of(client.get(page_of(vacancy, "/response")).text)
    assert "opened 5 times (1 by a signpost), saved by nobody" in words
    assert "Local press 1 0 0 0" in words
    assert "Internal jobs, before it was public 1 0 0 0" in words
    assert "No link that says where it stood 3 0 0 0" in words


def test_the_warning_stands_on_the_page_and_the_desk(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = silent(fife)
    a_vacancy(fife)
    signed_in()
    assert "Nobody has applied yet" in words_of(client.get(page_of(vacancy)).text)
    desk = client.get("/employer/").text
    assert "No applicants yet Open for five days or more" in words_of(desk)
    assert f'href="{page_of(vacancy, "/response")}"' in desk
    an_application(vacancy)
    assert "No applicants yet" not in words_of(client.get("/employer/").text)


def test_nobody_has_read_what_is_not_published(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    assert client.get(page_of(a_vacancy(fife, state="draft"), "/response")).status_code == 404


def promising(fife: Organisation, **days: int) -> Vacancy:
    """Closed four days ago."""
    promised = {name: clock.today() + number * DAY for name, number in days.items()}
    began = clock.now() - 20 * DAY
    return a_vacancy(fife, public_from=began, published_at=began, closes_at=clock.now() - 4 * DAY, **promised)


def test_the_desk_says_which_promise_is_about_to_be_missed(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    late = promising(fife, shortlist_by=-1, decide_by=9)
    an_application(late)
    an_application(promising(fife, shortlist_by=8))
    words = words_of(client.get("/employer/").text)
    assert words.count("Promised dates about to be missed") == 1
    assert words.count("Shortlist missed by 1 day") == 1
    page = words_of(client.get(page_of(late)).text)
    assert "Missed by 1 day" in page
    assert "Due in 9 days" in page


def test_what_closed_at_an_internal_stage_shows_its_clock_and_its_response(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    vacancy = an_early_vacancy(fife, closes_at=clock.now() - DAY / 2, shortlist_by=clock.today() + DAY)
    an_application(vacancy)
    assert words_of(client.get("/employer/").text).count("Shortlist due in 1 day") == 1
    assert "Shortlist By" in words_of(client.get(page_of(vacancy)).text)
    assert "Response by day" in words_of(client.get(page_of(vacancy, "/response")).text)


def test_an_approver_is_told_of_no_promise_and_no_silence(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    silent(fife)
    an_application(promising(fife, shortlist_by=-1))
    signed_in(Role.APPROVER)
    words = words_of(client.get("/employer/").text)
    assert "Promised dates" not in words
    assert "No applicants yet" not in words


def test_promises_are_written_with_the_dates_and_shown_to_the_public(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="draft")
    signed_in()
    closes = clock.today() + 20 * DAY
    dates = {
        "closes_on": [closes.day, closes.month, closes.year], "closes_time": "23:59", "opens_on": ["", "", ""],
        "opens_time": "", "read_from": filled(client.get(page_of(vacancy, "/dates")).text)["read_from"],
    }  # fmt: skip
    bad = submit(client, page_of(vacancy, "/dates"), **dates, decide_by=[closes.day, closes.month, closes.year])
    assert bad.status_code == 422
    assert "“Decision by” must be after the closing date" in words_of(bad.text)
    good = closes + 9 * DAY
    done = submit(client, page_of(vacancy, "/dates"), **dates, decide_by=[good.day, good.month, good.year])
    assert done.status_code == 303
    db.session.expire_all()
    held = advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy.id).vacancy
    assert (held.decide_by, held.shortlist_by) == (good, None)
    assert f"Decision By {good:%-d %B %Y}" in words_of(client.get(page_of(vacancy, "/preview")).text)


def test_applicants_hear_that_a_promised_date_is_moved(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = promising(fife, decide_by=2)
    application = an_application(vacancy)
    signed_in()
    day = clock.today() + 9 * DAY
    days = {"decide_by": [day.day, day.month, day.year]}
    refused = submit(client, page_of(vacancy, "/promises"), **days)
    assert refused.status_code == 422
    assert filled(refused.text)["decide_by"] == [str(day.day), str(day.month), str(day.year)]
    done = submit(client, page_of(vacancy, "/promises"), **days, reason="The panel was ill", message="Sorry")
    assert (done.status_code, done.location) == (303, page_of(vacancy))
    letter = letters_to(address_of(application.account_id))[-1]
    assert (letter.name, letter.facts["changes"][0][0], letter.facts["message"]) == (
        "job_changed",
        "Decision by",
        "Sorry",
    )
    assert "Promised dates moved" in words_of(client.get(page_of(vacancy)).text)


def test_what_a_candidate_is_promised_stands_on_their_progress(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = promising(fife, decide_by=2)
    person = an_account()
    application = an_application(vacancy, account=person)
    signed_in(account=person)
    words = words_of(client.get(f"/candidate/applications/{application.id}").text)
    assert f"You hear the decision by {clock.today() + 2 * DAY:%-d %B %Y}" in words


def test_two_questions_follow_a_filled_vacancy_and_wait_on_the_desk(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_vacancy(fife, state="filled", posts=3, posts_filled=3)
    for said in ("no", "no", "yes"):
        an_application(vacancy, state="appointed", employed_by_council=said)
    signed_in()
    assert "Two questions to answer" in words_of(client.get("/employer/").text)
    page = client.get(page_of(vacancy, "/outcome")).text
    assert "1 of those appointed said that they work for a Scottish council, and 2 that they do not" in words_of(page)
    assert filled(page)["outside"] == ["2"]
    wrong = submit(client, page_of(vacancy, "/outcome"), outside="2", own="0", council="0", redeployed="0")
    assert wrong.status_code == 422
    assert "must add up to 3" in words_of(wrong.text)
    unread = submit(client, page_of(vacancy, "/outcome"), outside="two", own="-1", council="", redeployed="0")
    assert unread.status_code == 422
    assert filled(unread.text)["outside"] == ["two"]
    done = submit(client, page_of(vacancy, "/outcome"), outside="2", own="0", council="1", redeployed="0")
    assert (done.status_code, done.location) == (303, page_of(vacancy))
    assert "Two questions to answer" not in words_of(client.get("/employer/").text)
    assert "2 from outside local government; 1 from another Scottish council" in words_of(
        client.get(page_of(vacancy)).text
    )


def test_of_one_appointment_it_is_a_choice(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife, state="filled", posts=1, posts_filled=1)
    viewer = signed_in()
    assert submit(client, page_of(vacancy, "/outcome")).status_code == 422
    assert submit(client, page_of(vacancy, "/outcome"), origin="redeployed").status_code == 303
    row = outcome_of(as_staff(fife, Role.RECRUITER, person=viewer.id), vacancy.id)
    assert row is not None and row.redeployed == 1


def test_why_nobody_was_appointed_leads_on_to_advertising_again(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    signed_in()
    ended = submit(client, page_of(vacancy, "/give-up"), reason="Nobody had the licence")
    assert ended.location == page_of(vacancy, "/outcome")
    assert "Nobody had the licence" in client.get(ended.location).text
    bad = submit(client, ended.location, reason="other", words="", following="readvertise")
    assert "Say in a few words why nobody was appointed" in words_of(bad.text)
    done = submit(client, ended.location, reason="none_suitable", words="", following="readvertise")
    assert (done.status_code, done.location) == (303, page_of(vacancy, "/copy"))


def test_an_outcome_that_no_longer_adds_up_asks_again(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_vacancy(fife, state="filled", posts=3, posts_filled=2)
    signed_in()
    submit(client, page_of(vacancy, "/outcome"), outside="2", own="0", council="0", redeployed="0")
    vacancy.posts_filled = 3
    db.session.commit()
    assert "More posts were filled since" in words_of(client.get(page_of(vacancy, "/outcome")).text)


@pytest.mark.parametrize("posts", [1, 3])
def test_six_months_on_one_question_is_answered_on_one_page(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, later: list[timedelta], posts: int
) -> None:
    vacancy = a_vacancy(fife, state="filled", posts=posts, posts_filled=posts)
    later.append(190 * DAY)
    viewer = signed_in()
    assert client.get(page_of(vacancy, "/still-in-post")).status_code == 404
    ask_still_in_post()
    assert "Still in post? Filled six months ago" in words_of(client.get("/employer/").text)
    bad = {"standing": "perhaps"} if posts == 1 else {"still": "3", "gone": "3", "unknown": "0"}
    assert submit(client, page_of(vacancy, "/still-in-post"), **bad).status_code == 422
    good = {"standing": "gone"} if posts == 1 else {"still": "2", "gone": "1", "unknown": "0"}
    assert submit(client, page_of(vacancy, "/still-in-post"), **good).status_code == 303
    row = still_in_post_of(as_staff(fife, Role.RECRUITER, person=viewer.id), vacancy.id)
    assert row is not None and (row.still, row.gone) == (posts - 1, 1)
    assert "Still in post?" not in words_of(client.get("/employer/").text)


def test_an_approver_does_not_answer(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife, state="filled", posts_filled=1)
    signed_in(Role.APPROVER)
    assert client.get(page_of(vacancy, "/outcome")).status_code == 403


def test_a_tray_that_nobody_tidies_says_that_there_are_more_than_are_counted(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in(Role.RECRUITER)
    for _ in range(COUNTED):
        a_vacancy(fife, state="unfilled", criteria=0)
    assert f"{COUNTED - 5} more in Two questions to answer" in words_of(client.get("/employer/").text)
    a_vacancy(fife, state="unfilled", criteria=0)
    assert f"More than {COUNTED} in all in Two questions" in words_of(client.get("/employer/").text)
