"""Jobs that ask alike, and a person's list of them."""

from collections.abc import Sequence
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.together_actions import gather
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.tables import Criterion, Vacancy
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

CLEANING, TEAM, OWN = "Experience of cleaning in a school", "Works well in a team", "Knows the buses of"
WEEKENDS = Asked("Can you work weekends?", "yes_no", is_required=True)


def a_job(
    organisation: Organisation, criteria: Sequence[str] = (CLEANING,), asked: Sequence[Asked] = (), **facts: Any
) -> Vacancy:
    """A live vacancy with essential criteria of these words and questions of its employer."""
    vacancy = a_vacancy(organisation, criteria=0, questions=[each.facts for each in asked], **facts)
    db.session.add_all(
        Criterion(organisation_id=organisation.id, vacancy_id=vacancy.id, position=at, text=text, kind="essential")
        for at, text in enumerate(criteria, 1)
    )
    db.session.commit()
    return vacancy


def three_jobs(**facts: Any) -> list[Vacancy]:
    """Of three councils: two criteria that all name, one of each alone, and a question of the first two."""
    houses = [an_organisation(slug) for slug in ("fife-council", "orkney-islands-council", "nhs-orkney")]
    return [
        a_job(house, (CLEANING, TEAM, f"{OWN} {house.name}"), (WEEKENDS,) if at < 2 else (), **facts)
        for at, house in enumerate(houses)
    ]


def a_list(account: Account, vacancies: Sequence[Vacancy]) -> list[int]:
    """The applications by which these stand on a person's list, in the order of the vacancies."""
    viewer = Candidate(account.id)
    found = [gather(viewer, vacancy).id for vacancy in vacancies]
    db.session.commit()
    return found
