"""One of everything that an employer's address can name, in one organisation."""

from typing import Any

from recruitment.accounts.key_tables import READING
from recruitment.accounts.keys import make_key
from recruitment.accounts.staff import invite
from recruitment.accounts.tables import Membership
from recruitment.advertising.importing import PLACEMENTS
from recruitment.applications.profile_tables import Employment
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Public, Role, System
from recruitment.extensions import db
from recruitment.organisations.queries import organisations
from recruitment.organisations.tables import Organisation
from recruitment.reporting.actions import roll_up
from recruitment.vacancies.import_actions import take_in
from recruitment.vacancies.reports import report_advert
from tests.builders.accounts import a_member, as_staff
from tests.builders.advertising import a_campaign, a_placement
from tests.builders.applications import a_document, an_application
from tests.builders.approval import a_chain, an_absence
from tests.builders.checks import a_request_in_estate
from tests.builders.documents import an_attachment
from tests.builders.helping import an_adjustment, an_entered, an_extension
from tests.builders.interviews import a_round, an_interview
from tests.builders.joining import a_draft_picture, a_page
from tests.builders.messages import a_message_template, a_text, a_thread, only_file_of, some_words
from tests.builders.offers import a_hand_over, an_offer_to
from tests.builders.pay_tables import some_rates
from tests.builders.pool import a_pool_entry, a_reserve_place
from tests.builders.stages import a_domain, somebody_at_risk
from tests.builders.vacancies import a_bank_question, a_library_criterion, a_template, a_vacancy, a_version


def an_estate(organisation: Organisation) -> dict[str, Any]:
    """Address argument -> id of a row of the organisation."""
    administrator = a_member(organisation, Role.ADMINISTRATOR)
    viewer = as_staff(organisation, Role.ADMINISTRATOR, person=administrator.id)
    vacancy = a_vacancy(organisation)
    application = an_application(vacancy)
    round_ = a_round(vacancy, times=1)
    placement = a_placement(viewer, vacancy)
    invitation = invite(viewer, organisation, "Test Person", "invited@test.example", [Role.RECRUITER])
    membership = db.session.scalars(visible(viewer, Membership)).first()
    rates = some_rates(viewer, organisation)
    version = a_version(viewer, vacancy)
    report = report_advert(Public(), vacancy, reason="wrong", details="The place is wrong.", email="")
    approvers = [a_member(organisation, Role.APPROVER).id for _ in range(2)]
    chain = a_chain(organisation, {"Finance": []}, cost_from=1_000_000_00)
    absence = an_absence(organisation, *approvers, first=0, last=1)
    attachment = an_attachment(vacancy, html="<p>Clean classrooms.</p>", is_readable=True)
    key, _ = make_key(viewer, organisation.id, "HR system", [READING])
    upload = take_in(viewer, organisation.id, "vacancies.csv", b"Reference,Title,Category")
    stories = a_page(viewer, "stories", organisation.id)
    referee = a_request_in_estate(viewer, a_vacancy(organisation))
    thread = a_thread(application, viewer, some_words(upload=a_text()))
    db.session.commit()
    request, extension = an_adjustment(vacancy), an_extension(viewer, vacancy)
    entered = an_entered(viewer, vacancy).assisted
    others = [each for each in organisations() if each.id != organisation.id]
    roll_up()
    db.session.commit()
    told = visible(System("keeping"), Employment).where(Employment.account_id == entered.account_id)
    return {
        "thread_id": thread.id,
        "check_id": referee.check_id,
        "reference_id": referee.id,
        "message_file_id": only_file_of(thread).id,
        "message_template_id": a_message_template(viewer, organisation).id,
        "form": "html",
        "request_id": request.id,
        "extension_id": extension.id,
        "assisted_id": entered.id,
        "section": "contact",
        "kind": "jobs",
        "row_id": db.session.scalars(told).one().id,
        "topic": "driving",
        "act": "withdraw",
        # One that no other organisation finds: whom a person hides from is decided by reach, as ownership is.
        "pooled_id": a_pool_entry(hidden_from=others).id,
        "reserve_id": a_reserve_place(vacancy).id,
        "chain_id": chain.id,
        "absence_id": absence.id,
        "at_risk_id": somebody_at_risk(organisation).id,
        "domain_id": a_domain(organisation).id,
        "vacancy_id": vacancy.id,
        "application_id": application.id,
        "invitation_id": invitation.id,
        "membership_id": membership.id,
        "attached_id": a_document(application).id,
        "round_id": round_.id,
        "interview_id": an_interview(round_, application).id,
        "hand_over_id": a_hand_over(viewer, vacancy).id,
        "offer_id": an_offer_to(application).id,
        "placement_id": placement.id,
        "campaign_id": a_campaign(viewer, organisation, vacancy).id,
        "supplier_id": placement.supplier_id,
        "attachment_id": attachment.id,
        "staged_id": an_attachment(vacancy, name="Job pack", is_staged=True).id,
        "import_id": upload.id,
        "sheet_id": take_in(viewer, organisation.id, "placements.csv", b"Medium,Supplier", PLACEMENTS).id,
        "key_id": key.id,
        "report_id": report.id,
        "pay_table_id": rates.pay_table_id,
        "house": organisation.slug,
        "organisation": organisation.slug,
        "report": "spend",
        "table": "by-medium",
        "slug": "stories",
        "document_id": a_draft_picture(viewer, stories),
        "at": 0,
        "pay_version_id": rates.id,
        "version_id": version.id,
        "template_id": a_template(viewer, organisation, is_shared=True).id,
        "criterion_id": a_library_criterion(organisation).id,
        "question_id": a_bank_question(organisation).id,
    }
