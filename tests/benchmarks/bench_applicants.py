"""The list of a vacancy's applicants, of 2,000 and of 50: scored by a panel of three, names hidden.

    python -m tests.benchmarks.bench_applicants [APPLICANTS]

Against the same page drawn of constant facts behind the same door, which tells what looking the facts up costs; and how
many statements a page asks, whatever the number of applicants.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, render_template, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import event, insert

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Answer, Application, Contact
from recruitment.core import clock
from recruitment.core.planner import tell_planner
from recruitment.core.transactions import transaction
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db, limiter
from recruitment.organisations.tables import Organisation
from recruitment.selection.score_tables import Score
from recruitment.vacancies.tables import Criterion, PanelSeat, Vacancy
from recruitment.web.doors import employer
from tests.benchmarks.pairing import ratio
from tests.benchmarks.portals import portal, say
from tests.builders.accounts import a_member, sign_in
from tests.builders.applications import CONTACT
from tests.builders.vacancies import a_vacancy
from tests.conftest import Browser

MANY, FEW, CRITERIA = 2_000, 50, 6
PAGE = "employer/applicants/applicants.html"
# What a frame looks up for itself, for the constant page as for the other.
FRAME = {"navigation", "brand", "demonstration", "side_navigation", "signed_in_as", "signed_in_for", "signed_in_at",
         "sign_out_url", "suspensions", "g", "request", "session", "config"}  # fmt: skip
KEPT: dict[str, Any] = {}


@employer.get("/ceiling-of-applicants")
def ceiling_of_applicants(_viewer: Staff) -> str:
    """The list that was drawn first, drawn again of the same facts, in the frame that every page here has."""
    return render_template(PAGE, **KEPT)


def main(applicants: int = MANY) -> None:
    limiter.enabled = False
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as app:
        with transaction():
            own = Organisation(slug="example-council", name="Example Council", kind="council")
            db.session.add(own)
        people = [a_member(own, *Role) for _ in range(3)]
        many, few = (_vacancy(own, people, number) for number in (applicants, FEW))
        tell_planner()
        db.session.remove()
        client = Browser(app, app.response_class, use_cookies=True)
        sign_in(client, people[0])
        template_rendered.connect(_keep, app)
        say(f"applicants: {applicants:,} of one vacancy, scored by three on {CRITERIA} criteria")
        lists = {
            "as usual": "", "to be scored by me": "?mine=undecided", "by name": "?sort=name", "by score": "?sort=score",
        }  # fmt: skip
        for name, asked in lists.items():
            page = _opens(client, f"/employer/vacancies/{many}/applicants{asked}")
            page()
            constant = ratio(page, _opens(client, "/employer/ceiling-of-applicants"))
            say(f"  {name:24} / drawn of constant facts {constant:8.2f} ×")
            KEPT.clear()
        large, small = (_opens(client, f"/employer/vacancies/{number}/applicants") for number in (many, few))
        say(f"  the list of {applicants:,} / that of {FEW}              {ratio(large, small):8.2f} ×")
        say(f"  statements of each: {_statements(large)} and {_statements(small)}")


def _keep(_app: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
    if template.name == PAGE and not KEPT:
        db.session.expunge_all()
        KEPT.update({name: fact for name, fact in context.items() if name not in FRAME})


def _opens(client: FlaskClient, path: str) -> Any:
    def opens() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return opens


def _statements(page: Any) -> int:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    page()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def _vacancy(own: Organisation, people: list[Account], applicants: int) -> int:
    vacancy = a_vacancy(own, criteria=0, hides_names=True)
    db.session.add_all(PanelSeat(organisation_id=own.id, vacancy_id=vacancy.id, account_id=each.id) for each in people)
    db.session.commit()
    with transaction():
        for model, rows in _rows(vacancy, people, applicants):
            # All rows of these tables are the benchmark's own.
            freely = insert(model).execution_options(reach=frozenset(db.metadata.tables.values()))
            db.session.execute(freely, list(rows))
    return vacancy.id


def _rows(vacancy: Vacancy, people: list[Account], applicants: int) -> Iterator[tuple[Any, Any]]:
    now, first = clock.now(), vacancy.id * 1_000_000
    keys = [
        {"organisation_id": vacancy.organisation_id, "application_id": first + number, "account_id": first + number}
        for number in range(applicants)
    ]
    points = [vacancy.id * 100 + number for number in range(CRITERIA)]
    yield Account, ({"id": each["account_id"], "email": f"p{each['account_id']}@test.example", "name": "Test",
                     "fs_uniquifier": f"bench-{each['account_id']}", "active": True} for each in keys)  # fmt: skip
    yield Application, (
        {"id": each["application_id"], "organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id,
         "account_id": each["account_id"], "reference": f"A-{each['application_id']}", "state": "submitted",
         "title": vacancy.title, "submitted_at": now - timedelta(minutes=number)} for number, each in enumerate(keys)
    )  # fmt: skip
    yield Contact, ({**each, "given_name": "Test", "family_name": f"Person {each['application_id']}",
                     "email": "p@test.example", **CONTACT} for each in keys)  # fmt: skip
    # New numbers, so that the rows of the advert hang together with its answers.
    yield Criterion, (
        {"id": number, "organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id, "position": 10 + place,
         "text": "A point", "kind": "essential" if place < 4 else "desirable"} for place, number in enumerate(points)
    )  # fmt: skip
    yield Answer, ({**each, "criterion_id": number, "text": "An answer. " * 30} for each in keys for number in points)
    yield Score, ({**each, "criterion_id": number, "member": person.id, "mark": (number + person.id) % 5}
                  for each in keys[: len(keys) // 2] for number in points for person in people)  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
