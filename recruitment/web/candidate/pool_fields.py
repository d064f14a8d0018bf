"""What a person chooses to show to recruiters: the same on joining, on changing, and on a shared reserve list."""

from typing import Any

from wtforms import SelectMultipleField, StringField
from wtforms.validators import Optional, ValidationError

from recruitment.applications.profile_queries import WholeProfile
from recruitment.applications.vocabulary import REGISTRATION_BODIES
from recruitment.offers.pool_actions import Shown
from recruitment.offers.pool_rules import (
    LONGEST_SUMMARY,
    MOST_CATEGORIES,
    MOST_MILES,
    bodies_in,
    level_in,
    speaks_gaelic,
)
from recruitment.offers.pool_tables import PoolEntry
from recruitment.places.queries import find_postcode
from recruitment.places.rules import spaced
from recruitment.vacancies.queries import categories
from recruitment.vacancies.vocabulary import PATTERNS
from recruitment.web.candidate.fields import Voluntary
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, WholeNumberField, at_most
from recruitment.web.pool_words import level_in_words, named


class ShownForm(HouseForm):
    summary = TextField(
        "What you can do",
        [Needed("Say in a few lines what you can do"), at_most(LONGEST_SUMMARY, "What you can do")],
        description="Skills and experience in your own words. Name neither yourself nor your employers",
    )
    categories = SelectMultipleField("Kinds of work that you want", [Needed("Choose at least one kind of work")])
    patterns = SelectMultipleField("Hours and patterns (optional)", [Voluntary()], choices=PATTERNS)
    postcode = LineField(
        "Postcode from which you would travel (optional)",
        [Optional(), at_most(10, "The postcode")],
        description="Recruiters see your council area alone, never the postcode. Empty: anywhere in Scotland",
    )
    miles = WholeNumberField("Miles that you would travel (optional)")
    parts = SelectMultipleField("What else of your profile may be shown", [Voluntary()])

    def offer(self, profile: WholeProfile) -> None:
        """What can be chosen: of the profile only what is in it."""
        self.categories.choices = {each.code: each.name for each in categories()}
        self.parts.choices = parts_of(profile)
        if not self.is_submitted() and self.postcode.data:
            self.postcode.data = spaced(self.postcode.data)

    def validate_categories(self, field: SelectMultipleField) -> None:
        if len(field.data or []) > MOST_CATEGORIES:
            raise ValidationError(f"Choose up to {MOST_CATEGORIES} kinds of work")

    def validate_postcode(self, field: StringField) -> None:
        if field.data and find_postcode(field.data) is None:
            raise ValidationError("Enter a postcode in Scotland in full, for example KY1 1AB")
        if not field.data and self.miles.data is not None:
            raise ValidationError("Enter the postcode from which you would travel, or leave the miles empty")

    def validate_miles(self, field: WholeNumberField) -> None:
        if field.data is None and self.postcode.data:
            raise ValidationError("Enter how many miles you would travel from the postcode")
        if field.data is not None and not 1 <= field.data <= MOST_MILES:
            raise ValidationError(f"Enter a number from 1 to {MOST_MILES}")

    def shown(self, profile: WholeProfile) -> Shown:
        parts = self.parts.data or []
        return Shown(
            summary=self.summary.data or "",
            categories=self.categories.data or [],
            patterns=self.patterns.data or [],
            registrations=bodies_in(profile) if "registrations" in parts else [],
            level=level_in(profile) if "level" in parts else 0,
            speaks_gaelic="gaelic" in parts and speaks_gaelic(profile),
            postcode=self.postcode.data or "",
            miles=self.miles.data if self.postcode.data else None,
        )


def parts_of(profile: WholeProfile) -> dict[str, str]:
    bodies, level = bodies_in(profile), level_in_words(level_in(profile))
    found = {
        "registrations": f"Registrations: {named(bodies, REGISTRATION_BODIES)}, without numbers" if bodies else "",
        "level": f"Highest qualification: {level}" if level else "",
        "gaelic": "That you speak or are learning Gaelic" if speaks_gaelic(profile) else "",
    }
    return {name: words for name, words in found.items() if words}


def held(entry: PoolEntry) -> dict[str, Any]:
    """With what the form begins for whoever is in the pool."""
    parts = {"registrations": entry.registrations, "level": entry.level, "gaelic": entry.speaks_gaelic}
    plain = ("summary", "categories", "patterns", "postcode", "miles")
    return {name: getattr(entry, name) for name in plain} | {"parts": [name for name, told in parts.items() if told]}
