"""Response by medium: what led people to an advert and to apply, as counts of nobody in particular.

Two things are told apart. The link by which somebody came says where it stood, and goes with the draft that is begun by
it. What a candidate answers to "where did you see it" is their own word. Neither follows anybody from one visit to the
next: who reads today and applies tomorrow by another way counts as nothing known.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from recruitment.advertising.links import SOURCE, medium_of, placement_of
from recruitment.advertising.media import media_names
from recruitment.advertising.response_tables import ForgottenResponse
from recruitment.applications.tables import Application
from recruitment.applications.vocabulary import HEARD_FROM
from recruitment.core import clock
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.vacancies.after_tables import DayOfViews
from recruitment.vacancies.views import INTERNAL

REPORTING = System("reporting")


@dataclass
class Response:
    """How often an advert was opened, begun and applied for by one way, and how many applicants say they saw it there.

    `said` counts answers, whatever link led to the application.
    """

    views: int = 0
    starts: int = 0
    sent: int = 0
    said: int = 0


@dataclass
class ResponseByMedium:
    """`by_medium` by the medium of the link, or by what the candidate named where that is no medium (word of mouth);
    under "" and INTERNAL the views, starts and applications that no link explains. `by_placement`: of links that
    are one placement's own."""

    by_medium: dict[str, Response] = field(default_factory=dict)
    by_placement: dict[int, Response] = field(default_factory=dict)

    def of(self, source: str) -> list[Response]:
        """What an event by this source counts in."""
        found = [self.by_medium.setdefault(medium_of(source), Response())]
        if (placement := placement_of(source)) is not None:
            found.append(self.by_placement.setdefault(placement, Response()))
        return found

    @property
    def attributed(self) -> int:
        """Applications sent by a link that says where it stood."""
        return sum(each.sent for medium, each in self.by_medium.items() if medium not in ("", INTERNAL))

    @property
    def unattributed(self) -> Response:
        """What came by no link that says where it stood."""
        return self.by_medium.get("", Response())


def response_by_medium(viewer: Viewer, vacancy_ids: Sequence[int]) -> ResponseByMedium:
    """Of adverts that the viewer reaches; applications are counted alone, those kept no longer too."""
    found = ResponseByMedium()
    views = visible(viewer, DayOfViews).where(DayOfViews.vacancy_id.in_(vacancy_ids))
    for source, count in db.session.execute(views.with_only_columns(DayOfViews.source, DayOfViews.views)):
        for each in found.of(source):
            each.views += count
    columns = (Application.came_by, Application.heard_from, Application.submitted_at)
    begun = visible(REPORTING, Application).where(Application.vacancy_id.in_(vacancy_ids)).with_only_columns(*columns)
    for came_by, heard_from, submitted_at in db.session.execute(begun):
        _count(found, came_by, heard_from, starts=1, sent=int(submitted_at is not None))
    forgotten = visible(REPORTING, ForgottenResponse).where(ForgottenResponse.vacancy_id.in_(vacancy_ids))
    for row in db.session.scalars(forgotten):
        _count(found, row.came_by, row.heard_from, starts=row.sent, sent=row.sent)
    found.by_medium.setdefault("", Response())
    return found


def _count(found: ResponseByMedium, came_by: str, heard_from: str, *, starts: int, sent: int) -> None:
    for each in found.of(came_by):
        each.starts += starts
        each.sent += sent
    if sent and heard_from:
        found.by_medium.setdefault(heard_from, Response()).said += sent


def keep_response(viewer: System, application_ids: Sequence[int]) -> None:
    """Before applications are removed: response by medium goes on counting those that were sent. Nothing but the codes
    of media and of answers is kept."""
    media = media_names()
    columns = (
        Application.organisation_id, Application.vacancy_id, Application.submitted_at, Application.came_by,
        Application.heard_from,
    )  # fmt: skip
    sent = visible(viewer, Application).where(
        Application.id.in_(application_ids), Application.submitted_at.is_not(None)
    )
    counts = Counter(
        (
            organisation_id,
            vacancy_id,
            clock.local(at).date(),
            came_by if SOURCE.fullmatch(came_by) and medium_of(came_by) in media else "",
            heard_from if heard_from in HEARD_FROM else "",
        )
        for organisation_id, vacancy_id, at, came_by, heard_from in db.session.execute(sent.with_only_columns(*columns))
        if at is not None
    )
    for (organisation_id, vacancy_id, day, came_by, heard_from), number in counts.items():
        keys = dict(vacancy_id=vacancy_id, day=day, came_by=came_by, heard_from=heard_from)
        same = (getattr(ForgottenResponse, name) == value for name, value in keys.items())
        more = ForgottenResponse.sent + number
        if not rows_hit(changing(viewer, ForgottenResponse).where(*same).values(sent=more)):
            db.session.add(ForgottenResponse(organisation_id=organisation_id, sent=number, **keys))
            db.session.flush()
