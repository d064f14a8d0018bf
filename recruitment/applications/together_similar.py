"""Jobs of other employers like those on a person's list, by the matcher of the adverts' own pages."""

import logging
from itertools import chain, zip_longest
from typing import Final

from recruitment.applications.tables import Application
from recruitment.applications.together_queries import Gathering
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Public
from recruitment.extensions import db
from recruitment.search.answers import Hit
from recruitment.search.index import IndexUnreadable
from recruitment.search.similar import similar
from recruitment.vacancies.queries import advert_of

# Jobs of the list that others are likened to, how many are looked at for each, and how many are offered.
LIKENED, LOOKED_AT, OFFERED = 3, 16, 3
log: Final = logging.getLogger(__name__)


def similar_elsewhere(viewer: Candidate, gathering: Gathering, most: int = OFFERED) -> list[Hit]:
    """Live ones of employers that have none on the list, for which the person has begun no application.

    For each job of the list in turn its nearest; nothing where there is no index.
    """
    employers = set(gathering.by_employer())
    found: list[list[Hit]] = []
    for draft in gathering.open_ones[:LIKENED]:
        try:
            # As the public reads them: what is open to this person alone is likened to nothing.
            hits = similar(Public(), advert_of(Public(), draft.application.vacancy_id), LOOKED_AT)
        except NotVisible:
            continue
        except IndexUnreadable as problem:
            log.warning("no similar vacancies can be found: %s", problem)
            return []
        found.append([hit for hit in hits if hit.vacancy.organisation_id not in employers])
    in_turn = {hit.vacancy.id: hit for hit in chain.from_iterable(zip_longest(*found)) if hit is not None}
    begun = _begun(viewer, list(in_turn))
    return [hit for number, hit in in_turn.items() if number not in begun][:most]


def _begun(viewer: Candidate, vacancy_ids: list[int]) -> set[int]:
    wanted = visible(viewer, Application).where(Application.vacancy_id.in_(vacancy_ids))
    return set(db.session.scalars(wanted.with_only_columns(Application.vacancy_id)))
