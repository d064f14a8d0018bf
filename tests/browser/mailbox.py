"""Letters of the demonstration, read as their receivers would."""

from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def open_letter(reader: Visitor, email: str, subject: str) -> None:
    """The newest letter of this subject to the address, once the worker has sent it."""
    reader.await_page(f"/demo/mail?to={quote(email)}", subject)
    reader.follow(subject)
    reader.sees_heading(subject)
    expect(reader.main()).to_contain_text(email)
