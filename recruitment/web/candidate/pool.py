"""A person's own place in the talent pool: what is shown, to whom never, who looked and who approached them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectMultipleField

from recruitment.applications.profile_queries import whole_profile
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Candidate
from recruitment.offers.pool_actions import change, join, leave_pool, stay
from recruitment.offers.pool_queries import (
    hidden_from,
    looked_at_by,
    own_approaches,
    own_entries,
    own_entry,
)
from recruitment.offers.pool_rules import own_employers
from recruitment.offers.pool_tables import PoolEntry
from recruitment.offers.reserve_queries import own_places
from recruitment.organisations.queries import names_of_organisations, organisations
from recruitment.vacancies.queries import categories
from recruitment.web.candidate.fields import Voluntary
from recruitment.web.candidate.pool_fields import ShownForm, held
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, Needed
from recruitment.web.pool_words import facts_of

STATES = {"sent": "Waits for your answer", "accepted": "You said yes", "declined": "You said no", "lapsed": "Lapsed"}


@candidate.get("/pool")
def pool(viewer: Candidate) -> ResponseReturnValue:
    kinds = {each.code: each.name for each in categories()}
    approaches = own_approaches(viewer)
    hidden = names_of_organisations(hidden_from(viewer))
    return render_template(
        "candidate/pool/pool.html",
        entry=own_entry(viewer),
        entries=[(entry, facts_of(entry, kinds)) for entry in own_entries(viewer)],
        places=own_places(viewer),
        hidden=sorted(hidden.values()),
        looks=looked_at_by(viewer),
        approaches=approaches,
        names=names_of_organisations({row.organisation_id for row in approaches}),
        states=STATES,
    )


class PoolForm(ShownForm):
    hide_from = SelectMultipleField("Employers that never see you", [Voluntary()], coerce=int)
    agrees = BooleanField(
        "I agree that recruiters of councils and other public employers see this, without my name, for a year",
        [Needed("Tick the box to agree, or leave the pool as it is")],
    )


def _form(viewer: Candidate, entry: PoolEntry | None) -> PoolForm:
    """Whoever joins finds their present employer ticked among those to hide from."""
    profile, everybody = whole_profile(viewer), organisations()
    if entry is None:
        begun = {"hide_from": [each.id for each in own_employers(profile, everybody)] or list(hidden_from(viewer))}
        basics = profile.basics
        form = PoolForm(data={**begun, "postcode": basics.postcode if basics else ""})
    else:
        form = PoolForm(data={**held(entry), "hide_from": list(hidden_from(viewer))})
    form.offer(profile)
    form.hide_from.choices = {each.id: each.name for each in everybody}
    return form


@candidate.route("/pool/join", methods=["GET", "POST"])
def pool_join(viewer: Candidate) -> ResponseReturnValue:
    """Joining, and changing what is shown: both are the same agreement to the same words."""
    entry = own_entry(viewer)
    form = _form(viewer, entry)
    if form.validate_on_submit():
        shown = form.shown(whole_profile(viewer))
        if entry is None:
            join(viewer, shown, form.hide_from.data or [])
            flash("You are in the talent pool. You can leave it at any time.", "success")
        else:
            change(viewer, entry, shown, form.hide_from.data or [])
            flash("The changes are saved. Recruiters see them from now on.", "success")
        return redirect(url_for("candidate.pool"), 303)
    page = render_template("candidate/pool/pool_join.html", form=form, entry=entry)
    return page, 422 if form.is_submitted() else 200


class AskedForm(HouseForm):
    """A button that asks once."""


def _own(viewer: Candidate) -> PoolEntry:
    entry = own_entry(viewer)
    if entry is None:
        raise NotVisible("not in the talent pool")
    return entry


@candidate.route("/pool/stay", methods=["GET", "POST"])
def pool_stay(viewer: Candidate) -> ResponseReturnValue:
    entry, form = _own(viewer), AskedForm()
    if form.validate_on_submit():
        stay(viewer, entry)
        flash("You stay in the talent pool for another year.", "success")
        return redirect(url_for("candidate.pool"), 303)
    kinds = {each.code: each.name for each in categories()}
    return render_template("candidate/pool/pool_stay.html", form=form, entry=entry, facts=facts_of(entry, kinds))


@candidate.route("/pool/leave", methods=["GET", "POST"])
def pool_leave(viewer: Candidate) -> ResponseReturnValue:
    entry, form = _own(viewer), AskedForm()
    if form.validate_on_submit():
        leave_pool(viewer, entry)
        flash("You have left the talent pool. Nobody finds you there any more.", "success")
        return redirect(url_for("candidate.pool"), 303)
    return render_template("candidate/pool/pool_leave.html", form=form)
