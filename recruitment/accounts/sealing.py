"""What must be read again by us alone: encrypted with a key that only this installation's secret gives."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app


def _key(use: str) -> bytes:
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, use.encode(), hashlib.sha256).digest()


def sealed(content: bytes, key: str) -> bytes:
    """Needs, to be read, this installation's secret and a session's `key` together."""
    return Fernet(base64.urlsafe_b64encode(_key(f"parked forms {key}"))).encrypt(content)


def unsealed(content: bytes, key: str) -> bytes | None:
    """What was sealed with this key, or None."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key(f"parked forms {key}"))).decrypt(content)
    except InvalidToken:
        return None


def fingerprint(use: str, value: str) -> str:
    """A keyed hash: the same value gives the same text, and nobody reads the value from it."""
    return hmac.new(_key(use), value.strip().lower().encode(), hashlib.sha256).hexdigest()


def sealed_away(content: bytes, use: str) -> bytes:
    """For what stays: read with this installation's secret alone, and only for the same `use`. It tells no moment."""
    return Fernet(base64.urlsafe_b64encode(_key(f"sealed away {use}"))).encrypt_at_time(content, 0)


def brought_back(content: bytes, use: str) -> bytes | None:
    """What was sealed away for this use, or None: another secret, or another row's."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key(f"sealed away {use}"))).decrypt(content)
    except InvalidToken:
        return None
