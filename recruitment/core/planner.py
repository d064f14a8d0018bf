"""What SQLite's planner knows of the tables' sizes; PostgreSQL looks by itself.

Knowing nothing, SQLite looks for twenty adverts named by their ids among all that are live.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import DDL

from recruitment.core.jobs import handler
from recruitment.core.transactions import transaction
from recruitment.extensions import db

# Rows of an index that are looked at, so that a large one takes no longer than a small one; of fewer SQLite would learn
# that few adverts of the country are live, and look through them all for those of one employer.
SAMPLE: Final = 100_000


@handler("tell_planner", every=timedelta(hours=1))
def tell_planner() -> None:
    if db.engine.dialect.name != "sqlite":
        return
    with transaction():
        db.session.execute(DDL(f"PRAGMA analysis_limit={SAMPLE}"))
        db.session.execute(DDL("ANALYZE"))
