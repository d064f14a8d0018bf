"""What a table says of the personal data it holds: why, how long, and how it is erased (UK GDPR, article 5).

These declarations are all that retention, one person's export and erasure need to know of a slice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, Date, LargeBinary, String
from sqlalchemy.orm import Mapper

from recruitment.core.clock import Moment

# Types in which a person's data can be written.
TELLING_TYPES = (String, JSON, LargeBinary, Date)


class Period(StrEnum):
    """From when the clock of keeping runs; the length in days is an organisation's or the operator's setting."""

    ACCOUNT = "as long as the account"
    CASE = "from the end of the application"
    VACANCY = "from the end of the vacancy"
    REDEPLOYMENT = "from the end of the registration at risk"
    DELIVERY = "until delivered"
    ALERT = "until the alert ends"
    RECORD = "as a public authority's record"
    UNUSED = "until unused for half a year"
    HOUR = "an hour"
    DAY = "a day"
    WEEK = "a week"


class Erasure(StrEnum):
    REMOVE_ROW = "the row is removed"
    BLANK = "the value is emptied"
    KEEP = "kept: the law asks for it, or it points to nobody once the rest is gone"


@dataclass(frozen=True)
class Keeping:
    """`personal` maps each column that can hold personal data to its erasure; `impersonal` names the other texts.

    `subject` is the column that leads to the person: an account's id, or a key to a row that has one; `address` is one
    that holds the person's email address, by which the row is theirs who confirmed it.
    `since`: the column from which hours or days are counted, where the table has more moments than one that is always
    set; of a record, from which a year is counted until what is not declared to be kept goes.
    `forgotten_by`: the kind of job by which the slice itself removes what is over, instead of the general one.
    `secret`: columns that no copy of a person's data shows, such as passwords and keys; hashes never are shown.
    `unsealed`: properties of a row by which a person reads what a secret column holds for them.
    `stored`: columns with the hash of bytes in the store, which go with the row.
    """

    purpose: str
    period: Period
    personal: Mapping[str, Erasure]
    subject: str | None = None
    impersonal: tuple[str, ...] = ()
    address: str | None = None
    since: str | None = None
    forgotten_by: str | None = None
    secret: tuple[str, ...] = ()
    unsealed: tuple[str, ...] = ()
    stored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Impersonal:
    """Nothing of a living person is kept here, or only what is published on purpose."""

    why: str


OPEN_FACTS: Final = Impersonal("open facts")


def require_keeping(mapper: Mapper[Any], model: type) -> None:
    """Raises TypeError at import for a table that leaves a telling column undeclared."""
    keeping = getattr(model, "__keeping__", None)
    if isinstance(keeping, Impersonal):
        return
    if not isinstance(keeping, Keeping):
        raise TypeError(f"{model.__name__} does not say what it keeps: set __keeping__")
    columns = {column.key: column for column in mapper.local_table.columns}
    declared = set(keeping.personal) | set(keeping.impersonal)
    telling = {
        key
        for key, column in columns.items()
        if isinstance(column.type, TELLING_TYPES) and not isinstance(column.type, Moment) and not column.foreign_keys
    }
    if silent := telling - declared:
        raise TypeError(f"{model.__name__} keeps {', '.join(sorted(silent))} without purpose, period or erasure")
    leading = {name for name in (keeping.subject, keeping.address, keeping.since) if name is not None}
    if unknown := (declared | leading | {*keeping.secret, *keeping.stored}) - columns.keys():
        raise TypeError(f"{model.__name__} declares keeping of {', '.join(sorted(unknown))}, which it does not have")
    if missing := [name for name in keeping.unsealed if not hasattr(model, name)]:
        raise TypeError(f"{model.__name__} unseals {', '.join(missing)}, which it does not have")
