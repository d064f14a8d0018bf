"""A CV handed in: nothing is in the profile but what was accepted, undoing takes it back, and all of it is let go."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications.cv_actions import accept, accept_section, forget, hand_in, leave_out, undo
from recruitment.applications.cv_jobs import forget_cvs
from recruitment.applications.cv_queries import by_section, last_step, open_suggestions, the_import
from recruitment.applications.cv_tables import CvImport, CvSuggestion
from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_queries import basics, whole_profile
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Cosla, Public, Role, System
from recruitment.extensions import db
from tests.builders.accounts import an_account, as_candidate, as_staff
from tests.builders.documents import a_word_document
from tests.builders.organisations import an_organisation
from tests.builders.profiles import some_suggestions

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def account() -> Account:
    return an_account()


@pytest.fixture
def viewer(account: Account) -> Candidate:
    some_suggestions(account)
    return Candidate(account.id)


def is_empty(viewer: Candidate) -> bool:
    profile = whole_profile(viewer)
    return not (profile.has_history or profile.languages or (profile.basics and profile.basics.given_name))


def sections(viewer: Candidate) -> dict[str, int]:
    return {section: len(rows) for section, rows in by_section(open_suggestions(viewer))}


ALL = {"contact": 1, "employment": 3, "education": 1, "training": 1, "registrations": 1, "driving": 1, "languages": 2,
       "skills": 1}  # fmt: skip


def test_suggesting_writes_nothing(viewer: Candidate) -> None:
    assert sections(viewer) == ALL
    assert is_empty(viewer)


def test_one_by_one(viewer: Candidate) -> None:
    job = next(row for row in open_suggestions(viewer) if row.section == "employment")
    accept(viewer, job, {"job_title": "Changed", "employer": "Invented", "started": clock.today()})
    db.session.commit()
    (stored,) = whole_profile(viewer).employment
    assert stored.job_title == "Changed"
    assert sections(viewer)["employment"] == 2
    with pytest.raises(IllegalMove):
        accept(viewer, job, {"job_title": "Twice", "employer": "Invented", "started": clock.today()})
    with pytest.raises(IllegalMove):
        leave_out(viewer, job)


def test_all_of_a_section_but_what_lacks_a_month(viewer: Candidate) -> None:
    assert accept_section(viewer, "employment") == 2
    db.session.commit()
    assert next((job.job_title, job.started.isoformat(), job.ended) for job in whole_profile(viewer).employment) == (
        "Care Assistant",
        "2021-03-01",
        None,
    )
    assert sections(viewer)["employment"] == 1
    for section in ("education", "training", "registrations", "driving", "languages", "skills", "contact"):
        assert accept_section(viewer, section) == ALL[section]
    db.session.commit()
    profile = whole_profile(viewer)
    assert profile.basics.postcode == "KY1 1AB"
    assert (profile.basics.driving, profile.basics.driving_categories) == ("licence", ["B", "C1"])
    assert profile.training[0].expires.isoformat() == "2027-05-31"
    assert profile.registrations[0].expires.isoformat() == "2027-06-30"
    assert {row.language: row.level for row in profile.languages} == {"Gaelic": "everyday", "Polish": "fluent"}
    assert sections(viewer) == {"employment": 1}


def test_undo_takes_back_step_by_step_to_where_it_began(viewer: Candidate) -> None:
    tell(viewer, town="Cupar", skills="Before")
    for section in ALL:
        accept_section(viewer, section)
    leave_out(viewer, open_suggestions(viewer)[0])
    db.session.commit()
    assert sections(viewer) == {}
    steps = 0
    while last_step(viewer):
        undo(viewer)
        db.session.commit()
        steps += 1
    assert steps == len(ALL) + 1
    assert sections(viewer) == ALL
    assert is_empty(viewer)
    about = basics(viewer)
    assert (about.town, about.skills, about.driving_categories) == ("Cupar", "Before", [])
    assert undo(viewer) == 0


def test_undo_leaves_what_was_changed_since(viewer: Candidate) -> None:
    accept_section(viewer, "contact")
    tell(viewer, town="Kirkwall")
    undo(viewer)
    about = basics(viewer)
    assert (about.given_name, about.town) == ("", "Kirkwall")


def test_undo_of_what_was_removed_since_is_no_fault(viewer: Candidate) -> None:
    accept_section(viewer, "education")
    (row,) = whole_profile(viewer).education
    db.session.delete(row)
    db.session.commit()
    assert undo(viewer) == 1


def test_a_second_cv_takes_the_place_of_the_first(viewer: Candidate, account: Account) -> None:
    accept_section(viewer, "education")
    db.session.commit()
    some_suggestions(account, "<p>Work experience</p><p>Cook, Invented Hotel: May 2020 – now</p>")
    assert sections(viewer) == {"employment": 1}
    assert len(whole_profile(viewer).education) == 1


def test_finishing_leaves_nothing_but_the_profile(viewer: Candidate) -> None:
    accept_section(viewer, "languages")
    forget(viewer)
    db.session.commit()
    assert db.session.scalars(visible(System("keeping"), CvSuggestion)).all() == []
    assert the_import(viewer) is None
    assert len(whole_profile(viewer).languages) == 2


def test_after_a_day_it_is_let_go(viewer: Candidate, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    for hours, is_kept in ((23, True), (25, False)):
        monkeypatch.setattr(clock, "now", lambda hours=hours: now + timedelta(hours=hours))
        forget_cvs()
        db.session.expunge_all()
        assert (the_import(viewer) is not None) == is_kept
        assert bool(open_suggestions(viewer)) == is_kept


def test_a_cv_that_was_never_read_goes_after_a_day_too(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(Candidate(account.id), "cv.docx", a_word_document("A"))
    db.session.commit()
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))
    forget_cvs()
    assert db.session.scalars(visible(System("keeping"), CvImport)).all() == []


def test_it_is_the_persons_alone(viewer: Candidate) -> None:
    for table in (CvImport, CvSuggestion):
        assert db.session.scalars(visible(as_candidate(), table)).all() == []
        for stranger in (as_staff(an_organisation(), *Role), Cosla(an_account().id), Public()):
            with pytest.raises(NotVisible):
                visible(stranger, table)
