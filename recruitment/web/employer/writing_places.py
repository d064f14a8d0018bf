"""Part six of an advert: where the work is."""

from collections.abc import Sequence

from flask.typing import ResponseReturnValue
from wtforms import FieldList, FormField, RadioField
from wtforms.validators import InputRequired, ValidationError

from recruitment.core.viewers import Staff
from recruitment.places.queries import find_postcode
from recruitment.places.rules import spaced
from recruitment.vacancies.draft_actions import Site, area_facts, home_facts, site_facts
from recruitment.vacancies.parts import Kept
from recruitment.vacancies.queries import Advert
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import rows_asked_for
from recruitment.web.employer.writing_parts import draft_to_write, part_page, saved
from recruitment.web.fields import HouseForm, LineField, RowForm, at_most

MOST_SITES = 30


class SiteRow(RowForm):
    label = LineField("Name of the workplace", [at_most(200, "The name of the workplace")])
    postcode = LineField("Postcode")
    site: Site | None = None

    def validate(self, extra_validators: object = None) -> bool:
        """An empty row means nothing; a row half filled is asked about."""
        good = super().validate(extra_validators)
        if not self.label.data and not self.postcode.data:
            return good
        if not self.label.data:
            self.label.errors = ["Enter the name of the workplace, for example a school or an office"]
        if not self.postcode.data:
            self.postcode.errors = ["Enter the postcode of the workplace"]
            return False
        found = find_postcode(self.postcode.data)
        if found is None:
            self.postcode.errors = ["We do not know this postcode in Scotland. Check it, or use one close by"]
            return False
        self.site = Site(self.label.data or "", found)
        return good and bool(self.label.data)


class PlacesForm(HouseForm):
    where = RadioField("Where is the work?", [InputRequired("Say where the work is")])
    sites = FieldList(FormField(SiteRow), "Workplace", min_entries=1, max_entries=MOST_SITES)

    def validate(self, extra_validators: object = None) -> bool:
        """Rows count only when the work is done at workplaces; otherwise they stay on the page unread."""
        rows = self.sites.entries
        if self.where.data != "sites":
            self.sites.entries = []
        good = super().validate(extra_validators)
        self.sites.entries = rows
        return good

    def validate_sites(self, field: FieldList) -> None:
        is_empty = not any(row.form.label.data or row.form.postcode.data for row in field)
        if self.where.data == "sites" and is_empty:
            raise ValidationError("Enter the name and postcode of at least one workplace")

    @property
    def chosen_sites(self) -> Sequence[Site]:
        return [row.form.site for row in self.sites if row.form.site is not None]


@employer.route("/vacancies/<int:vacancy_id>/places", methods=["GET", "POST"])
def write_places(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    area = advert.organisation.area_name or advert.organisation.name
    held = [{"label": row.label, "postcode": spaced(row.postcode)} for row in advert.workplaces if row.postcode]
    form = _with_choices(PlacesForm(where=_where(advert), sites=held), area)
    rows = rows_asked_for(form.sites)
    if rows is not None:
        again = PlacesForm(formdata=None, where=form.where.data, sites=rows[:MOST_SITES])
        return part_page("places", _with_choices(again, area), advert, shown_again=True, most=MOST_SITES)
    if form.validate_on_submit():
        return saved(viewer, "places", form, advert, _facts(form, area), most=MOST_SITES)
    return part_page("places", form, advert, most=MOST_SITES)


def _with_choices(form: PlacesForm, area: str) -> PlacesForm:
    form.where.choices = {
        "sites": "At one or several workplaces",
        "area": f"All over {area}",
        "home": "At home, with no fixed workplace",
    }
    return form


def _where(advert: Advert) -> str | None:
    if advert.vacancy.is_home_based:
        return "home"
    return {"site": "sites", "area": "area"}.get(advert.workplaces[0].kind) if advert.workplaces else None


def _facts(form: PlacesForm, area: str) -> Kept:
    if form.where.data == "sites":
        return site_facts(form.chosen_sites)
    return area_facts(area) if form.where.data == "area" else home_facts()
