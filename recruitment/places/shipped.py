"""The rows of the geography that is shipped."""

import csv
import gzip
import io
from collections.abc import Iterator
from importlib import resources


def rows_of(file_name: str) -> Iterator[dict[str, str]]:
    """Rows of a file under `data/`, by the names of its columns."""
    content = (resources.files("recruitment.places") / "data" / file_name).read_bytes()
    if file_name.endswith(".gz"):
        content = gzip.decompress(content)
    return csv.DictReader(io.StringIO(content.decode()))
