"""Three members of a panel read forty applicants whose names are hidden, mark some of them, and decide, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.desks import WIDE, at_desk
from tests.browser.sifted import FORTY, PANEL, add_forty
from tests.browser.visitor import Device, Visitor

Arrive = Callable[[Device], Visitor]
# Each member marks so many, the same ones, so that their scores are all in.
MARKED = 2


@pytest.fixture
def vacancy_id(portal_database: str, portal: str, tmp_path: Path) -> int:
    """In the portal that runs."""
    return add_forty(portal_database, tmp_path)


def press(visitor: Visitor, *keys: str) -> None:
    for key in keys:
        visitor.page.keyboard.press(key)


def mark_by_keys(member: Visitor, address: str) -> None:
    """Marks each criterion of the application that is open: to the first without a mark, then a digit."""
    member.open(address)
    for _ in range(3):
        press(member, "m", "3")
    press(member, "m")
    member.go(lambda: press(member, "Enter"))
    member.sees("Your scores are saved")


@pytest.mark.slow
def test_forty_applicants_by_keyboard(arrive: Arrive, vacancy_id: int) -> None:
    listed = f"/employer/vacancies/{vacancy_id}/applicants"
    orders, members = [], []
    for email in PANEL:
        member = at_desk(arrive, WIDE, email)
        member.open(listed)
        member.sees(f"Applicants 1 to {FORTY} of {FORTY}", "hides names until the shortlist")
        orders.append(member.page.locator("main .house_table th a").evaluate_all("links => links.map((l) => l.href)"))
        members.append(member)
    assert len({tuple(order) for order in orders}) == len(PANEL), "each reader has an order of their own"
    chosen = sorted(orders[0])[:MARKED]
    for member in members:
        for address in chosen:
            mark_by_keys(member, address.removeprefix(member.portal))
    assert "Zebedee" not in members[0].page.content()
    chair = members[0]
    chair.open(chosen[0].removeprefix(chair.portal))
    chair.sees("Revealed, as all members had scored.", "Meets every essential criterion.")
    press(chair, "s")
    chair.go(lambda: press(chair, "Enter"))
    chair.sees("is on the shortlist")
    chair.open(f"/employer/vacancies/{vacancy_id}/matrix?sort=score")
    chair.sees("Scores side by side", "Revealed", "Zebedee Quagmire")
    chair.open(listed)
    press(chair, "j", "j", "x", "k", "x")
    assert chair.page.locator("input[name=application]:checked").count() == 2
    chair.page.get_by_role("button", name="Keys are on").press("Enter")
    before = chair.page.evaluate("document.activeElement.textContent")
    press(chair, "j")
    assert chair.page.evaluate("document.activeElement.textContent") == before, "switched off, keys do nothing"
    chair.page.get_by_role("button", name="Keys are off").press("Enter")
