"""Every setting: what it is unless set, what it may be, and the line that names each mistake."""

from pathlib import Path

import email_validator
import pytest

from recruitment import create_app
from recruitment.settings import DEFAULT_SECRET, KNOWN, PROJECT, SettingsMistake, read_settings

SECRET = "a secret of this test alone, long enough"
SOUND = {
    "MODE": "production",
    "SECRET_KEY": SECRET,
    "DATABASE_URL": "postgresql://portal@db.test/portal",
    "SMTP_URL": "smtp://mail.test:25",
    "PUBLIC_URL": "https://jobs.test",
}


def read(port: str | None = None, **given: str):
    """Settings from values by their name without the prefix."""
    environment = {f"RECRUITMENT_{name}": value for name, value in given.items()}
    return read_settings(environment if port is None else {**environment, "PORT": port})


def mistakes(port: str | None = None, **given: str) -> list[str]:
    with pytest.raises(SettingsMistake) as told:
        read(port, **given)
    return str(told.value).splitlines()


def test_nothing_need_be_set() -> None:
    settings = read()
    assert (settings.mode, settings.is_demonstration, settings.port) == ("demonstration", True, 8000)
    assert settings.secret_key == DEFAULT_SECRET
    assert settings.database_url == f"sqlite:///{PROJECT / 'var' / 'recruitment.sqlite'}"
    assert settings.smtp_url is None
    assert (settings.public_url, settings.is_served_over_https) == ("http://127.0.0.1:8000", False)
    assert settings.index_dir == PROJECT / "var" / "index"
    assert (settings.staff_two_factor_required, settings.clock_offset, settings.trusted_proxies) == (True, 0, 0)


def test_an_empty_value_is_as_none() -> None:
    assert read(port="", **dict.fromkeys(KNOWN, " ")) == read()


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    settings = read(
        port="8123",
        MODE="test",
        SECRET_KEY=SECRET,
        DATABASE_URL="postgresql://portal:p%40ss@db.test:6432/portal",
        SMTP_URL="smtp+starttls://portal:p%2Fss@mail.test:587",
        VAR_DIR=str(tmp_path),
        STAFF_TWO_FACTOR="optional",
        CLOCK_OFFSET="-86400",
        TRUSTED_PROXIES="2",
        MAIL_FROM="jobs@council.test",
        BRAND_NAME="Jobs for all",
        BRAND_SHORT_NAME="Jobs",
        BRAND_COLOUR="#0a0B0c",
    )
    assert (settings.mode, settings.port, settings.secret_key) == ("test", 8123, SECRET)
    assert settings.database_url == "postgresql+psycopg://portal:p%40ss@db.test:6432/portal"
    assert settings.smtp_url == "smtp+starttls://portal:p%2Fss@mail.test:587"
    assert settings.public_url == "http://127.0.0.1:8123"
    assert (settings.var_dir, settings.index_dir) == (tmp_path, tmp_path / "index")
    assert (settings.staff_two_factor_required, settings.clock_offset, settings.trusted_proxies) == (False, -86400, 2)
    assert settings.mail_from == "jobs@council.test"
    assert (settings.brand.name, settings.brand.short_name, settings.brand.colour) == (
        "Jobs for all",
        "Jobs",
        "#0a0B0c",
    )


def test_links_have_one_stroke_after_the_host() -> None:
    settings = read(PUBLIC_URL="https://jobs.test/")
    assert (settings.public_url, settings.is_served_over_https) == ("https://jobs.test", True)


def test_the_index_may_lie_elsewhere(tmp_path: Path) -> None:
    assert read(INDEX_DIR=str(tmp_path)).index_dir == tmp_path


WRONG = {
    "MODE": ("live", "is 'live', but must be one of demonstration, production, test"),
    "STAFF_TWO_FACTOR": ("no", "is 'no', but must be one of required, optional"),
    "CLOCK_OFFSET": ("1.5", "is '1.5', but must be a whole number"),
    "TRUSTED_PROXIES": ("-1", "is -1, but must be from 0 to 10"),
    "BRAND_COLOUR": ("#12345", "is '#12345', but must be a colour such as #1b5e6b"),
    "MAIL_FROM": ("jobs", "is 'jobs', but must be an email address"),
    "DATABASE_URL": ("mysql://db.test/portal", "must begin with sqlite: or postgresql: or postgresql+psycopg:"),
    "SMTP_URL": ("mail.test:25", "must begin with smtp: or smtps: or smtp+starttls:"),
    "PUBLIC_URL": ("jobs.test", "must begin with http: or https:"),
    "COLOUR": ("#1b5e6b", f"is not a setting; the settings are {', '.join(sorted(KNOWN))}"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_named_in_a_line(name: str) -> None:
    value, why = WRONG[name]
    assert mistakes(**{name: value}) == [f"RECRUITMENT_{name} {why}"]


def test_all_mistakes_are_named_at_once() -> None:
    said = mistakes(port="0", **{name: value for name, (value, _) in WRONG.items()})
    assert len(said) == len(WRONG) + 1


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80.0", "８０００a"])
def test_a_port_is_a_number_of_a_port(port: str) -> None:
    assert mistakes(port) == [f"PORT is {port!r}, but must be a whole number from 1 to 65535"]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("CLOCK_OFFSET", "1000000000000", "is 1000000000000, but must be from -315360000 to 315360000"),
        ("DATABASE_URL", "postgresql:///portal", "names no host"),
        ("DATABASE_URL", "sqlite://", "names no file; write sqlite:/// and the file's path"),
        ("DATABASE_URL", "sqlite:///", "names no file; write sqlite:/// and the file's path"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file; write sqlite:/// and the file's path"),
        ("DATABASE_URL", "sqlite://var/portal.sqlite", "names no file; write sqlite:/// and the file's path"),
        ("SMTP_URL", "smtp://", "names no host"),
        ("PUBLIC_URL", "https:jobs.test", "names no host"),
        ("PUBLIC_URL", "https://[jobs.test", "cannot be read as an address; in a password write / as %2F and @ as %40"),
    ],
)
def test_an_address_that_leads_nowhere(name: str, value: str, why: str) -> None:
    assert mistakes(**{name: value}) == [f"RECRUITMENT_{name} {why}"]


@pytest.mark.parametrize("name", ["DATABASE_URL", "SMTP_URL"])
def test_a_password_is_not_told(name: str) -> None:
    scheme = "postgresql" if name == "DATABASE_URL" else "smtp"
    (line,) = mistakes(**{name: f"{scheme}://portal:open/sesame@host.test:25"})
    assert "open" not in line
    assert "sesame" not in line


@pytest.mark.parametrize("address", ["@council.test", "jobs@", "Jobs <jobs@council.test>", "a@b.test, c@d.test"])
def test_letters_come_from_one_address(address: str) -> None:
    assert mistakes(MAIL_FROM=address) == [f"RECRUITMENT_MAIL_FROM is {address!r}, but must be an email address"]


class TestInProduction:
    def test_sound_settings_are_taken(self) -> None:
        settings = read(**SOUND)
        assert (settings.mode, settings.is_demonstration) == ("production", False)

    @pytest.mark.parametrize("secret", ["", DEFAULT_SECRET, "x" * 31])
    def test_a_secret_that_others_know_or_guess_is_refused(self, secret: str) -> None:
        assert mistakes(**SOUND | {"SECRET_KEY": secret}) == [
            "RECRUITMENT_SECRET_KEY must be a secret of your own of at least 32 characters"
        ]

    @pytest.mark.parametrize(
        ("name", "value"),
        [("SMTP_URL", ""), ("PUBLIC_URL", ""), ("STAFF_TWO_FACTOR", "optional"), ("CLOCK_OFFSET", "1")],
    )
    def test_what_a_demonstration_may_is_refused(self, name: str, value: str) -> None:
        (line,) = mistakes(**SOUND | {name: value})
        assert line.startswith(f"RECRUITMENT_{name} ")

    @pytest.mark.parametrize("debug", ["1", "true"])
    def test_debugging_is_refused(self, debug: str) -> None:
        environment = {f"RECRUITMENT_{name}": value for name, value in SOUND.items()} | {"FLASK_DEBUG": debug}
        with pytest.raises(SettingsMistake, match=r"^FLASK_DEBUG must not be set"):
            read_settings(environment)
        assert read_settings(environment | {"FLASK_DEBUG": "0"}).mode == "production"

    def test_a_database_that_is_away_is_said_in_a_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Because whether it holds demonstration accounts cannot be seen."""
        monkeypatch.setattr(email_validator, "SPECIAL_USE_DOMAIN_NAMES", [*email_validator.SPECIAL_USE_DOMAIN_NAMES])
        away = "postgresql://portal@127.0.0.1:1/portal"
        with pytest.raises(
            SettingsMistake, match=r"^RECRUITMENT_DATABASE_URL names a database that does not answer: .+$"
        ):
            create_app(read(**SOUND | {"DATABASE_URL": away, "VAR_DIR": str(tmp_path)}))


def test_a_folder_that_cannot_be_made_is_said_in_a_line() -> None:
    with pytest.raises(SettingsMistake, match=r"^RECRUITMENT_VAR_DIR cannot be used: .+$"):
        create_app(read(MODE="test", VAR_DIR="/dev/null/var"))


@pytest.mark.parametrize("url", ["http://jobs.test", "http://127.0.0.1.jobs.test", "http://10.0.0.1:8000"])
def test_production_is_not_served_without_https(url: str) -> None:
    with pytest.raises(SettingsMistake, match="RECRUITMENT_PUBLIC_URL must begin with https:"):
        read(**{**SOUND, "PUBLIC_URL": url})


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000", "https://jobs.test"])
def test_but_for_the_machine_itself(url: str) -> None:
    assert read(**{**SOUND, "PUBLIC_URL": url}).public_url == url


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:3310", "tcp://scanner.test:3310", "unix:/run/clamav/clamd.ctl"])
def test_the_scanner_may_listen_at_a_port_or_a_socket(url: str) -> None:
    assert read(CLAMD_URL=url).clamd_url == url
    assert read().clamd_url is None


@pytest.mark.parametrize(
    "url", ["clamd", "tcp://host", "tcp://host:0", "tcp://host:port", "tcp://:3310", "unix:run/x", "http://host:80"]
)
def test_a_scanner_that_cannot_be_found_is_named(url: str) -> None:
    assert mistakes(CLAMD_URL=url) == [
        f"RECRUITMENT_CLAMD_URL is {url!r}, but must be tcp://host:port or unix:/path of a socket"
    ]
