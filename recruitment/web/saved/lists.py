"""One's list of saved vacancies, and putting one on it from a page that knows nobody."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.core import clock
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Candidate, Public, TokenHolder, Viewer
from recruitment.search import saved_actions
from recruitment.search.saved_queries import Saved, saved_vacancies
from recruitment.vacancies.queries import advert
from recruitment.vacancies.rules import PHASES, is_live, slug_of
from recruitment.web import browser_list
from recruitment.web.doors import saved as door
from recruitment.web.fields import HouseForm
from recruitment.web.public.results import result_of

KIND = "begin_saved_list"
# New lists of one network address, which a library or a school may share.
MOST_LISTS, WINDOW = 100, timedelta(hours=1)
# Pages from which one saves, and to which the list leads back.
READING = ("/vacancies", "/jobs", "/councils")


@door.get("")
def saved(viewer: Viewer) -> ResponseReturnValue:
    lines = saved_vacancies(viewer)
    response = make_response(
        render_template(
            "saved/lists/saved.html",
            form=HouseForm(),
            open_ones=[(line, result_of(line.hit)) for line in lines if line.hit and line.is_open],
            over=[(line, _what_became(line), slug_of(line.title)) for line in lines if not line.is_open],
            is_signed_in=isinstance(viewer, Candidate),
            added=next((line.row for line in lines if line.row.reference == request.args.get("added")), None),
            way_back=_way_back(),
            months=round(saved_actions.UNUSED_FOR.days / 30),
        )
    )
    if isinstance(viewer, TokenHolder):
        after_the_end(lambda: saved_actions.note_use(viewer))
        browser_list.give(response, browser_list.key())
    return response


def _what_became(line: Saved) -> str:
    return "Closed" if line.phase == "closed" else PHASES[line.phase]


def _way_back() -> str:
    """The page of ours from which somebody came, as the browser tells it; none where it does not."""
    came = urlsplit(request.referrer or "")
    is_ours = came.netloc == request.host and came.path.startswith(READING)
    return f"{came.path}?{came.query}".rstrip("?") if is_ours else ""


@door.route("/<reference>", methods=["GET", "POST"], without_token=True)
def save(viewer: Viewer, reference: str) -> ResponseReturnValue:
    """The buttons of reading pages post here; opened as a page it asks, with a token in its form."""
    found = advert(Public(), reference)
    if not is_live(found.vacancy, clock.now()):
        return redirect(url_for("public.vacancy", reference=reference, slug=slug_of(found.vacancy.title)), 303)
    if request.method != "POST":
        slug = slug_of(found.vacancy.title)
        return render_template("saved/lists/save.html", form=HouseForm(), found=found, slug=slug)
    response = make_response(redirect(url_for("saved.saved", added=reference), 303))
    if isinstance(viewer, Public):
        sender = request.remote_addr or ""
        refuse_if_too_many(KIND, sender, MOST_LISTS, WINDOW)
        after_the_end(lambda: count_attempt(KIND, sender))
        viewer, key = saved_actions.begin_list()
        browser_list.give(response, key)
    saved_actions.save(viewer, found.vacancy)
    return response


@door.post("/<reference>/remove")
def remove_saved(viewer: Viewer, reference: str) -> ResponseReturnValue:
    if not isinstance(viewer, Public):
        saved_actions.remove(viewer, reference)
    return redirect(url_for("saved.saved"), 303)
