"""Whether this host can serve, and whether what works behind it keeps up: for whoever watches the service."""

import logging
import tomllib
from dataclasses import asdict, dataclass

from flask import Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from recruitment.core.health import due_jobs, failed_jobs, outbox_age_seconds
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.search.heartbeat import index_health
from recruitment.settings import PROJECT
from recruitment.web.doors import machine

HEALTH = System("health")
VERSION: str = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Health:
    """`ready`: the database answers and the index can be read. Ages in seconds; None where it could not be asked.

    `index_problem`: why the index falls behind, as far as this host can tell; it is served from all the same.
    """

    live: bool = True
    ready: bool = False
    index_lag_seconds: float | None = None
    index_followed: bool | None = None
    index_problem: str | None = None
    outbox_age_seconds: float | None = None
    due_jobs: int | None = None
    failed_jobs: int | None = None
    version: str = VERSION


@machine.get("/health")
def health(_viewer: Viewer) -> Response:
    """200 when ready, else 503, so that a load balancer sends people to another host."""
    found = _asked()
    response = jsonify(asdict(found))
    response.status_code = 200 if found.ready else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked() -> Health:
    try:
        index = index_health(HEALTH)
        return Health(
            ready=index.is_ready,
            index_lag_seconds=round(index.lag, 3),
            index_followed=index.is_followed,
            index_problem=index.problem,
            outbox_age_seconds=round(outbox_age_seconds(), 3),
            due_jobs=due_jobs(),
            failed_jobs=failed_jobs(),
        )
    except SQLAlchemyError:
        log.exception("the database does not answer")
        db.session.rollback()
        return Health()
