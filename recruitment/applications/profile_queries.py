"""Reads of a person's own profile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select

from recruitment.accounts.tables import Account
from recruitment.applications.profile_tables import (
    Education,
    Employment,
    Gap,
    Language,
    OwnGuarantee,
    OwnSupport,
    Profile,
    Referee,
    Registration,
    Training,
)
from recruitment.core.own import SOMEBODY, asked_by, own
from recruitment.core.tenancy import one_visible, touching, visible, with_perhaps
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


@dataclass(frozen=True)
class WholeProfile:
    """Everything that a person has told once; `basics` is None until something of it was told."""

    email: str
    basics: Profile | None
    employment: tuple[Employment, ...]
    gaps: tuple[Gap, ...]
    education: tuple[Education, ...]
    training: tuple[Training, ...]
    registrations: tuple[Registration, ...]
    languages: tuple[Language, ...]
    referees: tuple[Referee, ...]
    guarantee: OwnGuarantee | None
    support: OwnSupport | None

    @property
    def has_history(self) -> bool:
        return bool(self.employment or self.education or self.training or self.registrations)

    @property
    def dated(self) -> list[Any]:
        """All that says when the person did what: work, education with its dates, explained gaps."""
        return [*self.employment, *(row for row in self.education if row.started), *self.gaps]


def basics(viewer: Candidate) -> Profile | None:
    return db.session.scalars(visible(viewer, Profile)).one_or_none()


def employment(viewer: Candidate) -> tuple[Employment, ...]:
    """The newest first; what goes on still, above what has ended."""
    rows = _own(viewer, Employment)
    return tuple(sorted(rows, key=lambda job: (job.ended is None, job.ended or job.started, job.started), reverse=True))


def education(viewer: Candidate) -> tuple[Education, ...]:
    rows = _own(viewer, Education)
    return tuple(sorted(rows, key=lambda row: (-(row.year or 0), row.id)))


def gap_rows(viewer: Candidate) -> tuple[Gap, ...]:
    """The newest first."""
    return tuple(sorted(_own(viewer, Gap), key=lambda row: (-row.started.toordinal(), row.id)))


def training(viewer: Candidate) -> tuple[Training, ...]:
    rows = _own(viewer, Training)
    return tuple(sorted(rows, key=lambda row: (row.completed or date.min, row.id), reverse=True))


def languages(viewer: Candidate) -> tuple[Language, ...]:
    """Gaelic before all others."""
    return tuple(sorted(_own(viewer, Language), key=lambda row: (not is_gaelic(row.language), row.id)))


def is_gaelic(language: str) -> bool:
    return language.casefold().strip() in ("gaelic", "scottish gaelic", "scots gaelic", "gàidhlig", "gaidhlig")


def registrations(viewer: Candidate) -> tuple[Registration, ...]:
    return _by_id(viewer, Registration)


def referees(viewer: Candidate) -> tuple[Referee, ...]:
    return _by_id(viewer, Referee)


def _own(viewer: Candidate, part: Any) -> Sequence[Any]:
    return db.session.scalars(own(part), asked_by(viewer)).all()


def _by_id(viewer: Candidate, part: Any) -> tuple[Any, ...]:
    return tuple(sorted(_own(viewer, part), key=lambda row: row.id))


def one_of(viewer: Candidate, part: type[Any], row_id: int) -> Any:
    """A row of the person's own employment, education, registrations or referees. Raises NotVisible."""
    return one_visible(viewer, part, part.id == row_id)


def email_of(viewer: Candidate) -> str:
    return one_visible(viewer, Account, Account.id == viewer.person).email


# What a person may have told any number of times, and whether they did.
LISTS: tuple[Any, ...] = (Employment, Gap, Education, Training, Registration, Language, Referee)


@cache
def _told_once() -> Select[*tuple[Any, ...]]:
    """The address; of each part that a person has once, the row or None; and of each list whether it holds anything."""
    wanted = own(Account)
    for part in (Profile, OwnGuarantee, OwnSupport):
        wanted = with_perhaps(SOMEBODY, wanted, part, part.account_id == Account.id)
    lists = [own(part) for part in LISTS]
    held = [read.exists().label(f"told_{number}") for number, read in enumerate(lists)]
    return touching(wanted.with_only_columns(Account.email, Profile, OwnGuarantee, OwnSupport, *held), *lists)


def whole_profile(viewer: Candidate) -> WholeProfile:
    email, basics, guarantee, support, *held = db.session.execute(_told_once(), asked_by(viewer)).one()
    there = {part for part, is_held in zip(LISTS, held, strict=True) if is_held}
    return WholeProfile(
        email=email,
        basics=basics,
        employment=employment(viewer) if Employment in there else (),
        gaps=gap_rows(viewer) if Gap in there else (),
        education=education(viewer) if Education in there else (),
        training=training(viewer) if Training in there else (),
        registrations=registrations(viewer) if Registration in there else (),
        languages=languages(viewer) if Language in there else (),
        referees=referees(viewer) if Referee in there else (),
        guarantee=guarantee,
        support=support,
    )
