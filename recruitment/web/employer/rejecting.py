"""Telling an applicant that they were not chosen: first the reasons, then the feedback drafted from them."""

from collections.abc import Collection, Iterable
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField
from wtforms.validators import Length

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.selection.actions import reject
from recruitment.selection.guarantees import FOR_A_RECRUITER, Bar, bars_of
from recruitment.selection.partings import own_reasons
from recruitment.selection.rules import Reason, chosen, drafted_feedback, for_the_record, reasons
from recruitment.vacancies.tables import Criterion
from recruitment.web.employer.deciding import LONGEST_MESSAGE, TOO_LONG, Case, decided, decision, decision_page
from recruitment.web.fields import HouseForm, Needed, TextField

ASKED = "reasons-asked"


class ReasonsForm(HouseForm):
    """Asked by GET: it changes nothing, and the reasons then stand in the address of the page that does."""

    class Meta(HouseForm.Meta):
        csrf = False

    reason = SelectMultipleField("Why was this applicant not chosen?", [Needed("Choose at least one reason")])


def reasons_asked(
    criteria: Iterable[Criterion], *also: Reason, drafted: Collection[str] = ()
) -> tuple[ReasonsForm, tuple[Reason, ...]]:
    """The form as the address fills it, and the reasons given; none while it still has to be answered.

    `also` are offered before those that always are; the keys `drafted` are ticked at first, for a person to check.
    """
    every = (*also, *reasons(criteria))
    is_answered = ASKED in request.args
    form = ReasonsForm(request.args if is_answered else None, reason=[*drafted, *request.args.getlist("reason")])
    form.reason.choices = {reason.key: reason.label for reason in every}
    if is_answered and form.validate():
        return form, chosen(every, form.reason.data)
    return form, ()


def carried() -> list[tuple[str, str]]:
    """What the address says besides the reasons."""
    return [(name, value) for name, value in request.args.items(multi=True) if name not in (ASKED, "reason")]


class FeedbackForm(HouseForm):
    despite = TextField(
        "Why is this applicant rejected although an interview is guaranteed?",
        [
            Needed("Enter why, or offer the applicant an interview"),
            Length(max=1000, message="Use 1,000 characters or fewer"),
        ],
        description="Kept on record, where only recruiters read it. Name nobody.",
    )
    feedback = TextField(
        "Feedback for the candidate",
        [Needed("Write some feedback for the candidate"), Length(max=LONGEST_MESSAGE, message=TOO_LONG)],
    )


@decision("reject")
def reject_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    template = "employer/rejecting/reject_applicant.html"
    bar = bars_of(viewer, case.advert.vacancy, [case.application]).get(case.application.id)
    if bar is Bar.RECRUITER_DECIDES:
        raise Refused(FOR_A_RECRUITER)
    own = own_reasons(viewer, case.advert.vacancy, [case.application.id]).get(case.application.id, ())
    asked, given = reasons_asked(case.advert.criteria, drafted=[reason.key for reason in own])
    is_due = bar is Bar.GUARANTEED
    if not given:
        return decision_page(case, asked, template, given=(), is_due=is_due)
    form = FeedbackForm(feedback=drafted_feedback(given))
    if not is_due:
        del form.despite
    if form.validate_on_submit():
        despite = form.despite.data if is_due else ""
        reject(viewer, case.application, reason=for_the_record(given), feedback=form.feedback.data, despite=despite)
        return decided(case, f"{case.name} is marked as unsuccessful, and has been told so.")
    change = f"{request.path}?{urlencode(carried())}"
    return decision_page(case, form, template, given=given, change_reasons=change, is_due=is_due)
