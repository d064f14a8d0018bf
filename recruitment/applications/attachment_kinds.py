"""What applicants may attach, recognised by its content: PDF, Word, OpenDocument, and photographs of papers."""

import io
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from recruitment.core.documents import MOST_PIXELS
from recruitment.core.errors import Refused
from recruitment.core.file_kinds import KINDS as DOCUMENTS
from recruitment.core.file_kinds import Kind, kind_of

LARGEST: Final = 5 * 1024 * 1024
# Pixels of a picture's longer side: enough to read a page of small print.
SIDE: Final = 3000
PICTURES: Final = {"jpg": Kind("JPEG", ".jpg", "image/jpeg"), "png": Kind("PNG", ".png", "image/png")}
KINDS: Final = {name: DOCUMENTS[name] for name in ("pdf", "docx", "odt")} | PICTURES
ACCEPTED: Final = ".pdf,.docx,.odt,.jpg,.jpeg,.png"
NONE_OF_THEM: Final = (
    "The file is none of these: PDF, Word (.docx), OpenDocument (.odt), JPEG or PNG picture. Choose another one"
)
MARKS: Final = (b"\xff\xd8\xff", b"\x89PNG")


def read_upload(content: bytes, filename: str) -> tuple[str, bytes]:
    """Its kind, one of KINDS, and what is kept of it. Raises Refused with what to do.

    A picture is drawn anew, so that nothing but what it shows is passed on: not where it was taken, nor with what.
    """
    if len(content) > LARGEST:
        raise Refused("The file is larger than 5 MB. Make it smaller, or scan it in black and white")
    if content.startswith(MARKS):
        return _picture(content)
    kind = kind_of(content, filename)
    if kind not in KINDS:
        raise Refused(NONE_OF_THEM)
    return kind, content


def _picture(content: bytes) -> tuple[str, bytes]:
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("The picture has too many pixels. Make it smaller than 6,000 by 6,000")
            kind = "png" if picture.format == "PNG" else "jpg"
            made = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as problem:
        raise Refused("The picture is damaged and cannot be opened. Choose another one") from problem
    made.thumbnail((SIDE, SIDE))
    written = io.BytesIO()
    made.save(written, "PNG" if kind == "png" else "JPEG", optimize=True)
    return kind, written.getvalue()
