"""The list of applicants as a read: narrowed and ordered by what its viewer reaches, and by nothing that is hidden."""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, or_
from sqlalchemy.orm import aliased

from recruitment.applications.lifecycle import IN_SIFT
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.tables import Answer, Application, Contact
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import MARK, narrowed, out_of, visible, with_perhaps
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.selection.rules import Sift
from recruitment.selection.score_queries import criteria_of, given_at, panel_seats, plan_of
from recruitment.selection.score_rules import Plan
from recruitment.selection.score_tables import AgreedScore, Reveal, Score
from recruitment.vacancies.release_tables import Admission
from recruitment.vacancies.tables import Vacancy

# A prime above every id: modulo it x → x⁵ meets each number once, as 5 does not divide PRIME - 1.
PRIME = 2**31 - 1
Read = Select[Any]


def sifted(
    viewer: Viewer, vacancy_id: int, sift: Sift, besides: int | None = None, *, tells_open: bool = False
) -> Read:
    """Applications of a vacancy; nobody is searched or ordered by a name that is hidden.

    `besides` is one that belongs to the list whatever the sift says. `tells_open` reads only ids, each with whether the
    viewer has still to decide.
    """
    wanted = _with_names(viewer, vacancy_id) if sift.q or sift.sort == "name" else _everybody(viewer, vacancy_id)
    asked, inner = _conditions(viewer, vacancy_id, sift)
    if asked:
        own = [Application.id == besides] if besides is not None else []
        wanted = narrowed(wanted, or_(*own, and_(*asked)), *inner)
    if tells_open:
        is_open, more = undecided(viewer, vacancy_id)
        wanted = narrowed(wanted, Application.vacancy_id == vacancy_id, *more)
        columns: list[Any] = [Application.id, is_open.label("is_open")]
        wanted = wanted.with_only_columns(*columns)
    return wanted


@lru_cache(STATEMENTS)
def _everybody(viewer: Viewer, vacancy_id: int) -> Read:
    """Put together once for a reader of a vacancy, who goes through many pages."""
    return visible(viewer, Application).where(Application.vacancy_id == vacancy_id)


@lru_cache(STATEMENTS)
def _with_names(viewer: Viewer, vacancy_id: int) -> Read:
    """As far as they may be known."""
    return with_perhaps(viewer, _everybody(viewer, vacancy_id), Contact, Contact.application_id == Application.id)


def _conditions(viewer: Viewer, vacancy_id: int, sift: Sift) -> tuple[list[ColumnElement[bool]], list[Read]]:
    """What the sift asks, and the reads that it asks."""
    asked: list[ColumnElement[bool]] = [Application.state == sift.state] if sift.state else []
    asked += [_names(word) for word in sift.q.split()]
    inner: list[Read] = []
    if sift.flagged:
        inner.append(flagged_answers(viewer).with_only_columns(QuestionAnswer.application_id))
        asked.append(Application.id.in_(inner[-1]))
    if sift.unanswered:
        inner.append(complete(viewer, vacancy_id))
        asked.append(Application.id.not_in(inner[-1]))
    if sift.came_as:
        inner.append(admitted(viewer, vacancy_id).with_only_columns(Admission.account_id))
        came = inner[-1] if sift.came_as == "public" else inner[-1].where(Admission.audience == sift.came_as)
        own = Application.account_id
        asked.append(own.not_in(came) if sift.came_as == "public" else own.in_(came))
    if sift.mine == "undecided":
        is_open, more = undecided(viewer, vacancy_id)
        asked, inner = [*asked, is_open], [*inner, *more]
    elif sift.mine:
        inner.append(_by_own_scores(viewer, vacancy_id, sift.mine))
        asked.append(Application.id.in_(inner[-1]))
    return asked, inner


def admitted(viewer: Viewer, vacancy_id: int) -> Read:
    """Who began to apply before the public could; all others came with the public."""
    return visible(viewer, Admission).where(Admission.vacancy_id == vacancy_id)


def flagged_answers(viewer: Viewer) -> Read:
    return visible(viewer, QuestionAnswer).where(QuestionAnswer.is_flagged.is_(True))


def complete(viewer: Viewer, vacancy_id: int) -> Read:
    """The ids of applications that answer every essential criterion of those that are answered in writing."""
    essentials = [one.id for one in plan_in(viewer, vacancy_id).essentials]
    if not essentials:
        return visible(viewer, Application).with_only_columns(Application.id)
    given = visible(viewer, Answer).where(Answer.criterion_id.in_(essentials), func.trim(Answer.text) != "")
    given = _of_vacancy(viewer, vacancy_id, given, Answer)
    return (
        given.with_only_columns(Answer.application_id)
        .group_by(Answer.application_id)
        .having(func.count() == len(essentials))
    )


def _of_vacancy(viewer: Viewer, vacancy_id: int, parts: Read, model: Any) -> Read:
    """Parts of a vacancy's applications alone, which an index finds, rather than of all that the viewer reaches."""
    whole = aliased(Application)
    ids = visible(viewer, whole).where(whole.vacancy_id == vacancy_id).with_only_columns(whole.id)
    return narrowed(parts, model.application_id.in_(ids), ids)


def plan_in(viewer: Viewer, vacancy_id: int) -> Plan:
    vacancy = db.session.scalars(visible(viewer, Vacancy).where(Vacancy.id == vacancy_id)).one()
    return plan_of(viewer, vacancy, criteria_of(viewer, vacancy_id))


def undecided(viewer: Viewer, vacancy_id: int) -> tuple[ColumnElement[bool], list[Read]]:
    """Whom the viewer has still to decide on, with the reads that it asks: for a panel member those whom they have not
    scored on every criterion, for others those whom nobody has moved."""
    person = getattr(viewer, "person", 0)
    criteria = [one.id for one in plan_in(viewer, vacancy_id).criteria]
    if person not in panel_seats(viewer, vacancy_id).members or not criteria:
        return Application.state.in_(("submitted", "held")), []
    return _not_scored(viewer, vacancy_id, tuple(criteria))


@lru_cache(STATEMENTS)
def _not_scored(viewer: Viewer, vacancy_id: int, criteria: tuple[int, ...]) -> tuple[ColumnElement[bool], list[Read]]:
    own = visible(viewer, Score).where(Score.member == getattr(viewer, "person", 0), Score.criterion_id.in_(criteria))
    own = own.where(given_at(Score, ()))
    own = own.with_only_columns(Score.application_id).group_by(Score.application_id)
    own = own.having(func.count() == len(criteria))
    own = _of_vacancy(viewer, vacancy_id, own, Score)
    shown = visible(viewer, Reveal).where(given_at(Reveal, ()))
    opened = _of_vacancy(viewer, vacancy_id, shown, Reveal).with_only_columns(Reveal.application_id)
    waits = and_(Application.state.in_(IN_SIFT), Application.id.not_in(own), Application.id.not_in(opened))
    return waits, [own, opened]


def _by_own_scores(viewer: Viewer, vacancy_id: int, asked: str) -> Read:
    """The ids of applications that meet every essential criterion by the viewer's own scores, or that lack one."""
    plan = plan_in(viewer, vacancy_id)
    essentials = [one.id for one in plan.essentials]
    own = visible(viewer, Score).where(Score.member == getattr(viewer, "person", 0), Score.criterion_id.in_(essentials))
    own = own.where(given_at(Score, ()))
    own = own.with_only_columns(Score.application_id).group_by(Score.application_id)
    lowest = func.min(Score.mark)
    if asked == "lacks":
        return own.having(lowest < plan.scale.meets)
    return own.having(and_(lowest >= plan.scale.meets, func.count() == len(essentials)))


def _names(word: str) -> ColumnElement[bool]:
    """Applications whose name or reference holds a word. SQLite lowers only ASCII, hence the capital as well."""
    told = (Contact.given_name, Contact.family_name, Application.reference)
    return or_(
        *(func.lower(column).contains(word.lower(), autoescape=True) for column in told),
        *(column.contains(word.capitalize(), autoescape=True) for column in told),
    )


def in_order(viewer: Viewer, vacancy_id: int, wanted: Read, sort: str) -> Read:
    if sort == "name":
        return wanted.order_by(func.lower(Contact.family_name), func.lower(Contact.given_name), Application.id)
    if sort == "newest":
        return wanted.order_by(Application.submitted_at.desc(), Application.id.desc())
    if sort == "random":
        return wanted.order_by(shuffled(getattr(viewer, "person", 0), vacancy_id))
    if sort == "score":
        return _by_score(viewer, vacancy_id, wanted)
    return wanted.order_by(Application.submitted_at, Application.id)


def shuffled(person: int, vacancy_id: int) -> ColumnElement[int]:
    """A number for each application, different for each, that stays the same for a reader of a vacancy and is another
    for every other: (a·id + b)⁵ modulo PRIME, with a and b drawn from who reads what."""
    drawn = blake2b(f"{person}:{vacancy_id}".encode(), digest_size=16).digest()
    factor = 1 + int.from_bytes(drawn[:8]) % (PRIME - 1)
    offset = int.from_bytes(drawn[8:]) % PRIME
    number = (cast(Application.id, BigInteger) * factor + offset) % PRIME
    square = (number * number) % PRIME
    return (((square * square) % PRIME) * number) % PRIME


def _by_score(viewer: Viewer, vacancy_id: int, wanted: Read) -> Read:
    """By the weighted sum of what was agreed on, else of the middle of the marks that the viewer reaches."""
    plan = plan_in(viewer, vacancy_id)
    if not plan.criteria:
        return wanted.order_by(Application.submitted_at, Application.id)
    totals, marked = _totals(viewer, vacancy_id, tuple((one.id, plan.weight(one.id)) for one in plan.criteria))
    mark = wanted.get_execution_options()[MARK] | marked
    joined = wanted.outerjoin(totals, totals.c.application_id == Application.id).execution_options(**{MARK: mark})
    return joined.order_by(totals.c.total.is_(None), totals.c.total.desc(), Application.submitted_at, Application.id)


@lru_cache(STATEMENTS)
def _totals(viewer: Viewer, vacancy_id: int, weighed: tuple[tuple[int, int], ...]) -> tuple[Any, Any]:
    """The weighted sums by application, and what reading them touches; `weighed`: criteria with their weights. Put
    together once for a reader, as all here that hangs on no more than who reads."""
    weights = dict(weighed)
    reached = visible(viewer, Score).where(Score.criterion_id.in_(weights), Score.is_left_out.is_(False))
    reached = reached.where(given_at(Score, ()))
    reached = _of_vacancy(viewer, vacancy_id, reached, Score)
    settled = and_(AgreedScore.application_id == Score.application_id, AgreedScore.criterion_id == Score.criterion_id,
                   given_at(AgreedScore, ()))  # fmt: skip
    value = func.coalesce(func.max(AgreedScore.mark), func.avg(Score.mark))
    each = (
        with_perhaps(viewer, reached, AgreedScore, settled)
        .with_only_columns(
            Score.application_id, (value * case(weights, value=Score.criterion_id, else_=1)).label("value")
        )
        .group_by(Score.application_id, Score.criterion_id)
    )
    parts = out_of(each)
    rows = parts.selected_columns
    sums = parts.with_only_columns(rows.application_id, func.sum(rows.value).label("total"))
    return sums.group_by(rows.application_id).subquery(), each.get_execution_options()[MARK]
