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
    "baseline": Method(
        "Spend before the portal",
        (
            "What somebody else has stated that the council spent on recruitment advertising in a financial year "
            "before the portal, 2006–07 or 2007–08, the later where both are known. Each has its source.",
            "A stated spend may be rounded, to thousands of pounds for example.",
        ),
    ),
    "real-terms": Method(
        "Real terms",
        (
            "The spend before the portal, multiplied by how much dearer things have become since: the mean of the "
            "Consumer Prices Index (Office for National Statistics) over this financial year, divided by its mean over "
            "that one.",
            "It is not known where the index of the year has not been entered.",
        ),
    ),
    "saving": Method(
        "Saving",
        (
            "The spend before the portal less the net spend on record now, of organisations of which both are known.",
            "Spend that an organisation has not recorded is not counted, so where ledgers have gaps the true saving is "
            "smaller.",
        ),
    ),
    "live": Method(
        "Vacancies open now",
        (
            "Adverts that anyone can read here, from the moment that they are public until their closing time. One "
            "vacancy may have several posts.",
        ),
    ),
    "applications": Method(
        "Applications",
        (
            "Applications that were sent to adverts published in the financial year, whatever medium brought them.",
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
    "vacancies": Method(
        "Vacancies",
        (
            "Adverts that were published in the financial year, internal ones too, and the posts that they offered.",
            "Counts of vacancies are no counts of people, and are not withheld.",
        ),
    ),
    "applications-to-vacancies": Method(
        "What vacancies brought",
        (
            "Applications that were sent, shortlisted and appointed to vacancies that were published in the financial "
            "year, whenever they were.",
            "Applications a vacancy are these, divided by those vacancies.",
        ),
    ),
    "net-on-vacancies": Method(
        "Net spend on vacancies",
        (
            "Spend before VAT on vacancies that were published in the financial year, whenever it was made; what was "
            "bought for several is shared out among them.",
        ),
    ),
    "costs": Method(
        "What it costs to hire",
        (
            "Net spend on vacancies, divided by the vacancies, by the applications to them, by those shortlisted or by "
            "those appointed, to the nearest penny. It is left out where there is none, or their number is withheld.",
        ),
    ),
    "days": Method(
        "Days to hire",
        (
            "From the day on which a vacancy was sent for approval, or else published, to that of its first "
            "appointment; of vacancies filled in the financial year. Its parts run from date to date.",
            "A quarter of the vacancies took no longer than the first figure, half no longer than the second, three "
            "quarters no longer than the third. Parts have figures of their own, which do not add up to the whole’s.",
            "They are withheld where few vacancies were filled.",
        ),
    ),
    "applicants-outside": Method(
        "Applicants from outside",
        ("Of applicants who said whether they work for a Scottish council, the share that does not.",),
    ),
    "churn": Method(
        "Already at a council",
        ("The share of posts filled by people who worked for a Scottish council before, redeployed ones too.",),
    ),
    "redeployed": Method("Redeployed", ("The share of posts that were filled by redeployment.",)),
    "response": Method(
        "Response by medium",
        (
            "Applicants are asked where they saw the advert. Applications and appointments count for the medium that "
            "they named, spend for the medium that was paid. Who said nothing counts for none.",
            "The cost of an appointment is what was spent in a medium on vacancies of this kind of work, divided by "
            "the appointments of those who named it.",
        ),
    ),
    "quality": Method(
        "Quality of data",
        (
            "Of vacancies published in the years: how many have no department, kind of work or place, and on how many "
            "nothing is spent. Of those that ended: how many have no answer to where people came from, or why it was "
            "not filled. And adverts that closed more than 90 days ago of which no ending is on record, whatever the "
            "years.",
            "Complete is the share of all that could be entered. Nothing spent can be right, so it counts for nothing.",
        ),
    ),
    "among-others": Method(
        "Among the others",
        (
            "Each figure of each organisation is made as in the other reports. Of the others’ figures a quarter lies "
            "below the first, half below the second and a quarter above the third. Where few have one, none is told.",
            "An organisation is named only where it and yours have both chosen to show their figures to each other.",
        ),
    ),
    "budget": Method(
        "Budget",
        (
            "What may be spent before VAT in the financial year, as the organisation’s administrators have entered it, "
            "and what is left of it: for the one year chosen, else this one.",
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
