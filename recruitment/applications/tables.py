"""An application. What may be hidden apart (name, guarantee, support) is a table of its own with its own reach."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    or_,
    select,
)  # fmt: skip
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from recruitment.applications.exclusion_tables import not_excluded
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy, vacancy_reach_of_staff

HANDS_ON = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)


def _submitted_to_staff(viewer: Any, model: Any) -> Any:
    """Those who choose reach what was submitted; a draft is the candidate's alone, who approves needs no name, and
    whoever is excluded for a relationship with the applicant reads nothing of it."""
    return and_(
        not_excluded(viewer, model.id),
        vacancy_reach_of_staff(viewer, model.organisation_id, model.vacancy_id, HANDS_ON),
        model.submitted_at.is_not(None),
    )


class Application(db.Model):
    """One person's application for one vacancy. The constraint, not a page, keeps it to one."""

    __tablename__ = "application"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"]),
        UniqueConstraint("vacancy_id", "account_id"),
        UniqueConstraint("organisation_id", "id"),
        Index("ix_application_sift", "organisation_id", "vacancy_id", "state"),
        CheckConstraint("(state = 'held') = (held_from is not null)", name="held_from_somewhere"),
        CheckConstraint("(state = 'draft') = (submitted_at is null)", name="submitted_has_moment"),
        CheckConstraint(
            "(state in ('unsuccessful','withdrawn','declined','appointed','called_off')) = (ended_at is not null)",
            name="ended_has_moment",
        ),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_submitted_to_staff, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing,
        system={"letters", "interviews", "reporting", "keeping", "demonstration", "equality"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To choose somebody for the job",
        period=Period.CASE,
        subject="account_id",
        personal={
            "employed_by_council": Erasure.REMOVE_ROW,
            "heard_from": Erasure.REMOVE_ROW,
            "came_by": Erasure.REMOVE_ROW,
        },
        impersonal=("reference", "title", "state", "held_from", "sections"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    vacancy_id: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reference: Mapped[str] = mapped_column(String(14), unique=True)
    # The post's title as it stood: a withdrawn advert is out of the candidate's reach, the application is not.
    title: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20), default="draft")
    # Names of the task list's sections that the candidate has marked as finished.
    sections: Mapped[list[Any]] = mapped_column(JSON, default=list)
    started_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    submitted_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    # The first time; from then on staff may know who it is, where names were hidden until the shortlist.
    shortlisted_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    # The state to which an application on hold goes back.
    held_from: Mapped[str | None] = mapped_column(String(20))
    ended_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    employed_by_council: Mapped[str] = mapped_column(String(10), default="")
    heard_from: Mapped[str] = mapped_column(String(30), default="")
    # The `source` of DayOfViews of the link by which the draft was begun; nobody changes it.
    came_by: Mapped[str] = mapped_column(String(30), default="")

    @property
    def told_state(self) -> str:
        """Where its candidate knows it to stand: one on hold still waits for what it waited for."""
        return self.held_from or self.state

    vacancy: Mapped[Vacancy] = relationship(lazy="raise", viewonly=True)
    organisation: Mapped[Organisation] = relationship(lazy="raise", viewonly=True)


def _staff_with(*roles: Role) -> Any:
    """Staff who hold one of these roles where the application went, and only once it was submitted."""

    def rule(viewer: Any, model: Any) -> Any:
        whole = aliased(Application)
        sent = select(whole.id).where(whole.submitted_at.is_not(None)).scalar_subquery()
        return and_(
            model.organisation_id.in_(viewer.organisations_as(*roles)),
            model.application_id.in_(sent),
            not_excluded(viewer, model.application_id),
        )

    return rule


def staff_of_application(viewer: Any, model: Any) -> Any:
    """Whoever among staff reaches the application itself."""
    whole = aliased(Application)
    reached = select(whole.id).where(_submitted_to_staff(viewer, whole)).scalar_subquery()
    return model.application_id.in_(reached)


def once_known(staff: Any) -> Any:
    """The same, but nobody while the vacancy hides names and the applicant has not been shortlisted."""

    def rule(viewer: Any, model: Any) -> Any:
        whole, post = aliased(Application), aliased(Vacancy)
        known = select(whole.id).where(
            whole.id == model.application_id,
            post.id == whole.vacancy_id,
            or_(post.hides_names.is_(False), whole.shortlisted_at.is_not(None)),
        )
        return and_(staff(viewer, model), known.exists())

    return rule


def part_reach(staff: Any) -> Reach:
    return Reach(
        public=nothing, candidate=own_person, staff=staff, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration"},
    )  # fmt: skip


def _told(purpose: str, *columns: str) -> Keeping:
    return Keeping(
        purpose=purpose,
        period=Period.CASE,
        subject="account_id",
        personal={column: Erasure.REMOVE_ROW for column in columns},
    )


class OfAnApplication:
    """The keys of every part; both, so that no part can hang on another organisation's application."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    application_id: Mapped[int]
    account_id: Mapped[int]


def to_application(*more: Any) -> tuple[Any, ...]:
    return (
        ForeignKeyConstraint(
            ["organisation_id", "application_id"], ["application.organisation_id", "application.id"], ondelete="CASCADE"
        ),
        *more,
    )


class Contact(OfAnApplication, db.Model):
    """Name and contact as they stood when the application was submitted."""

    __tablename__ = "application_contact"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = part_reach(once_known(staff_of_application))
    __keeping__ = _told(
        "To know and reach the applicant", "given_name", "family_name", "email", "phone", "address", "town", "postcode"
    )

    given_name: Mapped[str] = mapped_column(String(80))
    family_name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(300))
    town: Mapped[str] = mapped_column(String(80))
    postcode: Mapped[str] = mapped_column(String(10))


class RefereeCopy(OfAnApplication, db.Model):
    """A referee as named in the application; only those who may ask for references reach it."""

    __tablename__ = "application_referee"
    __table_args__ = to_application()
    __reach__ = part_reach(once_known(_staff_with(Role.ADMINISTRATOR, Role.RECRUITER)))
    __keeping__ = _told("To ask for references", "name", "relationship", "organisation", "email", "phone")

    name: Mapped[str] = mapped_column(String(120))
    relationship: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40))
    ask_me_first: Mapped[bool]


class Answer(OfAnApplication, db.Model):
    """The candidate's answer to one criterion, with the criterion's words as they stood."""

    __tablename__ = "answer"
    __table_args__ = to_application(UniqueConstraint("application_id", "criterion_id"))
    __reach__ = part_reach(staff_of_application)
    __keeping__ = Keeping(
        purpose="To judge the application",
        period=Period.CASE,
        subject="account_id",
        personal={"text": Erasure.REMOVE_ROW},
        impersonal=("criterion_text", "kind"),
    )

    criterion_id: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    criterion_text: Mapped[str] = mapped_column(String(500), default="")
    kind: Mapped[str] = mapped_column(String(12), default="essential")
    text: Mapped[str] = mapped_column(Text, default="")


class Declaration(OfAnApplication, db.Model):
    """Relationships, convictions as far as the post's disclosure level allows to ask, and that all is true."""

    __tablename__ = "declaration"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = part_reach(once_known(_staff_with(Role.ADMINISTRATOR, Role.RECRUITER)))
    __keeping__ = _told(
        "To appoint lawfully", "related", "related_to", "convictions", "convictions_detail", "right_to_work",
        "right_to_work_evidence", "right_to_work_until",
    )  # fmt: skip

    related: Mapped[str] = mapped_column(String(3), default="")
    related_to: Mapped[str] = mapped_column(String(300), default="")
    convictions: Mapped[str] = mapped_column(String(3), default="")
    convictions_detail: Mapped[str] = mapped_column(Text, default="")
    right_to_work: Mapped[str] = mapped_column(String(20), default="")
    # Copied from the profile when the application is sent.
    right_to_work_evidence: Mapped[str] = mapped_column(String(20), default="")
    right_to_work_until: Mapped[date | None] = mapped_column(Date)
    is_true: Mapped[bool] = mapped_column(default=False)


class Guarantee(OfAnApplication, db.Model):
    """Claims to a guaranteed interview, by their schemes, seen only by those who must act on them."""

    __tablename__ = "guarantee"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = part_reach(_staff_with(Role.ADMINISTRATOR, Role.RECRUITER))
    __keeping__ = _told("To offer an interview that is guaranteed", "schemes")

    schemes: Mapped[list[Any]] = mapped_column(JSON)


class Support(OfAnApplication, db.Model):
    """What a person needs to take part, seen only by those who must act on it."""

    __tablename__ = "support"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = part_reach(once_known(_staff_with(*HANDS_ON)))
    __keeping__ = _told("To make reasonable adjustments", "needs")

    needs: Mapped[str] = mapped_column(Text)


class Progress(OfAnApplication, db.Model):
    """What the candidate is told of each move, with the feedback that was written for them."""

    __tablename__ = "progress"
    __table_args__ = to_application(Index("ix_progress_application", "application_id", "state", "at"))
    # The clock of promises asks when applicants heard, the fold which stages they reached, and neither any more.
    __reach__ = replace(
        part_reach(staff_of_application), system={"letters", "reporting", "keeping", "demonstration", "equality"}
    )
    __keeping__ = Keeping(
        purpose="To tell the candidate where the application stands",
        period=Period.CASE,
        subject="account_id",
        personal={"message": Erasure.REMOVE_ROW},
        impersonal=("state",),
    )

    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    state: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(Text, default="")
