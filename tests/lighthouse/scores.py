"""Lighthouse as it judges by default: a middling telephone on slow mobile data, simulated."""

import json
import os
import statistics
import subprocess
from dataclasses import dataclass
from typing import Any

from recruitment.settings import PROJECT
from tests.browser.conftest import CHROMIUM, QUIET

PROGRAM = PROJECT / "tests" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
RUNS = 5
# Of some runs Chromium's trace lacks its beginning, before anything was judged: Lighthouse asks to be run again.
UNRECORDED, ATTEMPTS = "NO_NAVSTART", 4
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Milliseconds but for the last, with the names they are known by.
FIGURES = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "speed-index": "SI",
           "total-blocking-time": "TBT", "cumulative-layout-shift": "CLS"}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A page in several runs: medians of scores and figures, and what lowered a score in any run."""

    scores: dict[str, float]
    figures: dict[str, float]
    wanting: dict[str, set[str]]

    def short(self) -> list[str]:
        return [name for name, least in LEAST.items() if self.scores[name] < least]


def judge(address: str) -> Judged:
    reports = [_report(address) for _ in range(RUNS)]
    return Judged(
        {name: statistics.median(_score(each, name) for each in reports) for name in LEAST},
        {name: statistics.median(each["audits"][name]["numericValue"] for each in reports) for name in FIGURES},
        {name: {line for each in reports for line in _wanting(each, name)} for name in LEAST},
    )


def _report(address: str) -> dict[str, Any]:
    for _ in range(ATTEMPTS):
        done = subprocess.run(
            [PROGRAM, address, "--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting",
             f"--chrome-flags=--headless=new {' '.join(QUIET)}"],
            env=os.environ | {"CHROME_PATH": str(CHROMIUM)}, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode == 0:
            return json.loads(done.stdout)
        if UNRECORDED not in done.stderr:
            break
    raise RuntimeError(f"lighthouse ended with {done.returncode} at {address}:\n{done.stderr[-3000:]}")


def _score(report: dict[str, Any], category: str) -> int:
    """Of 100; none where something could not be judged."""
    return round(100 * (report["categories"][category]["score"] or 0))


def _wanting(report: dict[str, Any], category: str) -> list[str]:
    """What lowered a score."""
    parts = [part["id"] for part in report["categories"][category]["auditRefs"] if part["weight"]]
    audits = [report["audits"][part] for part in parts]
    return [f"{each['title']} {each.get('displayValue', '')}" for each in audits if each["score"] not in (None, 1)]
