"""Deleting one's account: what goes at once, what employers keep, and the question once, with the password."""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import logout_user, verify_password
from passlib.exc import PasswordSizeError
from wtforms import PasswordField, RadioField
from wtforms.validators import InputRequired, ValidationError

from recruitment.accounts.leaving import works_for_somebody
from recruitment.accounts.queries import own_account, workplaces_of
from recruitment.applications.actions import withdraw
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.queries import applications_of_person
from recruitment.core.outbox import post
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Candidate
from recruitment.keeping.erasure import erase
from recruitment.web.account.limits import limit
from recruitment.web.doors import candidate
from recruitment.web.fields import NO_CHOICE, HouseForm

WITHDRAW, LEAVE = "withdraw", "leave"


class LeavingForm(HouseForm):
    """`running` is asked of whoever has applications that are not decided yet."""

    running = RadioField(
        "What should become of your applications that are not decided yet?",
        [InputRequired("Choose what should become of your applications")],
        choices={WITHDRAW: "Withdraw them", LEAVE: "Leave them with the employers"},
        validate_choice=False,
    )
    password = PasswordField("Your password", [InputRequired("Enter your password")])

    def __init__(self, *arguments: Any, password_hash: str | None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.password_hash = password_hash

    def validate_running(self, field: RadioField) -> None:
        if field.data not in (WITHDRAW, LEAVE):
            raise ValidationError(NO_CHOICE)

    def validate_password(self, field: PasswordField) -> None:
        if not self.password_hash or not _is_right(field.data, self.password_hash):
            raise ValidationError("The password is not right")


def _is_right(typed: str, password_hash: str) -> bool:
    """What no password can be, such as 100 kB, is not right either."""
    try:
        return verify_password(typed, password_hash)
    except PasswordSizeError:
        return False


@candidate.route("/delete-account", methods=["GET", "POST"])
def delete_account(viewer: Candidate) -> ResponseReturnValue:
    if works_for_somebody(viewer.person):
        places = workplaces_of(viewer.person)
        return render_template("candidate/leaving/delete_account.html", form=None, places=places)
    applications = applications_of_person(viewer)
    running = [application for application in applications if application.state in OPEN]
    form = LeavingForm(password_hash=own_account(viewer).password)
    if not running:
        del form.running
    if request.method == "POST":
        limit("candidate.delete_account")
    if form.validate_on_submit():
        if running and form.running.data == WITHDRAW:
            for application in running:
                withdraw(viewer, application)
        taken = erase(viewer, viewer.person, act="delete_account")
        if taken.address:
            facts = {"link": f"{current_app.config['SETTINGS'].public_url}/privacy"}
            post("account_deleted", taken.address, facts, key=f"account_deleted:{viewer.person}")
        logout_user()
        after_the_end(taken.remove_bytes)
        return redirect(url_for("public.account_deleted"), 303)
    page = render_template(
        "candidate/leaving/delete_account.html",
        form=form,
        running=running,
        sent=[application for application in applications if application.state != "draft"],
    )
    return page, 422 if form.is_submitted() else 200
