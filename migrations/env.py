"""Runs migrations on the app's own engine. New ones: flask db revision --autogenerate --rev-id 00NN -m slug."""

from logging.config import fileConfig
from typing import Any

from alembic import context
from flask import current_app

from recruitment.core.clock import Moment
from recruitment.extensions import db
from recruitment.reporting.watching import ignore_changes, watch_changes

config = context.config
if current_app.config["SETTINGS"].mode != "test":
    fileConfig(config.config_file_name, disable_existing_loggers=False)


def written_plainly(kind: str, item: Any, _autogen: Any) -> str | bool:
    """A migration names the database's types, not ours, which may change."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime()"
    return False


def run_online() -> None:
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            render_item=written_plainly,
            compare_type=True,
            # Every BEGIN is our own, so that SQLite too takes a failed migration back whole.
            transactional_ddl=True,
        )
        with context.begin_transaction():
            # SQLite loses the triggers of a table that a migration makes anew, and refuses to rename what one names.
            ignore_changes(connection)
            context.run_migrations()
            watch_changes(connection)


def run_offline() -> None:
    context.configure(url=str(db.engine.url), target_metadata=db.metadata, literal_binds=True, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
