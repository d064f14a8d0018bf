"""Reads of a person's own profile."""

from dataclasses import dataclass
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.profile_tables import Education, Employment, Profile, Referee, Registration
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


@dataclass(frozen=True)
class WholeProfile:
    """Everything that a person has told once; `basics` is None until something of it was told."""

    email: str
    basics: Profile | None
    employment: tuple[Employment, ...]
    education: tuple[Education, ...]
    registrations: tuple[Registration, ...]
    referees: tuple[Referee, ...]

    @property
    def has_history(self) -> bool:
        return bool(self.employment or self.education or self.registrations)


def basics(viewer: Candidate) -> Profile | None:
    return db.session.scalars(visible(viewer, Profile)).one_or_none()


def employment(viewer: Candidate) -> tuple[Employment, ...]:
    """The newest first; what goes on still, above what has ended."""
    rows = db.session.scalars(visible(viewer, Employment)).all()
    return tuple(sorted(rows, key=lambda job: (job.ended is None, job.ended or job.started, job.started), reverse=True))


def education(viewer: Candidate) -> tuple[Education, ...]:
    rows = db.session.scalars(visible(viewer, Education)).all()
    return tuple(sorted(rows, key=lambda row: (-(row.year or 0), row.id)))


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
        education=education(viewer),
        registrations=registrations(viewer),
        referees=referees(viewer),
    )
