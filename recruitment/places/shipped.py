"""The rows of the geography that is shipped."""

import csv
import gzip
import io
from collections.abc import Iterator
from importlib import resources


def rows_of(file_name: str) -> Iterator[dict[str, str]]:
    """Each row of a file in `data/` by its columns' names; what ends in .gz is packed."""
    return csv.DictReader(io.StringIO(_content(file_name).decode()))


def number_of_rows(file_name: str) -> int:
    """By its lines, which is much faster than reading them; no value of ours holds a line's end."""
    return _content(file_name).count(b"\n") - 1


def _content(file_name: str) -> bytes:
    content = (resources.files("recruitment.places") / "data" / file_name).read_bytes()
    return gzip.decompress(content) if file_name.endswith(".gz") else content
