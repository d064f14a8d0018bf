"""Whatever happens to an application, in whichever order, by whomever: the table holds, and nobody is named early."""

import random

import pytest

from recruitment.applications.actions import advance
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.lifecycle import APPLICATION, ENDED, FROM_HOLD, OPEN, STATE_NAMES, fits_hold
from recruitment.applications.queries import the_application, whole_application
from recruitment.applications.tables import Application, Contact, Declaration, RefereeCopy, Support
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, Viewer
from recruitment.extensions import db
from recruitment.selection.rules import can_move, open_moves
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

SENT = sorted(set(APPLICATION.states) - {"draft"})
HIDING = {"nothing": {}, "names": {"hides_names": True}, "dates": {"hides_names": True, "hides_dates": True}}
STAFF = tuple(Role)
STEPS = 14


@pytest.mark.parametrize("state", SENT)
@pytest.mark.parametrize("held_from", [None, *FROM_HOLD])
def test_the_buttons_are_what_can_be_done(state: str, held_from: str | None) -> None:
    if (state == "held") != (held_from is not None):
        return
    application = Application(state=state, held_from=held_from)
    for role in (*STAFF, "candidate", "system"):
        offered = {move.act for move in open_moves(application, {role})}
        for act in APPLICATION.acts:
            move = APPLICATION.find(state, act)
            assert (act in offered) == (move is not None and role in move.by and can_move(application, act))


def test_on_hold_leads_back_to_where_it_came_from_alone() -> None:
    back = {}
    for state in FROM_HOLD:
        held = [move for move in APPLICATION.open_to("held", STAFF) if move.act in ("take_up", "relist")]
        back[state] = [move.target for move in held if fits_hold(state, move.act)]
    assert back == {state: [state] for state in FROM_HOLD}
    assert "held" in OPEN
    assert STATE_NAMES.keys() == set(APPLICATION.states)


def viewer_of(role: Role | str, application: Application, people: dict[Role, Staff]) -> Viewer:
    return Candidate(application.account_id) if role == "candidate" else people[Role(role)]


def a_cast(vacancy: Vacancy) -> dict[Role, Staff]:
    """One of each role, the panel member with a seat."""
    fife = an_organisation()
    people = {role: as_staff(fife, role) for role in STAFF}
    person = people[Role.PANEL_MEMBER].person
    db.session.add(PanelSeat(organisation_id=fife.id, vacancy_id=vacancy.id, account_id=person))
    db.session.commit()
    return people


@pytest.mark.parametrize("hiding", HIDING)
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
def test_any_walk(database: None, hiding: str, seed: int) -> None:
    dice = random.Random(seed)
    vacancy = a_vacancy(an_organisation(), **HIDING[hiding])
    application, people = an_application(vacancy, needs="A step-free room"), a_cast(vacancy)
    for _ in range(STEPS):
        act, role = dice.choice(APPLICATION.acts), dice.choice((*STAFF, "candidate"))
        viewer, before, held_from = viewer_of(role, application, people), application.state, application.held_from
        known_since = application.shortlisted_at
        move = APPLICATION.find(before, act)
        may = move is not None and role in move.by and fits_hold(held_from, act)
        try:
            advance(viewer, application, act, reason="Because")
            db.session.commit()
            assert may, f"{role} made {act} from {before}"
            assert application.state == move.target
        except (IllegalMove, Refused, NotVisible):
            db.session.rollback()
            assert not may, f"{role} may {act} from {before}"
            assert application.state == before
        hold_whatever(application, people, vacancy, known_since)
        if application.state in ENDED and dice.random() < 0.7:
            application = an_application(vacancy, state=dice.choice(("submitted", "held")), needs="A step-free room")


def hold_whatever(application: Application, people: dict[Role, Staff], vacancy: Vacancy, known_since: object) -> None:
    """What is true of every application at any moment, as each of the staff reads it."""
    db.session.expire_all()
    stored = the_application(people[Role.RECRUITER], application.id)
    assert (stored.state == "held") == (stored.held_from is not None)
    assert (stored.state in ENDED) == (stored.ended_at is not None)
    assert known_since is None or stored.shortlisted_at == known_since, "once known stays known"
    is_known = not vacancy.hides_names or stored.shortlisted_at is not None
    for role in (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER, Role.PANEL_MEMBER):
        viewer = people[role]
        assert reached(viewer, Contact, application) == is_known
        assert reached(viewer, History, application) == is_known
        assert reached(viewer, Outline, application) == vacancy.hides_names
        whole = whole_application(viewer, application.id)
        said = str([whole.history.employment, whole.name])
        assert ("Example School" in said) == (is_known or not vacancy.hides_dates)
        assert ("2021" in said) == (is_known or not vacancy.hides_dates)
        assert (whole.name == f"Applicant {application.reference}") == (not is_known)
    for part in (RefereeCopy, Declaration, Support):
        assert reached(people[Role.RECRUITER], part, application) == is_known
    with pytest.raises(NotVisible):
        the_application(people[Role.APPROVER], application.id)


def reached(viewer: Staff, part: type, application: Application) -> bool:
    return bool(db.session.scalars(visible(viewer, part).where(part.application_id == application.id)).all())
