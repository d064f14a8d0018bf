"""Flask-Security's forms and pages under the rules of the house.

A stale page comes back filled, with the reason; what is refused answers 422, so that the door stores nothing of it.
"""

from typing import Any

from flask import g, make_response, render_template, request
from flask_security import (
    ChangeEmailForm,
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    RegisterFormV2,
    ResetPasswordForm,
    SendConfirmationForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
    password_length_validator,
)
from flask_wtf import FlaskForm

from recruitment.web.fields import TOO_OLD


class Explained(FlaskForm):
    """Before anything is looked up or tried, a form whose CSRF check failed says so, and keeps what was typed.

    Passwords alone are not shown again: their boxes never are filled by us.
    """

    def validate(self, **named: Any) -> bool:
        if g.get("csrf_failed"):
            self.form_errors.append(TOO_OLD)
            return False
        return super().validate(**named)


class TypedTwice(FlaskForm):
    """A password in two boxes: where the first is empty the second is not complained of as well.

    One that is too short is told of at once, not only when both boxes agree.
    """

    first, second = "password", "password_confirm"

    def validate(self, **named: Any) -> bool:
        good = super().validate(**named)
        first, second = self._fields[self.first], self._fields[self.second]
        if not first.data:
            second.errors = []
        elif not second.data:
            second.errors = ["Enter the same password again"]
        if first.data and not first.errors:
            first.errors = password_length_validator(first.data) or []
        return good


class HouseLogin(Explained, LoginForm):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # Flask-Security's link to a new password would stand between the label and its box.
        self.password.description = ""
        # Errors are summed up in the order of the page.
        self._fields["password"] = self._fields.pop("password")


class HouseRegister(Explained, TypedTwice, RegisterFormV2): ...


class HouseForgotPassword(Explained, ForgotPasswordForm): ...


class HouseResetPassword(Explained, TypedTwice, ResetPasswordForm): ...


class PresentAndNew(TypedTwice):
    """Every empty box is told of at once, and which password belongs in it."""

    first, second = "new_password", "new_password_confirm"

    def validate(self, **named: Any) -> bool:
        good = super().validate(**named)
        for name, which in (("password", "your present password"), ("new_password", "a new password")):
            if not self._fields[name].data:
                self._fields[name].errors = [f"Enter {which}"]
        return good


class HouseChangePassword(Explained, PresentAndNew, ChangePasswordForm): ...


class HouseChangeEmail(Explained, ChangeEmailForm): ...


class HouseSendConfirmation(Explained, SendConfirmationForm): ...


class HouseVerify(Explained, VerifyForm): ...


class HouseTwoFactorSetup(Explained, TwoFactorSetupForm): ...


class HouseCode(Explained, TwoFactorVerifyCodeForm):
    def validate(self, **named: Any) -> bool:
        good = super().validate(**named)
        if not good and not (self.code.data or "").strip() and not self.form_errors:
            self.code.errors = ["Enter the six digits that your app shows"]
        if not good and request.endpoint == "security.two_factor_setup_validate":
            raise CodeRefused(self)
        return good


class CodeRefused(Exception):
    """Flask-Security would throw the new key away because of one wrong code, so its view is left with the form."""

    def __init__(self, form: HouseCode) -> None:
        super().__init__("the code of a new app is not right")
        self.form = form


# By the names under which Flask-Security takes them.
FORMS: dict[str, Any] = {
    "login_form": HouseLogin,
    "register_form": HouseRegister,
    "forgot_password_form": HouseForgotPassword,
    "reset_password_form": HouseResetPassword,
    "change_password_form": HouseChangePassword,
    "change_email_form": HouseChangeEmail,
    "send_confirmation_form": HouseSendConfirmation,
    "verify_form": HouseVerify,
    "two_factor_setup_form": HouseTwoFactorSetup,
    "two_factor_verify_code_form": HouseCode,
}


def draw(template: str, **facts: Any) -> Any:
    """Draws a page or a letter for Flask-Security."""
    drawn = render_template(template, **facts)
    forms = (fact for fact in facts.values() if isinstance(fact, FlaskForm))
    if request.method == "POST" and any(form.errors for form in forms):
        return make_response(drawn, 422)
    return drawn


def explains_stale_page(endpoint: str) -> bool:
    """Whether a failed CSRF check is left to the page's form to explain.

    Not where another site's page sent it, which gets nothing of ours, nor a cookie in place of the one it cannot send.
    """
    came_from = request.headers.get("Sec-Fetch-Site", "same-origin")
    return endpoint != "security.logout" and came_from != "cross-site"
