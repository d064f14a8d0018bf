"""The form by which somebody asks for an adjustment in order to apply: the same with an account and without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import EmailField, RadioField, SelectMultipleField, TelField
from wtforms.validators import AnyOf, Email, Length, ValidationError

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.applications.adjustment_actions import ask_for_adjustment, promised_days
from recruitment.applications.adjustment_rules import KINDS, REACHED_BY, due_on, within_words
from recruitment.applications.adjustment_tables import AdjustmentRequest
from recruitment.applications.rules import is_open
from recruitment.core import clock
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Viewer
from recruitment.vacancies.queries import Advert
from recruitment.web.candidate.fields import Voluntary
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, at_most, tidy

KIND: Final = "ask_for_adjustment"
MOST, WINDOW = 5, timedelta(hours=1)
LONGEST: Final = 2000


class Unasked:
    """Says nothing beside the question; another answer decides whether it is needed."""

    field_flags: Final[dict[str, bool]] = {}

    def __call__(self, _form: Any, _field: Any) -> None:
        """Anything will do."""


class AdjustmentForm(HouseForm):
    kinds = SelectMultipleField("What would help you to apply?", [Unasked()], choices=KINDS)
    needs = TextField(
        "Tell us more",
        [Voluntary(), Length(max=LONGEST, message=f"Use at most {LONGEST:,} characters")],
        description="For example the size of print, or when we can call. You need not say why you need it.",
    )
    name = LineField("Your name", [Needed("Enter your name"), at_most(120, "Your name")])
    reach_by = RadioField(
        "How should we answer you?",
        [AnyOf(REACHED_BY, "Choose how we should answer you")],
        choices=REACHED_BY,
        validate_choice=False,
    )
    email = EmailField(
        "Your email address",
        [Unasked(), at_most(254, "Your email address")],
        filters=[tidy],
    )
    phone = TelField("Your telephone number", [Unasked(), at_most(40, "Your telephone number")], filters=[tidy])
    address = TextField("Your postal address", [Unasked(), at_most(400, "Your address")])

    def validate_kinds(self, field: SelectMultipleField) -> None:
        if not field.data and not self.needs.data:
            raise ValidationError("Choose what would help you, or write it below")

    def validate_needs(self, field: TextField) -> None:
        if "other" in (self.kinds.data or []) and not field.data:
            raise ValidationError("Write what would help you")

    def validate_email(self, field: EmailField) -> None:
        if self.reach_by.data == "email":
            if not field.data:
                raise ValidationError("Enter your email address, or choose another way")
            right = "Enter an email address in the right form, for example name@example.com"
            Email(right, check_deliverability=False)(self, field)

    def validate_phone(self, field: TelField) -> None:
        if self.reach_by.data == "phone" and not any(sign.isdecimal() for sign in field.data or ""):
            raise ValidationError("Enter your telephone number, or choose another way")

    def validate_address(self, field: TextField) -> None:
        if self.reach_by.data == "post" and not field.data:
            raise ValidationError("Enter your postal address, or choose another way")

    @property
    def told(self) -> dict[str, Any]:
        """Of the ways to be reached the chosen one alone."""
        way = {"email": self.email, "phone": self.phone, "post": self.address}[self.reach_by.data]
        column = "address" if self.reach_by.data == "post" else self.reach_by.data
        return {
            "name": self.name.data,
            "reach_by": self.reach_by.data,
            column: way.data or "",
            "kinds": self.kinds.data or [],
            "needs": self.needs.data or "",
        }


def adjustment_page(
    viewer: Viewer,
    found: Advert,
    template: str,
    asked: Callable[[AdjustmentRequest], str],
    **known: str,
) -> ResponseReturnValue:
    """`known`: what the form begins with; `asked`: where whoever has asked is led."""
    form = AdjustmentForm(data={key: value for key, value in known.items() if value})
    vacancy = found.vacancy
    may_ask = is_open(vacancy, clock.now())
    if may_ask and form.validate_on_submit():
        sender = request.remote_addr or ""
        refuse_if_too_many(KIND, sender, MOST, WINDOW)
        after_the_end(lambda: count_attempt(KIND, sender))
        request_made = ask_for_adjustment(viewer, vacancy, **form.told)
        return redirect(asked(request_made), 303)
    days = promised_days(vacancy.organisation_id)
    page = render_template(
        template,
        form=form,
        found=found,
        may_ask=may_ask,
        within=within_words(days),
        due=due_on(clock.today(), days),
        longest=LONGEST,
    )
    return page, (422 if may_ask else 409) if form.is_submitted() else 200
