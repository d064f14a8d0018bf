"""A request to join: asked, confirmed, decided once; and what is looked at before."""

from datetime import timedelta

import pytest

from recruitment.accounts import joining
from recruitment.accounts.joining import (
    approve,
    ask_back,
    confirm,
    forget_unconfirmed_requests,
    holder_of,
    refuse,
    reply,
)
from recruitment.accounts.joining_lifecycle import JOINING
from recruitment.accounts.joining_links import request_of, url_of
from recruitment.accounts.joining_queries import checks_of, joining_request, requests_page, words_about
from recruitment.accounts.joining_tables import JoiningRequest
from recruitment.accounts.onboarding import administrators_invited
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Public, System, TokenHolder
from recruitment.extensions import db
from tests.builders.joining import a_request, an_operator
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation

pytestmark = pytest.mark.usefixtures("database")

ASKER = "asker@trust.example"


def names_of(address: str) -> list[str]:
    return [letter.name for letter in letters_to(address)]


def test_operators_see_a_request_once_its_address_is_confirmed() -> None:
    operator = an_operator()
    request = a_request(is_confirmed=False)
    assert names_of(ASKER) == ["joining_asked"]
    assert requests_page(operator, 1).rows == []
    with pytest.raises(NotVisible):
        joining_request(operator, request.id)
    confirm(holder_of(request), request)
    assert [row.id for row in requests_page(operator, 1).rows] == [request.id]
    with pytest.raises(IllegalMove):
        confirm(holder_of(request), request)


def test_the_link_opens_its_own_request_alone() -> None:
    first, second = a_request(), a_request(name="Another Trust")
    link = url_of(first).rpartition("/")[2]
    assert request_of(link).id == first.id
    for wrong in (link.replace(first.reference, second.reference), link[:-1], "x"):
        with pytest.raises(NotVisible):
            request_of(wrong)
    # A link of another kind is no way in, though its row has the same number.
    words = visible(TokenHolder("invitation", first.id), JoiningRequest).where(JoiningRequest.id == first.id)
    assert db.session.scalars(words).first() is None


def test_approving_makes_the_organisation_and_invites_whoever_asked() -> None:
    operator, request = an_operator(), a_request()
    organisation = approve(operator, request, name="Example Leisure Trust", kind="leisure_trust")
    db.session.commit()
    assert (organisation.slug, organisation.website) == ("example-leisure-trust", "https://www.trust.example")
    assert [each.email for each in administrators_invited(operator, organisation.id)] == [ASKER]
    assert {"joining_approved", "staff_invited"} <= set(names_of(ASKER))
    assert (request.state, request.became_id) == ("approved", organisation.id)
    for late in (lambda: refuse(operator, request, "x"), lambda: approve(operator, request, name="B", kind="other")):
        with pytest.raises(IllegalMove):
            late()


def test_a_name_that_is_taken_leaves_the_request_open() -> None:
    operator, request = an_operator(), a_request()
    with pytest.raises(Refused, match="already"):
        approve(operator, request, name="Fife Council", kind="other")
    assert request.state == "confirmed"


def test_refusing_needs_a_reason_which_the_asker_reads() -> None:
    operator, request = an_operator(), a_request()
    with pytest.raises(Refused):
        refuse(operator, request, " ")
    refuse(operator, request, "It is a company.")
    db.session.commit()
    assert letters_to(ASKER)[-1].facts["reason"] == "It is a company."
    with pytest.raises(Refused, match="decided"):
        reply(holder_of(request), request, "But why?")


def test_questions_go_to_and_fro() -> None:
    operator, request = an_operator(), a_request()
    ask_back(operator, request, "Who owns it?")
    reply(holder_of(request), request, "The council.")
    db.session.commit()
    for viewer in (operator, holder_of(request)):
        assert [word.text for word in words_about(viewer, request)] == ["Who owns it?", "The council."]
    assert names_of(ASKER)[-1] == "joining_question"


def test_nobody_else_reads_requests() -> None:
    a_request()
    with pytest.raises(NotVisible):
        visible(Public(), JoiningRequest)


def test_what_is_not_confirmed_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    old, kept = a_request(is_confirmed=False).id, a_request().id
    later = clock.now() + joining.UNCONFIRMED_FOR + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    forget_unconfirmed_requests()
    db.session.expire_all()
    left = set(db.session.scalars(visible(System("keeping"), JoiningRequest).with_only_columns(JoiningRequest.id)))
    assert (old in left, kept in left) == (False, True)


def test_what_to_look_at() -> None:
    operator = an_operator()
    good = a_request()
    assert all(check.is_good for check in checks_of(operator, good))
    fife = an_organisation("fife-council")
    fife.website = "https://fife.example"
    db.session.commit()
    bad = a_request(name="The Fife Council", website="https://www.fife.example/jobs", contact_email="x@gmail.com")
    said = " ".join(check.said for check in checks_of(operator, bad) if not check.is_good)
    for words in ("Fife Council recruits here already", "website fife.example", "Anybody can have"):
        assert words in said
    twin = a_request()
    assert good.reference in " ".join(check.said for check in checks_of(operator, twin))


def test_every_state_and_act() -> None:
    assert {(move.source, move.act, move.target) for move in JOINING.table} == {
        ("asked", "confirm", "confirmed"), ("confirmed", "approve", "approved"), ("confirmed", "refuse", "refused"),
    }  # fmt: skip
