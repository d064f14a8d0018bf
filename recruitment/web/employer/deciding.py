"""One page for each move of one application. Each says what the candidate will be told before it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Length, Optional

from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.queries import name_of, whole_application
from recruitment.applications.tables import Application, Contact, Support
from recruitment.applications.vocabulary import NEXT_STEPS
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.lifecycle import Move
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.offers.actions import NotConfirmed, appoint, may_fill, waits_for_offer
from recruitment.offers.offer_queries import standing_offer
from recruitment.selection.actions import reopen, shortlist
from recruitment.selection.queries import Beside, acts_on, beside, the_vacancy
from recruitment.selection.rules import Sift, can_move, happenings
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.applicants import people_named, sift_of, tag_of
from recruitment.web.fields import HouseForm, Needed, TextField

LONGEST_MESSAGE = 4000
# The state that the page showed, sent back with what was decided on it.
SEEN = "seen"
TOO_LONG = "The message must be 4,000 characters or fewer"


@dataclass(frozen=True)
class Case:
    """The application to be decided on, and the list from which the viewer came."""

    application: Application
    contact: Contact | None
    support: Support | None
    claims_interview: bool
    advert: Advert
    sift: Sift
    beside: Beside
    move: Move

    @property
    def name(self) -> str:
        return name_of(self.application, self.contact)

    def address(self, application_id: int | None = None) -> str:
        """Of this application's page, or of another in the same list."""
        return url_for("employer.applicant", application_id=application_id or self.application.id, **self.sift.address)

    @property
    def list_address(self) -> str:
        return url_for("employer.applicants", vacancy_id=self.advert.vacancy.id, **self.sift.address)


Decision = Callable[[Staff, Case], ResponseReturnValue]


def decision(act: str) -> Callable[[Decision], Decision]:
    """A page that makes one move. Who comes too late reads who was faster, and what stands now."""

    def at_its_address(view: Decision) -> Decision:
        @wraps(view)
        def opened(viewer: Staff, application_id: int) -> ResponseReturnValue:
            try:
                return view(viewer, _case(viewer, application_id, act))
            except IllegalMove as late:
                if late.noun != APPLICATION.noun:
                    raise
                return _overtaken(viewer, application_id)

        path = f"/applications/<int:application_id>/{act.replace('_', '-')}"
        employer.add_url_rule(path, view_func=opened, methods=["GET", "POST"])
        return view

    return at_its_address


def _case(viewer: Staff, application_id: int, act: str) -> Case:
    """Raises NotVisible, Refused for the wrong role, and IllegalMove where the act does not start from the state.

    Nor from a state other than the one that the page had shown: who rejects somebody that a colleague has just
    shortlisted would decide on what they did not see.
    """
    whole = whole_application(viewer, application_id)
    application = whole.application
    move = APPLICATION.find(application.state, act)
    if move is None or not can_move(application, act) or request.form.get(SEEN, application.state) != application.state:
        raise IllegalMove(APPLICATION.noun, act, application.state)
    if move.by.isdisjoint(standing(viewer, application.organisation_id)):
        raise Refused(f"Your role does not let you {move.label.lower()} an application.")
    advert = advert_of(viewer, application.vacancy_id)
    sift = sift_of(advert.vacancy)
    return Case(
        application=application,
        contact=whole.contact,
        support=whole.support,
        claims_interview=whole.guarantee is not None,
        advert=advert,
        sift=sift,
        beside=beside(viewer, application, sift),
        move=move,
    )


def _overtaken(viewer: Staff, application_id: int) -> ResponseReturnValue:
    """What happened, by whom and when, and the ways on."""
    whole = whole_application(viewer, application_id)
    application = whole.application
    sift = sift_of(the_vacancy(viewer, application.vacancy_id))
    page = render_template(
        "employer/deciding/_overtaken.html",
        whole=whole,
        application=application,
        last=next(reversed(happenings(whole.progress, acts_on(viewer, application))), None),
        who=people_named(viewer, application),
        tag=tag_of(application.state),
        sift=sift,
        beside=beside(viewer, application, sift),
        side_navigation=None,
    )
    return page, 409


def decision_page(case: Case, form: HouseForm, template: str, **facts: Any) -> ResponseReturnValue:
    """The act's page; 422 when what was sent does not do."""
    page = render_template(
        template,
        case=case,
        form=form,
        next_step=NEXT_STEPS[case.move.target],
        tag=tag_of(case.application.state),
        side_navigation=None,
        **facts,
    )
    return page, 422 if form.is_submitted() else 200


def decided(case: Case, said: str) -> ResponseReturnValue:
    """Back to the application, or on to the next of the list where that was asked: the next, or the next undecided."""
    flash(said, "success")
    then = request.form.get("then")
    if then == "undecided":
        on = case.beside.open_after or case.beside.open_before
        if on is None:
            return redirect(case.list_address, 303)
        return redirect(case.address(on), 303)
    return redirect(case.address(case.beside.after if then == "next" else None), 303)


class MessageForm(HouseForm):
    message = TextField("Your message", [Optional(), Length(max=LONGEST_MESSAGE, message=TOO_LONG)], default="")


@decision("shortlist")
def shortlist_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    form = MessageForm()
    if form.validate_on_submit():
        shortlist(viewer, case.application, message=form.message.data)
        return decided(case, f"{case.name} is on the shortlist, and has been told so.")
    return decision_page(case, form, "employer/deciding/shortlist_applicant.html")


@decision("appoint")
def appoint_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    if waits_for_offer(standing_offer(viewer, case.application.id)):
        raise NotConfirmed
    form = MessageForm()
    if form.validate_on_submit():
        vacancy = appoint(viewer, case.application, message=form.message.data)
        filled = (
            "Every post is filled now. Your desk has two questions about the vacancy."
            if vacancy.posts_filled == vacancy.posts
            else (f"{vacancy.posts_filled} of {vacancy.posts} posts are filled now.")
        )
        return decided(case, f"{case.name} is appointed. {filled}")
    ends = may_fill(viewer, case.advert.vacancy)
    return decision_page(case, form, "employer/deciding/appoint_applicant.html", ends=ends)


class ReopeningForm(HouseForm):
    reason = TextField(
        "Why the application is reopened",
        [Needed("Enter why the application is reopened"), Length(max=1000, message="Use 1,000 characters or fewer")],
        description="Kept on record, and not shown to the candidate. Name nobody.",
    )
    message = TextField("Your message", [Optional(), Length(max=LONGEST_MESSAGE, message=TOO_LONG)], default="")


@decision("reopen")
def reopen_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    form = ReopeningForm()
    if form.validate_on_submit():
        reopen(viewer, case.application, reason=form.reason.data, message=form.message.data)
        return decided(case, f"{case.name} is among the received applications again, and has been told so.")
    return decision_page(case, form, "employer/deciding/reopen_applicant.html")
