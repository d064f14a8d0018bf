"""Templates mirror endpoints, and none smuggles in what the content policy forbids."""

import re
from pathlib import Path

import pytest
from flask import Flask

from recruitment.settings import PROJECT

TEMPLATES = PROJECT / "templates"
SHARED = ("components", "layouts", "errors", "letters")
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if path.relative_to(TEMPLATES).parts[0] not in SHARED)


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_lies_where_its_endpoint_says(path: Path, app: Flask) -> None:
    """templates/<door>/<module>/<view>.html, where <door>.<view> is an endpoint; a leading _ marks a shared part."""
    door, module, page = path.relative_to(TEMPLATES).parts
    name = page.removesuffix(".html")
    if name.startswith("_"):
        return
    endpoint = f"security.{name}" if (door, module) == ("account", "security") else f"{door}.{name}"
    assert endpoint in app.view_functions
    if not endpoint.startswith("security."):
        assert app.view_functions[endpoint].__module__ == f"recruitment.web.{door}.{module}"


VIEWS = sorted((PROJECT / "recruitment" / "web").glob("*/*.py"))


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_view_names_pages_of_its_own(path: Path) -> None:
    """The other way round: what a module of a door renders lies in its folder, but for shared parts and
    the pages whose endpoints are the library's."""
    named = re.findall(r"[\"']([a-z_]+/[a-z_]+/[a-z_{}]+)\.html[\"']", path.read_text())
    own = (f"{path.parent.name}/{path.stem}/", "account/security/")
    assert [name for name in named if not name.startswith(own) and "/_" not in name] == []


@pytest.mark.parametrize(
    "path", sorted(path for path in TEMPLATES.rglob("*.html") if "letters" not in path.parts), ids=name_of
)
def test_nothing_inline(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"<script(?![^>]*\b(src|type=\"application/ld\+json\"))", source)
    assert not re.search(r"\sstyle=", source)
    assert not re.search(r"<style", source)
    assert not re.search(r"\son[a-z]+=\"", source)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=name_of)
def test_nothing_is_called_safe(path: Path) -> None:
    """Output is escaped; what is HTML already says so by its type, made where it was cleaned."""
    assert "|safe" not in path.read_text().replace(" ", "")
