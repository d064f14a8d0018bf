"""The filters beside a list of jobs: what each offers, and what is on."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from recruitment.search.answers import Answer
from recruitment.search.counting import Choice
from recruitment.search.facets import FACETS, Facet, Steps
from recruitment.search.questions import RADII, Question
from recruitment.web.public.asking import address_of, in_miles

# Filters that stand open from the start; the others open when something is chosen in them.
OPEN: Final = ("category", "council")
# A longer list shows this many, what is on and what brings most, and the rest when asked.
SHORT: Final = 6
LONG: Final = 9
PLACE: Final = "Place"
ACROSS: Final = "Also jobs across water"
FROM_HOME: Final = "Also jobs done from home"
Group = dict[str, Any]


def filters_of(found: Answer) -> list[Group]:
    """The groups of choices as the facets macro wants them."""
    groups = [_group(facet, found) for facet in FACETS.values()]
    place = [
        {"name": name, "value": "1", "text": text, "count": number, "checked": is_on}
        for name, text, number, is_on in _beside_place(found)
        if number or is_on
    ]
    if place:
        groups.insert(0, {"name": "place", "legend": PLACE, "options": place, "more": [], "open": True,
                          "kind": "checkbox"})  # fmt: skip
    return [group for group in groups if group["options"]]


def _beside_place(found: Answer) -> Iterator[tuple[str, str, int, bool]]:
    """Parameter, words, number and whether it is on, of what widens a place."""
    if found.around is not None:
        yield "water", ACROSS, found.across, found.question.water
        yield "home", FROM_HOME, found.from_home, found.question.home


def _group(facet: Facet, found: Answer) -> Group:
    options = [_option(each) for each in found.choices[facet.name]]
    more: list[Group] = []
    if len(options) > LONG:
        first = sorted(options, key=lambda option: (not option["checked"], -option["count"]))[:SHORT]
        shown = [option for option in options if option["checked"] or option in first]
        options, more = shown, [option for option in options if option not in shown]
    if options and isinstance(facet, Steps):
        is_unset = getattr(found.question, facet.name) is None
        options.insert(0, {"value": "", "text": facet.unset_name, "checked": is_unset})
    return {
        "name": facet.name,
        "legend": facet.legend,
        "options": options,
        "more": more,
        "open": facet.name in OPEN,
        "kind": "radio" if isinstance(facet, Steps) else "checkbox",
    }


def _option(choice: Choice) -> Group:
    return {"value": choice.value, "text": choice.name, "count": choice.count, "checked": choice.is_chosen}


def chosen_of(found: Answer, address_of: Callable[[Question], str] = address_of) -> list[Group]:
    """The filters that are on, each with the address of the list without it."""
    question = found.question
    place = [
        {"text": text, "href": address_of(question.but(**{name: False}))}
        for name, text, _, is_on in _beside_place(found)
        if is_on
    ]
    groups = [
        {"name": facet.legend, "chosen": [
            {"text": each.name, "href": address_of(question.without(name, each.value))}
            for each in found.choices[name] if each.is_chosen
        ]}
        for name, facet in FACETS.items()
    ]  # fmt: skip
    return [{"name": PLACE, "chosen": place}, *groups]


def radii_of(found: Answer) -> list[tuple[int, str]]:
    """The distances on offer and the one asked for, each with how many jobs it would find where that is known."""
    return [
        (miles, f"{in_miles(miles)} ({found.numbers[miles]:,})" if found.numbers else in_miles(miles))
        for miles in sorted({*RADII, found.question.miles})
    ]
