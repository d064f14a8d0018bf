"""The bank of questions of an organisation: reads, and what is put in, changed, retired or taken out."""

import csv
from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import func, or_

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import changing, one_visible, visible
from recruitment.core.viewers import ApiKey, Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.question_rules import DATA, TOPICS, Asked, problems, tidied
from recruitment.vacancies.question_tables import BankQuestion

# Who changes the bank; whoever writes adverts takes from it.
KEEPERS = (Role.ADMINISTRATOR, Role.RECRUITER)
MOST_SHOWN = 300


def may_keep(viewer: Staff, organisation_id: int) -> bool:
    return viewer.has_role(organisation_id, *KEEPERS)


def require_keeper(viewer: Staff, organisation_id: int) -> None:
    """Raises NotVisible at another organisation, Refused for colleagues who do not keep the bank."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not may_keep(viewer, organisation_id):
        raise Refused("Your role does not let you change the question bank. Recruiters and administrators do.")


def bank(
    viewer: Staff | ApiKey,
    organisation_ids: Collection[int],
    *,
    q: str = "",
    topic: str = "",
    with_retired: bool = False,
) -> Sequence[BankQuestion]:
    """By topic, then in the order of the alphabet; those retired only when asked for."""
    wanted = visible(viewer, BankQuestion).where(BankQuestion.organisation_id.in_(organisation_ids))
    if not with_retired:
        wanted = wanted.where(BankQuestion.retired_at.is_(None))
    if topic:
        wanted = wanted.where(BankQuestion.topic == topic)
    for word in q.split():
        told = (BankQuestion.text, BankQuestion.help)
        wanted = wanted.where(or_(*(func.lower(column).contains(word.lower(), autoescape=True) for column in told)))
    rows = db.session.scalars(wanted.order_by(BankQuestion.text, BankQuestion.id).limit(MOST_SHOWN)).all()
    return sorted(rows, key=lambda row: (row.retired_at is not None, list(TOPICS).index(row.topic)))


def bank_question(viewer: Staff, question_id: int) -> BankQuestion:
    """Raises NotVisible."""
    found: BankQuestion = one_visible(viewer, BankQuestion, BankQuestion.id == question_id)
    return found


def keep_question(viewer: Staff, organisation_id: int, asked: Asked, topic: str = "other") -> BankQuestion:
    """Puts a question into the bank; one of the same words is there once, as it was kept last. Raises Refused."""
    require_keeper(viewer, organisation_id)
    asked = _sound(asked)
    wanted = visible(viewer, BankQuestion).where(
        BankQuestion.organisation_id == organisation_id, BankQuestion.text == asked.text
    )
    held = db.session.scalars(wanted).one_or_none()
    if held is None:
        held = BankQuestion(organisation_id=organisation_id, topic=topic, **asked.facts)
        db.session.add(held)
    else:
        _write(held, asked, topic)
        held.retired_at = None
    db.session.flush()
    record(viewer, "keep_question", held)
    return held


def change_question(viewer: Staff, question: BankQuestion, asked: Asked, topic: str) -> None:
    """Adverts that took it up keep what they took. Raises Refused where another question has these words."""
    require_keeper(viewer, question.organisation_id)
    asked = _sound(asked)
    same = visible(viewer, BankQuestion).where(
        BankQuestion.organisation_id == question.organisation_id,
        BankQuestion.text == asked.text,
        BankQuestion.id != question.id,
    )
    if db.session.scalars(same).first() is not None:
        raise Refused("The bank has a question of these words already. Change that one, or word this one differently.")
    _write(question, asked, topic)
    record(viewer, "change_question", question)


def _sound(asked: Asked) -> Asked:
    asked = tidied(asked)
    if wrong := problems(asked):
        raise Refused(f"{next(iter(wrong.values()))}.")
    return asked


def _write(question: BankQuestion, asked: Asked, topic: str) -> None:
    for name, value in {**asked.facts, "topic": topic}.items():
        setattr(question, name, value)


def give_up_question(viewer: Staff, question: BankQuestion) -> bool:
    """Takes a question out of the bank; one that adverts have taken up is retired instead, and True says so."""
    require_keeper(viewer, question.organisation_id)
    if question.taken:
        question.retired_at = clock.now()
        record(viewer, "retire_question", question)
        return True
    record(viewer, "forget_question", question)
    db.session.delete(question)
    return False


def use_again(viewer: Staff, question: BankQuestion) -> None:
    require_keeper(viewer, question.organisation_id)
    question.retired_at = None
    record(viewer, "use_question_again", question)


def note_taken(viewer: Staff | ApiKey, organisation_id: int, texts: Collection[str]) -> None:
    """An advert has taken these up, so that the bank keeps them."""
    if texts:
        db.session.execute(
            changing(viewer, BankQuestion)
            .where(BankQuestion.organisation_id == organisation_id, BankQuestion.text.in_(texts))
            .values(taken=BankQuestion.taken + 1)
        )


@cache
def starters() -> tuple[tuple[str, Asked], ...]:
    """Questions to begin a bank with: topic and question."""
    with (DATA / "starter_questions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                row["topic"],
                Asked(
                    text=row["text"],
                    kind=row["kind"],
                    help=row["help"],
                    options=tuple(filter(None, row["options"].split("|"))),
                    flagged=tuple(filter(None, row["flagged"].split("|"))),
                    is_required=row["is_required"] == "yes",
                    longest=int(row["longest"]) if row["longest"] else None,
                ),
            )
            for row in csv.DictReader(file)
        )


def take_starters(viewer: Staff, organisation_id: int) -> int:
    """Puts the starter set into a bank, as far as it has none of these words; how many were put in."""
    held = {row.text for row in bank(viewer, [organisation_id], with_retired=True)}
    wanted = [(topic, asked) for topic, asked in starters() if asked.text not in held]
    for topic, asked in wanted:
        keep_question(viewer, organisation_id, asked, topic)
    return len(wanted)
