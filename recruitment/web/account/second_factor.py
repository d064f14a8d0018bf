"""Where Flask-Security would lose the person's way: registering, setting up an authenticator app, giving its code."""

import re
from collections.abc import Callable
from typing import Any

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security.proxies import _security
from werkzeug.wrappers import Response

from recruitment.web.account.forms import CodeRefused, draw

SET_UP, FINISH, CODE = (
    "security.two_factor_setup",
    "security.two_factor_setup_validate",
    "security.two_factor_token_validation",
)
WANTED = "wanted"
# A page of ours: a path, without what browsers take for the beginning of a host.
OWN_PAGE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def keep_the_way(endpoint: str, view: Callable[..., Any]) -> Callable[..., ResponseReturnValue]:
    """The view of one of these endpoints, leading on to the page that was asked for at first."""

    def opened(**arguments: Any) -> ResponseReturnValue:
        if endpoint == CODE and current_user.is_authenticated and session.get("tf_state") != "validating_profile":
            # Flask-Security would sign them out, whoever linked to it.
            return redirect(url_for("account.home"))
        try:
            answer = view(**arguments)
        except CodeRefused as refused:
            return _key_page(refused.form, **arguments)
        return _onward(answer)

    return opened


def _key_page(form: Any, token: str) -> ResponseReturnValue:
    """The page with the key once more: one wrong digit is no reason to scan it again."""
    secret = form.tf_totp_secret
    values = _security.totp_factory.fetch_setup_values(secret, form.user)
    return draw(
        "account/security/two_factor_setup.html",
        two_factor_verify_code_form=form,
        chosen_method="authenticator",
        changing=True,
        state_token=token,
        authr_qrcode=values["image"],
        authr_key=values["key"],
    )


def _onward(answer: Any) -> Any:
    """Where Flask-Security leads to a page of its own settings, the page asked for; sign-in keeps it for later."""
    wanted = request.args.get("next", "")
    if not isinstance(answer, Response) or not OWN_PAGE.fullmatch(wanted):
        return answer
    if answer.location == current_app.config["SECURITY_TWO_FACTOR_POST_SETUP_VIEW"]:
        answer.location = wanted
    elif answer.location == url_for("security.login"):
        answer.location = url_for("security.login", next=wanted)
    return answer


def remember_wanted() -> None:
    """The page for which somebody registered, for this browser to come back to once the address is confirmed."""
    wanted = request.args.get("next", "")
    if OWN_PAGE.fullmatch(wanted):
        session[WANTED] = wanted


def lead_to_wanted(answer: Any) -> Any:
    """To the page for which somebody registered, where sign-in leads to no other."""
    if isinstance(answer, Response) and answer.location == current_app.config["SECURITY_POST_LOGIN_VIEW"]:
        answer.location = session.pop(WANTED, answer.location)
    return answer
