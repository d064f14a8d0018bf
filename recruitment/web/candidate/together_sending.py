"""One page that shows what all employers get and what each gets, sending, and what became of each application."""

from dataclasses import dataclass
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import InputRequired

from recruitment.applications.copying import history_of
from recruitment.applications.draft_queries import Draft
from recruitment.applications.rules import convictions_asked
from recruitment.applications.together_queries import Gathering, gathering_of, items_of
from recruitment.applications.together_rules import MOST, Group
from recruitment.applications.together_submission import outcomes, send_each
from recruitment.applications.vocabulary import HEARD_FROM, RIGHT_TO_WORK, SCHEMES, YES_NO
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.vacancies.question_rules import in_words
from recruitment.vacancies.words import moment_in_words
from recruitment.web.candidate.together_steps import lacking, names_of
from recruitment.web.candidate.words import evidence_words, history_entries, referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, Needed


@dataclass(frozen=True)
class Shared:
    """A shared question with the answer that most get, who gets it, and who gets which other text."""

    text: str
    common: str
    for_whom: list[str]
    own: list[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """What one employer gets beside what all get."""

    draft: Draft
    name: str
    answers: list[tuple[str, str]]
    lacks: list[tuple[str, str]]
    asks_convictions: bool
    has_apart: bool
    has_shared: bool
    evidence: str


class SendTogetherForm(HouseForm):
    send = SelectMultipleField(
        "Which of them do you send now?", [InputRequired("Tick at least one application to send")], coerce=int,
        validate_choice=False,
    )  # fmt: skip
    is_true = BooleanField(
        "What I have written in each of them is true and complete",
        [Needed("Tick the box to say that what you have written is true")],
    )


@candidate.route("/together/check", methods=["GET", "POST"])
def check_together(viewer: Candidate) -> ResponseReturnValue:
    """Everything that will be sent. Sending leads to a page that says what became of each, whichever way it went."""
    received_at = g.received_at
    gathering = gathering_of(viewer, received_at)
    ready = [draft for draft in gathering.open_ones if not draft.unfinished]
    form = SendTogetherForm(send=[draft.application.id for draft in ready])
    names = names_of(gathering)
    form.send.choices = {draft.application.id: names[draft.application.id] for draft in ready}
    if form.validate_on_submit():
        tried = send_each(viewer, (form.send.data or [])[:MOST], received_at=received_at)
        return redirect(url_for("candidate.together_sent", application=list(tried)), 303)
    if gathering.is_empty:
        return redirect(url_for("candidate.together"), 303)
    return _check_page(gathering, form), 422 if form.is_submitted() else 200


def _check_page(gathering: Gathering, form: SendTogetherForm) -> str:
    names = names_of(gathering)
    profile = (*gathering.open_ones, *gathering.closed)[0].profile
    history = history_of(profile)
    return render_template(
        "candidate/together_sending/check_together.html",
        form=form,
        gathering=gathering,
        profile=profile,
        entries=history_entries(history),
        more=history["more"],
        referees=[referee(row) for row in profile.referees],
        shared=[_shared(group, names) for group in gathering.plan.shared],
        parts=[_part(gathering, draft, names) for draft in gathering.open_ones],
        hints=_hints(gathering),
        words={"right_to_work": RIGHT_TO_WORK, "yes_no": YES_NO, "schemes": SCHEMES, "heard_from": HEARD_FROM},
    )


def _hints(gathering: Gathering) -> dict[int, str]:
    """Job and closing moment of each."""
    told: dict[int, str] = {}
    for draft in gathering.open_ones:
        closes = draft.vacancy.closes_at if draft.vacancy is not None else None
        told[draft.application.id] = f"{draft.application.title}. " + (
            f"Closes {moment_in_words(closes)}" if closes else "No closing date"
        )
    return told


def _shared(group: Group, names: dict[int, str]) -> Shared:
    own = {item.application_id: in_words(item.asked, item.said) for item in group.own()}
    common = in_words(group.asked, group.common)
    usual = [names[number] for number in group.applications if number not in own]
    return Shared(group.asked.text, common, usual, [(names[number], said) for number, said in own.items()])


def _part(gathering: Gathering, draft: Draft, names: dict[int, str]) -> Part:
    number = draft.application.id
    apart = {item.ref for group in gathering.plan.apart.get(number, ()) for item in group.items}
    return Part(
        draft=draft,
        name=names[number],
        answers=[(each.asked.text, in_words(each.asked, each.said)) for each in items_of(draft) if each.ref in apart],
        lacks=lacking(gathering, draft),
        asks_convictions=convictions_asked(draft.disclosure_level) is not None,
        has_apart=bool(apart),
        has_shared=bool(gathering.shared_with(number)),
        evidence=evidence_words(draft.evidence) if draft.evidence else "",
    )


@candidate.get("/together/sent")
def together_sent(viewer: Candidate) -> ResponseReturnValue:
    """What became of each that was tried, from what is stored: opened again, it says what holds then."""
    now = clock.now()
    numbers = request.args.getlist("application", type=int)[:MOST]
    found = outcomes(viewer, numbers, now)
    if not found:
        return redirect(url_for("candidate.together"))
    gathering = gathering_of(viewer, now)
    facts: dict[str, Any] = {
        "sent": [each for each in found if each.is_sent],
        "closed": [each for each in found if each.is_closed],
        "lacking": [
            (each, lacking(gathering, each.draft) if each.application.id in gathering.by_id else [])
            for each in found if not each.is_sent and not each.is_closed and each.draft is not None
        ],
    }  # fmt: skip
    return render_template("candidate/together_sending/together_sent.html", gathering=gathering, **facts)
