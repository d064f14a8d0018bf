"""The reference data every test may count on: three organisations, media, rates and prices, and what is open."""

from recruitment.advertising.media import load_media
from recruitment.advertising.prices import load_prices
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation


def load_reference() -> None:
    """Two councils and a health board."""
    db.session.add_all(
        [
            Organisation(slug="fife-council", name="Fife Council", kind="council", area_name="Fife",
                         gss_code="S12000047"),
            Organisation(slug="orkney-islands-council", name="Orkney Islands Council", kind="council",
                         area_name="Orkney Islands", gss_code="S12000023"),
            Organisation(slug="nhs-orkney", name="NHS Orkney", kind="health_board"),
        ]
    )  # fmt: skip
    db.session.flush()
    load_media()
    load_prices()
    db.session.commit()
