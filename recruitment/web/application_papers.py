"""An application as a paper: as it was sent or as its draft stands, of what its reader has been handed and no more."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask import current_app

from recruitment.applications.copying import history_of
from recruitment.applications.draft_queries import Draft
from recruitment.applications.lifecycle import CANDIDATE_STATE_NAMES
from recruitment.applications.queries import WholeApplication
from recruitment.applications.tables import Application
from recruitment.applications.vocabulary import RIGHT_TO_WORK, YES_NO
from recruitment.core import clock
from recruitment.vacancies.question_rules import in_words
from recruitment.web.brand import day, moment
from recruitment.web.candidate.words import Entry, claims_in_words, evidence_words, history_entries, referee
from recruitment.web.papers import Paper, Section, Told

NOT_ANSWERED: Final = "Not answered"
TITLES: Final = {
    "employment": "Work",
    "education": "Education and qualifications",
    "training": "Training",
    "registrations": "Registrations and memberships",
}
MORE: Final = {"gaps": "Time out of work", "driving": "Driving", "languages": "Languages", "skills": "Skills"}


def sent_paper(whole: WholeApplication, *, withheld: str = "None given") -> Paper:
    """What was sent, as far as `whole` holds it; `withheld` stands where its reader was handed nothing."""
    application, declared, contact = whole.application, whole.declaration, whole.contact
    history = whole.history
    parts = {part: getattr(history, part) if history else [] for part in TITLES}
    answers = tuple(Told(one.criterion_text, text=one.text or NOT_ANSWERED) for one in whole.answers)
    given = tuple(Told(one.question.text, text=one.words or NOT_ANSWERED) for one in whole.given)
    sections = (
        Section("Name and contact details", _contact(contact, contact.email) if contact else (), empty=withheld),
        *_history(parts, history.more if history else {}),
        Section("How the job’s criteria are met", things=answers, empty="None asked"),
        *([Section("The employer’s questions", things=given)] if given else []),
        Section("Referees", things=_told(referee(row) for row in whole.referees or ()), empty=withheld),
        Section("Declarations", _declared(declared, evidence_words(declared)) if declared else (), empty=withheld),
        *_wished(whole.guarantee, whole.support),
    )
    facts = (
        ("Reference", application.reference),
        ("Sent", moment(application.submitted_at)),
        ("Stage", CANDIDATE_STATE_NAMES[application.state]),
    )
    return _paper(whole.name, application, facts, sections)


def draft_paper(draft: Draft) -> Paper:
    """What a candidate has written so far, with the profile from which it would be filled."""
    application, profile = draft.application, draft.profile
    history = history_of(profile)
    answers = tuple(Told(one.text, text=draft.texts.get(one.id) or NOT_ANSWERED) for one in draft.questions)
    given = tuple(
        Told(one.text, text=in_words(one, draft.answered.get(one.key, [])) or NOT_ANSWERED) for one in draft.asked
    )
    evidence = evidence_words(draft.evidence) if draft.evidence else ""
    basics = profile.basics
    sections = (
        Section("Name and contact details", _contact(basics, profile.email) if basics else (), empty="Not told yet"),
        *_history(history, history["more"]),
        Section("How the job’s criteria are met", things=answers, empty="None asked"),
        *([Section("The employer’s questions", things=given)] if given else []),
        Section("Referees", things=_told(referee(row) for row in profile.referees), empty="None named yet"),
        Section("Declarations", _declared(draft.declaration, evidence) if draft.declaration else (),
                empty="Not made yet"),
        *_wished(draft.guarantee, draft.support),
    )  # fmt: skip
    name = f"{basics.given_name} {basics.family_name}" if basics else "Your application"
    return _paper(name, application, (("Reference", application.reference), ("Sent", "Not yet")), sections)


def name_of_file(application: Application) -> str:
    """By the reference alone: a file's name is seen by whoever looks over a shoulder."""
    return f"application-{application.reference}"


def _paper(
    title: str, application: Application, facts: tuple[tuple[str, str], ...], sections: tuple[Section, ...]
) -> Paper:
    brand = current_app.config["SETTINGS"].brand.name
    return Paper(
        title=title,
        label=f"{application.title}, {application.organisation.name}",
        facts=facts,
        sections=sections,
        foot=f"{brand}, application {application.reference}, as of {day(clock.now())}",
    )


def _contact(held: Any, email: str) -> tuple[tuple[str, str], ...]:
    address = "\n".join(filter(None, (held.address, held.town, held.postcode)))
    return _said(
        {
            "Name": f"{held.given_name} {held.family_name}".strip(),
            "Email address": email,
            "Telephone number": held.phone,
            "Address": address,
        }
    )


def _history(parts: Mapping[str, Any], more: Mapping[str, Any]) -> tuple[Section, ...]:
    entries = history_entries({part: parts[part] for part in TITLES})
    told = tuple(Section(title, things=_told(entries[part]), empty="None given") for part, title in TITLES.items())
    besides = _said({title: more.get(name, "") for name, title in MORE.items()})
    return (*told, *([Section("More", besides)] if besides else []))


def _declared(declared: Any, evidence: str) -> tuple[tuple[str, str], ...]:
    convictions = YES_NO.get(declared.convictions, "")
    return _said(
        {
            "Related to a member or senior officer": _with(YES_NO.get(declared.related, ""), declared.related_to),
            "Right to work in the UK": RIGHT_TO_WORK.get(declared.right_to_work, ""),
            "What would show it": evidence,
            "Convictions to declare": _with(convictions, declared.convictions_detail),
        }
    )


def _wished(guarantee: Any, support: Any) -> tuple[Section, ...]:
    """What the reader was handed of both; nothing is said where there is neither, or neither may be seen."""
    facts = _said(
        {
            "Guaranteed interview": claims_in_words(guarantee),
            "Support": support.needs if support else "",
        }
    )
    return (Section("Interview and support", facts),) if facts else ()


def _told(entries: Iterable[Entry]) -> tuple[Told, ...]:
    return tuple(Told(one.title, one.when, one.lines, one.text) for one in entries)


def _said(facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in facts.items() if value)


def _with(said: str, more: str) -> str:
    return f"{said}: {more}" if said and more else said
