"""Questions for applicants, and documents asked for, as other programs send them: a line each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from recruitment.core.errors import Refused
from recruitment.vacancies.documents_asked import Wanted, lines_of, wanted_from
from recruitment.vacancies.question_rules import (
    KINDS,
    MOST_QUESTIONS,
    Asked,
    problems,
    shown_flags,
    stored_flags,
    tidied,
)

SHOWN: Final = 40
# Words that begin a part of a line; what has none are the answers to choose from.
HELP, LOOK, WORDS = "help:", "look at:", "words:"
Bank = Mapping[str, Asked]
# The columns of documents to attach, and whether applicants must.
DOCUMENTS: Final = {"documents_needed": True, "documents_welcome": False}


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def bank_by_name(rows: Sequence[Any]) -> dict[str, Asked]:
    """Questions of a bank by their words and by their numbers."""
    found: dict[str, Asked] = {}
    for row in rows:
        found[str(row.id)] = found[folded(row.text)] = row.asked
    return found


def line_of(asked: Asked) -> str:
    """A question in full, so that reading the line gives it again."""
    parts = [asked.text, KINDS[asked.kind]]
    parts += [" / ".join(asked.options)] if asked.options else []
    parts += [f"{LOOK} {' / '.join(shown_flags(asked))}"] if asked.flagged else []
    parts += [f"{WORDS} {asked.longest}"] if asked.longest else []
    parts += [f"{HELP} {' '.join(asked.help.split())}"] if asked.help else []
    return " | ".join([*parts, *(["required"] if asked.is_required else [])])


def read_line(line: str, bank: Bank) -> Asked:
    """Raises ValueError with what to do."""
    text, *parts = (part.strip() for part in line.split("|"))
    known = bank.get(folded(text.removeprefix("#")))
    if not parts:
        if known is None:
            raise ValueError("This is no question of your bank. Write it as in the bank, or add how it is answered")
        return known
    names = {folded(name): code for code, name in KINDS.items()} | {code: code for code in KINDS}
    kind = names.get(folded(parts[0]))
    if kind is None:
        raise ValueError(f"“{parts[0][:SHOWN]}” is no way to answer. Write one of: {'; '.join(KINDS.values())}")
    asked = Asked(text=" ".join(text.split()), kind=kind)
    for part in filter(None, parts[1:]):
        asked = _with(asked, part)
    asked = tidied(asked)
    if wrong := problems(asked):
        raise ValueError(next(iter(wrong.values())))
    return asked


def _with(asked: Asked, part: str) -> Asked:
    said = part.casefold()
    if said == "required":
        return replace(asked, is_required=True)
    if said.startswith(HELP):
        return replace(asked, help=part[len(HELP) :].strip())
    if said.startswith(LOOK):
        return replace(asked, flagged=stored_flags(asked.kind, _listed(part[len(LOOK) :])))
    if said.startswith(WORDS):
        number = part[len(WORDS) :].strip()
        if not number.isdecimal():
            raise ValueError("Enter the most words as a number, for example words: 200")
        return replace(asked, longest=int(number))
    return replace(asked, options=tuple(_listed(part)))


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split("/") if each.strip()]


def questions_read(
    boxes: Mapping[str, Any], wrong: dict[str, str], bank: Bank, held: Sequence[Wanted] = ()
) -> dict[str, Any]:
    """What a row says of questions, documents and names, as columns of a vacancy; what is wrong goes into `wrong`.

    `held`: the documents that the draft asks for already; of the kind of which a row is silent they stay.
    """
    facts: dict[str, Any] = {}
    if any(column in boxes for column in DOCUMENTS):
        facts["documents_asked"] = _documents(boxes, wrong, held)
    if "hide_names" in boxes:
        facts["hides_names"] = boxes["hide_names"] == "yes"
    asked: list[Asked] = []
    for line in boxes.get("questions", ()):
        try:
            asked.append(read_line(line, bank))
        except ValueError as problem:
            wrong.setdefault("questions", f"“{line[:SHOWN]}”: {problem}")
    if len({each.key for each in asked}) < len(asked):
        wrong.setdefault("questions", "A question stands there twice. Remove one of them")
    if len(asked) > MOST_QUESTIONS:
        wrong.setdefault("questions", f"Enter {MOST_QUESTIONS} questions at most")
    if "questions" in boxes:
        facts["questions"] = [each.facts for each in asked]
    return facts


def _documents(boxes: Mapping[str, Any], wrong: dict[str, str], held: Sequence[Wanted]) -> list[dict[str, Any]]:
    told = {column: "\n".join(boxes[column]) for column in DOCUMENTS if column in boxes}
    lines = [told.get(column, lines_of(held, required=required)) for column, required in DOCUMENTS.items()]
    for column, text in told.items():
        try:
            wanted_from(text, "")
        except Refused as problem:
            wrong.setdefault(column, str(problem))
            return []
    try:
        return [each.facts for each in wanted_from(*lines)]
    except Refused as problem:
        wrong.setdefault(next(iter(told)), str(problem))
        return []
