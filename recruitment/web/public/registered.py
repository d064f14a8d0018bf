"""What follows a registration: the same whether the address was new or known, so that nobody learns whose it is."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.web.doors import public


@public.get("/account/check-your-email")
def registered(_viewer: Viewer) -> ResponseReturnValue:
    return render_template("public/registered/registered.html")
