"""How a person at risk is registered, as a list of facts."""

from collections.abc import Mapping

from recruitment.places.rules import spaced
from recruitment.vacancies.redeployment_tables import AtRisk
from recruitment.vacancies.words import pounds
from recruitment.web.brand import day


def facts_of(row: AtRisk, kinds: Mapping[str, str]) -> list[dict[str, str]]:
    told = (
        ("Name", row.name),
        ("Work email address", row.email),
        ("Present post", row.post),
        ("Kind of work", kinds.get(row.category_code, "")),
        ("Grade", row.grade),
        ("Pay", f"{pounds(row.pay)} a year, full time" if row.pay is not None else ""),
        ("Hours a week", f"{row.hours.normalize():f}" if row.hours is not None else ""),
        ("Skills", ", ".join(row.skills)),
        ("Can travel", f"{row.miles} miles from {spaced(row.postcode)}" if row.postcode else "Anywhere"),
        ("At risk until", day(row.until) if row.until else "Told otherwise"),
        ("Other councils", "Agreed that those taking part see this" if row.is_shared else "Do not see this"),
    )
    return [{"key": key, "value": value} for key, value in told]
