"""The employer's desk of a council with 3,000 vacancies among 100,000.

    python -m tests.benchmarks.bench_desk [ADVERTS]

Against the same page drawn of constant facts behind the same door, which tells what looking the facts up costs; and
against the desk of a council with 30 vacancies, which tells what their number costs.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from flask import Flask, render_template, template_rendered
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.planner import tell_planner
from recruitment.core.tenancy import adding, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import Role, Staff, System
from recruitment.demonstration.generated import generate
from recruitment.extensions import db, limiter
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from tests.benchmarks.pairing import ratio
from tests.benchmarks.portals import portal, say
from tests.builders.accounts import a_member, sign_in
from tests.conftest import Browser

ADVERTS, OWN, FEW = 100_000, 3_000, 30
DAY = timedelta(days=1)
# State, days from now to its opening and to its closing, and how many of a hundred are so.
SHARES = (
    ("draft", None, 20, 6), ("awaiting_approval", None, 20, 3), ("approved", None, 20, 3), ("published", 2, 20, 4),
    ("published", -9, 3, 10), ("published", -9, 12, 24), ("published", -30, -2, 10), ("filled", -90, -60, 34),
    ("unfilled", -90, -60, 6),
)  # fmt: skip
# What the view gives its template; the frame of the page looks up the rest.
FACTS = {"trays", "counts", "reports", "adjustments", "offers", "in_checks", "budgets", "tiles", "organisations",
         "chosen", "may_write"}  # fmt: skip
KEPT: dict[str, Any] = {}


@employer.get("/ceiling")
def ceiling(_viewer: Staff) -> str:
    """The desk that was drawn last, drawn again of the same facts, in the frame that every page here has."""
    return render_template(KEPT["template"], **KEPT["facts"])


def main(adverts: int = ADVERTS) -> None:
    limiter.enabled = False
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as app:
        generate(adverts - OWN - FEW, lambda _line: None)
        large, small = _council(app, "Example Council", OWN), _council(app, "Small Council", FEW)
        tell_planner()
        db.session.remove()
        template_rendered.connect(_keep, app)
        desk, drawn = (lambda: _open(large, "/employer/")), (lambda: _open(large, "/employer/ceiling"))
        say(f"desk: a council with {OWN:,} vacancies among {adverts:,}")
        say(f"  the desk / the same drawn of constant facts {ratio(desk, drawn):10.2f} ×")
        say(
            f"  the desk / that of {FEW} vacancies            {ratio(desk, lambda: _open(small, '/employer/')):10.2f} ×"
        )
        listed = ratio(lambda: _open(large, "/employer/vacancies?q=cook"), desk)
        say(f"  vacancies found by a word / the desk        {listed:10.2f} ×")


def _keep(_app: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
    if template.name == "employer/desk/desk.html" and not KEPT:
        # The facts outlive the request: its end would have them read anew, one by one.
        db.session.expunge_all()
        own = {name: fact for name, fact in context.items() if name in FACTS}
        KEPT.update(template=template, facts=own)


def _open(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _council(app: Flask, name: str, vacancies: int) -> FlaskClient:
    """Whoever is everything at an employer of its own, which `generate` knew nothing of; signed in."""
    with transaction():
        own = Organisation(slug=name.lower().replace(" ", "-"), name=name, kind="council")
        db.session.add(own)
    person, author = a_member(own, *Role), a_member(own, Role.RECRUITER)
    with transaction():
        rows = list(islice(_vacancies(own, author), vacancies))
        db.session.execute(adding(System("demonstration"), Vacancy), rows)
    _ask_for_approval(own, author)
    client = Browser(app, app.response_class, use_cookies=True)
    sign_in(client, person)
    return client


def _vacancies(own: Organisation, author: Account) -> Iterator[dict[str, Any]]:
    now = clock.now()
    shares = cycle([share for share in SHARES for _ in range(share[3])])
    for number, (state, opens, closes, _) in enumerate(shares):
        is_out = opens is not None
        yield {
            "organisation_id": own.id, "reference": f"{own.id}-{number:05d}", "state": state, "title": f"Cook {number}",
            "summary": "Cooks. " * 40, "duties": "* cooks well\n" * 60, "department": f"Department {number % 12}",
            "patterns": [], "closes_at": now + closes * DAY + timedelta(minutes=number), "created_by": author.id,
            "public_from": now + opens * DAY if is_out else None, "published_at": now if is_out else None,
        }  # fmt: skip


def _ask_for_approval(own: Organisation, author: Account) -> None:
    viewer = System("letters")
    with transaction():
        waiting = _waiting(viewer, own)
        requests = [
            ApprovalRequest(organisation_id=own.id, vacancy_id=vacancy, sent_by=author.id, waits_at=1)
            for vacancy in waiting
        ]
        db.session.add_all(requests)
        db.session.flush()
        db.session.add_all(
            ApprovalStep(organisation_id=own.id, request_id=row.id, position=1, name="Approval", opened_at=row.sent_at)
            for row in requests
        )


def _waiting(viewer: System, own: Organisation) -> list[int]:
    of_own = visible(viewer, Vacancy).where(Vacancy.organisation_id == own.id, Vacancy.state == "awaiting_approval")
    return list(db.session.scalars(of_own.with_only_columns(Vacancy.id)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
