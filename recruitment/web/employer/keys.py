"""Keys for an organisation's HR system: made, rotated, revoked, and when each was last used. For its administrators."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, SelectMultipleField

from recruitment.accounts.key_tables import SCOPES, USUAL_SCOPES, KeyOfProgram
from recruitment.accounts.keys import OVERLAP, key_of, keys_of, make_key, revoke_key, rotate_key
from recruitment.accounts.sealing import sealed, unsealed
from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Staff
from recruitment.web.doors import employer
from recruitment.web.employer.staff import administered
from recruitment.web.fields import HouseForm, LineField, Needed, at_most

# Of the session: a key that was made just now, sealed, until its page has shown it once.
MADE = "key_made"


def _show_once(key: KeyOfProgram, secret: str) -> ResponseReturnValue:
    session[MADE] = sealed(secret.encode(), f"key {key.id}").decode()
    return redirect(url_for("employer.api_key", key_id=key.id), 303)


@employer.get("/api-keys")
def api_keys(viewer: Staff) -> ResponseReturnValue:
    houses = [(organisation, keys_of(viewer, organisation.id)) for organisation in administered(viewer)]
    return render_template("employer/keys/api_keys.html", houses=houses, scopes=SCOPES)


class KeyForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    name = LineField(
        "Name of the key", [Needed("Enter a name for the key"), at_most(80, "The name")],
        description="The program that will use it, for example HR system",
    )  # fmt: skip
    scopes = SelectMultipleField(
        "What it may do", [Needed("Choose what the key may do")], choices=SCOPES, default=list(USUAL_SCOPES)
    )


@employer.route("/api-keys/new", methods=["GET", "POST"])
def new_api_key(viewer: Staff) -> ResponseReturnValue:
    ours = {organisation.id: organisation for organisation in administered(viewer)}
    form = KeyForm()
    form.organisation.choices = {key: organisation.name for key, organisation in ours.items()}
    only = next(iter(ours)) if len(ours) == 1 else None
    if only:
        del form.organisation
    if form.validate_on_submit():
        key, secret = make_key(viewer, only or form.organisation.data, form.name.data, form.scopes.data)
        return _show_once(key, secret)
    return render_template("employer/keys/new_api_key.html", form=form), 422 if form.is_submitted() else 200


@employer.get("/api-keys/<int:key_id>")
def api_key(viewer: Staff, key_id: int) -> ResponseReturnValue:
    """With the key itself on the one visit after it was made or rotated."""
    key = key_of(viewer, key_id)
    made = unsealed(session.pop(MADE, "").encode(), f"key {key.id}")
    is_overlapping = key.earlier_until is not None and key.earlier_until > clock.now() and key.revoked_at is None
    return render_template(
        "employer/keys/api_key.html",
        key=key,
        secret=made.decode() if made else "",
        scopes=[SCOPES[scope] for scope in key.scopes],
        earlier_until=key.earlier_until if is_overlapping else None,
    )


class RotateKeyForm(HouseForm):
    """A button that asks once."""


@employer.route("/api-keys/<int:key_id>/rotate", methods=["GET", "POST"])
def rotate_api_key(viewer: Staff, key_id: int) -> ResponseReturnValue:
    key = _working(viewer, key_id, "rotate")
    form = RotateKeyForm()
    if form.validate_on_submit():
        return _show_once(key, rotate_key(viewer, key))
    hours = int(OVERLAP.total_seconds() // 3600)
    return render_template("employer/keys/rotate_api_key.html", form=form, key=key, hours=hours)


class RevokeKeyForm(HouseForm):
    """A button that asks once."""


@employer.route("/api-keys/<int:key_id>/revoke", methods=["GET", "POST"])
def revoke_api_key(viewer: Staff, key_id: int) -> ResponseReturnValue:
    key = _working(viewer, key_id, "revoke")
    form = RevokeKeyForm()
    if form.validate_on_submit():
        revoke_key(viewer, key)
        flash(f"The key {key.name} is revoked. It opens nothing any more.", "success")
        return redirect(url_for("employer.api_keys"), 303)
    return render_template("employer/keys/revoke_api_key.html", form=form, key=key)


def _working(viewer: Staff, key_id: int, act: str) -> KeyOfProgram:
    key = key_of(viewer, key_id)
    if key.revoked_at is not None:
        raise IllegalMove("key", act, "revoked")
    return key
