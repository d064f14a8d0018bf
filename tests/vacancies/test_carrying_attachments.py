"""Documents go along with copies and templates, and can be changed on an advert that is published."""

import pytest

from recruitment.core.documents import store
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Public, Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.amending import amendments_of
from recruitment.vacancies.attachment_actions import detach
from recruitment.vacancies.attachment_amending import discard, put_on, stage, take_off
from recruitment.vacancies.attachment_queries import attachments_of, staged_of
from recruitment.vacancies.attachment_tables import INFECTED, WAITING, Attachment
from recruitment.vacancies.copying import begin_from_template, copy, keep_as_template
from recruitment.vacancies.queries import advert, advert_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.documents import an_attachment
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def staff() -> Staff:
    return as_staff(an_organisation("fife-council"), Role.RECRUITER)


def names(viewer: Staff | Public, vacancy: Vacancy) -> list[str]:
    return [each.name for each in attachments_of(viewer, vacancy.id)]


def test_a_copy_has_the_same_documents_and_keeps_them(staff: Staff) -> None:
    source = a_vacancy(an_organisation("fife-council"), state="draft")
    original = an_attachment(source)
    made = copy(staff, advert_of(staff, source.id), title="Cleaner again")
    db.session.commit()
    detach(staff, source, original)
    db.session.commit()
    carried = attachments_of(staff, made.id)[0]
    assert (carried.name, carried.digest, carried.size) == ("Job description", original.digest, original.size)
    assert carried.id != original.id
    assert store().get(carried.digest) == b"Clean classrooms."


def test_a_template_has_them_whatever_becomes_of_the_advert(staff: Staff) -> None:
    source = a_vacancy(an_organisation("fife-council"), state="draft")
    template_document = an_attachment(source)
    template = keep_as_template(staff, advert_of(staff, source.id), name="Cleaner", is_shared=True)
    detach(staff, source, template_document)
    db.session.commit()
    made = begin_from_template(staff, template, title="Cleaner", department="")
    assert names(staff, made) == ["Job description"]


def test_malware_does_not_come_along(staff: Staff) -> None:
    fife = an_organisation("fife-council")
    source = a_vacancy(fife, state="draft")
    an_attachment(source, name="Bad", state=INFECTED, content=b"bad")
    an_attachment(source, name="Good", content=b"good")
    template = keep_as_template(staff, advert_of(staff, source.id), name="Both", is_shared=True)
    assert names(staff, copy(staff, advert_of(staff, source.id), title="Copy")) == ["Good"]
    # What is found only after the template was kept stays behind too.
    an_attachment(a_vacancy(fife), name="Found", state=INFECTED, content=b"good")
    assert names(staff, begin_from_template(staff, template, title="Later", department="")) == []


def test_a_published_advert_gets_a_document_once_it_is_checked(staff: Staff) -> None:
    live = a_vacancy(an_organisation("fife-council"))
    waiting = stage(staff, live, "Job pack", "pack.txt", b"All about it.")
    waiting.state = WAITING
    db.session.commit()
    assert names(Public(), live) == []
    assert advert(Public(), live.reference).attachments == ()
    with pytest.raises(Refused, match="not yet checked"):
        put_on(staff, live, waiting, None, "It was missing.")
    waiting.state = "unscanned"
    db.session.commit()
    with pytest.raises(NotVisible):
        one_visible(Public(), Attachment, Attachment.id == waiting.id)
    with pytest.raises(Refused, match="reason"):
        put_on(staff, live, waiting, None, " ")
    amendment = put_on(staff, live, waiting, None, "It was missing.", "Please read it.")
    db.session.commit()
    assert names(Public(), live) == ["Job pack"]
    assert (amendment.reason, amendment.changes) == ("It was missing.", {"attachments": ["", "Job pack"]})
    with pytest.raises(IllegalMove):
        discard(staff, live, waiting)


def test_replacing_and_taking_off(staff: Staff) -> None:
    live = a_vacancy(an_organisation("fife-council"))
    old = an_attachment(live)
    new = stage(staff, live, "Job description", "new.txt", b"Clean more classrooms.")
    with pytest.raises(Refused, match="replaces"):
        put_on(staff, live, new, None, "It was wrong.")
    put_on(staff, live, new, old, "It was wrong.")
    db.session.commit()
    assert [each.id for each in attachments_of(Public(), live.id)] == [new.id]
    take_off(staff, live, new, "It is out of date.")
    db.session.commit()
    assert names(Public(), live) == []
    said = [row.changes["attachments"] for row in amendments_of(staff, live.id)]
    assert said == [["Job description", ""], ["Job description", "Job description (new version)"]]


def test_only_the_desk_changes_what_is_published(staff: Staff) -> None:
    fife = an_organisation("fife-council")
    live, draft = a_vacancy(fife), a_vacancy(fife, state="draft")
    with pytest.raises(Refused):
        stage(as_staff(fife, Role.APPROVER), live, "Pack", "pack.txt", b"x y z")
    with pytest.raises(IllegalMove):
        stage(staff, draft, "Pack", "pack.txt", b"x y z")
    stage(staff, live, "Pack", "pack.txt", b"x y z")
    assert [each.name for each in staged_of(staff, live.id)] == ["Pack"]
    discard(staff, live, staged_of(staff, live.id)[0])
    assert staged_of(staff, live.id) == []
