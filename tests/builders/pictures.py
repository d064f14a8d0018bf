"""One builder a noun: pictures to upload."""

from io import BytesIO

from PIL import Image


def a_picture() -> bytes:
    """A small PNG."""
    written = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(written, "PNG")
    return written.getvalue()
