"""Scores of interviews: a member's own, what the chair reveals, what the panel agrees on, and a round side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.selection.interview_queries import Seat, questions_of, seats_of, the_round, the_seat
from recruitment.selection.interview_rules import span_in_words
from recruitment.selection.interview_scoring import TAKES_PLACE, interview_occasion, plan_of_round
from recruitment.selection.interview_tables import InterviewRound
from recruitment.selection.queries import names_of_staff
from recruitment.selection.score_actions import NOT_OPEN, agree_at, reveal_at, score_at
from recruitment.selection.score_queries import Occasion, cells_of, panel_seats, reveals_of
from recruitment.selection.score_rules import Cell, Plan, shown, total
from recruitment.selection.score_tables import Reveal
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.interviews import interview_page
from recruitment.web.employer.score_facts import Scoring, given_in, scoring_at
from recruitment.web.employer.scoring import RevealForm, agreed_in, agreement_form
from recruitment.web.fields import HouseForm


@dataclass(frozen=True)
class Judged:
    """Whose interview a page here is about; `asked`: the questions of the round, by the criterion that each tests."""

    seat: Seat
    row: InterviewRound
    advert: Advert
    occasion: Occasion
    scoring: Scoring
    asked: Mapping[int, list[str]]

    @property
    def back(self) -> str:
        return url_for("employer.interview", interview_id=self.seat.interview.id)


def judged_at(viewer: Staff, interview_id: int) -> Judged:
    """Raises NotVisible."""
    seat = the_seat(viewer, interview_id)
    row = the_round(viewer, seat.interview.round_id)
    advert = advert_of(viewer, seat.application.vacancy_id)
    occasion = interview_occasion(viewer, seat.interview, row, seat.slot)
    scoring = scoring_at(viewer, plan_of_round(viewer, advert.vacancy, row), occasion)
    asked: dict[int, list[str]] = {}
    for each in questions_of(viewer, row.id):
        asked.setdefault(each.criterion_id or 0, []).append(each.text)
    return Judged(seat, row, advert, occasion, scoring, asked)


def _page(template: str, judged: Judged, form: HouseForm) -> ResponseReturnValue:
    when = span_in_words(judged.seat.slot.starts_at, judged.seat.slot.ends_at) if judged.seat.slot else ""
    return interview_page(
        judged.advert, f"interview_scoring/{template}", 422 if form.is_submitted() else 200, form=form,
        seat=judged.seat, row=judged.row, scoring=judged.scoring, asked=judged.asked, back=judged.back, when=when,
    )  # fmt: skip


@employer.route("/interviews/<int:interview_id>/score", methods=["GET", "POST"])
def score_interview(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    """What the interview tests, with the questions that are asked and the member's own marks."""
    judged = judged_at(viewer, interview_id)
    form = judged.scoring.form
    if form is None:
        raise Refused(why_not(viewer, judged.scoring))
    if form.validate_on_submit():
        were_last = score_at(viewer, judged.occasion, given_in(form, judged.scoring.plan))
        flash("Your scores are saved." + (" All are in now, so the panel sees them." if were_last else ""), "success")
        return redirect(judged.back, 303)
    return _page("score_interview", judged, form)


def why_not(viewer: Staff, scoring: Scoring) -> str:
    """Why a viewer does not score here."""
    if not scoring.plan.criteria:
        return "Nothing is scored in this round: no question tests a criterion, and none is assessed by interview."
    if viewer.person not in scoring.panel.members:
        return "Only members of the panel score. Recruiters and hiring managers choose who sits on it."
    if scoring.reveal is not None:
        return "The scores of this interview have been revealed, so nobody changes their own any more."
    return NOT_OPEN


@employer.route("/interviews/<int:interview_id>/reveal", methods=["GET", "POST"])
def reveal_interview_scores(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    judged = judged_at(viewer, interview_id)
    if judged.scoring.reveal is not None:
        return redirect(judged.back, 303)
    if not judged.scoring.may_chair:
        raise Refused("Only the chair of the panel reveals scores before all are in.")
    form = RevealForm()
    if form.validate_on_submit():
        reveal_at(viewer, judged.occasion, form.reason.data)
        flash("The scores are revealed to the panel. Nobody changes their own any more.", "success")
        return redirect(judged.back, 303)
    return _page("reveal_interview_scores", judged, form)


@employer.route("/interviews/<int:interview_id>/agree", methods=["GET", "POST"])
def agree_interview_scores(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    """One mark for each criterion on which the panel has talked, with the reason."""
    judged = judged_at(viewer, interview_id)
    if not judged.scoring.may_chair:
        raise Refused("Only the chair of the panel writes down what it agreed on.")
    if judged.scoring.reveal is None:
        raise Refused("Scores are agreed on once they are revealed.")
    form = agreement_form(judged.scoring)
    if form.validate_on_submit():
        agree_at(viewer, judged.occasion, agreed_in(form, judged.scoring))
        flash("What the panel agreed on is saved.", "success")
        return redirect(judged.back, 303)
    return _page("agree_interview_scores", judged, form)


@dataclass(frozen=True)
class Line:
    """Somebody in the round with a cell for each criterion."""

    seat: Seat
    cells: tuple[Cell, ...]
    reveal: Reveal | None
    plan: Plan

    @property
    def total(self) -> str:
        return shown(total(self.cells, self.plan))

    @property
    def standing(self) -> str:
        if self.reveal is not None:
            return "Revealed" if self.reveal.revealed_by is None else "Revealed early"
        return "Your own" if any(cell.marks for cell in self.cells) else "Not scored by you"


@employer.get("/interview-rounds/<int:round_id>/scores")
def interview_scores(viewer: Staff, round_id: int) -> ResponseReturnValue:
    """Everybody who was interviewed in a round side by side, who scored most first."""
    row = the_round(viewer, round_id)
    advert = advert_of(viewer, row.vacancy_id)
    plan = plan_of_round(viewer, advert.vacancy, row)
    seats = [seat for seat in seats_of(viewer, [round_id]) if seat.interview.state in TAKES_PLACE]
    ids, interviews = [seat.application.id for seat in seats], [seat.interview.id for seat in seats]
    # Without any interview these would be the scores of the sift.
    cells = cells_of(viewer, plan, panel_seats(viewer, row.vacancy_id), ids, interview_ids=interviews) if seats else {}
    reveals = reveals_of(viewer, ids, interviews) if seats else {}
    lines = [
        Line(seat, cells[seat.application.id], reveals.get(seat.application.id), plan) for seat in seats
    ]  # fmt: skip
    names = names_of_staff(viewer, row.organisation_id)
    return interview_page(
        advert,
        "interview_scoring/interview_scores",
        row=row,
        plan=plan,
        lines=sorted(lines, key=lambda line: -(total(line.cells, plan) or 0)),
        name=lambda person: names.get(person, "A former colleague"),
    )
