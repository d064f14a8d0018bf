"""Verbs of scoring. Each is recorded; no mark stands in the record before it is agreed on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError

from recruitment.applications.exclusion_tables import Exclusion
from recruitment.applications.lifecycle import IN_SIFT
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.selection.score_queries import (
    Occasion,
    criteria_of,
    given_at,
    is_revealed,
    may_act_as_chair,
    panel_seats,
    plan_row,
    scale_of,
    the_sift,
)  # fmt: skip
from recruitment.selection.score_rules import FEWEST_MARKS, MOST_MARKS, MOST_WEIGHT, Scale, scored
from recruitment.selection.score_tables import AgreedScore, Reveal, Score, ScoreScale, ScoringPlan
from recruitment.vacancies.tables import Vacancy

COUNTING = System("scoring")
ALL_IN = "All members had scored"
NOT_OPEN = "An interview is scored once it has begun, and until the application is decided."
DECIDED = "This application has been decided, so its scores stay as they are."


@dataclass(frozen=True)
class Given:
    """A mark with its note; `mark` is None where the member gives none."""

    mark: int | None
    note: str = ""


def score(viewer: Staff, application: Application, given: Mapping[int, Given]) -> bool:
    """In the sift, as `score_at`."""
    return score_at(viewer, the_sift(viewer, application), given)


def score_at(viewer: Staff, occasion: Occasion, given: Mapping[int, Given]) -> bool:
    """Stores the viewer's own marks, by criterion; says whether that was the last that was missing.

    Raises Refused for whoever does not sit on the panel, once scores are revealed or the application decided, and for a
    mark or a criterion that there is not.
    """
    application = occasion.application
    if viewer.person not in panel_seats(viewer, application.vacancy_id).members:
        raise Refused("Only members of the panel score. Recruiters and hiring managers choose who sits on it.")
    plan = held_plan(viewer, application)
    if not occasion.is_open:
        raise Refused(NOT_OPEN if occasion.interview else DECIDED)
    if is_revealed(viewer, application.id, occasion.interview_ids):
        raise Refused("The scores of this application have been revealed, so nobody changes their own any more.")
    wanted = {one.id for one in occasion.criteria}
    if not given.keys() <= wanted or any(not _is_mark(each.mark, len(plan.words)) for each in given.values()):
        raise Refused("That is not a mark of this vacancy’s scale.")
    mine = visible(viewer, Score).where(Score.application_id == application.id, Score.member == viewer.person)
    held = {row.criterion_id: row for row in db.session.scalars(mine.where(given_at(Score, occasion.interview_ids)))}
    for number, each in given.items():
        row = held.get(number)
        if each.mark is None:
            if row is not None:
                db.session.delete(row)
            continue
        if row is None:
            row = Score(**occasion.keys, criterion_id=number, member=viewer.person)
            db.session.add(row)
        row.mark, row.note, row.at = each.mark, each.note.strip(), clock.now()
    db.session.flush()
    record(viewer, "score", occasion.row)
    return bool(reveal_complete(viewer, application.vacancy_id, [occasion]))


def _is_mark(mark: int | None, marks: int) -> bool:
    return mark is None or 0 <= mark < marks


def held_plan(viewer: Staff, row: Application | Vacancy) -> ScoringPlan:
    """The vacancy's plan, made with the organisation's scale of today where there is none, and held to the end of the
    transaction: who scores at the same time waits."""
    vacancy_id = row.vacancy_id if isinstance(row, Application) else row.id
    if plan_row(viewer, vacancy_id) is None:
        scale = scale_of(viewer, row.organisation_id)
        made = ScoringPlan(organisation_id=row.organisation_id, vacancy_id=vacancy_id, words=list(scale.words),
                           meets=scale.meets, weights={})  # fmt: skip
        try:
            with db.session.begin_nested():
                db.session.add(made)
        except IntegrityError:
            # A colleague was as fast; theirs holds.
            db.session.expire_all()
    changed = changing(viewer, ScoringPlan).where(ScoringPlan.vacancy_id == vacancy_id)
    db.session.execute(changed.values(changed_at=clock.now()))
    found = plan_row(viewer, vacancy_id)
    if found is None:
        raise Refused("You do not sit on this vacancy’s panel.")
    return found


def reveal_what_is_all_in(viewer: Staff, vacancy_id: int, applications: Collection[Application]) -> list[int]:
    """Reveals what is complete of these applications' sift, and returns their ids."""
    criteria = scored(criteria_of(viewer, vacancy_id))
    return reveal_complete(
        viewer, vacancy_id, [Occasion(one, criteria, one.state in IN_SIFT) for one in applications]
    )  # fmt: skip


def reveal_complete(viewer: Staff, vacancy_id: int, occasions: Collection[Occasion]) -> list[int]:
    """Reveals the scores of those occasions at which every member has scored who may, and returns their applications.

    They are all of the sift, or all of interviews of one round. It is counted, and no mark read.
    """
    ids = [one.application.id for one in occasions]
    interview_ids = [number for one in occasions for number in one.interview_ids]
    members = panel_seats(COUNTING, vacancy_id).members
    criteria = [one.id for one in next(iter(occasions)).criteria] if occasions else []
    apart = visible(COUNTING, Exclusion).where(Exclusion.application_id.in_(ids), Exclusion.member.in_(members))
    excluded: dict[int, int] = {}
    for row in db.session.scalars(apart):
        excluded[row.application_id] = excluded.get(row.application_id, 0) + 1
    counted = (
        visible(COUNTING, Score)
        .where(Score.application_id.in_(ids), Score.member.in_(members), Score.criterion_id.in_(criteria))
        .where(Score.is_left_out.is_(False), given_at(Score, interview_ids))
        .with_only_columns(Score.application_id, func.count())
        .group_by(Score.application_id)
    )
    given = {number: count for number, count in db.session.execute(counted)}
    done = []
    for one in occasions:
        number = one.application.id
        wanted = (len(members) - excluded.get(number, 0)) * len(criteria)
        if wanted and given.get(number, 0) == wanted and _reveal(viewer, one, None, ALL_IN):
            done.append(number)
    return done


def _reveal(viewer: Staff, occasion: Occasion, by: int | None, reason: str) -> bool:
    """False where they were revealed before."""
    try:
        with db.session.begin_nested():
            db.session.add(Reveal(**occasion.keys, revealed_by=by, reason=reason))
    except IntegrityError:
        return False
    record(viewer, "reveal_scores", occasion.row, reason=reason)
    return True


def reveal(viewer: Staff, application: Application, reason: str) -> None:
    """In the sift, as `reveal_at`."""
    reveal_at(viewer, the_sift(viewer, application), reason)


def reveal_at(viewer: Staff, occasion: Occasion, reason: str) -> None:
    """The chair shows scores before all are in. Raises Refused."""
    application = occasion.application
    panel = panel_seats(viewer, application.vacancy_id)
    if not may_act_as_chair(viewer, application, panel):
        raise Refused("Only the chair of the panel reveals scores before all are in.")
    if not reason.strip():
        raise Refused("Give a reason.")
    held_plan(viewer, application)
    there = visible(COUNTING, Score).where(Score.application_id == application.id, Score.is_left_out.is_(False))
    there = there.where(given_at(Score, occasion.interview_ids))
    if not db.session.scalar(there.with_only_columns(func.count())):
        raise Refused("Nobody has scored this application yet, so there is nothing to reveal.")
    _reveal(viewer, occasion, viewer.person, reason.strip())


def agree(viewer: Staff, application: Application, given: Mapping[int, Given]) -> None:
    """In the sift, as `agree_at`."""
    agree_at(viewer, the_sift(viewer, application), given)


def agree_at(viewer: Staff, occasion: Occasion, given: Mapping[int, Given]) -> None:
    """What the panel agreed on, by criterion, each with its reason. Raises Refused."""
    application = occasion.application
    panel = panel_seats(viewer, application.vacancy_id)
    if not may_act_as_chair(viewer, application, panel):
        raise Refused("Only the chair of the panel writes down what it agreed on.")
    plan = held_plan(viewer, application)
    if not is_revealed(viewer, application.id, occasion.interview_ids):
        raise Refused("Scores are agreed on once they are revealed.")
    if not occasion.is_open:
        raise Refused(NOT_OPEN if occasion.interview else DECIDED)
    wanted = {one.id for one in occasion.criteria}
    settled = visible(viewer, AgreedScore).where(
        AgreedScore.application_id == application.id, given_at(AgreedScore, occasion.interview_ids)
    )
    held = {row.criterion_id: row for row in db.session.scalars(settled)}
    for number, each in given.items():
        if number not in wanted or each.mark is None or not _is_mark(each.mark, len(plan.words)):
            raise Refused("That is not a mark of this vacancy’s scale.")
        if not each.note.strip():
            raise Refused("Give a reason for each agreed mark.")
        row = held.get(number)
        if row is not None and (row.mark, row.reason) == (each.mark, each.note.strip()):
            continue
        before = str(row.mark) if row is not None else None
        if row is None:
            row = AgreedScore(**occasion.keys, criterion_id=number)
            db.session.add(row)
        row.mark, row.reason, row.agreed_by, row.at = each.mark, each.note.strip(), viewer.person, clock.now()
        record(viewer, "agree_score", occasion.row, reason=row.reason, before=before, after=str(row.mark))
    db.session.flush()


def weigh(viewer: Staff, vacancy: Vacancy, weights: Mapping[int, int]) -> None:
    """How much each criterion weighs. Raises Refused once any score is revealed: nobody weighs by the outcome."""
    if not viewer.has_role(vacancy.organisation_id, Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER):
        raise Refused("Your role does not let you weigh criteria.")
    if not all(1 <= weight <= MOST_WEIGHT for weight in weights.values()):
        raise Refused(f"A weight is a number from 1 to {MOST_WEIGHT}.")
    plan = held_plan(viewer, vacancy)
    if has_revealed(viewer, vacancy.id):
        raise Refused("Scores have been revealed already, so the weights stay as they are.")
    wanted = {str(number): weight for number, weight in weights.items() if weight != 1}
    if plan.weights == wanted:
        return
    before, plan.weights = plan.weights, wanted
    record(viewer, "weigh_criteria", vacancy, reason=f"{before} → {wanted}")


def has_revealed(viewer: Staff, vacancy_id: int) -> bool:
    open_ones = visible(viewer, Reveal, Application).join(Application, Application.id == Reveal.application_id)
    wanted = open_ones.where(Application.vacancy_id == vacancy_id).with_only_columns(func.count())
    return bool(db.session.scalar(wanted))


def change_scale(viewer: Staff, organisation_id: int, scale: Scale) -> None:
    """What vacancies are scored with whose scoring has not begun. For administrators. Raises Refused."""
    if not viewer.has_role(organisation_id, Role.ADMINISTRATOR):
        raise Refused("Only an administrator changes the marks.")
    if not FEWEST_MARKS <= len(scale.words) <= MOST_MARKS or not all(scale.words):
        raise Refused(f"Give words to {FEWEST_MARKS} to {MOST_MARKS} marks.")
    if not 1 <= scale.meets <= scale.highest:
        raise Refused("The mark that meets a criterion must be one of the marks above 0.")
    if scale == scale_of(viewer, organisation_id):
        return
    row = db.session.scalars(visible(viewer, ScoreScale).where(ScoreScale.organisation_id == organisation_id)).first()
    if row is None:
        row = ScoreScale(organisation_id=organisation_id)
        db.session.add(row)
    row.words, row.meets = list(scale.words), scale.meets
    db.session.flush()
    record(viewer, "change_scale", row, reason=f"{len(scale.words)} marks, met from {scale.meets} on")


def take_scores_out(application_id: int, member: int, *, is_left_out: bool) -> None:
    """Of somebody who has declared a relationship: kept, and counted for nothing; or back."""
    theirs = changing(COUNTING, Score).where(Score.application_id == application_id, Score.member == member)
    db.session.execute(theirs.values(is_left_out=is_left_out))


def forget_exclusion(viewer: Staff, exclusion: Exclusion) -> None:
    db.session.execute(removing(viewer, Exclusion).where(Exclusion.id == exclusion.id))
