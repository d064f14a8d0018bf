"""Where the link to one's own time to apply leads whoever has signed in."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import organisation_of
from recruitment.applications.closing import to_the_second
from recruitment.applications.extension_actions import bind, extension_of_link
from recruitment.applications.extension_queries import vacancy_of
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Candidate
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


class TakeForm(HouseForm):
    """A button, so that a page that is only opened binds nothing."""


@candidate.route("/more-time/<link>", methods=["GET", "POST"])
def take_more_time(viewer: Candidate, link: str) -> ResponseReturnValue:
    found = extension_of_link(link)
    vacancy = vacancy_of(found)
    if found.account_id == viewer.person:
        return redirect(url_for("candidate.apply", reference=vacancy.reference), 303)
    if found.account_id is not None:
        raise NotVisible("somebody else's")
    form = TakeForm()
    if form.validate_on_submit():
        bind(viewer, link, vacancy)
        return redirect(url_for("candidate.apply", reference=vacancy.reference), 303)
    return render_template(
        "candidate/more_time/take_more_time.html",
        form=form,
        vacancy=vacancy,
        organisation=organisation_of(found.organisation_id),
        until=to_the_second(found.until),
    ), 422 if form.is_submitted() else 200
