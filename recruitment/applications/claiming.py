"""Guaranteed interviews, as a draft may claim them: by each scheme that its advert offers."""

from recruitment.applications.draft_queries import Draft
from recruitment.applications.vocabulary import PROMISES, SCHEMES


def offered_claims(draft: Draft) -> dict[str, str]:
    """Claims to an interview that the advert promises, with their words."""
    promised = draft.vacancy.schemes if draft.vacancy is not None else []
    return {claim: words for claim, words in SCHEMES.items() if PROMISES[claim] in promised}


def support_filled(draft: Draft) -> tuple[list[str], str]:
    """The claims and the needs with which the page begins: the draft's, or until it was saved the profile's. Of claims
    those alone by which the advert promises an interview."""
    if "support" in draft.application.sections:
        claims, needs = draft.guarantee.schemes if draft.guarantee else [], draft.support
    else:
        own, needs = draft.profile.guarantee, draft.profile.support
        claims = own.schemes if own else []
    return [claim for claim in claims if claim in offered_claims(draft)], needs.needs if needs else ""
