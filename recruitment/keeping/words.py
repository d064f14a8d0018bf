"""What is kept, why, on what ground and how long, in the words of the people whose data it is."""

from datetime import date, datetime
from typing import Any, Final

from recruitment.core import clock
from recruitment.core.keeping import Period
from recruitment.keeping.rules import DRAFT_DAYS
from recruitment.search.alert_rules import UNANSWERED, UNCONFIRMED

# How long each period of the tables' declarations lasts, for the people whose data it is.
PERIODS = {
    Period.ACCOUNT: "As long as you have your account",
    Period.CASE: "For the council’s own period, counted from the end of your application",
    Period.VACANCY: "For the council’s own period, counted from the end of the vacancy",
    Period.REDEPLOYMENT: "For the council’s own period, counted from the day on which you are at risk no longer",
    Period.UNUSED: "Until you have not used it for six months",
    Period.DELIVERY: "Until the email is delivered",
    Period.ALERT: (
        f"Until you end the alert. Without you: after {UNCONFIRMED.days} days if you never confirm it; and "
        f"{UNANSWERED.days} days after we have asked you, once a year, whether it is still useful, and heard nothing"
    ),
    Period.WEEK: "A week",
    Period.DAY: "A day",
    Period.HOUR: "An hour",
    Period.RECORD: "As long as the law asks a public authority to keep its records",
}
# On what ground the portal or an employer may keep it (UK GDPR, article 6).
GROUNDS: Final = {
    Period.ACCOUNT: "You gave it to us, to be used for you. You can change or delete it at any time",
    Period.CASE: "You applied, and the employer needs it to choose fairly and to answer for the choice",
    Period.VACANCY: "The employer needs it to answer for how a vacancy was filled",
    Period.REDEPLOYMENT: "Your employer needs it to find you another post before it advertises to others",
    Period.UNUSED: "You asked for it. You can end it at any time",
    Period.DELIVERY: "You are told what you asked for",
    Period.ALERT: "You agreed to it when you confirmed the alert. You can end it at any time",
    Period.WEEK: "You asked for it",
    Period.DAY: "It keeps your account safe",
    Period.HOUR: "It saves you from typing again",
    Period.RECORD: "The law asks public authorities to keep records of what they do",
}
# Of an application that was not sent yet.
UNSENT_PERIOD: Final = f"Until you send or delete it, or until {DRAFT_DAYS} days after the job has closed"
# Of the periods of a slice that says no more of them.
OTHER_GROUND: Final = "An employer keeps it for a task in the public interest"
OTHER_PERIOD: Final = "For as long as that task takes"
# What a table holds, where its own name does not say it to a person.
TITLES: Final = {
    "account": "Your account",
    "profile": "Contact, right to work, driving",
    "employment": "Jobs you have had",
    "education": "Education and qualifications",
    "registration": "Registrations and memberships",
    "referee": "Referees",
    "saved_vacancy": "Saved jobs",
    "job_alert": "Job alerts",
    "alert_told": "Jobs that your alerts have told you of",
    "application": "Applications",
    "application_contact": "Name and contact in your applications",
    "application_history": "Employment and education in your applications",
    "application_outline": "What is read of your applications while names are hidden",
    "application_referee": "Referees in your applications",
    "answer": "Answers in your applications",
    "declaration": "Declarations in your applications",
    "guarantee": "Guaranteed interviews that you claimed",
    "support": "Support that you asked for",
    "page_version": "Earlier versions of your answers",
    "typed_apart": "What you typed into an application and is not in it yet",
    "application_document": "Documents in your applications",
    "progress": "What you were told of your applications",
    "membership": "Your roles at organisations",
    "national_role": "Your national roles",
    "parked_form": "Forms kept when you were signed out",
    "data_copy": "Copies of your data",
    "sent_report": "Reports that you get by email",
    "absence": "Your absences as an approver",
    "invitation": "Invitations to join an organisation’s staff",
    "question_answer": "Answers to employers’ own questions",
    "career_gap": "Time out of work",
    "training": "Training",
    "language_skill": "Languages",
    "profile_guarantee": "Schemes for a guaranteed interview",
    "profile_support": "Support that you need",
    "equality_answer": "Your answers on equality",
    "check_entry": "Checks in your wallet",
    "check_consent": "Checks that you let employers see",
    "expiry_reminder": "Dates that you were reminded of",
    "cv_import": "A CV that you handed in",
    "cv_suggestion": "What was read in your CV",
    "at_risk": "Your registration as at risk of redeployment",
    "work_address": "Your work addresses",
    "message_thread": "Threads of messages with employers",
    "message": "Messages with employers",
    "message_file": "Documents sent with messages",
    "notice_choice": "How you want to be emailed",
    "waiting_notice": "What your next email of the day will tell you",
    "calendar_feed": "The address of your calendar",
    "gathered_application": "Jobs that you apply for together",
    "taken_answer": "Answers taken over from earlier applications",
    "pool_entry": "What you show in the talent pool",
    "pool_hidden": "Employers from which you hide",
    "pool_look": "How often employers looked at you",
    "approach": "Approaches that employers made to you",
    "approach_contact": "Contact that you showed after an approach",
    "reserve_place": "Your places on reserve lists",
    "offer": "Offers that you were made",
    "offer_terms": "What you were offered, each version",
    "appointment": "What payroll was told when you were appointed",
    "pre_employment_check": "Checks before you start",
    "pre_employment_check_step": "What was done with those checks, and when",
    "reserve_ask": "Other jobs for which you were asked from a reserve list",
    "reference_request": "Referees who were asked for references",
    "reference_contact": "How your referees are reached",
    "reference": "References that were not given in confidence",
    "reference_letter": "Letters of referees that were not given in confidence",
    "interview": "Your interviews",
    "interview_adjustment": "What was agreed so that you can take part in an interview",
    "admission": "Jobs that are open to you alone or to few",
    "adjustment_request": "Requests for help to apply",
    "adjustment_need": "What you need so that you can apply",
    "extension": "More time to apply that you were given",
    "assisted_application": "Applications that staff entered for you",
    "assisted_person": "Where you were asked to confirm them",
}
NAMES: Final = {"at": "When", "to": "To", "email": "Email address", "pvg": "PVG"}


def title_of(table: str) -> str:
    return TITLES.get(table, plain(table))


def period_of(period: Period) -> str:
    return PERIODS.get(period, OTHER_PERIOD)


def ground_of(period: Period) -> str:
    return GROUNDS.get(period, OTHER_GROUND)


def plain(name: str) -> str:
    """given_name → Given name"""
    return NAMES.get(name) or name.replace("_", " ").strip().capitalize()


def told(value: Any) -> str:
    """A value as a person reads it; empty for what is not there."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        moment = clock.local(value)
        return f"{moment.day} {moment:%B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, dict):
        parts = [(plain(str(key)), told(each)) for key, each in value.items()]
        return "; ".join(f"{key}: {said}" for key, said in parts if said)
    if isinstance(value, list | tuple):
        return " | ".join(said for said in map(told, value) if said)
    return str(value)
