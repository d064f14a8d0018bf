"""What an offer says of checks."""

from types import SimpleNamespace
from typing import Any

import pytest

from recruitment.offers.rules import checks_before_start


def post(disclosure_level: str = "none", registration: str = "") -> Any:
    return SimpleNamespace(disclosure_level=disclosure_level, registration=registration)


@pytest.mark.parametrize(
    ("vacancy", "checks"),
    [
        (post(), ()),
        (post(""), ()),
        (post("pvg", "sssc"),
         ("PVG scheme membership", "registration with the Scottish Social Services Council (SSSC)")),
        (post("level_1"), ("Level 1 disclosure",)),
    ],
)  # fmt: skip
def test_the_checks_follow_from_the_advert(vacancy: Any, checks: tuple[str, ...]) -> None:
    assert checks_before_start(vacancy) == ("your right to work in the UK", "references", *checks)
