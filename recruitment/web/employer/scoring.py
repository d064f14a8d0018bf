"""Scores of one application: a member's own, what the chair reveals, and what the panel agrees on."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import Length, Optional

from recruitment.applications.queries import WholeApplication, whole_application
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.selection.queries import beside
from recruitment.selection.rules import Sift, points
from recruitment.selection.score_actions import Given, agree, reveal, score
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.applicants import sift_of, tag_of
from recruitment.web.employer.score_facts import LONGEST_NOTE, Scoring, given_in, scoring_of
from recruitment.web.fields import HouseForm, Needed, TextField


@dataclass(frozen=True)
class Judged:
    """Whom a page here is about, and the list from which the viewer came."""

    whole: WholeApplication
    advert: Advert
    sift: Sift
    scoring: Scoring

    @property
    def back(self) -> str:
        return self.address(self.whole.application.id)

    def address(self, application_id: int) -> str:
        return url_for("employer.applicant", application_id=application_id, **self.sift.address)


def _judged(viewer: Staff, application_id: int) -> Judged:
    """Raises NotVisible."""
    whole = whole_application(viewer, application_id)
    advert = advert_of(viewer, whole.application.vacancy_id)
    return Judged(whole, advert, sift_of(advert.vacancy), scoring_of(viewer, whole.application, advert))


def _page(template: str, judged: Judged, form: HouseForm) -> ResponseReturnValue:
    page = render_template(
        template,
        form=form,
        whole=judged.whole,
        application=judged.whole.application,
        advert=judged.advert,
        sift=judged.sift,
        scoring=judged.scoring,
        points=points(judged.advert.criteria, judged.whole.answers),
        tag=tag_of(judged.whole.application.state),
        back=judged.back,
        side_navigation=None,
    )
    return page, 422 if form.is_submitted() else 200


@employer.route("/applications/<int:application_id>/score", methods=["GET", "POST"])
def score_applicant(viewer: Staff, application_id: int) -> ResponseReturnValue:
    """The person specification with each answer and the member's own marks beside it."""
    judged = _judged(viewer, application_id)
    scoring, application = judged.scoring, judged.whole.application
    form = scoring.form
    if form is None:
        raise Refused(_why_not(viewer, scoring))
    if form.validate_on_submit():
        # Before the marks are in, as the next undecided may follow from where this one stood.
        there = beside(viewer, application, judged.sift)
        were_last = score(viewer, application, given_in(form, scoring.plan))
        flash("Your scores are saved." + (" All are in now, so the panel sees them." if were_last else ""), "success")
        on = there.open_after or there.open_before if request.form.get("then") == "undecided" else application_id
        if on is None:
            listed = url_for("employer.applicants", vacancy_id=application.vacancy_id, **judged.sift.address)
            return redirect(listed, 303)
        return redirect(judged.address(on), 303)
    return _page("employer/scoring/score_applicant.html", judged, form)


def _why_not(viewer: Staff, scoring: Scoring) -> str:
    if not scoring.plan.criteria:
        return "This advert has no criterion that is assessed by the application, so there is nothing to score."
    if viewer.person not in scoring.panel.members:
        return "Only members of the panel score. Recruiters and hiring managers choose who sits on it."
    if scoring.reveal is not None:
        return "The scores of this application have been revealed, so nobody changes their own any more."
    return "This application has been decided, so its scores stay as they are."


class RevealForm(HouseForm):
    reason = TextField(
        "Why are the scores revealed before all are in?",
        [Needed("Enter why the scores are revealed"), Length(max=1000, message="Use 1,000 characters or fewer")],
        description="Kept on record. For example: a member is ill until after the shortlisting date. Name nobody.",
    )


@employer.route("/applications/<int:application_id>/reveal", methods=["GET", "POST"])
def reveal_scores(viewer: Staff, application_id: int) -> ResponseReturnValue:
    judged = _judged(viewer, application_id)
    scoring = judged.scoring
    if scoring.reveal is not None:
        return redirect(judged.back, 303)
    if not scoring.may_chair:
        raise Refused("Only the chair of the panel reveals scores before all are in.")
    form = RevealForm()
    if form.validate_on_submit():
        reveal(viewer, judged.whole.application, form.reason.data)
        flash("The scores are revealed to the panel. Nobody changes their own any more.", "success")
        return redirect(judged.back, 303)
    return _page("employer/scoring/reveal_scores.html", judged, form)


@employer.route("/applications/<int:application_id>/agree", methods=["GET", "POST"])
def agree_scores(viewer: Staff, application_id: int) -> ResponseReturnValue:
    """One mark for each criterion on which the panel has talked, with the reason."""
    judged = _judged(viewer, application_id)
    scoring = judged.scoring
    if not scoring.may_chair:
        raise Refused("Only the chair of the panel writes down what it agreed on.")
    if scoring.reveal is None:
        raise Refused("Scores are agreed on once they are revealed.")
    form = agreement_form(scoring)
    if form.validate_on_submit():
        agree(viewer, judged.whole.application, agreed_in(form, scoring))
        flash("What the panel agreed on is saved.", "success")
        return redirect(judged.back, 303)
    return _page("employer/scoring/agree_scores.html", judged, form)


class _Agreement(HouseForm):
    """For each criterion `mark_` and `reason_`, added from the plan; neither stands without the other."""

    def validate(self, extra_validators: object = None) -> bool:
        good = super().validate(extra_validators)
        for name, mark in self._fields.items():
            if not name.startswith("mark_"):
                continue
            reason = self[f"reason_{name.removeprefix('mark_')}"]
            if mark.data and mark.data not in mark.choices:
                mark.errors, good = ["Choose one of the marks"], False
            elif mark.data and not reason.data:
                reason.errors, good = ["Enter why the panel agreed on this mark"], False
            elif reason.data and not mark.data:
                mark.errors, good = ["Choose the mark that the panel agreed on"], False
        return good


def agreement_form(scoring: Scoring) -> HouseForm:
    marks = {str(mark): f"{mark} {words}" for mark, words in enumerate(scoring.plan.scale.words)}
    fields: dict[str, object] = {}
    held: dict[str, str] = {}
    for one in scoring.plan.criteria:
        label = scoring.labels[one.id]
        fields[f"mark_{one.id}"] = RadioField(
            f"Agreed mark for {label}", choices=marks, validate_choice=False, validators=[Optional()]
        )
        fields[f"reason_{one.id}"] = TextField(
            f"Why, for {label}",
            [Optional(), Length(max=LONGEST_NOTE, message=f"The reason must be {LONGEST_NOTE:,} characters or fewer")],
        )
        cell = scoring.cells[one.id]
        if cell.agreed is not None:
            held |= {f"mark_{one.id}": str(cell.agreed), f"reason_{one.id}": cell.reason}
    form: HouseForm = type("AgreementForm", (_Agreement,), fields)(data=held)
    return form


def agreed_in(form: HouseForm, scoring: Scoring) -> dict[int, Given]:
    return {
        one.id: Given(int(form[f"mark_{one.id}"].data), form[f"reason_{one.id}"].data)
        for one in scoring.plan.criteria
        if form[f"mark_{one.id}"].data
    }
