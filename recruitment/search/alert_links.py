"""The links of an alert's letters: secrets that only this installation can make, never kept."""

import hmac
import re
from typing import Final

from flask import current_app

from recruitment.accounts.sealing import fingerprint
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import System
from recruitment.search.alert_tables import JobAlert

ALERTS = System("alerts")
# What a link lets its holder do, and its place under the token door. One that stops an alert is shown to every mail
# program on the way, so it opens nothing else.
PLACES: Final = {"confirm": "alert/confirm", "keep": "alert/keep", "stop": "alert/stop", "manage": "alert"}
_LINK = re.compile(r"([1-9][0-9]{0,9})-([0-9a-f]{64})")
LARGEST_ID: Final = 2**31 - 1


def link_of(alert: JobAlert, use: str) -> str:
    return f"{alert.id}-{_secret(alert, use)}"


def url_of(alert: JobAlert, use: str) -> str:
    """The whole address, for a letter."""
    return f"{current_app.config['SETTINGS'].public_url}/link/{PLACES[use]}/{link_of(alert, use)}"


def alert_of(link: str, use: str) -> JobAlert:
    """The alert that a link stands for. Raises NotVisible for a wrong one, one of another use, and after its end."""
    found = _LINK.fullmatch(link)
    if found is None or int(found[1]) > LARGEST_ID:
        raise NotVisible("no link of ours")
    alert: JobAlert = one_visible(ALERTS, JobAlert, JobAlert.id == int(found[1]))
    if not hmac.compare_digest(found[2], _secret(alert, use)):
        raise NotVisible("not the link of this alert")
    return alert


def _secret(alert: JobAlert, use: str) -> str:
    return fingerprint(f"alert {use}", f"{alert.id} {alert.salt}")
