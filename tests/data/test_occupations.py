"""The shipped categories and SOC 2020 lists: codes resolve, nothing twice."""

import csv
import re
from importlib import resources

DATA = resources.files("recruitment.vacancies") / "data"


def _rows(file_name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / file_name).read_text(encoding="utf-8").splitlines()))


CATEGORIES = _rows("categories.csv")
UNIT_GROUPS = {row["code"]: row["title"] for row in _rows("soc2020_groups.csv")}


def test_all_412_unit_groups_of_the_classification() -> None:
    assert len(UNIT_GROUPS) == len(_rows("soc2020_groups.csv")) == 412
    assert all(re.fullmatch(r"[1-9]\d{3}", code) and title for code, title in UNIT_GROUPS.items())


def test_job_titles_lead_to_unit_groups() -> None:
    job_titles = [(row["title"], row["code"]) for row in _rows("soc2020_related_titles.csv")]
    assert len(job_titles) == len(set(job_titles)) == 2091
    assert {code for _, code in job_titles} <= UNIT_GROUPS.keys()
    assert all(title == " ".join(title.split()) for title, _ in job_titles)


def test_about_25_categories_each_told_apart() -> None:
    assert 23 <= len(CATEGORIES) <= 30
    for column in ("code", "slug", "name", "description"):
        values = [category[column] for category in CATEGORIES]
        assert all(values) and len(set(values)) == len(values)
    assert all(re.fullmatch(r"[a-z_]{1,40}", category["code"]) for category in CATEGORIES)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", category["slug"]) for category in CATEGORIES)
    assert all(len(category["slug"]) <= 60 for category in CATEGORIES)


def test_a_unit_group_belongs_to_one_category_at_most() -> None:
    assigned = [code for category in CATEGORIES for code in category["soc_unit_groups"].split(" ")]
    assert len(set(assigned)) == len(assigned)
    assert set(assigned) <= UNIT_GROUPS.keys()


def test_a_keyword_belongs_to_one_category() -> None:
    keywords = [keyword for category in CATEGORIES for keyword in category["keywords"].split(";")]
    assert len(set(keywords)) == len(keywords)
    assert all(re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", keyword) for keyword in keywords)
