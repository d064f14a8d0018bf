"""Changing the register: a form to add or alter a row, previewed if wanted, and one to withdraw it or put it back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.file_kinds import ACCEPTED, LARGEST_DOCUMENT
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.programme.actions import NO_FILE, add, alter, keeping_for, put_back, stored, withdraw
from recruitment.programme.keepers_queries import row_of
from recruitment.programme.nouns import NOUNS, Noun, title_of, told_of
from recruitment.programme.tables import Project
from recruitment.web.cosla.register_forms import FORMS, HERE, LONGEST_NOTE, EntryForm, PaperForm
from recruitment.web.doors import cosla
from recruitment.web.fields import HouseForm, Needed, TextField, at_most

LARGEST_UPLOAD = 32 * 1024 * 1024
KIND = f"<any({','.join(NOUNS)}):kind>"
SEEN = "seen"
CHANGED_SINCE = (
    "Somebody has changed this entry since the page was opened. What you typed is kept below. Compare it with the "
    "entry as it stands now, then save again"
)
WITHDRAWN_SINCE = "Somebody has withdrawn this entry since the page was opened. Put it back first, then alter it"


@cosla.route(f"/register/{KIND}/new", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def add_entry(viewer: Viewer, kind: str) -> ResponseReturnValue:
    """A new row; a fact with `project` in the address is that project's, without it the programme's."""
    keeping_for(viewer)
    noun, project = NOUNS[kind], _project_asked(NOUNS[kind])
    form = FORMS[kind]()
    if form.validate_on_submit() and not _is_previewed():
        try:
            row = add(viewer, noun, _facts(form), form.why.data, project)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(f"The {noun.name} “{title_of(row)}” is in the register.", "success")
            return redirect(_back(noun, project or row), 303)
    return _page("add_entry", form, noun, None, project)


@cosla.route(f"/register/{KIND}/<int:row_id>", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def alter_entry(viewer: Viewer, kind: str, row_id: int) -> ResponseReturnValue:
    keeping_for(viewer)
    noun, row = NOUNS[kind], row_of(NOUNS[kind].model, row_id)
    form = FORMS[kind](row)
    if row.is_withdrawn and not form.is_submitted():
        return redirect(url_for("cosla.withdraw_entry", kind=kind, row_id=row_id))
    if form.validate_on_submit() and not _is_stale(form, row) and not _is_previewed():
        try:
            alter(viewer, row, _facts(form), row.version, form.why.data)
        except IllegalMove:
            db.session.refresh(row)
            form.form_errors.append(CHANGED_SINCE)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(f"The {noun.name} “{title_of(row)}” is altered. The public reads the new words now.", "success")
            return redirect(_back(noun, row), 303)
    return _page("alter_entry", form, noun, row, getattr(row, "project", None))


class WithdrawalForm(HouseForm):
    why = TextField(
        "Reason",
        [Needed("Say why"), at_most(LONGEST_NOTE, "The reason")],
        description="Everybody reads it in the history. Leave out names of people.",
    )


@cosla.route(f"/register/{KIND}/<int:row_id>/withdraw", methods=["GET", "POST"])
def withdraw_entry(viewer: Viewer, kind: str, row_id: int) -> ResponseReturnValue:
    """Withdraws what stands in the register, or puts back what was withdrawn, whichever the page has shown."""
    keeping_for(viewer)
    noun, row = NOUNS[kind], row_of(NOUNS[kind].model, row_id)
    form = WithdrawalForm()
    if form.validate_on_submit() and not _is_stale(form, row):
        was_withdrawn = row.is_withdrawn
        try:
            (put_back if was_withdrawn else withdraw)(viewer, row, row.version, form.why.data)
        except IllegalMove:
            db.session.refresh(row)
            form.form_errors.append(CHANGED_SINCE)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            done = "is back in the register" if was_withdrawn else "is withdrawn from the register"
            flash(f"The {noun.name} “{title_of(row)}” {done}.", "success")
            return redirect(_back(noun, row), 303)
    page = render_template(
        "cosla/register_changing/withdraw_entry.html",
        form=form, noun=noun, row=row, title=title_of(row), back=_back(noun, row), seen=row.version,
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _project_asked(noun: Noun) -> Project | None:
    """Raises NotVisible for a part of no project."""
    number = request.args.get("project", type=int)
    if not noun.is_fact:
        return None
    if number is None:
        if noun.key == "parts":
            raise NotVisible("a part is of a project")
        return None
    found: Project = row_of(Project, number)
    return found


def _is_previewed() -> bool:
    return "preview" in request.form


def _is_stale(form: Any, row: Any) -> bool:
    """Whether the row was changed since the page was opened; said above the form, which keeps what was typed."""
    if request.form.get(SEEN) == str(row.version):
        return False
    form.form_errors.append(CHANGED_SINCE if not row.is_withdrawn else WITHDRAWN_SINCE)
    return True


def _facts(form: EntryForm) -> dict[str, Any]:
    """What was typed; of a file its bytes are kept now. Raises Refused for what is no document."""
    facts = form.facts
    if not isinstance(form, PaperForm):
        return facts
    if form.where.data != HERE:
        return {**facts, **NO_FILE}
    upload = form.file.data
    if not upload:
        return facts
    return {**facts, **stored(upload.read(LARGEST_DOCUMENT + 1), upload.filename or "")}


def _page(view: str, form: EntryForm, noun: Noun, row: Any, project: Project | None) -> ResponseReturnValue:
    """With what would change, where the form was sent and its answers can be told in words."""
    is_told = form.is_submitted() and not any(field.errors for field in form)
    before = {name: getattr(row, name) for name in noun.labels} if row is not None else {}
    page = render_template(
        f"cosla/register_changing/{view}.html",
        form=form,
        noun=noun,
        project=project,
        title=title_of(row) if row is not None else "",
        preview=told_of(noun, before, {**before, **form.facts}) if is_told else None,
        is_file_chosen=isinstance(form, PaperForm) and bool(form.file.data),
        accepted=ACCEPTED,
        seen=row.version if row is not None else None,
        back=_back(noun, row if row is not None else project),
    )
    return page, 422 if form.is_submitted() and form.errors else 200


def _back(noun: Noun, of: Any) -> str:
    """The page of the project, or of what is of all of them."""
    number = of.id if isinstance(of, Project) else getattr(of, "project_id", None)
    if number is not None:
        return url_for("cosla.register_project", project_id=number)
    return url_for("cosla.register_programme" if noun.is_fact else "cosla.register")
