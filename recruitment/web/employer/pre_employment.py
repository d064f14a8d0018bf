"""Pre-employment checks of one applicant: what is done, what blocks, and what comes next."""

from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField
from wtforms.validators import AnyOf, ValidationError

from recruitment.applications.queries import WholeApplication, whole_application
from recruitment.applications.wallet_actions import note_seen
from recruitment.applications.wallet_queries import shown_checks
from recruitment.applications.wallet_tables import CHECKERS, CheckEntry
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.lifecycle import Move
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.offers.check_actions import Said, act_on_check, add_check, note_on_check, start_checks
from recruitment.offers.check_lifecycle import CHECK, IN_CHECKS, STATE_NAMES
from recruitment.offers.check_queries import checks_of, is_blocking, steps_of, the_check
from recruitment.offers.check_rules import LONGEST_TEXT, LONGEST_TITLE, WITH_DATE, acts_open, wrong_date
from recruitment.offers.check_tables import Check
from recruitment.offers.reference_lifecycle import COLOURS as REQUEST_COLOURS
from recruitment.offers.reference_lifecycle import STATE_NAMES as REQUEST_NAMES
from recruitment.offers.reference_queries import requests_of
from recruitment.offers.reference_tables import ReferenceRequest
from recruitment.vacancies.vocabulary import WORKFORCES
from recruitment.web.brand import day
from recruitment.web.candidate.fields import Voluntary
from recruitment.web.candidate.wallet import check as wallet_entry
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.employer.references import reference_page
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, TextField, at_most

COLOURS: Final = {
    "needed": "grey", "asked": "blue", "received": "yellow", "cleared": "green", "not_cleared": "red",
    "not_needed": "grey",
}  # fmt: skip
# What an act is called where it is chosen, and what it means; by kind where a kind has a word of its own.
ACTS: Final = {
    "ask": "It has been asked for",
    "receive": "It has come, and somebody still has to look at it",
    "clear": "It is in order",
    "fail": "It is not in order",
    "waive": "It is not needed",
    "reopen": "Open it again",
    "note": "Nothing new: keep what I write below",
}
NOTE: Final = "note"
HINTS: Final = {
    "ask": "The candidate gets an email with what you tell them",
    "fail": "It goes on keeping them from starting. Talk to the candidate before you decide",
    "reopen": "What was entered stays in its history",
}
DATED: Final = {"ask": "asked for", "receive": "received", "clear": "found in order", "fail": "found not in order"}
# What the checks of a kind ask of whoever makes them.
ADVICE: Final = {
    "right_to_work": "See the original document with the person there, or check their share code online. The law asks "
    "for it before the first day (Immigration, Asylum and Nationality Act 2006).",
    "disclosure": "Enter the level and dates only. What a certificate says, and its number, stay out of this service: "
    "only those who must may see them, and no longer than the decision takes (Disclosure (Scotland) Act 2020, code of "
    "practice).",
    "registration": "Look the person up in the register’s own public search.",
    "qualifications": "See the certificates, or ask the body that gave them.",
    "fitness": "Enter the outcome only, and nothing about health: occupational health keeps that.",
    "driving": "See the licence, or check it online with the code that the person gets. Its number is not kept.",
}


def tag_of(check: Check) -> tuple[str, str]:
    return STATE_NAMES[check.state], COLOURS[check.state]


def detail_of(check: Check) -> str:
    """With whom, when it ends, its number: whatever there is to say in a line."""
    parts = [
        f"For work with {WORKFORCES[check.workforce]}" if check.workforce in WORKFORCES else "",
        f"Number {check.number}" if check.number else "",
        f"Until {day(check.expires_on)}" if check.expires_on else "",
        "" if check.is_required else "Does not keep them from starting",
    ]
    return ". ".join(filter(None, parts))


def when_of(check: Check) -> str:
    """The last day that tells how it stands."""
    if check.settled_on:
        return f"{STATE_NAMES[check.state]} on {day(check.settled_on)}"
    if check.received_on:
        return f"Received on {day(check.received_on)}"
    return f"Asked for on {day(check.asked_on)}" if check.asked_on else ""


def waited(check: Check) -> str:
    """Since when it has stood as it does, by the days that were told: today, 1 day, 12 days."""
    told = {"asked": check.asked_on, "received": check.received_on, "not_cleared": check.settled_on}.get(check.state)
    days = (clock.today() - (told or clock.local(check.since).date())).days
    return "today" if days <= 0 else "1 day" if days == 1 else f"{days} days"


def next_of(check: Check, requests: tuple[ReferenceRequest, ...] = ()) -> str:
    """What has to happen now, in words; empty where nothing has."""
    if check.state == "received":
        return "Read it and decide" if check.kind == "reference" else "Look at it and decide"
    if check.kind == "reference" and check.settled_on is None:
        request = requests[0] if requests else None
        if request is None or request.state in ("ended", "refused", "declined"):
            return "Choose a referee"
        return {
            "named": f"Ask {request.name}",
            "awaiting_yes": "Wait for the candidate’s yes",
            "sent": f"Wait for {request.name}",
        }.get(request.state, "")
    return {"needed": "Ask for it", "asked": "Wait for it", "not_cleared": "Talk to the candidate"}.get(check.state, "")


@employer.get("/applications/<int:application_id>/before-start")
def pre_employment_checks(viewer: Staff, application_id: int) -> ResponseReturnValue:
    whole = whole_application(viewer, application_id)
    application = whole.application
    checks, requests = checks_of(viewer, application_id), requests_of(viewer, application_id)
    may_act = _may_act(viewer, whole)
    return render_template(
        "employer/pre_employment/pre_employment_checks.html",
        form=StartForm(),
        whole=whole,
        application=application,
        groups=[
            ("What blocks", [each for each in checks if is_blocking(each)]),
            ("Still open, and does not block",
             [each for each in checks if each.settled_on is None and not is_blocking(each)]),
            ("Done", [each for each in checks if each.settled_on is not None and not is_blocking(each)]),
        ],
        has_checks=bool(checks),
        requests={number: found[0] for number, found in requests.items()},
        request_names=REQUEST_NAMES,
        request_colours=REQUEST_COLOURS,
        next_of=lambda each: next_of(each, tuple(requests.get(each.id, ()))),
        tag_of=tag_of, detail_of=detail_of, when_of=when_of, waited=waited,
        may_act=may_act,
        is_open=application.state in IN_CHECKS,
        is_blocked=any(map(is_blocking, checks)),
        side_navigation=None,
    )  # fmt: skip


def _may_act(viewer: Staff, whole: WholeApplication) -> bool:
    roles = standing(viewer, whole.application.organisation_id)
    return whole.application.state in IN_CHECKS and not roles.isdisjoint(CHECKERS)


class StartForm(HouseForm):
    """A button for an offer that was made before checks were kept here."""


@employer.post("/applications/<int:application_id>/before-start/begin")
def begin_pre_employment_checks(viewer: Staff, application_id: int) -> ResponseReturnValue:
    whole = whole_application(viewer, application_id)
    if not _may_act(viewer, whole):
        raise Refused("Administrators and recruiters begin the checks, once an offer is made.")
    start_checks(viewer, whole.application)
    return redirect(url_for("employer.pre_employment_checks", application_id=application_id), 303)


class AddForm(HouseForm):
    title = LineField(
        "What is checked?",
        [Needed("Enter what is checked"), at_most(LONGEST_TITLE, "The name of the check")],
        description="For example: Hearing test, or Interview with the governing body",
    )
    is_required = BooleanField("Nobody can start before it is done", default=True)


@employer.route("/applications/<int:application_id>/before-start/add", methods=["GET", "POST"])
def add_pre_employment_check(viewer: Staff, application_id: int) -> ResponseReturnValue:
    whole = whole_application(viewer, application_id)
    if not _may_act(viewer, whole):
        raise Refused("Administrators and recruiters add checks, while an offer stands.")
    form = AddForm()
    if form.validate_on_submit():
        add_check(viewer, whole.application, form.title.data or "", is_required=form.is_required.data)
        flash("The check is added.", "success")
        return redirect(url_for("employer.pre_employment_checks", application_id=application_id), 303)
    page = render_template(
        "employer/pre_employment/add_pre_employment_check.html", form=form, whole=whole, side_navigation=None
    )
    return page, 422 if form.is_submitted() else 200


class CheckForm(HouseForm):
    act = RadioField("What has happened?", [AnyOf(tuple(ACTS), "Choose what has happened")], validate_choice=False)
    on = DayField("On which day?", [Voluntary()])
    number = LineField("Number in the register", [Voluntary(), at_most(60, "The number")])
    expires_on = DayField("Until when does it hold?", [Voluntary()])
    told = TextField(
        "What the candidate has to do", [Voluntary(), at_most(LONGEST_TEXT, "What you write")],
        description="They read it on their page and in the email that asks for it",
    )  # fmt: skip
    reason = TextField("Why?", [at_most(LONGEST_TEXT, "The reason")])
    note = TextField(
        "Note for colleagues", [Voluntary(), at_most(LONGEST_TEXT, "The note")],
        description="Nothing about health, and nothing that a certificate says. The candidate can ask for a copy",
    )  # fmt: skip

    def __init__(self, check: Check, moves: list[Move], **data: Any) -> None:
        super().__init__(**data)
        self.check, self.moves = check, {move.act: move for move in moves}
        self.act.choices = {act: ACTS[act] for act in (*self.moves, NOTE)}
        if check.kind != "registration":
            del self.number

    def validate_act(self, field: RadioField) -> None:
        if field.data and field.data not in (*self.moves, NOTE):
            raise ValidationError("This check has changed since the page was opened. Choose again")

    def validate_on(self, field: DayField) -> None:
        if field.data is None or self.act.data not in WITH_DATE:
            return
        wrong = wrong_date(self.act.data, field.data, clock.today(), self.check.asked_on, self.check.received_on)
        if wrong:
            raise ValidationError(wrong)

    def validate_reason(self, field: TextField) -> None:
        move = self.moves.get(self.act.data or "")
        if move is not None and move.needs_reason and not (field.data or "").strip():
            raise ValidationError("Give a reason")

    @property
    def said(self) -> Said:
        return Said(
            on=self.on.data if self.act.data in WITH_DATE else None,
            reason=self.reason.data or "",
            told=self.told.data or "",
            note=self.note.data or "",
            number=self.number.data if "number" in self else None,
            expires_on=self.expires_on.data,
        )


@employer.route("/checks/<int:check_id>", methods=["GET", "POST"])
def pre_employment_check(viewer: Staff, check_id: int) -> ResponseReturnValue:
    check = the_check(viewer, check_id)
    whole = whole_application(viewer, check.application_id)
    open_moves = CHECK.open_to(check.state, standing(viewer, check.organisation_id)) if _may_act(viewer, whole) else ()
    moves = list(acts_open(check.kind, check.level, check.state, open_moves))
    form = CheckForm(check, moves, data=_held(check))
    if moves and form.validate_on_submit():
        said = form.said
        if form.act.data == NOTE:
            note_on_check(viewer, whole.application, check, said)
        else:
            act_on_check(viewer, whole.application, check, form.act.data, said)
        flash(_told(form.act.data, said), "success")
        return redirect(url_for("employer.pre_employment_checks", application_id=check.application_id), 303)
    names, wallet = names_of(viewer, check.organisation_id), _wallet(viewer, check)
    page = render_template(
        "employer/pre_employment/pre_employment_check.html",
        form=form, check=check, whole=whole, moves=moves, hints=HINTS, tag=tag_of(check), detail=detail_of(check),
        advice=ADVICE.get(check.kind, ""), steps=steps_of(viewer, check.application_id).get(check.id, ()),
        acts={**DATED, "waive": "not needed", "reopen": "opened again", "ask_again": "to be asked of somebody else"},
        who=lambda person: names.get(person, FORMER) if person else "the portal",
        wallet=[wallet_entry(each) for each in wallet],
        reference=reference_page(viewer, check) if check.kind == "reference" else None,
        is_blocking=is_blocking(check), longest=LONGEST_TEXT, today=clock.today(), side_navigation=None,
    )  # fmt: skip
    return page, (422 if moves else 409) if form.is_submitted() else 200


def _wallet(viewer: Staff, check: Check) -> list[CheckEntry]:
    """What the applicant shows of this kind. That somebody looked is put on record, for them to know."""
    kinds = (check.kind, "pvg") if check.kind == "disclosure" else (check.kind,)
    found = [each.entry for each in shown_checks(viewer, check.application_id) if each.entry.kind in kinds]
    if found:
        note_seen(viewer, check.application_id)
    return found


def _held(check: Check) -> dict[str, Any]:
    return {"number": check.number, "expires_on": check.expires_on, "told": check.told, "note": check.note}


def _told(act: str, said: Said) -> str:
    today = clock.today()
    if said.on is not None and said.on != today:
        return (
            f"Entered. {day(said.on)} is in the past: it is kept as when it happened, and today as when you entered it."
        )
    return "Kept." if act == NOTE else "Entered."
