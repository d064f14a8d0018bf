"""Pre-employment checks: planned by the post, moved by those who may, each day kept beside the moment of entry."""

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.tables import Account
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, Role, Staff, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.offers.check_actions import Said, act_on_check, add_check, note_on_check, start_checks
from recruitment.offers.check_lifecycle import CHECK, DONE, UNSETTLED
from recruitment.offers.check_queries import blockers, checks_of, steps_of, the_check
from recruitment.offers.check_rules import acts_open, may_waive, planned, wrong_date
from recruitment.offers.check_tables import Check
from recruitment.organisations.actions import change_local_rules
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.letters import letters_to
from tests.builders.offers import sent_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]
OTHER = "orkney-islands-council"
TODAY = date(2026, 6, 4)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


@pytest.fixture
def chosen() -> Account:
    return an_account("jo@test.example")


def offered(recruiter: Staff, account: Account, **facts: object) -> Application:
    post = a_vacancy(an_organisation(), **{"disclosure_level": "pvg", "disclosure_workforce": "children", **facts})
    application = an_application(post, account=account, state="interview")
    sent_to(recruiter, application, message="Well done.")
    return the_application(recruiter, application.id)


def kinds(checks: list[Check]) -> list[str]:
    return [check.kind for check in checks]


def one(viewer: Viewer, application: Application, kind: str) -> Check:
    return next(check for check in checks_of(viewer, application.id) if check.kind == kind)


def names(email: str) -> list[str]:
    return [letter.name for letter in letters_to(email)]


def test_an_offer_starts_what_the_post_asks_for(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen, registration="gtcs")
    checks = checks_of(recruiter, application.id)
    assert kinds(checks) == [
        "reference", "reference", "disclosure", "right_to_work", "registration", "qualifications", "fitness",
    ]  # fmt: skip
    disclosure = one(recruiter, application, "disclosure")
    assert (disclosure.level, disclosure.workforce) == ("pvg", "children")
    assert blockers(recruiter, application) == checks
    start_checks(recruiter, application)
    assert len(checks_of(recruiter, application.id)) == len(checks)


def test_nothing_is_checked_before_an_offer(recruiter: Staff) -> None:
    application = an_application(a_vacancy(an_organisation()), state="interview")
    with pytest.raises(Refused, match="begin with an offer"):
        start_checks(recruiter, application)
    with pytest.raises(IllegalMove):
        add_check(recruiter, application, "Occupational health", is_required=True)
    assert checks_of(recruiter, application.id) == []


def test_the_councils_rules_decide_on_references_and_fitness(recruiter: Staff, chosen: Account) -> None:
    administrator = as_staff(an_organisation(), Role.ADMINISTRATOR)
    change_local_rules(administrator, an_organisation(), references_wanted=1, asks_fitness=False)
    found = kinds(checks_of(recruiter, offered(recruiter, chosen).id))
    assert found.count("reference") == 1 and "fitness" not in found


def test_a_driving_licence_is_checked_where_the_post_asks_for_one() -> None:
    post = a_vacancy(an_organisation())
    for text in ("A full UK driving licence", "Holds a driver’s licence", "driving license (category D1)"):
        assert "driving" in [each.kind for each in planned(post, [text], references=2, asks_fitness=True)]
    for text in ("Experience of driving change", "A licence to sell alcohol"):
        assert "driving" not in [each.kind for each in planned(post, [text], references=2, asks_fitness=True)]


def test_social_care_may_start_before_registration_and_teachers_not() -> None:
    for body, blocks in (("sssc", False), ("gtcs", True), ("nmc", True)):
        post = a_vacancy(an_organisation(), registration=body)
        found = {each.kind: each for each in planned(post, [], references=0, asks_fitness=False)}
        assert found["registration"].is_required is blocks


# Every state × act × who: exactly the moves of the table, and each leaves its trace.
WHO: dict[str, tuple[Viewer, set[object]]] = {
    **{role.value: (as_staff, {role}) for role in Role},  # type: ignore[dict-item]
    "system": (System("letters"), {"system"}),
    "candidate": (Candidate(1), {"candidate"}),
    "token": (TokenHolder("reference", 1), {"token"}),
}
DATES = {"asked_on": TODAY, "received_on": TODAY}


def standing_at(state: str, recruiter: Staff, account: Account) -> Check:
    application = offered(recruiter, account)
    check = one(recruiter, application, "qualifications")
    settled = TODAY if state not in UNSETTLED else None
    placed = changing(recruiter, Check).where(Check.id == check.id)
    db.session.execute(placed.values(state=state, settled_on=settled, **DATES))
    return the_check(recruiter, check.id)


@pytest.mark.parametrize("state", CHECK.states)
def test_every_state_act_and_role(state: str, recruiter: Staff, chosen: Account) -> None:
    check = standing_at(state, recruiter, chosen)
    for act, who in product(CHECK.acts, WHO):
        viewer, standings = WHO[who]
        if callable(viewer):
            viewer = as_staff(an_organisation(), *standings)
        move = CHECK.find(state, act)
        facts = {"settled_on": TODAY if move and move.target not in UNSETTLED else None, **DATES}
        may = move is not None and not move.by.isdisjoint(standings)
        point = db.session.begin_nested()
        if may:
            made = make_move(viewer, check, CHECK, act, reason="so", **facts)
            assert (made.target, check.state) == (move.target, move.target)
            db.session.flush()
        else:
            with pytest.raises((IllegalMove, Refused)):
                make_move(viewer, check, CHECK, act, reason="so", **facts)
        point.rollback()
        check = the_check(recruiter, check.id)
        assert check.state == state


def test_only_checkers_of_the_council_act(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = one(recruiter, application, "fitness")
    manager = as_staff(an_organisation(), Role.HIRING_MANAGER)
    assert blockers(manager, application)
    with pytest.raises(Refused):
        act_on_check(manager, application, check, "clear", Said())
    panel = as_staff(an_organisation(), Role.PANEL_MEMBER)
    assert checks_of(panel, application.id) == []
    assert checks_of(as_staff(an_organisation(OTHER)), application.id) == []
    with pytest.raises(NotVisible):
        the_check(as_staff(an_organisation(OTHER)), check.id)
    assert checks_of(Candidate(chosen.id), application.id)
    assert checks_of(Candidate(an_account().id), application.id) == []


def test_asking_tells_the_candidate_what_to_do(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    act_on_check(
        recruiter, application, one(recruiter, application, "disclosure"), "ask", Said(told="Look for a link.")
    )
    letter = letters_to("jo@test.example")[-1]
    assert letter.facts is not None
    assert (letter.name, letter.facts["message"]) == ("check_asked", "Look for a link.")
    assert letter.facts["link"].endswith(f"/candidate/applications/{application.id}/your-checks")


def test_the_candidate_hears_once_when_all_is_done(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    for check in blockers(recruiter, application):
        assert "checks_done" not in names("jo@test.example")
        if check.kind == "reference":
            act_on_check(recruiter, application, check, "waive", Said(reason="Known to us."))
        else:
            act_on_check(recruiter, application, check, "clear", Said())
    assert names("jo@test.example").count("checks_done") == 1
    assert blockers(recruiter, application) == []
    assert all(check.state in DONE for check in checks_of(recruiter, application.id))


def test_what_was_not_cleared_goes_on_blocking(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = one(recruiter, application, "qualifications")
    with pytest.raises(Refused, match="reason"):
        act_on_check(recruiter, application, check, "fail", Said())
    act_on_check(recruiter, application, check, "fail", Said(reason="No certificate."))
    assert check.id in {each.id for each in blockers(recruiter, application)}


@pytest.mark.parametrize("kind", ["disclosure", "right_to_work"])
def test_what_the_law_asks_for_is_never_waived(kind: str, recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = one(recruiter, application, kind)
    with pytest.raises(Refused, match="The law asks"):
        act_on_check(recruiter, application, check, "waive", Said(reason="We know them."))
    moves = CHECK.open_to(check.state, frozenset({Role.RECRUITER}))
    assert "waive" not in [move.act for move in acts_open(check.kind, check.level, check.state, moves)]
    waived = changing(recruiter, Check).where(Check.id == check.id).values(state="not_needed", settled_on=TODAY)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(waived)


def test_a_level_without_regulated_work_may_be_waived(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen, disclosure_level="level_1", disclosure_workforce=None)
    act_on_check(recruiter, application, one(recruiter, application, "disclosure"), "waive", Said(reason="Held here."))
    assert may_waive("disclosure", "level_1") and not may_waive("disclosure", "pvg")


def test_a_day_in_the_past_is_kept_beside_the_moment_of_entry(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = one(recruiter, application, "right_to_work")
    told = clock.today() - timedelta(days=20)
    act_on_check(recruiter, application, check, "clear", Said(on=told))
    (step,) = steps_of(recruiter, application.id)[check.id]
    assert (step.happened_on, clock.local(step.entered_at).date()) == (told, clock.today())
    assert step.was_entered_late and check.settled_on == told and check.received_on == told
    act_on_check(recruiter, application, check, "reopen", Said(reason="Share code was another’s."))
    assert (check.state, check.settled_on, check.received_on) == ("needed", None, None)
    assert [each.act for each in steps_of(recruiter, application.id)[check.id]] == ["clear", "reopen"]


def test_days_run_forward() -> None:
    assert wrong_date("ask", TODAY, TODAY, None, None) == ""
    assert wrong_date("ask", TODAY, YESTERDAY, None, None)
    assert wrong_date("receive", YESTERDAY, TODAY, TODAY, None)
    assert wrong_date("clear", YESTERDAY, TODAY, None, TODAY)
    assert wrong_date("clear", TODAY, TODAY, YESTERDAY, TODAY) == ""


def test_no_reason_stands_in_the_record_of_acts(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = one(recruiter, application, "fitness")
    act_on_check(recruiter, application, check, "fail", Said(reason="Back injury"))
    told = visible(recruiter, Act).where(Act.noun == Check.__tablename__, Act.row_id == check.id)
    acts = db.session.scalars(told.order_by(Act.id)).all()
    assert [act.act for act in acts] == ["start_check", "fail"] and "Back injury" not in str(acts[-1].reason)


def test_a_number_is_kept_of_a_register_alone(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen, registration="sssc")
    registration, disclosure = (one(recruiter, application, kind) for kind in ("registration", "disclosure"))
    for check in (registration, disclosure):
        act_on_check(recruiter, application, check, "receive", Said(number="1234567", expires_on=date(2031, 1, 1)))
    assert (registration.number, disclosure.number) == ("1234567", "")
    note_on_check(recruiter, application, disclosure, Said(note="Seen by two of us."))
    assert the_check(recruiter, disclosure.id).note == "Seen by two of us."


def test_nobody_acts_once_the_applicant_has_gone(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = one(recruiter, application, "fitness")
    gone = changing(System("letters"), Application).where(Application.id == application.id)
    db.session.execute(gone.values(state="declined", ended_at=clock.now()))
    with pytest.raises(IllegalMove):
        act_on_check(recruiter, application, check, "clear", Said())


def test_two_at_once_move_it_once(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = one(recruiter, application, "fitness")
    beaten = changing(recruiter, Check).where(Check.id == check.id)
    db.session.execute(beaten.values(state="received", received_on=TODAY))
    with pytest.raises(IllegalMove):
        act_on_check(recruiter, application, check, "ask", Said())


def test_a_check_of_the_councils_own(recruiter: Staff, chosen: Account) -> None:
    application = offered(recruiter, chosen)
    check = add_check(recruiter, application, "Hearing test", is_required=False)
    assert check.id not in {each.id for each in blockers(recruiter, application)}
    with pytest.raises(Refused):
        add_check(recruiter, application, " ", is_required=True)
    manager: Staff = as_staff(an_organisation(), Role.HIRING_MANAGER)
    with pytest.raises(Refused):
        add_check(manager, application, "Another", is_required=True)
