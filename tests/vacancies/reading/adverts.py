"""The 49 real adverts that the project carries, for tables that say what each should read as."""

import json
from pathlib import Path

_FILE = Path(__file__).parents[3] / "recruitment/vacancies/data/scottish_adverts.jsonl"
ADVERTS = [json.loads(line) for line in _FILE.read_text("utf-8").split("\n") if line]


def texts(*fields: str) -> set[tuple[str | None, ...]]:
    """Every combination of the fields' texts that stands in an advert with any of them."""
    found = {tuple(advert[field] for field in fields) for advert in ADVERTS}
    return {combination for combination in found if any(combination)}
