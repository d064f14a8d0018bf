"""What must be declared: relationships, convictions as far as the law lets the post ask, the right to work."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask_wtf.form import _Auto
from wtforms import RadioField
from wtforms.validators import InputRequired, ValidationError

from recruitment.applications.draft_actions import declare
from recruitment.applications.draft_queries import Draft
from recruitment.applications.rules import convictions_asked
from recruitment.applications.tables import Application, Declaration
from recruitment.applications.vocabulary import RIGHT_TO_WORK, YES_NO
from recruitment.core.viewers import Candidate
from recruitment.vacancies.vocabulary import DISCLOSURE_LEVELS
from recruitment.web.candidate.draft_pages import write_page
from recruitment.web.candidate.drafts import of_a_draft
from recruitment.web.candidate.fields import at_most
from recruitment.web.candidate.page_keeping import DraftPage, known
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, TextField

DECLARED = ("related", "related_to", "right_to_work", "convictions", "convictions_detail")


class DeclarationsForm(HouseForm):
    related = RadioField(
        "Are you related to, or a close friend of, an elected member or a senior officer of this employer?",
        [InputRequired("Say whether you are related to a member or a senior officer")],
        choices=YES_NO,
    )
    related_to = LineField("Their name, and how you know them", [at_most(300, "The name")])
    right_to_work = RadioField(
        "Do you have the right to work in the United Kingdom?",
        [InputRequired("Say whether you have the right to work in the United Kingdom")],
        choices=RIGHT_TO_WORK,
    )
    convictions = RadioField("", [InputRequired("Say whether you have convictions to declare")], choices=YES_NO)
    convictions_detail = TextField("What they were, and when", [at_most(4000, "What you say")])

    def validate_related_to(self, field: LineField) -> None:
        if self.related.data == "yes" and not field.data:
            raise ValidationError("Enter the name of the person you are related to or close to")

    def validate_convictions_detail(self, field: TextField) -> None:
        if self.convictions is not None and self.convictions.data == "yes" and not field.data:
            raise ValidationError("Enter what the convictions were and when")

    @property
    def told(self) -> dict[str, str]:
        """Details only where the answer above them is yes; nothing of convictions where the post may not ask."""
        asked = self.convictions is not None
        said = {
            "related": self.related.data,
            "related_to": self.related_to.data if self.related.data == "yes" else "",
            "right_to_work": self.right_to_work.data,
            "convictions": self.convictions.data if asked else "",
            "convictions_detail": self.convictions_detail.data if asked and self.convictions.data == "yes" else "",
        }
        return {name: value or "" for name, value in said.items()}


def declarations_form(draft: Draft, sent: Any = _Auto) -> DeclarationsForm:
    """Filled with what was declared, and the right to work from the profile; convictions left out where not asked."""
    declared, about = draft.declaration, draft.profile.basics
    known_right = about.right_to_work if about is not None else None
    # What was saved by itself may not have come to this question yet.
    told = {} if declared is not None and declared.right_to_work else {"right_to_work": known_right}
    form = DeclarationsForm(formdata=sent, data=_declared(declared) | told)
    if convictions_asked(draft.disclosure_level) is None:
        del form.convictions
        del form.convictions_detail
    return form


def _declared(declared: Declaration | None) -> dict[str, str]:
    return {name: getattr(declared, name) for name in DECLARED} if declared is not None else {}


def _store(viewer: Candidate, application: Application, _draft: Draft, form: Any) -> None:
    declare(viewer, application, **form.told)


DECLARATIONS = known(
    DraftPage(
        "declarations", "Declarations", "candidate/declarations/application_declarations.html", declarations_form,
        _store,
        lambda draft: {
            "asked": convictions_asked(draft.disclosure_level),
            "level": DISCLOSURE_LEVELS.get(draft.disclosure_level, ""),
        },
    )
)  # fmt: skip


@candidate.route("/applications/<int:application_id>/declarations", methods=["GET", "POST"])
@of_a_draft
def application_declarations(viewer: Candidate, application: Application) -> ResponseReturnValue:
    return write_page(viewer, application, DECLARATIONS)
