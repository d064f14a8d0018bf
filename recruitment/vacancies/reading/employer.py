"""Employers' names made comparable, and the kind of organisation a name belongs to."""

import re
import unicodedata

# Names that differ in words, not only in form, by their normal form.
_SAME_BODY = {
    "western isles council": "comhairle nan eilean siar",
    "eilean siar council": "comhairle nan eilean siar",
    "na h eileanan siar council": "comhairle nan eilean siar",
    "borders council": "scottish borders council",
    "police service of scotland": "police scotland",
}
_CITY_COUNCIL = re.compile(r"(?:city of )?(.+?)(?: city)? council")
_PARTNERSHIP = re.compile(r"\bpartnership\b|\bhscp\b|\bintegration joint board\b")
_HEALTH = re.compile(r"\bnhs\b|\bhealth board\b|\bhospital\b")
_POLICE = re.compile(r"\bpolice\b")
_GOVERNMENT = re.compile(r"\bgovernment\b|\bmarine scotland\b|\btransport scotland\b|\bsocial security scotland\b")
_COUNCIL = re.compile(r"\bcouncil$|^comhairle\b")
# Councils of another sort: regulators, funders, communities.
_OTHER_COUNCIL = re.compile(r"\b(?:community|funding|services|teaching|sports|research|arts|law|consumer|bar) council$")
_BY_SECTOR = {"nhs": "health_board", "police": "police", "civil service": "government", "charity": "charity"}


def normal_name(text: str | None) -> str:
    """A name in the form in which two spellings of one employer are equal: "The City of Edinburgh Council" and
    "Edinburgh Council" are both "edinburgh council". What is not a council's own name keeps all its words.
    """
    without_accents = unicodedata.normalize("NFKD", (text or "").replace("&", " and ")).casefold()
    letters = "".join(letter for letter in without_accents if not unicodedata.combining(letter))
    outside_brackets = re.sub(r"\([^()]*\)", " ", letters)
    words = re.findall(r"[^\W_]+", outside_brackets.replace("'", "")) or re.findall(r"[^\W_]+", letters)
    name = " ".join(words).removeprefix("the ")
    council = _CITY_COUNCIL.fullmatch(name)
    if council:
        name = f"{council[1]} council"
    return _SAME_BODY.get(name, name)


def kind_of(sector: str | None, name: str | None) -> str:
    """The kind of organisation (council, health_board, police, government, charity, partnership, other).

    The name decides where it can: a partnership's advert is often filed under its council's sector.
    """
    normal = normal_name(name)
    if _PARTNERSHIP.search(normal):
        return "partnership"
    if _COUNCIL.search(normal) and not _OTHER_COUNCIL.search(normal):
        return "council"
    by_sector = _BY_SECTOR.get((sector or "").strip().casefold())
    if by_sector:
        return by_sector
    for kind, pattern in (("health_board", _HEALTH), ("police", _POLICE), ("government", _GOVERNMENT)):
        if pattern.search(normal):
            return kind
    return "other"
