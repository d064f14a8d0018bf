"""Letters to the approvers of a step: asked when it opens, reminded while it waits."""

from collections.abc import Collection
from datetime import datetime, timedelta

from recruitment.accounts.queries import address_of
from recruitment.core.outbox import post
from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import local_rules_of
from recruitment.vacancies.approval_links import url_of
from recruitment.vacancies.approval_queries import absences_of
from recruitment.vacancies.approval_rules import Waiting, who_is_asked
from recruitment.vacancies.notices import facts_about
from recruitment.vacancies.tables import Vacancy


def reminder_after(viewer: Viewer, organisation_id: int, moment: datetime) -> datetime | None:
    """When approvers hear again of what waits since `moment`; None where their organisation wants no reminders."""
    days = local_rules_of(viewer, organisation_id).remind_after
    return moment + timedelta(days=days) if days else None


def ask_approvers(
    viewer: Viewer, vacancy: Vacancy, waiting: Waiting, letter: str, able: Collection[int], key: str
) -> None:
    """One letter for each of the `able` who is not away, with a link of their own."""
    asked = who_is_asked(frozenset(able), absences_of(viewer, [vacancy.organisation_id]))
    for person in sorted(asked):
        facts = facts_about(viewer, vacancy, url_of(waiting.step.id, person)) | {"step": waiting.place}
        post(letter, address_of(person), facts, key=f"{key}:{person}")
