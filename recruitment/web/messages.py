"""What both sides of a thread fill in: the words, a document, and the mark that keeps a form from being sent twice."""

import secrets
from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Length

from recruitment.core.errors import Refused
from recruitment.core.file_kinds import ACCEPTED, LARGEST_DOCUMENT
from recruitment.selection.message_actions import Words
from recruitment.selection.message_files import Upload, uploaded
from recruitment.selection.message_tables import LONGEST_SUBJECT, LONGEST_TEXT
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, at_most

# A file that is far too large is let in, to be refused beside its field with all else kept.
LARGEST_UPLOAD = 32 * 1024 * 1024
ACCEPTS = ACCEPTED
SENT_ALREADY = "This was sent already, so nothing was sent again."


class WordsForm(HouseForm):
    """`sending` is drawn when the page is made, so that pressing its button twice sends once."""

    text = TextField("Your message", [Needed("Write your message"), at_most(LONGEST_TEXT, "The message")])
    file = FileField(
        "Attach a document", description="PDF, Word (.docx), OpenDocument (.odt) or plain text, up to 10 MB"
    )
    sending = HiddenField(validators=[Length(max=64)])

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        if not self.sending.data:
            self.sending.data = secrets.token_hex(16)

    def read_file(self) -> tuple[Upload | None, bool]:
        """The document, if there is one; and whether all is well: else the field says what is wrong."""
        given = self.file.data
        if not given or not getattr(given, "filename", ""):
            return None, True
        try:
            return uploaded(given.filename, given.read(LARGEST_DOCUMENT + 1)), True
        except Refused as problem:
            self.file.errors = [str(problem)]
            return None, False

    def words(self, subject: str, upload: Upload | None) -> Words:
        return Words(subject=subject, text=self.text.data, key=self.sending.data, upload=upload)


class SubjectForm(WordsForm):
    """The first message of a thread."""

    subject = LineField(
        "Subject", [Needed("Enter a subject, for example Question about the interview"),
                    at_most(LONGEST_SUBJECT, "The subject")],
    )  # fmt: skip
