"""What people do with an advert, day by day, and what could help when nobody applies."""

from collections import Counter

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.advertising.links import medium_of
from recruitment.advertising.media import media_names
from recruitment.applications.response import ResponseToAdvert, response_to
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.vacancies.lifecycle import DESK
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.rules import is_open_to
from recruitment.vacancies.silence import is_silent, suggestions
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.views import INTERNAL
from recruitment.web.doors import employer

# A chart of more days than these is no picture any more; the table has them all.
MOST_BARS = 14
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
    silent = is_silent(vacancy, found.total.sent, now)
    advice = suggestions(vacancy, advert.criteria, found.total, now) if silent else []
    return render_template(
        "employer/response/response.html",
        advert=advert,
        response=found,
        bars=list(reversed(found.days[:MOST_BARS])),
        is_silent=silent,
        sources=_sources(found),
        suggestions=[(each, _link(viewer, vacancy, each.act)) for each in advice],
    )


def _sources(found: ResponseToAdvert) -> list[tuple[str, int, int]]:
    """What led to the advert, with views and their hundredths of all; nothing where nobody came by what we know of."""
    names, by_medium = media_names(), Counter[str]()
    for source, views in found.signposts:
        by_medium[medium_of(source)] += views
    known = [(f"Signpost: {names[medium].lower()}", views) for medium, views in by_medium.most_common()]
    if internal := found.sources[INTERNAL]:
        known.append(("Internal jobs, before it was public", internal))
    if not known:
        return []
    known.append(("Searches, emails, other websites and shared links", found.sources[""]))
    return [(name, views, round(100 * views / found.total.views)) for name, views in known]


def _link(viewer: Staff, vacancy: Vacancy, act: str) -> tuple[str, str] | None:
    """Address and words of the page where a suggestion is followed, for those whose role lets them."""
    endpoint, said, needed = SILENCE_PAGES[act]
    may = not needed or (
        is_open_to(vacancy, needed, clock.now()) and not standing(viewer, vacancy.organisation_id).isdisjoint(DESK)
    )
    return (url_for(endpoint, vacancy_id=vacancy.id), said) if may else None
