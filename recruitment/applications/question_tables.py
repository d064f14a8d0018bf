"""Answers to the questions that an employer asks beside its criteria."""

from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import OfAnApplication, part_reach, staff_of_application, to_application
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.extensions import db
from recruitment.vacancies.question_rules import Asked, asked_of, in_words


class QuestionAnswer(OfAnApplication, db.Model):
    """One answer, with the question as it was asked (`asked`); `given`: texts or codes, empty where left unanswered.

    Sending writes question and answer for good: what becomes of the advert or the bank changes nothing here.
    `is_flagged`: a person should look at the answer; known once it is sent.
    """

    __tablename__ = "question_answer"
    __table_args__ = to_application(UniqueConstraint("application_id", "key"))
    __reach__ = part_reach(staff_of_application)
    __keeping__ = Keeping(
        purpose="To judge the application",
        period=Period.CASE,
        subject="account_id",
        personal={"given": Erasure.REMOVE_ROW},
        impersonal=("asked", "key"),
    )

    key: Mapped[str] = mapped_column(String(16))
    position: Mapped[int] = mapped_column(default=0)
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    given: Mapped[list[Any]] = mapped_column(JSON, default=list)
    is_flagged: Mapped[bool] = mapped_column(default=False)

    @property
    def question(self) -> Asked:
        return asked_of(self.asked)

    @property
    def words(self) -> str:
        return in_words(self.question, self.given)
