"""The shared-services programme and its projects: the list, searched and filtered, and the page of each."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.programme.fact_tables import LEAD, PARTNER, SPONSOR
from recruitment.programme.history import changes
from recruitment.programme.queries import (
    Asked,
    Choice,
    council_slugs,
    entry_of,
    neighbours,
    of_the_programme,
    projects_by,
    the_programme,
)
from recruitment.reporting.public_figures import FEWEST_EMPLOYERS, public_years
from recruitment.vacancies.live import LiveTotals, live_totals
from recruitment.web.doors import public
from recruitment.web.public.figures import applications_told, year_in_words

STAGE_COLOURS: Final = {
    "proposed": "grey", "approved": "blue", "in_development": "purple", "in_place": "green", "completed": "teal",
    "stopped": "red",
}  # fmt: skip
LONGEST_QUESTION = 100
# Of parts; the first takes no plural as it names what the body does.
PARTS: Final = ((LEAD, "Led by"), (PARTNER, "Partners"), (SPONSOR, "Sponsors"))


@public.get("/programme")
def programme(_viewer: Viewer) -> ResponseReturnValue:
    """The programme, its Board and fund, and the projects that the filters leave; an unknown filter leaves none."""
    asked = asked_for()
    found = projects_by(asked)
    return render_template(
        "public/programme/programme.html",
        programme=the_programme(),
        whole=of_the_programme(),
        found=found,
        asked=asked,
        chosen=[
            _chosen("Words", [Choice(asked.words, f"“{asked.words}”", "", 0)], asked, "words"),
            _chosen("Theme", found.themes, asked, "theme"),
            _chosen("Stage", found.stages, asked, "stage"),
            _chosen("Body", found.bodies, asked, "body"),
        ],
        colours=STAGE_COLOURS,
    )


def asked_for() -> Asked:
    """The words and filters of the address. `status` is what `stage` was called at first: such links live on."""
    said = {name: request.args.get(name, "").strip()[:LONGEST_QUESTION] for name in ("q", "theme", "stage", "body")}
    stage = said["stage"] or request.args.get("status", "").strip()[:LONGEST_QUESTION]
    return Asked(" ".join(said["q"].split()), said["theme"], stage, said["body"])


def _chosen(name: str, choices: list[Choice], asked: Asked, part: str) -> dict[str, Any]:
    """A filter that is on, and the address without it."""
    rest = {"q" if key == "words" else key: value or None for key, value in asdict(asked).items() if key != part}
    without = url_for("public.programme", **rest, _anchor="projects")
    slug = getattr(asked, part)
    found = [each.name for each in choices if slug and each.slug == slug]
    return {"name": name, "chosen": [{"text": text, "href": without} for text in found]}


@dataclass(frozen=True)
class PortalFigures:
    """What the portal counts and sums of itself. `years`: a financial year in words a row, newest first."""

    live: LiveTotals
    applications: str
    years: list[list[str]]


@public.get("/programme/<slug>")
def project(viewer: Viewer, slug: str) -> ResponseReturnValue:
    entry = entry_of(slug)
    assert entry.project is not None
    return render_template(
        "public/programme/project.html",
        project=entry.project,
        entry=entry,
        programme=the_programme(),
        parts=[(words, entry.parts_as(role)) for role, words in PARTS],
        councils=council_slugs(part.body for part in entry.parts),
        neighbours=neighbours(entry.project),
        changes=changes(entry.project),
        portal=_portal_figures(viewer) if entry.project.has_live_figures else None,
        fewest=FEWEST_EMPLOYERS,
        colours=STAGE_COLOURS,
    )


def _portal_figures(viewer: Viewer) -> PortalFigures:
    """The same as the page of figures tells."""
    return PortalFigures(live_totals(viewer), applications_told(), [year_in_words(each) for each in public_years()])
