"""What a dump of the database must not tell: bytes of one length that only this installation’s secret reads."""

import json
from typing import Any, Final

from recruitment.accounts.sealing import brought_back, fingerprint, sealed_away

# More than the fullest answers take, so that all are of one length; the same for tallies, which hold counts of every
# answer to every question.
LENGTH_OF_ANSWERS: Final = 2_048
LENGTH_OF_TALLY: Final = 16_384


def seal(facts: Any, use: str, length: int) -> bytes:
    """Raises ValueError for more than `length` holds: cut short, it would be lost."""
    written = json.dumps(facts, ensure_ascii=True, separators=(",", ":")).encode()
    if len(written) > length:
        raise ValueError(f"{len(written)} bytes where {length} are kept")
    return sealed_away(written.ljust(length), use)


def unseal(content: bytes, use: str) -> Any:
    """None for what another secret sealed."""
    written = brought_back(content, use)
    return None if written is None else json.loads(written)


def token_of(application_id: int) -> str:
    """The one name of an application's copy: nobody makes it from the number, nor the number from it, without the
    secret."""
    return fingerprint("equality copies", str(application_id))
