"""References as staff take them up: choosing a referee, asking, renewing a link, entering what came otherwise."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, RadioField, TelField
from wtforms.validators import AnyOf, Email, ValidationError

from recruitment.applications.queries import whole_application
from recruitment.applications.tables import RefereeCopy
from recruitment.applications.wallet_tables import CHECKERS
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.offers.check_lifecycle import IN_CHECKS
from recruitment.offers.check_queries import the_check
from recruitment.offers.check_tables import Check
from recruitment.offers.reference_actions import (
    Came,
    Referee,
    agree,
    ask,
    enter,
    name_referee,
    refuse,
    renew,
    replace_referee,
)
from recruitment.offers.reference_answers import ACCEPTED, LARGEST, LETTER_KINDS
from recruitment.offers.reference_lifecycle import COLOURS, RECEIVED_BY, REFERENCE, STATE_NAMES
from recruitment.offers.reference_queries import (
    contact_of,
    letter_bytes,
    letter_of,
    open_request,
    referees_named,
    reference_of,
    reference_request,
    requests_of,
)
from recruitment.offers.reference_rules import LONGEST_TEXT, is_alive
from recruitment.offers.reference_tables import Reference, ReferenceContact, ReferenceLetter, ReferenceRequest
from recruitment.web.candidate.fields import IfGiven, Voluntary, at_most
from recruitment.web.doors import employer
from recruitment.web.downloads import sent_out
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, TextField, tidy

LARGEST_UPLOAD: Final = 16 * 1024 * 1024
GOOD_ADDRESS: Final = Email("Enter an email address in the right form, for example name@example.com",
                            check_deliverability=False)  # fmt: skip
OTHER: Final = "other"
CONTACT: Final = ("name", "relationship", "organisation", "email", "phone")


@dataclass(frozen=True)
class ReferencePage:
    """What the page of one reference shows: whom it was asked of, how they are reached, and what they wrote."""

    request: ReferenceRequest | None
    earlier: tuple[ReferenceRequest, ...]
    contact: ReferenceContact | None
    written: Reference | None
    letter: ReferenceLetter | None
    acts: frozenset[str]
    is_alive: bool
    state: tuple[str, str]


def reference_page(viewer: Staff, check: Check) -> ReferencePage:
    found = tuple(requests_of(viewer, check.application_id).get(check.id, ()))
    request = open_request(found)
    earlier = tuple(each for each in found if each is not request)
    if request is None:
        return ReferencePage(None, earlier, None, None, None, frozenset(), False, ("", ""))
    roles = standing(viewer, check.organisation_id)
    acts = frozenset(move.act for move in REFERENCE.open_to(request.state, roles))
    return ReferencePage(
        request,
        earlier,
        contact_of(viewer, request.id),
        reference_of(viewer, request.id),
        letter_of(viewer, request.id),
        acts if check.settled_on is None else frozenset(),
        is_alive(request.state, request.until, clock.now()),
        (STATE_NAMES[request.state], COLOURS[request.state]),
    )


class ChooseForm(HouseForm):
    who = RadioField("Who is asked?", [Needed("Choose who is asked")], validate_choice=False)
    name = LineField("Name", [at_most(120, "The name")])
    relationship = LineField("How they know the candidate", [at_most(120, "How they know the candidate")])
    organisation = LineField("Organisation", [Voluntary(), at_most(160, "The organisation")])
    email = EmailField("Email address", [IfGiven(), at_most(254, "The email address"), GOOD_ADDRESS], filters=[tidy])
    phone = TelField("Telephone number", [IfGiven(), at_most(40, "The telephone number")], filters=[tidy])

    def validate_who(self, field: RadioField) -> None:
        if field.data and field.data not in field.choices:
            raise ValidationError("Choose one of them")

    def validate_name(self, field: LineField) -> None:
        if self.who.data == OTHER and not field.data:
            raise ValidationError("Enter their name")

    def validate_relationship(self, field: LineField) -> None:
        if self.who.data == OTHER and not field.data:
            raise ValidationError("Enter how they know the candidate")

    def referee(self, named: dict[str, RefereeCopy]) -> tuple[Referee, str]:
        """Who was chosen, and by whom they were named."""
        row = named.get(self.who.data or "")
        if row is not None:
            named_so = (row.name, row.relationship, row.organisation, row.email, row.phone, row.ask_me_first)
            return Referee(*named_so), "application"
        told: dict[str, Any] = {name: self[name].data or "" for name in CONTACT}
        return Referee(**told), "staff"


@employer.route("/checks/<int:check_id>/referee", methods=["GET", "POST"])
def choose_referee(viewer: Staff, check_id: int) -> ResponseReturnValue:
    """One whom the application names, or another; asking comes on the next page."""
    check = _reference_check(viewer, check_id)
    whole = whole_application(viewer, check.application_id)
    if check.state != "needed" or reference_page(viewer, check).request is not None:
        raise IllegalMove("check", "ask", check.state)
    asked_before = {each.name for found in requests_of(viewer, check.application_id).values() for each in found}
    named = {str(row.id): row for row in referees_named(viewer, check.application_id)}
    form = ChooseForm()
    form.who.choices = {key: row.name for key, row in named.items()} | {OTHER: "Somebody else"}
    if form.validate_on_submit():
        referee, named_by = form.referee(named)
        name_referee(viewer, whole.application, check, referee, named_by=named_by, asked_by=viewer.person)
        return redirect(url_for("employer.pre_employment_check", check_id=check_id), 303)
    hints = {
        key: ". ".join(
            filter(None, (row.relationship, row.organisation, "The candidate wants to be asked first"
                          if row.ask_me_first else "", "Asked already" if row.name in asked_before else ""))
        )
        for key, row in named.items()
    }  # fmt: skip
    page = render_template(
        "employer/references/choose_referee.html", form=form, check=check, whole=whole, hints=hints, other=OTHER,
        side_navigation=None,
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _reference_check(viewer: Staff, check_id: int) -> Check:
    """Raises NotVisible for a check of another kind, and for colleagues who make none."""
    check = the_check(viewer, check_id)
    if check.kind != "reference" or standing(viewer, check.organisation_id).isdisjoint(CHECKERS):
        raise NotVisible("no reference that this viewer takes up")
    return check


def _request(viewer: Staff, reference_id: int, act: str) -> ReferenceRequest:
    """One of which `act` can be done now. Raises IllegalMove, before anybody fills a form in vain."""
    row = reference_request(viewer, reference_id)
    _reference_check(viewer, row.check_id)
    if REFERENCE.find(row.state, act) is None:
        raise IllegalMove(REFERENCE.noun, act, row.state)
    if whole_application(viewer, row.application_id).application.state not in IN_CHECKS:
        raise Refused("The application has ended, so nobody is asked for a reference any more.")
    return row


def _back(row: ReferenceRequest) -> ResponseReturnValue:
    return redirect(url_for("employer.pre_employment_check", check_id=row.check_id), 303)


@employer.post("/references/<int:reference_id>/ask")
def ask_referee(viewer: Staff, reference_id: int) -> ResponseReturnValue:
    row = _request(viewer, reference_id, "send")
    state = ask(viewer, row)
    flash(
        "The candidate is asked first. When they say yes, the referee gets a link by itself."
        if state == "awaiting_yes" else f"{row.name} has been sent a link.", "success",
    )  # fmt: skip
    return _back(row)


class YesForm(HouseForm):
    answer = RadioField(
        "What did the candidate say?", [AnyOf(("yes", "no"), "Choose what they said")],
        choices={"yes": "Yes: the referee may be asked", "no": "No: somebody else should be asked"},
        validate_choice=False,
    )  # fmt: skip


@employer.route("/references/<int:reference_id>/consent", methods=["GET", "POST"])
def record_consent(viewer: Staff, reference_id: int) -> ResponseReturnValue:
    """What a candidate said otherwise than on their page, as whoever applied on paper does."""
    row = _request(viewer, reference_id, "agree")
    form = YesForm()
    if form.validate_on_submit():
        if form.answer.data == "yes":
            agree(viewer, row)
        else:
            refuse(viewer, row)
        flash("Their answer is entered.", "success")
        return _back(row)
    page = render_template("employer/references/record_consent.html", form=form, row=row, side_navigation=None)
    return page, 422 if form.is_submitted() else 200


class RenewForm(HouseForm):
    email = EmailField(
        "Where to send it", [Needed("Enter an email address"), at_most(254, "The email address"), GOOD_ADDRESS],
        filters=[tidy],
    )  # fmt: skip


@employer.route("/references/<int:reference_id>/new-link", methods=["GET", "POST"])
def renew_reference(viewer: Staff, reference_id: int) -> ResponseReturnValue:
    row = _request(viewer, reference_id, "renew")
    contact = contact_of(viewer, reference_id)
    form = RenewForm(data={"email": contact.email if contact else ""})
    if form.validate_on_submit():
        renew(viewer, row, form.email.data or "")
        flash("A new link is on its way. The earlier one works no more; what was written is kept.", "success")
        return _back(row)
    page = render_template("employer/references/renew_reference.html", form=form, row=row, side_navigation=None)
    return page, 422 if form.is_submitted() else 200


class ReplaceForm(HouseForm):
    tells = BooleanField("Ask the candidate to name somebody else", default=True)


@employer.route("/references/<int:reference_id>/replace", methods=["GET", "POST"])
def replace_reference(viewer: Staff, reference_id: int) -> ResponseReturnValue:
    row = _request(viewer, reference_id, "replace")
    form = ReplaceForm()
    if form.validate_on_submit():
        replace_referee(viewer, row, tells_candidate=form.tells.data)
        flash(f"{row.name} is not asked any more.", "success")
        return _back(row)
    page = render_template("employer/references/replace_reference.html", form=form, row=row, side_navigation=None)
    return page, 422 if form.is_submitted() else 200


class EnterForm(HouseForm):
    received_by = RadioField(
        "How did it come?", [AnyOf(("post", "email", "telephone"), "Choose how it came")],
        choices={key: RECEIVED_BY[key] for key in ("post", "email", "telephone")}, validate_choice=False,
    )  # fmt: skip
    written_on = DayField("On which day was it written or said?", [Needed("Enter the day")])
    text = TextField(
        "What the referee says", [IfGiven(), at_most(2 * LONGEST_TEXT, "What the referee says")],
        description="In their words where you can. Leave it empty if the letter says it all",
    )  # fmt: skip
    file = FileField("The letter or email as a file", description="PDF or Word (.docx), up to 5 MB")
    in_confidence = BooleanField(
        "It was given in confidence", default=True,
        description="Then it is no part of the copy that the candidate can ask for",
    )  # fmt: skip

    def validate_written_on(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("The day must be today or in the past")


@employer.route("/references/<int:reference_id>/enter", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def enter_reference(viewer: Staff, reference_id: int) -> ResponseReturnValue:
    row = _request(viewer, reference_id, "enter")
    form = EnterForm()
    if form.validate_on_submit():
        try:
            enter(viewer, row, _came(form))
        except IllegalMove:
            raise
        except Refused as problem:
            (form.file if form.file.data else form.text).errors = [str(problem)]
        else:
            flash("The reference is entered. Read it once more and decide.", "success")
            return _back(row)
    page = render_template(
        "employer/references/enter_reference.html", form=form, row=row, accepted=ACCEPTED, side_navigation=None
    )
    return page, 422 if form.is_submitted() else 200


def _came(form: EnterForm) -> Came:
    upload = form.file.data
    content = upload.read(LARGEST + 1) if upload else b""
    facts: dict[str, Any] = {name: form[name].data for name in ("received_by", "written_on", "in_confidence")}
    return Came(**facts, text=form.text.data or "", letter=content, filename=upload.filename or "" if upload else "")


@employer.get("/references/<int:reference_id>/letter")
def reference_letter_file(viewer: Staff, reference_id: int) -> Response:
    """To save, whatever it is. Raises NotVisible before it was sent, and before it may be opened."""
    letter, content = letter_bytes(viewer, reference_id)
    kind = LETTER_KINDS[letter.kind]
    return sent_out(content, kind.media_type, f"reference{kind.extension}")
