"""Pages about working for councils: reading what is published, writing drafts, publishing them, going back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Final

from sqlalchemy import Select
from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.documents import Document, keep, keep_bytes, picture_from
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.viewers import Operator, Role, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.page_tables import (
    EMPLOYER_PAGES,
    NATIONAL_PAGES,
    EmployerPage,
    NationalPage,
    NationalPicture,
)
from recruitment.organisations.tables import Organisation

MOST_BLOCKS: Final = 30
LONGEST_TEXT: Final = 6_000
PICTURE: Final = "page"
ONBOARDING = System("onboarding")
Version = NationalPage | EmployerPage


def pages_of(organisation_id: int | None) -> dict[str, str]:
    """The national pages, or those that an organisation has: address to name."""
    return NATIONAL_PAGES if organisation_id is None else EMPLOYER_PAGES


@dataclass(frozen=True)
class Place:
    """Where a page stands: a national one, or one of an organisation."""

    slug: str
    organisation_id: int | None = None

    @property
    def name(self) -> str:
        return pages_of(self.organisation_id)[self.slug]

    @property
    def neighbours(self) -> list[str]:
        """The other pages of whoever keeps this one."""
        return [
            each for each in (NATIONAL_PAGES if self.organisation_id is None else EMPLOYER_PAGES) if each != self.slug
        ]

    @property
    def model(self) -> Any:
        return NationalPage if self.organisation_id is None else EmployerPage

    def versions(self, viewer: Viewer) -> Select[Any]:
        """Of this page, the highest number first."""
        wanted = visible(viewer, self.model).where(self.model.slug == self.slug)
        if self.organisation_id is not None:
            wanted = wanted.where(EmployerPage.organisation_id == self.organisation_id)
        return wanted.order_by(self.model.number.desc())

    def new(self, **facts: Any) -> Version:
        own = {} if self.organisation_id is None else {"organisation_id": self.organisation_id}
        made: Version = self.model(slug=self.slug, **own, **facts)
        return made


@dataclass(frozen=True)
class Block:
    """A passage of a page: its text in Markdown, and a picture with the words that stand for it."""

    heading: str = ""
    text: str = ""
    picture: int | None = None
    alt: str = ""

    def stored(self) -> dict[str, Any]:
        return {"heading": self.heading, "text": self.text, "picture": self.picture, "alt": self.alt}


def place_of(slug: str, organisation_id: int | None = None) -> Place:
    """Raises NotVisible for a page that there is none of."""
    if slug not in pages_of(organisation_id):
        raise NotVisible("no such page")
    return Place(slug, organisation_id)


def versions_of(viewer: Viewer, place: Place) -> Sequence[Version]:
    return db.session.scalars(place.versions(viewer)).all()


def published(viewer: Viewer, place: Place) -> Version | None:
    """What people read."""
    wanted = place.versions(viewer).where(place.model.published_at.is_not(None)).limit(1)
    return db.session.scalars(wanted).one_or_none()


def published_slugs(viewer: Viewer, organisation_id: int) -> list[str]:
    """Which pages of an organisation people can read, in the order of EMPLOYER_PAGES."""
    wanted = visible(viewer, EmployerPage).where(
        EmployerPage.organisation_id == organisation_id, EmployerPage.published_at.is_not(None)
    )
    found = set(db.session.scalars(wanted.with_only_columns(EmployerPage.slug)))
    return [slug for slug in EMPLOYER_PAGES if slug in found]


def employers_with(viewer: Viewer, slug: str) -> Sequence[Organisation]:
    """Whose page of that address is published, by name."""
    wanted = visible(viewer, EmployerPage, Organisation).where(
        EmployerPage.slug == slug,
        EmployerPage.published_at.is_not(None),
        Organisation.id == EmployerPage.organisation_id,
    )
    ids = set(db.session.scalars(wanted.with_only_columns(Organisation.id)))
    named = visible(viewer, Organisation).where(Organisation.id.in_(ids))
    return db.session.scalars(named.order_by(Organisation.name)).all()


def blocks_of(version: Version | None) -> list[Block]:
    return [Block(**held) for held in version.blocks] if version else []


def edit(viewer: Operator | Staff, place: Place, seen: int, title: str, blocks: Sequence[Block]) -> Version:
    """Writes the draft; from what is published a new one is begun. `seen`: the number that the page was opened with.

    Raises IllegalMove where somebody else has begun or published another meanwhile, and Refused.
    """
    require_writer(viewer, place)
    if len(blocks) > MOST_BLOCKS:
        raise Refused(f"A page can have {MOST_BLOCKS} passages. Remove one first.")
    latest = next(iter(versions_of(viewer, place)), None)
    if (latest.number if latest else 0) != seen:
        raise IllegalMove("page", "change")
    facts = {"title": title, "blocks": [block.stored() for block in blocks], "changed_at": clock.now(),
             "changed_by": viewer.person}  # fmt: skip
    if latest is not None and latest.published_at is None:
        draft = changing(viewer, place.model).where(
            place.model.id == latest.id, place.model.published_at.is_(None),
            place.model.changed_at == latest.changed_at,
        )  # fmt: skip
        if rows_hit(draft.values(**facts)) != 1:
            raise IllegalMove("page", "change")
        db.session.expire(latest)
        return next(iter(versions_of(viewer, place)))
    version = place.new(number=seen + 1, **facts)
    try:
        with db.session.begin_nested():
            db.session.add(version)
    except IntegrityError as beaten:
        raise IllegalMove("page", "change") from beaten
    record(viewer, "begin_page", version)
    return version


def publish(viewer: Operator | Staff, place: Place, seen: int) -> None:
    """The draft becomes what people read. Raises IllegalMove where it is no draft, or another than was seen."""
    require_writer(viewer, place)
    versions = versions_of(viewer, place)
    draft = next(iter(versions), None)
    if draft is None or draft.number != seen or not draft.blocks:
        raise IllegalMove("page", "publish")
    open_draft = changing(viewer, place.model).where(place.model.id == draft.id, place.model.published_at.is_(None))
    if rows_hit(open_draft.values(published_at=clock.now())) != 1:
        raise IllegalMove("page", "publish")
    record(viewer, "publish_page", draft)
    _show_pictures(viewer, place, draft, versions[1:])


def _show_pictures(viewer: Operator | Staff, place: Place, now: Version, before: Sequence[Version]) -> None:
    """Anybody may see the pictures of what people read now, and nobody those that nothing published shows any more."""
    others = (replace(place, slug=slug) for slug in place.neighbours)
    elsewhere = _pictures(filter(None, (published(viewer, other) for other in others)))
    shown = _pictures([now])
    table = NationalPicture if place.organisation_id is None else Document
    for numbers, is_public in ((shown, True), (_pictures(before) - shown - elsewhere, False)):
        change = changing(viewer, table).where(table.id.in_(numbers))
        db.session.execute(change.values(is_public=is_public))


def _pictures(versions: Iterable[Version]) -> frozenset[int]:
    return frozenset(block.picture for version in versions for block in blocks_of(version) if block.picture is not None)


def bring_back(viewer: Operator | Staff, place: Place, seen: int, number: int) -> Version:
    """A draft that says what an earlier version said."""
    found = next((each for each in versions_of(viewer, place) if each.number == number), None)
    if found is None:
        raise NotVisible("no such version")
    return edit(viewer, place, seen, found.title, blocks_of(found))


def moved(blocks: Sequence[Block], at: int, by: int) -> list[Block]:
    """The same in another order; a passage at the edge stays there."""
    ordered = list(blocks)
    to = min(max(at + by, 0), len(ordered) - 1)
    ordered.insert(to, ordered.pop(at))
    return ordered


def with_picture(viewer: Operator | Staff, place: Place, block: Block, upload: bytes, alt: str) -> Block:
    """The passage with a picture made anew from an upload, which nobody else sees before it is published.

    Raises Refused when it is none.
    """
    require_writer(viewer, place)
    content = picture_from(upload)
    if place.organisation_id is not None:
        document = keep(place.organisation_id, PICTURE, f"{place.slug}.png", "image/png", content, is_public=False)
        return replace(block, picture=document.id, alt=alt)
    digest = keep_bytes(content)
    held = db.session.scalars(visible(viewer, NationalPicture).where(NationalPicture.digest == digest)).one_or_none()
    if held is None:
        held = NationalPicture(digest=digest)
        db.session.add(held)
        db.session.flush()
    return replace(block, picture=held.id, alt=alt)


def picture_of_page(viewer: Operator | Staff, picture_id: int) -> str:
    """Under which hash the bytes of a picture of a page lie, published or not: a national one for operators, for staff
    one of their organisations'. Raises NotVisible."""
    if isinstance(viewer, Operator):
        return str(one_visible(viewer, NationalPicture, NationalPicture.id == picture_id).digest)
    return str(one_visible(viewer, Document, Document.id == picture_id, Document.purpose == PICTURE).digest)


def require_writer(viewer: Viewer, place: Place) -> None:
    """Operators write national pages, an organisation's administrators its own."""
    if place.organisation_id is None:
        if not isinstance(viewer, Operator):
            raise Refused("Only operators write the national pages.")
    elif not isinstance(viewer, Staff) or place.organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    elif not viewer.has_role(place.organisation_id, Role.ADMINISTRATOR):
        raise Refused("Only an administrator of your organisation may change its pages.")


def load_pages() -> int:
    """The first texts, as shipped; a page that has any version keeps it. Returns how many were added."""
    source = resources.files("recruitment.organisations") / "data" / "working_for_councils.json"
    added = 0
    for slug, told in json.loads(source.read_text(encoding="utf-8")).items():
        if versions_of(ONBOARDING, Place(slug)):
            continue
        blocks = [Block(heading, "\n\n".join(paragraphs)).stored() for heading, *paragraphs in told["blocks"]]
        now = clock.now()
        db.session.add(NationalPage(slug=slug, number=1, title=told["title"], blocks=blocks, changed_at=now,
                                    published_at=now))  # fmt: skip
        added += 1
    db.session.flush()
    return added
