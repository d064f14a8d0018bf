"""Reads of a person's own profile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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
from recruitment.core.tenancy import one_visible, visible
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
    rows = db.session.scalars(visible(viewer, Employment)).all()
    return tuple(sorted(rows, key=lambda job: (job.ended is None, job.ended or job.started, job.started), reverse=True))


def education(viewer: Candidate) -> tuple[Education, ...]:
    rows = db.session.scalars(visible(viewer, Education)).all()
    return tuple(sorted(rows, key=lambda row: (-(row.year or 0), row.id)))


def gap_rows(viewer: Candidate) -> tuple[Gap, ...]:
    """The newest first."""
    return tuple(db.session.scalars(visible(viewer, Gap).order_by(Gap.started.desc(), Gap.id)))


def training(viewer: Candidate) -> tuple[Training, ...]:
    rows = db.session.scalars(visible(viewer, Training)).all()
    return tuple(sorted(rows, key=lambda row: (row.completed or date.min, row.id), reverse=True))


def languages(viewer: Candidate) -> tuple[Language, ...]:
    """Gaelic before all others."""
    rows = db.session.scalars(visible(viewer, Language).order_by(Language.id)).all()
    return tuple(sorted(rows, key=lambda row: not is_gaelic(row.language)))


def is_gaelic(language: str) -> bool:
    return language.casefold().strip() in ("gaelic", "scottish gaelic", "scots gaelic", "gàidhlig", "gaidhlig")


def registrations(viewer: Candidate) -> tuple[Registration, ...]:
    return tuple(db.session.scalars(visible(viewer, Registration).order_by(Registration.id)))


def referees(viewer: Candidate) -> tuple[Referee, ...]:
    return tuple(db.session.scalars(visible(viewer, Referee).order_by(Referee.id)))


def one_of(viewer: Candidate, part: type[Any], row_id: int) -> Any:
    """A row of the person's own employment, education, registrations or referees. Raises NotVisible."""
    return one_visible(viewer, part, part.id == row_id)


def email_of(viewer: Candidate) -> str:
    return one_visible(viewer, Account, Account.id == viewer.person).email


def whole_profile(viewer: Candidate) -> WholeProfile:
    return WholeProfile(
        email=email_of(viewer),
        basics=basics(viewer),
        employment=employment(viewer),
        gaps=gap_rows(viewer),
        education=education(viewer),
        training=training(viewer),
        registrations=registrations(viewer),
        languages=languages(viewer),
        referees=referees(viewer),
        guarantee=db.session.scalars(visible(viewer, OwnGuarantee)).one_or_none(),
        support=db.session.scalars(visible(viewer, OwnSupport)).one_or_none(),
    )
