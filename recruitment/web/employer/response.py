"""What people do with an advert, day by day, and what could help when nobody applies."""

from collections.abc import Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.advertising.media import media_names
from recruitment.advertising.response import Response, ResponseByMedium, response_by_medium
from recruitment.applications.response import Day, response_to
from recruitment.applications.vocabulary import HEARD_FROM
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.vacancies.lifecycle import DESK
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.rules import is_open_to
from recruitment.vacancies.silence import Counts, is_silent, suggestions
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.views import INTERNAL
from recruitment.web.doors import employer

# A chart of more days than these is no picture any more; the table has them all.
MOST_BARS = 14
# Of an advert that was open for longer, the table leaves out days on which nothing happened.
MOST_QUIET_DAYS = 31
NOTHING = Counts(0, 0, 0, 0)
# What no medium of the ledger is called, in words of the page.
NO_LINK = "No link that says where it stood"
AMONG_STAFF = "Internal jobs, before it was public"
# By Suggestion.act: the page where it is done, what its link says, the act of the lifecycle that it needs.
SILENCE_PAGES = {
    "signposts": ("employer.signposts", "Make a signpost", ""),
    "amend": ("employer.amend_vacancy", "Amend the advert", "amend"),
    "extend": ("employer.extend_vacancy", "Move the closing date", "extend"),
    "copy": ("employer.copy_vacancy", "Copy the advert", ""),
    "preview": ("employer.preview_vacancy", "Preview the advert", ""),
}


@employer.get("/vacancies/<int:vacancy_id>/response")
def response(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    vacancy, now = advert.vacancy, clock.now()
    if vacancy.published_at is None:
        raise NotVisible("nobody has read it yet")
    found = response_to(viewer, vacancy)
    by_medium = response_by_medium(viewer, [vacancy.id])
    silent = is_silent(vacancy, found.total.sent, now)
    advice = suggestions(vacancy, advert.criteria, found.total, now) if silent else []
    return render_template(
        "employer/response/response.html",
        advert=advert,
        response=found,
        bars=list(reversed(found.days[:MOST_BARS])),
        lines_by_day=_lines(found.days),
        is_silent=silent,
        media=_by_medium(by_medium),
        attributed=by_medium.attributed,
        suggestions=[(each, _link(viewer, vacancy, each.act)) for each in advice],
    )


def _lines(days: Sequence[Day]) -> list[Day]:
    return [each for each in days if each.counts != NOTHING] if len(days) > MOST_QUIET_DAYS else list(days)


def _by_medium(found: ResponseByMedium) -> list[tuple[str, Response]]:
    """Each way by which somebody came or says to have come, media first; what cannot be attributed last."""
    names, rows = media_names(), found.by_medium
    known = [(names[code], rows[code]) for code in names if code in rows]
    said = [(HEARD_FROM[code], rows[code]) for code in HEARD_FROM if code in rows and code not in {*names, INTERNAL}]
    internal = [(AMONG_STAFF, rows[INTERNAL])] if INTERNAL in rows else []
    return [*known, *said, *internal, (NO_LINK, found.unattributed)]


def _link(viewer: Staff, vacancy: Vacancy, act: str) -> tuple[str, str] | None:
    """Address and words of the page where a suggestion is followed, for those whose role lets them."""
    endpoint, said, needed = SILENCE_PAGES[act]
    may = not needed or (
        is_open_to(vacancy, needed, clock.now()) and not standing(viewer, vacancy.organisation_id).isdisjoint(DESK)
    )
    return (url_for(endpoint, vacancy_id=vacancy.id), said) if may else None
