"""The forms of the register, one for each noun. Each ends with the fact's source and the reason, which all may read."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import AnyOf, Optional, ValidationError

from recruitment.organisations.queries import councils
from recruitment.programme.fact_tables import ROLES, Paper
from recruitment.programme.nouns import KINDS_OF_BENEFIT
from recruitment.programme.queries import bodies, stages, themes
from recruitment.programme.rules import LONGEST_DATE, sort_key
from recruitment.programme.tables import LONGEST_NAME, LONGEST_SOURCE, LONGEST_TEXT
from recruitment.web.fields import HouseForm, LineField, Needed, ReadField, TextField, at_most

LONGEST_NOTE = 1_000
_SUM = re.compile(r"£?(?P<pounds>\d{1,12})(?:\.(?P<pence>\d{1,2}))?")
NOWHERE, ON_WEB, HERE = "nowhere", "web", "here"


class EntryForm(HouseForm):
    """`row` is what is altered, None for something new."""

    source = LineField(
        "Source",
        [Needed("Say where this is stated"), at_most(LONGEST_SOURCE, "The source")],
        description="A document or web page with its publisher and date, as readers could find it",
    )
    why = TextField(
        "Reason for this change",
        [Needed("Say why the register is changed"), at_most(LONGEST_NOTE, "The reason")],
        description="Everybody reads it in the history. Leave out names of people.",
    )

    def __init__(self, row: Any = None, **given: Any) -> None:
        super().__init__(obj=row, **given)
        self.row = row
        if not self.is_submitted():
            self.why.data = self.why.data if self.is_restored else ""

    @property
    def asked(self) -> list[Any]:
        """The fields in the order of the page: those of the noun, then what all have."""
        last = [self[name] for name in ("date_text", "source", "why") if name in self]
        return [field for field in self if field not in last and field.name != "csrf_token"] + last

    @property
    def facts(self) -> dict[str, Any]:
        return {name: "" if value is None else value for name, value in self.data.items()
                if name not in ("csrf_token", "why")}  # fmt: skip


class Dated(EntryForm):
    date_text = LineField(
        "Date",
        [at_most(LONGEST_DATE, "The date")],
        description="As far as it is known: 3 June 2007, June 2007, autumn 2007, by June 2007 or 2007",
    )

    def validate_date_text(self, field: LineField) -> None:
        try:
            sort_key(field.data or "")
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem


class SumField(ReadField, LineField):
    """A sum in pounds, of any size that a programme may have. `data` is whole pence or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            found = _SUM.fullmatch(typed.replace(",", "").replace(" ", ""))
            pence = int(found["pounds"]) * 100 + int((found["pence"] or "").ljust(2, "0")) if found else 0
            if not pence:
                raise ValueError("Enter an amount in pounds, for example 3,000,000 or 25,885.80")
            self.data = pence

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data // 100:,}.{self.data % 100:02d}"


class ThemeForm(EntryForm):
    name = LineField("Name", [Needed("Enter the name of the theme"), at_most(80, "The name")])
    description = TextField(
        "Description", [Needed("Say what the theme is about"), at_most(LONGEST_NOTE, "The description")]
    )


class BodyForm(EntryForm):
    name = LineField("Name", [Needed("Enter the name of the body"), at_most(LONGEST_NAME, "The name")])
    full_name = LineField("Full name", [Optional(), at_most(160, "The full name")],
                          description="Where the name is an abbreviation")  # fmt: skip
    kind = LineField(
        "Kind of body",
        [Needed("Say what kind of body it is"), at_most(40, "The kind")],
        description="For example council, health board, partnership",
    )
    gss_code = SelectField("Council", description="If it is one of the 32 councils, so that its page leads here")
    description = TextField("Description", [Optional(), at_most(LONGEST_NOTE, "The description")])

    def __init__(self, row: Any = None, **given: Any) -> None:
        super().__init__(row, **given)
        self.gss_code.choices = [
            ("", "Not a council"),
            *((each.gss_code, each.name) for each in councils() if each.gss_code),
        ]

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "gss_code": self.gss_code.data or None}


class ProjectForm(EntryForm):
    name = LineField("Name", [Needed("Enter the name of the project"), at_most(LONGEST_NAME, "The name")])
    theme_id = SelectField("Theme", coerce=int)
    is_theme_inferred = BooleanField("The theme is our reading; the source does not name it")
    theme_note = TextField("Why this theme", [Optional(), at_most(LONGEST_NOTE, "The note")])
    summary = TextField("Summary", [Needed("Say in a sentence what the project is"), at_most(400, "The summary")],
                        description="One sentence")  # fmt: skip
    description = TextField(
        "Description",
        [Needed("Describe the project"), at_most(LONGEST_TEXT, "The description")],
        description="Leave an empty line between paragraphs",
    )

    def __init__(self, row: Any = None, **given: Any) -> None:
        super().__init__(row, **given)
        self.theme_id.choices = [(each.id, each.name) for each in themes(row.theme_id if row else None)]


class PartForm(EntryForm):
    body_id = SelectField("Body", coerce=int, description="If it is not in the list, add it to the bodies first")
    role = RadioField("Part", [AnyOf(ROLES, "Choose the part of the body")], choices=ROLES, validate_choice=False)
    words = LineField("In what way", [Optional(), at_most(200, "The words")],
                      description="For example: manages the contract")  # fmt: skip

    def __init__(self, row: Any = None, **given: Any) -> None:
        super().__init__(row, **given)
        self.body_id.choices = [(each.id, each.name) for each in bodies(row.body_id if row else None)]


class StepForm(Dated):
    stage_id = SelectField("Stage", description="The project stands at the last stage that it has reached")
    label = LineField("What happened", [Needed("Say what happened, or is expected"), at_most(LONGEST_NAME, "This")])
    is_expected = BooleanField("Expected, and not reached yet")
    note = TextField("Note", [Optional(), at_most(LONGEST_NOTE, "The note")])

    def __init__(self, row: Any = None, **given: Any) -> None:
        super().__init__(row, **given)
        self.stage_id.data = self.stage_id.data or ""
        self.stage_id.choices = [("", "No stage: another date"), *((str(each.id), each.name) for each in stages())]

    def validate_date_text(self, field: LineField) -> None:
        super().validate_date_text(field)
        if self.stage_id.data and not self.is_expected.data and not field.data:
            raise ValidationError("Enter when the stage was reached, as far as it is known")

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "stage_id": int(self.stage_id.data) if self.stage_id.data else None}


class FundingForm(Dated):
    label = LineField("What it is for", [Needed("Say what the money is for"), at_most(LONGEST_NAME, "This")])
    fund = LineField("Fund", [Needed("Enter the name of the fund"), at_most(LONGEST_NAME, "The name")])
    pence = SumField("Amount in pounds", [Optional()], description="Leave it empty where no sum is stated")
    decided_by = LineField("Decided by", [Optional(), at_most(LONGEST_NAME, "This")],
                           description="The office or body, not a person’s name")  # fmt: skip
    note = TextField("Note", [Optional(), at_most(LONGEST_NOTE, "The note")])

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "pence": self.pence.data}


class BenefitForm(Dated):
    kind = RadioField(
        "Expected or reported",
        [AnyOf(KINDS_OF_BENEFIT, "Choose whether the benefit is expected or reported")],
        choices=KINDS_OF_BENEFIT,
        validate_choice=False,
    )
    text = TextField("Benefit", [Needed("Say what the benefit is"), at_most(400, "The benefit")])
    pence = SumField("Amount in pounds", [Optional()], description="If the source puts a sum to it")

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "pence": self.pence.data}


KINDS_OF_FIGURE: Final = {"money": "A sum of money", "count": "A number of something"}


class FigureForm(Dated):
    label = LineField("What it counts", [Needed("Say what the figure counts"), at_most(160, "This")])
    what = RadioField("What it is", [AnyOf(KINDS_OF_FIGURE, "Choose what it is")], choices=KINDS_OF_FIGURE,
                      validate_choice=False)  # fmt: skip
    amount = SumField("Figure", [Needed("Enter the figure")], description="Pounds, or a whole number")
    unit = LineField("Unit", [Needed("Enter what follows the figure"), at_most(40, "The unit")],
                     description="What follows the figure, for example: a year; organisations")  # fmt: skip
    note = TextField("Note", [Optional(), at_most(LONGEST_NOTE, "The note")])

    def __init__(self, row: Any = None, **given: Any) -> None:
        if row is not None:
            given |= {"what": "money" if row.is_money else "count", "amount": row.number * (1 if row.is_money else 100)}
        super().__init__(row, **given)

    def validate_amount(self, field: SumField) -> None:
        if self.what.data == "count" and field.data and field.data % 100:
            raise ValidationError("Enter a whole number, for example 21")

    @property
    def facts(self) -> dict[str, Any]:
        rest = {name: value for name, value in super().facts.items() if name not in ("what", "amount")}
        is_money, amount = self.what.data == "money", self.amount.data or 0
        return {**rest, "is_money": is_money, "number": amount if is_money else amount // 100}


class PaperForm(Dated):
    title = LineField("Title", [Needed("Enter the title"), at_most(160, "The title")])
    publisher = LineField("Publisher", [Optional(), at_most(LONGEST_NAME, "The publisher")])
    where = RadioField(
        "Where it can be read",
        [AnyOf((NOWHERE, ON_WEB, HERE), "Choose where it can be read")],
        choices={ON_WEB: "On another website", HERE: "Here, as a file", NOWHERE: "Nowhere that is known"},
        validate_choice=False,
    )
    link = LineField("Address on the web", [at_most(500, "The address")],
                    description="In full, for example https://www.council.example/report")  # fmt: skip
    file = FileField("File", description="Word (.docx), OpenDocument (.odt), PDF or plain text, up to 10 MB")

    def __init__(self, row: Paper | None = None, **given: Any) -> None:
        if row is not None:
            given |= {"where": HERE if row.digest else ON_WEB if row.url else NOWHERE, "link": row.url}
        super().__init__(row, **given)

    def validate_link(self, field: LineField) -> None:
        if self.where.data == ON_WEB and not is_web_address(field.data or ""):
            raise ValidationError("Enter the address in full, for example https://www.council.example/report")

    def validate_file(self, field: FileField) -> None:
        if self.where.data == HERE and not field.data and not (self.row and self.row.digest):
            raise ValidationError("Choose the file")

    @property
    def facts(self) -> dict[str, Any]:
        rest = {name: value for name, value in super().facts.items() if name not in ("where", "link", "file")}
        return {**rest, "url": self.link.data or "" if self.where.data == ON_WEB else ""}


def is_web_address(typed: str) -> bool:
    """Only the web's own: nothing that a browser would run."""
    try:
        parts = urlsplit(typed)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"\s", typed)
    except ValueError:
        return False


FORMS: Final[dict[str, type[EntryForm]]] = {
    "themes": ThemeForm, "bodies": BodyForm, "projects": ProjectForm, "parts": PartForm, "steps": StepForm,
    "funding": FundingForm, "benefits": BenefitForm, "figures": FigureForm, "papers": PaperForm,
}  # fmt: skip
