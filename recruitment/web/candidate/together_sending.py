"""One page that shows what all employers get and what each gets, sending, and what became of each application."""

from dataclasses import dataclass
from typing import Any, Final

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import InputRequired

from recruitment.applications.copying import history_of
from recruitment.applications.draft_queries import Draft
from recruitment.applications.equality.actions import own_answers
from recruitment.applications.rules import convictions_asked
from recruitment.applications.together_queries import Gathering, gathering_of, items_of
from recruitment.applications.together_rules import MOST, Group
from recruitment.applications.together_submission import outcomes, send_each
from recruitment.applications.vocabulary import HEARD_FROM, RIGHT_TO_WORK, YES_NO
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.vacancies.question_rules import in_words
from recruitment.vacancies.words import moment_in_words
from recruitment.web.candidate.draft_facts import own_key
from recruitment.web.candidate.together_places import LIST
from recruitment.web.candidate.together_steps import lacking, names_of
from recruitment.web.candidate.words import claims_in_words, evidence_words, history_entries, referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, Needed

# Whom a person knows at an employer is told to that employer, and read beside it.
OF_EACH: Final = "together_relations"


@dataclass(frozen=True)
class Shared:
    """A shared question with the answer that most get, who gets it, and who gets which other text."""

    text: str
    common: str
    for_whom: list[str]
    own: list[tuple[str, str]]


@dataclass(frozen=True)
class Fact:
    """Something told beside the answers, and the view where it is changed."""

    key: str
    value: str
    view: str = ""


@dataclass(frozen=True)
class Part:
    """What one employer gets beside what all get."""

    draft: Draft
    name: str
    answers: list[tuple[str, str]]
    facts: list[Fact]
    lacks: list[tuple[str, str]]
    has_apart: bool
    has_shared: bool


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
    return _check_page(viewer, gathering, form), 422 if form.is_submitted() else 200


def _check_page(viewer: Candidate, gathering: Gathering, form: SendTogetherForm) -> str:
    names = names_of(gathering)
    profile = (*gathering.open_ones, *gathering.closed)[0].profile
    history = history_of(profile)
    told = [_facts(draft) for draft in gathering.open_ones]
    # What every employer is told in the same words is read once.
    common = [fact for fact in next(iter(told), []) if all(fact in each for each in told) and fact.view != OF_EACH]
    return render_template(
        "candidate/together_sending/check_together.html",
        form=form,
        gathering=gathering,
        profile=profile,
        entries=history_entries(history),
        more=history["more"],
        referees=[referee(row) for row in profile.referees],
        shared=[_shared(group, names) for group in gathering.plan.shared],
        common=common,
        parts=[_part(gathering, draft, names, common) for draft in gathering.open_ones],
        hints=_hints(gathering),
        list_key=own_key(viewer, LIST),
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


def _facts(draft: Draft) -> list[Fact]:
    """All that a draft tells beside its answers; of convictions nothing where the post may not ask."""
    declared, application = draft.declaration, draft.application
    related = ""
    if declared is not None:
        related = ": ".join(filter(None, (YES_NO.get(declared.related, ""), declared.related_to)))
    found = [
        Fact("Related to a member or senior officer", related, OF_EACH),
        Fact("Right to work in the United Kingdom", RIGHT_TO_WORK.get(declared.right_to_work, "") if declared else "",
             "together_declarations"),
        Fact("What you could show for it", (evidence_words(draft.evidence) if draft.evidence else "") or "Not said"),
    ]  # fmt: skip
    if convictions_asked(draft.disclosure_level) is not None:
        said = YES_NO.get(declared.convictions, "") if declared else ""
        detail = declared.convictions_detail if declared else ""
        found.append(Fact("Convictions to declare", "\n".join(filter(None, (said, detail))), "together_declarations"))
    claim = claims_in_words(draft.guarantee) or "Not asked for"
    return [
        *found,
        Fact("Guaranteed interview", claim, "together_support"),
        Fact("Support", draft.support.needs if draft.support else "None asked for", "together_support"),
        Fact("Where you saw it", HEARD_FROM.get(application.heard_from, ""), "together_source"),
        Fact("Work for a Scottish council now", YES_NO.get(application.employed_by_council, ""), "together_source"),
    ]


def _part(gathering: Gathering, draft: Draft, names: dict[int, str], common: list[Fact]) -> Part:
    number = draft.application.id
    apart = {item.ref for group in gathering.plan.apart.get(number, ()) for item in group.items}
    return Part(
        draft=draft,
        name=names[number],
        answers=[(each.asked.text, in_words(each.asked, each.said)) for each in items_of(draft) if each.ref in apart],
        facts=[fact for fact in _facts(draft) if fact not in common],
        lacks=lacking(gathering, draft),
        has_apart=bool(apart),
        has_shared=bool(gathering.shared_with(number)),
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
        "is_asked_equality": own_answers(viewer) is not None,
        "closed": [each for each in found if each.is_closed],
        "lacking": [
            (each, lacking(gathering, each.draft) if each.application.id in gathering.by_id else [])
            for each in found if not each.is_sent and not each.is_closed and each.draft is not None
        ],
    }  # fmt: skip
    return render_template("candidate/together_sending/together_sent.html", gathering=gathering, **facts)
