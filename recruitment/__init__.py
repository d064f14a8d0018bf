"""The Shared Electronic Recruitment Portal: create_app() puts settings, extensions and doors together."""

from datetime import timedelta

from flask import Flask
from flask_security import Security
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError
from werkzeug.middleware.proxy_fix import ProxyFix

from recruitment import commands, web
from recruitment.accounts.datastore import Accounts, Codes, OutboxMail, refuse_reserved_addresses
from recruitment.accounts.queries import holds_demonstration_accounts
from recruitment.core.transactions import BUSY, prepare_engine, transaction
from recruitment.extensions import babel, csrf, db, limiter, migrate
from recruitment.settings import PROJECT, WEB_THREADS, Settings, SettingsMistake, read_settings
from recruitment.web.account.forms import FORMS, draw
from recruitment.web.account.security import configuration, guard_security
from recruitment.web.brand import dress, serve_static
from recruitment.web.compression import compress
from recruitment.web.doors import hang_doors
from recruitment.web.errors import answer_errors
from recruitment.web.headers import set_headers
from recruitment.web.navigation import show_navigation
from recruitment.web.requests import set_bounds


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or read_settings()
    app = Flask(__name__, template_folder=str(PROJECT / "templates"), static_folder=None)
    set_bounds(app)
    _configure(app, settings)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        _require_database()
        if settings.mode == "production":
            _refuse_demonstration()
    migrate.init_app(app, db, directory=str(PROJECT / "migrations"))
    csrf.init_app(app)
    limiter.init_app(app)
    babel.init_app(app)
    dress(app)
    show_navigation(app)
    # What is told to come after a request is asked in reverse order: headers are set on the door's last word.
    set_headers(app)
    web.open_pages()
    hang_doors(app)
    Security(app, Accounts(), mail_util_cls=OutboxMail, totp_cls=Codes, render_template=draw, **FORMS)
    guard_security(app)
    answer_errors(app)
    serve_static(app)
    compress(app)
    commands.register(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _require_database() -> None:
    try:
        inspect(db.engine)
    except OperationalError as problem:
        why = str(problem.orig).splitlines()[0]
        raise SettingsMistake(f"RECRUITMENT_DATABASE_URL names a database that does not answer: {why}") from problem


def _refuse_demonstration() -> None:
    """Addresses that belong to nobody, and accounts whose password everyone is told, end where real people begin."""
    refuse_reserved_addresses()
    with transaction():
        is_made_up = holds_demonstration_accounts()
    if is_made_up:
        raise SettingsMistake(
            "RECRUITMENT_DATABASE_URL names a database with demonstration accounts; production needs one of its own"
        )


def _configure(app: Flask, settings: Settings) -> None:
    for name, folder in (("VAR_DIR", settings.var_dir), ("INDEX_DIR", settings.index_dir)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise SettingsMistake(f"RECRUITMENT_{name} cannot be used: {problem}") from problem
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        TESTING=settings.mode == "test",
        PROPAGATE_EXCEPTIONS=False,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # Values of a failed statement would carry personal data into the log.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "pool_size": WEB_THREADS, "pool_timeout": BUSY / 1000},
        MAX_CONTENT_LENGTH=12 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_NAME="recruitment",
        SESSION_COOKIE_SECURE=settings.is_served_over_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=2),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.is_served_over_https,
        RATELIMIT_ENABLED=settings.mode != "test",
        PARKED_FOR=timedelta(hours=1),
        BABEL_DEFAULT_LOCALE="en_GB",
        BABEL_DEFAULT_TIMEZONE="Europe/London",
        **configuration(settings),
    )
