"""An approver's link: to the advert that waits, where signing in is asked for as everywhere; or that it is over."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.vacancies.approval_links import waiting_vacancy_of
from recruitment.web.doors import token


@token.get("/approval/<link>")
def approval(_viewer: Viewer, link: str) -> ResponseReturnValue:
    vacancy_id = waiting_vacancy_of(link)
    if vacancy_id is None:
        return render_template("token/approval/_over.html")
    return redirect(url_for("employer.approval", vacancy_id=vacancy_id), 303)
