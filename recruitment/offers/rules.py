"""What an offer says of the checks that come first. Pure."""

from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import DISCLOSURE_LEVELS, REGISTRATIONS

UNCHECKED = "none"


def checks_before_start(vacancy: Vacancy) -> tuple[str, ...]:
    """What has to be in order before the person starts, as far as the advert says."""
    checks = ["your right to work in the UK", "references"]
    if vacancy.disclosure_level not in ("", UNCHECKED):
        checks.append(DISCLOSURE_LEVELS[vacancy.disclosure_level])
    if vacancy.registration:
        checks.append(f"registration with the {REGISTRATIONS[vacancy.registration]}")
    return tuple(checks)
