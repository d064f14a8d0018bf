"""One builder a noun: vacancies, and what an advert is made of."""

import itertools
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.tables import Postcode
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from recruitment.vacancies.draft_tables import AdvertTemplate, DraftVersion, LibraryCriterion
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.question_tables import BankQuestion
from recruitment.vacancies.tables import Category, Criterion, Vacancy, Workplace

_numbers = itertools.count(1)


def a_category(code: str = "cleaning", name: str = "Cleaning and caretaking") -> Category:
    """A category by a code of `categories.csv`."""
    held = db.session.scalars(select(Category).where(Category.code == code)).one_or_none()
    if held is None:
        held = Category(code=code, slug=code.replace("_", "-"), name=name, description=name, soc_groups=[])
        db.session.add(held)
        db.session.commit()
    return held


def a_postcode(
    code: str = "KY11AA", *, lat: float = 56.11, lon: float = -3.16, island: str = "", council_code: str = "S12000047"
) -> Postcode:
    held = db.session.scalars(select(Postcode).where(Postcode.code == code)).one_or_none()
    if held is None:
        held = Postcode(code=code, lat=lat, lon=lon, council_code=council_code, island=island, is_live=True)
        db.session.add(held)
        db.session.commit()
    return held


def a_vacancy(organisation: Organisation, *, state: str = "published", criteria: int = 2, **facts: Any) -> Vacancy:
    """A vacancy with criteria, live since yesterday and closing in two weeks unless `facts` say otherwise."""
    is_out = state not in ("draft", "awaiting_approval", "approved")
    began = clock.now() - timedelta(days=1)
    given: dict[str, Any] = {
        "title": "Cleaner",
        "summary": "Keeps a school clean.",
        "duties": "* clean classrooms\n* look after equipment",
        "contract_type": "permanent",
        "patterns": ["part_time"],
        "hours_low": 20,
        "hours_high": 20,
        "full_time_hours": 36,
        "pay_basis": "annual",
        "pay_low": 2_378_340,
        "pay_high": 2_489_091,
        "is_pro_rata": True,
        "closes_at": began + timedelta(days=14),
        "public_from": began if is_out else None,
        "published_at": began if is_out else None,
        **facts,
    }
    vacancy = Vacancy(organisation_id=organisation.id, reference=f"T{next(_numbers):06d}", state=state, **given)
    db.session.add(vacancy)
    db.session.flush()
    db.session.add_all(
        Criterion(
            organisation_id=organisation.id,
            vacancy_id=vacancy.id,
            position=number,
            text=f"Criterion {number}",
            kind="essential" if number == 1 else "desirable",
        )
        for number in range(1, criteria + 1)
    )
    if state == "awaiting_approval":
        _request_for(vacancy)
    db.session.commit()
    return vacancy


def _request_for(vacancy: Vacancy) -> None:
    """As sent by its author, for every approver to approve in one step."""
    keys, now = {"organisation_id": vacancy.organisation_id}, clock.now()
    request = ApprovalRequest(**keys, vacancy_id=vacancy.id, sent_by=vacancy.created_by, waits_at=1)
    db.session.add(request)
    db.session.flush()
    db.session.add(ApprovalStep(**keys, request_id=request.id, position=1, name="Approval", opened_at=now))


def a_complete_vacancy(
    organisation: Organisation, *, state: str = "draft", without: Collection[str] = (), **facts: Any
) -> Vacancy:
    """A vacancy that lacks nothing for its approval, but for the places when `without` names them."""
    given = {"category_code": a_category().code, "pay_low": 2_588_580, "pay_high": 2_817_591, **facts}
    vacancy = a_vacancy(organisation, state=state, **given)
    if "places" not in without:
        db.session.add(
            Workplace(organisation_id=organisation.id, vacancy_id=vacancy.id, position=1, kind="area", label="Fife")
        )
        db.session.commit()
    return vacancy


def a_version(
    viewer: Staff, vacancy: Vacancy, part: str = "about", *, how: str = "saved", **facts: Any
) -> DraftVersion:
    """What stood in a part of a vacancy before `viewer` changed it."""
    version = DraftVersion(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, part=part, how=how, person=viewer.person,
        facts=facts or {"summary": "Keeps a hall clean.", "duties": "", "in_gaelic": {}},
    )  # fmt: skip
    db.session.add(version)
    db.session.commit()
    return version


def a_template(
    viewer: Staff, organisation: Organisation, name: str = "School cleaner", *, is_shared: bool = False, **facts: Any
) -> AdvertTemplate:
    """A template of `viewer`; `facts` are kept facts by part."""
    template = AdvertTemplate(
        organisation_id=organisation.id, name=name, is_shared=is_shared, made_by=viewer.person,
        facts=facts or {"about": {"summary": "Keeps a school clean.", "duties": "", "in_gaelic": {}}},
    )  # fmt: skip
    db.session.add(template)
    db.session.commit()
    return template


# One question of each kind, as an advert keeps them.
QUESTIONS = (
    Asked("Can you work weekends?", "yes_no", flagged=("no",), is_required=True),
    Asked("Which shifts suit you?", "several", options=("Early", "Late", "Night"), flagged=("Night",)),
    Asked("Which depot do you prefer?", "one", options=("North", "South")),
    Asked("How did you learn this trade?", "long", longest=20),
    Asked("Which school were you last at?", "short", help="The name is enough."),
    Asked("How many hours would you like?", "number"),
    Asked("When could you start?", "date"),
)


def a_bank_question(organisation: Organisation, asked: Asked = QUESTIONS[0], **facts: Any) -> BankQuestion:
    question = BankQuestion(organisation_id=organisation.id, **{"topic": "hours", **asked.facts, **facts})
    db.session.add(question)
    db.session.commit()
    return question


def a_library_criterion(
    organisation: Organisation, text: str = "Can follow a plan", *, kind: str = "essential", assessed_by: str = "test"
) -> LibraryCriterion:
    criterion = LibraryCriterion(organisation_id=organisation.id, text=text, kind=kind, assessed_by=assessed_by)
    db.session.add(criterion)
    db.session.commit()
    return criterion
