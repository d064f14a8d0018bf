"""What differs between two texts of one part of an advert, in plain words."""

from collections.abc import Mapping
from dataclasses import replace

from recruitment.vacancies.fact_words import IN_GAELIC, in_lines, label_of
from recruitment.vacancies.parts import Kept
from recruitment.web.differing import Difference, difference

GAELIC_NAMES = {"title": "Job title in Gaelic", "summary": "Summary in Gaelic", "duties": "The job in Gaelic"}


def differences(before: Kept, after: Kept) -> list[Difference]:
    """The facts of a part that `after` tells differently from `before`, in the order of its page."""
    found = []
    for name in [*before, *(each for each in after if each not in before)]:
        if before.get(name) == after.get(name):
            continue
        if name == IN_GAELIC:
            found += _gaelic(before.get(name) or {}, after.get(name) or {})
        else:
            found.append(difference(label_of(name), in_lines(name, before.get(name)), in_lines(name, after.get(name))))
    return found


def _gaelic(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    return [
        replace(difference(label, before.get(name, "").splitlines(), after.get(name, "").splitlines()), lang="gd")
        for name, label in GAELIC_NAMES.items()
        if before.get(name, "") != after.get(name, "")
    ]
