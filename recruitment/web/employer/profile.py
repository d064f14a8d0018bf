"""What an organisation shows of itself to the public: text, website, logo. For its administrators."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import BooleanField
from wtforms.validators import Length, Optional

from recruitment.core.documents import LARGEST_PICTURE
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.actions import (
    LONGEST_ABOUT,
    LONGEST_BENEFITS,
    LONGEST_WEBSITE,
    change_benefits,
    change_profile,
    remove_logo,
    set_logo,
)
from recruitment.organisations.queries import logo_of
from recruitment.organisations.tables import Organisation
from recruitment.web.doors import employer
from recruitment.web.employer.staff import administered
from recruitment.web.fields import HouseForm, LineField, TextField


class ProfileForm(HouseForm):
    about = TextField(
        "About your organisation",
        [Optional(), Length(max=LONGEST_ABOUT, message=f"Use at most {LONGEST_ABOUT:,} characters")],
        description="Why people like to work for you, in plain words. Leave an empty line between paragraphs.",
    )
    website = LineField(
        "Website",
        [Optional(), Length(max=LONGEST_WEBSITE, message="Enter a shorter address")],
        description="In full, for example https://www.council.example",
    )
    benefits = TextField(
        "Benefits of working for you",
        [Optional(), Length(max=LONGEST_BENEFITS, message=f"Use at most {LONGEST_BENEFITS:,} characters")],
        description="One a line, the best first, each beginning with a hyphen and a space. Your adverts show the first "
        "four, and your page shows all.",
    )
    area_benefits = TextField(
        "Benefits of living in your area",
        [Optional(), Length(max=LONGEST_BENEFITS, message=f"Use at most {LONGEST_BENEFITS:,} characters")],
        description="Homes, schools, travel, the outdoors: what somebody would want to know who moves for the job.",
    )
    logo = FileField(
        "Logo",
        [Optional()],
        description="PNG, JPEG, GIF or WebP, smaller than 2 MB. It stands on your page and on your adverts.",
    )
    remove = BooleanField("Remove the logo that is shown now")


# A picture straight from a camera is let in, to be refused beside its field with all else kept.
@employer.route("/profile", methods=["GET", "POST"], largest=32 * 1024 * 1024)
def profile(viewer: Staff) -> ResponseReturnValue:
    """One organisation at a time: the one named in the address, else the first that the viewer administers."""
    ours = administered(viewer)
    organisation = chosen_of(ours, request.args.get("organisation"))
    logo = logo_of(viewer, organisation.id)
    form = ProfileForm(obj=organisation)
    if form.validate_on_submit() and _saved(viewer, organisation, form):
        flash("The profile is saved. The public sees it now.", "success")
        return redirect(url_for("employer.profile", organisation=organisation.slug), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "employer/profile/profile.html",
        form=form,
        organisation=organisation,
        others=[each for each in ours if each is not organisation],
        logo=logo,
        longest=LONGEST_ABOUT,
        longest_benefits=LONGEST_BENEFITS,
    ), status


def chosen_of(ours: list[Organisation], slug: str | None) -> Organisation:
    """The one named in the address, else the first. Raises NotVisible."""
    found = next((each for each in ours if slug in (None, each.slug)), None)
    if found is None:
        raise NotVisible("not an organisation that this viewer administers")
    return found


def _saved(viewer: Staff, organisation: Organisation, form: ProfileForm) -> bool:
    """Whether all of it could be stored; what is refused is said beside its field."""
    try:
        field = form.website
        change_profile(viewer, organisation, form.about.data or "", form.website.data or "")
        field = form.benefits
        change_benefits(viewer, organisation, form.benefits.data or "", form.area_benefits.data or "")
        field = form.logo
        if form.logo.data:
            set_logo(viewer, organisation, form.logo.data.read(LARGEST_PICTURE + 1))
        elif form.remove.data:
            remove_logo(viewer, organisation)
    except Refused as problem:
        field.errors = [*field.errors, str(problem)]
        return False
    return True
