"""What the page about pay asks: points of a pay table, or a range of the advert's own, and allowances."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, FieldList, FormField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from recruitment.organisations.pay_queries import PayGrade
from recruitment.organisations.pay_tables import PayPoint
from recruitment.vacancies.pay_checks import floor_in_words, least_year, missed_floor
from recruitment.vacancies.pay_choices import FROM_NO_TABLE, ChosenPay, counterpart, facts_of
from recruitment.vacancies.rules import is_reduced
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import PAY_BASES
from recruitment.vacancies.words import pounds
from recruitment.web.employer.writing_parts import held
from recruitment.web.fields import HouseForm, LineField, PoundsField, RowForm, at_most

# Pence. Beyond these the other basis is meant: nobody is paid £25,000 an hour, or £12.50 a year.
MOST_AN_HOUR = 300_00
LEAST_A_YEAR = 1_000_00
MOST_ALLOWANCES = 10
TIME = ("organisation_id", "hours_low", "hours_high", "full_time_hours", "weeks_a_year", "contract_type")
Problem = tuple[bool, Field, str]


class AllowanceRow(RowForm):
    label = LineField("Allowance", [at_most(80, "The name of the allowance")])
    amount = PoundsField("Amount a year", [Optional()])
    note = LineField("About it", [at_most(120, "The text about the allowance")])

    def validate(self, extra_validators: object = None) -> bool:
        """An empty row means nothing; a row half filled is asked about."""
        good = super().validate(extra_validators)
        if not any((self.label.data, self.note.data, any(self.amount.raw_data or ()))):
            return good
        if not self.label.data:
            self.label.errors = ["Enter what the allowance is for, for example islands or shifts"]
        if not self.amount.errors and not self.amount.data and not self.note.data:
            self.amount.errors = ["Enter the amount a year, or say below how it is paid"]
        return good and not self.label.errors and not self.amount.errors


class PayForm(HouseForm):
    pay_from = RadioField(
        "How is the pay set?", [Optional()], choices={"table": "By a pay table", "free": "By another amount or range"}
    )
    pay_grade = SelectField("Grade", [Optional()])
    low_point = SelectField("Lowest point", [Optional()])
    high_point = SelectField("Highest point", [Optional()])
    pay_basis = RadioField("The pay is for", [Optional()], choices={"annual": "A full-time year", "hourly": "An hour"})
    pay_low = PoundsField("From", [Optional()])
    pay_high = PoundsField("To", [Optional()], description="Leave it empty for a single rate")
    is_pro_rata = BooleanField("Part-time and term-time staff are paid their share of this (pro rata)")
    grade = LineField(
        "Grade", [Optional(), at_most(80, "The grade")], description="For example: Grade 6, spinal points 33 to 38"
    )
    allowances = FieldList(FormField(AllowanceRow), "Allowance", min_entries=1, max_entries=MOST_ALLOWANCES)
    pay_note = LineField("Anything else about the pay", [Optional(), at_most(300, "The note about pay")])

    def __init__(
        self, vacancy: Vacancy, day: date, grades: Sequence[PayGrade], chosen: ChosenPay | None, **options: Any
    ) -> None:
        """`grades`: on offer on `day`, when the advert becomes public. `chosen`: what it took from a table before."""
        self.vacancy, self.day, self.chosen = vacancy, day, chosen
        self.grades = {str(grade.low.id): grade for grade in grades}
        is_free = bool(vacancy.pay_basis) or vacancy.contract_type == "voluntary"
        super().__init__(
            **_free(vacancy) if chosen is None else {"is_pro_rata": True},
            **_from_table(chosen, grades) if chosen else {"pay_from": "free" if is_free else "table"},
            allowances=vacancy.allowances,
            pay_note=vacancy.pay_note,
            **options,
        )
        if self.grades:
            self._offer()
        else:
            del self.pay_from, self.pay_grade, self.low_point, self.high_point
        if vacancy.contract_type != "voluntary":
            for field in (self.pay_basis, self.pay_low):
                field.flags.optional = False

    def _offer(self) -> None:
        """The grades, and the points of the one that is chosen; points of another grade mean the whole of this one."""
        self.pay_grade.choices = [SelectChoice("", "Choose a grade"), *map(_grade_choice, self.grades.values())]
        self.pay_grade.data = self.pay_grade.data or ""
        points = self.points_on_offer.values()
        for field, end in ((self.low_point, "lowest"), (self.high_point, "highest")):
            whole = f"The {end} of the grade" if self.picked and self.picked.name else "Choose a point"
            field.choices = [SelectChoice("", whole), *(_point_choice(self.picked, point) for point in points)]
            field.data = field.data if field.data in self.points_on_offer else ""
            field.flags.optional = False
        self.pay_from.flags.optional = self.pay_grade.flags.optional = False

    @property
    def is_from_table(self) -> bool:
        return bool(self.grades) and self.pay_from.data == "table"

    @property
    def is_out_of_date(self) -> bool:
        """Whether the advert's rates are not those that hold on its day."""
        return self.chosen is not None and self.chosen.version.id not in {
            grade.version.id for grade in self.grades.values()
        }

    @property
    def picked(self) -> PayGrade | None:
        return self.grades.get(self.pay_grade.data) if self.grades else None

    @property
    def points_on_offer(self) -> dict[str, PayPoint]:
        return {str(point.id): point for point in self.picked.points} if self.picked else {}

    @property
    def range(self) -> tuple[PayPoint, PayPoint] | None:
        """The lowest and the highest point; None until they are known."""
        if self.picked is None or (not self.picked.name and not (self.low_point.data and self.high_point.data)):
            return None
        low = self.points_on_offer.get(self.low_point.data, self.picked.low)
        return low, self.points_on_offer.get(self.high_point.data, self.picked.high)

    def validate(self, extra_validators: object = None) -> bool:
        good = super().validate(extra_validators)
        for is_wrong, field, problem in self._table_problems() if self.is_from_table else self._free_problems():
            if is_wrong and not field.errors:
                field.errors = [problem]
                good = False
        return good and self._is_enough()

    def _table_problems(self) -> list[Problem]:
        unnamed = self.picked is not None and not self.picked.name
        runs_down = self.range is not None and self.range[1].pence < self.range[0].pence
        return [
            (self.picked is None, self.pay_grade, "Choose the grade"),
            (unnamed and not self.low_point.data, self.low_point, "Choose the lowest point that you offer"),
            (unnamed and not self.high_point.data, self.high_point, "Choose the highest point that you offer"),
            (runs_down, self.high_point, "The highest point must not pay less than the lowest"),
        ]

    def _free_problems(self) -> list[Problem]:
        """What no field can tell alone, each beside the field where it is put right."""
        basis, low, high = self.pay_basis.data, self.pay_low.data, self.pay_high.data
        is_paid = self.vacancy.contract_type != "voluntary" or bool(basis) or low is not None or high is not None
        is_unclear = basis == "annual" and is_reduced(self.vacancy) and not self.is_pro_rata.data
        is_undecided = bool(self.grades) and is_paid and not self.pay_from.data
        return [
            (is_undecided, self.pay_from, "Choose how the pay is set") if self.grades else (False, self.pay_low, ""),
            (is_paid and not basis, self.pay_basis, "Choose whether the pay is for a year or an hour"),
            (is_paid and low is None, self.pay_low, "Enter the pay"),
            (low == 0, self.pay_low, "Enter an amount above nothing, for example 25,885.80"),
            (basis == "hourly" and (high or low or 0) > MOST_AN_HOUR, self.pay_low,
             "That is a lot for an hour. Choose “A full-time year” if it is for a year"),
            (basis == "annual" and low is not None and low < LEAST_A_YEAR, self.pay_low,
             "That is little for a year. Choose “An hour” if it is for an hour"),
            (low is not None and high is not None and high < low, self.pay_high,
             "The higher amount must not be below the lower"),
            (is_unclear, self.is_pro_rata,
             "The post is not full time. Tick this, or give the pay for an hour, so that people know what they get"),
        ]  # fmt: skip

    def _is_enough(self) -> bool:
        """Below the Living Wage floor of the day nothing is stored."""
        field = self.low_point if self.is_from_table else self.pay_low
        tried = self.tried
        floor = None if field.errors else missed_floor(tried, self.day)
        if floor is None:
            return True
        if self.is_from_table:
            what_to_do = "Choose a higher point"
        elif tried.pay_basis == "hourly":
            what_to_do = f"Enter at least {pounds(floor.pence, True)}"
        else:
            what_to_do = f"Enter at least {pounds(least_year(floor, tried))} for a full-time year"
        if not tried.contract_type:
            what_to_do += ". For an apprenticeship write the contract first"
        field.errors = [f"The lowest pay is below {floor_in_words(floor)}. {what_to_do}"]
        return False

    @property
    def tried(self) -> Vacancy:
        """A vacancy of the same time with this pay, so that it can be worked out."""
        time = {name: getattr(self.vacancy, name) for name in TIME}
        if self.is_from_table and self.picked:
            time["full_time_hours"] = self.picked.version.full_time_hours
        return Vacancy(**time, **self.facts)

    @property
    def facts(self) -> dict[str, Any]:
        """Columns of a vacancy, of its part about pay."""
        if self.is_from_table and self.picked and self.range:
            return facts_of(self.picked.version, *self.range) | self.also
        low = self.pay_low.data
        return {
            **self.also,
            **FROM_NO_TABLE,
            "pay_basis": self.pay_basis.data or None,
            "pay_low": low,
            "pay_high": self.pay_high.data if self.pay_high.data is not None else low,
            "is_pro_rata": self.pay_basis.data == "annual" and self.is_pro_rata.data,
            "grade": self.grade.data or "",
        }

    @property
    def also(self) -> dict[str, Any]:
        rows = [entry.form for entry in self.allowances if entry.form.label.data]
        said = [{"label": row.label.data, "amount": row.amount.data, "note": row.note.data or ""} for row in rows]
        return {"pay_note": self.pay_note.data or "", "allowances": said}


def _free(vacancy: Vacancy) -> dict[str, Any]:
    return held(
        vacancy,
        "pay_basis",
        "pay_low",
        "grade",
        pay_high=None if vacancy.pay_high == vacancy.pay_low else vacancy.pay_high,
        is_pro_rata=vacancy.is_pro_rata or vacancy.pay_basis is None,
    )


def _from_table(chosen: ChosenPay, grades: Sequence[PayGrade]) -> dict[str, Any]:
    """The grade and points as they stand in the rates that hold now."""
    found = counterpart(chosen, grades)
    if found is None:
        return {"pay_from": "table"}
    grade, low, high = found
    is_whole = grade.name and (low, high) == (grade.low, grade.high)
    ends = {} if is_whole else {"low_point": str(low.id) if low else "", "high_point": str(high.id) if high else ""}
    return {"pay_from": "table", "pay_grade": str(grade.low.id), **ends}


def _grade_choice(grade: PayGrade) -> SelectChoice:
    """Grade 5, points 23 to 27: £13.95 to £15.20 an hour"""
    labels = [point.label for point in grade.points]
    points = f"point {labels[0]}" if len(labels) == 1 else f"points {labels[0]} to {labels[-1]}"
    name = f"{grade.name}, {points}" if grade.name else points.capitalize()
    low, high = _rate(grade, grade.low), _rate(grade, grade.high)
    pay = low if low == high else f"{low} to {high}"
    said = f"{name}: {pay} {PAY_BASES[grade.version.basis]}"
    return SelectChoice(str(grade.low.id), said, optgroup=grade.version.pay_table.name)


def _point_choice(grade: PayGrade | None, point: PayPoint) -> SelectChoice:
    return SelectChoice(str(point.id), f"Point {point.label}: {_rate(grade, point)}" if grade else point.label)


def _rate(grade: PayGrade, point: PayPoint) -> str:
    return pounds(point.pence, always_pence=grade.version.basis == "hourly")
