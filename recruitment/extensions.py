"""The Flask extensions of the portal, unbound; this module imports nothing of ours."""

from typing import Any, NoReturn

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData, Table, event
from sqlalchemy.orm import DeclarativeBase


class WayRound(RuntimeError):
    """A read that went round `visible()`; a mistake in our code, never a user's."""


class VisibleSession(Session):
    """A session that is read through `core.tenancy.visible()` alone.

    `get` would hand out a row that some other viewer loaded, and `connection` would go round the alarm.
    """

    def get(self, *_: Any, **__: Any) -> NoReturn:
        raise WayRound("session.get() knows no viewer; begin with visible()")

    def connection(self, *_: Any, **__: Any) -> NoReturn:
        raise WayRound("session.connection() goes round the alarm; begin with visible()")


class Base(DeclarativeBase):
    # Named constraints, because a migration can only drop what has a name, on SQLite above all.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


@event.listens_for(Table, "before_create")
def _never_give_a_number_twice(table: Table, *_: Any, **__: Any) -> None:
    """SQLite would hand a removed row's id to the next one: acts and letters' keys of the one would be the other's."""
    if len(table.primary_key) == 1:
        table.dialect_options["sqlite"]["autoincrement"] = True


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={
        "class_": VisibleSession,
        "expire_on_commit": False,
        "join_transaction_mode": "create_savepoint",
    },
)
migrate = Migrate(render_as_batch=True)
csrf = CSRFProtect()
# A flood guard of one process; the limits that must agree between hosts are counted in the database.
limiter = Limiter(get_remote_address, default_limits=["600 per minute"], storage_uri="memory://")
babel = Babel()
