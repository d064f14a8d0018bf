"""What the source may not hold: raw SQL, other clocks, long files, imports hidden in functions, hidden commits."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from recruitment.settings import PROJECT

LONGEST = 300
SOURCES = sorted((PROJECT / "recruitment").rglob("*.py"))
TESTS = sorted((PROJECT / "tests").rglob("*.py"))
PAGES = sorted((PROJECT / "templates").rglob("*.*"))
ASSETS = [
    path for kind in ("css", "js", "mjs") for path in sorted((PROJECT / "static").rglob(f"*.{kind}"))
    if "vendor" not in path.parts
]  # fmt: skip
# Where a raw connection is needed, and why.
RAW = {
    "core/transactions.py": "PRAGMA and BEGIN of SQLite",
    "demonstration/bulk.py": "COPY of a made-up history to measure with",
}
COMMITTING = {"core/transactions.py", "web/doors.py"}
CLOCK = {"core/clock.py"}


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT / "recruitment"))


def attributes(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Every `a.b` and plain call by name, as (a, b) and ('', name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            yield (getattr(owner, "id", getattr(owner, "attr", "")), node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield ("", node.func.id)


@pytest.mark.parametrize("path", [*SOURCES, *TESTS, *PAGES, *ASSETS], ids=str)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_raw_sql(path: Path) -> None:
    if name_of(path) in RAW:
        return
    tree = ast.parse(path.read_text())
    raw = {
        (owner, name)
        for owner, name in attributes(tree)
        if name in ("exec_driver_sql", "raw_connection")
        or (owner, name) in (("sqlalchemy", "text"), ("sa", "text"), ("engine", "connect"), ("engine", "begin"))
        or (owner, name) in (("db", "text"), ("session", "connection"))
    }
    raw |= {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name in ("text", "literal_column", "TextClause") and name_of(path) != "core/tenancy.py"
    }
    assert raw == set()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_one_clock(path: Path) -> None:
    if name_of(path) in CLOCK:
        return
    other = {
        pair
        for pair in attributes(ast.parse(path.read_text()))
        if pair in (("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time"), ("time", "sleep"))
    }
    assert other == set()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_doors_and_transactions_commit(path: Path) -> None:
    commits = ("session", "commit") in set(attributes(ast.parse(path.read_text())))
    assert not commits or name_of(path) in COMMITTING


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text())
    hidden = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.If)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_doors_read_the_current_user(path: Path) -> None:
    readers = {"web/sessions.py", "web/navigation.py", "web/account/security.py", "web/account/limits.py",
               "web/account/second_factor.py"}  # fmt: skip
    names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
    assert "current_user" not in names or name_of(path) in readers
