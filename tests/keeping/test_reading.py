"""Every table that keeps something of people says enough for it to be found, copied and removed."""

import pytest
from sqlalchemy import LargeBinary, String

import recruitment.commands  # noqa: F401
from recruitment.accounts.tables import Account
from recruitment.core.jobs import HANDLERS
from recruitment.core.keeping import Erasure, Period
from recruitment.core.tenancy import Reach, visible
from recruitment.extensions import db
from recruitment.keeping.reading import (
    KEEPING,
    ROOTS,
    SPANS,
    Model,
    goes_with_account,
    goes_with_parent,
    hanging_on,
    keeping_of,
    kept_models,
    leads_somewhere,
    models_on,
    since_of,
    touched_by_whose,
    way_to,
    whose,
)  # fmt: skip
from recruitment.keeping.words import GROUNDS, PERIODS
from recruitment.web import open_pages

# Kept without end, and why nothing personal ends there: acts and entries name people by number alone, and free text in
# them is an officer's, who is told to name nobody.
KEPT_AS_RECORD = {
    "act": "what was done, by whom and when; reasons go with the row that they told of",
    "advert_template": "wording for adverts, by an account's number",
    "amendment": "why an advert was changed",
    "api_key": "the name that an administrator gave a program",
    "approval_request": "who sent an advert for approval, by number",
    "approval_step": "who approved an advert, by number",
    "chain_step": "who approves adverts, by number",
    "message_template": "wording for messages, by an account's number",
    "outcome": "how a vacancy was filled or why not, by number",
    "suspension": "why an organisation could not recruit for a time",
    "document": "files of an organisation, such as its logo",
    "placement": "public money spent",
}
# Every slice, as the app has them.
open_pages()
MODELS = kept_models()


def end_of(model: Model) -> str:
    """How the time of a table's rows ends, in words; empty where nothing ends it."""
    keeping = keeping_of(model)
    if keeping.period is Period.RECORD:
        lasting = "never" if model.__tablename__ in KEPT_AS_RECORD else ""
        return f"what is not kept goes a year after {keeping.since}" if keeping.since else lasting
    if keeping.forgotten_by:
        return f"job {keeping.forgotten_by}" if keeping.forgotten_by in HANDLERS else ""
    if keeping.period in ROOTS and (
        model is Account or way_to(model, ROOTS[keeping.period], keeping.period) is not None
    ):
        return f"with {ROOTS[keeping.period].__tablename__}"
    if keeping.period is Period.ACCOUNT and leads_somewhere(model):
        return "with the account, by its number"
    if keeping.period in SPANS:
        return "with its parent" if goes_with_parent(model) else f"since {since_of(model)}" if since_of(model) else ""
    return ""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__tablename__)
def test_something_ends_the_time_of_each_row(model: Model) -> None:
    """Where this fails: give the table a key to what its period is counted from, `since`, or `forgotten_by`; or name it
    in KEPT_AS_RECORD and say why."""
    assert end_of(model), f"{model.__tablename__}: nothing removes its rows"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__tablename__)
def test_what_the_portal_keeps_for_a_person_leads_to_them(model: Model) -> None:
    keeping = keeping_of(model)
    if keeping.period in (Period.ACCOUNT, Period.CASE, Period.ALERT):
        assert leads_somewhere(model), f"{model.__tablename__} declares neither subject nor address"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__tablename__)
def test_what_is_removed_here_may_be_reached_for_it(model: Model, database: None) -> None:
    keeping = keeping_of(model)
    if keeping.period is Period.RECORD or (keeping.forgotten_by and not leads_somewhere(model)):
        return
    assert isinstance(model.__reach__, Reach) and "keeping" in model.__reach__.system
    theirs = visible(KEEPING, model, *touched_by_whose(model)).where(whose(model, 1, "nobody@test.example"))
    assert db.session.scalars(theirs).all() == []
    path = way_to(model, ROOTS[keeping.period], keeping.period) if keeping.period in ROOTS else None
    if path is not None:
        hung = visible(KEEPING, model, *models_on(path)).where(hanging_on(model, path, [1_000_000]))
        assert db.session.scalars(hung).all() == []


def test_nothing_else_holds_what_is_removed() -> None:
    """A key without CASCADE, from a table that is not removed with it, would refuse the removal of an application."""
    application = ROOTS[Period.CASE]
    holding = {
        table.name
        for table in db.metadata.tables.values()
        for constraint in table.foreign_key_constraints
        if constraint.referred_table is application.__table__ and constraint.ondelete not in ("CASCADE", "SET NULL")
    }
    removed = {model.__tablename__ for model in MODELS if keeping_of(model).period is Period.CASE}
    assert holding <= removed


def test_what_is_emptied_and_of_the_account_every_personal_column(app: object) -> None:
    emptied = {
        model.__tablename__ for model in MODELS
        if keeping_of(model).period is not Period.RECORD and Erasure.BLANK in keeping_of(model).personal.values()
    }  # fmt: skip
    assert emptied == {"account", "letter", "advert_report", "adjustment_request", "extension", "reference_contact"}
    telling = {
        column.key for column in Account.__table__.columns
        if isinstance(column.type, String | LargeBinary) and column.key not in keeping_of(Account).impersonal
    }  # fmt: skip
    assert telling == set(keeping_of(Account).personal)


def test_the_employers_part_stays_when_the_account_goes() -> None:
    stays = {model.__tablename__ for model in MODELS if not goes_with_account(model)}
    assert {"application", "application_contact", "answer", "declaration", "case_hold", "advert_report"} <= stays
    goes = {model.__tablename__ for model in MODELS if goes_with_account(model)}
    assert {"profile", "employment", "saved_vacancy", "job_alert", "alert_told", "data_copy", "parked_form"} <= goes


def test_every_period_is_told_in_words() -> None:
    used = {keeping_of(model).period for model in MODELS}
    assert used <= PERIODS.keys() | {Period.RECORD}
    assert used <= GROUNDS.keys()
