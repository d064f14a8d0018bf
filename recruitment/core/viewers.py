"""Who is looking. Frozen values, made at a door and handed inward; nothing inside asks for a current user."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Role(StrEnum):
    """What a member of an organisation's staff may do there (DOMAIN.md, "Who is who")."""

    ADMINISTRATOR = "administrator"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"
    APPROVER = "approver"
    PANEL_MEMBER = "panel_member"


# Each purpose for which the worker and the commands may read, with the reason; a table names those it admits.
PURPOSES = {
    "sign_in": "accounts are read before anybody is known",
    "mail": "the sender reads letters and marks them delivered",
    "jobs": "the worker claims and closes jobs",
    "index": "the follower reads published adverts into the search index",
    "import": "adverts as published are taken in",
    "onboarding": "organisations, categories, places and the register are loaded",
    "alerts": "alerts by e-mail are run, and ended when nobody wants them",
    "interviews": "times that are taken are offered to nobody else, and freed when an applicant leaves",
    "letters": "an act finds out whom to tell",
    "scan": "uploaded documents are checked for malware and made readable as pages",
    "scoring": "it is counted whether every panel member has scored, and no mark is read",
    "reporting": "figures are rolled up across organisations",
    "reports": "reports by e-mail are written for those who may still read them, and ended when they may not",
    "equality": "answers on equality are folded into counts, which nobody else may reach",
    "counting": "it is counted how often adverts are read, by nobody in particular",
    "keeping": "what is no longer needed is removed",
    "demonstration": "made-up people and applications for a demonstration",
    "health": "counts and ages for the health page",
}


@dataclass(frozen=True)
class Viewer:
    kind: ClassVar[str]


@dataclass(frozen=True)
class Public(Viewer):
    kind: ClassVar[str] = "public"


@dataclass(frozen=True)
class Candidate(Viewer):
    person: int
    kind: ClassVar[str] = "candidate"


@dataclass(frozen=True)
class Post:
    """One membership: an organisation and what the person may do there."""

    organisation_id: int
    roles: frozenset[Role]


@dataclass(frozen=True)
class Staff(Viewer):
    person: int
    posts: tuple[Post, ...]
    kind: ClassVar[str] = "staff"

    @property
    def organisation_ids(self) -> tuple[int, ...]:
        return tuple(post.organisation_id for post in self.posts)

    def roles_at(self, organisation_id: int) -> frozenset[Role]:
        return frozenset().union(*(post.roles for post in self.posts if post.organisation_id == organisation_id))

    def has_role(self, organisation_id: int, *roles: Role) -> bool:
        return not self.roles_at(organisation_id).isdisjoint(roles)

    def organisations_as(self, *roles: Role) -> tuple[int, ...]:
        return tuple(post.organisation_id for post in self.posts if not post.roles.isdisjoint(roles))


@dataclass(frozen=True)
class Cosla(Viewer):
    """Reads the national figures. `keeps_for`: the body for whose staff it keeps the register, if it does."""

    person: int
    keeps_for: str = ""
    kind: ClassVar[str] = "cosla"


@dataclass(frozen=True)
class Operator(Viewer):
    """Keeps the register and onboards organisations."""

    person: int
    kind: ClassVar[str] = "operator"


@dataclass(frozen=True)
class ApiKey(Viewer):
    """A program of one organisation. `key` is its row; `scopes` are of accounts.api_key_tables.SCOPES."""

    organisation_id: int
    scopes: frozenset[str]
    key: int = 0
    kind: ClassVar[str] = "api_key"

    @property
    def organisation_ids(self) -> tuple[int, ...]:
        return (self.organisation_id,)


@dataclass(frozen=True)
class TokenHolder(Viewer):
    """Whoever holds a signed link to one row."""

    token_kind: str
    row: int
    kind: ClassVar[str] = "token"


@dataclass(frozen=True)
class System(Viewer):
    purpose: str
    kind: ClassVar[str] = "system"

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES:
            raise ValueError(f"{self.purpose!r} is not a purpose of core.viewers.PURPOSES")


VIEWERS: tuple[type[Viewer], ...] = (Public, Candidate, Staff, Cosla, Operator, ApiKey, TokenHolder, System)
