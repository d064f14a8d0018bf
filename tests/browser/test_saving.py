"""Saving a job, with scripts and without, and the list that a browser keeps by itself once it is asked to."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.visitor import Device, Visitor

WITH_SCRIPTS = Device("saving", 1280, 1024)
PLAIN = Device("saving plainly", 360, 740, has_scripts=False)
Arrive = Callable[[Device], Visitor]


def test_without_scripts_the_button_leads_to_the_list(arrive: Arrive) -> None:
    visitor = arrive(PLAIN)
    visitor.open("/vacancies")
    first = visitor.page.locator(".house_job").first
    title = first.get_by_role("link").first.inner_text()
    visitor.go(first.get_by_role("button", name=f"Save this job {title}").click)
    visitor.sees_heading("Saved jobs")
    visitor.sees(f"{title} is on your list", "Sign in to keep it with your account")
    visitor.zoom()
    visitor.follow("Back to where you were")
    visitor.sees_heading("Find a job")
    visitor.open("/saved")
    visitor.go(visitor.page.get_by_role("button", name=f"Remove {title}").click)
    visitor.sees("You have not saved a job yet")


def test_with_scripts_the_page_stays(arrive: Arrive) -> None:
    visitor = arrive(WITH_SCRIPTS)
    visitor.open("/vacancies")
    first = visitor.page.locator(".house_job").first
    title = first.get_by_role("link").first.inner_text()
    first.get_by_role("button", name=f"Save this job {title}").click()
    saved = first.get_by_role("link", name="Saved: see your list")
    expect(saved).to_be_focused()
    visitor.look()
    visitor.go(saved.click)
    visitor.sees(title)


def test_what_was_looked_at_is_kept_only_when_asked_for(arrive: Arrive) -> None:
    visitor = arrive(WITH_SCRIPTS)
    visitor.open("/vacancies")
    visitor.go(visitor.page.locator(".house_job").first.get_by_role("link").first.click)
    visitor.open("/saved")
    looked_at = visitor.page.get_by_role("region", name="Jobs you looked at")
    expect(looked_at.get_by_role("link")).to_have_count(0)
    expect(looked_at.get_by_role("button")).to_have_count(1)
    looked_at.get_by_role("button", name="Keep a list of jobs I look at on this device").click()
    expect(looked_at.get_by_role("button")).to_have_count(1)
    visitor.look()
    visitor.open("/vacancies")
    visitor.go(visitor.page.locator(".house_job").first.get_by_role("link").first.click)
    seen = f"{visitor.heading()}, {visitor.page.locator('.house_advert__employer').inner_text().strip()}"
    visitor.open("/saved")
    expect(looked_at.get_by_role("link")).to_have_text([seen])
    visitor.zoom()
    looked_at.get_by_role("button", name="Stop and clear the list").click()
    expect(looked_at.get_by_role("link")).to_have_count(0)
    visitor.open("/saved")
    expect(looked_at.get_by_role("button", name="Keep a list of jobs I look at on this device")).to_be_visible()


def test_an_advert_is_passed_on_and_printed(arrive: Arrive) -> None:
    visitor = arrive(WITH_SCRIPTS)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open("/vacancies")
    visitor.go(visitor.page.locator(".house_job").first.get_by_role("link").first.click)
    share = visitor.page.get_by_role("region", name="Share this job")
    share.get_by_role("button", name="Copy the link").click()
    expect(share.get_by_role("button", name="Link copied")).to_be_visible()
    assert visitor.page.evaluate("navigator.clipboard.readText()") == visitor.page.url
    visitor.page.emulate_media(media="print")
    expect(visitor.page.get_by_text(f"This advert: {visitor.page.url}")).to_be_visible()
    expect(share).to_be_hidden()
    expect(visitor.page.get_by_role("link", name="Apply for this job").first).to_be_hidden()
