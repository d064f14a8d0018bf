"""Letters that say that there is a message: to the candidate with its text or without, to staff always without."""

from flask import current_app

from recruitment.accounts.queries import address_in_use, address_of, members, organisation_of
from recruitment.applications.notices import chosen_by, tell
from recruitment.applications.tables import Application, Contact
from recruitment.core.outbox import post
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.selection.message_tables import EMPLOYER, WRITERS, Message, MessageThread
from recruitment.vacancies.staff_letters import who_looks_after
from recruitment.vacancies.tables import Vacancy

LETTERS = System("letters")


def tell_candidate(application: Application, thread: MessageThread, message: Message) -> None:
    """Nobody once the account is deleted. One letter a message, whatever becomes of the worker."""
    to = address_in_use(application.account_id)
    if to is None:
        return
    named = visible(LETTERS, Contact).where(Contact.application_id == application.id)
    name = db.session.scalars(named.with_only_columns(Contact.given_name)).one_or_none()
    organisation = organisation_of(application.organisation_id).name
    path = f"/candidate/messages/{thread.id}"
    root = current_app.config["SETTINGS"].public_url
    facts = {
        "name": name or "",
        "title": application.title,
        "organisation": organisation,
        "reference": application.reference,
        "subject": thread.subject,
        "link": root + path,
        "message": message.text if chosen_by(application.account_id).with_text else "",
        "has_document": bool(message.documents),
        "choices_link": f"{root}/candidate/notifications",
    }
    said = f"{application.title}, {organisation}: a message, “{thread.subject}”"
    tell(application.account_id, "message_written", to, facts, f"message_written:{message.id}", said=said, path=path)


def tell_employer(thread: MessageThread) -> None:
    """Whoever wrote last in the thread and still works there, else whoever looks after the vacancy; once until
    somebody has read it. By the reference alone: whether names are hidden is the advert's choice."""
    vacancy = db.session.scalars(visible(LETTERS, Vacancy).where(Vacancy.id == thread.vacancy_id)).one()
    wanted = visible(LETTERS, Application).where(Application.id == thread.application_id)
    reference = db.session.scalars(wanted.with_only_columns(Application.reference)).one()
    facts = {
        "title": vacancy.title,
        "organisation": organisation_of(vacancy.organisation_id).name,
        "reference": reference,
        "link": f"{current_app.config['SETTINGS'].public_url}/employer/messages/{thread.id}",
    }
    for person in _whom(thread, vacancy):
        key = f"message_waits:{thread.id}:{thread.employer_read}:{person}"
        post("message_waits", address_of(person), facts, key)


def _whom(thread: MessageThread, vacancy: Vacancy) -> list[int]:
    writers = {row.account_id for row in members(LETTERS, thread.organisation_id, *WRITERS)}
    theirs = visible(LETTERS, Message).where(Message.thread_id == thread.id, Message.side == EMPLOYER)
    last = db.session.scalars(theirs.with_only_columns(Message.person).order_by(Message.id.desc()).limit(1)).first()
    if last in writers:
        return [last]
    return [person for person in who_looks_after(vacancy) if person in writers]
