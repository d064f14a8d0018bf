"""An invitation's link: join the staff with the account of that address, or make one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import hash_password
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from recruitment.accounts.queries import confirmed_account, invitation_of, organisation_of
from recruitment.accounts.staff import accept
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import TokenHolder, Viewer
from recruitment.web.doors import token
from recruitment.web.fields import HouseForm
from recruitment.web.roles import ROLE_NAMES

NEEDS_PASSWORD = [
    InputRequired("Choose a password"),
    Length(min=10, message="Your password must have at least 10 characters"),
]


class JoinForm(HouseForm):
    password = PasswordField("Password", NEEDS_PASSWORD)
    again = PasswordField("The same password again", [EqualTo("password", "The two passwords are not the same")])


@token.route("/invitation/<link>", methods=["GET", "POST"])
def invitation(_viewer: Viewer, link: str) -> ResponseReturnValue:
    try:
        found = invitation_of(link)
    except NotVisible:
        return render_template("token/invitation/_over.html"), 404
    organisation = organisation_of(found.organisation_id)
    known = confirmed_account(found.email)
    form = JoinForm()
    if known is not None:
        del form.password, form.again
    if form.validate_on_submit():
        password_hash = None if known else hash_password(form.password.data)
        accept(TokenHolder("invitation", found.id), found, password_hash)
        flash(f"You have joined {organisation.name}. Sign in to go to its pages.", "success")
        return redirect(url_for("security.login", next="/employer/"), 303)
    status = 422 if form.is_submitted() else 200
    facts = {
        "invitation": found,
        "organisation": organisation,
        "roles": [ROLE_NAMES[role] for role in found.roles],
        "is_known": known is not None,
    }
    return render_template("token/invitation/invitation.html", form=form, **facts), status
