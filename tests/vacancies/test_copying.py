"""New drafts from what was written before."""

from datetime import timedelta

import pytest

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.copying import (
    begin_from_template,
    change_template,
    copy,
    is_over,
    keep_as_template,
    remove_template,
)
from recruitment.vacancies.draft_actions import CriterionLine, change
from recruitment.vacancies.library import (
    forget_criterion,
    keep_criterion,
    library,
    library_criterion,
    template_of,
    templates_of,
)
from recruitment.vacancies.parts import kept_whole
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.version_queries import changes
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_library_criterion, a_template, a_vacancy

PARTS_COPIED = ("post", "about", "criteria", "contract", "pay", "places", "checks")


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def whole(advert: Advert) -> dict[str, object]:
    facts = kept_whole(advert.vacancy, advert.criteria, advert.workplaces)
    return {part: facts[part] for part in PARTS_COPIED}


def acts(viewer: Staff, vacancy: Vacancy) -> list[tuple[str, str | None]]:
    db.session.flush()
    wanted = visible(viewer, Act).where(Act.noun == "vacancy", Act.row_id == vacancy.id).order_by(Act.id)
    return [(act.act, act.reason) for act in db.session.scalars(wanted)]


@pytest.mark.dialect
@pytest.mark.parametrize("state", ["draft", "approved", "published"])
def test_a_copy_says_the_same_and_keeps_dates_ahead(fife: Organisation, recruiter: Staff, state: str) -> None:
    source = a_complete_vacancy(fife, state=state, department="Education", schemes=["veterans"],
                                in_gaelic={"title": "Glanadair"}, own_reference="POS-1")  # fmt: skip
    draft = copy(recruiter, advert_of(recruiter, source.id), title="Cleaner")
    found = advert_of(recruiter, draft.id)
    assert whole(found) == whole(advert_of(recruiter, source.id))
    assert (found.vacancy.state, found.vacancy.published_at, found.vacancy.posts_filled) == ("draft", None, 0)
    assert found.vacancy.reference != source.reference
    assert (found.vacancy.closes_at, found.vacancy.public_from) == (source.closes_at, None)
    assert found.vacancy.created_by == recruiter.person
    assert acts(recruiter, draft) == [("begin_draft", None), ("copy", source.reference)]
    assert changes(recruiter, draft.id, most=1)[1] == 0


@pytest.mark.parametrize("state", ["filled", "unfilled", "withdrawn"])
def test_what_is_over_is_advertised_again_without_dates(fife: Organisation, recruiter: Staff, state: str) -> None:
    source = a_complete_vacancy(fife, state=state)
    draft = copy(recruiter, advert_of(recruiter, source.id), title="Cleaner (again)")
    found = advert_of(recruiter, draft.id)
    assert (found.vacancy.title, found.vacancy.closes_at, found.vacancy.public_from) == ("Cleaner (again)", None, None)
    assert acts(recruiter, draft)[-1] == ("relist", source.reference)


def test_what_has_closed_is_over(fife: Organisation) -> None:
    assert is_over(a_vacancy(fife, closes_at=clock.now() - timedelta(minutes=1)))
    assert not is_over(a_vacancy(fife))


def test_a_copy_and_its_source_go_separate_ways(fife: Organisation, recruiter: Staff) -> None:
    source = a_complete_vacancy(fife, state="draft")
    draft = copy(recruiter, advert_of(recruiter, source.id), title="Cleaner")
    change(recruiter, draft, "contract", patterns=["shift"])
    assert advert_of(recruiter, source.id).vacancy.patterns == ["part_time"]


def test_nobody_copies_what_is_not_theirs_or_without_writing(fife: Organisation, recruiter: Staff) -> None:
    source = advert_of(recruiter, a_complete_vacancy(fife).id)
    with pytest.raises(NotVisible):
        copy(as_staff(an_organisation("nhs-orkney"), Role.ADMINISTRATOR), source, title="Mine")
    with pytest.raises(Refused):
        copy(as_staff(fife, Role.APPROVER), source, title="Mine")


@pytest.mark.dialect
def test_a_template_holds_all_but_what_is_each_adverts_own(fife: Organisation, recruiter: Staff) -> None:
    source = a_complete_vacancy(fife, own_reference="POS-1", department="Education")
    template = keep_as_template(recruiter, advert_of(recruiter, source.id), name="School cleaner", is_shared=False)
    draft = begin_from_template(recruiter, template, title="Cleaner, Kirkcaldy", department="")
    found = advert_of(recruiter, draft.id).vacancy
    assert (found.title, found.department, found.own_reference) == ("Cleaner, Kirkcaldy", "Education", "")
    assert (found.closes_at, found.public_from) == (None, None)
    assert [row.text for row in advert_of(recruiter, draft.id).criteria] == ["Criterion 1", "Criterion 2"]
    assert acts(recruiter, draft)[-1] == ("use_template", "School cleaner")
    named = begin_from_template(recruiter, template, title="Cleaner", department="Leisure")
    assert named.department == "Leisure"


def test_a_fact_that_adverts_no_longer_have_does_not_come_back(fife: Organisation, recruiter: Staff) -> None:
    template = a_template(recruiter, fife, about={"summary": "Keeps a school clean.", "slogan": "Join us!"})
    draft = begin_from_template(recruiter, template, title="Cleaner", department="")
    assert draft.summary == "Keeps a school clean."


def test_own_templates_are_ones_own_and_shared_ones_are_everybodys(fife: Organisation, recruiter: Staff) -> None:
    mine, shared = a_template(recruiter, fife, "Mine"), a_template(recruiter, fife, "Ours", is_shared=True)
    colleague = as_staff(fife, Role.HIRING_MANAGER)
    assert templates_of(recruiter, [fife.id]) == [mine, shared]
    assert templates_of(colleague, [fife.id]) == [shared]
    stranger = as_staff(an_organisation("nhs-orkney"), *Role)
    assert templates_of(stranger, [fife.id]) == []
    for viewer, template in ((colleague, mine), (stranger, shared)):
        with pytest.raises(NotVisible):
            template_of(viewer, template.id)


def test_who_made_it_or_an_administrator_changes_a_template(fife: Organisation, recruiter: Staff) -> None:
    shared = a_template(recruiter, fife, is_shared=True)
    with pytest.raises(Refused):
        change_template(as_staff(fife, Role.HIRING_MANAGER), shared, name="Other", is_shared=True)
    with pytest.raises(Refused):
        remove_template(as_staff(fife, Role.HIRING_MANAGER), shared)
    change_template(recruiter, shared, name="Cleaner", is_shared=True)
    assert template_of(recruiter, shared.id).name == "Cleaner"
    remove_template(as_staff(fife, Role.ADMINISTRATOR), shared)
    assert templates_of(recruiter, [fife.id]) == []


@pytest.mark.dialect
def test_the_library_keeps_a_text_once(fife: Organisation, recruiter: Staff) -> None:
    keep_criterion(recruiter, fife.id, CriterionLine("Can sweep", "essential", "test"))
    keep_criterion(recruiter, fife.id, CriterionLine("Can sweep", "desirable", "interview"))
    keep_criterion(recruiter, fife.id, CriterionLine("A driving licence", "essential", "application"))
    assert [(each.text, each.kind, each.assessed_by) for each in library(recruiter, [fife.id])] == [
        ("A driving licence", "essential", "application"),
        ("Can sweep", "desirable", "interview"),
    ]


def test_the_library_is_the_organisations_own(fife: Organisation, recruiter: Staff) -> None:
    kept = a_library_criterion(fife)
    stranger = as_staff(an_organisation("nhs-orkney"), *Role)
    assert library(stranger, [fife.id]) == []
    with pytest.raises(NotVisible):
        library_criterion(stranger, kept.id)
    with pytest.raises(NotVisible):
        keep_criterion(stranger, fife.id, CriterionLine("Mine", "essential", "test"))
    with pytest.raises(Refused):
        forget_criterion(as_staff(fife, Role.APPROVER), kept)
    forget_criterion(recruiter, kept)
    assert library(recruiter, [fife.id]) == []
