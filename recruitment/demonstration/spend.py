"""Made-up placements for the vacancies of a demonstration, over two financial years."""

from collections.abc import Mapping
from datetime import timedelta

from recruitment.advertising.actions import Purchase, place
from recruitment.core import clock
from recruitment.core.tenancy import visible
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
DAYS_BACK = (12, 250, 90, 400, 30)


def record_spend(staff: Mapping[int, Colleagues]) -> None:
    """One or two placements for each vacancy of a council."""
    for number, (organisation_id, colleagues) in enumerate(sorted(staff.items())):
        viewer = colleagues.recruiter
        vacancies = visible(viewer, Vacancy).where(Vacancy.organisation_id == organisation_id).order_by(Vacancy.id)
        for count, vacancy in enumerate(db.session.scalars(vacancies)):
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
