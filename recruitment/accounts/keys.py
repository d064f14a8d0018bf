"""Verbs on keys of programs: made, rotated and revoked by administrators; admitted at the door for HR systems."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import and_, or_

from recruitment.accounts.key_tables import SCOPES, KeptAnswer, KeyOfProgram
from recruitment.accounts.queries import SIGN_IN
from recruitment.accounts.staff import require_administrator
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.jobs import handler
from recruitment.core.tenancy import changing, one_visible, removing, rows_hit, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import ApiKey, Staff, System
from recruitment.extensions import db

# Both keys work for so long after a rotation, so that a program can be given the new one in its own time.
OVERLAP = timedelta(days=1)
ANSWERS_KEPT = timedelta(days=1)
# How exactly the last use is told, so that not every request writes.
USE_TOLD_EVERY = timedelta(minutes=1)
# By which a key is known for one, in a log or a repository where it does not belong.
BEGINNING = "serp_"


def digest_of(secret: str) -> str:
    """A plain hash is enough: what it hides has 256 bits of chance."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _secret() -> str:
    return BEGINNING + secrets.token_urlsafe(32)


def make_key(viewer: Staff, organisation_id: int, name: str, scopes: Collection[str]) -> tuple[KeyOfProgram, str]:
    """The key and what opens the door, which is not kept anywhere."""
    require_administrator(viewer, organisation_id)
    if not scopes or not SCOPES.keys() >= set(scopes):
        raise ValueError(scopes)
    secret = _secret()
    key = KeyOfProgram(organisation_id=organisation_id, name=name, digest=digest_of(secret), scopes=sorted(scopes),
                       created_by=viewer.person)  # fmt: skip
    db.session.add(key)
    db.session.flush()
    record(viewer, "make_key", key)
    return key, secret


def rotate_key(viewer: Staff, key: KeyOfProgram) -> str:
    """What opens the door from now on; what did so until now does for a day more."""
    secret = _secret()
    _change(viewer, key, "rotate_key", digest=digest_of(secret), earlier_digest=key.digest,
            earlier_until=clock.now() + OVERLAP, rotated_at=clock.now())  # fmt: skip
    return secret


def revoke_key(viewer: Staff, key: KeyOfProgram) -> None:
    """At once and for good."""
    _change(viewer, key, "revoke_key", revoked_at=clock.now())


def _change(viewer: Staff, key: KeyOfProgram, act: str, **facts: object) -> None:
    """Raises IllegalMove where a colleague was faster."""
    require_administrator(viewer, key.organisation_id)
    as_seen = (KeyOfProgram.id == key.id, KeyOfProgram.revoked_at.is_(None), KeyOfProgram.digest == key.digest)
    if rows_hit(changing(viewer, KeyOfProgram).where(*as_seen).values(**facts)) != 1:
        raise IllegalMove("key", act)
    record(viewer, act, key)


def key_of(viewer: Staff, key_id: int) -> KeyOfProgram:
    """Raises NotVisible."""
    return one_visible(viewer, KeyOfProgram, KeyOfProgram.id == key_id)


def keys_of(viewer: Staff, organisation_id: int) -> Sequence[KeyOfProgram]:
    """Those that work first, then by name."""
    wanted = visible(viewer, KeyOfProgram).where(KeyOfProgram.organisation_id == organisation_id)
    return db.session.scalars(wanted.order_by(KeyOfProgram.revoked_at.is_not(None), KeyOfProgram.name)).all()


def names_of_keys(ids: Collection[int]) -> dict[int, str]:
    """What keys are called that stand in a record which the viewer reaches."""
    if not ids:
        return {}
    wanted = visible(SIGN_IN, KeyOfProgram).where(KeyOfProgram.id.in_(ids))
    columns = wanted.with_only_columns(KeyOfProgram.id, KeyOfProgram.name)
    return {number: name for number, name in db.session.execute(columns)}


def admitted(secret: str) -> tuple[ApiKey, bool] | None:
    """Whom a key lets in, and whether its use is to be told; None for one that is not known or works no longer."""
    digest = digest_of(secret)
    opens = or_(
        KeyOfProgram.digest == digest,
        and_(KeyOfProgram.earlier_digest == digest, KeyOfProgram.earlier_until > clock.now()),
    )
    key = db.session.scalars(visible(SIGN_IN, KeyOfProgram).where(opens, KeyOfProgram.revoked_at.is_(None))).first()
    if key is None:
        return None
    is_told = key.last_used_at is not None and key.last_used_at > clock.now() - USE_TOLD_EVERY
    return ApiKey(key.organisation_id, frozenset(key.scopes), key.id), not is_told


def tell_use(key_id: int) -> None:
    """Remembers that a key was used just now."""
    used = changing(SIGN_IN, KeyOfProgram).where(KeyOfProgram.id == key_id)
    db.session.execute(used.values(last_used_at=clock.now()))


def kept_answer(viewer: ApiKey, name: str, request_digest: str) -> dict[str, object] | None:
    """The answer to the same request of the last day. Raises Refused where the name was another request's."""
    since = clock.now() - ANSWERS_KEPT
    wanted = visible(viewer, KeptAnswer).where(KeptAnswer.name == digest_of(name), KeptAnswer.at > since)
    held = db.session.scalars(wanted).one_or_none()
    if held is None:
        return None
    if held.request_digest != request_digest:
        raise Refused("This Idempotency-Key was sent with another request. Use a new one for each request.")
    return held.answer


def keep_answer(viewer: ApiKey, name: str, request_digest: str, answer: dict[str, object]) -> None:
    db.session.execute(
        removing(viewer, KeptAnswer).where(
            KeptAnswer.name == digest_of(name), KeptAnswer.at <= clock.now() - ANSWERS_KEPT
        )
    )
    db.session.add(KeptAnswer(organisation_id=viewer.organisation_id, key_id=viewer.key, name=digest_of(name),
                              request_digest=request_digest, answer=answer))  # fmt: skip
    db.session.flush()


@handler("forget_kept_answers", every=timedelta(hours=1))
def forget_kept_answers() -> None:
    """After a day the same name is a new request's."""
    with transaction():
        over = clock.now() - ANSWERS_KEPT
        db.session.execute(removing(System("keeping"), KeptAnswer).where(KeptAnswer.at <= over))
