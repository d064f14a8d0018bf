"""Whether a post asks for Gaelic, and the schemes that it is under: read only where the text says so outright."""

import re

_GAELIC = r"(?:gaelic|g[àa]idhlig)"
# A language that is asked for, not a place, a school or a service that bears its name.
_ESSENTIAL = re.compile(
    rf"\bfluen(?:t|cy) (?:in |spoken |written |and |scottish )*{_GAELIC}\b"
    rf"|\b{_GAELIC}(?: \w+){{0,3}} (?:is |are )?(?:essential|required|necessary)\b"
    rf"|\bessential\b[^.;]{{0,40}}\b{_GAELIC}\b|\bteacher of {_GAELIC}\b|\b{_GAELIC} teacher\b"
    rf"|\b{_GAELIC}[ -]speaking\b",
    re.I,
)
_DESIRABLE = re.compile(
    rf"\b{_GAELIC}(?: \w+){{0,3}} (?:is |are |would be )?(?:an? )?(?:desirable|advantage(?:ous)?|welcome)\b"
    rf"|\bdesirable\b[^.;]{{0,40}}\b{_GAELIC}\b",
    re.I,
)
_NOT_NEEDED = re.compile(
    rf"\b{_GAELIC}(?: \w+){{0,3}} (?:is |are )?not (?:essential|required|necessary|needed)\b", re.I
)
_PROMISE = r"guaranteed? (?:an |a )?(?:job )?interview"
_SCHEMES = {
    "guaranteed_interview": re.compile(
        rf"\bdisability confident\b|\b{_PROMISE} scheme\b|\b{_PROMISE}\b[^.;]{{0,60}}\bdisab"
        rf"|\bdisab[^.;]{{0,60}}\b{_PROMISE}\b",
        re.I,
    ),
    "no_experience": re.compile(
        r"\bno (?:previous |prior )?experience (?:is |of any kind is )?(?:needed|required|necessary)\b"
        r"|\bexperience (?:is )?not (?:needed|required|necessary|essential)\b",
        re.I,
    ),
    "veterans": re.compile(rf"\b{_PROMISE}\b[^.;]{{0,60}}\bveterans?\b|\bveterans?\b[^.;]{{0,60}}\b{_PROMISE}\b", re.I),
    "care_experienced": re.compile(
        rf"\b{_PROMISE}\b[^.;]{{0,60}}\bcare[ -](?:experienced?|leavers?)\b"
        rf"|\bcare[ -](?:experienced?|leavers?)\b[^.;]{{0,60}}\b{_PROMISE}\b",
        re.I,
    ),
}


def read_gaelic(*texts: str) -> str:
    """A code of vocabulary.GAELIC: none where no text asks for it."""
    said = ". ".join(texts)
    if _NOT_NEEDED.search(said):
        return "desirable" if _DESIRABLE.search(said) else "none"
    if _ESSENTIAL.search(said):
        return "essential"
    return "desirable" if _DESIRABLE.search(said) else "none"


def read_schemes(*texts: str) -> list[str]:
    """Codes of vocabulary.SCHEMES, in its order."""
    said = ". ".join(texts)
    return [code for code, pattern in _SCHEMES.items() if pattern.search(said)]
