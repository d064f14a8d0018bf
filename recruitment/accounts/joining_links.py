"""The link by which whoever asked to join confirms the request, follows it and answers questions."""

import hmac
import re

from flask import current_app

from recruitment.accounts.joining_tables import JoiningRequest
from recruitment.accounts.sealing import fingerprint
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import System

SIGN_IN = System("sign_in")
_LINK = re.compile(r"(J-[0-9A-Z]{4}-[0-9A-Z]{4})-([0-9a-f]{64})")


def url_of(request: JoiningRequest) -> str:
    """The whole address, for a letter."""
    root = current_app.config["SETTINGS"].public_url
    return f"{root}/link/joining/{request.reference}-{_secret(request)}"


def request_of(link: str) -> JoiningRequest:
    """Raises NotVisible for a link that is none of ours."""
    found = _LINK.fullmatch(link)
    if found is None:
        raise NotVisible("no link of ours")
    request: JoiningRequest = one_visible(SIGN_IN, JoiningRequest, JoiningRequest.reference == found[1])
    if not hmac.compare_digest(found[2], _secret(request)):
        raise NotVisible("not the link of this request")
    return request


def _secret(request: JoiningRequest) -> str:
    return fingerprint("joining", f"{request.id} {request.reference}")
