"""How an organisation stands among the others: quartiles of the others, and names of those who agreed alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.organisations.tables import LocalRules
from recruitment.reporting.duration_queries import Quartiles, durations, quartiles_of
from recruitment.reporting.hiring_queries import HiringLine, hiring, names_of
from recruitment.reporting.spend_queries import share_online
from recruitment.reporting.tallies import REPORTING

# Of fewer others nothing is told: the quartiles of two are the two.
FEWEST: Final = 4
# Indicators by code: how each is read from a line, and its name; money is pence, the rest shares, numbers or days.
OF_HIRING: Final[Mapping[str, tuple[str, Callable[[HiringLine], float | None]]]] = {
    "cost_of_an_advert": ("Cost of an advert", lambda line: line.cost_of_an_advert),
    "cost_of_an_application": ("Cost of an application", lambda line: line.cost_of_an_application),
    "cost_of_an_appointment": ("Cost of an appointment", lambda line: line.cost_of_an_appointment),
    "applications_a_vacancy": ("Applications a vacancy", lambda line: line.applications_a_vacancy),
    "share_unfilled": ("Vacancies not filled", lambda line: line.share_unfilled),
    "share_of_promises_kept": ("Promised dates kept", lambda line: line.share_of_promises_kept),
    "share_outside": ("Appointments from outside local government", lambda line: line.share_of_appointments_outside),
}
NAMES: Final = {
    **{code: name for code, (name, _) in OF_HIRING.items()},
    "days_to_hire": "Median days to hire",
    "share_online": "Share of spend online",
}


@dataclass(frozen=True)
class Compared:
    """One indicator in one financial year. `own` is None where it is not known or withheld; `others` where fewer than
    FEWEST others have it. `named`: of those who show theirs to each other, by name."""

    code: str
    name: str
    own: float | None
    others: Quartiles | None
    named: tuple[tuple[str, float], ...]


def compared(viewer: Staff, organisation_id: int, year: int) -> tuple[Compared, ...]:
    """Raises NotVisible for an organisation that the viewer does not work for."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    values = values_of(year)
    sharing = visible(REPORTING, LocalRules).where(LocalRules.shares_figures.is_(True))
    agreed = set(db.session.scalars(sharing.with_only_columns(LocalRules.organisation_id)))
    shown = agreed - {organisation_id} if organisation_id in agreed else set()
    names = names_of("organisation", shown)
    return tuple(_compared(code, values[code], organisation_id, {key: names[key] for key in shown}) for code in NAMES)


def _compared(code: str, values: Mapping[int, float], own: int, names: Mapping[int, str]) -> Compared:
    others = [value for key, value in values.items() if key != own]
    named = tuple(sorted((names[key], value) for key, value in values.items() if key in names))
    told = quartiles_of(others) if len(others) >= FEWEST else None
    return Compared(code, NAMES[code], values.get(own), told, named)


def values_of(year: int) -> dict[str, dict[int, float]]:
    """By indicator and organisation, as each organisation's own line shows it."""
    lines = hiring(REPORTING, "organisation", years=(year,)).lines
    found: dict[str, dict[int, float | None]] = {
        code: {line.key: told(line) for line in lines} for code, (_, told) in OF_HIRING.items()
    }
    found["days_to_hire"] = {
        line.key: line.whole.median if line.whole else None
        for line in durations(REPORTING, "organisation", years=(year,))
    }
    found["share_online"] = share_online(REPORTING, "organisation", years=(year,))
    return {code: {key: value for key, value in values.items() if value is not None} for code, values in found.items()}
