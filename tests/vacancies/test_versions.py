"""Every change of a draft keeps what stood there, and any of it comes back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import discarding, draft_actions
from recruitment.vacancies.draft_actions import CriterionLine, Overtaken, write_part
from recruitment.vacancies.parts import kept_whole, mark_of
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.version_actions import bring_back, set_aside
from recruitment.vacancies.version_queries import Change, changes, version_of
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_vacancy, a_version

pytestmark = pytest.mark.dialect


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


@pytest.fixture
def draft(fife: Organisation) -> Vacancy:
    return a_complete_vacancy(fife, state="draft")


def stands(viewer: Staff, vacancy: Vacancy) -> dict[str, dict[str, Any]]:
    db.session.flush()
    found = advert_of(viewer, vacancy.id)
    return kept_whole(found.vacancy, found.criteria, found.workplaces)


def all_changes(viewer: Staff, vacancy: Vacancy) -> list[Change]:
    db.session.flush()
    return list(changes(viewer, vacancy.id, most=100)[0])


def test_a_change_keeps_what_stood_there(recruiter: Staff, draft: Vacancy) -> None:
    draft_actions.change(recruiter, draft, "post", title="Street Cleaner")
    draft_actions.change(recruiter, draft, "post", title="Street Sweeper")
    draft_actions.change(recruiter, draft, "post", title="Street Sweeper")
    later, first = all_changes(recruiter, draft)
    assert (first.version.facts["title"], later.version.facts["title"]) == ("Cleaner", "Street Cleaner")
    assert first.after == later.version.facts
    assert later.after is None, "what followed stands still"
    assert {first.version.person, later.version.person} == {recruiter.person}


def test_parts_have_histories_of_their_own(recruiter: Staff, draft: Vacancy) -> None:
    draft_actions.change(recruiter, draft, "post", title="Street Cleaner")
    draft_actions.change(recruiter, draft, "about", summary="Keeps streets clean.")
    draft_actions.set_home_based(recruiter, draft)
    draft_actions.set_criteria(recruiter, draft, [CriterionLine("Can sweep", "essential", "test")])
    found = all_changes(recruiter, draft)
    assert [change.version.part for change in found] == ["criteria", "places", "about", "post"]
    assert all(change.after is None for change in found)
    assert [row["text"] for row in found[0].version.facts["criteria"]] == ["Criterion 1", "Criterion 2"]
    assert [row["label"] for row in found[1].version.facts["workplaces"]] == ["Fife"]


@pytest.mark.parametrize("part", PARTS)
def test_any_part_comes_back_as_it_was(recruiter: Staff, draft: Vacancy, part: str) -> None:
    changed: dict[str, dict[str, Any]] = {
        "post": {"title": "Other", "posts": 4},
        "about": {"duties": "", "in_gaelic": {"title": "Glanadair"}},
        "criteria": {"criteria": []},
        "questions": {"questions": [], "hides_names": True},
        "contract": {"hours_low": None, "patterns": [], "contract_type": None},
        "pay": {"pay_basis": None, "pay_low": None, "pay_high": None},
        "places": {"is_home_based": True, "workplaces": []},
        "checks": {"disclosure_level": "pvg", "disclosure_workforce": "both", "schemes": ["veterans"]},
        "dates": {"closes_at": None},
    }
    before = stands(recruiter, draft)
    write_part(recruiter, draft, part, changed[part])
    assert stands(recruiter, draft)[part] != before[part]
    (change,) = all_changes(recruiter, draft)
    bring_back(recruiter, draft, change.version)
    assert stands(recruiter, draft) == before
    again = all_changes(recruiter, draft)
    assert [each.version.how for each in again] == ["brought_back", "saved"]
    bring_back(recruiter, draft, again[0].version)
    assert stands(recruiter, draft)[part] != before[part], "what was brought back can be undone as well"


def test_the_second_of_two_writers_is_told(fife: Organisation, recruiter: Staff, draft: Vacancy) -> None:
    colleague = as_staff(fife, Role.HIRING_MANAGER)
    read_from = mark_of(stands(recruiter, draft)["about"])
    write_part(colleague, draft, "about", {"summary": "Theirs."}, read_from=read_from)
    with pytest.raises(Overtaken):
        write_part(recruiter, draft, "about", {"summary": "Mine."}, read_from=read_from)
    assert stands(recruiter, draft)["about"]["summary"] == "Theirs."


def test_other_parts_do_not_stand_in_each_others_way(fife: Organisation, recruiter: Staff, draft: Vacancy) -> None:
    before = stands(recruiter, draft)
    write_part(as_staff(fife, Role.HIRING_MANAGER), draft, "post", {"posts": 2}, read_from=mark_of(before["post"]))
    write_part(recruiter, draft, "about", {"summary": "Mine."}, read_from=mark_of(before["about"]))
    after = stands(recruiter, draft)
    assert (after["post"]["posts"], after["about"]["summary"]) == (2, "Mine.")


def test_what_is_set_aside_is_kept_beside_the_advert(recruiter: Staff, draft: Vacancy) -> None:
    before = stands(recruiter, draft)
    draft_actions.change(recruiter, draft, "about", summary="Theirs.")
    set_aside(recruiter, draft, "about", {"summary": "Mine."})
    draft_actions.change(recruiter, draft, "about", summary="Theirs, mended.")
    mended, aside, first = all_changes(recruiter, draft)
    assert (aside.version.how, aside.version.facts["summary"]) == ("set_aside", "Mine.")
    assert first.version.facts == before["about"]
    assert first.after == mended.version.facts, "what was set aside never stood there"
    bring_back(recruiter, draft, aside.version)
    assert stands(recruiter, draft)["about"]["summary"] == "Mine."


def test_while_somebody_types_one_version_a_sitting_is_kept(
    fife: Organisation, recruiter: Staff, draft: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("K", "Ke", "Keeps"):
        write_part(recruiter, draft, "about", {"summary": text}, how="by_itself")
    write_part(as_staff(fife, Role.RECRUITER), draft, "about", {"summary": "Keeps it"}, how="by_itself")
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    write_part(recruiter, draft, "about", {"summary": "Keeps it up"}, how="by_itself")
    kept_texts = [change.version.facts["summary"] for change in all_changes(recruiter, draft)]
    assert kept_texts == ["Keeps it", "Keeps", "Keeps a school clean."]


def test_what_was_sent_is_not_brought_back_into(fife: Organisation, recruiter: Staff) -> None:
    sent = a_vacancy(fife, state="awaiting_approval")
    with pytest.raises(IllegalMove):
        bring_back(recruiter, sent, a_version(recruiter, sent))


def test_who_does_not_write_brings_nothing_back(fife: Organisation, recruiter: Staff, draft: Vacancy) -> None:
    version = a_version(recruiter, draft)
    with pytest.raises(Refused):
        bring_back(as_staff(fife, Role.APPROVER), draft, version)
    with pytest.raises(Refused):
        set_aside(as_staff(fife, Role.APPROVER), draft, "about", {"summary": "Mine."})


def test_another_organisations_versions_are_not_there(recruiter: Staff, draft: Vacancy) -> None:
    version = a_version(recruiter, draft)
    stranger = as_staff(an_organisation("nhs-orkney"), Role.ADMINISTRATOR)
    assert changes(stranger, draft.id, most=20) == ([], 0)
    with pytest.raises(NotVisible):
        version_of(stranger, draft.id, version.id)


def test_a_version_is_of_its_own_advert(fife: Organisation, recruiter: Staff, draft: Vacancy) -> None:
    version = a_version(recruiter, draft)
    with pytest.raises(NotVisible):
        version_of(recruiter, a_vacancy(fife).id, version.id)


def test_a_version_is_never_changed(recruiter: Staff, draft: Vacancy) -> None:
    version = a_version(recruiter, draft)
    version.person = 0
    with pytest.raises(RuntimeError, match="not changed"):
        db.session.flush()


def test_versions_go_with_a_discarded_draft(recruiter: Staff, draft: Vacancy) -> None:
    a_version(recruiter, draft)
    discarding.discard(recruiter, draft)
    assert changes(recruiter, draft.id, most=20) == ([], 0)


def test_the_history_is_read_in_two_statements_however_long(recruiter: Staff, draft: Vacancy) -> None:
    for number in range(30):
        a_version(recruiter, draft, summary=str(number))
    read: list[str] = []

    def listen(*words: Any) -> None:
        read.extend([words[2]] if words[2].startswith("SELECT") else [])

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        found, total = changes(recruiter, draft.id, most=20, leave_out=5)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert (len(found), total, len(read)) == (20, 30, 2), read
    assert [change.after and change.after["summary"] for change in found] == [str(n) for n in range(25, 5, -1)]
