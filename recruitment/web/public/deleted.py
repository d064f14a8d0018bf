"""What follows the deletion of an account: nobody is signed in any more."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.web.doors import public


@public.get("/account/deleted")
def account_deleted(_viewer: Viewer) -> ResponseReturnValue:
    return render_template("public/deleted/account_deleted.html")
