"""All scores of a vacancy side by side: on screen, on paper, and as a workbook."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from recruitment.applications.lifecycle import STATE_NAMES
from recruitment.core.spreadsheets import inert
from recruitment.core.viewers import Staff
from recruitment.selection.queries import Listed, Row, applicants_page, every_applicant, names_of_staff
from recruitment.selection.rules import ORDERS
from recruitment.selection.score_queries import cells_of, panel_seats, plan_of, reveals_of
from recruitment.selection.score_rules import Cell, Mark, Plan, meets_essentials, shown, total
from recruitment.selection.score_tables import Reveal
from recruitment.vacancies.panels import may_set_panel
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.applicants import Pages, sift_of, tag_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How many applications' scores one statement reads.
ROUND = 500
MET = {True: "Meets them", False: "Lacks one", None: ""}


@dataclass(frozen=True)
class Line:
    """An applicant with a cell for each criterion."""

    row: Row
    cells: tuple[Cell, ...]
    reveal: Reveal | None
    plan: Plan

    @property
    def total(self) -> str:
        return shown(total(self.cells, self.plan))

    @property
    def met(self) -> str:
        return MET[meets_essentials(self.cells, self.plan.scale.meets)]

    @property
    def standing(self) -> str:
        """Whose marks these are."""
        if self.reveal is not None:
            return "Revealed" if self.reveal.revealed_by is None else "Revealed early"
        return "Your own" if any(cell.marks for cell in self.cells) else "Not scored by you"


def _lines(viewer: Staff, advert: Advert, plan: Plan, rows: Sequence[Row]) -> list[Line]:
    panel = panel_seats(viewer, advert.vacancy.id)
    lines = []
    for start in range(0, len(rows), ROUND):
        some = rows[start : start + ROUND]
        ids = [row.application.id for row in some]
        cells, reveals = cells_of(viewer, plan, panel, ids), reveals_of(viewer, ids)
        lines += [Line(row, cells[row.application.id], reveals.get(row.application.id), plan) for row in some]
    return lines


@employer.get("/vacancies/<int:vacancy_id>/matrix")
def matrix(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """A page of the list, or with `all` the whole, to be printed."""
    advert = advert_of(viewer, vacancy_id)
    sift = sift_of(advert.vacancy)
    plan = plan_of(viewer, advert.vacancy, advert.criteria)
    is_whole = request.args.get("all") == "1"
    if is_whole:
        rows = every_applicant(viewer, vacancy_id, sift)
        listed = Listed(rows, len(rows), 1)
    else:
        listed = applicants_page(viewer, vacancy_id, sift, request.args.get("page", 1, type=int))

    def address(**wanted: Any) -> str:
        return url_for("employer.matrix", vacancy_id=vacancy_id, **{**sift.address, **wanted})

    names = names_of_staff(viewer, advert.vacancy.organisation_id)
    return render_template(
        "employer/matrix/matrix.html",
        advert=advert,
        sift=sift,
        plan=plan,
        listed=listed,
        lines=_lines(viewer, advert, plan, listed.rows),
        pages=None if is_whole else Pages(listed, address),
        whole=address(all="1"),
        is_whole=is_whole,
        workbook=url_for("employer.matrix_workbook", vacancy_id=vacancy_id, **sift.address),
        orders=list(ORDERS.items()),
        weighs=may_set_panel(viewer, advert.vacancy),
        shown=shown,
        name=lambda person: names.get(person, "A former colleague"),
        tag_of=tag_of,
        side_navigation=None,
    )


@employer.get("/vacancies/<int:vacancy_id>/matrix.xlsx")
def matrix_workbook(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """The whole list with its scores, and a sheet of notes; names as hidden as on the page."""
    advert = advert_of(viewer, vacancy_id)
    plan = plan_of(viewer, advert.vacancy, advert.criteria)
    lines = _lines(viewer, advert, plan, every_applicant(viewer, vacancy_id, sift_of(advert.vacancy)))
    names = names_of_staff(viewer, advert.vacancy.organisation_id)
    book = Workbook()
    _write(book.active, "Scores", *_scores(plan, lines))
    _write(book.create_sheet(), "Notes", *_notes(plan, lines, lambda mark: _who(mark, names)))
    _write(book.create_sheet(), "Criteria", *_criteria(plan))
    written = io.BytesIO()
    book.save(written)
    written.seek(0)
    name = f"scores-{advert.vacancy.reference}.xlsx"
    response = send_file(written, mimetype=MEDIA_TYPE, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


Table = tuple[list[str], list[list[Any]]]


def _scores(plan: Plan, lines: Sequence[Line]) -> Table:
    heads = ["Applicant", "Reference", "Stage", *(plan.label(one.id) for one in plan.criteria)]
    heads += [f"{plan.label(one.id)} marks lie apart by" for one in plan.criteria]
    heads += ["Total", "Essential criteria", "Scores"]
    rows = [
        [
            line.row.name, line.row.application.reference, STATE_NAMES[line.row.application.state],
            *(float(cell.value) if cell.value is not None else None for cell in line.cells),
            *(cell.spread if len(cell.marks) > 1 else None for cell in line.cells),
            float(line.total) if line.total else None, line.met, line.standing,
        ]
        for line in lines
    ]  # fmt: skip
    return heads, rows


def _notes(plan: Plan, lines: Sequence[Line], who: Callable[[Mark], str]) -> Table:
    rows: list[list[Any]] = []
    for line in lines:
        reference = line.row.application.reference
        for cell in line.cells:
            label = plan.label(cell.criterion.id)
            rows += [[reference, label, who(mark), mark.mark, mark.note] for mark in cell.marks]
            if cell.agreed is not None:
                rows.append([reference, label, "Agreed", cell.agreed, cell.reason])
    return ["Reference", "Criterion", "Who", "Mark", "Note or reason"], rows


def _criteria(plan: Plan) -> Table:
    rows: list[list[Any]] = [
        [plan.label(one.id), one.kind.capitalize(), one.text, plan.weight(one.id)] for one in plan.criteria
    ]
    rows += [[f"Mark {mark}", "", words, None] for mark, words in enumerate(plan.scale.words)]
    rows.append(["", "", f"A criterion is met from mark {plan.scale.meets} on", None])
    return ["Criterion", "Kind", "Words", "Weight"], rows


def _who(mark: Mark, names: dict[int, str]) -> str:
    return names.get(mark.member, "A former colleague") + (" (has left the panel)" if mark.has_left else "")


def _write(sheet: Any, title: str, heads: list[str], rows: list[list[Any]]) -> None:
    sheet.title = title
    sheet.append(heads)
    for row in rows:
        sheet.append([inert(value) if isinstance(value, str) else value for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, head in enumerate(heads, 1):
        longest = max([len(head), *(len(str(row[number - 1] or "")) for row in rows[:200])])
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 8), 60)
    sheet.freeze_panes = "B2"
