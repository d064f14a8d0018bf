"""The list of all employers' live vacancies: searched, filtered, sorted, page by page. No cookie, no session."""

from dataclasses import dataclass

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.places.queries import Found
from recruitment.search.answers import PAGE_SIZE, Answer, answer
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import SORTS, Question, question_of
from recruitment.web.doors import public
from recruitment.web.public.asking import address_of, subject_of
from recruitment.web.public.filters import chosen_of, filters_of, radii_of
from recruitment.web.public.results import cannot_search, result_of
from recruitment.web.public.suggestions import Suggestion, suggestions_for


@dataclass(frozen=True)
class Pages:
    """As the pagination macro wants them."""

    question: Question
    pages: int

    @property
    def page(self) -> int:
        return self.question.page

    def url_for_page(self, number: int) -> str:
        return address_of(self.question.but(page=number))


@public.get("/vacancies")
def vacancies(viewer: Viewer) -> ResponseReturnValue:
    asked = question_of(request.args)
    try:
        found = answer(asked, viewer=viewer)
        suggestions = [] if found.total else suggestions_for(found)
    except IndexUnreadable as problem:
        return cannot_search(problem)
    question = found.question
    return render_template(
        "public/vacancies/vacancies.html",
        question=question,
        found=found,
        subject=subject_of(found),
        results=[result_of(hit, found.place) for hit in found.hits],
        first=(question.page - 1) * PAGE_SIZE + 1,
        filters=filters_of(found),
        chosen=chosen_of(found),
        unfiltered=address_of(question.unfiltered()),
        radii=radii_of(found),
        sorts=[(sort, name) for sort, name in SORTS.items() if _means_something(sort, found)],
        pages=Pages(question, found.pages),
        over_water=address_of(question.but(water=not question.water)),
        others=[(place.label, address_of(question.but(where=place.label))) for place in _others(found.place)],
        suggestions=suggestions,
        as_typed=address_of(question.but(q=found.typed, exactly=True)) if found.typed else "",
        offers=[Suggestion(offer.text, address_of(offer.question), offer.number) for offer in found.offers],
        canonical=current_app.config["SETTINGS"].public_url + address_of(question),
        alert=url_for("public.alert", **question.but(sort="").arguments()),
        feed=url_for("machine.vacancies_atom", **question.but(sort="").arguments()),
    )


def _means_something(sort: str, found: Answer) -> bool:
    if sort == "relevance":
        return bool(found.question.q)
    if sort == "distance":
        return found.around is not None and found.around.has_distances
    return True


def _others(place: Found | None) -> tuple[Found, ...]:
    return place.alternatives if place else ()
