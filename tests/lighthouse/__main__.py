"""make lighthouse: scores and weights of the public pages beside what they have to be; exit 1 where one falls short."""

import re
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from tests.benchmarks.portals import say
from tests.browser.conftest import CHROMIUM
from tests.lighthouse.portal import production
from tests.lighthouse.scores import FIGURES, LEAST, RUNS, judge
from tests.lighthouse.weights import FIRST, LATER, weigh

RESULTS = "/vacancies?q=work&where=Stirling&miles=100&contract=permanent&pattern=full_time"
# A whole page of 20 results, which no other weighs more than.
EVERYTHING = "/vacancies"
ADVERT = re.compile(r'href="(/vacancies/[0-9A-Z]+/[^"]+)"')


def main() -> int:
    if CHROMIUM is None:
        raise SystemExit("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, production(Path(folder)) as portal:
        advert = _advert(portal)
        short = _scores(portal, {"home": "/", "results": RESULTS, "advert": advert})
        short += _weights(portal, {"results": EVERYTHING, "more results": f"{EVERYTHING}?page=2", "advert": advert})
    for line in short:
        say(f"short: {line}")
    return 1 if short else 0


def _advert(portal: str) -> str:
    """The path of the first result."""
    with urlopen(portal + RESULTS) as answer:
        found = ADVERT.search(answer.read().decode())
    if found is None:
        raise RuntimeError(f"{RESULTS} finds nothing")
    return found[1]


def _scores(portal: str, paths: dict[str, str]) -> list[str]:
    say(f"{f'median of {RUNS}':14}" + "".join(f"{name:>16}" for name in LEAST))
    short: list[str] = []
    for page, path in paths.items():
        judged = judge(portal + path)
        say(f"{page:14}" + "".join(f"{judged.scores[name]:16.0f}" for name in LEAST))
        say(f"{'':14}    " + "   ".join(f"{called} {judged.figures[name]:,.4g}" for name, called in FIGURES.items()))
        for name in judged.short():
            short += [f"{page}: {name} below {LEAST[name]}", *(f"  {line}" for line in judged.wanting[name])]
    say(f"{'at least':14}" + "".join(f"{least:16}" for least in LEAST.values()))
    return short


def _weights(portal: str, paths: dict[str, str]) -> list[str]:
    say(f"\n{'one visit':14}{'kilobytes':>16}{'at most':>16}")
    short: list[str] = []
    for page, weight, most in zip(paths, weigh(portal, [*paths.values()]), (FIRST, LATER, LATER), strict=True):
        say(f"{page:14}{weight:16.1f}{most:16}")
        if weight > most:
            short.append(f"{page}: heavier than {most} KB")
    return short


if __name__ == "__main__":
    sys.exit(main())
