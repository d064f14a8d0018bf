"""Verbs on the pages of a draft: keeping what stood there, what is typed apart, and choosing between two texts."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from recruitment.applications.draft_actions import keys_of
from recruitment.applications.page_queries import apart_of, last_version
from recruitment.applications.page_tables import PageVersion, TypedApart
from recruitment.applications.pages import Said, loses_much
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db

# What a page saves by itself within this time counts as one version, unless much of it went.
SITTING: Final = timedelta(minutes=10)
# Of each page; the oldest go.
MOST_VERSIONS: Final = 50


def keep_version(viewer: Candidate, application: Application, page: str, before: Said, after: Said, how: str) -> None:
    """What a page said before a change, unless it says the same still."""
    if before == after and how != "left_out":
        return
    if how == "by_itself" and not loses_much(before, after):
        last = last_version(viewer, application.id, page)
        if last is not None and last.how == how and clock.now() - last.at < SITTING:
            return
    db.session.add(PageVersion(**keys_of(application), page=page, how=how, facts=before, person=viewer.person))
    db.session.flush()
    newest = (
        visible(viewer, PageVersion)
        .where(PageVersion.application_id == application.id, PageVersion.page == page)
        .with_only_columns(PageVersion.id)
        .order_by(PageVersion.id.desc())
    )
    too_old = db.session.scalars(newest.offset(MOST_VERSIONS)).all()
    if too_old:
        db.session.execute(removing(viewer, PageVersion).where(PageVersion.id.in_(too_old)))


def keep_apart(viewer: Candidate, application: Application, page: str, incomplete: Said, beside: Said) -> None:
    """`incomplete` takes the place of what was incomplete before; texts beside are added, each once."""
    db.session.flush()
    db.session.execute(
        removing(viewer, TypedApart).where(
            TypedApart.application_id == application.id, TypedApart.page == page, TypedApart.why == "incomplete"
        )
    )
    held = [(row.field, row.given) for row in apart_of(viewer, application.id, page)]
    wanted = [("incomplete", name, given) for name, given in incomplete.items()]
    wanted += [("other", name, given) for name, given in beside.items() if (name, given) not in held]
    db.session.add_all(
        TypedApart(**keys_of(application), page=page, why=why, field=name, given=given) for why, name, given in wanted
    )
    db.session.flush()


def forget_apart(viewer: Candidate, application: Application, rows: Iterable[TypedApart]) -> None:
    """The person has chosen."""
    numbers = [row.id for row in rows]
    db.session.execute(
        removing(viewer, TypedApart).where(TypedApart.application_id == application.id, TypedApart.id.in_(numbers))
    )
