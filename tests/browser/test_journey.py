"""The whole journey in a real browser: an advert from its first word to the appointment, and what it cost.

Every page that the walk meets is held to WCAG 2.2 AA, to the width of its window, to a silent console and to answered
requests (watching.py), on a wide and a narrow screen, with JavaScript and without.
"""

from decimal import Decimal

import pytest

from recruitment.demonstration import PASSWORD
from recruitment.demonstration.vacancies import SKETCHES
from tests.browser import analyst as cosla
from tests.browser import approver as approving
from tests.browser import candidate as applying
from tests.browser import hiring, jobseeker, recruiter
from tests.browser.desks import Arrive, at_desk
from tests.browser.mailbox import open_letter
from tests.browser.recruiter import Post
from tests.browser.visitor import Device, Visitor

# What differs between the walks: the device, and a word by which the advert of the walk is told from the others'.
WALKS = {
    "Kestrel": Device("wide", 1280, 900),
    "Plover": Device("narrow", 360, 740),
    "Curlew": Device("wide without JavaScript", 1280, 900, has_scripts=False),
    "Dunlin": Device("narrow without JavaScript", 360, 740, has_scripts=False),
}
MAIN = "Kestrel"
REASON = "Say in the summary that the work is outdoors."
MESSAGE = "Bring stout boots."
MEDIUM, NET, VAT = "Broadcast or outdoor", Decimal("1234.50"), Decimal("246.90")
# A vacancy of another council, which the demonstration holds, and what its application asks.
OTHER_TITLE = "Library Assistant (made up for this demonstration)"
OTHER_COUNCIL, OTHER_SLUG = "Fife Council", "fife-council"
OTHER_ASKED = tuple(text for text, _ in next(each for each in SKETCHES if each.council == OTHER_SLUG).criteria)

walks = [
    pytest.param(word, device, id=device.name.replace(" ", "-"), marks=() if word == MAIN else pytest.mark.slow)
    for word, device in WALKS.items()
]


@pytest.mark.parametrize(("word", "device"), walks)
def test_the_whole_journey(arrive: Arrive, word: str, device: Device) -> None:
    post = Post(f"{word} Warden", "East Lothian Council", "east-lothian-council", "Haddington", "EH41 3HA")
    email = f"{word.lower()}@demo.example"
    staff = at_desk(arrive, device, f"recruiter@{post.council_slug}.demo.example")
    approver = at_desk(arrive, device, f"approver@{post.council_slug}.demo.example")
    path = an_advert_is_approved_and_published(staff, approver, post)
    anyone_finds_it(arrive(device), post)
    candidate = arrive(device)
    references = a_candidate_applies_twice(candidate, post, path, email)
    the_candidate_is_appointed(staff, candidate, post, email, references[0])
    other_staff = at_desk(arrive, device, f"recruiter@{OTHER_SLUG}.demo.example")
    the_other_council_chooses_somebody_else(other_staff, candidate, email, references[1])
    the_candidate_sees_both(candidate, post, references)
    cosla_sees_what_it_cost(staff, arrive(device), post)


def an_advert_is_approved_and_published(staff: Visitor, approver: Visitor, post: Post) -> str:
    recruiter.begin_advert(staff, post)
    recruiter.write_advert(staff, post)
    recruiter.send_for_approval(staff, post)
    approving.return_advert(approver, post, REASON)
    recruiter.mend_returned_advert(staff, post, REASON)
    recruiter.send_for_approval(staff, post)
    approving.approve_advert(approver, post)
    return recruiter.publish(staff, post)


def anyone_finds_it(anyone: Visitor, post: Post) -> None:
    """Reading sets no cookie, however far the way."""
    anyone.await_page(f"/vacancies?q={post.title}", f">{post.title}</a>")
    jobseeker.find_vacancy(anyone, post)
    jobseeker.read_vacancy(anyone, post)
    jobseeker.finds_nothing_elsewhere(anyone, post)
    jobseeker.read_register(anyone)
    assert anyone.context.cookies() == []


def a_candidate_applies_twice(candidate: Visitor, post: Post, path: str, email: str) -> tuple[str, str]:
    candidate.open(path)
    applying.register(candidate, email)
    applying.tell_profile(candidate)
    first = applying.apply(candidate, path, post.title, recruiter.IN_WRITING)
    open_letter(candidate, email, f"We have your application: {post.title}, {post.council}")
    candidate.sees(first)
    candidate.open("/vacancies")
    candidate.fill({"What": OTHER_TITLE})
    candidate.press("Search jobs")
    candidate.follow(OTHER_TITLE)
    candidate.sees(OTHER_COUNCIL)
    second = applying.apply(candidate, candidate.page.url, OTHER_TITLE, OTHER_ASKED)
    open_letter(candidate, email, f"We have your application: {OTHER_TITLE}, {OTHER_COUNCIL}")
    assert first != second
    return first, second


def the_candidate_is_appointed(staff: Visitor, candidate: Visitor, post: Post, email: str, reference: str) -> None:
    """Each move shows on the candidate's page and comes by letter."""
    about = f"{post.title}, {post.council}"
    hiring.open_applicant(staff, post.title, applying.NAME, reference, recruiter.IN_WRITING)
    hiring.shortlist(staff, applying.NAME, MESSAGE)
    open_letter(candidate, email, f"You are on the shortlist: {about}")
    candidate.sees(MESSAGE)
    applying.sees_state(candidate, post.title, "Shortlisted", MESSAGE)
    hiring.invite(staff, applying.NAME)
    open_letter(candidate, email, f"You are invited to an interview: {about}")
    candidate.sees("10:30am", "Made-up reserve, the hide")
    applying.sees_state(candidate, post.title, "Interview", "10:30am")
    hiring.offer(staff, applying.NAME)
    open_letter(candidate, email, f"You have an offer: {about}")
    applying.accept_offer(candidate, post.title)
    hiring.clear_checks(staff, applying.NAME)
    hiring.confirm(staff, applying.NAME)
    open_letter(candidate, email, f"Your offer is confirmed: {about}")
    hiring.appoint(staff, applying.NAME)
    open_letter(candidate, email, f"You are appointed: {about}")
    applying.sees_state(candidate, post.title, "Appointed", "You have the job")


def the_other_council_chooses_somebody_else(staff: Visitor, candidate: Visitor, email: str, reference: str) -> None:
    hiring.open_applicant(staff, OTHER_TITLE, applying.NAME, reference, OTHER_ASKED)
    hiring.reject(staff, applying.NAME, OTHER_ASKED[0])
    open_letter(candidate, email, f"Your application: {OTHER_TITLE}, {OTHER_COUNCIL}")
    candidate.sees(OTHER_ASKED[0])
    applying.sees_state(candidate, OTHER_TITLE, "Unsuccessful", OTHER_ASKED[0])


def the_candidate_sees_both(candidate: Visitor, post: Post, references: tuple[str, str]) -> None:
    candidate.follow("See what you sent")
    candidate.sees(references[1], applying.NAME, applying.ANSWER)
    candidate.menu("My applications")
    candidate.sees(post.title, OTHER_TITLE, *references)


def cosla_sees_what_it_cost(staff: Visitor, analyst: Visitor, post: Post) -> None:
    analyst.open("/cosla/figures/spend")
    analyst.sign_in("analyst@cosla.demo.example", PASSWORD)
    before = cosla.read_spend(analyst, post.council, MEDIUM)
    recruiter.record_placement(staff, post, medium=MEDIUM, net=f"{NET:,}", vat=f"{VAT}")
    choice = f"council={post.council_slug}&medium=broadcast_outdoor"
    analyst.await_page(f"/cosla/figures/spend?{choice}", f"{before + NET:,.2f}")
    assert cosla.read_spend(analyst, post.council, MEDIUM) == before + NET
