"""Two keepers at the same moment: one change is made, the other is told, and nothing is told twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from recruitment.core.errors import IllegalMove, Refused
from recruitment.extensions import db
from recruitment.programme.actions import add, alter, withdraw
from recruitment.programme.fact_tables import Benefit
from recruitment.programme.history import changes
from recruitment.programme.keepers_queries import row_of
from recruitment.programme.nouns import NOUNS
from recruitment.programme.queries import body_by_slug
from tests.builders.programme import KEEPER, OPERATOR, a_project, a_register, an_entry
from tests.builders.selection import a_portal_of_its_own
from tests.resilience.meeting import Press, at_once, the_winner

pytestmark = pytest.mark.dialect


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        a_register()
        yield portal


def test_two_alter_the_same(portal: Flask) -> None:
    number = an_entry().benefits[0].id
    outcomes = at_once(
        portal,
        *(
            Press(
                name,
                lambda: row_of(Benefit, number),
                lambda row, viewer=viewer, name=name: alter(viewer, row, {"text": name}, 1, "Clearer"),
            )
            for name, viewer in (("operator", OPERATOR), ("keeper", KEEPER))
        ),
    )
    winner = the_winner(outcomes, IllegalMove)
    assert row_of(Benefit, number).text == winner
    assert [change.told[0]["after"] for change in changes(most=1)] == [winner]
    assert changes(most=2)[1].act == "entered"


def test_one_alters_while_the_other_withdraws(portal: Flask) -> None:
    number = an_entry().benefits[0].id
    outcomes = at_once(
        portal,
        Press("alter", lambda: row_of(Benefit, number), lambda row: alter(OPERATOR, row, {"text": "x"}, 1, "Clearer")),
        Press("withdraw", lambda: row_of(Benefit, number), lambda row: withdraw(KEEPER, row, 1, "Wrong")),
    )
    winner = the_winner(outcomes, IllegalMove)
    assert row_of(Benefit, number).is_withdrawn == (winner == "withdraw")


def test_two_give_a_body_the_same_part(portal: Flask) -> None:
    service = body_by_slug("solace")
    assert service is not None
    part = {"body_id": service.id, "role": "sponsor", "words": "", "source": "A minute"}
    outcomes = at_once(
        portal,
        *(
            Press(name, a_project, lambda project, viewer=viewer: add(viewer, NOUNS["parts"], part, "Joins", project))
            for name, viewer in (("operator", OPERATOR), ("keeper", KEEPER))
        ),
    )
    the_winner(outcomes, Refused)
    db.session.expire_all()
    assert len(an_entry().parts_as("sponsor")) == 1
