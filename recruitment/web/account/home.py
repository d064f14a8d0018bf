"""One's own account: where it leads, and what can be changed."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import national_roles, own_account, workplaces_of
from recruitment.core.viewers import Candidate
from recruitment.web.doors import account


@account.get("/")
def home(viewer: Candidate) -> ResponseReturnValue:
    return render_template(
        "account/home/home.html",
        person=own_account(viewer),
        works_at=workplaces_of(viewer.person),
        reads_figures=bool(national_roles(viewer.person)),
    )
