"""Documents of an advert: attached to a draft, checked before anybody opens them, read where they can be."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func
from sqlalchemy.exc import IntegrityError

from recruitment.core.audit import Act
from recruitment.core.documents import keep_bytes, store
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.jobs import NotNow, enqueue, run_next
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate, Cosla, Public, Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.actions import publish
from recruitment.vacancies.approval_actions import send_for_approval
from recruitment.vacancies.attachment_actions import MOST_ATTACHMENTS, attach, detach
from recruitment.vacancies.attachment_jobs import check_attachment
from recruitment.vacancies.attachment_queries import attachments_of
from recruitment.vacancies.attachment_tables import CLEAN, INFECTED, OPEN_STATES, UNSCANNED, WAITING, Attachment
from recruitment.vacancies.discarding import discard
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.documents import EICAR, a_word_document, an_attachment
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_vacancy
from tests.core.scanner import a_scanner, free_port

WORDS = a_word_document("Job description", "Clean classrooms.")
Configure = Callable[[str | None], None]


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


@pytest.fixture
def draft(fife: Organisation, recruiter: Staff) -> Vacancy:
    return a_complete_vacancy(fife, created_by=recruiter.person)


@pytest.fixture
def scanned_at(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Sets the address of the scanner, as the environment does."""

    def configure(url: str | None) -> None:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], clamd_url=url))

    return configure


def again(attachment: Attachment) -> Attachment:
    """As it stands in the database."""
    db.session.expire_all()
    return one_visible(System("scan"), Attachment, Attachment.id == attachment.id)


def acts_on(vacancy: Vacancy) -> list[str]:
    wanted = visible(System("keeping"), Act).where(Act.noun == "vacancy", Act.row_id == vacancy.id)
    return [act.act for act in db.session.scalars(wanted.order_by(Act.id))]


@pytest.mark.dialect
def test_without_a_scanner_it_is_taken_as_it_is_and_read(draft: Vacancy, recruiter: Staff) -> None:
    attachment = attach(recruiter, draft, "Job description", "Our JD final (2).docx", WORDS)
    db.session.commit()
    assert (attachment.state, attachment.kind, attachment.is_readable) == (UNSCANNED, "docx", None)
    assert run_next()
    read = again(attachment)
    assert read.is_readable and "Clean classrooms." in read.html
    assert acts_on(draft) == ["attach_document"]
    send_for_approval_of(draft, recruiter)


def send_for_approval_of(draft: Vacancy, recruiter: Staff) -> None:
    a_member(an_organisation("fife-council"), Role.APPROVER)
    send_for_approval(recruiter, draft)
    assert draft.state == "awaiting_approval"


@pytest.mark.dialect
def test_the_advert_waits_for_the_scanner(draft: Vacancy, recruiter: Staff, scanned_at: Configure) -> None:
    with a_scanner() as url:
        scanned_at(url)
        attachment = attach(recruiter, draft, "Job description", "jd.docx", WORDS)
        db.session.commit()
        assert attachment.state == WAITING
        with pytest.raises(Refused, match="“Job description” is still being checked for malware"):
            send_for_approval(recruiter, draft)
        check_attachment(attachment.id)
        check_attachment(attachment.id)
    checked = again(attachment)
    assert (checked.state, checked.is_readable) == (CLEAN, True) and checked.scanned_at is not None
    send_for_approval_of(one_visible(recruiter, Vacancy, Vacancy.id == draft.id), recruiter)


def test_publication_waits_too(fife: Organisation, recruiter: Staff) -> None:
    approved = a_complete_vacancy(fife, state="approved")
    an_attachment(approved, state=WAITING)
    with pytest.raises(Refused, match="still being checked"):
        publish(recruiter, approved)


@pytest.mark.dialect
def test_malware_goes_everywhere_and_who_uploaded_it_is_told(
    fife: Organisation, draft: Vacancy, recruiter: Staff, scanned_at: Configure
) -> None:
    before = an_attachment(a_vacancy(fife), name="Old pack", state=UNSCANNED, content=EICAR)
    with a_scanner() as url:
        scanned_at(url)
        attachment = attach(recruiter, draft, "Job pack", "pack.txt", EICAR)
        digest = attachment.digest
        db.session.commit()
        check_attachment(attachment.id)
    assert (again(attachment).state, again(attachment).threat) == (INFECTED, "Eicar-Signature")
    assert again(before).state == INFECTED
    with pytest.raises(FileNotFoundError):
        store().get(digest)
    assert acts_on(draft) == ["attach_document", "delete_infected"]
    letters = db.session.scalars(visible(System("mail"), Letter)).all()
    told = [(letter.name, letter.facts["document"]) for letter in letters if letter.facts]
    assert told == [("attachment_infected", "Job pack")]
    with pytest.raises(Refused, match="held malware and was deleted"):
        send_for_approval(recruiter, one_visible(recruiter, Vacancy, Vacancy.id == draft.id))
    check_attachment(attachment.id)


@pytest.mark.parametrize("mode", ["die", "cut", "limit"])
def test_a_scanner_without_a_verdict_is_asked_again(
    draft: Vacancy, recruiter: Staff, scanned_at: Configure, mode: str
) -> None:
    with a_scanner(mode) as url:
        scanned_at(url)
        attachment = attach(recruiter, draft, "Job description", "jd.docx", WORDS)
        db.session.commit()
        with pytest.raises(NotNow):
            check_attachment(attachment.id)
    scanned_at(f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(NotNow):
        check_attachment(attachment.id)
    assert again(attachment).state == WAITING
    with a_scanner() as url:
        scanned_at(url)
        check_attachment(attachment.id)
    assert again(attachment).state == CLEAN


def test_what_waited_when_the_scanner_was_taken_away_goes_on(
    draft: Vacancy, recruiter: Staff, scanned_at: Configure
) -> None:
    scanned_at("tcp://127.0.0.1:1")
    attachment = attach(recruiter, draft, "Job description", "jd.docx", WORDS)
    db.session.commit()
    scanned_at(None)
    check_attachment(attachment.id)
    assert again(attachment).state == UNSCANNED


def test_bytes_that_are_lost_are_not_called_malware(draft: Vacancy, scanned_at: Configure) -> None:
    attachment = an_attachment(draft, state=WAITING, content=b"lost")
    store().remove(attachment.digest)
    scanned_at("tcp://127.0.0.1:1")
    with pytest.raises(FileNotFoundError):
        check_attachment(attachment.id)
    an_attachment(draft, state=INFECTED, content=b"lost")
    store().remove(attachment.digest)
    check_attachment(attachment.id)
    assert again(attachment).threat == "Test-Threat"


def test_a_removed_one_is_checked_no_more(draft: Vacancy, recruiter: Staff) -> None:
    attachment = attach(recruiter, draft, "Job description", "jd.docx", WORDS)
    number = attachment.id
    detach(recruiter, draft, attachment)
    db.session.commit()
    check_attachment(number)
    assert attachments_of(recruiter, draft.id) == []


def test_of_two_who_remove_it_one_wins(draft: Vacancy, recruiter: Staff) -> None:
    attachment = an_attachment(draft)
    detach(recruiter, draft, attachment)
    with pytest.raises(IllegalMove):
        detach(recruiter, draft, attachment)


def test_only_drafts_are_changed_and_only_by_those_who_write(fife: Organisation, recruiter: Staff) -> None:
    live = a_vacancy(fife)
    with pytest.raises(IllegalMove):
        attach(recruiter, live, "Job description", "jd.docx", WORDS)
    draft = a_vacancy(fife, state="draft")
    with pytest.raises(Refused, match="write adverts"):
        attach(as_staff(fife, Role.APPROVER), draft, "Job description", "jd.docx", WORDS)
    with pytest.raises(NotVisible):
        attach(as_staff(an_organisation("nhs-orkney")), draft, "Job description", "jd.docx", WORDS)


def test_there_are_at_most_so_many_each_with_a_name_of_its_own(draft: Vacancy, recruiter: Staff) -> None:
    for number in range(MOST_ATTACHMENTS):
        if number:
            with pytest.raises(Refused, match="already an attachment"):
                attach(recruiter, draft, "PACK 0", "jd.docx", WORDS)
        attach(recruiter, draft, f"Pack {number}", "jd.docx", WORDS)
    with pytest.raises(Refused, match="can have 5 attachments"):
        attach(recruiter, draft, "One more", "jd.docx", WORDS)


@pytest.mark.dialect
def test_a_discarded_draft_takes_its_documents_along(draft: Vacancy, recruiter: Staff) -> None:
    attach(recruiter, draft, "Job description", "jd.docx", WORDS)
    discard(recruiter, draft)
    db.session.commit()
    left = visible(System("scan"), Attachment).with_only_columns(func.count())
    assert db.session.scalar(left) == 0


@pytest.mark.dialect
def test_the_public_reaches_what_is_open_of_what_is_published(fife: Organisation, recruiter: Staff) -> None:
    live, draft = a_vacancy(fife), a_vacancy(fife, state="draft")
    for vacancy in (live, draft):
        for state in (WAITING, CLEAN, INFECTED, UNSCANNED):
            an_attachment(vacancy, name=state, state=state)
    for viewer in (Public(), Candidate(1)):
        assert [each.state for each in attachments_of(viewer, live.id)] == list(OPEN_STATES)
        assert attachments_of(viewer, draft.id) == []
    assert len(attachments_of(recruiter, draft.id)) == 4
    assert attachments_of(as_staff(an_organisation("nhs-orkney"), *Role), live.id) == []
    with pytest.raises(NotVisible):
        attachments_of(Cosla(1), live.id)


@pytest.mark.dialect
@pytest.mark.parametrize(
    "facts", [{"state": "seen"}, {"threat": "x"}, {"scanned_at": None}, {"state": WAITING, "html": "x"}]
)
def test_states_are_tied_to_facts(draft: Vacancy, facts: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        an_attachment(draft, **facts)
    db.session.rollback()


def test_the_job_is_queued_once(draft: Vacancy, recruiter: Staff) -> None:
    attachment = attach(recruiter, draft, "Job description", "jd.docx", WORDS)
    assert not enqueue("check_attachment", {"attachment_id": attachment.id}, key=f"check_attachment:{attachment.id}")
    assert attachment.digest == keep_bytes(WORDS)
