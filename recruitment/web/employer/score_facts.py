"""What a page about an applicant says of scores to this viewer, and the form in which a panel member gives theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms import RadioField
from wtforms.validators import Length, Optional

from recruitment.applications.lifecycle import IN_SIFT
from recruitment.applications.tables import Application, Guarantee
from recruitment.core.viewers import Staff
from recruitment.selection.exclusion_actions import FOR_THE_CHAIR
from recruitment.selection.guarantees import Bar, bars_of
from recruitment.selection.queries import names_of_staff
from recruitment.selection.score_actions import Given
from recruitment.selection.score_queries import (
    Occasion,
    Panel,
    cells_of,
    exclusions_of,
    may_act_as_chair,
    panel_seats,
    plan_of,
    reveals_of,
)  # fmt: skip
from recruitment.selection.score_rules import RELATIONSHIPS, Cell, Plan, best_possible, meets_essentials, shown, total
from recruitment.selection.score_tables import Reveal
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.tables import Vacancy
from recruitment.web.fields import HouseForm, TextField

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Scoring:
    """`cells` are those of the criteria that are scored, by criterion; `form` is there for whoever may score."""

    plan: Plan
    panel: Panel
    cells: Mapping[int, Cell]
    reveal: Reveal | None
    may_score: bool
    may_chair: bool
    names: Mapping[int, str]
    form: HouseForm | None
    # Colleagues who have declared a relationship, as far as the viewer may know: who, and what it is.
    apart: tuple[tuple[str, str], ...] = ()
    may_lift: bool = False
    labels: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_begun(self) -> bool:
        return any(cell.marks for cell in self.cells.values())

    @property
    def meets(self) -> bool | None:
        return meets_essentials(list(self.cells.values()), self.plan.scale.meets)

    @property
    def total(self) -> str:
        value = total(list(self.cells.values()), self.plan)
        return f"{shown(value)} of {best_possible(self.plan)}" if value is not None else ""

    @property
    def are_apart(self) -> int:
        return sum(cell.is_apart for cell in self.cells.values()) if self.reveal else 0

    def name(self, person: int | None) -> str:
        return self.names.get(person or 0, "A former colleague")

    def words(self, mark: int) -> str:
        return f"{mark} {self.plan.scale.words[mark]}" if mark <= self.plan.scale.highest else str(mark)

    def mark_field(self, criterion_id: int) -> Any:
        return self.form[f"mark_{criterion_id}"] if self.form is not None else None

    def note_field(self, criterion_id: int) -> Any:
        return self.form[f"note_{criterion_id}"] if self.form is not None else None


def scoring_of(viewer: Staff, application: Application, advert: Advert) -> Scoring:
    """In the sift."""
    plan = plan_of(viewer, advert.vacancy, advert.criteria)
    return scoring_at(viewer, plan, Occasion(application, plan.criteria, application.state in IN_SIFT))


def scoring_at(viewer: Staff, plan: Plan, occasion: Occasion) -> Scoring:
    application, interviews = occasion.application, occasion.interview_ids
    panel = panel_seats(viewer, application.vacancy_id)
    found = cells_of(viewer, plan, panel, [application.id], interview_ids=interviews)[application.id]
    cells = {cell.criterion.id: cell for cell in found}
    reveal = reveals_of(viewer, [application.id], interviews).get(application.id)
    names = names_of_staff(viewer, application.organisation_id)
    may_score = viewer.person in panel.members and reveal is None and occasion.is_open and bool(plan.criteria)
    apart = exclusions_of(viewer, application.id)
    return Scoring(
        plan=plan,
        panel=panel,
        cells=cells,
        reveal=reveal,
        may_score=may_score,
        may_chair=bool(plan.criteria) and may_act_as_chair(viewer, application, panel),
        names=names,
        form=score_form(plan, cells) if may_score else None,
        apart=tuple((names.get(row.member, "A former colleague"), RELATIONSHIPS[row.relationship]) for row in apart),
        may_lift=bool(apart) and viewer.has_role(application.organisation_id, *FOR_THE_CHAIR),
        labels={one.id: plan.label(one.id) for one in plan.criteria},
    )


def score_form(plan: Plan, cells: Mapping[int, Cell]) -> HouseForm:
    """A mark and a note for each criterion; none need be given yet."""
    fields: dict[str, Any] = {}
    held: dict[str, Any] = {}
    marks = {str(mark): f"{mark} {words}" for mark, words in enumerate(plan.scale.words)}
    for one in plan.criteria:
        fields[f"mark_{one.id}"] = RadioField(
            f"Your mark for {plan.label(one.id)}", choices=marks, validate_choice=False, validators=[Optional()]
        )
        fields[f"note_{one.id}"] = TextField(
            f"Your note on {plan.label(one.id)}",
            [Optional(), Length(max=LONGEST_NOTE, message=f"The note must be {LONGEST_NOTE:,} characters or fewer")],
        )
        own = cells[one.id].own if one.id in cells else None
        if own is not None:
            held |= {f"mark_{one.id}": str(own.mark), f"note_{one.id}": own.note}

    def validate(self: HouseForm, extra_validators: Any = None) -> bool:
        good = HouseForm.validate(self, extra_validators)
        for one in plan.criteria:
            mark, note = self[f"mark_{one.id}"], self[f"note_{one.id}"]
            if mark.data and mark.data not in marks:
                mark.errors = ["Choose one of the marks"]
                good = False
            elif note.data and not mark.data:
                mark.errors = [f"Choose a mark for {plan.label(one.id)}, or empty its note"]
                good = False
        return good

    return type("ScoreForm", (HouseForm,), {**fields, "validate": validate})(data=held)


def given_in(form: HouseForm, plan: Plan) -> dict[int, Given]:
    found = {}
    for one in plan.criteria:
        mark = form[f"mark_{one.id}"].data
        found[one.id] = Given(int(mark) if mark else None, form[f"note_{one.id}"].data or "")
    return found


def claim_of(viewer: Staff, vacancy: Vacancy, application: Application, claim: Guarantee | None) -> str:
    """What the page says of a claim to whoever reads claims: nothing, "claimed", or "due" by the scheme's rule."""
    if claim is None:
        return ""
    bars = bars_of(viewer, vacancy, [application])
    return "due" if bars.get(application.id) is Bar.GUARANTEED else "claimed"
