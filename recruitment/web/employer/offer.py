"""One offer: what was sent or is about to be, how it stands, and what can be done about it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.lifecycle import HIRING
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.offers.offer_actions import MoreThanPosts, discard, drop_changes, send
from recruitment.offers.offer_lifecycle import OFFER, OUT, STATE_NAMES
from recruitment.offers.offer_queries import Held, the_offer
from recruitment.offers.offer_rules import REASONS, differences, may_answer, terms_rows
from recruitment.web.doors import employer
from recruitment.web.employer.offer_words import crumbs, name_on
from recruitment.web.fields import HouseForm


class SendForm(HouseForm):
    """A button; `knowing` is sent back once the page has warned."""


def require_hiring_of(viewer: Staff, held: Held) -> None:
    if standing(viewer, held.offer.organisation_id).isdisjoint(HIRING):
        raise Refused("Your role does not let you make offers.")


@employer.get("/offers/<int:offer_id>")
def offer(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    held = the_offer(viewer, offer_id)
    return _page(viewer, held)


def _page(viewer: Staff, held: Held, warning: str = "", status: int = 200) -> ResponseReturnValue:
    name = name_on(viewer, held)
    acts = {move.act for move in OFFER.open_to(held.offer.state, standing(viewer, held.offer.organisation_id))}
    shown = held.unsent or held.sent
    page = render_template(
        "employer/offer/offer.html",
        held=held,
        offer=held.offer,
        application=held.application,
        name=name,
        shown=shown,
        rows=terms_rows(shown) if shown is not None else [],
        changes=differences(held.sent, held.unsent) if held.sent is not None and held.unsent is not None else [],
        acts=acts,
        may_send=held.unsent is not None and bool(acts & {"send", "amend"}),
        moves_start=bool(acts & {"agree_start", "move_start"}),
        form=SendForm(),
        warning=warning,
        state=STATE_NAMES[held.offer.state],
        is_out=held.offer.state in OUT,
        is_over=not may_answer(held.offer.answer_by, clock.now()),
        why=REASONS.get(held.offer.why_declined, ""),
        crumbs=crumbs(held.application, name),
        side_navigation=None,
    )
    return page, status


@employer.post("/offers/<int:offer_id>/send")
def send_offer(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    """A second time where more offers would be out than posts are free: the page says so first."""
    held = the_offer(viewer, offer_id)
    seen = request.form.get("seen", "")
    if held.unsent is None or seen != str(held.unsent.number):
        raise IllegalMove(OFFER.noun, "send", held.offer.state)
    if not SendForm().validate_on_submit():
        return _page(viewer, held, status=422)
    was_sent = held.offer.version > 0
    try:
        send(viewer, held, knowing=request.form.get("knowing") == "1")
    except MoreThanPosts as warning:
        return _page(viewer, held, str(warning), 409)
    name = name_on(viewer, held)
    flash(f"{name} has {'your changed offer' if was_sent else 'your offer'}, and is told by email.", "success")
    return redirect(url_for("employer.offer", offer_id=offer_id), 303)


class DiscardForm(HouseForm):
    """A button that asks once."""


@employer.route("/offers/<int:offer_id>/discard", methods=["GET", "POST"])
def discard_offer(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    """A draft that nobody was sent; of an offer that was, the changes alone."""
    held = the_offer(viewer, offer_id)
    require_hiring_of(viewer, held)
    if held.offer.state != "drafted" and held.unsent is None:
        raise IllegalMove(OFFER.noun, "discard", held.offer.state)
    form = DiscardForm()
    if form.validate_on_submit():
        if held.offer.version:
            drop_changes(viewer, held)
            flash("The changes are dropped. The offer stands as it was sent.", "success")
            return redirect(url_for("employer.offer", offer_id=offer_id), 303)
        discard(viewer, held)
        flash("The draft of the offer is discarded. Nobody was told.", "success")
        return redirect(url_for("employer.applicant", application_id=held.application.id), 303)
    name = name_on(viewer, held)
    return render_template(
        "employer/offer/discard_offer.html", form=form, held=held, name=name, crumbs=crumbs(held.application, name),
        side_navigation=None,
    )  # fmt: skip
