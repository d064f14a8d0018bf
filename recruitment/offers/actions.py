"""Appointing: it fills a post, and the last post fills the vacancy; and what comes of the first day."""

from recruitment.applications.actions import advance
from recruitment.applications.tables import Application
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move, standing
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.offers.hand_over import put_down
from recruitment.offers.offer_lifecycle import OFFER
from recruitment.offers.offer_queries import standing_offer, the_offer
from recruitment.offers.offer_tables import Offer
from recruitment.vacancies.actions import fill
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.tables import Vacancy

# A vacancy marked as filled by hand may still have a post that nobody was recorded for.
APPOINTING = ("published", "filled")


class NoPostLeft(IllegalMove):
    """Every post is filled, or the vacancy was ended without filling them; `state` is the vacancy's."""

    def __init__(self, vacancy: Vacancy) -> None:
        self.noun, self.act, self.state = "vacancy", "appoint", vacancy.state
        posts = f"All {vacancy.posts} posts are" if vacancy.posts > 1 else "The post is"
        told = f"{posts} filled already" if vacancy.posts_filled >= vacancy.posts else "The vacancy has been ended"
        Refused.__init__(self, f"{told}, so nobody else can be appointed to it.")


class NotConfirmed(Refused):
    """The offer still depends on something, or waits for its answer."""

    def __init__(self) -> None:
        super().__init__("The offer is not confirmed yet. Confirm it once everything it depends on is in order.")


def appoint(viewer: Staff, application: Application, *, message: str = "") -> Vacancy:
    """Appoints to one of the vacancy's posts, and gives the vacancy as it stands then: filled with its last post.

    Of two who appoint to the last post at once, one gets NoPostLeft. Raises NotConfirmed before the offer is confirmed,
    and what `advance` does, too. An offer that was made before offers had terms has none to confirm.
    """
    offer = standing_offer(viewer, application.id)
    if application.state == "offered" and waits_for_offer(offer):
        raise NotConfirmed
    advance(viewer, application, "appoint", message=message)
    if offer is not None:
        make_move(viewer, offer, OFFER, "appoint")
    taken = rows_hit(
        changing(viewer, Vacancy)
        .where(
            Vacancy.id == application.vacancy_id,
            Vacancy.posts_filled < Vacancy.posts,
            Vacancy.state.in_(APPOINTING),
        )
        .values(posts_filled=Vacancy.posts_filled + 1)
    )
    vacancy = _as_it_stands(viewer, application.vacancy_id)
    if taken != 1:
        raise NoPostLeft(vacancy)
    put_down(application, vacancy, None if offer is None else the_offer(viewer, offer.id))
    if vacancy.posts_filled == vacancy.posts and may_fill(viewer, vacancy):
        fill(viewer, vacancy)
    return vacancy


def waits_for_offer(offer: Offer | None) -> bool:
    """Whether somebody cannot be appointed yet, because what they were offered is not confirmed."""
    return offer is not None and offer.state != "unconditional"


def may_fill(viewer: Staff, vacancy: Vacancy) -> bool:
    """Whether the viewer's role lets them end a vacancy as filled, and it is not ended yet.

    A full vacancy that they may not end waits for a recruiter.
    """
    open_moves = VACANCY.open_to(vacancy.state, standing(viewer, vacancy.organisation_id))
    return any(move.act == "fill" for move in open_moves)


def _as_it_stands(viewer: Staff, vacancy_id: int) -> Vacancy:
    """As counted by now, whatever this session had read before."""
    wanted = visible(viewer, Vacancy).where(Vacancy.id == vacancy_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()
