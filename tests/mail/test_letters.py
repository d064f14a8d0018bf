"""Every letter that something posts has its words, and they show the facts that are passed and no others."""

import ast
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import TemplateNotFound, UndefinedError

from recruitment.applications.lifecycle import APPLICATION
from recruitment.mail.letters import FOLDER, Words, ink_on, words_of
from recruitment.settings import PROJECT, Brand
from recruitment.vacancies.lifecycle import VACANCY

BRAND = Brand("Shared Jobs & Posts", "Jobs", "#1b4d5c")
SITE = "https://jobs.test.example"
ABOUT_A_JOB = {
    "title": "Driver & <Escort>",
    "organisation": "Fife Council",
    "reference": "A-7K2M-9QXT",
    "link": f"{SITE}/somewhere?a=1&b=2",
}
TO_CANDIDATES = {**ABOUT_A_JOB, "name": "Ailsa", "message": "Bring <b>your</b> pass.\n\nThank you & see you"}
TO_STAFF = {**ABOUT_A_JOB, "reason": "Say <when> & where.\nAnd <all> the pay."}
TO_APPROVERS = {**TO_STAFF, "step": "Finance & <pay> (step 2 of 3)", "revises": "J-2345-6789"}
CHANGED = {**TO_CANDIDATES, "is_draft": True, "is_open": True,
           "changes": [["Closing date", "4 June", "9 June"], ["What the job involves", "", ""]]}  # fmt: skip
INVITED = {"name": "Iain", "organisation": "Fife Council", "link": f"{SITE}/link/1", "expires": "1 December 2026"}
ALERT = {
    "subject": "for “cook” within 10 miles of Oban", "filters": [["Contract", "Permanent & more"]],
    "frequency": "once a day, in the morning", "days": 3, "link": f"{SITE}/link/alert/1",
    "manage_link": f"{SITE}/link/alert/2", "stop_link": f"{SITE}/link/alert/3",
    "list_link": f"{SITE}/vacancies?q=cook&sort=newest", "number": 1200, "more": 1199,
    "jobs": [{"title": "Cook & <Baker>", "employer": "Argyll and Bute Council", "place": "Oban", "pay": "£13 an hour",
              "closing": "Friday 5 June 2026", "href": f"{SITE}/vacancies/ABC/cook"}],
}  # fmt: skip
EXPIRING = {"name": "Ailsa", "endings": [["First <aid> & more", "1 May 2027"], ["PVG scheme", "2 May 2027"]],
            "link": f"{SITE}/candidate/profile", "stop_link": f"{SITE}/candidate/profile/reminders"}  # fmt: skip
ALERT_LETTERS = {
    "alert_asked": ("subject", "filters", "frequency", "days", "link"),
    "alert_news": (
        "subject",
        "filters",
        "frequency",
        "number",
        "more",
        "jobs",
        "manage_link",
        "stop_link",
        "list_link",
    ),
    "alert_still_useful": ("subject", "filters", "frequency", "days", "link", "manage_link"),
}
# By Flask-Security's setting that names its template: the facts that its letter gets.
ACCOUNT_LETTERS = {
    "SECURITY_REGISTER_EMAIL_TEMPLATE": {"confirmation_link": f"{SITE}/confirm/1"},
    "SECURITY_REGISTER_EMAIL_EXISTING_TEMPLATE": {"reset_link": f"{SITE}/reset/1"},
    "SECURITY_EMAIL_TEMPLATE_CONFIRM": {"confirmation_link": f"{SITE}/confirm/1"},
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET": {"reset_link": f"{SITE}/reset/1"},
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": {},
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": {},
    "SECURITY_CHANGE_EMAIL_EMAIL_TEMPLATE": {"link": f"{SITE}/change/1"},
}
PROMISED = {**TO_STAFF, "promise": "Shortlist", "day": "4 June 2026", "said": "Due in 2 days"}
ASKED = {"name": "Iain & Co", "body": "Fire <and> Rescue", "reference": "J-2345-6789", "link": f"{SITE}/link/2"}
SUSPENDED = {"name": "Iain", "organisation": "Fife Council", "reason": "Not <real> & open", "link": f"{SITE}/1"}
JOINING = {
    "joining_asked": {**ASKED, "days": 7}, "joining_waits": {**ASKED, "what": "answered"},
    "joining_question": {**ASKED, "message": "Who <owns> it?"},
    "joining_approved": {**ASKED, "organisation": "Fire & Rescue"},
    "joining_refused": {**ASKED, "reason": "It is a <company>."},
    "organisation_suspended": SUSPENDED, "organisation_resumed": SUSPENDED,
}  # fmt: skip
AT_WORK = {"organisation": "Fife & Co", "link": f"{SITE}/link/3"}
REDEPLOYED = {
    "show_work_address": AT_WORK, "work_address_ends": {**AT_WORK, "until": "3 May 2027"},
    "redeployee_registered": {**AT_WORK, "email": "ailsa@fife.example", "is_shared": True},
    "told_first": {**ABOUT_A_JOB, "reasons": ["The same <kind> & place"], "closes": "3 May 2027",
                   "next": "own staff from 1 May", "email": "ailsa@fife.example", "register_link": f"{SITE}/risk"},
}  # fmt: skip
TO_WHOM_NEEDS_HELP = {key: value for key, value in TO_CANDIDATES.items() if key not in ("link", "message")}
HELPED = {
    "adjustment_asked": {**TO_WHOM_NEEDS_HELP, "due": "Thursday 4 June 2026"},
    "adjustment_waits": {**ABOUT_A_JOB, "due": "Thursday 4 June 2026"},
    "adjustment_answered": {**TO_WHOM_NEEDS_HELP, "answer": "We <post> it\n& ring you", "is_agreed": True},
    "application_entered": {**ABOUT_A_JOB, "until": "2 July 2026"},
    "entered_disputed": ABOUT_A_JOB,
    **{name: {**ABOUT_A_JOB, "name": "Ailsa", "until": "4 June 2026 at 5pm", "reason": "A <fault> & more"}
       for name in ("extension_granted", "extension_moved", "extension_taken_back")},
}  # fmt: skip
LISTED = {**ABOUT_A_JOB, "message": "Well <done> & thank you"}
POOLED = {
    "reserve_proposed": {**LISTED, "months": 6}, "reserve_ended": {**LISTED, "by_employer": True},
    "reserve_asked": {**LISTED, "other": "Gardener & <cook>", "other_reference": "SRP-2"},
    "reserve_joined": {**ABOUT_A_JOB, "until": "3 May 2027", "is_shared": True},
    "reserve_answer": {**ABOUT_A_JOB, "answer": "has agreed to stand on the reserve list"},
    "approach_received": {**LISTED, "until": "3 May 2027"},
    "approach_answered": {**ABOUT_A_JOB, "answer": "has said yes"},
    **{name: {"until": "3 May 2027", "link": f"{SITE}/candidate/pool"} for name in ("pool_joined", "pool_ending")},
    "pool_ended": {"link": f"{SITE}/candidate/pool"},
}  # fmt: skip
INTERVIEWED = {**ABOUT_A_JOB, "name": "Ailsa", "round": "First interview", "when": "Monday 4 June 2027, 10am to 11am",
               "how": "In person", "where": "Room 2 & <hall>", "note": "Bring <photo> ID"}  # fmt: skip
INTERVIEWS = {
    "interview_to_book": {**INTERVIEWED, "when": "", "minutes": 45},
    "interview_booked": {**INTERVIEWED, "is_moved": False, "changed_until": "10am on Sunday 3 June 2027"},
    "interview_off": {**INTERVIEWED, "by_candidate": False, "message": "We are <sorry>"},
    "interview_for_panel": {**INTERVIEWED, "candidate": "Jo & Blair", "is_moved": True},
    "interview_off_for_panel": {**INTERVIEWED, "candidate": "Jo & Blair", "by_candidate": True, "stands_without": ""},
}
REFERRING = {**ABOUT_A_JOB, "name": "Robin & Co", "candidate": "Jo <Blair>"}
OFFERED = {**TO_CANDIDATES, "answer_by": "4 June 2027 at 11:59pm", "starts_on": "Monday 5 July 2027"}
OFFERS = {
    **{name: OFFERED for name in ("offer_made", "offer_changed", "offer_confirmed")},
    **{name: {**OFFERED, "message": ""}
       for name in ("offer_due", "offer_lapsed", "offer_accepted", "offer_start_agreed")},
    "offer_answered": {**ABOUT_A_JOB, "answer": "has accepted the offer", "wish": "Monday 5 July 2027"},
}  # fmt: skip
CHECKED = {
    "check_asked": {**TO_CANDIDATES, "check": "Registration: <SSSC> & more"}, "checks_done": TO_CANDIDATES,
    **{name: {**ABOUT_A_JOB, "referee": "Robin <Referee> & Co"} for name in ("reference_consent", "referee_wanted")},
    "reference_asked": {**REFERRING, "until": "3 May 2027", "is_last": False},
    "reference_reminder": {**REFERRING, "until": "3 May 2027", "is_last": True},
    "reference_thanks": REFERRING,
    "reference_news": {**REFERRING, "name": "", "referee": "Robin & Co", "news": "It is <there> & done."},
}  # fmt: skip
PAUSED = {name: {**TO_CANDIDATES, "is_draft": True} for name in ("job_paused", "job_resumed")}
REPORTED = {
    "report": "Spend & more", "whose": "Fife & Co", "stated": [["Financial year", "2026–27 & all"]],
    "says": [["By medium", "Most went to <press>."]], "headlines": [["14%", "of net & gross"]],
    "frequency": "once a week", "link": f"{SITE}/cosla/figures/spend", "stop_link": f"{SITE}/link/report/stop/1",
}  # fmt: skip
LIFECYCLES = {
    **{move.letter: TO_CANDIDATES for move in APPLICATION.table if move.letter},
    **{move.letter: TO_STAFF for move in VACANCY.table if move.letter},
    **dict.fromkeys(("approval_wanted", "approval_reminder"), TO_APPROVERS),
}


def posted_by_name() -> set[str]:
    """The names written out in calls of post()."""
    found = set()
    for path in (PROJECT / "recruitment").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "post" and node.args:
                name = node.args[0]
                found |= {name.value} if isinstance(name, ast.Constant) else set()
    return found


def every_letter(app: Flask) -> dict[str, dict[str, Any]]:
    """Each letter's name with the facts that it gets."""
    account = {f"account_{Path(app.config[name]).name}": facts for name, facts in ACCOUNT_LETTERS.items()}
    alerts = {name: {fact: ALERT[fact] for fact in facts} for name, facts in ALERT_LETTERS.items()}
    others = {
        "staff_invited": INVITED, "advert_reported": TO_STAFF, "job_changed": CHANGED,
        "attachment_infected": {**TO_STAFF, "document": "Job <pack>"},
        "document_infected": {**CHANGED, "document": "Copy of <your> licence", "is_draft": True},
        "account_unused": {"until": "3 May 2027", "link": f"{SITE}/account/sign-in"},
        "data_ready": {"until": "3 May 2027", "link": f"{SITE}/candidate/your-data"},
        "record_ready": {"title": "Cook & <cleaner>", "reference": "SRP-1", "until": "3 May 2027",
                         "link": f"{SITE}/employer/vacancies/1/record"},
        "report_of_figures": REPORTED,
        "account_deleted": {"link": f"{SITE}/privacy"}, "account_removed": {"link": f"{SITE}/privacy"},
        "nobody_has_applied": {**TO_STAFF, "counts": "opened twice & saved by nobody",
                               "signposts": [["On <social> media", 2]],
                               "suggestions": [["It says <little>.", "Say more & better"]]},
        "promise_due": PROMISED, "promise_missed": {**TO_STAFF, "promise": "Shortlist", "day": "4 June 2026"},
        "still_in_post": {**TO_STAFF, "day": "4 June 2026", "appointed": 2},
        "expiry_near": EXPIRING, "applicant_returns": ABOUT_A_JOB, "message_waits": ABOUT_A_JOB,
        "message_written": {**TO_CANDIDATES, "subject": "Your <interview>", "has_document": True,
                            "choices_link": f"{SITE}/candidate/notifications"},
        "news_of_the_day": {"notices": [["Cook & <Baker>: shortlisted", f"{SITE}/candidate/applications/1"]],
                            "link": f"{SITE}/candidate/", "stop_link": f"{SITE}/candidate/notifications"},
    }  # fmt: skip
    return {
        **LIFECYCLES,
        **HELPED,
        **JOINING,
        **INTERVIEWS,
        **OFFERS,
        **REDEPLOYED,
        **POOLED,
        **PAUSED,
        **CHECKED,
        **account,
        **alerts,
        **others,
    }


def written(name: str, facts: dict[str, Any]) -> Words:
    return words_of(name, facts, BRAND, SITE)


def test_what_is_posted_has_words_and_what_has_words_is_posted(app: Flask) -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert posted_by_name() <= folders
    assert folders == every_letter(app).keys()


def test_each_letter_reads_well(app: Flask) -> None:
    for name, facts in every_letter(app).items():
        words = written(name, facts)
        assert words.subject and "\n" not in words.subject, name
        for part in (words.subject, words.text, words.html):
            assert not re.search(r"\bNone\b|Undefined|\{\{|\{%|\{#", part), name
        assert BRAND.name in words.text and BRAND.name in unescape(words.html), name
        assert "You are getting this email because" in words.text and "You are getting this email" in words.html, name
        assert "\n\n\n" not in words.text, name
        assert words.html.count("<h1") == 1, name


def test_each_link_stands_in_both_parts(app: Flask) -> None:
    for name, facts in every_letter(app).items():
        words = written(name, facts)
        links = {value for key, value in facts.items() if key.endswith("link")}
        assert links <= set(words.text.split()), name
        assert links <= set(map(unescape, re.findall(r'href="([^"]+)"', words.html))), name


@pytest.mark.parametrize("name", LIFECYCLES)
def test_words_of_people_are_shown_as_they_were_written(name: str) -> None:
    facts = LIFECYCLES[name]
    words = written(name, facts)
    said = facts.get("message") or facts["reason"]
    for line in filter(None, said.splitlines()):
        assert line in words.text
        assert line not in words.html
        assert line in unescape(words.html)
    assert "<Escort>" in words.text and "<Escort>" not in words.html
    assert facts["title"] in words.subject


@pytest.mark.parametrize("name", LIFECYCLES)
def test_nothing_is_said_where_nobody_said_anything(name: str) -> None:
    words = written(name, {**LIFECYCLES[name], "message": "", "reason": ""})
    for part in (words.text, words.html):
        assert "writes:" not in part
        assert "The reason given" not in part
        assert "<blockquote" not in part


def test_a_name_of_several_lines_makes_one_subject() -> None:
    assert "Driver Escort" in written("appointed", {**TO_CANDIDATES, "title": "Driver\n  Escort"}).subject


def test_a_missing_fact_is_heard_of() -> None:
    with pytest.raises(UndefinedError, match="organisation"):
        written("appointed", {"title": "Cleaner", "name": "A", "link": SITE, "reference": "1"})


def test_a_letter_without_words_is_heard_of() -> None:
    with pytest.raises(TemplateNotFound):
        written("never_written", {})


@pytest.mark.parametrize(
    ("colour", "ink"), [("#1b4d5c", "#ffffff"), ("#ffdd00", "#000000"), ("#000000", "#ffffff"), ("#FFFFFF", "#000000")]
)
def test_the_button_is_read_on_any_brand(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink
