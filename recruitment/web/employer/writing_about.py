"""Part two of an advert: a summary, and the duties in Markdown with a preview."""

from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.vacancies.duties import as_html
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import is_asked
from recruitment.web.employer.writing_parts import draft_to_write, held, part_page, saved
from recruitment.web.fields import HouseForm, Needed, TextField, at_most

LONGEST_SUMMARY = 400
LONGEST_DUTIES = 12_000


class AboutForm(HouseForm):
    summary = TextField(
        "Summary",
        [Needed("Write a summary"), at_most(LONGEST_SUMMARY, "The summary")],
        description="One or two sentences. People read them in the list of jobs, before they open the advert",
    )
    duties = TextField(
        "What the job involves", [Needed("Describe what the job involves"), at_most(LONGEST_DUTIES, "The description")]
    )


@employer.route("/vacancies/<int:vacancy_id>/about", methods=["GET", "POST"])
def write_about(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """A preview shows the page again and saves nothing."""
    advert = draft_to_write(viewer, vacancy_id)
    form = AboutForm(**held(advert.vacancy, "summary", "duties"))
    if is_asked("preview"):
        return part_page("about", form, advert, shown_again=True, preview=as_html(form.duties.data or ""))
    if form.validate_on_submit():
        return saved(viewer, "about", form, advert, {"summary": form.summary.data, "duties": form.duties.data})
    return part_page("about", form, advert)
