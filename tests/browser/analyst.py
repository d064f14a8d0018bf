"""COSLA's analyst reads what advertising cost, on the page and as a file."""

from decimal import Decimal

from tests.browser.visitor import Visitor
from tests.builders.files import lines_of_csv


def read_spend(analyst: Visitor, council: str, medium: str) -> Decimal:
    """The net spend of one council on one medium, in pounds, from the table's file."""
    analyst.open("/cosla/figures/spend")
    analyst.unfold("Choose what to see")
    for name, choice in (("Organisation", council), ("Medium", medium)):
        analyst.unfold(name)
        analyst.group(name).get_by_label(choice, exact=True).check()
    analyst.press("Show")
    analyst.sees_heading("Advertising spend")
    if analyst.main().get_by_text("No spend is recorded for this choice").count():
        return Decimal()
    (row,) = [row for row in _download(analyst) if row["Organisation"] != "Total"]
    net = Decimal(row["Net (£)"])
    assert row["Organisation"] == council
    analyst.sees(f"£{net:,.2f}")
    return net


def _download(analyst: Visitor) -> list[dict[str, str]]:
    with analyst.page.expect_download() as saving:
        analyst.link("Download this table (CSV)").first.click()
    saved = saving.value
    assert saved.suggested_filename == "spend-by-organisation.csv"
    return lines_of_csv(saved.path().read_text("utf-8-sig"))
