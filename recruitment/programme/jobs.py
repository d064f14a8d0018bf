"""What the worker does with a document of the register: has it checked for malware before anybody may open it."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from recruitment.core.documents import store
from recruitment.core.jobs import NotNow, handler
from recruitment.core.scanning import ScannerFails, threat_in
from recruitment.core.tenancy import changing, rows_hit
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.programme.actions import CHECK
from recruitment.programme.fact_tables import CLEAN, INFECTED, UNSCANNED, WAITING, Paper

SCAN = System("scan")
# Between tries while the scanner does not answer.
RETRY = timedelta(seconds=40)


@handler(CHECK)
def check_register_paper(paper_id: int) -> None:
    """Raises NotNow while there is no verdict. Of an infected one the row remains, and says so to its keepers."""
    with only_reading():
        wanted = select(Paper.digest).where(Paper.id == paper_id, Paper.state == WAITING)
        digest = db.session.execute(wanted).scalar_one_or_none()
    if digest is None:
        return
    url = current_app.config["SETTINGS"].clamd_url
    try:
        state = UNSCANNED if url is None else INFECTED if threat_in(store().get(digest), url) else CLEAN
    except FileNotFoundError:
        # Deleted because the same bytes, on an advert, were found to be infected.
        state = INFECTED
    except ScannerFails as problem:
        raise NotNow(str(problem), RETRY) from problem
    with transaction():
        same = changing(SCAN, Paper).where(Paper.digest == digest, Paper.state == WAITING)
        rows_hit(same.values(state=state))
    if state == INFECTED:
        store().remove(digest)
