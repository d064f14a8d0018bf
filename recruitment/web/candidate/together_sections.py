"""What is told once for all jobs of the list beside the answers: details, declarations, support, where they were seen.

A draft may say something already. Each page shows where they differ; what is changed there takes its place in all.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional, ValidationError

from recruitment.applications.asked import asked_of
from recruitment.applications.claiming import offered_claims
from recruitment.applications.copying import history_of
from recruitment.applications.draft_queries import Draft
from recruitment.applications.profile_actions import tell
from recruitment.applications.together_actions import confirm_profile
from recruitment.applications.together_queries import Gathering, gathering_of
from recruitment.applications.vocabulary import HEARD_FROM, SCHEMES, YES_NO
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.contact import ContactForm
from recruitment.web.candidate.declarations import DECLARATIONS, DeclarationsForm
from recruitment.web.candidate.fields import at_most
from recruitment.web.candidate.page_keeping import DraftPage, in_words
from recruitment.web.candidate.sections import SOURCE, SUPPORT, SourceForm, SupportForm
from recruitment.web.candidate.together_pages import write_shared
from recruitment.web.candidate.together_places import Place, SharedPage, usual
from recruitment.web.candidate.together_steps import names_of
from recruitment.web.candidate.words import history_entries, referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, TextField


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


# Makes the form of a page, and the places of its controls, of a list as it stands.
Made = tuple[Callable[[Any], HouseForm], Mapping[str, Sequence[Place]]]


def _once(
    viewer: Candidate, name: str, make: Callable[[Gathering], Made], facts: Callable[[Gathering, Any], dict[str, Any]]
) -> ResponseReturnValue:
    """One page of what is told once."""
    gathering = gathering_of(viewer, clock.now())
    if not gathering.open_ones:
        return redirect(url_for("candidate.together"), 303)
    names = names_of(gathering)

    def build(now: Gathering) -> SharedPage:
        form, places = make(now)
        return SharedPage(name, form, places, usual, is_over=True)

    def show(shared: SharedPage, form: HouseForm, told: dict[str, Any]) -> str:
        return render_template(
            f"candidate/together_sections/together_{name}.html",
            form=form,
            differing=differing(shared, form, told["said"], names),
            **facts(gathering, form),
            **told,
        )

    return write_shared(viewer, build, show, url_for("candidate.together"))


def differing(
    shared: SharedPage, form: HouseForm, said: Mapping[str, list[str]], names: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Whose draft says what, where they do not all say the same."""
    found: dict[str, list[str]] = {}
    for control, places in shared.places.items():
        told = [(names[each.draft.application.id], said[each.name]) for each in places if said[each.name]]
        if told and not said[control]:
            for whose, words in told:
                found.setdefault(whose, []).append(in_words(form, control, words))
    return [(whose, ". ".join(words)) for whose, words in found.items()]


def _everywhere(gathering: Gathering, page: DraftPage, *fields: str) -> dict[str, list[Place]]:
    return {name: [Place(draft, page, name) for draft in gathering.open_ones] for name in fields}


@candidate.route("/together/declarations", methods=["GET", "POST"])
def together_declarations(viewer: Candidate) -> ResponseReturnValue:
    """The right to work once; convictions once for each kind of question that the law lets a post ask."""
    names = names_of(gathering_of(viewer, clock.now()))

    def facts(gathering: Gathering, _form: Any) -> dict[str, Any]:
        asked = gathering.convictions()
        return {"asked": {kind: [names[each.application.id] for each in drafts] for kind, drafts in asked.items()}}

    return _once(viewer, "declarations", _declared_once, facts)


def _declared_once(gathering: Gathering) -> Made:
    """One pair of fields for each kind that is asked."""
    fields: dict[str, Any] = {"right_to_work": DeclarationsForm.right_to_work}
    places = _everywhere(gathering, DECLARATIONS, "right_to_work")
    for kind, drafts in gathering.convictions().items():
        fields[f"convictions_{kind}"] = DeclarationsForm.convictions
        fields[f"detail_{kind}"] = TextField(
            "What they were, and when", [at_most(4000, "What you say"), _needed_with(kind)]
        )
        places |= _pair(drafts, (f"convictions_{kind}", "convictions"), (f"detail_{kind}", "convictions_detail"))
    form = type("DeclareTogetherForm", (HouseForm,), fields)
    return lambda sent: form(formdata=sent), places


def _pair(drafts: Sequence[Draft], *controls: tuple[str, str]) -> dict[str, list[Place]]:
    return {control: [Place(draft, DECLARATIONS, field) for draft in drafts] for control, field in controls}


def _needed_with(kind: str) -> Any:
    def check(form: Any, field: Any) -> None:
        if form[f"convictions_{kind}"].data == "yes" and not field.data:
            raise ValidationError("Enter what the convictions were and when")

    return check


@candidate.route("/together/relations", methods=["GET", "POST"])
def together_relations(viewer: Candidate) -> ResponseReturnValue:
    """Of each employer's members and officers apart, and once however many of its jobs are on the list."""

    def facts(gathering: Gathering, form: Any) -> dict[str, Any]:
        return {"boxes": [(form[f"related_{number}"], form[f"name_{number}"]) for number in gathering.by_employer()]}

    return _once(viewer, "relations", _related_once, facts)


def _related_once(gathering: Gathering) -> Made:
    fields: dict[str, Any] = {}
    places: dict[str, list[Place]] = {}
    for number, drafts in gathering.by_employer().items():
        fields[f"related_{number}"] = RadioField(
            drafts[0].application.organisation.name, [InputRequired("Say whether you are related to somebody there")],
            choices=YES_NO,
        )  # fmt: skip
        fields[f"name_{number}"] = LineField(
            "Their name, and how you know them", [at_most(300, "The name"), _named(number)]
        )
        places |= _pair(drafts, (f"related_{number}", "related"), (f"name_{number}", "related_to"))
    form = type("RelationsForm", (HouseForm,), fields)
    return lambda sent: form(formdata=sent), places


def _named(number: int) -> Any:
    def check(form: Any, field: Any) -> None:
        if form[f"related_{number}"].data == "yes" and not field.data:
            raise ValidationError("Enter the name of the person you are related to or close to")

    return check


@candidate.route("/together/support", methods=["GET", "POST"])
def together_support(viewer: Candidate) -> ResponseReturnValue:
    """Each job is told of the claims that its own advert offers."""
    return _once(viewer, "support", _supported_once, lambda _gathering, _form: {})


def _supported_once(gathering: Gathering) -> Made:
    promising = [draft for draft in gathering.open_ones if offered_claims(draft)]
    offered = {claim for draft in promising for claim in offered_claims(draft)}
    words = {claim: name for claim, name in SCHEMES.items() if claim in offered}
    places = _everywhere(gathering, SUPPORT, "needs")
    if promising:
        places["schemes"] = [Place(draft, SUPPORT, "schemes") for draft in promising]
    return lambda sent: SupportForm(words, formdata=sent), places


class SourceOnceForm(SourceForm):
    """As one draft asks it, of several jobs."""

    heard_from = RadioField("Where did you see these jobs?", [Optional()], choices=HEARD_FROM | {"": "No answer"})


@candidate.route("/together/source", methods=["GET", "POST"])
def together_source(viewer: Candidate) -> ResponseReturnValue:
    return _once(
        viewer, "source",
        lambda now: (
            lambda sent: SourceOnceForm(formdata=sent), _everywhere(now, SOURCE, "heard_from", "employed_by_council")
        ),
        lambda _gathering, _form: {},
    )  # fmt: skip
