"""How an organisation's adverts are approved: its chains, in the order in which they are tried. For administrators."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FieldList, FormField, RadioField, SelectMultipleField
from wtforms.validators import NumberRange, Optional, ValidationError

from recruitment.accounts.queries import members
from recruitment.accounts.staff import require_administrator
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_queries import chains_of
from recruitment.vacancies.approval_rules import PlannedStep
from recruitment.vacancies.approval_tables import ApprovalChain, ChainStep
from recruitment.vacancies.chain_actions import ChainTerms, add_chain, change_chain, remove_chain, try_earlier
from recruitment.vacancies.queries import departments_of
from recruitment.vacancies.words import pounds
from recruitment.web.doors import employer
from recruitment.web.employer.approval_history import FORMER
from recruitment.web.employer.staff import administered
from recruitment.web.employer.writing_fields import rows_asked_for
from recruitment.web.fields import NO_CHOICE, HouseForm, LineField, Needed, PoundsField, RowForm, TextField, at_most

MOST_STEPS = 6
LONGEST_LIST = 2_000
ANYBODY, NAMED = "any", "named"
Choices = dict[int, str]


def chosen(viewer: Staff) -> tuple[Organisation, list[Organisation]]:
    """The organisation named in the address, else the first that the viewer administers; and the others of them."""
    ours, slug = administered(viewer), request.args.get("organisation")
    found = next((each for each in ours if slug in (None, "", each.slug)), None)
    if found is None:
        raise NotVisible("not an organisation that this viewer administers")
    return found, [each for each in ours if each is not found]


def approvers_named(viewer: Staff, organisation_id: int) -> Choices:
    return {row.account_id: row.name for row in members(viewer, organisation_id, Role.APPROVER)}


@employer.get("/chains")
def chains(viewer: Staff) -> ResponseReturnValue:
    organisation, others = chosen(viewer)
    names = approvers_named(viewer, organisation.id)
    return render_template(
        "employer/chains/chains.html",
        organisation=organisation,
        others=others,
        chains=[(chain, conditions(chain), steps_in_words(steps, names))
                for chain, steps in chains_of(viewer, organisation.id)],
        has_approvers=bool(names),
    )  # fmt: skip


def conditions(chain: ApprovalChain) -> str:
    """department Education or Roads; grade FC9; a yearly cost from £50,000"""
    said = []
    if chain.departments:
        said.append(f"department {' or '.join(chain.departments)}")
    if chain.grades:
        said.append(f"grade {' or '.join(chain.grades)}")
    if chain.cost_from is not None:
        said.append(f"a yearly cost from {pounds(chain.cost_from)}")
    return "; ".join(said) or "every advert"


def steps_in_words(steps: Sequence[ChainStep], names: Choices) -> list[tuple[str, str]]:
    return [
        (step.name, " or ".join(names.get(person, FORMER) for person in step.people) or "any approver")
        for step in steps
    ]


class StepRow(RowForm):
    name = LineField("Name of the step", [at_most(80, "The name")], description="For example: Head of service")
    who = RadioField(
        "Who may approve it?",
        # A row left empty is no step, whatever of it was sent.
        validate_choice=False,
        choices={ANYBODY: "Any colleague with the role of approver", NAMED: "Colleagues whom you name"},
        default=ANYBODY,
    )
    people = SelectMultipleField("Colleagues", coerce=int)

    def validate_who(self, field: RadioField) -> None:
        if self.name.data and field.data not in (ANYBODY, NAMED):
            raise ValidationError(NO_CHOICE)

    def validate_people(self, field: SelectMultipleField) -> None:
        if self.who.data == NAMED and self.name.data and not field.data:
            raise ValidationError("Choose at least one colleague, or let any approver approve this step")


class ChainForm(HouseForm):
    name = LineField(
        "Name of the chain",
        [Needed("Enter a name for the chain"), at_most(80, "The name")],
        description="For example: Posts above grade 9",
    )
    departments = TextField("Departments", [Optional(), at_most(LONGEST_LIST, "The list")])
    grades = TextField("Grades", [Optional(), at_most(LONGEST_LIST, "The list")], description="One on each line")
    cost_from = PoundsField(
        "Yearly cost from",
        [Optional(), NumberRange(min=1, message="Enter an amount above £0, or leave the box empty")],
        description="What the pay of all its posts comes to in a year, at its highest",
    )
    steps = FieldList(FormField(StepRow), "Step", max_entries=MOST_STEPS)

    def offer(self, approvers: Choices) -> None:
        for entry in self.steps.entries:
            entry.form.people.choices = approvers

    def validate_steps(self, field: FieldList) -> None:
        if not any(row["name"] for row in field.data):
            raise ValidationError("Write at least one step")

    @property
    def terms(self) -> ChainTerms:
        """Rows without a name mean nothing."""
        return ChainTerms(
            name=self.name.data,
            departments=_lines(self.departments.data),
            grades=_lines(self.grades.data),
            cost_from=self.cost_from.data,
            steps=tuple(
                PlannedStep(row["name"], tuple(row["people"]) if row["who"] == NAMED else ())
                for row in self.steps.data
                if row["name"]
            ),
        )


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))


@employer.route("/chains/new", methods=["GET", "POST"])
def new_chain(viewer: Staff) -> ResponseReturnValue:
    organisation, _ = chosen(viewer)
    form = ChainForm(steps=[{}])
    return _write(viewer, organisation.id, form, "employer/chains/new_chain.html", None)


@employer.route("/chains/<int:chain_id>", methods=["GET", "POST"])
def chain(viewer: Staff, chain_id: int) -> ResponseReturnValue:
    held = _administered_chain(viewer, chain_id)
    steps = next(steps for each, steps in chains_of(viewer, held.organisation_id) if each.id == held.id)
    form = ChainForm(
        name=held.name,
        departments="\n".join(held.departments),
        grades="\n".join(held.grades),
        cost_from=held.cost_from,
        steps=[{"name": step.name, "who": NAMED if step.people else ANYBODY, "people": step.people} for step in steps],
    )
    return _write(viewer, held.organisation_id, form, "employer/chains/chain.html", held)


def _administered_chain(viewer: Staff, chain_id: int) -> ApprovalChain:
    held: ApprovalChain = one_visible(viewer, ApprovalChain, ApprovalChain.id == chain_id)
    require_administrator(viewer, held.organisation_id)
    return held


def _write(
    viewer: Staff, organisation_id: int, form: ChainForm, template: str, held: ApprovalChain | None
) -> ResponseReturnValue:
    approvers = approvers_named(viewer, organisation_id)
    form.offer(approvers)
    rows = rows_asked_for(form.steps)
    if rows is None and form.validate_on_submit():
        if held is None:
            add_chain(viewer, organisation_id, form.terms)
        else:
            change_chain(viewer, held, form.terms)
        flash("The chain is saved. It is for adverts sent for approval from now on.", "success")
        return redirect(_list_of(viewer, organisation_id), 303)
    status = 422 if form.is_submitted() and rows is None else 200
    if rows is not None:
        typed: dict[str, Any] = {name: value for name, value in form.data.items() if name != "csrf_token"}
        form = ChainForm(formdata=None, **{**typed, "steps": rows[:MOST_STEPS]})
        form.offer(approvers)
    facts = {"chain": held, "most": MOST_STEPS, "departments": departments_of(viewer, [organisation_id])}
    return render_template(template, form=form, back=_list_of(viewer, organisation_id), **facts), status


def _list_of(viewer: Staff, organisation_id: int) -> str:
    slug = next(each.slug for each in administered(viewer) if each.id == organisation_id)
    return url_for("employer.chains", organisation=slug)


class EarlierForm(HouseForm):
    """A button beside the chain."""


@employer.post("/chains/<int:chain_id>/earlier")
def chain_earlier(viewer: Staff, chain_id: int) -> ResponseReturnValue:
    held = _administered_chain(viewer, chain_id)
    if EarlierForm().validate_on_submit():
        try_earlier(viewer, held)
        flash(f"“{held.name}” is tried earlier now.", "success")
    return redirect(_list_of(viewer, held.organisation_id), 303)


class RemoveChainForm(HouseForm):
    """A button that asks once."""


@employer.route("/chains/<int:chain_id>/remove", methods=["GET", "POST"])
def remove_approval_chain(viewer: Staff, chain_id: int) -> ResponseReturnValue:
    held = _administered_chain(viewer, chain_id)
    form, back = RemoveChainForm(), _list_of(viewer, held.organisation_id)
    if form.validate_on_submit():
        name = held.name
        remove_chain(viewer, held)
        flash(f"“{name}” is removed. Adverts that were sent already keep their steps.", "success")
        return redirect(back, 303)
    return render_template("employer/chains/remove_approval_chain.html", form=form, chain=held, back=back)
