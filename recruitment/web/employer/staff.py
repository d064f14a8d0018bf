"""Who works at an organisation: list, invite, roles, leaving. For its administrators."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Email

from recruitment.accounts.queries import members, open_invitations, workplaces_of
from recruitment.accounts.staff import change_roles, invite, require_administrator, withdraw_invitation
from recruitment.accounts.tables import Invitation, Membership
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.tables import Organisation
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, LineField, Needed, at_most
from recruitment.web.roles import ROLE_NAMES

ROLE_HINTS = {
    Role.ADMINISTRATOR: "Decides who works here, and keeps the public profile",
    Role.RECRUITER: "Writes and publishes adverts, sees all applicants",
    Role.HIRING_MANAGER: "Writes adverts and chooses applicants",
    Role.APPROVER: "Approves adverts or returns them",
    Role.PANEL_MEMBER: "Sees only the vacancies on whose panel they sit",
}
CHOICES = {role.value: name for role, name in ROLE_NAMES.items()}


def administered(viewer: Staff) -> list[Organisation]:
    """The organisations whose administrator the viewer is. Raises NotVisible when there is none."""
    ours = set(viewer.organisations_as(Role.ADMINISTRATOR))
    found = [organisation for organisation in workplaces_of(viewer.person) if organisation.id in ours]
    if not found:
        raise NotVisible("administers nothing")
    return found


@employer.get("/staff")
def staff(viewer: Staff) -> ResponseReturnValue:
    houses = []
    for organisation in administered(viewer):
        people: dict[int, list[Membership]] = {}
        for row in members(viewer, organisation.id):
            people.setdefault(row.account_id, []).append(row)
        houses.append((organisation, people, open_invitations(viewer, organisation.id)))
    return render_template("employer/staff/staff.html", houses=houses, role_names=ROLE_NAMES)


class InvitationForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    name = LineField("Name", [Needed("Enter the person’s name"), at_most(120, "The name")])
    email = LineField(
        "Work email address",
        [DataRequired("Enter the person’s work email address"), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@council.gov.uk",
               check_deliverability=False)],
    )  # fmt: skip
    roles = SelectMultipleField("Roles", [Needed("Choose at least one role")], choices=CHOICES)


@employer.route("/staff/invite", methods=["GET", "POST"])
def invite_staff(viewer: Staff) -> ResponseReturnValue:
    ours = {organisation.id: organisation for organisation in administered(viewer)}
    form = InvitationForm()
    form.organisation.choices = {key: organisation.name for key, organisation in ours.items()}
    only = next(iter(ours.values())) if len(ours) == 1 else None
    if only:
        del form.organisation
    if form.validate_on_submit():
        invite(
            viewer, only or ours[form.organisation.data], form.name.data, form.email.data, map(Role, form.roles.data)
        )
        flash(f"{form.name.data} is invited. The link in the email works for seven days.", "success")
        return redirect(url_for("employer.staff"), 303)
    page = render_template("employer/staff/invite_staff.html", form=form, hints=ROLE_HINTS)
    return page, 422 if form.is_submitted() else 200


class WithdrawInvitationForm(HouseForm):
    """A button that asks once."""


@employer.route("/staff/invitations/<int:invitation_id>/withdraw", methods=["GET", "POST"])
def withdraw_staff_invitation(viewer: Staff, invitation_id: int) -> ResponseReturnValue:
    invitation = one_visible(viewer, Invitation, Invitation.id == invitation_id)
    require_administrator(viewer, invitation.organisation_id)
    form = WithdrawInvitationForm()
    if form.validate_on_submit():
        withdraw_invitation(viewer, invitation)
        flash("The invitation is withdrawn; its link works no longer.", "success")
        return redirect(url_for("employer.staff"), 303)
    return render_template("employer/staff/withdraw_staff_invitation.html", form=form, invitation=invitation)


class RolesForm(HouseForm):
    roles = SelectMultipleField("Roles", choices=CHOICES)


@employer.route("/staff/<int:membership_id>", methods=["GET", "POST"])
def staff_roles(viewer: Staff, membership_id: int) -> ResponseReturnValue:
    """One colleague's roles, found by any of their memberships; none chosen means that they leave."""
    row = one_visible(viewer, Membership, Membership.id == membership_id)
    require_administrator(viewer, row.organisation_id)
    held = [each.role for each in members(viewer, row.organisation_id) if each.account_id == row.account_id]
    form = RolesForm(roles=held)
    if form.validate_on_submit():
        try:
            change_roles(viewer, row.organisation_id, row.account_id, map(Role, form.roles.data))
        except Refused as refusal:
            form.roles.errors = [str(refusal)]
        else:
            said = f"The roles of {row.name} are saved." if form.roles.data else f"{row.name} has left the staff."
            flash(said, "success")
            own = row.account_id == viewer.person and Role.ADMINISTRATOR not in form.roles.data
            return redirect(url_for("account.home" if own else "employer.staff"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("employer/staff/staff_roles.html", form=form, person=row, hints=ROLE_HINTS), status
