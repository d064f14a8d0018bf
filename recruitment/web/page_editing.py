"""Writing a page of passages, whoever's it is: its desk, one passage, and how it will look."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField
from wtforms.validators import Optional, ValidationError

from recruitment.core.documents import LARGEST_PICTURE
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Operator, Staff
from recruitment.organisations.page_tables import LONGEST_TITLE
from recruitment.organisations.pages import (
    LONGEST_TEXT,
    MOST_BLOCKS,
    Block,
    Place,
    blocks_of,
    bring_back,
    edit,
    moved,
    picture_of_page,
    publish,
    require_writer,
    versions_of,
    with_picture,
)
from recruitment.web.downloads import download
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, at_most
from recruitment.web.public.page_words import PictureAddress, shown_blocks

# A picture straight from a camera is let in, to be refused beside its field with all else kept.
LARGEST_UPLOAD = 32 * 1024 * 1024
LONGEST_ALT = 200
CHANGED = ("Somebody has changed or published this page since you opened it. What you typed is kept below: compare "
           "it with the page, then send it again")  # fmt: skip


@dataclass(frozen=True)
class Addresses:
    """Of one page's writing. `blocks` ends where a passage's number, or "new", is put; `read`: where people read it;
    `picture`, of one by its number, for those who write."""

    all: str
    desk: str
    blocks: str
    preview: str
    read: str
    label: str
    picture: PictureAddress


class DeskForm(HouseForm):
    seen = HiddenField()
    title = LineField("Title", [Needed("Enter the title of the page"), at_most(LONGEST_TITLE, "The title")])


class BlockForm(HouseForm):
    seen = HiddenField()
    heading = LineField("Heading", [Optional(), at_most(120, "The heading")])
    text = TextField(
        "Text",
        [Needed("Write the text"), at_most(LONGEST_TEXT, "The text")],
        description="Leave an empty line between paragraphs. Begin lines of a list with a hyphen and a space; put "
        "words between ** to make them bold; write a link as [words](https://address).",
    )
    picture = FileField("Picture", [Optional()], description="PNG, JPEG, GIF or WebP, smaller than 2 MB")
    alt = LineField(
        "What the picture shows",
        [at_most(LONGEST_ALT, "The words")],
        description="Read aloud to people who cannot see it. Ask whoever is in the picture before you show it.",
    )
    remove = BooleanField("Remove the picture that is shown now")
    has_picture = False

    def validate_alt(self, field: LineField) -> None:
        shows = self.picture.data or (self.has_picture and not self.remove.data)
        if shows and not field.data:
            raise ValidationError("Say what the picture shows")


def desk(viewer: Operator | Staff, place: Place, to: Addresses) -> ResponseReturnValue:
    """The page with its passages in order, what was published before, and a button for each act."""
    require_writer(viewer, place)
    versions = versions_of(viewer, place)
    latest = versions[0] if versions else None
    form = DeskForm(seen=str(latest.number if latest else 0), title=latest.title if latest else place.name)
    if form.validate_on_submit():
        try:
            _act(viewer, place, _number(form.seen.data), form.title.data, request.form.get("then", "save"))
        except IllegalMove:
            form.form_errors.append(CHANGED)
        except Refused as problem:
            form.form_errors.append(str(problem))
        else:
            return redirect(to.desk, 303)
    page = render_template(
        "employer/own_pages/_desk.html",
        form=form,
        place=place,
        to=to,
        latest=latest,
        versions=versions,
        shown=shown_blocks(blocks_of(latest), to.picture),
        most=MOST_BLOCKS,
    )
    return page, 422 if form.is_submitted() else 200


def _act(viewer: Operator | Staff, place: Place, seen: int, title: str, then: str) -> None:
    """`then`: save, publish, up-2, down-2, remove-2 (a passage, from 0) or back-3 (a version's number)."""
    what, _, which = then.partition("-")
    at = _number(which)
    if what == "back":
        bring_back(viewer, place, seen, at)
        flash(f"The draft says what version {at} said.", "success")
        return
    versions = versions_of(viewer, place)
    latest = versions[0] if versions else None
    blocks = blocks_of(latest)
    if what in ("up", "down", "remove"):
        if at >= len(blocks):
            raise IllegalMove("page", "change")
        blocks = [*blocks[:at], *blocks[at + 1 :]] if what == "remove" else moved(blocks, at, -1 if what == "up" else 1)
    if latest is None or title != latest.title or blocks != blocks_of(latest):
        seen = edit(viewer, place, seen, title, blocks).number
        flash("The draft is saved.", "success")
    if what == "publish":
        publish(viewer, place, seen)
        flash("The page is published. People read it now.", "success")


def block(viewer: Operator | Staff, place: Place, to: Addresses, at: int | None) -> ResponseReturnValue:
    """One passage, or a new one at the end."""
    require_writer(viewer, place)
    latest = next(iter(versions_of(viewer, place)), None)
    blocks = blocks_of(latest)
    if at is not None and at >= len(blocks):
        raise NotVisible("no such passage")
    held = blocks[at] if at is not None else Block()
    form = BlockForm(seen=str(latest.number if latest else 0), heading=held.heading, text=held.text, alt=held.alt)
    form.has_picture = held.picture is not None
    if form.validate_on_submit() and _kept(viewer, place, form, held, blocks, at, latest.title if latest else None):
        flash("The passage is saved in the draft.", "success")
        return redirect(to.desk, 303)
    shown = shown_blocks([held], to.picture)[0] if held.picture else None
    page = render_template("employer/own_pages/_block.html", form=form, place=place, to=to, shown=shown, at=at)
    return page, 422 if form.is_submitted() else 200


def _kept(
    viewer: Operator | Staff, place: Place, form: BlockForm, held: Block, blocks: list[Block], at: int | None,
    title: str | None,
) -> bool:  # fmt: skip
    """Whether it could be stored; what is refused is said beside its field."""
    picture = None if form.remove.data else held.picture
    made = Block(form.heading.data or "", form.text.data, picture, (form.alt.data or "") if picture else "")
    try:
        if form.picture.data:
            content = form.picture.data.read(LARGEST_PICTURE + 1)
            made = with_picture(viewer, place, made, content, form.alt.data or "")
    except Refused as problem:
        form.picture.errors = [str(problem)]
        return False
    changed = [*blocks, made] if at is None else [*blocks[:at], made, *blocks[at + 1 :]]
    try:
        edit(viewer, place, _number(form.seen.data), title or place.name, changed)
    except IllegalMove:
        form.form_errors.append(CHANGED)
        return False
    except Refused as problem:
        form.form_errors.append(str(problem))
        return False
    return True


def preview(viewer: Operator | Staff, place: Place, to: Addresses) -> ResponseReturnValue:
    """The draft as people would read it."""
    require_writer(viewer, place)
    latest = next(iter(versions_of(viewer, place)), None)
    title: Any = latest.title if latest else place.name
    return render_template(
        "employer/own_pages/_preview.html", to=to, title=title, blocks=shown_blocks(blocks_of(latest), to.picture)
    )


def picture(viewer: Operator | Staff, picture_id: int) -> Response:
    """One of a draft, for those who write it: shown as a picture or downloaded, never opened as a page of ours."""
    return download(picture_of_page(viewer, picture_id), "image/png", f"picture-{picture_id}.png")


def _number(said: str | None) -> int:
    """A small number that a page carried; what is none of ours is that of no row."""
    return int(said) if said and said.isdecimal() and len(said) <= 6 else 999_999
