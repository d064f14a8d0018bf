"""A CV as lines, and the lines by the part that their headings begin. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

BREAKS: Final = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "td", "th", "table", "ul", "ol"}
BULLETS: Final = "•▪◦‣●■–—-*·o\uf0b7"
# What begins each part; compared in small letters, without what is not a letter.
HEADINGS: Final = {
    "employment": "employment, employment history, work experience, work history, career history, experience, "
    "professional experience, relevant experience, work, career, volunteering, voluntary work, voluntary experience, "
    "volunteer experience, employment and volunteering, employment and experience, career to date, jobs",
    "education": "education, education and qualifications, qualifications, academic qualifications, "
    "qualifications and education, academic background, schooling, school and college, academic history, "
    "education and training, education history, studies",
    "training": "training, courses, training courses, professional development, training and certificates, "
    "certifications, certificates, training and development, training and courses, additional training, "
    "continuing professional development, cpd",
    "registrations": "registrations, registration, memberships, professional registrations, professional memberships, "
    "registrations and memberships, professional registration, licences, registrations and licences, "
    "registrations and checks, professional bodies, registration and checks, driving, additional information, "
    "other information, further information",
    "languages": "languages, language skills, languages spoken",
    "skills": "skills, key skills, core skills, it skills, skills and abilities, strengths, key strengths, "
    "skills and strengths, technical skills, computer skills, what i am good at",
    "contact": "contact, contact details, personal details, personal information, contact information, details",
    "other": "profile, personal profile, personal statement, summary, about me, objective, career objective, "
    "professional summary, interests, hobbies, hobbies and interests, interests and hobbies, references, referees, "
    "reference, achievements, publications, career summary, introduction",
}  # fmt: skip
PART_OF: Final = {name: part for part, names in HEADINGS.items() for name in names.split(", ")}


@dataclass(frozen=True)
class Line:
    text: str
    is_item: bool = False


class _Reader(HTMLParser):
    """The cells of a row of a table stand in one line as far as each has one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.cells: list[list[Line]] | None = None
        self.words, self.is_item = "", False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BREAKS:
            self._end_line()
        if tag == "li":
            self.is_item = True
        elif tag == "tr":
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self._end_line()
        if tag == "li":
            self.is_item = False
        elif tag == "tr" and self.cells is not None:
            row, self.cells = self.cells, None
            self.lines += _row(row)

    def handle_data(self, data: str) -> None:
        self.words += data

    def close(self) -> None:
        super().close()
        self._end_line()

    def _end_line(self) -> None:
        # Printers join letters to one sign, such as “fi”.
        said, self.words = " ".join(unicodedata.normalize("NFKC", self.words).split()), ""
        if not said:
            return
        bare = said.lstrip(BULLETS[:-2] + "\uf0b7 ").strip() if said[0] in BULLETS and said[:1] != "o" else said
        line = Line(bare, self.is_item or bare != said)
        (self.cells[-1] if self.cells else self.lines).append(line)


def _row(cells: list[list[Line]]) -> list[Line]:
    held = [cell for cell in cells if cell]
    if not held:
        return []
    first = Line(" | ".join(cell[0].text for cell in held))
    return [first, *(line for cell in held for line in cell[1:])]


def lines_of(html: str) -> list[Line]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.lines


def heading_of(line: Line) -> str | None:
    """The part that this line begins, when it is nothing but a heading."""
    words = " ".join(re.sub(r"[^a-z ]", " ", line.text.lower().replace("&", " and ")).split())
    return PART_OF.get(words) if len(line.text) <= 45 else None


def parts_of(lines: list[Line]) -> dict[str, list[Line]]:
    """Lines by part; those above the first heading are the head. A part that is named twice goes on."""
    found: dict[str, list[Line]] = {"head": []}
    part = "head"
    for line in lines:
        begun = heading_of(line)
        name, colon, rest = line.text.partition(":")
        if begun is not None:
            part = begun
            found.setdefault(part, [])
        elif colon and rest.strip() and (inline := heading_of(Line(name))) in ("languages", "skills"):
            # “Languages: Gaelic, Polish” is a part of one line.
            found.setdefault(inline or "", []).append(Line(rest.strip()))
        else:
            found[part].append(line)
    return found
