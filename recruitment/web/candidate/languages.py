"""Languages, with what a person can do in Gaelic in the words of Census 2022: list, add, change."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import Optional, ValidationError

from recruitment.applications.copying import language_words
from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import languages, one_of
from recruitment.applications.profile_tables import Language
from recruitment.applications.vocabulary import LANGUAGE_LEVELS, LANGUAGE_SKILLS, OFFERED_LANGUAGES
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import at_most, some_of
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import Entry
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed


@candidate.get("/profile/languages")
def profile_languages(viewer: Candidate) -> ResponseReturnValue:
    entries = [
        Entry(title=row.language, lines=tuple(filter(None, [language_words(row).partition(": ")[2]])), id=row.id)
        for row in languages(viewer)
    ]
    return render_template("candidate/languages/profile_languages.html", entries=entries, origin=origin(viewer))


class LanguageForm(HouseForm):
    language = LineField("Language", [Needed("Enter the language"), at_most(80, "The language")])
    able = some_of("Which of these can you do?", {skill: word.capitalize() for skill, word in LANGUAGE_SKILLS.items()})
    level = RadioField("How well do you know it?", [Optional()], choices=LANGUAGE_LEVELS)

    def __init__(self, taken: tuple[str, ...] = (), **given: Any) -> None:
        super().__init__(**given)
        self.taken = taken

    def validate_language(self, field: LineField) -> None:
        if (field.data or "").casefold() in self.taken:
            raise ValidationError("This language is in your profile already. Change it there")

    @property
    def facts(self) -> dict[str, Any]:
        able = self.able.data or []
        return {
            "language": self.language.data,
            "level": self.level.data or "",
            **{skill: skill in able for skill in LANGUAGE_SKILLS},
        }


def filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "able": [skill for skill in LANGUAGE_SKILLS if facts.get(skill)]}


@candidate.route("/profile/languages/add", methods=["GET", "POST"])
def add_language(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/languages/<int:row_id>", methods=["GET", "POST"])
def change_language(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Language, row_id))


def _entry_page(viewer: Candidate, row: Language | None) -> ResponseReturnValue:
    others = tuple(each.language.casefold() for each in languages(viewer) if row is None or each.id != row.id)
    names = ("language", "level", *LANGUAGE_SKILLS)
    form = LanguageForm(others, data=filled({name: getattr(row, name) for name in names}) if row else None)
    if form.validate_on_submit():
        if row is None:
            add(viewer, Language, **form.facts)
        else:
            change(row, **form.facts)
        flash("The language is saved.", "success")
        return redirect(stay("candidate.profile_languages"), 303)
    return render_template(
        "candidate/languages/change_language.html",
        form=form,
        is_new=row is None,
        offered=OFFERED_LANGUAGES,
        origin=origin(viewer),
    ), 422 if form.is_submitted() else 200
