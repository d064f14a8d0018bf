"""The bank of questions that an organisation keeps for its adverts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.lifecycle import DESK_ROLES
from recruitment.vacancies.question_rules import Asked, asked_of


def _of_desk(viewer: Staff, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*DESK_ROLES))


class BankQuestion(db.Model):
    """A question that an organisation keeps; adverts take a copy. What adverts have taken up is retired, not deleted.

    `options` and `flagged` are lists of texts, as question_rules.Asked has them.
    """

    __tablename__ = "bank_question"
    __table_args__ = (
        UniqueConstraint("organisation_id", "text"),
        CheckConstraint(
            "kind in ('short','long','yes_no','one','several','number','date')", name="question_of_known_kind"
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_of_desk, cosla=nothing, operator=nothing,
        api_key=own_organisation, token=nothing, system={"import", "keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Impersonal("wording for adverts")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    topic: Mapped[str] = mapped_column(String(20), default="other")
    text: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(10))
    help: Mapped[str] = mapped_column(Text, default="")
    options: Mapped[list[Any]] = mapped_column(JSON, default=list)
    flagged: Mapped[list[Any]] = mapped_column(JSON, default=list)
    is_required: Mapped[bool] = mapped_column(default=False)
    longest: Mapped[int | None]
    # How many adverts have taken it up.
    taken: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None] = mapped_column(clock.Moment)

    @property
    def asked(self) -> Asked:
        return asked_of({name: getattr(self, name) for name in Asked.__dataclass_fields__})
