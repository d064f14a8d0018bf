"""Part one of an advert: the job and its category, which is suggested from the title and confirmed here."""

from typing import Any

from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from recruitment.core.viewers import Staff
from recruitment.organisations.departments import departments_of
from recruitment.vacancies.queries import categories
from recruitment.vacancies.suggesting import suggest_category
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.writing_parts import draft_to_write, held, part_page, saved
from recruitment.web.fields import HouseForm, LineField, Needed, WholeNumberField, at_most

MOST_POSTS = 500
FIELDS = ("title", "department", "posts", "own_reference")


class PostForm(HouseForm):
    title = LineField(
        "Job title",
        [Needed("Enter the job title"), at_most(200, "The job title")],
        description="As people would search for it. Leave out the grade and the place",
    )
    category = SelectField("Category", [Needed("Choose the category")])
    department = LineField("Department or service", [Optional(), at_most(120, "The department")])
    posts = WholeNumberField(
        "Number of posts",
        [Needed("Enter the number of posts"),
         NumberRange(1, MOST_POSTS, message=f"Enter a number of posts from 1 to {MOST_POSTS}")],
        description="How many people you want to appoint from this advert",
    )  # fmt: skip
    own_reference = LineField(
        "Your own reference",
        [Optional(), at_most(60, "Your own reference")],
        description="The requisition or position number of your HR system",
    )
    # Of the published advert that a draft changes.
    filled = 0

    def validate_posts(self, field: WholeNumberField) -> None:
        if field.data is not None and field.data < self.filled:
            raise ValidationError(f"Enter {self.filled} or more: so many posts are filled already")


@employer.route("/vacancies/<int:vacancy_id>/post", methods=["GET", "POST"])
def write_post(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    vacancy = advert.vacancy
    known = {category.code: category.name for category in categories()}
    suggested = None if vacancy.category_code else _suggestion(vacancy, known)
    category = vacancy.category_code or suggested or ""
    form = PostForm(**held(vacancy, *FIELDS, category=category))
    form.category.choices = {"": "Choose a category", **known}
    if advert.revises is not None:
        form.filled = advert.revises.live.vacancy.posts_filled
        del form.own_reference
    facts: dict[str, Any] = {
        "suggested": known.get(suggested or ""),
        "departments": departments_of(viewer, [vacancy.organisation_id]),
    }
    if form.validate_on_submit():
        written = {name: value for name, value in form.data.items() if name in FIELDS}
        return saved(viewer, "post", form, advert, written | {"category_code": form.category.data}, **facts)
    return part_page("post", form, advert, **facts)


def _suggestion(vacancy: Vacancy, known: dict[str, str]) -> str | None:
    code = suggest_category(vacancy.title, vacancy.summary)
    return code if code in known else None
