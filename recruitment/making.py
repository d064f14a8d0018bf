"""Commands that make history to measure with, and that count figures anew."""

import click
from flask import current_app

from recruitment.command_frame import on_tables, say
from recruitment.demonstration.generated import generate
from recruitment.reporting.actions import recount
from recruitment.search.follower import rebuild


@click.command("generate")
@click.option("--vacancies", type=click.IntRange(1), required=True, help="How many live adverts to add.")
@on_tables
def generate_vacancies(vacancies: int) -> None:
    """Add made-up adverts, for measuring, and index them."""
    if current_app.config["SETTINGS"].mode == "production":
        raise click.ClickException("Made-up adverts have no place in production.")
    generate(vacancies, say)
    rebuild()


@click.command("recount-figures")
@on_tables
def recount_figures() -> None:
    """Make the facts of all vacancies and all figures anew, which the worker keeps in step by itself."""
    recount(say)
    say("The figures are counted anew")
