"""Anyone, without an account: finds a vacancy among those of all councils, and reads it."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.recruiter import CRITERIA, Post, sees_pay_three_ways
from tests.browser.visitor import Visitor


def find_vacancy(jobseeker: Visitor, post: Post) -> None:
    """By words and place from the front page, then by filters; ends on the vacancy's page."""
    jobseeker.open("/")
    search = jobseeker.page.get_by_role("search", name="Jobs")
    jobseeker.fill({"What": post.title, "Where": post.place}, search)
    jobseeker.select("Within", "20 miles", search)
    jobseeker.press("Search jobs", search)
    expect(jobseeker.link(post.title)).to_have_count(1)
    filter_results(jobseeker, {"Contract": "Permanent", "Working pattern": "Job share"})
    jobseeker.sees("Remove filter Permanent", "Remove filter Job share")
    jobseeker.follow("Remove filter Job share")
    expect(jobseeker.link(post.title)).to_have_count(1)
    jobseeker.follow(post.title)


def finds_nothing_elsewhere(jobseeker: Visitor, post: Post) -> None:
    """A filter and a place that do not fit leave the vacancy out; a place nobody knows is said to be unknown."""
    jobseeker.open("/vacancies")
    jobseeker.fill({"What": post.title, "Where": "Lerwick"})
    jobseeker.press("Search jobs")
    expect(jobseeker.link(post.title)).to_have_count(0)
    jobseeker.fill({"Where": "Nowhere-on-Sea"})
    jobseeker.press("Search jobs")
    jobseeker.sees("We do not know this place")


def filter_results(jobseeker: Visitor, wanted: dict[str, str]) -> None:
    jobseeker.unfold("Filter your search")
    for name, choice in wanted.items():
        jobseeker.unfold(name)
        jobseeker.group(name).get_by_label(choice).check()
    jobseeker.look()
    jobseeker.press("Apply filters")


def read_vacancy(jobseeker: Visitor, post: Post) -> None:
    jobseeker.sees_heading(post.title)
    jobseeker.sees(
        post.council, "Made-up reserve", "28 hours a week", "Level 1 disclosure", *(text for text, *_ in CRITERIA)
    )
    sees_pay_three_ways(jobseeker)
    posting = _posting(jobseeker)
    assert posting["@type"] == "JobPosting"
    assert (posting["title"], posting["hiringOrganization"]["name"]) == (post.title, post.council)
    assert posting["jobLocation"][0]["address"]["postalCode"] == post.postcode
    assert posting["baseSalary"]["value"]["unitText"] in ("YEAR", "HOUR")


def _posting(reader: Visitor) -> dict[str, Any]:
    """The vacancy as machines read it beside the page."""
    told = reader.page.locator('script[type="application/ld+json"]').text_content()
    assert told, f"{reader.page.url} has no structured data"
    found: dict[str, Any] = json.loads(told)
    return found


def read_register(jobseeker: Visitor) -> None:
    """The programme of shared services, filtered, and the portal's own entry with its live figures."""
    jobseeker.follow("About the programme")
    jobseeker.sees_heading("The shared services programme")
    jobseeker.unfold("Filter the projects")
    jobseeker.group("Stage").get_by_role("radio").nth(2).check()
    jobseeker.press("Show projects")
    jobseeker.follow("Clear all filters")
    jobseeker.follow(
        "Shared Electronic Recruitment Portal", jobseeker.page.get_by_role("article").or_(jobseeker.main())
    )
    jobseeker.sees("The portal today", "Expected benefits", "Led by", "Partners")
    jobseeker.follow("See all live figures")
    jobseeker.sees("open now")
