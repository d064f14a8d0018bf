"""What people ask for so that they can apply: the list, and one request to answer, for HR."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf

from recruitment.accounts.queries import workplaces_of
from recruitment.applications.adjustment_actions import answer_request, finish, note_told
from recruitment.applications.adjustment_lifecycle import ADJUSTMENT, STATE_NAMES
from recruitment.applications.adjustment_queries import request_of, requests_to
from recruitment.applications.adjustment_rules import KINDS, REACHED_BY
from recruitment.core import clock
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.vacancies.redeployment_tables import HR
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import names_of
from recruitment.web.fields import HouseForm, Needed, TextField, at_most

LONGEST = 3_000
COLOURS = {"asked": "orange", "agreed": "blue", "declined": "grey", "done": "green"}


@dataclass(frozen=True)
class RequestPages:
    """What the pagination macro asks."""

    page: int
    pages: int

    def url_for_page(self, number: int) -> str:
        return url_for("employer.adjustments", page=number)


@employer.get("/adjustments")
def adjustments(viewer: Staff) -> ResponseReturnValue:
    found = requests_to(viewer, viewer.organisations_as(*HR), request.args.get("page", 1, type=int))
    ours = workplaces_of(viewer.person)
    return render_template(
        "employer/adjustments/adjustments.html",
        rows=found.rows,
        pages=RequestPages(found.page, found.pages),
        today=clock.today(),
        kinds=KINDS,
        states=STATE_NAMES,
        colours=COLOURS,
        organisations={each.id: each.name for each in ours} if len(ours) > 1 else {},
    )


class AnswerForm(HouseForm):
    act = RadioField("Your answer", [AnyOf(("agree", "decline"), "Choose your answer")], validate_choice=False)
    answer = TextField(
        "What you tell the person",
        [Needed("Write what you tell the person"), at_most(LONGEST, "What you tell the person")],
        description="What you will do and when, or why it cannot be done and what can.",
    )


@employer.route("/adjustments/<int:request_id>", methods=["GET", "POST"])
def adjustment(viewer: Staff, request_id: int) -> ResponseReturnValue:
    """The request, the question until it is answered, and what may follow from it."""
    asked = request_of(viewer, request_id)
    row = asked.request
    moves = ADJUSTMENT.open_to(row.state, standing(viewer, row.organisation_id))
    choices = {move.act: move.label for move in moves if move.act in ("agree", "decline")}
    form = AnswerForm()
    form.act.choices = choices
    if choices and form.validate_on_submit():
        answer_request(viewer, row, asked.vacancy, form.act.data, form.answer.data)
        said = "Your answer is on its way by email." if row.told_at else "Your answer is kept. Now tell the person."
        flash(said, "success")
        return redirect(url_for("employer.adjustment", request_id=row.id), 303)
    status = (422 if choices else 409) if form.is_submitted() else 200
    return render_template(
        "employer/adjustments/adjustment.html",
        form=form,
        asked=asked,
        choices=choices,
        may_finish=any(move.act == "finish" for move in moves) and row.told_at is not None,
        is_late=asked.is_late(clock.today()),
        kinds=[KINDS.get(kind, kind) for kind in asked.need.kinds],
        reached_by=REACHED_BY,
        state=(STATE_NAMES[row.state], COLOURS[row.state]),
        names=names_of(viewer, row.organisation_id),
        longest=LONGEST,
    ), status


@employer.post("/adjustments/<int:request_id>/told")
def adjustment_told(viewer: Staff, request_id: int) -> ResponseReturnValue:
    asked = request_of(viewer, request_id)
    note_told(viewer, asked.request)
    flash("It is noted that the person knows.", "success")
    return redirect(url_for("employer.adjustment", request_id=request_id), 303)


@employer.post("/adjustments/<int:request_id>/done")
def adjustment_done(viewer: Staff, request_id: int) -> ResponseReturnValue:
    asked = request_of(viewer, request_id)
    finish(viewer, asked.request)
    flash("The request is done.", "success")
    return redirect(url_for("employer.adjustments"), 303)
