"""One entry of the ledger: all that is known of it, crediting, correcting and striking it out, and its own link."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import qrcode
from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field
from wtforms.validators import Optional, ValidationError

from recruitment.advertising.actions import CreditNote, as_recorded, correct, credit, strike_out
from recruitment.advertising.campaigns import campaign
from recruitment.advertising.ledger_queries import history_of
from recruitment.advertising.links import sign_of
from recruitment.advertising.media import media_names, signpost_media
from recruitment.advertising.queries import borne, placement, shares_of
from recruitment.advertising.response import response_by_medium
from recruitment.advertising.roles import may_keep_ledger, require_ledger
from recruitment.advertising.rules import RULES
from recruitment.advertising.suppliers import offered_names
from recruitment.advertising.tables import Placement
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.organisations.departments import departments_of
from recruitment.vacancies.stages import is_ever_public
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import names_of
from recruitment.web.employer.placement_forms import SHARE, PurchaseForm, SharedForm, shared_form
from recruitment.web.employer.placements import tell_recorded
from recruitment.web.employer.signposts import MODULE
from recruitment.web.fields import DayField, Given, HouseForm, LineField, Needed, PoundsField, at_most

ACTS = {
    "place": "Recorded", "credit": "Credit note recorded", "strike_out": "Struck out",
    "correct": "Recorded to correct another entry",
}  # fmt: skip


def _vacancies(viewer: Staff, entry: Placement) -> list[Vacancy]:
    """Those that bear a share, in the order of the shares."""
    ids = [share.vacancy_id for share in shares_of(viewer, [entry.id])[entry.id]]
    found = {row.id: row for row in db.session.scalars(visible(viewer, Vacancy).where(Vacancy.id.in_(ids)))}
    return [found[key] for key in ids]


def _links(entry: Placement, vacancies: list[Vacancy]) -> list[tuple[Vacancy, str]]:
    """The entry's own short link to each advert that the public may read; none where no link can stand."""
    if entry.is_credit or entry.struck_at is not None or entry.medium not in signpost_media().values():
        return []
    sign, home = sign_of(entry.medium, entry.id), current_app.config["SETTINGS"].public_url
    return [
        (row, home + url_for("public.signpost", reference=row.reference, sign=sign))
        for row in vacancies
        if row.published_at is not None and is_ever_public(row)
    ]


@employer.get("/placements/<int:placement_id>")
def placement_page(viewer: Staff, placement_id: int) -> ResponseReturnValue:
    entry = placement(viewer, placement_id)
    vacancies, history = _vacancies(viewer, entry), history_of(viewer, entry)
    shares = {share.vacancy_id: share for share in shares_of(viewer, [entry.id])[entry.id]}
    found = response_by_medium(viewer, list(shares)).by_placement
    return render_template(
        "employer/placement/placement_page.html",
        entry=entry,
        vacancies=[(row, shares[row.id]) for row in vacancies],
        history=history,
        left=borne(viewer, entry)[0],
        own_links=_links(entry, vacancies),
        response=found.get(entry.id),
        campaign=campaign(viewer, entry.campaign_id) if entry.campaign_id else None,
        media=media_names(),
        rule=RULES[entry.shared_by],
        names=names_of(viewer, entry.organisation_id),
        acts=ACTS,
        may_write=may_keep_ledger(viewer, entry.organisation_id),
    )


@employer.get("/placements/<int:placement_id>/code/<int:vacancy_id>.png")
def placement_code(viewer: Staff, placement_id: int, vacancy_id: int) -> ResponseReturnValue:
    """The QR code of the entry's own link to one of its adverts."""
    entry = placement(viewer, placement_id)
    link = next((link for row, link in _links(entry, _vacancies(viewer, entry)) if row.id == vacancy_id), None)
    if link is None:
        raise NotVisible("no such link")
    code, picture = qrcode.QRCode(box_size=MODULE), BytesIO()
    code.add_data(link)
    code.make_image().save(picture)
    picture.seek(0)
    name = f"{link.rsplit('/', 2)[1]}-{entry.medium}-{entry.id}.png"
    return send_file(picture, mimetype="image/png", as_attachment="download" in request.args, download_name=name)


def _live(viewer: Staff, placement_id: int, act: str) -> Placement:
    entry = placement(viewer, placement_id)
    require_ledger(viewer, entry.organisation_id)
    if entry.struck_at is not None:
        raise IllegalMove("entry", act, "struck out")
    return entry


class StrikeForm(HouseForm):
    reason = LineField("Reason", [Needed("Say why the entry is wrong"), at_most(300, "The reason")])


@employer.route("/placements/<int:placement_id>/strike-out", methods=["GET", "POST"])
def strike_placement(viewer: Staff, placement_id: int) -> ResponseReturnValue:
    entry = _live(viewer, placement_id, "strike_out")
    form = StrikeForm()
    if form.validate_on_submit():
        strike_out(viewer, entry, form.reason.data or "")
        flash("The entry is struck out.", "success")
        return redirect(url_for("employer.placement_page", placement_id=entry.id), 303)
    page = render_template(
        "employer/placement/strike_placement.html", form=form, entry=entry, media=media_names(),
        notes=[note for note in history_of(viewer, entry).notes if note.struck_at is None],
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


class CreditForm(HouseForm):
    net = PoundsField("Net amount given back", [Given("Enter the amount without VAT")], description="Without VAT")
    vat = PoundsField("VAT given back", [Given("Enter the VAT, or 0 if there was none")])
    credited_on = DayField(
        "Date of the credit note", [Needed("Enter the date of the credit note")],
        description="It counts in the financial year of this day",
    )  # fmt: skip
    number = LineField("Number of the credit note", [Optional(), at_most(60, "The number")])
    note = LineField("Why it was given", [Optional(), at_most(300, "The note")])

    def validate_credited_on(self, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("The date is in the future. Check it")


@employer.route("/placements/<int:placement_id>/credit", methods=["GET", "POST"])
def credit_placement(viewer: Staff, placement_id: int) -> ResponseReturnValue:
    entry = _live(viewer, placement_id, "credit")
    form, left = CreditForm(), borne(viewer, entry)[0]
    if form.validate_on_submit():
        note = CreditNote(
            net=form.net.data or 0, vat=form.vat.data or 0, credited_on=form.credited_on.data or clock.today(),
            number=form.number.data or "", note=form.note.data or "",
        )  # fmt: skip
        try:
            credit(viewer, entry, note)
        except Refused as refusal:
            form.net.errors = [str(refusal)]
        else:
            flash("The credit note is recorded.", "success")
            return redirect(url_for("employer.placement_page", placement_id=entry.id), 303)
    page = render_template("employer/placement/credit_placement.html", form=form, entry=entry, left=left)
    return page, 422 if form.is_submitted() else 200


class CorrectForm(PurchaseForm):
    reason = LineField("What was wrong?", [Needed("Say what was wrong"), at_most(300, "The reason")])


class CorrectSharedForm(SharedForm):
    reason = LineField("What was wrong?", [Needed("Say what was wrong"), at_most(300, "The reason")])


@employer.route("/placements/<int:placement_id>/correct", methods=["GET", "POST"])
def correct_placement(viewer: Staff, placement_id: int) -> ResponseReturnValue:
    entry = _live(viewer, placement_id, "correct")
    if entry.is_credit:
        raise Refused("Strike this credit note out and record the right one against its placement.")
    before, sharing = as_recorded(viewer, entry)
    vacancies = _vacancies(viewer, entry)
    form: Any = _correct_form(viewer, entry, vacancies, vars(before) | {"shared_by": entry.shared_by})
    form.offer(
        departments_of(viewer, [entry.organisation_id]), offered_names(viewer, entry.organisation_id), entry.medium
    )
    if form.validate_on_submit():
        now = replace(form.purchase(), campaign_id=entry.campaign_id)
        shared = form.sharing if isinstance(form, SharedForm) else sharing
        try:
            right = correct(viewer, entry, now, shared, form.reason.data)
        except Refused as refusal:
            form.net.errors = [str(refusal)]
        else:
            tell_recorded(viewer, right, "The entry is corrected. The old one is kept, struck out.")
            return redirect(url_for("employer.placement_page", placement_id=right.id), 303)
    page = render_template("employer/placement/correct_placement.html", form=form, entry=entry)
    return page, 422 if form.is_submitted() else 200


def _correct_form(viewer: Staff, entry: Placement, vacancies: list[Vacancy], filled: dict[str, Any]) -> Any:
    if len(vacancies) < 2:
        return CorrectForm(**filled)
    shares = {f"{SHARE}{share.vacancy_id}": share.net for share in shares_of(viewer, [entry.id])[entry.id]}
    return shared_form(vacancies, CorrectSharedForm, **filled, **shares)
