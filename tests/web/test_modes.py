"""Each mode makes a working app, with what belongs to it and nothing else."""

from pathlib import Path

import email_validator
import pytest
from flask import Flask

from recruitment import create_app
from recruitment.extensions import db
from recruitment.settings import SettingsMistake
from tests.builders.accounts import an_account
from tests.conftest import settings_for
from tests.databases import sqlite_url

PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "x" * 40,
    "SMTP_URL": "smtp://127.0.0.1:2525",
    "PUBLIC_URL": "https://recruitment.example",
}


@pytest.fixture(autouse=True)
def reserved_names_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """A production app refuses .example in its whole process, which other tests share."""
    monkeypatch.setattr(email_validator, "SPECIAL_USE_DOMAIN_NAMES", list(email_validator.SPECIAL_USE_DOMAIN_NAMES))


def an_app(folder: Path, **settings: str) -> Flask:
    app = create_app(settings_for(sqlite_url(folder), folder, **settings))
    with app.app_context():
        db.create_all()
    return app


@pytest.mark.parametrize("settings", [{"MODE": "demonstration"}, PRODUCTION], ids=["demonstration", "production"])
def test_a_page_is_served_without_a_cookie(settings: dict[str, str], tmp_path: Path) -> None:
    answer = an_app(tmp_path, **settings).test_client().get("/help")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_production_refuses_a_demonstrations_database(tmp_path: Path) -> None:
    app = an_app(tmp_path, MODE="demonstration")
    with app.app_context():
        an_account("recruiter@fife-council.demo.example")
    with pytest.raises(SettingsMistake, match="demonstration accounts"):
        an_app(tmp_path, **PRODUCTION)


def test_demonstration_mail_is_no_page_in_production(tmp_path: Path) -> None:
    assert an_app(tmp_path, **PRODUCTION).test_client().get("/demo/mail").status_code == 404


def test_over_https_cookies_are_secure_and_browsers_told_to_stay(tmp_path: Path) -> None:
    answer = (
        an_app(tmp_path, **PRODUCTION).test_client().get("/account/sign-in", base_url="https://recruitment.example")
    )
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"]


def test_a_fault_shows_a_reference_that_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = an_app(tmp_path, **PRODUCTION)
    with app.app_context():
        db.drop_all()
    answer = app.test_client().get("/vacancies/ABCDEFGH/cleaner")
    assert answer.status_code == 500
    reference = next(record.args[0] for record in caplog.records if "fault" in record.message)
    assert reference in answer.text
    assert "no such table" not in answer.text
