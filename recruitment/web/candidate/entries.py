"""Taking one thing out of the profile; asks first."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from recruitment.applications.copying import gap_when, gap_words
from recruitment.applications.profile_actions import remove
from recruitment.applications.profile_queries import one_of
from recruitment.applications.profile_tables import (
    Education,
    Employment,
    Gap,
    Language,
    Referee,
    Registration,
    Training,
)
from recruitment.applications.vocabulary import QUALIFICATIONS, REGISTRATION_BODIES
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.returning import stay
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


@dataclass(frozen=True)
class Part:
    table: type[Any]
    noun: str
    list_endpoint: str


PARTS = {
    "employment": Part(Employment, "job", "candidate.profile_employment"),
    "education": Part(Education, "qualification", "candidate.profile_education"),
    "gaps": Part(Gap, "explanation", "candidate.profile_employment"),
    "training": Part(Training, "course", "candidate.profile_training"),
    "languages": Part(Language, "language", "candidate.profile_languages"),
    "registrations": Part(Registration, "registration", "candidate.profile_registrations"),
    "referees": Part(Referee, "referee", "candidate.profile_referees"),
}


class RemoveForm(HouseForm):
    """A button that asks once."""


@candidate.route(
    f"/profile/<any({', '.join(PARTS)}):part>/<int:row_id>/remove",
    methods=["GET", "POST"],
)
def remove_entry(viewer: Candidate, part: str, row_id: int) -> ResponseReturnValue:
    kind = PARTS[part]
    row = one_of(viewer, kind.table, row_id)
    form = RemoveForm()
    back = stay(kind.list_endpoint)
    if form.validate_on_submit():
        remove(viewer, row)
        flash(f"The {kind.noun} is removed from your profile.", "success")
        return redirect(back, 303)
    return render_template(
        "candidate/entries/remove_entry.html", form=form, noun=kind.noun, name=_name(row), back=back
    ), 422 if form.is_submitted() else 200


def _name(row: Any) -> str:
    match row:
        case Employment():
            return f"{row.job_title}, {row.employer}"
        case Education():
            kind = QUALIFICATIONS.get(row.qualification, row.qualification)
            return ", ".join(filter(None, (row.subject, kind)))
        case Registration():
            return REGISTRATION_BODIES.get(row.body, row.body)
        case Gap():
            return f"{gap_when(row)}: {gap_words(row)}"
        case Language():
            return row.language
        case _:
            return row.name
