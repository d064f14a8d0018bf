"""Every question of every vacancy is asked exactly once, and every answer arrives where it belongs."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.applications.rules import STATEMENT, Question
from recruitment.applications.together_rules import (
    ON_A_PAGE,
    Item,
    decisions,
    follows,
    of_criterion,
    of_question,
    plan_of,
)
from recruitment.vacancies.question_rules import Asked

WORDINGS = (
    "Experience of cleaning in a school", "Experience of cleaning schools", "experience of cleaning in a school.",
    "Good communication skills", "Excellent communication skills", "A full driving licence", "Knowledge of Gaelic",
)  # fmt: skip
KINDS = (("short", ()), ("yes_no", ()), ("one", ("North", "South")), ("one", ("East", "West")), ("long", ()))


def a_criterion(application: int, number: int, text: str, *, said: str = "", kind: str = "essential") -> Item:
    return of_criterion(application, Question(number, number, text, kind), said)


@st.composite
def applications(draw: st.DrawFn) -> list[Item]:
    """Up to six applications, each with criteria and questions; some say something already."""
    items: list[Item] = []
    for application in range(1, draw(st.integers(1, 6)) + 1):
        for number, text in enumerate(draw(st.lists(st.sampled_from(WORDINGS), max_size=5)), 1):
            said = draw(st.sampled_from(("", "", "Mine", "Another")))
            items.append(a_criterion(application, application * 100 + number, text, said=said))
        asked = {
            each.key: each
            for text, (kind, options) in draw(
                st.lists(st.tuples(st.sampled_from(WORDINGS), st.sampled_from(KINDS)), max_size=4)
            )
            for each in [Asked(text, kind, options=options, is_required=draw(st.booleans()))]
        }
        items += [of_question(application, each, ()) for each in asked.values()]
    return items


@st.composite
def decided(draw: st.DrawFn, items: Sequence[Item]) -> dict[str, str]:
    """What a person may have said of questions that look alike: any part of each group, or nothing."""
    said: dict[str, str] = {}
    for alike in plan_of(items, {}).alike:
        if draw(st.booleans()):
            said |= decisions(alike, draw(st.sets(st.sampled_from(alike.keys))))
    return said


@given(st.data())
def test_every_question_is_asked_exactly_once(data: st.DataObject) -> None:
    items = data.draw(applications())
    plan = plan_of(items, data.draw(decided(items)))
    asked = [(item.application_id, item.ref) for group in plan.groups for item in group.items]
    assert sorted(asked) == sorted((item.application_id, item.ref) for item in items)
    assert [group for page in plan.pages for group in page] == list(plan.shared)
    assert all(len(page) <= ON_A_PAGE for page in plan.pages)
    assert len({group.key for group in plan.groups}) == len(plan.groups)
    assert all(len(group.applications) > 1 for group in plan.shared)
    for number, own in plan.apart.items():
        assert all(group.applications == (number,) and len(group.items) == 1 for group in own)


@given(st.data())
def test_an_answer_arrives_in_exactly_the_drafts_that_it_belongs_to(data: st.DataObject) -> None:
    items = data.draw(applications())
    plan = plan_of(items, data.draw(decided(items)))
    for group in plan.groups:
        into = {(item.application_id, item.ref) for item in group.items if follows(item.said, group.common)}
        own = {(item.application_id, item.ref) for item in group.own()}
        assert into | own == {(item.application_id, item.ref) for item in group.items}
        assert not into & own


@given(st.data())
def test_nothing_is_joined_that_nobody_has_joined(data: st.DataObject) -> None:
    items = data.draw(applications())
    for group in plan_of(items, {}).shared:
        assert len({item.key for item in group.items}) == 1


def test_questions_of_other_kinds_or_options_are_never_one() -> None:
    text = "Which depot suits you?"
    asked = [
        Asked(text, "one", options=("North", "South")), Asked(text, "one", options=("South", "North")),
        Asked(text, "one", options=("East", "West")), Asked(text, "short"),
    ]  # fmt: skip
    plan = plan_of([of_question(number, each, ()) for number, each in enumerate(asked, 1)], {})
    assert [group.applications for group in plan.shared] == [(1, 2)]
    assert [number for number, own in plan.apart.items() if own] == [3, 4]
    assert plan.alike == ()


def test_a_name_that_was_stored_joins_no_questions_that_are_answered_differently() -> None:
    items = [of_question(1, Asked("Shift?", "short"), ()), of_question(2, Asked("Shift?", "yes_no"), ())]
    plan = plan_of(items, {items[0].key: "x", items[1].key: "x"})
    assert plan.shared == ()


def test_what_looks_alike_is_proposed_and_can_be_split() -> None:
    texts = ("Experience of cleaning in a school", "Experience of cleaning schools", "Experience of school cleaning")
    one, two, three = (a_criterion(number, number, text) for number, text in enumerate(texts, 1))
    before = plan_of([one, two, three], {})
    assert before.shared == ()
    (alike,) = before.alike
    assert (len(alike.keys), alike.is_decided, alike.joined) == (3, False, ())
    said = decisions(alike, [one.key, three.key])
    after = plan_of([one, two, three], said)
    assert [group.applications for group in after.shared] == [(1, 3)]
    assert after.shared[0].wordings == (one.asked.text, three.asked.text)
    assert [len(own) for own in after.apart.values()] == [0, 1, 0]
    assert (after.alike[0].is_decided, set(after.alike[0].joined)) == (True, {one.key, three.key})
    assert plan_of([one, two, three], decisions(alike, [one.key])).shared == ()


def test_a_job_that_joins_later_asks_again() -> None:
    one, two, three = (a_criterion(number, number, text) for number, text in enumerate(WORDINGS[:2] + WORDINGS[:1], 1))
    said = decisions(plan_of([one, two], {}).alike[0], [])
    assert plan_of([one, two, three], said).alike[0].is_decided
    four = a_criterion(4, 4, "Experience of school cleaning")
    assert not plan_of([one, two, three, four], said).alike[0].is_decided


def test_the_statement_is_one() -> None:
    plan = plan_of([of_criterion(number, STATEMENT, "") for number in (1, 2)], {})
    assert [group.asked.text for group in plan.shared] == [STATEMENT.text]


def test_one_answer_is_required_where_one_requires_it_and_fits_the_shortest() -> None:
    items = [
        of_question(1, Asked("Why?", "long", longest=200, help="Take your time."), ()),
        of_question(2, Asked("Why?", "long", longest=50, is_required=True), ("Because",)),
    ]
    (group,) = plan_of(items, {}).shared
    assert (group.asked.is_required, group.asked.longest, group.asked.help) == (True, 50, "Take your time.")
    assert group.is_answered
    assert group.common == ("Because",)


@pytest.mark.parametrize(
    ("said", "common", "goes"),
    [((), (), True), ((), ("As several say",), True), (("As several say",), ("As several say",), True),
     (("Its own",), ("As several say",), False), (("Its own",), (), False)],
)  # fmt: skip
def test_an_answer_of_its_own_does_not_follow(said: tuple[str, ...], common: tuple[str, ...], goes: bool) -> None:
    assert follows(said, common) is goes
