"""Passages of a page, made ready to be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from recruitment.organisations.pages import Block
from recruitment.vacancies.duties import as_html

PictureAddress = Callable[[int], str]


@dataclass(frozen=True)
class ShownBlock:
    heading: str
    text: Markup
    picture: str
    alt: str


def shown_blocks(blocks: Sequence[Block], address: PictureAddress) -> list[ShownBlock]:
    """`address` leads to a picture, by its number."""
    return [
        ShownBlock(each.heading, as_html(each.text), "" if each.picture is None else address(each.picture), each.alt)
        for each in blocks
    ]


def national_address(number: int) -> str:
    return url_for("public.national_picture", picture_id=number)


def employers_address(number: int) -> str:
    return url_for("public.document", document_id=number)
