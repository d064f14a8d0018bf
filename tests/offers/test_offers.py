"""Offers as they are made and answered: what is sent stays as sent, and both sides hear."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications.actions import withdraw
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.offers.offer_actions import MoreThanPosts, agree_start, confirm, draft_offer, send, write_terms
from recruitment.offers.offer_answers import accept, decline_offer
from recruitment.offers.offer_jobs import tend_offers
from recruitment.offers.offer_queries import Held, the_offer
from recruitment.offers.offer_rules import differences
from recruitment.offers.offer_tables import Offer
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.letters import letters_to
from tests.builders.offers import an_offer_to, clear_checks, sent_to, some_terms
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]
DAY = timedelta(days=1)


@pytest.fixture
def recruiter() -> Staff:
    person = a_member(an_organisation(), account=an_account("hr@fife.example"))
    return as_staff(an_organisation(), person=person.id)


@pytest.fixture
def jo() -> Account:
    return an_account("jo@test.example")


def interviewed(account: Account, **facts: object) -> Application:
    return an_application(a_vacancy(an_organisation(), **facts), account=account, state="interview")


def names(email: str) -> list[str]:
    return [letter.name for letter in letters_to(email)]


def as_read_by(viewer: Candidate | Staff, held: Held) -> Held:
    return the_offer(viewer, held.offer.id)


def test_an_offer_reaches_the_candidate(recruiter: Staff, jo: Account) -> None:
    application = interviewed(jo)
    held = sent_to(recruiter, application, message="It is yours.")
    (letter,) = letters_to("jo@test.example")
    assert letter.facts is not None
    assert (letter.name, letter.facts["message"]) == ("offer_made", "It is yours.")
    assert "11:59pm" in letter.facts["answer_by"]
    assert (held.offer.state, held.application.state) == ("conditional", "offered")


def test_what_is_written_and_not_sent_only_the_employer_reads(recruiter: Staff, jo: Account) -> None:
    application = interviewed(jo)
    offer = draft_offer(recruiter, application)
    write_terms(recruiter, the_offer(recruiter, offer.id), some_terms())
    assert draft_offer(recruiter, application).id == offer.id, "one offer a person, whoever opens the page"
    with pytest.raises(NotVisible):
        the_offer(Candidate(jo.id), offer.id)
    assert (names("jo@test.example"), application.state) == ([], "interview")


def test_changed_terms_ask_anew_and_the_earlier_stay_as_they_were_sent(recruiter: Staff, jo: Account) -> None:
    held = sent_to(recruiter, interviewed(jo), hours=20)
    person = Candidate(jo.id)
    accept(person, as_read_by(person, held))
    write_terms(recruiter, as_read_by(recruiter, held), some_terms(hours=25, conditions=["References"]))
    assert as_read_by(person, held).offer.state == "accepted", "until they are sent, nothing changes"
    assert [terms.number for terms in as_read_by(person, held).versions] == [1]
    send(recruiter, as_read_by(recruiter, held))
    after = as_read_by(person, held)
    assert (after.offer.state, after.offer.version, after.offer.starts_on) == ("conditional", 2, None)
    assert after.earlier is not None and after.sent is not None
    told = {each.name: (each.before, each.after) for each in differences(after.earlier, after.sent)}
    assert told == {
        "Hours": ("20 a week (0.5405 of full time)", "25 a week (0.6757 of full time)"),
        "Depends on": ("References; PVG scheme membership", "References"),
    }
    assert names("jo@test.example") == ["offer_made", "offer_accepted", "offer_changed"]


def test_terms_that_were_changed_meanwhile_are_not_accepted(recruiter: Staff, jo: Account) -> None:
    held = sent_to(recruiter, interviewed(jo))
    seen = as_read_by(Candidate(jo.id), held)
    db.session.expunge(seen.offer)
    write_terms(recruiter, as_read_by(recruiter, held), some_terms(hours=25))
    send(recruiter, as_read_by(recruiter, held))
    with pytest.raises(IllegalMove):
        accept(Candidate(jo.id), seen)


def test_another_first_day_is_agreed_before_the_offer_is_confirmed(recruiter: Staff, jo: Account) -> None:
    held, person = sent_to(recruiter, interviewed(jo)), Candidate(jo.id)
    day = clock.today() + 70 * DAY
    accept(person, as_read_by(person, held), wished_start=day)
    (letter,) = letters_to("hr@fife.example")
    assert letter.facts is not None
    assert (letter.name, str(day.year) in letter.facts["wish"]) == ("offer_answered", True)
    held = as_read_by(recruiter, held)
    assert (held.offer.starts_on, held.offer.wished_start) == (None, day)
    with pytest.raises(Refused, match="first day"):
        confirm(recruiter, held, ["References", "PVG scheme membership"])
    agree_start(recruiter, held, day)
    with pytest.raises(Refused, match="in order"):
        confirm(recruiter, held, ["References"])
    with pytest.raises(Refused, match="in order"):
        confirm(recruiter, held, ["References", "PVG scheme membership"])
    clear_checks(held.application)
    confirm(recruiter, held, ["References", "PVG scheme membership"], message="Ask for Morag.")
    assert (held.offer.state, held.offer.starts_on) == ("unconditional", day)
    assert names("jo@test.example")[-2:] == ["offer_start_agreed", "offer_confirmed"]


def test_an_administrator_confirms_despite_a_check_and_never_despite_the_law(recruiter: Staff, jo: Account) -> None:
    held, person = sent_to(recruiter, interviewed(jo), conditions=[]), Candidate(jo.id)
    accept(person, as_read_by(person, held))
    administrator = as_staff(an_organisation(), Role.ADMINISTRATOR)
    held = as_read_by(administrator, held)
    with pytest.raises(Refused, match="nobody before those that the law asks for"):
        confirm(administrator, held, [], despite="They start on Monday")
    clear_checks(held.application, but="reference")
    with pytest.raises(Refused, match="Administrators alone"):
        confirm(recruiter, held, [], despite="They start on Monday")
    confirm(administrator, held, [], despite="The referee is abroad until May")
    acts = visible(recruiter, Act).where(Act.noun == "offer", Act.act == "confirm_despite_checks")
    assert [act.reason for act in db.session.scalars(acts)] == ["The referee is abroad until May"]


def test_no_with_a_reason_frees_the_post_for_another(recruiter: Staff, jo: Account) -> None:
    held, person = sent_to(recruiter, interviewed(jo)), Candidate(jo.id)
    decline_offer(person, as_read_by(person, held), why="pay", words="Too little for the journey.")
    stored = as_read_by(recruiter, held)
    assert (stored.offer.state, stored.offer.why_declined) == ("declined", "pay")
    assert stored.application.state == "declined"
    assert names("hr@fife.example") == ["offer_answered"]
    assert names("jo@test.example")[-1] == "offer_declined"
    vacancy = one_visible(recruiter, Vacancy, Vacancy.id == held.application.vacancy_id)
    assert sent_to(recruiter, an_application(vacancy, state="interview")).offer.state == "conditional"


def test_more_offers_than_posts_are_sent_knowingly_alone(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation(), posts=2, posts_filled=1)
    sent_to(recruiter, an_application(vacancy, state="interview"))
    other = an_application(vacancy, state="interview")
    with pytest.raises(MoreThanPosts, match="2 posts: 1 filled and 1 offered already"):
        sent_to(recruiter, other)
    held = sent_to(recruiter, other, knowing=True)
    acts = visible(recruiter, Act).where(Act.noun == "offer", Act.row_id == held.offer.id)
    assert "offer_beyond_posts" in [act.act for act in db.session.scalars(acts)]


def test_the_answer_counts_until_the_minute_that_the_letter_names(recruiter: Staff, jo: Account) -> None:
    late = an_offer_to(interviewed(jo), answer_by=clock.now() - timedelta(minutes=2))
    held = the_offer(Candidate(jo.id), late.id)
    with pytest.raises(Refused, match="has passed"):
        accept(Candidate(jo.id), held)
    db.session.commit()
    tend_offers()
    assert the_offer(recruiter, late.id).offer.state == "lapsed"
    assert names("jo@test.example") == ["offer_lapsed"]


def test_a_reminder_goes_out_once(recruiter: Staff, jo: Account) -> None:
    an_offer_to(interviewed(jo), answer_by=clock.now() + DAY, made_by=recruiter.person)
    for _ in range(2):
        tend_offers()
    assert names("jo@test.example") == ["offer_due"]


def test_more_time_after_it_lapsed(recruiter: Staff, jo: Account) -> None:
    application = an_application(a_vacancy(an_organisation()), account=jo, state="offered")
    offer = an_offer_to(application, "lapsed", answer_by=clock.now() - DAY)
    write_terms(recruiter, the_offer(recruiter, offer.id), some_terms())
    send(recruiter, the_offer(recruiter, offer.id))
    assert the_offer(Candidate(jo.id), offer.id).offer.state == "conditional"


def test_who_withdraws_the_application_ends_the_offer_too(recruiter: Staff, jo: Account) -> None:
    held, person = sent_to(recruiter, interviewed(jo)), Candidate(jo.id)
    withdraw(person, the_application(person, held.application.id))
    db.session.commit()
    tend_offers()
    assert as_read_by(recruiter, held).offer.state == "ended"


def test_terms_whose_days_have_passed_are_not_sent(recruiter: Staff, jo: Account) -> None:
    application = interviewed(jo)
    offer = draft_offer(recruiter, application)
    with pytest.raises(Refused, match="Write what you offer first"):
        send(recruiter, the_offer(recruiter, offer.id))
    write_terms(recruiter, the_offer(recruiter, offer.id), some_terms(answer_by=clock.now() - DAY))
    with pytest.raises(Refused, match="by which to answer has passed"):
        send(recruiter, the_offer(recruiter, offer.id))
    write_terms(recruiter, the_offer(recruiter, offer.id), some_terms(starts_on=clock.today()))
    with pytest.raises(Refused, match="first day has passed"):
        send(recruiter, the_offer(recruiter, offer.id))
    assert names("jo@test.example") == []


def test_one_offer_stands_of_an_application(recruiter: Staff, jo: Account) -> None:
    application = interviewed(jo)
    for _ in range(2):
        draft_offer(recruiter, application)
    standing = visible(System("letters"), Offer).where(Offer.application_id == application.id)
    assert len(db.session.scalars(standing).all()) == 1
