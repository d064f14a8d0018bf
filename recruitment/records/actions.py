"""Asking for the record of a vacancy, and making it: by the worker, since one of many applicants takes a while."""

from datetime import timedelta
from typing import Final

from flask import current_app

from recruitment.accounts.keys import names_of_keys
from recruitment.accounts.queries import address_in_use, members, posts_of
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.documents import keep_bytes, store
from recruitment.core.errors import Refused
from recruitment.core.jobs import enqueue, handler
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.organisations.queries import names_of_organisations
from recruitment.records.acts import KEEPING, acts_of_vacancy, keys_in
from recruitment.records.advert_parts import FORMER, advert_parts
from recruitment.records.applicant_parts import Read, applicant_parts
from recruitment.records.offer_parts import offer_parts
from recruitment.records.packing import About, packed
from recruitment.records.parts import Part
from recruitment.records.tables import KEEPERS, VacancyRecord
from recruitment.selection.queries import every_applicant, the_vacancy
from recruitment.selection.rules import Sift
from recruitment.vacancies.tables import Vacancy

MAKE: Final = "make_vacancy_record"
MEDIA_TYPE: Final = "application/zip"
KEPT_FOR: Final = timedelta(days=7)


def may_ask(viewer: Staff, vacancy: Vacancy) -> bool:
    return viewer.has_role(vacancy.organisation_id, *KEEPERS)


def ask(viewer: Staff, vacancy: Vacancy) -> VacancyRecord:
    """Raises Refused for other roles, and while one that was asked for is being made."""
    if not may_ask(viewer, vacancy):
        raise Refused("Administrators and recruiters take the record of a vacancy.")
    newest = newest_record(viewer, vacancy.id)
    if newest is not None and newest.ready_at is None:
        raise Refused("The record is being made. It is here in a few minutes.")
    row = VacancyRecord(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, asked_by=viewer.person)
    db.session.add(row)
    db.session.flush()
    record(viewer, "ask_for_record", row)
    enqueue(MAKE, {"record_id": row.id}, key=f"{MAKE}:{row.id}")
    return row


def newest_record(viewer: Staff, vacancy_id: int) -> VacancyRecord | None:
    """The last that the viewer asked for and that is still kept."""
    kept = visible(viewer, VacancyRecord).where(
        VacancyRecord.vacancy_id == vacancy_id, VacancyRecord.asked_at > clock.now() - KEPT_FOR
    )
    return db.session.scalars(kept.order_by(VacancyRecord.id.desc()).limit(1)).one_or_none()


def take(viewer: Staff, vacancy_id: int) -> VacancyRecord | None:
    """The newest, to be downloaded, which goes on record; None where none is ready."""
    newest = newest_record(viewer, vacancy_id)
    if newest is None or newest.ready_at is None:
        return None
    record(viewer, "take_record", newest)
    return newest


@handler(MAKE)
def make_vacancy_record(record_id: int) -> None:
    """Reads as the person who asked reads now; for whoever may not any more nothing is made."""
    with only_reading():
        asked = visible(KEEPING, VacancyRecord).where(VacancyRecord.id == record_id, VacancyRecord.ready_at.is_(None))
        row = db.session.scalars(asked).one_or_none()
        if row is None:
            return
        viewer = Staff(row.asked_by, posts_of(row.asked_by))
        if not viewer.has_role(row.organisation_id, *KEEPERS):
            return
        vacancy = the_vacancy(viewer, row.vacancy_id)
        content = packed(_about(viewer, vacancy), parts_of(viewer, vacancy))
    digest = keep_bytes(content)
    with transaction():
        unmade = changing(KEEPING, VacancyRecord).where(VacancyRecord.id == record_id, VacancyRecord.ready_at.is_(None))
        is_made = rows_hit(unmade.values(ready_at=clock.now(), digest=digest)) == 1
        if is_made:
            made = one_visible(KEEPING, VacancyRecord, VacancyRecord.id == record_id)
            record(KEEPING, "make_record", made, reason=f"SHA-256 {digest}")
            _tell(viewer, vacancy, made)
    if not is_made:
        store().remove(digest)


def parts_of(viewer: Staff, vacancy: Vacancy) -> list[Part]:
    """The whole record, the acts before what they led to."""
    acts = acts_of_vacancy(viewer, vacancy.id)
    names = {member.account_id: member.name for member in members(viewer, vacancy.organisation_id)}
    rows = {row.application.id: row for row in every_applicant(viewer, vacancy.id, Sift())}
    read = Read(viewer, vacancy, names, names_of_keys(keys_in(acts)), rows)
    return [*advert_parts(viewer, vacancy, names), *applicant_parts(read, acts), *offer_parts(read)]


def _about(viewer: Staff, vacancy: Vacancy) -> About:
    names = {member.account_id: member.name for member in members(viewer, vacancy.organisation_id)}
    return About(
        organisation=names_of_organisations([vacancy.organisation_id])[vacancy.organisation_id],
        title=vacancy.title,
        reference=vacancy.reference,
        made_for=names.get(viewer.person, FORMER),
        made_at=clock.now(),
        brand=current_app.config["SETTINGS"].brand.name,
    )


def _tell(viewer: Staff, vacancy: Vacancy, made: VacancyRecord) -> None:
    until = clock.local(made.asked_at + KEPT_FOR)
    address = address_in_use(viewer.person)
    if address is not None:
        facts = {
            "title": vacancy.title,
            "reference": vacancy.reference,
            "link": f"{current_app.config['SETTINGS'].public_url}/employer/vacancies/{vacancy.id}/record",
            "until": f"{until.day} {until:%B %Y}",
        }
        post("record_ready", address, facts, key=f"record_ready:{made.id}")
