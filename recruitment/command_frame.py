"""What commands have in common: saying how far they are, and asking for a database that is prepared."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import inspect

from recruitment.extensions import db


def say(line: str) -> None:
    click.echo(line)


def on_tables(command: Callable[..., None]) -> Callable[..., None]:
    """For a command that reads or writes: without its tables it says how to make them."""

    @with_appcontext
    @wraps(command)
    def run(*words: Any, **named: Any) -> None:
        if db.metadata.tables.keys() - set(inspect(db.engine).get_table_names()):
            raise click.ClickException("The database is not prepared. Run this first: flask --app wsgi db upgrade")
        command(*words, **named)

    return run
