"""The ledger keeps what it was told, adds up whatever is done to it, and listens to those who keep it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.advertising.actions import CreditNote, as_recorded, correct, credit, place_shared, strike_out
from recruitment.advertising.budgets import budgets_in_use, set_budget, spent_by_department, touched_by
from recruitment.advertising.ledger_queries import PAGE, Narrowed, history_of, ledger
from recruitment.advertising.queries import borne, placement, placements_of, shares_of
from recruitment.advertising.rules import Sum, total
from recruitment.advertising.sharing import NO_VACANCY, Sharing, over
from recruitment.advertising.tables import Placement
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.reporting.actions import roll_up
from recruitment.reporting.queries import Filters, spend
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.advertising import a_placement, a_purchase, a_shared_placement
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
NOTE = {"credited_on": date(2026, 6, 1)}


@pytest.fixture
def viewer() -> Staff:
    return as_staff(an_organisation())


def some_vacancies(*posts: int) -> list[Vacancy]:
    return [a_vacancy(an_organisation(), posts=number) for number in posts]


def shares(viewer: Staff, entry_id: int) -> dict[int, tuple[int, int]]:
    return {share.vacancy_id: (share.net, share.vat) for share in shares_of(viewer, [entry_id])[entry_id]}


def test_a_struck_entry_stays_and_counts_no_more(viewer: Staff) -> None:
    vacancy = a_vacancy(an_organisation())
    wrong, right = a_placement(viewer, vacancy, net=99_999), a_placement(viewer, vacancy, net=9_999)
    strike_out(viewer, wrong, "Typed twice")
    roll_up()
    assert [line.entry.id for line in placements_of(viewer, vacancy.id)] == [wrong.id, right.id]
    assert spend(viewer, Filters()).whole.sum.net == 9_999


def test_an_entry_is_struck_out_once(viewer: Staff) -> None:
    entry = a_placement(viewer, a_vacancy(an_organisation()))
    strike_out(viewer, entry, "Typed twice")
    for act in (
        lambda: strike_out(viewer, entry, "Typed twice"),
        lambda: credit(viewer, entry, CreditNote(net=1, vat=0, **NOTE)),
        lambda: correct(viewer, entry, a_purchase(), Sharing("none"), "Late"),
    ):
        with pytest.raises(IllegalMove):
            act()


def test_an_approver_keeps_no_ledger() -> None:
    with pytest.raises(Refused):
        a_placement(as_staff(an_organisation(), Role.APPROVER), a_vacancy(an_organisation()))


def test_another_organisation_sees_no_entry(viewer: Staff) -> None:
    entry = a_placement(viewer, a_vacancy(an_organisation()))
    with pytest.raises(NotVisible):
        placement(as_staff(an_organisation("orkney-islands-council")), entry.id)


def test_nothing_is_shared_over_another_organisations_vacancy(viewer: Staff) -> None:
    theirs = a_vacancy(an_organisation("orkney-islands-council"))
    with pytest.raises(NotVisible):
        a_shared_placement(viewer, [a_vacancy(an_organisation()), theirs])


def test_each_rule_shares_out(viewer: Staff) -> None:
    one, two, three = vacancies = some_vacancies(1, 2, 4)
    equally = a_shared_placement(viewer, vacancies, net=100, vat=20)
    assert shares(viewer, equally.id) == {one.id: (34, 7), two.id: (33, 7), three.id: (33, 6)}
    posts = a_shared_placement(viewer, vacancies, "posts", net=700, vat=140)
    assert shares(viewer, posts.id) == {one.id: (100, 20), two.id: (200, 40), three.id: (400, 80)}
    by_hand = over("by_hand", vacancies, {one.id: 0, two.id: 1, three.id: 99})
    entry = a_shared_placement(viewer, vacancies, sharing=by_hand, net=100, vat=0)
    assert shares(viewer, entry.id) == {one.id: (0, 0), two.id: (1, 0), three.id: (99, 0)}
    with pytest.raises(Refused, match="do not add up"):
        a_shared_placement(viewer, vacancies, sharing=by_hand, net=101, vat=0)


def test_advertising_for_no_vacancy_is_its_departments(viewer: Staff) -> None:
    entry = place_shared(viewer, an_organisation().id, a_purchase(department="Roads"), NO_VACANCY)
    assert shares(viewer, entry.id) == {}
    assert spent_by_department(viewer, an_organisation().id, 2026) == {"Roads": 10_000}


def test_a_credit_note_gives_back_no_more_than_is_left(viewer: Staff) -> None:
    vacancies = some_vacancies(1, 1)
    entry = a_shared_placement(viewer, vacancies, net=3, vat=1)
    for _ in range(3):
        credit(viewer, entry, CreditNote(net=1, vat=0, **NOTE))
    left, by_vacancy = borne(viewer, entry)
    assert left == Sum(0, 1)
    assert all(bears.net == 0 and bears.vat >= 0 for bears in by_vacancy.values())
    with pytest.raises(Refused, match="more than the placement cost"):
        credit(viewer, entry, CreditNote(net=1, vat=0, **NOTE))
    with pytest.raises(Refused, match="gives something back"):
        credit(viewer, entry, CreditNote(net=0, vat=0, **NOTE))


def test_credit_notes_count_in_figures_and_are_no_placements(viewer: Staff) -> None:
    entry = a_placement(viewer, a_vacancy(an_organisation()))
    credit(viewer, entry, CreditNote(net=4_000, vat=800, **NOTE))
    roll_up()
    whole = spend(viewer, Filters()).whole
    assert (whole.sum, whole.placements) == (Sum(6_000, 1_200), 1)


def test_striking_out_takes_the_credit_notes_along(viewer: Staff) -> None:
    entry = a_placement(viewer, a_vacancy(an_organisation()))
    credit(viewer, entry, CreditNote(net=4_000, vat=800, **NOTE))
    strike_out(viewer, entry, "Another council's")
    assert ledger(viewer, Narrowed(entry.organisation_id)).sum == Sum(0, 0)


def test_a_correction_keeps_both_and_leads_both_ways(viewer: Staff) -> None:
    vacancies = some_vacancies(1, 1)
    entry = a_shared_placement(viewer, vacancies, net=10_001, vat=2_000)
    credit(viewer, entry, CreditNote(net=101, vat=20, number="CN-1", **NOTE))
    purchase, sharing = as_recorded(viewer, placement(viewer, entry.id))
    right = correct(viewer, entry, a_purchase(net=20_001, vat=4_000), sharing, "The net cost was wrong")
    assert purchase.net == 10_001
    before, after = history_of(viewer, placement(viewer, entry.id)), history_of(viewer, placement(viewer, right.id))
    assert before.corrected_by is not None and before.corrected_by.id == right.id
    assert after.corrects is not None and after.corrects.id == entry.id
    assert [(note.net, note.invoice_number) for note in after.notes] == [(-101, "CN-1")]
    assert ledger(viewer, Narrowed(entry.organisation_id)).sum == Sum(19_900, 3_980)
    assert [act.act for act in before.acts] == ["place", "strike_out"]


def test_a_correction_below_its_credit_notes_is_refused(viewer: Staff) -> None:
    vacancy = a_vacancy(an_organisation())
    entry = a_placement(viewer, vacancy)
    credit(viewer, entry, CreditNote(net=4_000, vat=0, **NOTE))
    with pytest.raises(Refused, match="more than the placement cost"):
        correct(viewer, entry, a_purchase(net=3_999, vat=0), over("whole", [vacancy]), "Cheaper")


def test_a_budget_is_warned_of_and_keeps_what_it_was(viewer: Staff) -> None:
    house = an_organisation().id
    set_budget(viewer, house, "Roads", 2026, 100_00)
    set_budget(viewer, house, "", 2026, 1_000_00)
    entry = place_shared(viewer, house, a_purchase(net=79_99, vat=0, department="Roads"), NO_VACANCY)
    assert touched_by(viewer, entry) == []
    entry = place_shared(viewer, house, a_purchase(net=1, vat=0, department="Roads"), NO_VACANCY)
    assert [(use.department, use.warning, use.left) for use in touched_by(viewer, entry)] == [("Roads", "near", 2_000)]
    set_budget(viewer, house, "Roads", 2026, 80_00)
    assert [(use.department, use.warning) for use in budgets_in_use(viewer, house, 2026)] == [
        ("", ""), ("Roads", "used_up"),
    ]  # fmt: skip


def _done(
    viewer: Staff, vacancies: list[Vacancy], act: str, entry: Placement | None, which: int, pence: int, rule: str
) -> list[Placement]:
    """The entries that an act makes."""
    if act in ("place", "share") or entry is None:
        over_these = vacancies[: 1 if act == "place" else 1 + which % 3]
        facts = a_purchase(net=pence, vat=pence // 5, medium=("event", "portal")[which % 2])
        return [place_shared(viewer, an_organisation().id, facts, over(rule, over_these))]
    if act == "credit":
        return [credit(viewer, entry, CreditNote(net=pence, vat=pence // 7, **NOTE))]
    if act == "correct":
        facts = a_purchase(net=pence, vat=pence // 6)
        return [correct(viewer, entry, facts, over(rule, vacancies), "Wrong")]
    strike_out(viewer, entry, "Wrong")
    return []


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["place", "share", "credit", "correct", "strike"]), st.integers(0, 9), st.integers(0, 5_000),
        st.sampled_from(["equally", "posts"]),
    ),
    min_size=1, max_size=14,
)  # fmt: skip


@given(ACTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_every_grouping_sums_to_the_same_pence(
    viewer: Staff, acts: list[tuple[str, int, int, str]]
) -> None:
    vacancies = some_vacancies(1, 2, 5)
    with db.session.begin_nested() as done:
        entries: list[Placement] = []
        for act, which, pence, rule in acts:
            entry = entries[which % len(entries)] if entries else None
            # As at a door: what is refused leaves nothing behind.
            with suppress(IllegalMove, Refused), db.session.begin_nested():
                entries += _done(viewer, vacancies, act, entry, which, pence, rule)
        found = ledger(viewer, Narrowed(an_organisation().id))
        assert found.total <= PAGE
        lines = [line for row in vacancies for line in placements_of(viewer, row.id) if line.entry.struck_at is None]
        by_department = sum(spent_by_department(viewer, an_organisation().id, 2026).values())
        by_medium = [ledger(viewer, Narrowed(an_organisation().id, medium=code)).sum
                     for code in ("event", "portal", "local_press")]  # fmt: skip
        assert total(lines) == total(found.entries) == total(by_medium) == found.sum
        assert by_department == found.sum.net
        assert min(found.sum.net, found.sum.vat) >= 0
        for entry in found.entries:
            if not entry.is_credit:
                left, by_vacancy = borne(viewer, entry)
                assert left == total(by_vacancy.values())
                assert min(left.net, left.vat) >= 0
        done.rollback()
    db.session.expunge_all()
