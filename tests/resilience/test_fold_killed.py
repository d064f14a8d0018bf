"""The process that folds answers on equality is killed on the way: nothing is lost, nothing counted twice."""

import signal
import subprocess
import sys

import pytest
from flask import Flask

from recruitment.core.tenancy import changing
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.settings import PROJECT
from recruitment.vacancies.tables import Vacancy
from tests.builders.equality import FEMALE, MALE, a_closed_vacancy, applied, copies, fold, tally
from tests.builders.organisations import an_organisation
from tests.resilience.processes import PATIENCE, environment_of

pytestmark = [pytest.mark.dialect, pytest.mark.slow]
# In the order in which the fold comes by them, and whether it is done by then.
POINTS = {"_note": False, "_write": False, "before_commit": False, "after_commit": True}


def killed_at(portal: Flask, point: str) -> int:
    """How the process ended."""
    words = [sys.executable, "-m", "tests.resilience.dying_fold", point]
    done = subprocess.run(
        words, cwd=PROJECT, env=environment_of(portal.config["SETTINGS"]), timeout=PATIENCE, check=False
    )
    return done.returncode


@pytest.mark.parametrize("point", POINTS)
def test_whatever_dies_on_the_way_loses_nothing_and_doubles_nothing(portal: Flask, point: str) -> None:
    fife = an_organisation("fife-council")
    vacancy = a_closed_vacancy(fife)
    applied(vacancy, FEMALE, MALE, reached=("shortlisted",))
    fold()
    ended = changing(System("demonstration"), Vacancy).where(Vacancy.id == vacancy.id).values(state="filled")
    db.session.execute(ended)
    db.session.commit()
    db.session.rollback()
    assert killed_at(portal, point) == -signal.SIGKILL
    whole = ([], (2, {"female": 1, "male": 1}))
    now = (copies(), tally(fife, "shortlisted"))
    assert now == whole if POINTS[point] else (len(now[0]), now[1]) == (2, (0, {}))
    db.session.rollback()
    fold()
    assert (copies(), tally(fife, "shortlisted")) == whole
    assert tally(fife) == (2, {"female": 1, "male": 1})
