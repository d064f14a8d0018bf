"""The web: doors, pages, and what turns domain errors into pages."""

import importlib
import pkgutil


def open_pages() -> None:
    """Imports every module below, so that each page hangs itself on its door."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
