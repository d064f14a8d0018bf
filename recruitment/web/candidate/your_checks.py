"""A candidate's own checks after an offer: what the employer waits for, and what they can do themselves."""

from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import ValidationError

from recruitment.applications.profile_actions import add
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.applications.wallet_actions import show
from recruitment.applications.wallet_queries import consents
from recruitment.applications.wallet_tables import CheckEntry
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.viewers import Candidate
from recruitment.offers.check_lifecycle import IN_CHECKS
from recruitment.offers.check_queries import checks_of, is_blocking, the_check
from recruitment.offers.check_tables import Check
from recruitment.offers.reference_queries import requests_of
from recruitment.offers.reference_tables import ReferenceRequest
from recruitment.vacancies.vocabulary import REGISTRATIONS
from recruitment.web.brand import day
from recruitment.web.candidate.fields import Voluntary, at_most
from recruitment.web.doors import candidate
from recruitment.web.fields import DayField, HouseForm, LineField, Needed

# What a state is called for the candidate; {employer} stands for whose checks they are.
STATES: Final = {
    "needed": ("Not begun", "grey"),
    "asked": ("Asked for", "blue"),
    "received": ("Being looked at", "yellow"),
    "cleared": ("Done", "green"),
    "not_cleared": ("To talk about", "orange"),
    "not_needed": ("Not needed", "grey"),
}
YOURS: Final = ("Waits for you", "orange")
WAITS: Final = {
    "needed": "{employer} has not asked for it yet. There is nothing to do now.",
    "asked": "{employer} waits for it.",
    "received": "{employer} has it and looks at it. There is nothing to do now.",
    "cleared": "There is nothing more to do.",
    "not_cleared": "{employer} talks to you about it.",
    "not_needed": "{employer} does not need it.",
}
# Kinds of which the wallet holds facts that can be shown.
IN_WALLET: Final = ("right_to_work", "disclosure", "registration")


@dataclass(frozen=True)
class Line:
    """A check as its person reads it. `act`: what they can do and where, if anything; `is_button`: all waits for it."""

    title: str
    state: tuple[str, str]
    said: str
    told: str
    act: tuple[str, str] | None
    is_theirs: bool
    is_button: bool


@candidate.get("/applications/<int:application_id>/your-checks")
def your_checks(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    application = the_application(viewer, application_id)
    checks, requests = checks_of(viewer, application_id), requests_of(viewer, application_id)
    lines = [line_of(application, each, requests.get(each.id, ())) for each in checks]
    return render_template(
        "candidate/your_checks/your_checks.html",
        application=application,
        yours=[each for each in lines if each.is_theirs],
        others=[each for each in lines if not each.is_theirs],
        is_open=application.state in IN_CHECKS,
        is_blocked=any(map(is_blocking, checks)),
    )


def line_of(application: Application, check: Check, requests: Any) -> Line:
    employer = application.organisation.name
    act, is_theirs, said = None, False, WAITS[check.state].format(employer=employer)
    state = STATES[check.state]
    if application.state in IN_CHECKS and check.settled_on is None:
        if check.kind == "reference" and check.state != "received":
            said, act = _of_reference(employer, check, requests)
            is_theirs = act is not None
            state = YOURS if is_theirs else state
        elif check.kind == "registration" and not check.number and check.state != "received":
            act = ("Give your registration number", url_for("candidate.give_registration", check_id=check.id))
            said, is_theirs, state = f"{employer} looks you up in the register by your number.", True, YOURS
        elif check.kind in IN_WALLET:
            url = url_for("candidate.application_checks", application_id=application.id)
            act = ("Show a check from your wallet", url)
        is_theirs = is_theirs or (check.state == "asked" and bool(check.told))
    told = check.told if check.settled_on is None else ""
    return Line(check.title, state, said, told, act, is_theirs, act is not None and state is YOURS)


def _of_reference(employer: str, check: Check, requests: Any) -> tuple[str, tuple[str, str] | None]:
    last: ReferenceRequest | None = requests[0] if requests else None
    if last is None:
        return f"{employer} has not chosen a referee yet.", None
    if last.state == "awaiting_yes":
        url = url_for("candidate.referee_consent", reference_id=last.id)
        return f"{employer} would like to ask {last.name}.", (f"Say whether {last.name} may be asked", url)
    if last.state == "sent":
        reminded = f", and reminded on {day(last.reminded_at)}" if last.reminded_at else ""
        return f"{last.name} was asked on {day(last.sent_at)}{reminded}.", None
    if last.state in ("declined", "refused", "ended"):
        why = "You said that they should not be asked" if last.state == "refused" else "Their reference will not come"
        url = url_for("candidate.name_another_referee", check_id=check.id)
        return f"{last.name}: {why[0].lower()}{why[1:]}.", ("Name another referee", url)
    return f"{employer} is going to ask {last.name}.", None


class NumberForm(HouseForm):
    number = LineField(
        "Your registration number", [Needed("Enter your registration number"), at_most(60, "The number")]
    )
    since = DayField("Registered since", [Needed("Enter since when you are registered")])
    expires = DayField("Until when does it hold?", [Voluntary()])

    def validate_since(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("The date must be in the past")

    def validate_expires(self, field: DayField) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("The end must be after the beginning")


@candidate.route("/checks/<int:check_id>/registration", methods=["GET", "POST"])
def give_registration(viewer: Candidate, check_id: int) -> ResponseReturnValue:
    """The number goes into the person's wallet and is shown to this employer, which they can take back there."""
    check = the_check(viewer, check_id)
    application = the_application(viewer, check.application_id)
    if check.kind != "registration":
        raise NotVisible("no register asks for a number")
    if check.settled_on is not None or application.state not in IN_CHECKS:
        raise IllegalMove("check", "give", check.state)
    form = NumberForm()
    register = REGISTRATIONS.get(check.body, "")
    if form.validate_on_submit():
        entry = add(
            viewer, CheckEntry, kind="registration", checked_on=form.since.data, checked_by=register,
            number=form.number.data, expires=form.expires.data, detail="",
        )  # fmt: skip
        show(viewer, application, {*consents(viewer, application.id), entry.id})
        flash(f"Your number is in your wallet, and {application.organisation.name} sees it.", "success")
        return redirect(url_for("candidate.your_checks", application_id=application.id), 303)
    page = render_template(
        "candidate/your_checks/give_registration.html", form=form, application=application, register=register
    )
    return page, 422 if form.is_submitted() else 200
