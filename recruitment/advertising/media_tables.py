"""Media in which adverts are placed: open facts that COSLA's operators keep."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import OPEN_FACTS
from recruitment.core.tenancy import REFERENCE
from recruitment.extensions import db


class Medium(db.Model):
    """`code` never changes, since the ledger and every figure bear it. `sign`: the letters in which the short link of
    a signpost in this medium ends; none where no link can stand. One that is not `is_offered` stays for what was
    recorded in it."""

    __tablename__ = "medium"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    is_online: Mapped[bool]
    sign: Mapped[str | None] = mapped_column(String(2), unique=True)
    position: Mapped[int]
    is_offered: Mapped[bool] = mapped_column(default=True)
