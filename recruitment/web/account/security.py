"""Flask-Security behind the account door: its settings, its words, and the house's own pages over its views."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import user_logged_out
from flask_security import change_email_confirmed, tf_code_confirmed, tf_profile_changed, user_authenticated
from werkzeug.exceptions import NotFound, UnsupportedMediaType

from recruitment.accounts.actions import show_new_address
from recruitment.accounts.leaving import note_use
from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.settings import Settings
from recruitment.web import browser_list
from recruitment.web.account.forms import (
    HouseForgotPassword,
    HouseLogin,
    HouseSendConfirmation,
    explains_stale_page,
)
from recruitment.web.account.limits import LIMITS, address_typed, limit
from recruitment.web.account.second_factor import CODE, FINISH, SET_UP, keep_the_way, lead_to_wanted, remember_wanted
from recruitment.web.errors import refused_for_csrf
from recruitment.web.sessions import end_if_over, remember_code, remember_sign_in, remember_sign_out

# Tests sign in often and guard nothing.
QUICK = {"argon2__rounds": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}

# Pages that look an address up without saying whether it is known.
LOOKUPS: dict[str, Any] = {
    "security.forgot_password": HouseForgotPassword,
    "security.send_confirmation": HouseSendConfirmation,
}
SIGN_IN, REGISTER = "security.login", "security.register"
# Ways round the second factor, and a choice among methods of which there is one.
CLOSED = frozenset({"security.two_factor_rescue", "security.tf_select"})
# Our pages over Flask-Security's views, named as its endpoints are.
PAGES = {
    "LOGIN_USER": "login",
    "REGISTER_USER": "register",
    "FORGOT_PASSWORD": "forgot_password",
    "RESET_PASSWORD": "reset_password",
    "CHANGE_PASSWORD": "change_password",
    "CHANGE_EMAIL": "change_email",
    "SEND_CONFIRMATION": "send_confirmation",
    "VERIFY": "verify",
    "TWO_FACTOR_SETUP": "two_factor_setup",
    "TWO_FACTOR_VERIFY_CODE": "two_factor_token_validation",
}
# What Flask-Security says, in the words of the house.
MESSAGES = {
    "GENERIC_AUTHN_FAILED": (
        "The email address or password is not right, or the address is not confirmed yet",
        "error",
    ),
    "EMAIL_NOT_PROVIDED": ("Enter your email address", "error"),
    "INVALID_EMAIL_ADDRESS": ("Enter an email address in the right form, for example name@example.com", "error"),
    "PASSWORD_NOT_PROVIDED": ("Enter your password", "error"),
    "PASSWORD_INVALID_LENGTH": ("Your password must have at least %(length)s characters", "error"),
    "RETYPE_PASSWORD_MISMATCH": ("The two passwords are not the same", "error"),
    "INVALID_PASSWORD": ("The password is not right", "error"),
    "PASSWORD_IS_THE_SAME": ("Choose a password that differs from the present one", "error"),
    "TWO_FACTOR_INVALID_TOKEN": ("The code is not right. Enter the newest code that your app shows", "error"),
    "INVALID_CODE": ("The code is not right. Enter the newest code that your app shows", "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Choose how to receive codes", "error"),
    "REAUTHENTICATION_REQUIRED": ("For your safety, enter your password again to go on", "info"),
    "REAUTHENTICATION_SUCCESSFUL": ("Thank you. Go on where you were", "success"),
    "UNAUTHENTICATED": ("Sign in to go on", "info"),
    "EMAIL_CONFIRMED": ("Your email address is confirmed. You can sign in now", "success"),
    "ALREADY_CONFIRMED": ("Your email address was confirmed already. You can sign in", "info"),
    "CONFIRMATION_EXPIRED": ("The link was more than %(within)s old. Ask for a new one", "error"),
    "INVALID_CONFIRMATION_TOKEN": ("The link is not right or was used before. Ask for a new one", "error"),
    "CONFIRMATION_REQUEST": ("If the address needs confirming, a new link is on its way to it", "info"),
    "CONFIRM_REGISTRATION": ("A link is on its way to %(email)s. Follow it to confirm the address", "success"),
    "GENERIC_RECOVERY": ("If we know the address, a link to choose a new password is on its way to it", "info"),
    "PASSWORD_RESET_REQUEST": (
        "If there is an account for %(email)s, a link to choose a new password is on its way to it",
        "info",
    ),
    "PASSWORD_RESET_EXPIRED": ("The link was more than %(within)s old. Ask for a new one", "error"),
    "INVALID_RESET_PASSWORD_TOKEN": ("The link is not right or was used before. Ask for a new one", "error"),
    "PASSWORD_RESET": ("Your new password is saved and you are signed in", "success"),
    "PASSWORD_RESET_NO_LOGIN": ("Your new password is saved. Sign in with it", "success"),
    "PASSWORD_CHANGE": ("Your password is changed", "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": ("Your authenticator app is set up", "success"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("You are signed in", "success"),
    "TWO_FACTOR_DISABLED": ("The second factor is switched off", "success"),
    "TWO_FACTOR_SETUP_EXPIRED": ("The set-up took more than %(within)s. Start it again", "error"),
    "CHANGE_EMAIL_SENT": ("Follow the link that we sent to %(email)s to confirm the change", "info"),
    "TWO_FACTOR_PERMISSION_DENIED": (
        "Enter your email address and password first. We ask for the code after that",
        "info",
    ),
    "API_ERROR": ("The link is not right or was used before. Start again", "error"),
    "CHANGE_EMAIL_EXPIRED": ("The link was more than %(within)s old. Ask for a new one", "error"),
    "INVALID_REDIRECT": ("The page to return to is not one of ours, so it was left out. Send the form again", "error"),
    "INVALID_INPUT": ("What you entered cannot be used here. Check it and try again", "error"),
    "CHANGE_EMAIL_CONFIRMED": ("Your new email address is confirmed", "success"),
}


def configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECURITY_URL_PREFIX": "/account",
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_REGISTERABLE": True,
        "SECURITY_REGISTER_URL": "/register",
        "SECURITY_CONFIRMABLE": True,
        "SECURITY_CONFIRM_URL": "/confirm",
        "SECURITY_AUTO_LOGIN_AFTER_CONFIRM": False,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_RESET_URL": "/recover",
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_URL": "/change-password",
        "SECURITY_CHANGE_EMAIL": True,
        "SECURITY_CHANGE_EMAIL_URL": "/change-email",
        "SECURITY_CHANGE_EMAIL_CONFIRM_URL": "/change-email-confirm",
        "SECURITY_VERIFY_URL": "/verify",
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_SETUP_URL": "/two-factor",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/two-factor-code",
        "SECURITY_TWO_FACTOR_RESCUE_URL": "/two-factor-rescue",
        "SECURITY_TOTP_SECRETS": {"1": settings.secret_key},
        "SECURITY_TOTP_ISSUER": settings.brand.short_name,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": QUICK if settings.mode == "test" else {},
        "SECURITY_PASSWORD_SALT": "passwords",
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_LENGTH_MIN": 10,
        "SECURITY_POST_LOGIN_VIEW": "/account/",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_POST_REGISTER_VIEW": "/account/check-your-email",
        "SECURITY_POST_CONFIRM_VIEW": "/account/sign-in",
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_FRESHNESS": timedelta(minutes=30),
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=5),
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_SEND_REGISTER_EMAIL": True,
        "SECURITY_EMAIL_SENDER": settings.mail_from,
        "SECURITY_DATETIME_FACTORY": clock.now,
        "SECURITY_STATIC_FOLDER": None,
        # Its commands know nothing of memberships, the outbox or the one commit.
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/account/",
        **{f"SECURITY_{name}_TEMPLATE": f"account/security/{page}.html" for name, page in PAGES.items()},
        **{f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()},
    }


def guard_security(app: Flask) -> None:
    """Puts every endpoint of Flask-Security behind the account door's counting."""
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith("security."):
            whole = keep_the_way(endpoint, view) if endpoint in (SET_UP, FINISH, CODE) else view
            app.view_functions[endpoint] = _counted(endpoint, whole)
    _leave_reading_pages_alone(app)
    user_authenticated.connect(_remember, app, weak=False)
    user_authenticated.connect(lambda _app, **facts: browser_list.hand_over(facts["user"].id), app, weak=False)
    for code_given in (tf_code_confirmed, tf_profile_changed):
        code_given.connect(lambda _app, **_facts: remember_code(), app, weak=False)
    change_email_confirmed.connect(lambda _app, user, **_facts: show_new_address(user), app, weak=False)
    user_logged_out.connect(lambda _app, **_facts: remember_sign_out(), app, weak=False)
    # Our pages are forms: as JSON the same views would hand out tokens that outlive the session.
    app.extensions["security"].want_json(lambda _request: False)


def _remember(_app: Flask, user: Account, authn_via: Sequence[str] | None, **_facts: Any) -> None:
    remember_sign_in(user.id, authn_via or ())
    note_use(user.id)


def _leave_reading_pages_alone(app: Flask) -> None:
    """Takes away the hooks that look at the session on every request, so that reading pages are the same for everyone.

    Flask-Principal's identities are unused here, and nobody is remembered beyond their session.
    """
    nosy = ("_on_before_request", "_update_remember_cookie", "_user_context_processor")
    hooks: tuple[list[Any], ...] = (
        app.before_request_funcs[None],
        app.after_request_funcs[None],
        app.template_context_processors[None],
    )
    for each in hooks:
        each[:] = [hook for hook in each if getattr(hook, "__name__", "") not in nosy]


def _counted(endpoint: str, view: Callable[..., Any]) -> Callable[..., ResponseReturnValue]:
    @wraps(view)
    def opened(**arguments: Any) -> ResponseReturnValue:
        if endpoint in CLOSED:
            raise NotFound
        if request.is_json:
            raise UnsupportedMediaType
        end_if_over()
        if g.get("csrf_failed"):
            if not explains_stale_page(endpoint):
                return refused_for_csrf()
            # Its forms refuse before they do anything, so whoever is sent elsewhere may go there.
            g.csrf_valid = g.turned_away = True
        elif request.method == "POST" and endpoint in LIMITS:
            limit(endpoint)
        is_asked = request.method == "POST" and not g.get("csrf_failed")
        if is_asked and endpoint in LOOKUPS and not address_typed(request.form.get("email", "")):
            return _ask_for_address(endpoint)
        if is_asked and endpoint == SIGN_IN and not all(map(request.form.get, ("email", "password"))):
            return _ask_for_both()
        answer = view(**arguments)
        if endpoint == REGISTER and getattr(answer, "location", None):
            # That page says itself what would else stand on the next one.
            session.pop("_flashes", None)
            remember_wanted()
            return redirect(url_for("public.registered"), 303)
        return lead_to_wanted(answer) if endpoint in (SIGN_IN, CODE) else answer

    opened.door = "account"  # type: ignore[attr-defined]
    return opened


def _ask_for_address(endpoint: str) -> ResponseReturnValue:
    """Flask-Security, to tell nobody who has an account, would thank for an empty address too."""
    name, form = endpoint.removeprefix("security."), LOOKUPS[endpoint]()
    missing = not request.form.get("email", "").strip()
    form.email.errors = [MESSAGES["EMAIL_NOT_PROVIDED" if missing else "INVALID_EMAIL_ADDRESS"][0]]
    return render_template(f"account/security/{name}.html", **{f"{name}_form": form}), 422


def _ask_for_both() -> ResponseReturnValue:
    """Flask-Security, to tell nobody who has an account, says of empty boxes that what is in them is not right."""
    form = HouseLogin()
    for field, missing in ((form.email, "EMAIL_NOT_PROVIDED"), (form.password, "PASSWORD_NOT_PROVIDED")):
        if not field.data:
            field.errors = [MESSAGES[missing][0]]
    return render_template("account/security/login.html", login_user_form=form), 422
