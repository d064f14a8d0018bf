"""A person's own answers, the copies that lead to nobody, and the tallies into which they are folded.

What these rows tell to somebody who holds them all is said in the package's own words.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, ForeignKeyConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.equality.questions import version_named
from recruitment.applications.equality.sealed import LENGTH_OF_ANSWERS, seal, unseal
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

# Stages in their order. The later ones are counted when the job has ended.
STAGES = {
    "applied": "Applied",
    "shortlisted": "Shortlisted",
    "interview": "Interviewed",
    "offered": "Offered",
    "appointed": "Appointed",
}
THE_FOLD = Reach(
    public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"equality"},
)  # fmt: skip


class EqualityAnswer(db.Model):
    """A person's own answers, or that they skipped them.

    `content` seals {"version": name, "answers": {question: [answer]}}, all by their codes.
    """

    __tablename__ = "equality_answer"
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "equality"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To count, in sums that lead to nobody, whom jobs reach and who is chosen",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"content": Erasure.REMOVE_ROW},
        secret=("content",),
        unsealed=("answers",),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)

    @property
    def stored(self) -> dict[str, Any]:
        """Version and answers by their codes; empty where the secret has changed since."""
        return unseal(self.content, f"answers of {self.account_id}") or {}

    def store(self, version: str, answers: dict[str, list[str]]) -> None:
        facts = {"version": version, "answers": answers}
        self.content = seal(facts, f"answers of {self.account_id}", LENGTH_OF_ANSWERS)

    @property
    def answers(self) -> dict[str, str]:
        """Each question with what was answered, in words."""
        stored = self.stored
        version = version_named(stored.get("version", ""))
        if version is None:
            return {}
        told = {
            question.text: question.told(stored["answers"].get(question.code, ())) for question in version.questions
        }
        return {text: said for text, said in told.items() if said}


class EqualityCopy(db.Model):
    """Answers as they stood when the job closed, of one application; only the fold knows of which.

    `content` seals {"version", "answers", "counted": [stage]}. On SQLite the table has no row numbers, as they would
    tell in which order copies came.
    """

    __tablename__ = "equality_copy"
    __table_args__ = {"sqlite_with_rowid": False}
    __reach__ = THE_FOLD
    __keeping__ = Keeping(
        purpose="To count each stage of a job when it is over",
        period=Period.VACANCY,
        personal={"content": Erasure.REMOVE_ROW},
        impersonal=("token", "latest"),
        secret=("content",),
        forgotten_by="fold_equality",
    )

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    # The end of the financial year after the one in which it was made: all of a year share it.
    latest: Mapped[date] = mapped_column(Date)


class EqualityTally(db.Model):
    """Counts of one stage at one organisation in one financial year, before the year is over.

    `content` seals {"total": number, "counts": {question: {answer: number}}}.
    """

    __tablename__ = "equality_tally"
    __table_args__ = (UniqueConstraint("organisation_id", "year", "stage"),)
    __reach__ = THE_FOLD
    __keeping__ = Impersonal("sealed counts of an organisation")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    stage: Mapped[str] = mapped_column(String(12))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class EqualityFold(db.Model):
    """How far the copies of a vacancy are folded: for which closing date they were made, and whether all is counted."""

    __tablename__ = "equality_fold"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = THE_FOLD
    __keeping__ = Impersonal("how far a vacancy is counted")

    vacancy_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int]
    closed_at: Mapped[datetime] = mapped_column(clock.Moment)
    is_over: Mapped[bool] = mapped_column(default=False)
