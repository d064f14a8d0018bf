"""The demonstration's mailbox: newest first, found by address, read safely, and not there in production."""

import dataclasses
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.core.outbox import Letter
from recruitment.mail.postboxes import FolderPostbox
from recruitment.mail.sender import message_of

SITE = "http://127.0.0.1"
FACTS = {
    "name": "Ailsa", "title": "Driver & <Escort>", "organisation": "Fife Council", "reference": "A-7K2M-9QXT",
    "link": f"{SITE}/candidate/applications/1?a=1&b=2",
    "message": "<script>alert(1)</script>\nSee you",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mailbox of the test's own."""
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], var_dir=tmp_path))
    return tmp_path / "mail"


def write(app: Flask, name: str, *addresses: str) -> None:
    settings = app.config["SETTINGS"]
    for address in addresses:
        letter = Letter(name=name, to=address, facts=FACTS, key=f"{name}:{address}", written_at=clock.now())
        FolderPostbox(settings.var_dir / "mail").put(message_of(letter, settings))


def the_letter(client: FlaskClient, folder: Path) -> str:
    (path,) = folder.glob("*.eml")
    answer = client.get(f"/demo/mail/{path.stem}")
    assert answer.status_code == 200
    return answer.text


def test_before_the_first_letter(client: FlaskClient) -> None:
    assert "No email has been written yet" in client.get("/demo/mail").text


def test_letters_are_listed_with_the_newest_first(client: FlaskClient, app: Flask) -> None:
    write(app, "application_submitted", "ailsa@test.example")
    write(app, "appointed", "ailsa@test.example")
    page = client.get("/demo/mail").text
    assert "2 emails" in page
    assert page.index("You are appointed") < page.index("We have your application")


def test_letters_are_found_by_address(client: FlaskClient, app: Flask) -> None:
    write(app, "appointed", "ailsa@test.example", "iain@test.example")
    page = client.get("/demo/mail?to=IAIN").text
    assert "iain@test.example" in page
    assert "ailsa@test.example" not in page
    assert "There is no email for this address" in client.get("/demo/mail?to=nobody").text


def test_a_long_list_has_pages_that_keep_the_search(client: FlaskClient, app: Flask) -> None:
    write(app, "appointed", *(f"person{number}@test.example" for number in range(23)))
    first = client.get("/demo/mail?to=test.example").text
    assert first.count("/demo/mail/2") == 20
    assert "/demo/mail?to=test.example&amp;page=2" in first
    assert client.get("/demo/mail?to=test.example&page=2").text.count("/demo/mail/2") == 3
    for beyond in ("99", "0", "-1", "x"):
        assert client.get(f"/demo/mail?page={beyond}").status_code == 200


def test_a_letter_is_read_with_its_links(client: FlaskClient, app: Flask, folder: Path) -> None:
    write(app, "appointed", "ailsa@test.example")
    page = the_letter(client, folder)
    assert "<h1" in page and "You are appointed: Driver &amp; &lt;Escort&gt;, Fife Council" in page
    assert page.count("<h1") == 1
    assert page.count(f'href="{SITE}/candidate/applications/1?a=1&amp;b=2"') == 3
    assert "Hello Ailsa," in page


def test_a_letter_does_nothing_to_the_page(client: FlaskClient, app: Flask, folder: Path) -> None:
    write(app, "appointed", "ailsa@test.example")
    page = the_letter(client, folder)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "style=" not in page


def test_markup_that_a_letter_never_had_is_cleaned(client: FlaskClient, app: Flask, folder: Path) -> None:
    write(app, "appointed", "ailsa@test.example")
    (path,) = folder.glob("*.eml")
    harm = b'<img src=x onerror=alert(1)><a href="javascript:alert(1)" onclick="alert(2)">go</a><form></form><p>'
    path.write_bytes(path.read_bytes().replace(b"<p>", harm.replace(b"=", b"=3D"), 1))
    page = the_letter(client, folder)
    assert "<a>go</a>" in page
    for trace in ("onerror", "javascript:", "onclick", "alert("):
        assert trace not in page.replace("alert(1)&lt;", "")


@pytest.mark.parametrize("name", ["20260101T000000-none", "..", "..%2F..%2Fetc%2Fpasswd", "a.b", "%00", "x" * 300])
def test_no_other_file_is_read(client: FlaskClient, name: str) -> None:
    assert client.get(f"/demo/mail/{name}").status_code == 404


def test_the_page_says_when_letters_are_sent_instead(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "A mail server is set" not in client.get("/demo/mail").text
    sent = dataclasses.replace(app.config["SETTINGS"], smtp_url="smtp://127.0.0.1")
    monkeypatch.setitem(app.config, "SETTINGS", sent)
    assert "A mail server is set" in client.get("/demo/mail").text


def test_reading_sets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/demo/mail").headers


def test_there_is_no_mailbox_in_production(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    write(app, "appointed", "ailsa@test.example")
    (path,) = folder.glob("*.eml")
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], mode="production"))
    assert client.get("/demo/mail").status_code == 404
    assert client.get(f"/demo/mail/{path.stem}").status_code == 404
