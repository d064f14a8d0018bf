"""The page of a request to recruit here, by the link in its letters: confirm it, follow it, answer questions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.joining import LONGEST_WORDS, confirm, holder_of, reply
from recruitment.accounts.joining_lifecycle import STATE_NAMES
from recruitment.accounts.joining_links import request_of
from recruitment.accounts.joining_queries import words_about
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer
from recruitment.organisations.tables import KINDS
from recruitment.web.doors import token
from recruitment.web.fields import HouseForm, Needed, TextField, at_most


class ReplyForm(HouseForm):
    text = TextField(
        "Your message to COSLA",
        [Needed("Write your message"), at_most(LONGEST_WORDS, "The message")],
    )


@token.route("/joining/<link>", methods=["GET", "POST"])
def joining(_viewer: Viewer, link: str) -> ResponseReturnValue:
    try:
        found = request_of(link)
    except NotVisible:
        return render_template("token/joining/_over.html"), 404
    holder = holder_of(found)
    form = ReplyForm()
    if found.state == "asked":
        del form.text
    if form.validate_on_submit():
        if found.state == "asked":
            confirm(holder, found)
            flash("Your request is confirmed. COSLA looks at it now.", "success")
        else:
            reply(holder, found, form.text.data)
            flash("Your message is sent to COSLA.", "success")
        return redirect(url_for("token.joining", link=link), 303)
    page = render_template(
        "token/joining/joining.html",
        form=form,
        asked=found,
        kind=KINDS.get(found.kind, found.kind),
        state=STATE_NAMES[found.state],
        words=words_about(holder, found),
        longest=LONGEST_WORDS,
    )
    return page, 422 if form.is_submitted() else 200
