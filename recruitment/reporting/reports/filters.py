"""What reports are narrowed by."""

from typing import Final

from recruitment.advertising.media import media_names
from recruitment.advertising.rules import financial_year
from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.reporting.after_queries import years_with_figures
from recruitment.reporting.equality_queries import equality_years, question_names
from recruitment.reporting.equality_release import counted_answers
from recruitment.reporting.queries import organisations_known, years_known
from recruitment.reporting.reports.frame import Choices, Filter, years_as_choices

YEAR_HINT: Final = "1 April to 31 March"


def _years(viewer: Viewer) -> Choices:
    return years_as_choices(years_known(viewer))


def _years_after(viewer: Viewer) -> Choices:
    return years_as_choices([*{*years_with_figures(viewer), financial_year(clock.today())}])


def _organisations(viewer: Viewer) -> Choices:
    return [(each.slug, each.name) for each in organisations_known(viewer)]


def _media(_viewer: Viewer) -> Choices:
    return list(media_names().items())


def _published(viewer: Viewer) -> Choices:
    return years_as_choices(equality_years(viewer))


def _answers(_viewer: Viewer) -> Choices:
    names = question_names()
    return [
        (f"{question}.{answer}", f"{names[question]}: {words}")
        for question, answers in counted_answers().items()
        for answer, words in answers.items()
    ]


def _of_whom(_viewer: Viewer) -> Choices:
    return [("own", "Your organisation"), ("all", "All organisations together")]


YEAR: Final = Filter("year", "Financial year", _years, YEAR_HINT)
YEAR_AFTER: Final = Filter("year", "Financial year", _years_after, YEAR_HINT)
PUBLISHED_YEAR: Final = Filter("year", "Financial year", _published, YEAR_HINT, is_single=True)
ORGANISATION: Final = Filter("council", "Organisation", _organisations)
MEDIUM: Final = Filter("medium", "Medium", _media)
ANSWER: Final = Filter("answer", "Answer", _answers, is_single=True)
OF_WHOM: Final = Filter("of", "Of whom", _of_whom, is_single=True)
