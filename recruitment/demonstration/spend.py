"""Made-up advertising of a demonstration, over five financial years: placements, campaigns, credit notes, budgets."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from recruitment.advertising.actions import CreditNote, Purchase, correct, credit, place, place_shared
from recruitment.advertising.budgets import set_budget
from recruitment.advertising.campaigns import make_campaign
from recruitment.advertising.rules import financial_year
from recruitment.advertising.sharing import over
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.demonstration.accounts import Colleagues
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

# Medium, supplier, title, net pence.
OFFERS = (
    ("local_press", "Invented Newspapers", "The Made-up Courier", 48_500),
    ("national_press", "Invented Newspapers", "The Made-up National", 212_000),
    ("job_board", "Sample Jobs", "samplejobs", 19_900),
    ("social_media", "Sample Social", "Sponsored post", 7_500),
    ("specialist_press", "Invented Journals", "Made-up Practitioner", 96_000),
)
DAYS_BACK = (12, 250, 790, 90, 400, 1_160, 30, 1_520)


def record_spend(staff: Mapping[int, Colleagues]) -> None:
    """One or two placements for each vacancy of a council, and at each one campaign with what belongs to it."""
    for number, (organisation_id, colleagues) in enumerate(sorted(staff.items())):
        viewer = colleagues.recruiter
        vacancies = visible(viewer, Vacancy).where(Vacancy.organisation_id == organisation_id).order_by(Vacancy.id)
        listed = list(db.session.scalars(vacancies))
        _advertise_together(viewer, organisation_id, listed, number)
        for count, vacancy in enumerate(listed):
            for turn in range(1 + (number + count) % 2):
                medium, supplier, publication, net = OFFERS[(number + 2 * count + turn) % len(OFFERS)]
                back = DAYS_BACK[(count + turn) % len(DAYS_BACK)]
                cost = net + 1_137 * count
                place(
                    viewer,
                    vacancy,
                    Purchase(
                        medium=medium,
                        supplier=supplier,
                        publication=publication,
                        placed_on=clock.today() - timedelta(days=back),
                        net=cost,
                        vat=cost // 5,
                        order_number=f"DEMO-{organisation_id}-{count + 1}",
                    ),
                )


def _advertise_together(viewer: Staff, organisation_id: int, vacancies: list[Vacancy], number: int) -> None:
    """A campaign over the first vacancies, some of it credited, one entry put right, and a budget that is used."""
    department, today = "People and jobs (made up)", clock.today()
    some = vacancies[:3]
    made = make_campaign(
        viewer, organisation_id, name="Come and work with us (made up)", department=department, shared_by="posts",
        vacancies=some,
    )  # fmt: skip
    net = 84_000 + 1_111 * number
    purchase = Purchase(
        medium="broadcast_outdoor", supplier="Sample Posters", publication="Bus shelters", department=department,
        placed_on=today - timedelta(days=20), net=net, vat=net // 5, order_number=f"DEMO-{organisation_id}-C1",
        invoice_number=f"SP-{4_000 + organisation_id}", campaign_id=made.id,
    )  # fmt: skip
    entry = place_shared(viewer, organisation_id, purchase, over("posts", some))
    credit(viewer, entry, CreditNote(net=6_000, vat=1_200, credited_on=today, number=f"CN-{organisation_id}",
                                     note="Two shelters were not lit"))  # fmt: skip
    fair = replace(purchase, medium="event", supplier="Invented Fairs", publication="Jobs fair", net=31_500, vat=6_300,
                    order_number=f"DEMO-{organisation_id}-C2", invoice_number="")  # fmt: skip
    wrong = place_shared(viewer, organisation_id, replace(fair, net=13_500, vat=2_700), over("equally", some))
    correct(viewer, wrong, fair, over("equally", some), "Figures of the cost were swapped")
    set_budget(viewer, organisation_id, department, financial_year(today), (net + 31_500) * 11 // 10)
