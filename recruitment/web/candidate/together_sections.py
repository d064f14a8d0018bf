"""What is told once for all jobs of the list beside the answers: details, declarations, support, where they were seen.

A draft may say something already. Each page shows where they differ, and may write over what it showed: where a draft
was changed meanwhile, the page comes back with that shown and with everything that was typed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Optional, ValidationError

from recruitment.applications.asked import asked_of
from recruitment.applications.copying import history_of
from recruitment.applications.draft_queries import Draft, support_filled
from recruitment.applications.likeness import digest
from recruitment.applications.profile_actions import tell
from recruitment.applications.together_actions import (
    ask_for_support_together,
    confirm_profile,
    declare_relations,
    declare_together,
    say_source_together,
)
from recruitment.applications.together_queries import Gathering, gathering_of
from recruitment.applications.vocabulary import HEARD_FROM, RIGHT_TO_WORK, SCHEMES, YES_NO
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.contact import ContactForm
from recruitment.web.candidate.declarations import DeclarationsForm
from recruitment.web.candidate.fields import at_most
from recruitment.web.candidate.sections import SourceForm, SupportForm
from recruitment.web.candidate.together_steps import names_of
from recruitment.web.candidate.words import history_entries, referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, TextField

# What each draft says, by its id, as it is stored.
Said = Mapping[int, tuple[str, ...]]


def mark_of(said: Said) -> str:
    return digest(*(f"{number}:{'|'.join(words)}" for number, words in sorted(said.items())))


def usual(said: Said) -> tuple[str, ...] | None:
    """What all say that say anything; None where they differ or say nothing."""
    told = {words for words in said.values() if any(words)}
    return next(iter(told)) if len(told) == 1 else None


def differing(gathering: Gathering, said: Mapping[int, str], *, always: bool = False) -> list[tuple[str, str]]:
    """Whose draft says what, where they do not all say the same; `always` where somebody has not seen it yet."""
    names = names_of(gathering)
    told = [(names[number], words) for number, words in said.items() if words]
    return told if always or len({words for _, words in told}) > 1 else []


def is_stale(form: Any, said: Said) -> bool:
    """Whether a draft says something else than when the page was made; the page's next sending may write over that."""
    if form.is_restored:
        # What was typed before a session ended had seen what it had seen.
        return False
    now = mark_of(said)
    was, form.seen.data = form.seen.data, now
    return bool(form.is_submitted() and was != now)


@candidate.route("/together/details", methods=["GET", "POST"])
def together_details(viewer: Candidate) -> ResponseReturnValue:
    """Contact, work and referees as the profile has them, confirmed once; what is changed here changes the profile."""
    gathering = gathering_of(viewer, clock.now())
    if not gathering.open_ones:
        return redirect(url_for("candidate.together"), 303)
    profile = gathering.open_ones[0].profile
    form = ContactForm(obj=profile.basics)
    if form.validate_on_submit():
        tell(viewer, **form.facts)
        confirm_profile(viewer, gathering)
        return redirect(url_for("candidate.together"), 303)
    history = history_of(profile)
    missing = {
        each.why: each for draft in gathering.open_ones
        for each in asked_of(draft.vacancy, draft.criteria, profile) if not each.is_told
    }  # fmt: skip
    return render_template(
        "candidate/together_sections/together_details.html",
        form=form,
        email=profile.email,
        entries=history_entries(history),
        more=history["more"],
        referees=[referee(row) for row in profile.referees],
        missing=list(missing.values()),
    ), 422 if form.is_submitted() else 200


class OnceForm(HouseForm):
    """`seen`: the mark of what the drafts said when the page was made."""

    seen = HiddenField()


@candidate.route("/together/declarations", methods=["GET", "POST"])
def together_declarations(viewer: Candidate) -> ResponseReturnValue:
    """The right to work once; convictions once for each kind of question that the law lets a post ask."""
    gathering = gathering_of(viewer, clock.now())
    if not gathering.open_ones:
        return redirect(url_for("candidate.together"), 303)
    asked = gathering.convictions()
    said = {draft.application.id: _declared(draft) for draft in gathering.open_ones}
    form = _declarations_form(gathering, asked, said)
    stale = is_stale(form, said)
    if form.validate_on_submit() and not stale:
        told = {kind: _convictions(form, kind) for kind in asked}
        declare_together(viewer, gathering, form.right_to_work.data, told)
        return redirect(url_for("candidate.together"), 303)
    names = names_of(gathering)
    return render_template(
        "candidate/together_sections/together_declarations.html",
        form=form,
        asked={kind: [names[draft.application.id] for draft in drafts] for kind, drafts in asked.items()},
        differing=differing(
            gathering, {number: _declaration_words(words) for number, words in said.items()}, always=stale
        ),
        is_changed=stale,
    ), 409 if stale else 422 if form.is_submitted() else 200


def _declared(draft: Draft) -> tuple[str, ...]:
    declared = draft.declaration
    return (declared.right_to_work, declared.convictions, declared.convictions_detail) if declared else ("", "", "")


def _declaration_words(said: tuple[str, ...]) -> str:
    right, convictions, detail = said
    told = [
        RIGHT_TO_WORK.get(right, ""),
        f"Convictions: {YES_NO[convictions]}" if convictions in YES_NO else "",
        detail,
    ]
    return ". ".join(filter(None, told))


def _declarations_form(gathering: Gathering, asked: Mapping[str, Iterable[Draft]], said: Said) -> Any:
    """One pair of fields for each kind that is asked."""
    fields: dict[str, Any] = {"right_to_work": DeclarationsForm.right_to_work}
    data: dict[str, Any] = {}
    known = usual({number: words[:1] for number, words in said.items()})
    basics = gathering.open_ones[0].profile.basics
    data["right_to_work"] = known[0] if known else basics.right_to_work if basics else None
    for kind, drafts in asked.items():
        fields[f"convictions_{kind}"] = DeclarationsForm.convictions
        fields[f"detail_{kind}"] = TextField(
            "What they were, and when", [at_most(4000, "What you say"), _needed_with(kind)]
        )
        before = usual({draft.application.id: said[draft.application.id][1:] for draft in drafts})
        data[f"convictions_{kind}"], data[f"detail_{kind}"] = before or ("", "")
    return type("DeclareTogetherForm", (OnceForm,), fields)(data=data)


def _needed_with(kind: str) -> Any:
    def check(form: Any, field: Any) -> None:
        if form[f"convictions_{kind}"].data == "yes" and not field.data:
            raise ValidationError("Enter what the convictions were and when")

    return check


def _convictions(form: Any, kind: str) -> tuple[str, str]:
    said = form[f"convictions_{kind}"].data
    return said, (form[f"detail_{kind}"].data or "") if said == "yes" else ""


@candidate.route("/together/relations", methods=["GET", "POST"])
def together_relations(viewer: Candidate) -> ResponseReturnValue:
    """Of each employer's members and officers apart, and once however many of its jobs are on the list."""
    gathering = gathering_of(viewer, clock.now())
    if not gathering.open_ones:
        return redirect(url_for("candidate.together"), 303)
    employers = gathering.by_employer()
    said = {draft.application.id: _related(draft) for draft in gathering.open_ones}
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for number, drafts in employers.items():
        fields[f"related_{number}"] = RadioField(
            drafts[0].application.organisation.name, [InputRequired("Say whether you are related to somebody there")],
            choices=YES_NO,
        )  # fmt: skip
        fields[f"name_{number}"] = LineField(
            "Their name, and how you know them", [at_most(300, "The name"), _named(number)]
        )
        before = usual({draft.application.id: said[draft.application.id] for draft in drafts})
        data[f"related_{number}"], data[f"name_{number}"] = before or ("", "")
    form = type("RelationsForm", (OnceForm,), fields)(data=data)
    stale = is_stale(form, said)
    if form.validate_on_submit() and not stale:
        declare_relations(viewer, gathering, {number: _relation(form, number) for number in employers})
        return redirect(url_for("candidate.together"), 303)
    words = {number: ": ".join(filter(None, (YES_NO.get(each[0], ""), each[1]))) for number, each in said.items()}
    within = [
        each for drafts in employers.values() for each in differing(
            gathering, {draft.application.id: words[draft.application.id] for draft in drafts}, always=stale
        )
    ]  # fmt: skip
    return render_template(
        "candidate/together_sections/together_relations.html",
        form=form,
        boxes=[(form[f"related_{number}"], form[f"name_{number}"]) for number in employers],
        differing=within,
        is_changed=stale,
    ), 409 if stale else 422 if form.is_submitted() else 200


def _related(draft: Draft) -> tuple[str, ...]:
    return (draft.declaration.related, draft.declaration.related_to) if draft.declaration else ("", "")


def _named(number: int) -> Any:
    def check(form: Any, field: Any) -> None:
        if form[f"related_{number}"].data == "yes" and not field.data:
            raise ValidationError("Enter the name of the person you are related to or close to")

    return check


def _relation(form: Any, number: int) -> tuple[str, str]:
    said = form[f"related_{number}"].data
    return said, (form[f"name_{number}"].data or "") if said == "yes" else ""


class SupportOnceForm(SupportForm, OnceForm):
    """As one draft asks it."""


@candidate.route("/together/support", methods=["GET", "POST"])
def together_support(viewer: Candidate) -> ResponseReturnValue:
    gathering = gathering_of(viewer, clock.now())
    if not gathering.open_ones:
        return redirect(url_for("candidate.together"), 303)
    said = {draft.application.id: support_filled(draft) for draft in gathering.open_ones}
    scheme, needs = usual(said) or next((words for words in said.values() if any(words)), ("", ""))
    form = SupportOnceForm(scheme=scheme or "none", needs=needs)
    stale = is_stale(form, said)
    if form.validate_on_submit() and not stale:
        scheme = form.scheme.data if form.scheme.data in SCHEMES else ""
        ask_for_support_together(viewer, gathering, scheme=scheme, needs=form.needs.data or "")
        return redirect(url_for("candidate.together"), 303)
    stored = {number for number, draft in gathering.by_id.items() if "support" in draft.application.sections}
    words = {number: ". ".join(filter(None, (SCHEMES.get(said[number][0], ""), said[number][1]))) for number in stored}
    return render_template(
        "candidate/together_sections/together_support.html",
        form=form, differing=differing(gathering, words, always=stale), is_changed=stale,
    ), 409 if stale else 422 if form.is_submitted() else 200  # fmt: skip


class SourceOnceForm(SourceForm, OnceForm):
    """As one draft asks it, of several jobs."""

    heard_from = RadioField("Where did you see these jobs?", [Optional()], choices=HEARD_FROM | {"": "No answer"})


@candidate.route("/together/source", methods=["GET", "POST"])
def together_source(viewer: Candidate) -> ResponseReturnValue:
    gathering = gathering_of(viewer, clock.now())
    if not gathering.open_ones:
        return redirect(url_for("candidate.together"), 303)
    said = {
        draft.application.id: (draft.application.heard_from, draft.application.employed_by_council)
        for draft in gathering.open_ones
    }
    heard, employed = (usual({number: words[at : at + 1] for number, words in said.items()}) for at in (0, 1))
    form = SourceOnceForm(heard_from=heard[0] if heard else "", employed_by_council=employed[0] if employed else "")
    stale = is_stale(form, said)
    if form.validate_on_submit() and not stale:
        say_source_together(
            viewer, gathering, heard_from=form.heard_from.data or "",
            employed_by_council=form.employed_by_council.data or "",
        )  # fmt: skip
        return redirect(url_for("candidate.together"), 303)
    words = {number: HEARD_FROM.get(each[0], "") for number, each in said.items()}
    return render_template(
        "candidate/together_sections/together_source.html",
        form=form, differing=differing(gathering, words, always=stale), is_changed=stale,
    ), 409 if stale else 422 if form.is_submitted() else 200  # fmt: skip
