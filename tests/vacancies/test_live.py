"""What counts as open now, and how it is counted."""

from datetime import timedelta

import pytest

from recruitment.core import clock
from recruitment.core.viewers import Public
from recruitment.extensions import db
from recruitment.vacancies import live
from recruitment.vacancies.categories import load_categories
from recruitment.vacancies.tables import Workplace
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
ANYONE = Public()
HOUR = timedelta(hours=1)


def test_only_what_is_live_counts() -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    a_vacancy(fife, posts=2)
    a_vacancy(fife, closes_at=None)
    a_vacancy(orkney, posts=3)
    a_vacancy(orkney, closes_at=clock.now() - HOUR)
    a_vacancy(orkney, public_from=clock.now() + HOUR)
    for state in ("draft", "filled", "withdrawn"):
        a_vacancy(orkney, state=state)
    assert live.live_totals(ANYONE) == live.LiveTotals(vacancies=3, posts=6, organisations=2)
    assert live.live_by_organisation(ANYONE) == {fife.id: 2, orkney.id: 1}


def test_nothing_open_is_nought() -> None:
    assert live.live_totals(ANYONE) == live.LiveTotals(0, 0, 0)


def test_every_category_is_told_with_its_count() -> None:
    load_categories()
    fife = an_organisation("fife-council")
    a_vacancy(fife, category_code="social_care")
    a_vacancy(fife, category_code=None)
    counts = {category.slug: category.vacancies for category in live.live_by_category(ANYONE)}
    assert counts.pop("social-care") == 1
    assert set(counts.values()) == {0}
    assert len(counts) > 20


def test_newest_first_and_of_one_organisation() -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    old = a_vacancy(fife, public_from=clock.now() - 3 * HOUR)
    new = a_vacancy(fife, public_from=clock.now() - HOUR)
    a_vacancy(orkney, public_from=clock.now() - 2 * HOUR)
    assert live.newest_live(ANYONE, 1)[0].id == new.id
    assert [row.id for row in live.newest_live(ANYONE, 20, fife.id)] == [new.id, old.id]


def test_workplaces_of_several_in_their_order() -> None:
    fife = an_organisation("fife-council")
    first, second = a_vacancy(fife), a_vacancy(fife)
    for position, label in ((2, "Leven"), (1, "Cupar")):
        keys = {"organisation_id": fife.id, "vacancy_id": first.id, "position": position}
        db.session.add(Workplace(**keys, kind="place", label=label))
    db.session.commit()
    found = live.workplaces_of(ANYONE, [first, second])
    assert [place.label for place in found[first.id]] == ["Cupar", "Leven"]
    assert found[second.id] == []


def test_withdrawn_is_told_only_of_what_was_public() -> None:
    fife = an_organisation("fife-council")
    seen = a_vacancy(fife, state="withdrawn")
    unseen = a_vacancy(fife, state="withdrawn", public_from=clock.now() + HOUR)
    published = a_vacancy(fife)
    assert [live.was_withdrawn(row.reference) for row in (seen, unseen, published)] == [True, False, False]
    assert not live.was_withdrawn("NOSUCH99")
