"""The record of a vacancy, read back: every act, and what its reader may know and no more."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from recruitment.applications.exclusion_tables import Exclusion
from recruitment.core import clock
from recruitment.core.audit import Act, record
from recruitment.core.documents import store
from recruitment.core.errors import Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.records.actions import ask, make_vacancy_record, newest_record, take
from recruitment.records.packing import DATA, PAGE, SUMS
from recruitment.selection.actions import Parting, reject_together, shortlist
from recruitment.selection.exclusion_actions import exclude
from recruitment.selection.panel_actions import change_panel
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.advertising import a_placement
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, an_interview
from tests.builders.letters import letters_to
from tests.builders.messages import a_thread, some_words
from tests.builders.offers import sent_to
from tests.builders.organisations import an_organisation
from tests.builders.rows import work
from tests.builders.scoring import a_panel, scores
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]


@pytest.fixture
def vacancy(database: None) -> Vacancy:
    return a_vacancy(an_organisation(), title="Gardener")


@pytest.fixture
def recruiter(vacancy: Vacancy) -> Staff:
    account = a_member(an_organisation(), account=an_account("ailsa@test.example", name="Ailsa Recruiter"))
    return as_staff(an_organisation(), person=account.id)


def a_pack(viewer: Staff, vacancy: Vacancy) -> zipfile.ZipFile:
    ask(viewer, vacancy)
    work()
    made = take(viewer, vacancy.id)
    assert made is not None
    return zipfile.ZipFile(io.BytesIO(store().get(made.digest or "")))


def rows(pack: zipfile.ZipFile, key: str) -> list[dict[str, Any]]:
    return next(part["rows"] for part in json.loads(pack.read(DATA))["parts"] if part["key"] == key)


def test_every_act_with_who_when_what_and_why(recruiter: Staff, vacancy: Vacancy) -> None:
    chosen, other = (an_application(vacancy, given_name="Jo", family_name=name) for name in ("Chosen", "Other"))
    panel = a_panel(vacancy)
    for member in panel:
        scores(member, chosen, vacancy, [3, 4], "Clear examples.")
    shortlist(recruiter, chosen)
    reject_together(recruiter, vacancy.id, {other.id: "submitted"},
                    {other.id: Parting("Does not hold the licence", "You lack a licence.")})  # fmt: skip
    row = a_round(vacancy, times=1)
    an_interview(row, chosen)
    a_thread(chosen, recruiter, some_words())
    pack = a_pack(recruiter, vacancy)
    acts = rows(pack, "acts")
    rejected = next(act for act in acts if act["what"] == "Mark as unsuccessful")
    assert rejected["who"] == "Ailsa Recruiter" and rejected["reason"] == "Does not hold the licence"
    assert (rejected["before"], rejected["after"]) == ("Received", "Unsuccessful")
    assert rejected["name"] == "Jo Other" and rejected["reference"] == other.reference
    assert {"Score", "Reveal scores", "Shortlist", "Write message", "Ask for record"} <= {act["what"] for act in acts}
    assert [act["act_id"] for act in acts] == sorted(act["act_id"] for act in acts)
    assert [row["mark"] for row in rows(pack, "scores")] == [3, 4] * 3
    assert rows(pack, "told")[-1]["message"] == "You lack a licence."
    assert [row["state"] for row in rows(pack, "interviews")] == ["Invited"]
    assert rows(pack, "messages")[0]["by"] == "Ailsa Recruiter"
    assert [row["name"] for row in rows(pack, "applicants")] == ["Jo Chosen", "Jo Other"]


def test_offers_are_told_with_every_version_to_those_who_make_them(recruiter: Staff, vacancy: Vacancy) -> None:
    chosen = an_application(vacancy, state="interview", given_name="Jo", family_name="Chosen")
    sent_to(recruiter, chosen)
    pack = a_pack(recruiter, vacancy)
    (offer,), (terms,) = rows(pack, "offers"), rows(pack, "offer_terms")
    assert (offer["name"], offer["state"], offer["versions"]) == ("Jo Chosen", "Answer awaited", 1)
    assert (terms["hourly"], terms["conditions"]) == ("£14.00", "References; PVG scheme membership")
    assert "Send" in {act["what"] for act in rows(pack, "acts") if act["of"] == "Offer"}


def test_people_read_the_same_as_programs(recruiter: Staff, vacancy: Vacancy) -> None:
    chosen = an_application(vacancy, given_name="=Jo", family_name="<b>Chosen")
    shortlist(recruiter, chosen)
    pack = a_pack(recruiter, vacancy)
    page = pack.read(PAGE).decode()
    assert page.startswith("<!doctype html>") and "<script" not in page and "=Jo &lt;b&gt;Chosen" in page
    for part in json.loads(pack.read(DATA))["parts"]:
        lines = list(csv.reader(io.StringIO(pack.read(f"{part['key']}.csv").decode("utf-8-sig"))))
        assert lines[0] == list(part["columns"].values())
        assert len(lines) - 1 == len(part["rows"])
        assert f'<h2 id="{part["key"]}">{part["title"]}</h2>' in page
    assert b"'=Jo <b>Chosen" in pack.read("applicants.csv")


def test_the_sums_are_those_of_the_files_and_the_act_keeps_that_of_the_whole(
    recruiter: Staff, vacancy: Vacancy
) -> None:
    pack = a_pack(recruiter, vacancy)
    said = dict(reversed(line.split("  ")) for line in pack.read(SUMS).decode().splitlines())
    assert said.keys() == set(pack.namelist()) - {SUMS}
    assert all(hashlib.sha256(pack.read(name)).hexdigest() == digest for name, digest in said.items())
    made = db.session.scalars(visible(System("keeping"), Act).where(Act.act == "make_record")).one()
    newest = newest_record(recruiter, vacancy.id)
    assert newest is not None and made.reason == f"SHA-256 {newest.digest}"
    assert hashlib.sha256(store().get(newest.digest or "")).hexdigest() == newest.digest


def test_a_date_that_was_entered_afterwards_says_so_and_keeps_both(recruiter: Staff, vacancy: Vacancy) -> None:
    day = clock.today() - timedelta(days=12)
    a_placement(recruiter, vacancy, placed_on=day)
    told = rows(a_pack(recruiter, vacancy), "placements")[0]
    assert (told["placed_on"], told["entered"]) == (day.isoformat(), "12 days later")
    assert told["recorded_at"].startswith(clock.now().date().isoformat())


def test_hidden_names_stay_hidden(recruiter: Staff) -> None:
    vacancy = a_vacancy(an_organisation(), hides_names=True)
    shown, hidden = (an_application(vacancy, given_name="Jo", family_name=name) for name in ("Shown", "Hidden"))
    shortlist(recruiter, shown)
    pack = a_pack(recruiter, vacancy)
    whole = b"".join(pack.read(name) for name in pack.namelist())
    assert b"Jo Shown" in pack.read(PAGE)
    assert b"Jo Hidden" not in whole and hidden.reference.encode() in whole


def test_of_an_applicant_whom_the_reader_knows_nothing_is_told(recruiter: Staff, vacancy: Vacancy) -> None:
    known, other = (an_application(vacancy, given_name="Jo", family_name=name) for name in ("Known", "Other"))
    for each in (known, other):
        shortlist(as_staff(an_organisation()), each)
    exclude(recruiter, known, "friend")
    db.session.commit()
    pack = a_pack(recruiter, vacancy)
    whole = b"".join(pack.read(name) for name in pack.namelist())
    assert known.reference.encode() not in whole and b"Known" not in whole
    assert other.reference.encode() in whole
    held = db.session.scalars(visible(recruiter, Exclusion)).all()
    assert [row.application_id for row in held] == [known.id]
    a_colleague = as_staff(an_organisation())
    assert rows(a_pack(a_colleague, vacancy), "relationships")[0]["reference"] == known.reference


def test_what_is_done_before_an_application_is_sent_is_the_candidates_alone(recruiter: Staff, vacancy: Vacancy) -> None:
    application = an_application(vacancy)
    viewer = Candidate(application.account_id)
    record(viewer, "attach_document", application)
    db.session.commit()
    assert "Attach document" not in {act["what"] for act in rows(a_pack(recruiter, vacancy), "acts")}
    record(viewer, "submit", application, before="draft", after="submitted")
    record(viewer, "attach_document", application)
    db.session.commit()
    acts = [act["what"] for act in rows(a_pack(recruiter, vacancy), "acts") if act["who"] == "The applicant"]
    assert acts == ["Submit", "Attach document"]


def test_scores_that_are_not_revealed_are_not_told(recruiter: Staff, vacancy: Vacancy) -> None:
    application = an_application(vacancy)
    first = a_panel(vacancy)[0]
    scores(first, application, vacancy, [1, 1], "Not for others yet.")
    pack = a_pack(recruiter, vacancy)
    assert rows(pack, "scores") == []
    assert b"Not for others yet" not in pack.read(PAGE)


def test_who_came_to_the_panel_and_went(recruiter: Staff, vacancy: Vacancy) -> None:
    mary, iain = (a_member(an_organisation(), account=an_account(name=name)).id for name in ("Mary", "Iain"))
    change_panel(recruiter, vacancy, [mary], mary)
    change_panel(recruiter, vacancy, [iain], None)
    acts = [(act["what"], act["before"], act["after"]) for act in rows(a_pack(recruiter, vacancy), "acts")]
    assert ("Join panel", "", "Mary") in acts and ("Set chair", "", "Mary") in acts
    assert ("Leave panel", "Mary", "") in acts and ("Join panel", "", "Iain") in acts


def test_who_may_take_it(recruiter: Staff, vacancy: Vacancy) -> None:
    for role in (Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER):
        with pytest.raises(Refused):
            ask(as_staff(an_organisation(), role), vacancy)
    asked = ask(recruiter, vacancy)
    with pytest.raises(Refused, match="being made"):
        ask(recruiter, vacancy)
    assert take(recruiter, vacancy.id) is None
    db.session.commit()
    make_vacancy_record(asked.id)
    assert take(recruiter, vacancy.id)
    assert take(as_staff(an_organisation()), vacancy.id) is None
    assert [letter.name for letter in letters_to("ailsa@test.example")] == ["record_ready"]


def test_whoever_lost_the_role_gets_nothing(recruiter: Staff, vacancy: Vacancy) -> None:
    gone = as_staff(an_organisation(), person=an_account().id)
    ask(gone, vacancy)
    work()
    newest = newest_record(gone, vacancy.id)
    assert newest is not None and newest.ready_at is None
