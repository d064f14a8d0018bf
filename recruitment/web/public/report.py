"""Saying that an advert is wrong. The form has a state, so it has an address of its own: the advert sets no cookie."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, RadioField
from wtforms.validators import AnyOf, Email, Length, Optional

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Viewer
from recruitment.vacancies.queries import advert
from recruitment.vacancies.reports import report_advert
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.vocabulary import REPORT_REASONS
from recruitment.web.doors import public
from recruitment.web.fields import HouseForm, Needed, TextField, tidy

KIND = "report_advert"
MOST, WINDOW = 10, timedelta(hours=1)
LONGEST = 2000


class ReportForm(HouseForm):
    reason = RadioField(
        "What is wrong with the advert?",
        [AnyOf(REPORT_REASONS, "Choose what is wrong with the advert")],
        choices=REPORT_REASONS,
        # WTForms' own check comes first, and its words are no help.
        validate_choice=False,
    )
    details = TextField(
        "Tell us more",
        [Needed("Tell us what is wrong, in a few words"),
         Length(max=LONGEST, message=f"Use at most {LONGEST:,} characters")],
    )  # fmt: skip
    email = EmailField(
        "Your email address",
        [Optional(), Length(max=254), Email("Enter an email address in the right form, for example name@example.com")],
        filters=[tidy],
        description="Only if you want an answer. The employer’s staff will see it.",
    )


@public.route("/vacancies/<reference>/<slug>/report", methods=["GET", "POST"])
def report(viewer: Viewer, reference: str, slug: str) -> ResponseReturnValue:
    found = advert(viewer, reference)
    right = slug_of(found.vacancy.title)
    if slug != right:
        return redirect(url_for("public.report", reference=reference, slug=right), 301)
    form = ReportForm()
    if form.validate_on_submit():
        sender = request.remote_addr or ""
        refuse_if_too_many(KIND, sender, MOST, WINDOW)
        after_the_end(lambda: count_attempt(KIND, sender))
        report_advert(
            viewer,
            found.vacancy,
            reason=form.reason.data,
            details=form.details.data,
            email=form.email.data or "",
        )
        return redirect(url_for("public.reported", reference=reference, slug=right), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("public/report/report.html", form=form, found=found, slug=right, longest=LONGEST), status


@public.get("/vacancies/<reference>/<slug>/reported")
def reported(viewer: Viewer, reference: str, slug: str) -> ResponseReturnValue:
    return render_template("public/report/reported.html", found=advert(viewer, reference), slug=slug)
