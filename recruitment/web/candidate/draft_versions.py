"""The earlier versions of a draft's pages: what changed when, and bringing an answer back."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.page_queries import PageChange, page_changes, version_of_page
from recruitment.applications.page_tables import PageVersion
from recruitment.applications.pages import Said, packed, unpacked
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.drafts import of_a_draft
from recruitment.web.candidate.page_keeping import PAGES, READ_FROM, DraftPage, in_words, keep_page, standing
from recruitment.web.differing import Difference, difference
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

MOST = 20
DONE = {
    "saved": "You changed “{}”",
    "by_itself": "You changed “{}”",
    "joined": "“{}” was joined with what you wrote elsewhere",
    "brought_back": "You brought back an earlier “{}”",
    "chosen": "You chose between two texts of “{}”",
    "left_out": "You left a text out of “{}”",
}
HELPED = "Somebody who helps you: "
NO_LONGER_ASKED = "A question that is not asked any more"


@dataclass(frozen=True)
class Step:
    """One change of the history, ready to read."""

    version: PageVersion
    done: str
    differences: list[Difference]


@dataclass(frozen=True)
class VersionPages:
    """What the pagination macro asks."""

    application_id: int
    page: int
    pages: int

    def url_for_page(self, number: int) -> str:
        return url_for("candidate.draft_versions", application_id=self.application_id, page=number)


class BringBackForm(HouseForm):
    """A button that asks once."""


@candidate.get("/applications/<int:application_id>/versions")
@of_a_draft
def draft_versions(viewer: Candidate, application: Application) -> ResponseReturnValue:
    draft = draft_of(viewer, application.id)
    number = max(request.args.get("page", 1, type=int), 1)
    found, total = page_changes(viewer, application.id, most=MOST, leave_out=(number - 1) * MOST)
    return render_template(
        "candidate/draft_versions/draft_versions.html",
        application=application,
        steps=[_step(viewer, draft, change) for change in found if change.version.page in PAGES],
        pages=VersionPages(application.id, number, max(1, -(-total // MOST))),
    )


def _step(viewer: Candidate, draft: Draft, change: PageChange) -> Step:
    version = change.version
    page = PAGES[version.page]
    after = standing(viewer, draft, page) if change.after is None else change.after
    done = DONE[version.how].format(page.title)
    if version.person != viewer.person:
        done = HELPED + done
    return Step(version, done, differences(draft, page, version.facts, after))


def differences(draft: Draft, page: DraftPage, before: Said, after: Said) -> list[Difference]:
    """What two texts of a page tell differently, in the order of the page."""
    form = page.form(draft, None)
    names = [*(field.name for field in form if field.name in before or field.name in after)]
    names += [name for name in before if name not in names]
    found = []
    for name in names:
        old, new = before.get(name, []), after.get(name, [])
        if old != new:
            label = form[name].label.text if name in form else NO_LONGER_ASKED
            found.append(difference(label or "Convictions", _lines(form, name, old), _lines(form, name, new)))
    return found


def _lines(form: HouseForm, name: str, values: list[str]) -> Sequence[str]:
    return in_words(form, name, values).splitlines() if values else []


@candidate.route("/applications/<int:application_id>/versions/<int:version_id>", methods=["GET", "POST"])
@of_a_draft
def bring_page_back(viewer: Candidate, application: Application, version_id: int) -> ResponseReturnValue:
    """Asks first, and asks anew where the page was written since."""
    version = version_of_page(viewer, application.id, version_id)
    page, draft, form = PAGES[version.page], draft_of(viewer, application.id), BringBackForm()
    now = standing(viewer, draft, page)
    wanted = {name: values for name, values in version.facts.items() if name in now}
    if form.validate_on_submit():
        read = unpacked(request.form.get(READ_FROM, ""))
        if read is not None and read != now:
            flash("This page was changed since you looked, so nothing was brought back. Compare once more.", "warning")
            return redirect(request.path, 303)
        keep_page(viewer, application, page, typed=wanted, base=now, how="brought_back")
        flash(f"The earlier “{page.title}” is back. What stood there until now is among the versions.", "success")
        return redirect(url_for("candidate.draft_versions", application_id=application.id), 303)
    return render_template(
        "candidate/draft_versions/bring_page_back.html",
        form=form,
        application=application,
        page=page,
        version=version,
        differences=differences(draft, page, now, now | wanted),
        read_from=packed(now),
    ), 422 if form.is_submitted() else 200
