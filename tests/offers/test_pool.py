"""The talent pool: what recruiters find, who hides from whom, and who somebody is, told by consent."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.core.errors import DomainError, IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.viewers import Candidate, Post, Role, Staff, System
from recruitment.extensions import db
from recruitment.offers.approaching import MOST_A_DAY, approach, say_no, say_yes
from recruitment.offers.lifecycle import APPROACH
from recruitment.offers.pool_actions import change, count_look, hide, join, leave_pool, stay
from recruitment.offers.pool_jobs import mind_the_pool
from recruitment.offers.pool_queries import (
    Wanted,
    found,
    looked_at_by,
    own_approaches,
    own_entry,
    pooled,
    sent_approaches,
    the_approach,
)
from recruitment.places.queries import find_place
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_profile
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pool import a_pool_entry, an_approach, shown
from tests.builders.vacancies import a_postcode, a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]
YEAR = timedelta(days=365)


@pytest.fixture
def person() -> Account:
    return an_account("jo@test.example")


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation("orkney-islands-council"))


def total(viewer: Staff, **wanted: object) -> int:
    return found(viewer, Wanted(**wanted)).total


def names(email: str) -> list[str]:
    return [letter.name for letter in letters_to(email)]


def test_joining_is_agreed_to_with_time_wording_and_end(person: Account, recruiter: Staff) -> None:
    entry = join(Candidate(person.id), shown(), [])
    assert entry.wording and entry.until - entry.agreed_at > timedelta(days=364)
    assert total(recruiter) == 1
    assert names("jo@test.example") == ["pool_joined"]
    with pytest.raises(Refused):
        join(Candidate(person.id), shown(), [])


def test_leaving_is_at_once(person: Account, recruiter: Staff) -> None:
    entry = a_pool_entry(person)
    waiting = an_approach(an_organisation("orkney-islands-council"), account_id=person.id)
    leave_pool(Candidate(person.id), entry)
    assert total(recruiter) == 0
    assert own_entry(Candidate(person.id)) is None
    assert the_approach(recruiter, waiting.id).state == "declined"


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"category": "cleaning"}, 1), ({"category": "teaching"}, 0), ({"registration": "pvg"}, 1),
        ({"registration": "sssc"}, 0), ({"level": 6}, 1), ({"level": 9}, 0), ({"gaelic": True}, 1),
        ({"pattern": "part_time"}, 1), ({"pattern": "shift"}, 0), ({"q": "KITCHENS safe"}, 1), ({"q": "100%"}, 0),
        ({"runners_up": True}, 0),
    ],
)  # fmt: skip
def test_search_by_what_was_told(recruiter: Staff, wanted: dict[str, object], number: int) -> None:
    a_pool_entry(registrations=["pvg"], level=7, speaks_gaelic=True, patterns=["part_time"])
    assert total(recruiter, **wanted) == number


def test_search_by_place_goes_as_far_as_they_would(recruiter: Staff) -> None:
    a_postcode("KY11AA", lat=56.11, lon=-3.16)
    a_pool_entry(postcode="KY1 1AA", miles=10)
    a_postcode("KY12AA", lat=56.12, lon=-3.20)
    a_postcode("EH11AA", lat=55.95, lon=-3.19)
    near, far = find_place("KY1 2AA"), find_place("EH1 1AA")
    assert (total(recruiter, there=near), total(recruiter, there=far)) == (1, 0)
    assert total(recruiter, there=near, miles=1) == 0
    a_pool_entry()
    assert total(recruiter, there=far) == 1


def test_hidden_from_those_they_name_wherever_else_the_viewer_works(person: Account, recruiter: Staff) -> None:
    fife = an_organisation()
    entry = a_pool_entry(person, hidden_from=[fife])
    own = as_staff(fife, Role.ADMINISTRATOR)
    both = Staff(own.person, (*own.posts, *recruiter.posts))
    assert (total(recruiter), total(own), total(both)) == (1, 0, 0)
    for viewer in (own, both):
        with pytest.raises(NotVisible):
            pooled(viewer, entry.id)
    hide(Candidate(person.id), [])
    assert total(own) == 1


def test_nobody_but_recruiters_and_administrators_finds_anybody(recruiter: Staff) -> None:
    a_pool_entry()
    for role in Role:
        seen = total(as_staff(an_organisation("orkney-islands-council"), role))
        assert seen == (role in (Role.RECRUITER, Role.ADMINISTRATOR)), role


def test_an_approach_tells_who_it_is_after_yes_and_to_that_employer_alone(person: Account, recruiter: Staff) -> None:
    a_profile(person, given_name="Jo", family_name="Bloggs")
    entry = a_pool_entry(person)
    row = approach(recruiter, entry, a_vacancy(an_organisation("orkney-islands-council")), "Come and see us.")
    assert names("jo@test.example") == ["approach_received"]
    (sent,) = sent_approaches(recruiter)
    assert sent.contact is None and sent.approach.reference == entry.reference
    say_yes(Candidate(person.id), row)
    (sent,) = sent_approaches(recruiter)
    assert sent.contact is not None and sent.contact.name == "Jo Bloggs"
    assert sent_approaches(as_staff(an_organisation())) == []
    with pytest.raises(IllegalMove):
        say_no(Candidate(person.id), the_approach(Candidate(person.id), row.id))


def test_no_and_silence_tell_nothing_and_are_gone_later(
    person: Account, recruiter: Staff, later: list[timedelta]
) -> None:
    highland = an_organisation("orkney-islands-council")
    no = an_approach(highland, account_id=person.id)
    an_approach(highland, account_id=person.id)
    say_no(Candidate(person.id), no)
    db.session.commit()
    later.append(timedelta(days=15))
    mind_the_pool()
    assert {sent.approach.state for sent in sent_approaches(recruiter)} == {"declined", "lapsed"}
    assert all(sent.contact is None for sent in sent_approaches(recruiter))
    later.append(timedelta(days=31))
    mind_the_pool()
    assert sent_approaches(recruiter) == []
    assert own_approaches(Candidate(person.id)) == []


def test_an_approach_names_a_real_vacancy_of_ones_own(recruiter: Staff) -> None:
    entry, highland = a_pool_entry(), an_organisation("orkney-islands-council")
    for vacancy in (a_vacancy(an_organisation()), a_vacancy(highland, state="filled")):
        with pytest.raises(Refused):
            approach(recruiter, entry, vacancy, "Come.")
    vacancy = a_vacancy(highland, state="draft")
    approach(recruiter, entry, vacancy, "Come.")
    with pytest.raises(Refused):
        approach(recruiter, entry, vacancy, "Come again.")


def test_nobody_writes_to_everybody_nor_everybody_to_one(recruiter: Staff, person: Account) -> None:
    highland, vacancy = an_organisation("orkney-islands-council"), a_vacancy(an_organisation("orkney-islands-council"))
    for _ in range(MOST_A_DAY):
        an_approach(highland, vacancy=vacancy)
    with pytest.raises(Refused, match="within a day"):
        approach(recruiter, a_pool_entry(), vacancy, "Come.")
    for _ in range(5):
        an_approach(an_organisation(), account_id=person.id)
    other = as_staff(an_organisation("nhs-orkney"))
    with pytest.raises(Refused, match="last week"):
        approach(other, a_pool_entry(person), a_vacancy(an_organisation("nhs-orkney")), "Come.")


def test_looks_are_counted_by_employer(person: Account, recruiter: Staff) -> None:
    a_pool_entry(person)
    for viewer in (recruiter, recruiter, as_staff(an_organisation())):
        count_look(viewer, person.id)
    db.session.flush()
    assert looked_at_by(Candidate(person.id)) == 2


def test_a_year_ends_after_one_reminder(person: Account, recruiter: Staff, later: list[timedelta]) -> None:
    join(Candidate(person.id), shown(), [])
    db.session.commit()
    later.append(timedelta(days=340))
    mind_the_pool()
    mind_the_pool()
    assert names("jo@test.example") == ["pool_joined", "pool_ending"]
    later.append(timedelta(days=30))
    assert total(recruiter) == 0
    mind_the_pool()
    assert names("jo@test.example") == ["pool_joined", "pool_ending", "pool_ended"]
    assert own_entry(Candidate(person.id)) is None


def test_whoever_stays_or_changes_has_another_year(person: Account, later: list[timedelta]) -> None:
    viewer = Candidate(person.id)
    entry = join(viewer, shown(), [])
    later.append(timedelta(days=340))
    stay(viewer, entry)
    db.session.commit()
    later.append(timedelta(days=340))
    kept = own_entry(viewer)
    assert kept is not None
    change(viewer, kept, shown(categories=["teaching"]), [])
    db.session.commit()
    later.append(timedelta(days=300))
    mind_the_pool()
    kept = own_entry(viewer)
    assert kept is not None and kept.categories == ["teaching"]


@pytest.mark.parametrize("act", APPROACH.acts)
@pytest.mark.parametrize("state", APPROACH.states)
def test_every_act_on_an_approach_from_every_state_by_everybody(state: str, act: str) -> None:
    council = an_organisation()
    facts = {} if state == "sent" else {"answered_at": a_pool_entry().agreed_at}
    row = an_approach(council, state=state, **facts)
    everybody = {role.value: as_staff(council, role) for role in Role} | {
        "candidate": Candidate(row.account_id), "system": System("letters"),
    }  # fmt: skip
    for name, viewer in everybody.items():
        move = APPROACH.find(state, act)
        allowed = move is not None and name in {str(who) for who in move.by}
        before = db.session.begin_nested()
        try:
            make_move(viewer, row, APPROACH, act, answered_at=row.sent_at)
        except DomainError:
            assert not allowed, (state, act, name)
        else:
            assert allowed, (state, act, name)
        before.rollback()
        db.session.expunge_all()
        row = the_approach(System("keeping"), row.id)
        assert row.state == state


def test_a_member_of_staff_does_not_find_themselves() -> None:
    account = an_account()
    a_pool_entry(account)
    own = Staff(account.id, (Post(an_organisation().id, frozenset({Role.RECRUITER})),))
    assert total(own) == 0
