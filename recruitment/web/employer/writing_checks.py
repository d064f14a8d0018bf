"""Part seven of an advert: the checks, registration and Gaelic that the post asks for, and the schemes it is under."""

from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from recruitment.core.viewers import Staff
from recruitment.vacancies.rules import WITH_WORKFORCE
from recruitment.vacancies.vocabulary import DISCLOSURE_LEVELS, GAELIC, REGISTRATIONS, SCHEMES, WORKFORCES
from recruitment.web.doors import employer
from recruitment.web.employer.writing_parts import draft_to_write, held, part_page, saved
from recruitment.web.fields import HouseForm, LineField, at_most

FIELDS = (
    "disclosure_level", "disclosure_workforce", "disclosure_note", "registration", "registration_note", "gaelic",
    "schemes",
)  # fmt: skip
LEVEL_HINTS = {
    "level_1": "Unspent convictions, for posts without close contact",
    "level_2": "For posts that the law lists, such as some in finance or justice",
    "level_2_barred": "The same, with a check of the barred lists",
    "pvg": "The law asks for it in regulated roles with children or protected adults",
}


class ChecksForm(HouseForm):
    disclosure_level = RadioField(
        "Disclosure check", [InputRequired("Choose the disclosure check")], choices=DISCLOSURE_LEVELS
    )
    disclosure_workforce = RadioField(
        "Who the post works with",
        [Optional()],
        choices={code: name.capitalize() for code, name in WORKFORCES.items()},
        description="For PVG scheme membership and the barred list check",
    )
    disclosure_note = LineField("About the check", [Optional(), at_most(300, "The note about the check")])
    registration = SelectField("Professional registration", [Optional()], choices={"": "None needed", **REGISTRATIONS})
    registration_note = LineField(
        "About the registration",
        [Optional(), at_most(300, "The note about the registration")],
        description="For example: register within three months of starting, or full registration before you start",
    )

    gaelic = RadioField("Gaelic", choices=GAELIC, description="Whether the post asks for spoken or written Gaelic")
    schemes = SelectMultipleField(
        "Schemes this post is under",
        [Optional()],
        choices=SCHEMES,
        description="Jobseekers can search for them. Choose only what you will hold to",
    )

    def validate(self, extra_validators: object = None) -> bool:
        """What an answer above makes necessary is asked for where it is to be given."""
        good = super().validate(extra_validators)
        if self.disclosure_level.data in WITH_WORKFORCE and not self.disclosure_workforce.data:
            self.disclosure_workforce.errors = ["Choose who the post works with"]
            good = False
        if self.registration.data == "other" and not self.registration_note.data:
            self.registration_note.errors = ["Name the professional body"]
            good = False
        return good


@employer.route("/vacancies/<int:vacancy_id>/checks", methods=["GET", "POST"])
def write_checks(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    form = ChecksForm(**held(advert.vacancy, *FIELDS))
    if form.validate_on_submit():
        facts = {name: value or "" for name, value in form.data.items() if name in FIELDS}
        facts["schemes"] = [code for code in SCHEMES if code in (form.schemes.data or ())]
        with_workforce = form.disclosure_level.data in WITH_WORKFORCE
        facts["disclosure_workforce"] = form.disclosure_workforce.data if with_workforce else None
        return saved(viewer, "checks", form, advert, facts, hints=LEVEL_HINTS)
    return part_page("checks", form, advert, hints=LEVEL_HINTS)
