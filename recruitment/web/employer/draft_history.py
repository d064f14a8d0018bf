"""The earlier versions of a draft: who changed what, and bringing one back."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.vacancies.draft_actions import Overtaken, may_write
from recruitment.vacancies.draft_tables import DraftVersion
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.parts import kept_part, kept_whole, mark_of
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.version_actions import bring_back
from recruitment.vacancies.version_queries import Change, changes, version_of
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.employer.draft_words import Difference, differences
from recruitment.web.employer.writing_parts import PART_PAGES, READ_FROM, draft_to_write
from recruitment.web.fields import HouseForm

MOST = 20
DONE = {
    "saved": "changed “{}”",
    "by_itself": "changed “{}”",
    "brought_back": "brought back an earlier “{}”",
    "set_aside": "kept a colleague’s “{}” and set this text aside",
}


@dataclass(frozen=True)
class Step:
    """One change of the history, ready to read."""

    version: DraftVersion
    who: str
    done: str
    differences: list[Difference]

    @property
    def is_aside(self) -> bool:
        return self.version.how == "set_aside"


@dataclass(frozen=True)
class HistoryPages:
    """What the pagination macro asks."""

    vacancy_id: int
    page: int
    pages: int

    def url_for_page(self, number: int) -> str:
        return url_for("employer.draft_history", vacancy_id=self.vacancy_id, page=number)


class BringBackForm(HouseForm):
    """A button that asks once."""


@employer.get("/vacancies/<int:vacancy_id>/versions")
def draft_history(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    page = max(request.args.get("page", 1, type=int), 1)
    found, total = changes(viewer, vacancy_id, most=MOST, leave_out=(page - 1) * MOST)
    stands = kept_whole(advert.vacancy, advert.criteria, advert.workplaces)
    names = names_of(viewer, advert.vacancy.organisation_id)
    return render_template(
        "employer/draft_history/draft_history.html",
        advert=advert,
        steps=[_step(change, stands, names) for change in found],
        pages=HistoryPages(vacancy_id, page, max(1, -(-total // MOST))),
        may_bring_back=may_write(viewer, advert.vacancy) and advert.vacancy.state == VACANCY.start,
    )


def _step(change: Change, stands: dict[str, Any], names: dict[int, str]) -> Step:
    version = change.version
    after = stands[version.part] if change.after is None else change.after
    done = DONE[version.how].format(PART_PAGES[version.part].title)
    who = names.get(version.person or 0, FORMER)
    # What was set aside changed nothing.
    return Step(version, who, done, [] if version.how == "set_aside" else differences(version.facts, after))


@employer.route("/vacancies/<int:vacancy_id>/versions/<int:version_id>", methods=["GET", "POST"])
def bring_version_back(viewer: Staff, vacancy_id: int, version_id: int) -> ResponseReturnValue:
    """Asks first, and asks anew where somebody has written the part since."""
    version = version_of(viewer, vacancy_id, version_id)
    advert: Advert = draft_to_write(viewer, vacancy_id)
    form = BringBackForm()
    title = PART_PAGES[version.part].title
    is_overtaken = False
    if form.validate_on_submit():
        try:
            bring_back(viewer, advert.vacancy, version, read_from=request.form.get(READ_FROM))
        except Overtaken:
            is_overtaken = True
            advert = advert_of(viewer, vacancy_id)
        else:
            flash(f"The earlier “{title}” is back. What stood there until now is in the history.", "success")
            return redirect(url_for("employer.draft_history", vacancy_id=vacancy_id), 303)
    stands = kept_part(version.part, advert.vacancy, advert.criteria, advert.workplaces)
    page = render_template(
        "employer/draft_history/bring_version_back.html",
        form=form,
        advert=advert,
        title=title,
        version=version,
        who=names_of(viewer, advert.vacancy.organisation_id).get(version.person or 0, FORMER),
        differences=differences(stands, {name: value for name, value in version.facts.items() if name in stands}),
        read_from=mark_of(stands),
        is_overtaken=is_overtaken,
    )
    return page, 409 if is_overtaken else 422 if form.is_submitted() else 200
