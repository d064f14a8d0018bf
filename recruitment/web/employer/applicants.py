"""A vacancy's applicants: the list to go through, and one application to read."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import organisation_of
from recruitment.applications.assisted_queries import assisted_among
from recruitment.applications.attachment_kinds import KINDS as DOCUMENT_KINDS
from recruitment.applications.lifecycle import HIRING, STATE_NAMES
from recruitment.applications.queries import count_by_state, whole_application
from recruitment.applications.tables import HANDS_ON, Application
from recruitment.applications.vocabulary import RIGHT_TO_WORK, SCHEMES, YES_NO
from recruitment.applications.wallet_queries import shown_checks
from recruitment.core import clock
from recruitment.core.moves import standing
from recruitment.core.viewers import Role, Staff
from recruitment.offers.actions import waits_for_offer
from recruitment.offers.offer_lifecycle import STATE_NAMES as OFFER_STATES
from recruitment.offers.offer_queries import standing_offer
from recruitment.offers.reserve_queries import open_place
from recruitment.selection.guarantees import to_be_invited
from recruitment.selection.message_actions import CLOSED, may_be_written_to
from recruitment.selection.message_queries import threads_of
from recruitment.selection.message_tables import WRITERS
from recruitment.selection.queries import (
    Listed,
    acts_on,
    admitted_as,
    applicants_page,
    beside,
    names_of_staff,
    the_vacancy,
)
from recruitment.selection.rules import (
    ORDERS,
    OWN_SCORES,
    PAGE,
    PIPELINE,
    STAGES,
    Sift,
    happenings,
    open_moves,
    points,
    reasons,
    registered,
    together,
    working_life,
)
from recruitment.selection.score_queries import own_exclusions
from recruitment.vacancies.documents_asked import wanted_in
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.stages import stages_of
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import ASSESSMENTS, CRITERION_KINDS
from recruitment.web.candidate.words import course, evidence_words
from recruitment.web.doors import employer
from recruitment.web.employer.helped import helped
from recruitment.web.employer.score_facts import claim_of, scoring_of

# Where an applicant stands, as a colour: on the way, there, or out.
COLOURS = {
    "submitted": "blue",
    "shortlisted": "purple",
    "held": "yellow",
    "interview": "teal",
    "reserve": "yellow",
    "offered": "orange",
    "appointed": "green",
    "unsuccessful": "grey",
    "withdrawn": "grey",
    "declined": "grey",
    "called_off": "grey",
}
# As whom somebody came, by the stage that let them apply.
CAME_AS = {
    "redeployees": "Redeployee",
    "internal": "Own staff",
    "members": "Staff of another member organisation",
    "public": "Public",
}
# Who reaches declarations, guarantees and referees (applications.tables); others read that they do not.
SEES_DECLARATIONS = (Role.ADMINISTRATOR, Role.RECRUITER)


def sift_of(vacancy: Vacancy) -> Sift:
    """Which list of a vacancy's applicants the address means."""
    return Sift.asked(request.args, hides_names=vacancy.hides_names)


def tag_of(state: str) -> tuple[str, str]:
    """What a state's tag says, and its colour."""
    return STATE_NAMES[state], COLOURS[state]


def came_as(admitted: Mapping[int, str], application: Application) -> str:
    return CAME_AS[admitted.get(application.account_id, "public")]


def _ways(vacancy: Vacancy, admitted: Mapping[int, str]) -> list[tuple[str, str]]:
    """In which ways anybody could or did come, the first of them all together."""
    found = {stage.audience for stage in stages_of(vacancy)} | set(admitted.values())
    return [("", "Everybody"), *((way, name) for way, name in CAME_AS.items() if way in found)]


def people_named(viewer: Staff, application: Application) -> Callable[[int | None], str]:
    """Whom the page names as having done something: colleagues by name, the others by what they are."""
    names = names_of_staff(viewer, application.organisation_id)

    def name(person: int | None) -> str:
        if person is None:
            return "the portal"
        if person in (viewer.person, application.account_id):
            return "you" if person == viewer.person else "the applicant"
        return names.get(person, "a former colleague")

    return name


class Pages:
    """What the pagination macro asks of a list."""

    def __init__(self, listed: Listed, address: Callable[..., str]) -> None:
        self.page, self.pages, self._address = listed.page, listed.pages, address

    def url_for_page(self, number: int) -> str:
        return self._address(page=number)


@employer.get("/vacancies/<int:vacancy_id>/applicants")
def applicants(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    vacancy = the_vacancy(viewer, vacancy_id)
    # Of its advert the list shows no more.
    advert = Advert(vacancy, organisation_of(vacancy.organisation_id), category=None, criteria=(), workplaces=())
    sift = sift_of(advert.vacancy)
    counts = count_by_state(viewer, vacancy_id)
    admitted = admitted_as(viewer, advert.vacancy)
    total = None if sift.is_narrowed else counts.get(sift.state, 0) if sift.state else sum(counts.values())
    listed = applicants_page(viewer, vacancy_id, sift, request.args.get("page", 1, type=int), total)

    def address(**wanted: Any) -> str:
        return url_for("employer.applicants", vacancy_id=vacancy_id, **{**sift.address, **wanted})

    stages = [("", "All", sum(counts.values()))]
    stages += [(s, STATE_NAMES[s], counts.get(s, 0)) for s in STAGES if s in PIPELINE or s in counts]
    return render_template(
        "employer/applicants/applicants.html",
        advert=advert,
        has_closed=advert.vacancy.closes_at is not None and advert.vacancy.closes_at <= clock.now(),
        sift=sift,
        listed=listed,
        entered=assisted_among(viewer, [row.application.id for row in listed.rows]),
        pages=Pages(listed, address),
        first=(listed.page - 1) * PAGE + 1,
        stages=[(state, name, count, address(state=state or None)) for state, name, count in stages],
        everyone=url_for("employer.applicants", vacancy_id=vacancy_id, state=sift.state or None),
        own_scores=OWN_SCORES,
        apart=own_exclusions(viewer, vacancy_id),
        to_invite=to_be_invited(viewer, advert.vacancy),
        came_as=None if admitted is None else partial(came_as, admitted),
        ways=[]
        if admitted is None
        else [(way, name, address(came_as=way or None)) for way, name in _ways(advert.vacancy, admitted)],
        orders=list(ORDERS.items()),
        moves=together(
            {row.application.state for row in listed.rows}, standing(viewer, advert.vacancy.organisation_id)
        ),
        tag_of=tag_of,
        writes=viewer.has_role(advert.vacancy.organisation_id, *WRITERS)
        and any(row.application.state not in CLOSED for row in listed.rows),
        side_navigation=None,
    )


@employer.get("/applications/<int:application_id>")
def applicant(viewer: Staff, application_id: int) -> ResponseReturnValue:
    whole = whole_application(viewer, application_id)
    application = whole.application
    organisation_id = application.organisation_id
    roles = standing(viewer, organisation_id)
    advert = advert_of(viewer, application.vacancy_id)
    sift = sift_of(advert.vacancy)
    scoring = scoring_of(viewer, application, advert)
    admitted = admitted_as(viewer, advert.vacancy)
    facts = helped(viewer, application)
    offer = standing_offer(viewer, application_id) if not roles.isdisjoint(HIRING) else None
    return render_template(
        "employer/applicants/applicant.html",
        whole=whole,
        application=application,
        advert=advert,
        came_as="" if admitted is None else came_as(admitted, application),
        sift=sift,
        beside=beside(viewer, application, sift),
        flagged=sum(answer.is_flagged for answer in whole.given),
        points=points(advert.criteria, whole.answers),
        scoring=scoring,
        form=scoring.form,
        claim=claim_of(viewer, advert.vacancy, application, whole.guarantee),
        hides=advert.vacancy.hides_names and whole.contact is None,
        reasons=reasons(advert.criteria),
        jobs=working_life(whole.history.employment if whole.history else ()),
        courses=[course(facts) for facts in (whole.history.training if whole.history else ())],
        wanted=wanted_in(advert.vacancy.documents_asked),
        attached={document.asked: document for document in whole.documents},
        hides_documents=whole.contact is None,
        document_kinds=DOCUMENT_KINDS,
        checks=len(shown_checks(viewer, application_id)),
        **facts,
        evidence=evidence_words(whole.declaration) if whole.declaration else "",
        registrations=registered(whole.history.registrations if whole.history else ()),
        happenings=happenings(whole.progress, acts_on(viewer, application)),
        who=people_named(viewer, application),
        moves=[
            move
            for move in open_moves(application, roles)
            if move.act not in facts["ruled_out"] and not (move.act == "appoint" and waits_for_offer(offer))
        ],
        decides=bool(together(STAGES, roles)),
        may_hold=Role.ADMINISTRATOR in roles,
        threads=threads_of(viewer, application_id),
        writes=viewer.has_role(organisation_id, *WRITERS),
        may_write=may_be_written_to(application),
        proposes_reserve=application.state == "interview" and not roles.isdisjoint(HIRING),
        offer=offer,
        offer_states=OFFER_STATES,
        reserve=open_place(viewer, application_id) if not roles.isdisjoint(HIRING) else None,
        tag=tag_of(application.state),
        sees_declarations=viewer.has_role(organisation_id, *SEES_DECLARATIONS),
        sees_support=viewer.has_role(organisation_id, *HANDS_ON),
        assessments=ASSESSMENTS,
        kinds=CRITERION_KINDS,
        yes_no=YES_NO,
        right_to_work=RIGHT_TO_WORK,
        schemes=SCHEMES,
        side_navigation=None,
    )
