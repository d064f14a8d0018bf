"""Passages of a page, made ready to be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from recruitment.organisations.pages import Block, Place
from recruitment.vacancies.duties import as_html


@dataclass(frozen=True)
class ShownBlock:
    heading: str
    text: Markup
    picture: str
    alt: str


def shown_blocks(place: Place, blocks: Sequence[Block]) -> list[ShownBlock]:
    return [ShownBlock(each.heading, as_html(each.text), _picture(place, each.picture), each.alt) for each in blocks]


def _picture(place: Place, number: int | None) -> str:
    if number is None:
        return ""
    if place.organisation_id is None:
        return url_for("public.national_picture", picture_id=number)
    return url_for("public.document", document_id=number)
