"""Times of the day as people write them: 10:30am, 2pm, 14:30, noon."""

from datetime import datetime, time
from typing import Any

from wtforms import TimeField
from wtforms.widgets import TextInput

from recruitment.core.clock import LONDON

# Nobody is interviewed before this hour, so an earlier one is a pm that was not written.
FIRST_HOUR = 7
SAY_WHICH = "Say whether it is am or pm, for example 2:30pm"
FORMATS = ("%I:%M%p", "%I%p", "%H:%M")
NAMED = {"noon": "12pm", "midday": "12pm"}


def written(typed: str) -> str:
    plain = typed.lower().replace(" ", "").replace(".", ":")
    return NAMED.get(plain, plain)


def time_of(typed: str) -> time:
    """Raises ValueError for what is no time, and for one that may mean the morning or the afternoon."""
    plain = written(typed)
    for form in FORMATS:
        try:
            found = datetime.strptime(plain, form).replace(tzinfo=LONDON).time()
        except ValueError:
            continue
        if found.hour < FIRST_HOUR and not plain.endswith("m"):
            raise ValueError(SAY_WHICH)
        return found
    raise ValueError(typed)


class TimeOfDayField(TimeField):
    """`data` is a time or None; what was typed stays on the page."""

    widget = TextInput()

    def __init__(self, label: str = "", validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=list(FORMATS), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = written("".join(valuelist))
        if typed:
            super().process_formdata([typed])
            if self.data is not None and self.data.hour < FIRST_HOUR and not typed.endswith("m"):
                raise ValueError(SAY_WHICH)
