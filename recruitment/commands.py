"""The flask CLI of the portal; also the one place where job handlers are wired to the worker."""

import json
import logging
import os
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, cast
from urllib.request import urlopen

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from honcho.manager import Manager

from recruitment.accounts import jobs as accounts_jobs
from recruitment.accounts import keys, work_jobs
from recruitment.accounts.national import appoint
from recruitment.advertising.media import load_media
from recruitment.advertising.prices import load_prices
from recruitment.applications import after_jobs, assisted_jobs, cv_jobs, expiry_jobs, notice_jobs
from recruitment.applications import attachment_jobs as document_jobs
from recruitment.applications.equality import jobs as equality_jobs
from recruitment.command_frame import on_tables, say
from recruitment.core import clock, planner
from recruitment.core.errors import Refused
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import System
from recruitment.core.worker import stopped_by_signal, work
from recruitment.demonstration import PASSWORD, accounts_told, show_demonstration
from recruitment.extensions import db
from recruitment.keeping import accounts as keeping_accounts
from recruitment.keeping import copies, retention
from recruitment.mail import sender
from recruitment.making import generate_vacancies, make_history, recount_figures
from recruitment.offers import offer_jobs, pool_jobs, reference_jobs
from recruitment.organisations.loading import load_councils
from recruitment.organisations.pages import load_pages
from recruitment.places.loading import load_geography
from recruitment.programme import jobs as programme_jobs
from recruitment.programme.loading import load_register
from recruitment.records import actions as record_actions
from recruitment.reporting import jobs as reporting_jobs
from recruitment.search import alert_jobs, saved_jobs
from recruitment.search.follower import follow, rebuild
from recruitment.selection import interview_jobs, message_files
from recruitment.settings import PROJECT, WEB_THREADS, Settings
from recruitment.vacancies import approval_jobs, attachment_jobs, redeployment_jobs
from recruitment.vacancies.categories import load_categories
from recruitment.vacancies.importing import run_import
from recruitment.web.employer import importing_jobs, importing_placements_jobs

ADVERTS = PROJECT / "recruitment" / "vacancies" / "data" / "scottish_adverts.jsonl"
# Modules whose import registers handlers with core.jobs.
HANDLERS = (
    sender, planner, accounts_jobs, keys, approval_jobs, attachment_jobs, after_jobs, programme_jobs, reporting_jobs,
    saved_jobs, alert_jobs, importing_jobs, importing_placements_jobs, work_jobs, redeployment_jobs, cv_jobs,
    document_jobs, expiry_jobs, equality_jobs, assisted_jobs, pool_jobs, reference_jobs, notice_jobs, interview_jobs,
    message_files, offer_jobs, keeping_accounts, copies, retention, record_actions,
)  # fmt: skip
# What honcho says of the end of all when it was asked for, by Ctrl-C or SIGTERM.
STOPPED = (130, 143)
# Seconds.
BETWEEN_LOOKS = 0.2


def register(app: Flask) -> None:
    """Hangs every command on the app."""
    for command in COMMANDS:
        app.cli.add_command(command)


def load_all() -> None:
    with transaction():
        load_geography(say)
        load_councils()
        load_pages()
        load_categories()
        load_media()
        load_prices()
        load_register()


@click.command()
@on_tables
def load() -> None:
    """Load places, councils, categories and the programme's register; what is there already stays."""
    load_all()


@click.command("appoint-operator")
@click.argument("email")
@on_tables
def appoint_operator(email: str) -> None:
    """Make whoever confirmed this address an operator, who then appoints others at /cosla/people."""
    try:
        with transaction():
            row = appoint(System("onboarding"), email, "operator")
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    say(f"{row.email} is an operator now")


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what would be removed today and change nothing.")
@on_tables
def remove_what_is_over(dry_run: bool) -> None:
    """Remove what has had its time, as the worker does by itself each day; or say what would go."""
    with only_reading():
        lines = retention.due(clock.today())
    for line in retention.as_table(lines):
        say(line)
    if not dry_run:
        retention.run_whole()
        keeping_accounts.tend_accounts()
        say("Removed")


@click.command("import-adverts")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--create-organisations", is_flag=True, help="Add employers that are not known yet.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the outcome of each row as JSON.")
@on_tables
def import_adverts(file: Path, create_organisations: bool, dry_run: bool, report: Path | None) -> None:
    """Take in adverts as published, one JSON object a line. Exit 0 clean, 1 some refused, 2 unreadable."""
    if report:
        _require_writable(report)
    result = run_import(
        file,
        create_organisations=create_organisations,
        dry_run=dry_run,
        move_closing_dates=current_app.config["SETTINGS"].is_demonstration,
        progress=say,
    )
    for row in result.rows:
        say(row.sentence)
    say(result.problem or result.summary)
    if report:
        report.write_text(json.dumps(result.as_dict(), indent=1, ensure_ascii=False) + "\n")
    sys.exit(result.exit_code)


def _require_writable(report: Path) -> None:
    """Before anything is imported: a report that cannot be written afterwards would be lost."""
    try:
        report.open("a").close()
    except OSError as problem:
        raise click.BadParameter(f"{report} cannot be written: {problem.strerror}", param_hint="--report") from None


@click.command()
@on_tables
def worker() -> None:
    """Run queued jobs until told to stop: letters above all."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    work(stopped_by_signal())


@click.command("follow-index")
@on_tables
def follow_index() -> None:
    """Keep this host's search index in step with published adverts, until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    follow(cast(Any, current_app)._get_current_object())


@click.command("rebuild-index")
@on_tables
def rebuild_index() -> None:
    """Make this host's search index anew; the old one serves until the new one is whole."""
    rebuild(say)
    say("The search index is made anew")


@click.command()
@on_tables
def demonstration() -> None:
    """Fill a demonstration: real adverts, accounts for every council, made-up people and applications."""
    if not current_app.config["SETTINGS"].is_demonstration:
        raise click.ClickException("Demonstration data is for RECRUITMENT_MODE=demonstration.")
    show_demonstration(ADVERTS, say)


@click.command()
@with_appcontext
def serve() -> None:
    """Prepare the database, then run web server, worker and index follower together until Ctrl-C."""
    settings = current_app.config["SETTINGS"]
    _require_free(settings.port)
    say("Preparing the database")
    upgrade()
    load_all()
    if settings.is_demonstration:
        show_demonstration(ADVERTS, say)
    # A connection left open here would keep the others from writing for as long as they run.
    db.session.remove()
    db.engine.dispose()
    python = Path(sys.executable).parent
    house = Manager()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    flask = f"{python / 'flask'} --app wsgi"
    web = f"{python / 'granian'} {web_options(settings.port)} wsgi:app"
    house.add_process("web", web, env=environment, cwd=str(PROJECT))
    house.add_process("worker", f"{flask} worker", env=environment, cwd=str(PROJECT))
    house.add_process("search", f"{flask} follow-index", env=environment, cwd=str(PROJECT))
    say("Starting web server, worker and search")
    # Beside the loop, which watches over the parts; as a daemon it ends with it.
    threading.Thread(target=_say_when_ready, args=(settings,), daemon=True).start()
    house.loop()
    if house.returncode not in STOPPED:
        raise click.ClickException("A part of the portal ended by itself, so the others were stopped. See above why.")


def _say_when_ready(settings: Settings) -> None:
    """The address, once whoever opens it finds a page with vacancies."""
    address, is_ready = f"http://127.0.0.1:{settings.port}", False
    while not is_ready:
        # Refused while the web server starts, 503 while the index is filled.
        with suppress(OSError), urlopen(f"{address}/health", timeout=5) as answer:
            is_ready = json.load(answer)["ready"]
        clock.wait(BETWEEN_LOOKS)
    say(f"\n  The portal is at {address}/   (Ctrl-C stops it)\n")
    if settings.is_demonstration:
        for line in accounts_told():
            say(f"  {line}")
        say(f"  The password of every demonstration account: {PASSWORD}\n")


def _require_free(port: int) -> None:
    """The web server shares its port with whoever lets it, so two portals would answer in turn."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise click.ClickException(f"Port {port} cannot be used: {problem.strerror}. Choose one by PORT.") from None


def web_options(port: int) -> str:
    """How the web server is run; of workers that do not end when asked it waits for less time than we wait for it."""
    options = {
        "interface": "wsgi",
        "host": "127.0.0.1",
        "port": port,
        "workers": "2",
        "blocking-threads": WEB_THREADS,
        # It warns of the number of threads, which is meant.
        "log-level": "error",
        "workers-kill-timeout": "3",
    }
    return " ".join(f"--{name} {value}" for name, value in options.items()) + " --respawn-failed-workers"


COMMANDS = (
    load,
    appoint_operator,
    remove_what_is_over,
    import_adverts,
    worker,
    follow_index,
    rebuild_index,
    generate_vacancies,
    make_history,
    recount_figures,
    demonstration,
    serve,
)
