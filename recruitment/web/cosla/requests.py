"""Public bodies that ask to recruit here: the list, each with what to check, and the decision."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf

from recruitment.accounts.joining import LONGEST_WORDS, approve, ask_back, refuse
from recruitment.accounts.joining_lifecycle import JOINING, STATE_NAMES
from recruitment.accounts.joining_queries import checks_of, joining_request, requests_page, words_about
from recruitment.accounts.joining_tables import JoiningRequest
from recruitment.accounts.onboarding import require_operator
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Operator, Viewer
from recruitment.organisations.actions import LONGEST_NAME
from recruitment.organisations.tables import KINDS
from recruitment.web.doors import cosla
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, at_most

COLOURS = {"asked": "grey", "confirmed": "yellow", "approved": "green", "refused": "red"}


@dataclass(frozen=True)
class RequestPages:
    """What the pagination macro asks."""

    page: int
    pages: int

    def url_for_page(self, number: int) -> str:
        return url_for("cosla.joining_requests", page=number)


@cosla.get("/requests")
def joining_requests(viewer: Viewer) -> ResponseReturnValue:
    found = requests_page(require_operator(viewer), request.args.get("page", 1, type=int))
    return render_template(
        "cosla/requests/joining_requests.html",
        found=found,
        pages=RequestPages(found.page, found.pages),
        kinds=KINDS,
        states=STATE_NAMES,
        colours=COLOURS,
    )


@cosla.get("/requests/<int:request_id>")
def joining_request_page(viewer: Viewer, request_id: int) -> ResponseReturnValue:
    operator = require_operator(viewer)
    asked = joining_request(operator, request_id)
    return render_template(
        "cosla/requests/joining_request_page.html",
        asked=asked,
        kind=KINDS.get(asked.kind, asked.kind),
        state=STATE_NAMES[asked.state],
        colour=COLOURS[asked.state],
        checks=checks_of(operator, asked),
        words=words_about(operator, asked),
        acts={move.act for move in JOINING.open_to(asked.state, {operator.kind})},
    )


def _to_decide(viewer: Viewer, request_id: int, act: str) -> tuple[Operator, JoiningRequest]:
    """Raises IllegalMove where it is decided already."""
    operator = require_operator(viewer)
    asked = joining_request(operator, request_id)
    if JOINING.find(asked.state, act) is None:
        raise IllegalMove(JOINING.noun, act, asked.state)
    return operator, asked


class ApprovalForm(HouseForm):
    name = LineField(
        "Name", [Needed("Enter the name of the organisation"), at_most(LONGEST_NAME, "The name")],
        description="As the public knows it. Its address here is made from it.",
    )  # fmt: skip
    kind = RadioField(
        "Kind of organisation", [AnyOf(KINDS, "Choose the kind of organisation")], choices=KINDS, validate_choice=False
    )


@cosla.route("/requests/<int:request_id>/approve", methods=["GET", "POST"])
def approve_request(viewer: Viewer, request_id: int) -> ResponseReturnValue:
    operator, asked = _to_decide(viewer, request_id, "approve")
    form = ApprovalForm(obj=asked)
    if form.validate_on_submit():
        try:
            organisation = approve(operator, asked, name=form.name.data, kind=form.kind.data)
        except IllegalMove:
            raise
        except Refused as problem:
            form.name.errors = [str(problem)]
        else:
            flash(f"{organisation.name} is here. {asked.contact_name} is invited to administer it.", "success")
            return redirect(url_for("cosla.joining_request_page", request_id=asked.id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("cosla/requests/approve_request.html", form=form, asked=asked), status


class RefusalForm(HouseForm):
    reason = TextField(
        "Why is it refused?", [Needed("Say why the request is refused"), at_most(LONGEST_WORDS, "The reason")],
        description="Whoever asked reads this in a letter. It is kept in the record.",
    )  # fmt: skip


@cosla.route("/requests/<int:request_id>/refuse", methods=["GET", "POST"])
def refuse_request(viewer: Viewer, request_id: int) -> ResponseReturnValue:
    operator, asked = _to_decide(viewer, request_id, "refuse")
    form = RefusalForm()
    if form.validate_on_submit():
        refuse(operator, asked, form.reason.data)
        flash(f"The request of {asked.name} is refused. {asked.contact_name} is told why.", "success")
        return redirect(url_for("cosla.joining_request_page", request_id=asked.id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("cosla/requests/refuse_request.html", form=form, asked=asked), status


class QuestionForm(HouseForm):
    text = TextField(
        "What do you need to know?", [Needed("Write your question"), at_most(LONGEST_WORDS, "The question")],
        description="It goes by letter, with a link under which it is answered.",
    )  # fmt: skip


@cosla.route("/requests/<int:request_id>/ask", methods=["GET", "POST"])
def ask_about_request(viewer: Viewer, request_id: int) -> ResponseReturnValue:
    operator, asked = _to_decide(viewer, request_id, "approve")
    form = QuestionForm()
    if form.validate_on_submit():
        ask_back(operator, asked, form.text.data)
        flash(f"Your question is sent to {asked.contact_name}.", "success")
        return redirect(url_for("cosla.joining_request_page", request_id=asked.id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("cosla/requests/ask_about_request.html", form=form, asked=asked), status
