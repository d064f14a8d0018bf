"""One builder a noun: pictures to upload."""

from io import BytesIO

from PIL import Image


def a_picture(shade: int = 128) -> bytes:
    """A small PNG; each shade of blue is another."""
    written = BytesIO()
    Image.new("RGB", (40, 20), (0, 0, shade)).save(written, "PNG")
    return written.getvalue()
