"""A small file that unpacks to a huge picture is refused in words, before it is unpacked."""

import io

import pytest
from PIL import Image

from recruitment.core.documents import picture_from
from recruitment.core.errors import Refused


@pytest.mark.parametrize("side", [7_000, 14_000])
def test_a_picture_of_too_many_pixels(side: int) -> None:
    written = io.BytesIO()
    Image.new("1", (side, side)).save(written, "PNG")
    with pytest.raises(Refused):
        picture_from(written.getvalue())
