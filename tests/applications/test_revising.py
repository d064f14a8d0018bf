"""Changed terms of an advert where people have begun to apply: what they answered, and what is asked anew."""

import pytest

from recruitment.applications.draft_actions import declare
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.revising import is_answered, number_declared, put_live
from recruitment.applications.rules import is_declared
from recruitment.applications.tables import Declaration
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.parts import CRITERIA, rows_kept
from recruitment.vacancies.queries import advert_of, criteria_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.revisions import an_approved_revision
from tests.builders.vacancies import a_complete_vacancy

KEEPING = System("keeping")
WHY = "The post works with children."


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def ann(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def checked(fife: Organisation, level: str) -> Vacancy:
    workforce = "children" if level == "pvg" else None
    return a_complete_vacancy(fife, state="published", disclosure_level=level, disclosure_workforce=workforce)


def put(ann: Staff, live: Vacancy) -> None:
    put_live(ann, advert_of(ann, live.id).vacancy, WHY)
    db.session.commit()
    db.session.expire_all()


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        # (what is asked is another thing now: asked anew, their words kept), (nothing may be asked), (the same)
        ("level_1", "pvg", ("", "A fine in 2025.")),
        ("pvg", "level_1", ("", "A fine in 2025.")),
        ("level_1", "none", ("", "")),
        ("level_2", "pvg", ("yes", "A fine in 2025.")),
    ],
)
def test_drafts_are_asked_anew_where_the_law_lets_the_post_ask_something_else(
    fife: Organisation, ann: Staff, before: str, after: str, left: tuple[str, str]
) -> None:
    live = checked(fife, before)
    draft = a_draft(live)
    candidate = Candidate(draft.account_id)
    said = {"convictions": "yes", "convictions_detail": "A fine in 2025."}
    declare(candidate, draft, related="no", right_to_work="yes", **said)
    db.session.commit()
    workforce = "children" if after == "pvg" else None
    an_approved_revision(ann, live, {"checks": {"disclosure_level": after, "disclosure_workforce": workforce}})
    put(ann, live)
    declared = draft_of(candidate, draft.id).declaration
    assert declared is not None
    assert (declared.convictions, declared.convictions_detail) == left
    assert (declared.related, declared.right_to_work) == ("no", "yes")
    assert is_declared(declared, after) is (after == "none" or left[0] == "yes")


def test_what_was_sent_stays_as_it_was_sent(fife: Organisation, ann: Staff) -> None:
    live = checked(fife, "level_1")
    sent = an_application(live)
    held = changing(KEEPING, Declaration).where(Declaration.application_id == sent.id)
    db.session.execute(held.values(convictions="no"))
    db.session.commit()
    an_approved_revision(ann, live, {"checks": {"disclosure_level": "pvg", "disclosure_workforce": "adults"}})
    assert number_declared(live.id) == 1
    put(ann, live)
    declared = db.session.scalars(visible(KEEPING, Declaration).where(Declaration.application_id == sent.id)).one()
    assert declared.convictions == "no"


def test_whoever_has_begun_keeps_the_criteria_that_they_answer(fife: Organisation, ann: Staff) -> None:
    live = checked(fife, "none")
    assert not is_answered(live.id)
    rows = rows_kept(CRITERIA, criteria_of(ann, live.id))
    an_approved_revision(ann, live, {"criteria": {CRITERIA: rows[:1]}})
    a_draft(live)
    assert is_answered(live.id)
    with pytest.raises(Refused, match="they can be reworded"):
        put(ann, live)
    db.session.rollback()
    assert len(criteria_of(ann, live.id)) == 2
