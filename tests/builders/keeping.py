"""One person with a mark in everything that they and the staff can write, and a search for it everywhere."""

import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import JSON, CheckConstraint, LargeBinary, String, select

from recruitment.accounts.actions import park
from recruitment.accounts.tables import Account
from recruitment.applications.actions import start
from recruitment.applications.cv_tables import CvImport, CvSuggestion
from recruitment.applications.draft_actions import answer, ask_for_support, declare, finish, keys_of
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.earlier_tables import Taken
from recruitment.applications.profile_actions import add, tell
from recruitment.applications.profile_tables import (
    Education,
    Employment,
    Gap,
    Language,
    OwnGuarantee,
    OwnSupport,
    Referee,
    Registration,
    Training,
)  # fmt: skip
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.applications.together_tables import Gathered
from recruitment.applications.wallet_tables import CheckEntry
from recruitment.core import clock
from recruitment.core.keeping import Keeping
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Candidate, Staff
from recruitment.extensions import Base, db
from recruitment.keeping.copies import ask
from recruitment.keeping.holds import hold
from recruitment.keeping.reading import KEEPING, Model, keeping_of, kept_models, touched_by_whose, whose
from recruitment.search.alert_actions import begin
from recruitment.search.questions import Question
from recruitment.search.saved_actions import save
from recruitment.selection.actions import reject, shortlist
from recruitment.vacancies.reports import report_advert
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account
from tests.builders.helping import an_adjustment, an_extension

Found = Counter[str]


def marked_columns(mark: str) -> Found:
    """Table.column -> rows that hold the mark, over every text, JSON and binary column of the database as it is."""
    found: Found = Counter()
    for table in db.metadata.sorted_tables:
        telling = [column for column in table.columns if isinstance(column.type, String | JSON | LargeBinary)]
        if not telling:
            continue
        # No reach hides a row from the search.
        for row in db.session.execute(select(*telling).execution_options(reach=frozenset(db.metadata.tables.values()))):
            for column, value in zip(telling, row, strict=True):
                if holds(value, mark):
                    found[f"{table.name}.{column.name}"] += 1
    return found


def holds(value: Any, mark: str) -> bool:
    if isinstance(value, bytes):
        return mark.encode() in value or mark.encode() in b"".join(_unpacked(value))
    return mark.lower() in str(value).lower()


def _unpacked(content: bytes) -> list[bytes]:
    if not zipfile.is_zipfile(BytesIO(content)):
        return []
    with zipfile.ZipFile(BytesIO(content)) as pack:
        return [pack.read(name) for name in pack.namelist()]


def marked_files(app: Flask, mark: str) -> list[str]:
    """Files of the portal's folder (documents, index, mail) that hold the mark."""
    folder: Path = app.config["SETTINGS"].var_dir
    files = (path for path in folder.rglob("*") if path.is_file())
    return [str(path.relative_to(folder)) for path in files if holds(path.read_bytes(), mark)]


def kept_for_ever() -> set[str]:
    """Table.column of all that is declared to be kept."""
    return {
        f"{mapper.local_table.name}.{column}"
        for mapper in Base.registry.mappers
        if isinstance(mapper.class_.__keeping__, Keeping)
        for column, erasure in mapper.class_.__keeping__.personal.items()
        if erasure.name == "KEEP"
    }


def mark_all_of(person: int, email: str, mark: str) -> None:
    """Puts the mark into every personal text of the rows that are theirs, whatever slice they are of.

    A column that only takes some words, or must differ from row to row, is left alone.
    """
    for model in kept_models():
        if model is Account:
            continue
        keeping = keeping_of(model)
        values = {
            name: _marked(model.__table__.columns[name].type, mark)
            for name in keeping.personal
            if _takes_anything(model, name, mark) and name not in (*keeping.secret, *keeping.stored, keeping.address)
        }
        if values and (keeping.subject or keeping.address):
            theirs = changing(KEEPING, model, *touched_by_whose(model)).where(whose(model, person, email))
            db.session.execute(theirs.values(**values))
    db.session.commit()


def _takes_anything(model: Model, name: str, mark: str) -> bool:
    column = model.__table__.columns[name]
    if isinstance(column.type, JSON):
        return True
    checks = " ".join(str(check.sqltext) for check in model.__table__.constraints if isinstance(check, CheckConstraint))
    fits = isinstance(column.type, String) and (column.type.length is None or column.type.length >= len(mark))
    return fits and not column.unique and name not in checks


def _marked(kind: Any, mark: str) -> Any:
    return [{"employer": mark, "text": mark}] if isinstance(kind, JSON) else mark


def a_marked_person(mark: str, vacancies: Sequence[Vacancy], staff: Staff, password: str) -> Account:
    """Someone who has done everything, with the mark in what they wrote and in what was written of them.

    They have applied for all vacancies but the last, where they have a draft, and were rejected for the first.
    """
    account = an_account(f"{mark}@test.example".lower(), name=mark, password=password)
    viewer = Candidate(account.id)
    _fill_profile(viewer, mark)
    applications = [_apply(viewer, vacancy, mark, is_sent=vacancy is not vacancies[-1]) for vacancy in vacancies]
    db.session.commit()
    reject(staff, applications[0], reason=f"{mark} was late", feedback=f"Dear {mark}, thank you.")
    shortlist(staff, applications[1], message=f"Well done, {mark}")
    hold(staff, applications[1], f"{mark} complains")
    save(viewer, vacancies[0])
    begin(viewer, Question(q=mark), "daily")
    report_advert(viewer, vacancies[0], reason="wrong", details=f"{mark} says so", email=account.email)
    an_adjustment(vacancies[0], viewer, name=mark, email=account.email, needs=f"{mark} needs large print")
    an_extension(staff, vacancies[0], name=mark, email=account.email, reason=f"{mark} asked for it")
    park(account.id, "/candidate/profile/more", [("languages", mark)], "key")
    ask(viewer)
    db.session.commit()
    return account


def _fill_profile(viewer: Candidate, mark: str) -> None:
    tell(viewer, given_name=mark, family_name=mark, phone="1", address=mark, town=mark, postcode="KY1 1AA",
         right_to_work="yes", gaps=mark)  # fmt: skip
    add(viewer, Employment, employer=mark, job_title=mark, started=date(2020, 1, 1), duties=mark)
    add(viewer, Education, institution=mark, qualification="higher", subject=mark)
    add(viewer, Registration, body="pvg", number=mark)
    add(viewer, Gap, started=date(2018, 1, 1), ended=date(2018, 9, 1), reason="other", words=mark)
    add(viewer, Training, name=mark, provider=mark)
    add(viewer, Language, language=mark)
    add(viewer, OwnGuarantee, schemes=[mark])
    add(viewer, OwnSupport, needs=mark)
    add(viewer, CheckEntry, kind="pvg", checked_by=mark, number=mark, checked_on=date(2024, 1, 1), detail=mark)
    cv = add(viewer, CvImport, kind="pdf", content=None, state="read")
    add(viewer, CvSuggestion, import_id=cv.id, section="employment", position=1, facts={"employer": mark})
    for _ in range(2):
        add(viewer, Referee, name=mark, relationship=mark, organisation=mark, email=f"{mark}@r.example", phone="1")
    db.session.flush()


def _apply(viewer: Candidate, vacancy: Vacancy, mark: str, *, is_sent: bool) -> Application:
    application = start(viewer, vacancy)
    draft = draft_of(viewer, application.id)
    answer(viewer, application, draft.questions, {question.id: f"{mark} can" for question in draft.questions})
    for section in ("history", "referees"):
        finish(viewer, application, section)
    declare(viewer, application, related="yes", related_to=mark, convictions="no", right_to_work="yes")
    ask_for_support(viewer, application, schemes=["disability_confident"], needs=f"{mark} needs")
    if is_sent:
        db.session.flush()
        submit(viewer, application, received_at=clock.now())
        return application
    db.session.add(Gathered(**keys_of(application)))
    db.session.add(Taken(**keys_of(application), ref="0", before=[f"{mark} before"], taken=[f"{mark} can"]))
    return application
