"""Verbs of the person in the pool: joining, changing, hiding, staying, leaving; and counting who looked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.queries import address_in_use
from recruitment.applications.actions import new_reference
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import Candidate, Staff, System
from recruitment.extensions import db
from recruitment.offers.lifecycle import APPROACH
from recruitment.offers.pool_queries import hidden_from, own_entry
from recruitment.offers.pool_rules import (
    ASKED_BEFORE,
    LONGEST_SUMMARY,
    MOST_CATEGORIES,
    MOST_MILES,
    STAYS,
    WORDING,
)  # fmt: skip
from recruitment.offers.pool_tables import Approach, PoolEntry, PoolHidden, PoolLook
from recruitment.places.queries import areas_of_postcodes, find_postcode

LETTERS, COUNTING = System("letters"), System("counting")


@dataclass(frozen=True)
class Shown:
    """What a person lets recruiters see. `miles` from `postcode`; both empty for anywhere in Scotland."""

    summary: str
    categories: Sequence[str]
    patterns: Sequence[str] = ()
    registrations: Sequence[str] = ()
    level: int = 0
    speaks_gaelic: bool = False
    postcode: str = ""
    miles: int | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """As it is stored: of the postcode the council area is shown, and distances are counted from it."""
        place = find_postcode(self.postcode) if self.postcode else None
        return {
            "summary": self.summary.strip(), "categories": list(self.categories), "patterns": list(self.patterns),
            "registrations": list(self.registrations), "level": self.level, "speaks_gaelic": self.speaks_gaelic,
            "postcode": place.code if place else "",
            "area": areas_of_postcodes([place.code]).get(place.code, "") if place else "",
            "lat": place.lat if place else None, "lon": place.lon if place else None,
            "island": place.island if place else "", "miles": self.miles if place else None,
        }  # fmt: skip


def _require_fit(shown: Shown) -> None:
    if not shown.summary.strip() or len(shown.summary) > LONGEST_SUMMARY:
        raise Refused(f"Say what you can do, in up to {LONGEST_SUMMARY:,} characters.")
    if not 1 <= len(shown.categories) <= MOST_CATEGORIES:
        raise Refused(f"Choose from one to {MOST_CATEGORIES} kinds of work.")
    if shown.postcode and find_postcode(shown.postcode) is None:
        raise Refused("Enter a postcode in Scotland in full, for example KY1 1AB.")
    if (shown.miles is None) == bool(shown.postcode) or not 1 <= (shown.miles or 1) <= MOST_MILES:
        raise Refused(f"Say how far you would travel, from 1 to {MOST_MILES} miles.")


def enter(
    viewer: Candidate, shown: Shown, *, until: datetime, reserve_id: int | None = None, found_for: str = ""
) -> PoolEntry:
    """Puts a person into the pool. Raises Refused for what cannot be shown, or when they are in it already."""
    _require_fit(shown)
    while True:
        entry = PoolEntry(
            account_id=viewer.person, reserve_id=reserve_id, found_for=found_for, until=until, wording=WORDING,
            reference="P" + new_reference()[1:], **shown.facts,
        )  # fmt: skip
        try:
            with db.session.begin_nested():
                db.session.add(entry)
        except IntegrityError as beaten:
            if reserve_id is None and own_entry(viewer) is not None:
                raise Refused("You are in the talent pool already.") from beaten
            # The reference was taken: draw another.
            continue
        record(viewer, "join", entry)
        return entry


def join(viewer: Candidate, shown: Shown, hide_from: Collection[int]) -> PoolEntry:
    """By their own consent, for a year. Nobody finds them who is hidden from: that is written first."""
    hide(viewer, hide_from)
    entry = enter(viewer, shown, until=clock.now() + STAYS)
    to = address_in_use(viewer.person)
    if to is not None:
        post("pool_joined", to, _facts(entry), key=f"pool_joined:{entry.id}")
    return entry


def change(viewer: Candidate, entry: PoolEntry, shown: Shown, hide_from: Collection[int]) -> None:
    """Shows something else from now on; whoever saves it agrees anew, and stays for a year from today."""
    _require_fit(shown)
    hide(viewer, hide_from)
    now = clock.now()
    facts = {**shown.facts, "changed_at": now, "agreed_at": now, "wording": WORDING, "until": now + STAYS,
             "reminded_at": None}  # fmt: skip
    _met(changing(viewer, PoolEntry).where(PoolEntry.id == entry.id).values(**facts))
    record(viewer, "change", entry)
    db.session.expire(entry)


def stay(viewer: Candidate, entry: PoolEntry) -> None:
    """For another year, with the same shown."""
    kept = {"until": clock.now() + STAYS, "agreed_at": clock.now(), "wording": WORDING, "reminded_at": None}
    _met(changing(viewer, PoolEntry).where(PoolEntry.id == entry.id).values(**kept))
    record(viewer, "stay", entry)
    db.session.expire(entry)


def _met(statement: Any) -> None:
    if rows_hit(statement) != 1:
        raise IllegalMove("entry in the talent pool", "change", "gone")


def leave_pool(viewer: Candidate, entry: PoolEntry) -> None:
    """At once: what was shown is gone, and nobody's approach waits for an answer any more."""
    record(viewer, "leave", entry)
    db.session.flush()
    _met(removing(viewer, PoolEntry).where(PoolEntry.id == entry.id))
    db.session.expunge(entry)
    _turn_away(viewer, None)


def hide(viewer: Candidate, organisation_ids: Collection[int]) -> None:
    """Hides from these employers and from no other; an approach that waits of one of them is turned away."""
    held, wanted = hidden_from(viewer), frozenset(organisation_ids)
    for number in sorted(held - wanted):
        gone = removing(viewer, PoolHidden).where(PoolHidden.organisation_id == number)
        db.session.execute(gone)
    db.session.add_all(PoolHidden(account_id=viewer.person, organisation_id=number) for number in sorted(wanted - held))
    db.session.flush()
    if wanted - held:
        _turn_away(viewer, wanted)


def _turn_away(viewer: Candidate, organisation_ids: Collection[int] | None) -> None:
    waiting = visible(viewer, Approach).where(Approach.state == "sent")
    if organisation_ids is not None:
        waiting = waiting.where(Approach.organisation_id.in_(organisation_ids))
    for approach in db.session.scalars(waiting).all():
        make_move(viewer, approach, APPROACH, "leave", answered_at=clock.now())


def count_look(viewer: Staff, account_id: int) -> None:
    """One more look, by each of the viewer's employers that looks for people."""
    today = clock.today()
    for number in viewer.organisation_ids:
        same = (PoolLook.account_id == account_id, PoolLook.organisation_id == number, PoolLook.day == today)
        if rows_hit(changing(COUNTING, PoolLook).where(*same).values(number=PoolLook.number + 1)):
            continue
        try:
            with db.session.begin_nested():
                db.session.add(PoolLook(account_id=account_id, organisation_id=number, day=today))
        except IntegrityError:
            db.session.execute(changing(COUNTING, PoolLook).where(*same).values(number=PoolLook.number + 1))


def ask_who_stays() -> int:
    """Writes once to whoever leaves within a month, and removes whoever did not stay; how many were removed."""
    now = clock.now()
    of_profile = (PoolEntry.reserve_id.is_(None),)
    due = visible(LETTERS, PoolEntry).where(
        *of_profile, PoolEntry.until > now, PoolEntry.until <= now + ASKED_BEFORE, PoolEntry.reminded_at.is_(None)
    )
    for entry in db.session.scalars(due).all():
        first = changing(LETTERS, PoolEntry).where(PoolEntry.id == entry.id, PoolEntry.reminded_at.is_(None))
        to = address_in_use(entry.account_id)
        if rows_hit(first.values(reminded_at=now)) and to is not None:
            post("pool_ending", to, _facts(entry), key=f"pool_ending:{entry.id}:{entry.until:%Y%m%d}")
    over = visible(LETTERS, PoolEntry).where(PoolEntry.until <= now)
    gone = db.session.scalars(over).all()
    for entry in gone:
        record(LETTERS, "run_out", entry)
        db.session.flush()
        db.session.execute(removing(LETTERS, PoolEntry).where(PoolEntry.id == entry.id))
        to = address_in_use(entry.account_id)
        if entry.reserve_id is None and to is not None:
            post("pool_ended", to, {"link": _facts(entry)["link"]}, key=f"pool_ended:{entry.id}")
        db.session.expunge(entry)
    return len(gone)


def _facts(entry: PoolEntry) -> dict[str, str]:
    local = clock.local(entry.until)
    root = current_app.config["SETTINGS"].public_url
    return {"until": f"{local.day} {local:%B %Y}", "link": f"{root}/candidate/pool"}
