"""The release of an advert in words: “Open to own staff until 3 March, then to everybody”."""

from datetime import datetime

from recruitment.vacancies.rules import phase
from recruitment.vacancies.stages import IN_SHORT, Stage, is_ever_public, is_staged, next_stage, stage_at, stages_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.brand import day, moment


def stages_in_words(vacancy: Vacancy) -> list[tuple[str, str]]:
    """Who sees an advert, and from when, in order; nothing for one that is for everybody at once."""
    if not is_staged(vacancy):
        return []
    said = [(IN_SHORT[stage.audience], f"from {moment(stage.start)}") for stage in stages_of(vacancy)]
    return said if is_ever_public(vacancy) else [*said, ("never", "the public")]


def release_in_words(vacancy: Vacancy) -> str:
    """The same in one sentence."""
    whole = ", then ".join(" ".join(said) for said in stages_in_words(vacancy))
    return f"{whole[:1].upper()}{whole[1:]}." if whole else ""


def stage_in_words(vacancy: Vacancy, now: datetime) -> str:
    """Where an advert that some see stands, and what comes next; empty for others."""
    if phase(vacancy, now) != "early":
        return ""
    here, following = stage_at(vacancy, now), next_stage(vacancy, now)
    if here is None:
        return ""
    said = f"Open to {_all_of(vacancy, here)}"
    if following is None:
        return f"{said}, and never to the public."
    return f"{said} until {day(following.start)}, then to {IN_SHORT[following.audience]}."


def _all_of(vacancy: Vacancy, here: Stage) -> str:
    """Those before it still see it: a later audience that does not hold them names them too."""
    first = stages_of(vacancy)[0]
    if here.audience == "internal" and first.audience == "redeployees":
        return f"{IN_SHORT[first.audience]} and {IN_SHORT[here.audience]}"
    return IN_SHORT[here.audience]
