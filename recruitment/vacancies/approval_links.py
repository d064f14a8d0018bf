"""The link of a letter to an approver: signed for one step and one person. It leads to a page; it signs nobody in."""

import hmac
import re
from typing import Final

from flask import current_app

from recruitment.accounts.sealing import fingerprint
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import System, TokenHolder
from recruitment.extensions import db
from recruitment.vacancies.approval_tables import TOKEN_KIND, ApprovalRequest, ApprovalStep

LETTERS = System("letters")
_LINK = re.compile(r"([1-9][0-9]{0,9})-([1-9][0-9]{0,9})-([0-9a-f]{64})")
LARGEST_ID: Final = 2**31 - 1


def url_of(step_id: int, person: int) -> str:
    """The whole address, for a letter."""
    secret = _secret(step_id, person)
    return f"{current_app.config['SETTINGS'].public_url}/link/approval/{step_id}-{person}-{secret}"


def waiting_vacancy_of(link: str) -> int | None:
    """The vacancy to whose approval a link leads; None once its step is decided or the request has ended.

    Raises NotVisible for a link that is not ours, and for an advert that was discarded.
    """
    found = _LINK.fullmatch(link)
    if found is None or max(int(found[1]), int(found[2])) > LARGEST_ID:
        raise NotVisible("no link of ours")
    step_id, person = int(found[1]), int(found[2])
    if not hmac.compare_digest(found[3], _secret(step_id, person)):
        raise NotVisible("not the link of this step")
    step: ApprovalStep = one_visible(TokenHolder(TOKEN_KIND, step_id), ApprovalStep)
    waiting = visible(LETTERS, ApprovalRequest).where(
        ApprovalRequest.id == step.request_id, ApprovalRequest.waits_at == step.position
    )
    return db.session.scalars(waiting.with_only_columns(ApprovalRequest.vacancy_id)).one_or_none()


def _secret(step_id: int, person: int) -> str:
    return fingerprint("approval", f"{step_id} {person}")
