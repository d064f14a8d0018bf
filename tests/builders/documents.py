"""One builder a noun: documents to attach, and rows of attached ones."""

import io
import zipfile
from typing import Any

from recruitment.core import clock
from recruitment.core.documents import keep_bytes
from recruitment.extensions import db
from recruitment.vacancies.attachment_tables import CLEAN, INFECTED, Attachment
from recruitment.vacancies.tables import Vacancy

# The harmless file that every scanner takes for malware (eicar.org), in two parts so that none takes this one for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*").encode()
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADING = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def packed(parts: dict[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return written.getvalue()


def a_word_document(
    *paragraphs: str, body: str = "", main_type: str = WORD_TYPE, more: dict[str, str | bytes] | None = None
) -> bytes:
    """The first of the paragraphs is a heading; `body` is further WordprocessingML."""
    written = "".join(
        f"<w:p>{HEADING if number == 0 else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"
        for number, text in enumerate(paragraphs)
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.'
            f'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{main_type}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="s1" '
            f'Type="{office}/styles" Target="styles.xml"/></Relationships>',
            "word/styles.xml": f'<w:styles xmlns:w="{WORD_NAMESPACE}"><w:style w:type="paragraph" w:styleId="Heading1">'
            f'<w:name w:val="heading 1"/></w:style></w:styles>',
            "word/document.xml": f'<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{written}{body}</w:body>'
            "</w:document>",
            **(more or {}),
        }
    )


def an_opendocument(text: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """`text` is what stands in office:text."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return packed(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
            f'xmlns:table="{names}:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
            **(more or {}),
        }
    )


def a_pdf(*lines: str) -> bytes:
    """One page with these lines, each set by itself."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 11 Tf 50 780 Td {shown}ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


def an_attachment(
    vacancy: Vacancy, *, name: str = "Job description", state: str = CLEAN, content: bytes = b"Clean classrooms.",
    **facts: Any,
) -> Attachment:  # fmt: skip
    """A plain text that was checked and read, unless told."""
    given: dict[str, Any] = {
        "kind": "txt",
        "uploaded_by": vacancy.created_by or 0,
        "scanned_at": clock.now() if state in (CLEAN, INFECTED) else None,
        "threat": "Test-Threat" if state == INFECTED else "",
        **facts,
    }
    attachment = Attachment(
        organisation_id=vacancy.organisation_id,
        vacancy_id=vacancy.id,
        name=name,
        size=len(content),
        digest=keep_bytes(content),
        state=state,
        **given,
    )
    db.session.add(attachment)
    db.session.commit()
    return attachment
