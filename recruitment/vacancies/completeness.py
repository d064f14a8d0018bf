"""What keeps a draft from its approver, whether it is an advert or the change of one."""

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.organisations.queries import local_rules_of
from recruitment.vacancies.pay_checks import pay_problems
from recruitment.vacancies.pay_choices import day_of_pay
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.revision_comparing import Compared, missing_of_revision
from recruitment.vacancies.rules import Missing, missing_before_approval


def lacking(viewer: Staff, advert: Advert, revised: Compared | None) -> list[Missing]:
    """`revised`: what the draft changes, where it is no advert of its own."""
    if revised is not None:
        return missing_of_revision(viewer, revised)
    vacancy, now = advert.vacancy, clock.now()
    problems = pay_problems(viewer, vacancy, day_of_pay(vacancy, now))
    shortest = local_rules_of(viewer, vacancy.organisation_id).shortest_advert
    return missing_before_approval(vacancy, advert.criteria, advert.workplaces, problems, now, shortest)
