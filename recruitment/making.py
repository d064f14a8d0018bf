"""Commands that make history to measure with, and that count figures anew."""

import click
from flask import current_app

from recruitment.command_frame import on_tables, say
from recruitment.core.errors import Refused
from recruitment.demonstration.generated import generate
from recruitment.demonstration.history import generate_history
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


@click.command("generate-history")
@click.option("--years", type=click.IntRange(1, 20), default=10, show_default=True)
@click.option("--vacancies", type=click.IntRange(100), default=300_000, show_default=True)
@click.option("--applications", type=click.IntRange(100), default=5_000_000, show_default=True)
@click.option("--placements", type=click.IntRange(100), default=400_000, show_default=True)
@on_tables
def make_history(years: int, vacancies: int, applications: int, placements: int) -> None:
    """Add made-up years of all councils' recruitment, for measuring, and count their figures."""
    if current_app.config["SETTINGS"].mode == "production":
        raise click.ClickException("A made-up history has no place in production.")
    try:
        generate_history(say, years=years, vacancies=vacancies, applications=applications, placements=placements)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    recount(say)


@click.command("recount-figures")
@on_tables
def recount_figures() -> None:
    """Make the facts of all vacancies and all figures anew, which the worker keeps in step by itself."""
    recount(say)
    say("The figures are counted anew")
