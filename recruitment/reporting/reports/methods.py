"""How each figure is made, in plain English: what a reader is led to from every column of every report."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Method:
    name: str
    told: tuple[str, ...]


METHODS: Final[dict[str, Method]] = {
    "year": Method("Financial year", ("From 1 April to 31 March. 2025–26 begins on 1 April 2025.",)),
    "placements": Method(
        "Placements",
        (
            "A placement is one purchase of advertising that an organisation recorded in its ledger.",
            "It counts in the financial year of its date. Entries that were struck out do not count.",
        ),
    ),
    "net": Method("Net spend", ("The sum of what placements cost before VAT.",)),
    "vat": Method("VAT", ("The sum of the VAT on placements, as it stands on the invoices.",)),
    "gross": Method("Gross spend", ("Net spend and VAT together.",)),
    "share-online": Method(
        "Share online",
        ("Net spend on this portal, job boards and social media, divided by all net spend that is shown.",),
    ),
    "applications": Method(
        "Applications",
        (
            "Applications that were sent to the organisation in the financial year, whatever medium brought them.",
            "Drafts do not count. Applications that were withdrawn later do.",
        ),
    ),
    "cost-of-an-application": Method(
        "Net cost of an application",
        (
            "The net spend shown, divided by the applications shown, to the nearest penny.",
            "It is left out where the number of applications is withheld.",
        ),
    ),
    "promises": Method(
        "Promised dates",
        (
            "An advert can promise by when applicants hear of the shortlist, of interviews and of the decision.",
            "A promise was kept where every applicant had been told by the end of that day; all others were missed.",
            "It counts in the financial year of the promised day.",
        ),
    ),
    "origins": Method(
        "Where those appointed came from",
        (
            "When a vacancy ends, the council says of each post filled whether the person came from outside local "
            "government, from its own staff, from another Scottish council or by redeployment.",
            "It counts in the financial year in which the vacancy ended.",
        ),
    ),
    "share-outside": Method(
        "Share from outside",
        ("Posts filled from outside local government, divided by all posts filled whose origin is shown.",),
    ),
    "unfilled": Method(
        "Vacancies not filled",
        ("Vacancies that ended without an appointment, in the financial year in which they ended.",),
    ),
    "staying": Method(
        "Six months on",
        (
            "Six months after a post was filled the council is asked whether the person is still in post.",
            "The share is of all whose council answered.",
        ),
    ),
    "equality": Method(
        "Equality",
        (
            "Each figure counts applications that reached a stage which was over in this financial year. A person who "
            "applied twice counts twice.",
            "A share is of everyone who is shown at that stage. How many did not answer is never shown.",
            "Whoever chose two or more long-term conditions is counted once, as having more than one.",
            "A year is published once, when it is over, and does not change afterwards.",
        ),
    ),
    "withheld": Method(
        "Withheld figures",
        (
            "A count of people that is small could point to somebody, so it is withheld, and the page says so in its "
            "place.",
            "Where it could be worked out from others, a larger one is withheld with it, and so is a total.",
        ),
    ),
}
