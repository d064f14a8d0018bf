"""The environment, read once: every setting is checked at start and each mistake is named in one line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent
PREFIX = "RECRUITMENT_"
MODES = ("demonstration", "production", "test")
KNOWN = {
    "MODE", "SECRET_KEY", "DATABASE_URL", "SMTP_URL", "PUBLIC_URL", "VAR_DIR", "INDEX_DIR",
    "STAFF_TWO_FACTOR", "CLOCK_OFFSET", "BRAND_NAME", "BRAND_SHORT_NAME", "BRAND_COLOUR", "MAIL_FROM",
    "TRUSTED_PROXIES", "CLAMD_URL", "SUPPRESSION_THRESHOLD",
}  # fmt: skip
# Known to everyone who reads the source, so it may sign nothing outside a demonstration or a test.
DEFAULT_SECRET = "a-demonstration-secret-that-signs-nothing-real"
SHORTEST_SECRET = 32
# Ten years in seconds, and more proxies than stand in front of anything.
FARTHEST_OFFSET = 10 * 365 * 24 * 3600
MOST_PROXIES = 10
# Counts below it are not shown. Under five, a count begins to point to people.
USUAL_THRESHOLD, LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 10, 5, 100
# Requests that one process of the web server answers at once: as many as may come together in the last second before a
# job closes, since each is stamped when it is taken up. Each may hold a connection to the database.
WEB_THREADS = 32
# Hosts that browsers hold to be safe without https: nothing leaves the machine.
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class SettingsMistake(ValueError):
    """One or more settings cannot be used; the message holds a line for each."""


@dataclass(frozen=True)
class Brand:
    name: str
    short_name: str
    colour: str


@dataclass(frozen=True)
class Settings:
    mode: str
    port: int
    secret_key: str
    database_url: str
    smtp_url: str | None
    clamd_url: str | None
    public_url: str
    var_dir: Path
    index_dir: Path
    staff_two_factor_required: bool
    clock_offset: int
    mail_from: str
    trusted_proxies: int
    suppression_threshold: int
    brand: Brand

    @property
    def is_demonstration(self) -> bool:
        return self.mode == "demonstration"

    @property
    def is_served_over_https(self) -> bool:
        return self.public_url.startswith("https://")


class _Reading:
    """Collects every mistake before giving up, so that all can be mended at once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.values = {name[len(PREFIX) :]: value for name, value in environment.items() if name.startswith(PREFIX)}
        self.mistakes: list[str] = []
        for name in sorted(self.values.keys() - KNOWN):
            self.wrong(name, f"is not a setting; the settings are {', '.join(sorted(KNOWN))}")

    def wrong(self, name: str, why: str) -> None:
        self.mistakes.append(f"{PREFIX}{name} {why}")

    def text(self, name: str, default: str) -> str:
        return self.values.get(name, "").strip() or default

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            self.wrong(name, f"is {value!r}, but must be one of {', '.join(choices)}")
            return default
        return value

    def url(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name, default)
        try:
            parts = urlsplit(value)
            has_host = bool(parts.hostname) and parts.port != 0
        except ValueError:
            self.wrong(name, "cannot be read as an address; in a password write / as %2F and @ as %40")
            return default
        if value and parts.scheme not in schemes:
            self.wrong(name, f"must begin with {' or '.join(s + ':' for s in schemes)}")
        elif parts.scheme == "sqlite" and (parts.netloc or parts.path in ("", "/", "/:memory:")):
            self.wrong(name, "names no file; write sqlite:/// and the file's path")
        elif value and parts.scheme != "sqlite" and not has_host:
            self.wrong(name, "names no host")
        return value

    def clamd(self, name: str) -> str | None:
        """Where the malware scanner listens."""
        value = self.text(name, "")
        try:
            parts = urlsplit(value)
            is_tcp = parts.scheme == "tcp" and bool(parts.hostname) and bool(parts.port) and not parts.path
        except ValueError:
            is_tcp = False
        is_unix = value.startswith("unix:/") and not value.startswith("unix://")
        if value and not is_tcp and not is_unix:
            self.wrong(name, f"is {value!r}, but must be tcp://host:port or unix:/path of a socket")
            return None
        return value or None

    def number(self, name: str, default: int, least: int, most: int) -> int:
        value = self.text(name, str(default))
        try:
            number = int(value)
        except ValueError:
            self.wrong(name, f"is {value!r}, but must be a whole number")
            return default
        if not least <= number <= most:
            self.wrong(name, f"is {value}, but must be from {least} to {most}")
            return default
        return number

    def port(self) -> int:
        """Where `flask serve` listens; named PORT, without the prefix, as hosts do."""
        value = self.environment.get("PORT", "").strip() or "8000"
        if not (value.isdecimal() and 0 < int(value) < 65536):
            self.mistakes.append(f"PORT is {value!r}, but must be a whole number from 1 to 65535")
            return 8000
        return int(value)

    def address(self, name: str, default: str) -> str:
        value = self.text(name, default)
        before, _, host = value.rpartition("@")
        if not before or not host or any(c.isspace() or c in "<>,;" for c in value):
            self.wrong(name, f"is {value!r}, but must be an email address")
        return value

    def colour(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if len(value) != 7 or value[0] != "#" or any(c not in "0123456789abcdefABCDEF" for c in value[1:]):
            self.wrong(name, f"is {value!r}, but must be a colour such as #1b5e6b")
            return default
        return value


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process.

    Raises SettingsMistake with one line for each setting that cannot be used.
    """
    given = _Reading(os.environ if environment is None else environment)
    mode = given.choice("MODE", MODES, "demonstration")
    var_dir = Path(given.text("VAR_DIR", str(PROJECT / "var"))).absolute()
    port = given.port()
    settings = Settings(
        mode=mode,
        port=port,
        secret_key=given.text("SECRET_KEY", DEFAULT_SECRET),
        database_url=_with_driver(
            given.url("DATABASE_URL", f"sqlite:///{var_dir / 'recruitment.sqlite'}",
                      ("sqlite", "postgresql", "postgresql+psycopg"))
        ),
        smtp_url=given.url("SMTP_URL", "", ("smtp", "smtps", "smtp+starttls")) or None,
        clamd_url=given.clamd("CLAMD_URL"),
        public_url=given.url("PUBLIC_URL", f"http://127.0.0.1:{port}", ("http", "https")).rstrip("/"),
        var_dir=var_dir,
        index_dir=Path(given.text("INDEX_DIR", str(var_dir / "index"))).absolute(),
        staff_two_factor_required=given.choice("STAFF_TWO_FACTOR", ("required", "optional"), "required") == "required",
        clock_offset=given.number("CLOCK_OFFSET", 0, -FARTHEST_OFFSET, FARTHEST_OFFSET),
        mail_from=given.address("MAIL_FROM", "no-reply@recruitment.example"),
        trusted_proxies=given.number("TRUSTED_PROXIES", 0, 0, MOST_PROXIES),
        suppression_threshold=given.number(
            "SUPPRESSION_THRESHOLD", USUAL_THRESHOLD, LOWEST_THRESHOLD, HIGHEST_THRESHOLD
        ),
        brand=Brand(
            name=given.text("BRAND_NAME", "Shared Electronic Recruitment Portal"),
            short_name=given.text("BRAND_SHORT_NAME", "Recruitment Portal"),
            colour=given.colour("BRAND_COLOUR", "#1b4d5c"),
        ),
    )  # fmt: skip
    _refuse_the_unsafe(given, settings)
    if given.mistakes:
        raise SettingsMistake("\n".join(given.mistakes))
    return settings


def _with_driver(url: str) -> str:
    """A plain postgresql: address means psycopg 3 here; SQLAlchemy alone would look for psycopg2."""
    return url.replace("postgresql:", "postgresql+psycopg:", 1) if url.startswith("postgresql:") else url


def _refuse_the_unsafe(given: _Reading, settings: Settings) -> None:
    if settings.mode != "production":
        return
    if settings.secret_key == DEFAULT_SECRET or len(settings.secret_key) < SHORTEST_SECRET:
        given.wrong("SECRET_KEY", f"must be a secret of your own of at least {SHORTEST_SECRET} characters")
    if settings.clock_offset:
        given.wrong("CLOCK_OFFSET", "is for demonstrations and tests; leave it out")
    if not settings.smtp_url:
        given.wrong("SMTP_URL", "must name the mail server, for example smtp://mail.council.example:25")
    if not given.text("PUBLIC_URL", ""):
        given.wrong("PUBLIC_URL", "must name the address people use, because letters link to it")
    elif not settings.is_served_over_https and urlsplit(settings.public_url).hostname not in LOOPBACK:
        given.wrong("PUBLIC_URL", "must begin with https:, else whoever listens on the way can sign in as others")
    if not settings.staff_two_factor_required:
        given.wrong("STAFF_TWO_FACTOR", "may be optional in a demonstration or a test only")
    if given.environment.get("FLASK_DEBUG", "0") not in ("", "0", "false"):
        given.mistakes.append("FLASK_DEBUG must not be set: it would let visitors run code")
