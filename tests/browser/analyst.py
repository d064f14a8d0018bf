"""COSLA's analyst reads what advertising cost, on the page and as a file."""

import csv
import io
from decimal import Decimal

from tests.browser.visitor import Visitor


def read_spend(analyst: Visitor, council: str, medium: str) -> Decimal:
    """The net spend of one council on one medium, in pounds, from the table's file."""
    analyst.open("/cosla/spend")
    analyst.unfold("Choose what to see")
    for name, choice in (("Organisation", council), ("Medium", medium)):
        analyst.unfold(name)
        analyst.group(name).get_by_label(choice, exact=True).check()
    analyst.press("Show")
    analyst.sees_heading("Advertising spend")
    rows = _download(analyst)
    if not rows:
        analyst.sees("No spend is recorded for this choice")
        return Decimal()
    (row,) = rows
    net = Decimal(row["Net £"])
    assert row["Organisation"] == council
    analyst.sees(f"£{net:,.2f}")
    return net


def _download(analyst: Visitor) -> list[dict[str, str]]:
    with analyst.page.expect_download() as saving:
        analyst.link("Download spend by organisation as CSV").click()
    saved = saving.value
    assert saved.suggested_filename == "advertising-spend-by-organisation.csv"
    return list(csv.DictReader(io.StringIO(saved.path().read_text("utf-8-sig"))))
