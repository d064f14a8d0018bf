"""Equality figures of all organisations together, and one answer side by side where it is not withheld."""

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from recruitment.advertising.rules import year_name
from recruitment.core.viewers import Viewer
from recruitment.reporting.equality_queries import Funnel, equality_years, funnels, side_by_side
from recruitment.reporting.equality_release import counted_answers
from recruitment.reporting.rules import smallest_shown
from recruitment.web.doors import cosla
from recruitment.web.equality_tables import Shown, as_csv, year_asked


@cosla.get("/equality")
def equality(viewer: Viewer) -> ResponseReturnValue:
    years = equality_years(viewer)
    year = year_asked(years)
    addresses = {
        (question, words): url_for("cosla.equality_compared", question=question, answer=answer, year=year)
        for question, answers in counted_answers().items()
        for answer, words in answers.items()
    }
    return render_template(
        "cosla/equality/equality.html",
        tables=_tables(viewer, year),
        chosen=year,
        year=year_name(year) if year is not None else "",
        years=[(each, year_name(each)) for each in years],
        addresses=addresses,
        smallest=smallest_shown(),
        csv_address=url_for("cosla.equality_csv", year=year),
    )


def _tables(viewer: Viewer, year: int | None) -> list[Shown]:
    return [] if year is None else [Shown(funnel) for funnel in funnels(viewer, year, None)]


@cosla.get("/equality.csv")
def equality_csv(viewer: Viewer) -> Response:
    year = year_asked(equality_years(viewer))
    return as_csv(_tables(viewer, year), f"equality-{year or 'none'}")


@cosla.get("/equality/<question>/<answer>")
def equality_compared(viewer: Viewer, question: str, answer: str) -> ResponseReturnValue:
    year, funnel = _compared(viewer, question, answer)
    return render_template(
        "cosla/equality/equality_compared.html",
        table=Shown(funnel, "Organisation"),
        year=year_name(year),
        chosen=year,
        smallest=smallest_shown(),
        csv_address=url_for("cosla.equality_compared_csv", question=question, answer=answer, year=year),
    )


@cosla.get("/equality/<question>/<answer>.csv")
def equality_compared_csv(viewer: Viewer, question: str, answer: str) -> Response:
    year, funnel = _compared(viewer, question, answer)
    return as_csv([Shown(funnel, "Organisation")], f"equality-{question}-{answer}-{year}".replace("_", "-"))


def _compared(viewer: Viewer, question: str, answer: str) -> tuple[int, Funnel]:
    year = year_asked(equality_years(viewer))
    funnel = side_by_side(viewer, year, question, answer) if year is not None else None
    if year is None or funnel is None:
        raise NotFound
    return year, funnel
