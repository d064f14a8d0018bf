"""References: nobody is asked against the candidate's wish, the link is the referee's alone, and every end is told."""

from datetime import timedelta
from itertools import product

import pytest

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.errors import DomainError, IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Candidate, Role, Staff, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.keeping.holdings import parts_of
from recruitment.offers.check_actions import Said, act_on_check
from recruitment.offers.check_queries import the_check
from recruitment.offers.reference_actions import (
    Came,
    Referee,
    agree,
    ask,
    enter,
    name_referee,
    refuse,
    replace_referee,
)
from recruitment.offers.reference_answers import attach_letter, give, save_draft
from recruitment.offers.reference_jobs import mind_references
from recruitment.offers.reference_lifecycle import REFERENCE
from recruitment.offers.reference_links import asked_by_link
from recruitment.offers.reference_queries import contact_of, reference_of, reference_request, requests_of
from recruitment.offers.reference_rules import (
    REMIND_AFTER,
)
from recruitment.offers.reference_tables import ReferenceRequest
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.checks import ROBIN, a_check, a_given, a_referee_asked, in_checks, link_of
from tests.builders.checks import asked as asked_of
from tests.builders.documents import a_pdf
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation

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


# Every state × act × who, by the table itself.
WHO: dict[str, set[object]] = {
    **{role.value: {role} for role in Role}, "system": {"system"}, "candidate": {"candidate"}, "token": {"token"},
}  # fmt: skip


@pytest.mark.parametrize("state", REFERENCE.states)
def test_every_state_act_and_role(state: str, recruiter: Staff, chosen: Account) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    placed = changing(recruiter, ReferenceRequest).where(ReferenceRequest.id == request.id)
    db.session.execute(placed.values(state=state))
    viewers: dict[str, Viewer] = {
        **{role.value: as_staff(an_organisation(), role) for role in Role},
        "system": System("letters"), "candidate": Candidate(chosen.id), "token": TokenHolder("reference", request.id),
    }  # fmt: skip
    for act, who in product(REFERENCE.acts, WHO):
        row, move = again(request), REFERENCE.find(state, act)
        point = db.session.begin_nested()
        if move is not None and not move.by.isdisjoint(WHO[who]):
            assert make_move(viewers[who], row, REFERENCE, act).target == again(request).state
        else:
            with pytest.raises((IllegalMove, Refused)):
                make_move(viewers[who], row, REFERENCE, act)
        point.rollback()
        assert again(request).state == state


def test_asking_writes_to_the_referee_and_moves_the_check(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    request = a_referee_asked(recruiter, application)
    (letter,) = letters_to(ROBIN_AT)
    assert letter.facts is not None
    assert letter.name == "reference_asked" and letter.facts["link"].endswith(link_of(request))
    assert the_check(recruiter, request.check_id).state == "asked"
    assert requests_of(as_staff(an_organisation(OTHER)), application.id) == {}


def test_nobody_is_asked_before_the_candidate_has_said_yes(recruiter: Staff, chosen: Account) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen), ASK_FIRST)
    assert (request.state, names(ROBIN_AT)) == ("awaiting_yes", [])
    assert "reference_consent" in names("jo@test.example")
    with pytest.raises(IllegalMove):
        enter(recruiter, request, Came("post", clock.today(), "Very good."))
    with pytest.raises(NotVisible):
        asked_by_link(link_of(request))
    with pytest.raises(DomainError):
        agree(Candidate(an_account().id), again(request))
    agree(Candidate(chosen.id), again(request))
    assert (again(request).state, names(ROBIN_AT)) == ("sent", ["reference_asked"])
    assert "reference_news" in names("hr@fife.example")


def test_after_a_no_the_candidate_names_another(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    request = a_referee_asked(recruiter, application, ASK_FIRST)
    refuse(Candidate(chosen.id), request)
    other = Referee("Sam Other", "Colleague", email="sam@test.example")
    named = name_referee(
        Candidate(chosen.id), application, a_check(application), other, named_by="candidate", asked_by=recruiter.person
    )
    assert (named.state, names(ROBIN_AT), names("sam@test.example")) == ("named", [], [])
    ask(recruiter, named)
    assert names("sam@test.example") == ["reference_asked"]


def test_of_a_check_one_referee_is_asked_at_a_time(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    name_referee(recruiter, application, a_check(application), ROBIN, named_by="application")
    with pytest.raises(Refused, match="named for this reference already"):
        name_referee(recruiter, application, a_check(application), ROBIN, named_by="application")
    with pytest.raises(Refused):
        name_referee(as_staff(an_organisation(), Role.HIRING_MANAGER), application, a_check(application), ROBIN,
                     named_by="staff")  # fmt: skip


def test_without_an_address_no_link_is_sent(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    by_phone = Referee("Pat Phone", "Tutor", phone="01592 496 0000")
    request = name_referee(recruiter, application, a_check(application), by_phone, named_by="application")
    with pytest.raises(Refused, match="no email address"):
        ask(recruiter, request)
    enter(recruiter, request, Came("telephone", clock.today() - timedelta(days=3), "Good at the work."))
    assert the_check(recruiter, request.check_id).state == "received"


def test_what_is_typed_is_kept_and_read_by_nobody_else(recruiter: Staff, chosen: Account) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    save_draft(asked_of(request), {"capacity": ["Her manager <b>"], "began": ["13", "20x"]})
    held = reference_of(TokenHolder("reference", request.id), request.id)
    assert held is not None and held.typed["began"] == ["13", "20x"]
    assert reference_of(recruiter, request.id) is None
    assert reference_of(Candidate(chosen.id), request.id) is None
    with pytest.raises(Refused):
        save_draft(asked_of(request), {"more": ["x" * 100_001]})


def test_a_reference_given_is_read_by_those_who_hire_and_not_by_the_panel(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    request = a_given(recruiter, application)
    for reader in (recruiter, as_staff(an_organisation(), Role.HIRING_MANAGER)):
        found = reference_of(reader, request.id)
        assert found is not None and found.answers == [["How do you know them?", "I led their team."]]
    for stranger in (as_staff(an_organisation(), Role.PANEL_MEMBER), as_staff(an_organisation(OTHER))):
        assert reference_of(stranger, request.id) is None
    assert contact_of(as_staff(an_organisation(), Role.HIRING_MANAGER), request.id) is None
    assert the_check(recruiter, request.check_id).state == "received"
    assert names(ROBIN_AT) == ["reference_asked", "reference_thanks"]
    assert names("hr@fife.example") == ["reference_news"]


@pytest.mark.parametrize("in_confidence", [True, False])
def test_in_confidence_it_is_no_part_of_the_candidates_copy(
    recruiter: Staff, chosen: Account, in_confidence: bool
) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    attach_letter(asked_of(request), "letter.pdf", a_pdf("Good."))
    give(asked_of(request), [("How do you know them?", "I led their team.")], in_confidence=in_confidence)
    parts = {part.table: part for part in parts_of(Candidate(chosen.id))}
    assert ("reference" in parts, "reference_letter" in parts) == (not in_confidence, not in_confidence)
    assert "reference_request" in parts and "typed" not in parts["reference_request"].columns
    if not in_confidence:
        assert "I led their team." in str(parts["reference"].rows) and "typed" not in parts["reference"].columns


def test_two_reminders_then_none_and_whoever_asked_hears(
    recruiter: Staff, chosen: Account, later: list[timedelta]
) -> None:
    request = a_referee_asked(recruiter, in_checks(recruiter, account=chosen))
    mind_references()
    assert names(ROBIN_AT) == ["reference_asked"]
    for _ in range(6):
        later.append(REMIND_AFTER)
        for _ in range(2):
            mind_references()
    letters = letters_to(ROBIN_AT)
    assert [letter.name for letter in letters] == ["reference_asked", "reference_reminder", "reference_reminder"]
    assert [letter.facts["is_last"] for letter in letters if letter.facts] == [False, False, True]
    assert {letter.facts["link"] for letter in letters if letter.facts} == {letters[0].facts["link"]}  # type: ignore[index]
    assert names("hr@fife.example") == ["reference_news"]
    assert again(request).given_up_at is not None


def test_nobody_is_reminded_of_what_was_given(recruiter: Staff, chosen: Account, later: list[timedelta]) -> None:
    a_given(recruiter, in_checks(recruiter, account=chosen))
    later.append(2 * REMIND_AFTER)
    mind_references()
    assert names(ROBIN_AT) == ["reference_asked", "reference_thanks"]


def test_another_referee_takes_over(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    request = a_referee_asked(recruiter, application)
    replace_referee(recruiter, request, tells_candidate=True)
    assert asked_of(request).over == "ended" and the_check(recruiter, request.check_id).state == "needed"
    assert "referee_wanted" in names("jo@test.example")
    other = Referee("Sam Other", "Colleague", email="sam@test.example")
    ask(recruiter, name_referee(recruiter, application, a_check(application), other, named_by="staff"))
    assert [each.name for each in requests_of(recruiter, application.id)[request.check_id]] == [
        "Sam Other", "Robin Referee",
    ]  # fmt: skip


def test_a_reference_that_is_opened_again_is_there_to_judge(recruiter: Staff, chosen: Account) -> None:
    application = in_checks(recruiter, account=chosen)
    request = a_given(recruiter, application)
    check = the_check(recruiter, request.check_id)
    act_on_check(recruiter, application, check, "fail", Said(reason="It does not say when."))
    act_on_check(recruiter, application, check, "reopen", Said(reason="It does."))
    assert the_check(recruiter, check.id).state == "received"
    act_on_check(recruiter, application, the_check(recruiter, check.id), "clear", Said())
    assert the_check(recruiter, check.id).state == "cleared"
