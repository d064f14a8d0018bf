"""What hangs on the vacancies of a made-up history: places, approvals, outcomes, applications, and what was spent."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from recruitment.advertising.rules import shared_out
from recruitment.advertising.supplier_tables import Supplier
from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.applications.tables import Application, Progress
from recruitment.core import clock
from recruitment.demonstration.bulk import Bulk, moment
from recruitment.demonstration.history_shapes import HEARD, PRICES, REASONS, SUPPLIERS, History, Made
from recruitment.vacancies.after_tables import Outcome, PromiseKept, StillInPost
from recruitment.vacancies.approval_tables import ApprovalRequest
from recruitment.vacancies.tables import Workplace

Rows = Iterator[Sequence[Any]]
OF_VACANCY: Final = ("organisation_id", "vacancy_id")
# Among applicants one in so many works for a council already; of the appointed the order in which they came from where.
EMPLOYED: Final = ("no", "no", "yes", "no", "")
ORIGINS: Final = ((1, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 1))
# A stride that shares no factor with so that nobody applies twice for one vacancy.
STRIDE: Final = 7_919


def add_parts(load: Bulk, history: History, places: dict[int, list[str]]) -> None:
    made, chance = history.made, history.chance
    load.add(Workplace, (*OF_VACANCY, "position", "kind", "label", "postcode"), (
        (each.organisation, each.id, 1, "site", "Workplace", chance.choice(places.get(each.organisation) or [""]))
        for each in made
    ))  # fmt: skip
    load.add(ApprovalRequest, (*OF_VACANCY, "sent_at", "outcome", "ended_at"), (
        (each.organisation, each.id, moment(each.sent), "approved", moment(each.published - timedelta(hours=2)))
        for each in made
    ))  # fmt: skip
    names = (*OF_VACANCY, "ended_on", "outside", "own", "council", "redeployed", "reason", "following", "answered_by",
             "answered_at")  # fmt: skip
    load.add(Outcome, names, (
        (each.organisation, each.id, each.ended.date(),
         *(chance.choice(ORIGINS) if each.state == "filled" else (0,) * 4),
         *((None, None) if each.state == "filled" else (chance.choice(REASONS), "readvertise")), 1, moment(each.ended))
        for each in made if each.ended and each.state != "withdrawn" and each.id % 10
    ))  # fmt: skip
    load.add(PromiseKept, (*OF_VACANCY, "kind", "due_on", "done_on"), _promises(history))
    staying = (*OF_VACANCY, "filled_on", "appointed", "asked_at", "still", "gone", "unknown", "answered_by",
               "answered_at")  # fmt: skip
    year_ago = clock.now() - timedelta(days=200)
    load.add(StillInPost, staying, (
        (each.organisation, each.id, each.ended.date(), 1, moment(each.ended + timedelta(days=183)),
         int(each.id % 9 > 0), int(not each.id % 9), 0, 1, moment(each.ended + timedelta(days=190)))
        for each in made if each.state == "filled" and each.ended and each.ended < year_ago
    ))  # fmt: skip


def _promises(history: History) -> Rows:
    for each in history.made:
        if each.id % 2 and each.state == "filled" and each.shortlisted and each.ended:
            for kind, days, done in (("shortlist", 12, each.shortlisted), ("decision", 40, each.ended)):
                due = (each.closes + timedelta(days=days)).date()
                yield each.organisation, each.id, kind, due, done.date()


def add_applications(load: Bulk, history: History, people: int) -> None:
    names = ("id", *OF_VACANCY, "account_id", "reference", "state", "started_at", "changed_at", "submitted_at",
             "shortlisted_at", "ended_at", "employed_by_council", "heard_from")  # fmt: skip
    load.add(Application, names, _applications(load.next_id(Application), history, people))
    load.add(Progress, ("organisation_id", "application_id", "account_id", "at", "state"), _progress(history, people))


def _applications(number: int, history: History, people: int) -> Rows:
    for each in history.made:
        start = history.chance.randrange(history.people)
        history.firsts.append((number, start))
        sent, listed = moment(each.published + timedelta(days=2)), each.shortlisted and moment(each.shortlisted)
        ended = each.ended and moment(each.ended)
        over = "unsuccessful" if ended else "submitted"
        for place in range(each.applicants):
            state = "appointed" if not place and each.state == "filled" else over
            yield (
                number, each.organisation, each.id, people + (start + place * STRIDE) % history.people,
                f"H{number:010d}", state, sent, sent, sent, listed if place < 5 else None, ended,
                EMPLOYED[(place + start) % 5],
                HEARD[(place + start) % 8],
            )  # fmt: skip
            number += 1


def _progress(history: History, people: int) -> Rows:
    """Four are interviewed, and one is offered the job."""
    for each, (first, start) in zip(history.made, history.firsts, strict=True):
        came = ("interview", each.interviewed, 4), ("offered", each.offered, 1)
        for state, at, most in came:
            for place in range(min(most, each.applicants) if at else 0):
                who = people + (start + place * STRIDE) % history.people
                yield each.organisation, first + place, who, moment(at or each.published), state


def add_spend(load: Bulk, history: History, councils: Sequence[int]) -> None:
    supplier = load.next_id(Supplier)
    firms = {council: supplier + place * SUPPLIERS for place, council in enumerate(councils)}
    load.add(Supplier, ("id", "organisation_id", "name", "key"), (
        (first + number, council, f"Made-up supplier {number + 1}", f"made-up supplier {number + 1}")
        for council, first in firms.items() for number in range(SUPPLIERS)
    ))  # fmt: skip
    shares: list[Sequence[Any]] = []
    names = ("id", "organisation_id", "medium", "supplier_id", "department", "shared_by", "placed_on", "net", "vat",
             "order_number", "recorded_by", "recorded_at")  # fmt: skip
    load.add(Placement, names, _placements(load.next_id(Placement), history, firms, shares))
    load.add(PlacementShare, (*OF_VACANCY, "placement_id", "net", "vat"), shares)


def _placements(number: int, history: History, firms: dict[int, int], shares: list[Sequence[Any]]) -> Rows:
    """Each twentieth is shared by up to three vacancies of one organisation."""
    chance, before = history.chance, dict[int, list[Made]]()
    first = history.made[0].published
    for each in history.made:
        recent = before.setdefault(each.organisation, [])
        recent[:] = [*recent[-2:], each]
        for _ in range(_how_many(history, each)):
            medium, price, later = PRICES[min(int(chance.expovariate(0.5)), 5)]
            decades = (each.published - first).days / 3_652
            net = round(price * (later / 100) ** decades * chance.uniform(0.6, 1.5))
            bearing = [one.id for one in recent] if not number % 20 else [each.id]
            vat, firm = net // 5, firms[each.organisation] + chance.randrange(SUPPLIERS)
            for vacancy, part in shared_out(net, dict.fromkeys(bearing, 1)).items():
                tax = shared_out(vat, dict.fromkeys(bearing, 1))[vacancy]
                shares.append((each.organisation, vacancy, number, part, tax))
            yield (
                number, each.organisation, medium, firm, each.department, "equally" if len(bearing) > 1 else "whole",
                each.published.date(), net, vat, f"H-{number}", 1, moment(each.published),
            )  # fmt: skip
            number += 1


def _how_many(history: History, each: Made) -> int:
    whole, part = divmod(history.placements, history.vacancies)
    return whole + (each.id * 31 % history.vacancies < part)
