"""A referee's link: it ends, it is one person's, and what is written by it is kept whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Staff, System, TokenHolder
from recruitment.extensions import db
from recruitment.offers.check_queries import the_check
from recruitment.offers.reference_actions import (
    Referee,
    renew,
)
from recruitment.offers.reference_answers import attach_letter, decline, give, save_draft
from recruitment.offers.reference_jobs import check_reference_letter
from recruitment.offers.reference_links import asked_by_link
from recruitment.offers.reference_queries import letter_bytes, letter_of, reference_of, reference_request
from recruitment.offers.reference_rules import (
    ABSENCE,
    LINK_WORKS,
    SAFEGUARDING,
    asked,
    needed,
    unexplained,
)
from recruitment.offers.reference_tables import Reference, ReferenceRequest
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.checks import a_given, a_referee_asked, in_checks, link_of
from tests.builders.checks import asked as asked_of
from tests.builders.documents import EICAR, a_pdf
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.core.scanner import a_scanner

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]
OTHER = "orkney-islands-council"
ROBIN_AT = "robin@test.example"
ASK_FIRST = Referee("Robin Referee", "Line manager", "Example School", ROBIN_AT, ask_first=True)


@pytest.fixture
def recruiter() -> Staff:
    person = a_member(an_organisation(), account=an_account("hr@fife.example"))
    return as_staff(an_organisation(), person=person.id)


@pytest.fixture
def chosen() -> Account:
    return an_account("jo@test.example")


def names(email: str) -> list[str]:
    return [letter.name for letter in letters_to(email)]


def again(request: ReferenceRequest) -> ReferenceRequest:
    return reference_request(System("keeping"), request.id)


def test_a_link_ends_with_its_time_its_use_and_its_renewal(
    recruiter: Staff, chosen: Account, later: list[timedelta]
) -> None:
    application = in_checks(recruiter, account=chosen)
    request = a_referee_asked(recruiter, application)
    first = link_of(request)
    assert asked_by_link(first).over == ""
    renew(recruiter, again(request))
    with pytest.raises(NotVisible):
        asked_by_link(first)
    second = link_of(again(request))
    later.append(LINK_WORKS)
    late = asked_by_link(second)
    assert (late.over, late.may_renew) == ("expired", True)
    with pytest.raises(IllegalMove):
        give(late, [("Q", "A")], in_confidence=True)
    renew(late.holder, late.request)
    third = asked_by_link(link_of(again(request)))
    give(third, [("Q", "A")], in_confidence=True)
    used = asked_by_link(link_of(again(request)))
    assert (used.over, used.may_renew) == ("given", False)
    for act in (lambda: give(used, [("Q", "B")], in_confidence=False), lambda: decline(used, ""),
                lambda: save_draft(used, {}), lambda: attach_letter(used, "a.pdf", a_pdf("x"))):  # fmt: skip
        with pytest.raises(IllegalMove):
            act()


def test_two_pages_of_one_link_give_one_reference(recruiter: Staff, chosen: Account) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    one, other = asked_of(request), asked_of(request)
    give(one, [("Q", "A")], in_confidence=True)
    with pytest.raises(IllegalMove):
        give(other, [("Q", "B")], in_confidence=True)


def test_a_link_opens_nothing_of_anybody_else(recruiter: Staff, chosen: Account) -> None:
    mine = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    theirs = a_given(recruiter, in_checks(recruiter))
    holder = TokenHolder("reference", mine.id)
    assert reference_of(holder, theirs.id) is None
    with pytest.raises(NotVisible):
        reference_request(holder, theirs.id)
    number, _, secret = link_of(mine).partition("-")
    for forged in (f"{theirs.id}-{secret}", f"{number}-2-{secret[2:]}", link_of(mine)[:-1], "x", f"{2**40}-{secret}"):
        with pytest.raises(NotVisible):
            asked_by_link(forged)
    with pytest.raises(NotVisible):
        db.session.scalars(visible(TokenHolder("assisted", mine.id), ReferenceRequest)).one_or_none() or _nobody()


def _nobody() -> None:
    raise NotVisible("nothing there")


def test_a_link_ends_with_the_offer(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    request = a_referee_asked(recruiter, application)
    gone = changing(System("letters"), Application).where(Application.id == application.id)
    db.session.execute(gone.values(state="declined", ended_at=clock.now()))
    assert asked_of(request).over == "ended"
    with pytest.raises(IllegalMove):
        give(asked_of(request), [("Q", "A")], in_confidence=True)


def test_a_referee_may_decline_and_the_candidate_is_not_told_why(recruiter: Staff, chosen: Account) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    save_draft(asked_of(request), {"capacity": ["Something half said"]})
    decline(asked_of(request), "We only confirm dates.")
    row = again(request)
    assert (row.state, row.decline_reason) == ("declined", "We only confirm dates.")
    assert the_check(recruiter, row.check_id).state == "needed"
    assert db.session.scalars(visible(System("keeping"), Reference)).all() == []
    told = [letter for letter in letters_to("jo@test.example") if letter.name == "referee_wanted"]
    assert len(told) == 1 and "dates" not in str(told[0].facts)
    assert "reference_news" in names("hr@fife.example")


def test_a_letter_is_known_by_its_content(recruiter: Staff, chosen: Account) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    for content, filename in ((b"MZ\x90", "letter.pdf"), (b"just words", "letter.txt"), (b"", "a.pdf"),
                              (b"\x89PNG\r\n", "letter.docx"), (b"%PDF-1.7" + b"x" * 6_000_000, "a.pdf")):  # fmt: skip
        with pytest.raises(Refused):
            attach_letter(asked_of(request), filename, content)
    assert letter_of(TokenHolder("reference", request.id), request.id) is None
    attach_letter(asked_of(request), "letter.exe", a_pdf("Good."))
    held = letter_of(TokenHolder("reference", request.id), request.id)
    assert held is not None and held.kind == "pdf"
    assert letter_of(recruiter, request.id) is None, "nobody reads it before it is given"
    give(asked_of(request), [], in_confidence=True)
    assert letter_of(recruiter, request.id) is not None


def test_neither_answer_nor_letter_is_no_reference(recruiter: Staff, chosen: Account) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    with pytest.raises(Refused):
        give(asked_of(request), [("Q", "")], in_confidence=True)


def test_questions_on_absence_and_safety_are_asked_where_the_law_lets_them() -> None:
    before = asked(is_regulated=False, is_after_offer=False)
    assert not {*ABSENCE, *SAFEGUARDING} & set(before)
    after = asked(is_regulated=True, is_after_offer=True)
    assert {*ABSENCE, *SAFEGUARDING} <= set(after)
    assert needed(is_regulated=True, has_letter=True) == {"unsuitable", "concerns"}
    assert needed(is_regulated=False, has_letter=True) == set()
    assert not {*ABSENCE} & needed(is_regulated=True, has_letter=False)


def test_a_yes_that_needs_words_asks_for_them() -> None:
    assert unexplained({"conduct": "yes", "conduct_detail": " ", "reemploy": "yes"}) == ("conduct_detail",)
    assert unexplained({"reemploy": "no", "reemploy_detail": "Left without notice."}) == ()


def test_a_letter_is_opened_by_nobody_before_the_scanner_has_passed_it(
    app: Flask, recruiter: Staff, chosen: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_scanner() as url:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], clamd_url=url))
        for content, state in ((a_pdf("Good."), "clean"), (a_pdf("Good.") + EICAR, "infected")):
            request = a_referee_asked(recruiter, in_checks(recruiter))
            letter = attach_letter(asked_of(request), "a.pdf", content)
            give(asked_of(request), [], in_confidence=True)
            db.session.commit()
            with pytest.raises(NotVisible):
                letter_bytes(recruiter, request.id)
            check_reference_letter(letter.id)
            held = letter_of(recruiter, request.id)
            assert held is not None and held.state == state
            if state == "clean":
                assert letter_bytes(recruiter, request.id)[1] == content
            else:
                with pytest.raises(NotVisible):
                    letter_bytes(recruiter, request.id)
