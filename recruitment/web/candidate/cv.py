"""Filling the profile from a CV: handing it in, and what it seems to say, still to be decided."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField

from recruitment.applications.cv_actions import accept_section, forget, hand_in, undo
from recruitment.applications.cv_queries import (
    by_section,
    count_accepted,
    is_ready,
    last_step,
    open_suggestions,
    the_import,
)
from recruitment.applications.cv_tables import ACCEPTED, CvSuggestion
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.file_kinds import LARGEST_DOCUMENT
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.cv_words import SECTION_NAMES, suggested
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, Needed

# A file that is far too large is let in, to be refused beside its field.
LARGEST_UPLOAD = 32 * 1024 * 1024


class CvForm(HouseForm):
    file = FileField("Your CV", [Needed("Choose the file of your CV")], description="PDF or Word (.docx), up to 10 MB")


@candidate.route("/profile/cv", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def profile_cv(viewer: Candidate) -> ResponseReturnValue:
    form = CvForm()
    if form.validate_on_submit():
        upload = form.file.data
        try:
            hand_in(viewer, upload.filename or "", upload.read(LARGEST_DOCUMENT + 1))
        except IllegalMove:
            raise
        except Refused as problem:
            form.file.errors = [str(problem)]
        else:
            return redirect(url_for("candidate.profile_cv"), 303)
    waiting = open_suggestions(viewer)
    return render_template(
        "candidate/cv/profile_cv.html",
        form=form,
        found=the_import(viewer),
        sections=[_section(name, rows) for name, rows in by_section(waiting)],
        accepted=count_accepted(viewer),
        last=_last_words(viewer),
        act=ActForm(formdata=None),
    ), 422 if form.is_submitted() else 200


def _section(name: str, rows: list[CvSuggestion]) -> dict[str, Any]:
    return {
        "code": name,
        "name": SECTION_NAMES[name],
        "rows": [(suggested(row.section, row.facts), row.id, is_ready(row.section, row.facts)) for row in rows],
        "ready": sum(is_ready(row.section, row.facts) for row in rows),
    }


def _last_words(viewer: Candidate) -> str:
    """What undoing would take back; empty when there is nothing."""
    rows = last_step(viewer)
    if not rows:
        return ""
    did = "adding" if rows[0].state == ACCEPTED else "leaving out"
    what = suggested(rows[0].section, rows[0].facts).title if len(rows) == 1 else f"{len(rows)} entries"
    return f"{did} {what}"


class ActForm(HouseForm):
    """A button."""


@candidate.post("/profile/cv/undo")
def undo_cv(viewer: Candidate) -> ResponseReturnValue:
    if ActForm().validate_on_submit():
        count = undo(viewer)
        flash("It is undone. Decide again below." if count else "There was nothing to undo.", "success")
    return redirect(url_for("candidate.profile_cv"), 303)


@candidate.post("/profile/cv/finish")
def finish_cv(viewer: Candidate) -> ResponseReturnValue:
    if ActForm().validate_on_submit():
        forget(viewer)
        flash("We have deleted what we read in your CV. What you added is in your profile.", "success")
    return redirect(url_for("candidate.profile"), 303)


@candidate.route("/profile/cv/all-of/<section>", methods=["GET", "POST"])
def accept_cv_section(viewer: Candidate, section: str) -> ResponseReturnValue:
    """Everything of a section that lacks nothing, seen once more and added at once."""
    if section not in SECTION_NAMES:
        raise NotVisible("no such section")
    rows = [row for row in open_suggestions(viewer, section) if is_ready(section, row.facts)]
    form = ActForm()
    if form.validate_on_submit():
        count = accept_section(viewer, section)
        flash(f"{count} {'entry is' if count == 1 else 'entries are'} in your profile now.", "success")
        return redirect(url_for("candidate.profile_cv"), 303)
    if not rows:
        return redirect(url_for("candidate.profile_cv"))
    return render_template(
        "candidate/cv/accept_cv_section.html",
        form=form,
        name=SECTION_NAMES[section],
        entries=[suggested(section, row.facts) for row in rows],
    ), 422 if form.is_submitted() else 200
