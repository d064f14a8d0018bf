"""A public body asks to recruit here. The form has a state, and so an address that no reading page has."""

import re
from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import BooleanField, EmailField, RadioField
from wtforms.validators import URL, AnyOf, DataRequired, Email, Length, ValidationError

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.accounts.joining import LONGEST_WHY, UNCONFIRMED_FOR, ask_to_join
from recruitment.accounts.joining_queries import ANYBODYS, host_of
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Viewer
from recruitment.organisations.actions import LONGEST_NAME, LONGEST_WEBSITE, slug_of
from recruitment.organisations.tables import KINDS
from recruitment.web.doors import public
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, WholeNumberField, at_most, tidy

KIND = "ask_to_join"
MOST, WINDOW = 5, timedelta(hours=1)
MOST_VACANCIES = 100_000
_REFERENCE = re.compile(r"J-[0-9A-Z]{4}-[0-9A-Z]{4}")


class JoinForm(HouseForm):
    name = LineField(
        "Name of your organisation",
        [Needed("Enter the name of your organisation"), at_most(LONGEST_NAME, "The name")],
        description="As the public knows it",
    )
    kind = RadioField(
        "Kind of organisation",
        [AnyOf(KINDS, "Choose the kind of organisation")],
        choices=KINDS,
        # WTForms' own check of the choice comes first, and its words are no help.
        validate_choice=False,
    )
    website = LineField(
        "Website",
        [Needed("Enter the address of your website"), at_most(LONGEST_WEBSITE, "The address"),
         URL(message="Enter the address of the website in full, for example https://www.trust.example")],
        description="In full, for example https://www.trust.example",
    )  # fmt: skip
    why = TextField(
        "Why is your organisation a public body?",
        [Needed("Say why your organisation is a public body"),
         Length(max=LONGEST_WHY, message=f"Use at most {LONGEST_WHY:,} characters")],
        description="For example the law that set it up, or the council that owns it",
    )  # fmt: skip
    vacancies_a_year = WholeNumberField("How many vacancies do you expect in a year?")
    contact_name = LineField("Your name", [Needed("Enter your name"), at_most(120, "Your name")])
    contact_email = EmailField(
        "Your work email address",
        [DataRequired("Enter your work email address"), at_most(254, "Your email address"),
         Email("Enter an email address in the right form, for example name@trust.example", check_deliverability=False)],
        filters=[tidy],
        description="We send a link to it, which you open to confirm the request. You become the first administrator.",
    )  # fmt: skip
    agreed = BooleanField(
        "I may ask this for my organisation, and it agrees to the terms",
        [Needed("Confirm that your organisation agrees to the terms")],
    )

    def validate_name(self, field: LineField) -> None:
        if field.data and not slug_of(field.data):
            raise ValidationError("Enter the name in letters")

    def validate_website(self, field: LineField) -> None:
        if field.data and not host_of(field.data):
            raise ValidationError("Enter the address of the website in full, for example https://www.trust.example")

    def validate_vacancies_a_year(self, field: WholeNumberField) -> None:
        if not field.errors and (field.data is None or not 0 <= field.data <= MOST_VACANCIES):
            raise ValidationError(f"Enter about how many vacancies you have in a year, from 0 to {MOST_VACANCIES:,}")

    def validate_contact_email(self, field: EmailField) -> None:
        domain = (field.data or "").rpartition("@")[2].lower()
        if domain in ANYBODYS:
            raise ValidationError(f"Enter an address of your organisation. Anybody can have one at {domain}")


@public.route("/join", methods=["GET", "POST"])
def join(viewer: Viewer) -> ResponseReturnValue:
    form = JoinForm()
    if form.validate_on_submit():
        sender = request.remote_addr or ""
        refuse_if_too_many(KIND, sender, MOST, WINDOW)
        after_the_end(lambda: count_attempt(KIND, sender))
        told = {name: value for name, value in form.data.items() if name not in ("csrf_token", "agreed")}
        asked = ask_to_join(viewer, **told)
        return redirect(url_for("public.join_asked", reference=asked.reference), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("public/join/join.html", form=form, longest=LONGEST_WHY), status


@public.get("/join/asked/<reference>")
def join_asked(_viewer: Viewer, reference: str) -> ResponseReturnValue:
    """Tells nothing but what stands in its address."""
    if not _REFERENCE.fullmatch(reference):
        raise NotFound
    return render_template("public/join/join_asked.html", reference=reference, days=UNCONFIRMED_FOR.days)
