"""What a request may hold: numbers and characters that a column can, on PostgreSQL as on SQLite."""

from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter, Map

# What the four bytes of an INTEGER hold.
LARGEST = 2**31 - 1


def within(typed: str) -> int:
    """A whole number as `type=int` reads it. Raises ValueError for what no column holds, so that it counts as none."""
    number = int(typed)
    if abs(number) > LARGEST:
        raise ValueError(typed)
    return number


class Asked(ImmutableMultiDict[str, Any]):
    """The parameters of an address or a form, or a form's files.

    Without NULs, which PostgreSQL's texts cannot hold and nobody types; `type=int` means a number that a column holds.
    """

    def __init__(self, mapping: Any = None) -> None:
        super().__init__((name, _storable(value)) for name, value in MultiDict(mapping).items(multi=True))

    # Werkzeug declares five overloads for what is one signature.
    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]
        return super().get(key, default, within if type is int else type)

    def getlist(self, key: str, type: Any = None) -> list[Any]:
        return super().getlist(key, within if type is int else type)


class HouseRequest(Request):
    parameter_storage_class = Asked


class Id(IntegerConverter):
    """The id of a row in an address; what is no row's is no address."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": LARGEST, **options})


def set_bounds(app: Flask) -> None:
    """Before any address is made."""
    app.request_class = HouseRequest
    app.url_map.converters = {**app.url_map.converters, "int": Id}


def refuse_unspeakable_addresses() -> None:
    """No address of ours holds a NUL."""
    if "\0" in request.path:
        raise NotFound


def is_from_own_page() -> bool:
    """Whether the browser itself says that a page of ours sent this (Fetch Metadata, else the Origin).

    No page can write either header, so no other site can make a browser say it. Old browsers may say nothing.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def _storable(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value
