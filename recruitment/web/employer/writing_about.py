"""Part two of an advert: a summary, and the duties in Markdown with a preview; in Gaelic too where the post uses it."""

from typing import Any

from flask.typing import ResponseReturnValue
from wtforms import Field
from wtforms.validators import Optional

from recruitment.core.viewers import Staff
from recruitment.vacancies.duties import as_html
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import is_asked
from recruitment.web.employer.writing_parts import advice_in, draft_to_write, held, part_page, saved
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, at_most

LONGEST_SUMMARY = 400
LONGEST_DUTIES = 12_000
# For whoever hears the page, and for checks of spelling.
GAELIC = {"lang": "gd"}


class AboutForm(HouseForm):
    summary = TextField(
        "Summary",
        [Needed("Write a summary"), at_most(LONGEST_SUMMARY, "The summary")],
        description="One or two sentences. People read them in the list of jobs, before they open the advert",
    )
    duties = TextField(
        "What the job involves", [Needed("Describe what the job involves"), at_most(LONGEST_DUTIES, "The description")]
    )
    gaelic_title = LineField(
        "Job title in Gaelic", [Optional(), at_most(200, "The Gaelic job title")], render_kw=GAELIC
    )
    gaelic_summary = TextField(
        "Summary in Gaelic", [Optional(), at_most(LONGEST_SUMMARY, "The Gaelic summary")], render_kw=GAELIC
    )
    gaelic_duties = TextField(
        "What the job involves, in Gaelic",
        [Optional(), at_most(LONGEST_DUTIES, "The Gaelic description")],
        render_kw=GAELIC,
    )

    @property
    def in_gaelic(self) -> dict[str, str]:
        """Nothing of what was left empty."""
        fields: dict[str, Field] = {
            "title": self.gaelic_title,
            "summary": self.gaelic_summary,
            "duties": self.gaelic_duties,
        }
        return {name: field.data for name, field in fields.items() if field.data}


@employer.route("/vacancies/<int:vacancy_id>/about", methods=["GET", "POST"])
def write_about(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """A preview shows the page again and saves nothing. Gaelic is asked for where the post uses it, and kept anyway."""
    advert = draft_to_write(viewer, vacancy_id)
    vacancy = advert.vacancy
    known = vacancy.in_gaelic
    form = AboutForm(**held(vacancy, "summary", "duties"), **{f"gaelic_{name}": text for name, text in known.items()})
    facts: dict[str, Any] = {"summary": form.summary.data, "duties": form.duties.data}
    uses_gaelic = vacancy.gaelic != "none" or bool(known)
    facts["in_gaelic"] = form.in_gaelic if uses_gaelic else known
    if is_asked("preview"):
        typed = Vacancy(**facts, title=vacancy.title, gaelic=vacancy.gaelic)
        return part_page(
            "about",
            form,
            advert,
            shown_again=True,
            uses_gaelic=uses_gaelic,
            preview=as_html(typed.duties or ""),
            preview_in_gaelic=as_html(typed.in_gaelic.get("duties", "")),
            advice=advice_in("about", typed, advert.criteria),
        )
    if form.validate_on_submit():
        return saved(viewer, "about", form, advert, facts, uses_gaelic=uses_gaelic)
    return part_page("about", form, advert, uses_gaelic=uses_gaelic)
