"""What people do with an advert, day by day: counts alone, of nobody in particular."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import among, narrowed, visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Suspension, is_running
from recruitment.search.saved_queries import saves_by_day
from recruitment.vacancies.queries import in_phase
from recruitment.vacancies.silence import Counts, first_day_without_warning
from recruitment.vacancies.stages import first_start
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.views import INTERNAL, views_of

REPORTING = System("reporting")


@dataclass(frozen=True)
class Day:
    day: date
    counts: Counts


@dataclass(frozen=True)
class ResponseToAdvert:
    """Every day since the advert opened, the latest first, and all of them together; and what led to its views, by the
    `source` of DayOfViews."""

    days: tuple[Day, ...]
    total: Counts
    sources: Counter[str]

    @property
    def signposts(self) -> list[tuple[str, int]]:
        """The media in which signposts stood that led to it, with how often they did, the most first."""
        media = Counter[str]()
        for source, views in self.sources.items():
            # Behind a point stands the placement whose own link it was.
            media[source.partition(".")[0]] += views
        return [(medium, views) for medium, views in media.most_common() if medium not in ("", INTERNAL)]


def response_to(viewer: Viewer, vacancy: Vacancy) -> ResponseToAdvert:
    """For whoever reaches the advert: drafts and lists of others are theirs alone, and only counted."""
    views, sources = views_of(viewer, vacancy.id)
    saves = saves_by_day(vacancy.id)
    starts, sent = _starts_and_submissions(vacancy.id)
    signposted = views.total() - sources[""] - sources[INTERNAL]
    total = Counts(views.total(), saves.total(), starts.total(), sent.total(), signposted)
    start = first_start(vacancy)
    if start is None or start > clock.now():
        return ResponseToAdvert((), total, sources)
    end = clock.today() if vacancy.closes_at is None else min(clock.today(), clock.local(vacancy.closes_at).date())
    first = min([clock.local(start).date(), *views, *saves, *starts, *sent])
    last = max([end, *views, *saves, *starts, *sent])
    days = [last - timedelta(days=number) for number in range((last - first).days + 1)]
    told = (Day(day, Counts(views[day], saves[day], starts[day], sent[day])) for day in days)
    return ResponseToAdvert(tuple(told), total, sources)


def _starts_and_submissions(vacancy_id: int) -> tuple[Counter[date], Counter[date]]:
    """What was begun and deleted again is counted no more."""
    wanted = visible(REPORTING, Application).where(Application.vacancy_id == vacancy_id)
    rows = db.session.execute(wanted.with_only_columns(Application.started_at, Application.submitted_at)).all()
    started = Counter(clock.local(each).date() for each, _ in rows)
    return started, Counter(clock.local(each).date() for _, each in rows if each is not None)


def count_sent(vacancy_id: int) -> int:
    wanted = visible(REPORTING, Application).where(
        Application.vacancy_id == vacancy_id, Application.submitted_at.is_not(None)
    )
    return db.session.scalars(wanted.with_only_columns(func.count())).one()


def silent(viewer: Viewer, organisation_ids: Collection[int] | None = None) -> Any:
    """The vacancies of `silence.is_silent`, as SQL; at these organisations, or at all."""
    latest = clock.end_of_day(first_day_without_warning(clock.today()))
    # What was sent is a draft no more; of each advert the index tells whether there is any.
    applied = visible(REPORTING, Application).where(
        Application.organisation_id == Vacancy.organisation_id,
        Application.vacancy_id == Vacancy.id,
        Application.state != "draft",
    )
    # Live, said as the desk does: open, and not closed by now.
    live = in_phase("open", clock.when_asked(), clock.when_asked())
    wanted = visible(viewer, Vacancy).where(live, Vacancy.public_from <= latest, Vacancy.source_key.is_(None))
    if organisation_ids is not None:
        wanted = wanted.where(among(Vacancy.organisation_id, organisation_ids))
    hidden = visible(REPORTING, Suspension).where(is_running(Suspension))
    hidden = hidden.with_only_columns(Suspension.organisation_id)
    # Nobody can apply for what is hidden while its organisation is suspended.
    shown = Vacancy.organisation_id.not_in(hidden)
    return narrowed(wanted, and_(~applied.correlate(Vacancy).exists(), shown), applied, hidden)
