"""Jobs that are not public, for whom they are open to: staff, and people at risk of redeployment."""

from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.readable import clean
from recruitment.core.viewers import Candidate
from recruitment.organisations.queries import logo_of
from recruitment.vacancies.attachment_tables import Attachment
from recruitment.vacancies.early import audience_of, belonging_of, early_choices, early_listing
from recruitment.vacancies.live import workplaces_of
from recruitment.vacancies.queries import Advert, advert
from recruitment.vacancies.rules import phase, slug_of
from recruitment.vacancies.stages import IN_SHORT, next_stage, was_public
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.views import INTERNAL, count_view
from recruitment.web.brand import day
from recruitment.web.doors import candidate
from recruitment.web.downloads import download_of
from recruitment.web.public.vacancy import is_opened, page_of
from recruitment.web.public.words import card, document_in_words

AS_WHOM = {
    "redeployees": "You see this job because you are registered as at risk of redeployment.",
    "internal": "You see this job because you work for this employer.",
    "members": "You see this job because you work for a member organisation.",
}


@dataclass(frozen=True)
class Pages:
    """What the pagination macro asks."""

    page: int
    pages: int
    filters: dict[str, Any]

    def url_for_page(self, number: int) -> str:
        return url_for("candidate.internal_vacancies", page=number, **self.filters)


@candidate.get("/internal-vacancies")
def internal_vacancies(viewer: Candidate) -> ResponseReturnValue:
    belonging = belonging_of(viewer)
    employers, kinds = early_choices(viewer)
    words = request.args.get("q", "").strip()
    employer, kind = request.args.get("organisation", ""), request.args.get("category", "")
    filters = {
        "q": words,
        "organisation": employer if employer in employers else "",
        "category": kind if kind in kinds else "",
    }
    found = early_listing(
        viewer, words=words, employer=filters["organisation"], category=filters["category"],
        page=request.args.get("page", 1, type=int),
    )  # fmt: skip
    places = workplaces_of(viewer, found.vacancies)
    filters = {name: value for name, value in filters.items() if value}
    return render_template(
        "candidate/internal/internal_vacancies.html",
        belonging=belonging,
        found=found,
        jobs=[(card(each, places[each.id]), _what_follows(each)) for each in found.vacancies],
        employers=employers,
        kinds=kinds,
        filters=filters,
        pages=Pages(found.page, found.pages, filters),
    )


def _what_follows(vacancy: Vacancy) -> str:
    after = next_stage(vacancy, clock.now())
    return f"Open to {IN_SHORT[after.audience]} from {day(after.start)}." if after else "It will not be public."


@candidate.get("/internal-vacancies/<reference>")
def internal_vacancy(viewer: Candidate, reference: str) -> ResponseReturnValue:
    """Once it is public, its one page is that of everybody."""
    found = advert(viewer, reference)
    vacancy = found.vacancy
    if was_public(vacancy, clock.now()):
        return redirect(url_for("public.vacancy", reference=reference, slug=slug_of(vacancy.title)))
    audience = audience_of(viewer, vacancy.id)
    is_open = phase(vacancy, clock.now()) == "early"
    if is_open and is_opened():
        count_view(vacancy, INTERNAL)
    return render_template(
        "candidate/internal/internal_vacancy.html",
        page=page_of(found, clock.now(), is_early=True),
        logo=logo_of(viewer, found.organisation.id),
        as_whom=AS_WHOM.get(audience or "", "You see this job because you have begun to apply for it."),
        follows=_what_follows(vacancy),
        is_open=is_open,
        apply_url=url_for("candidate.apply", reference=reference),
    )


@candidate.get("/internal-vacancies/<reference>/documents/<int:attachment_id>")
def attachment(viewer: Candidate, reference: str, attachment_id: int) -> ResponseReturnValue:
    found = advert(viewer, reference)
    document = _document(found, attachment_id)
    if not document.is_readable:
        raise NotVisible("nothing could be read of it")
    return render_template(
        "candidate/internal/attachment.html",
        advert=found,
        document=document,
        words=clean(document.html),
        facts=document_in_words(document.kind, document.size),
        file=url_for("candidate.attachment_file", reference=reference, attachment_id=attachment_id),
        back=url_for("candidate.internal_vacancy", reference=reference),
    )


@candidate.get("/internal-vacancies/<reference>/documents/<int:attachment_id>/file")
def attachment_file(viewer: Candidate, reference: str, attachment_id: int) -> Response:
    return download_of(_document(advert(viewer, reference), attachment_id))


def _document(found: Advert, attachment_id: int) -> Attachment:
    for each in found.attachments:
        if each.id == attachment_id:
            return each
    raise NotVisible("no such document of this advert")
