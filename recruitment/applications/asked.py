"""Which parts of a profile a post asks for by what it needs. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recruitment.applications.profile_queries import WholeProfile, is_gaelic
from recruitment.vacancies.tables import Criterion, Vacancy
from recruitment.vacancies.vocabulary import REGISTRATIONS

DRIVES = re.compile(r"\b(driv(e|er|ers|ing)|licen[cs]e to drive)\b", re.IGNORECASE)
TRAINS = re.compile(r"\b(first aid|food hygiene|manual handling|moving and handling|certificate in)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A part that the post asks for: why, the page where it is told, and whether it was."""

    part: str
    why: str
    view: str
    is_told: bool


def asked_of(vacancy: Vacancy | None, criteria: Iterable[Criterion], profile: WholeProfile) -> tuple[Asked, ...]:
    """In the order of the profile; nothing once the advert is withdrawn."""
    if vacancy is None:
        return ()
    texts = [vacancy.registration_note or "", *(criterion.text for criterion in criteria)]
    found = [_registration(vacancy, profile), _pvg(vacancy, profile)]
    if _says(DRIVES, texts):
        told = bool(profile.basics and profile.basics.driving)
        found.append(Asked("driving", "Whether you drive", "profile_driving", told))
    if _says(TRAINS, texts):
        found.append(Asked("training", "Training courses", "profile_training", bool(profile.training)))
    if vacancy.gaelic not in ("", "none"):
        told = any(is_gaelic(row.language) for row in profile.languages)
        found.append(Asked("languages", "Your Gaelic", "profile_languages", told))
    return tuple(each for each in found if each is not None)


def _registration(vacancy: Vacancy, profile: WholeProfile) -> Asked | None:
    if not vacancy.registration:
        return None
    body = vacancy.registration
    held = {row.body for row in profile.registrations}
    told = bool(held - {"pvg", "driving"}) if body == "other" else body in held
    return Asked("registrations", REGISTRATIONS.get(body, body), "profile_registrations", told)


def _pvg(vacancy: Vacancy, profile: WholeProfile) -> Asked | None:
    """Membership of the scheme before applying is not needed, but whoever has it should say so."""
    if vacancy.disclosure_level != "pvg":
        return None
    told = any(row.body == "pvg" for row in profile.registrations)
    return Asked("pvg", "PVG scheme membership, if you have it", "profile_registrations", told)


def _says(words: re.Pattern[str], texts: Sequence[str]) -> bool:
    return any(words.search(text) for text in texts)
