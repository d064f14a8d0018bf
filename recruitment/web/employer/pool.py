"""The talent pool for recruiters: search, what a person shows, an approach about a vacancy, and what came of it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import ValidationError

from recruitment.applications.vocabulary import REGISTRATION_BODIES
from recruitment.core.errors import Refused
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Staff
from recruitment.offers.approaching import approach
from recruitment.offers.pool_actions import count_look
from recruitment.offers.pool_queries import (
    PAGE,
    Page,
    Wanted,
    approached_for,
    found,
    pooled,
    require_seekers,
    vacancies_to_name,
)
from recruitment.offers.pool_rules import LEVELS, LONGEST_MESSAGE, MOST_MILES
from recruitment.offers.pool_tables import PoolEntry
from recruitment.places.queries import find_place
from recruitment.vacancies.queries import categories
from recruitment.vacancies.vocabulary import PATTERNS
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, Needed, TextField, at_most
from recruitment.web.pool_words import facts_of

LONGEST = 80
MOST_PAGES = 400
# What a search is asked by, in its address.
ASKED = ("q", "category", "where", "miles", "pattern", "registration", "level", "gaelic", "reserves")
BODIES = {code: name for code, name in REGISTRATION_BODIES.items() if code not in ("driving", "other")}


class SearchForm(HouseForm):
    """Asked in the address, so that a search can be kept; what it does not know counts as not asked."""

    class Meta(HouseForm.Meta):
        csrf = False

    category = SelectField("Kind of work", validate_choice=False)
    pattern = SelectField("Hours and pattern", choices={"": "Any", **PATTERNS}, validate_choice=False)
    registration = SelectField("Registration", choices={"": "Any", **BODIES}, validate_choice=False)
    level = SelectField(
        "Qualifications, at least", choices={"": "Any", **{str(each): name for each, name in LEVELS.items()}},
        validate_choice=False,
    )  # fmt: skip


@employer.get("/pool")
def pool(viewer: Staff) -> ResponseReturnValue:
    require_seekers(viewer)
    asked = {name: " ".join(value.split())[:LONGEST] for name, value in request.args.items()}
    kinds = {each.code: each.name for each in categories()}
    there = find_place(asked["where"]) if asked.get("where") else None
    level, miles = asked.get("level", ""), asked.get("miles", "")
    wanted = Wanted(
        category=asked.get("category", "") if asked.get("category") in kinds else "",
        pattern=asked.get("pattern", "") if asked.get("pattern") in PATTERNS else "",
        registration=asked.get("registration", "") if asked.get("registration") in BODIES else "",
        level=int(level) if level in map(str, LEVELS) else 0,
        gaelic=asked.get("gaelic") == "1",
        runners_up=asked.get("reserves") == "1",
        q=asked.get("q", ""),
        there=there,
        miles=min(int(miles), MOST_MILES) if miles.isdecimal() and len(miles) < 4 else None,
    )
    number = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    page = found(viewer, wanted, number)
    form = SearchForm(formdata=None, data={name: asked.get(name, "") for name in SearchForm()._fields})
    form.category.choices = {"": "Any", **kinds}

    def address(to: int) -> str:
        kept: dict[str, Any] = {name: asked[name] for name in ASKED if asked.get(name)}
        return url_for("employer.pool", **kept, page=to)

    return render_template(
        "employer/pool/pool.html",
        form=form,
        asked=asked,
        wanted=wanted,
        lost=bool(asked.get("where")) and there is None,
        page=page,
        pages=Pages(page, number, address),
        cards=[(entry, facts_of(entry, kinds)) for entry in page.entries],
    )


class Pages:
    """What the pagination macro asks of a list."""

    def __init__(self, page: Page, number: int, address: Callable[[int], str]) -> None:
        self.page, self.pages, self.url_for_page = number, -(-page.total // PAGE), address


def _looked(viewer: Staff, entry: PoolEntry) -> None:
    """Counted once the page was read, in a transaction of its own: reading takes no lock."""
    account_id = entry.account_id
    after_the_end(lambda: count_look(viewer, account_id))


@employer.get("/pool/<int:pooled_id>")
def pooled_person(viewer: Staff, pooled_id: int) -> ResponseReturnValue:
    require_seekers(viewer)
    entry = pooled(viewer, pooled_id)
    _looked(viewer, entry)
    asked = approached_for(viewer, entry.account_id)
    return render_template(
        "employer/pool/pooled_person.html",
        entry=entry,
        facts=facts_of(entry, {each.code: each.name for each in categories()}),
        asked=[each for each in vacancies_to_name(viewer) if each.id in asked],
    )


class ApproachForm(HouseForm):
    vacancy = SelectField("Which vacancy", coerce=int, validate_choice=False)
    message = TextField(
        "Your message",
        [Needed("Write why you think of this person for the job"), at_most(LONGEST_MESSAGE, "The message")],
        description="They read it with the name of your organisation. You learn who they are only if they say yes",
    )

    def validate_vacancy(self, field: SelectField) -> None:
        if not field.data or field.data not in dict(field.choices or {}):
            raise ValidationError("Choose the vacancy")


@employer.route("/pool/<int:pooled_id>/approach", methods=["GET", "POST"])
def approach_person(viewer: Staff, pooled_id: int) -> ResponseReturnValue:
    require_seekers(viewer)
    entry = pooled(viewer, pooled_id)
    asked = approached_for(viewer, entry.account_id)
    vacancies = {each.id: each for each in vacancies_to_name(viewer) if each.id not in asked}
    form = ApproachForm()
    named = {number: f"{each.title} ({each.reference})" for number, each in vacancies.items()}
    form.vacancy.choices = {0: "Choose the vacancy", **named}
    refusal = ""
    if form.validate_on_submit():
        try:
            approach(viewer, entry, vacancies[form.vacancy.data], form.message.data or "")
        except Refused as refused:
            refusal = str(refused)
        else:
            flash(f"{entry.reference} has your message, and two weeks to answer.", "success")
            return redirect(url_for("employer.approaches"), 303)
    facts: dict[str, Any] = {"entry": entry, "form": form, "has_vacancies": bool(vacancies), "refusal": refusal}
    page = render_template("employer/pool/approach_person.html", **facts)
    return page, (409 if refusal else 422) if form.is_submitted() else 200
