"""Whatever anybody sends, to any page or form, by any door, is answered by a page: never by a fault of ours."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from recruitment.accounts.tables import Account, NationalRole
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.programme.nouns import NOUNS
from recruitment.vacancies.row_columns import COLUMNS
from tests.builders.accounts import a_key_of, a_member, a_national, an_account, as_staff, sign_in
from tests.builders.alerts import an_alert
from tests.builders.applications import a_document, a_page_version, a_profile, an_application
from tests.builders.checks import a_referee_asked, in_checks, link_of
from tests.builders.documents import an_attachment
from tests.builders.estate import an_estate
from tests.builders.interviews import a_round, an_interview
from tests.builders.joining import a_national_picture, a_national_table, a_page, a_request, an_operator
from tests.builders.messages import a_text, a_thread, only_file_of, some_words
from tests.builders.offers import an_offer_to
from tests.builders.organisations import an_organisation
from tests.builders.pool import a_pool_entry, a_reserve_place, an_approach, an_ask
from tests.builders.profiles import some_suggestions
from tests.builders.programme import a_register
from tests.builders.stages import a_domain, a_work_address, an_early_vacancy, somebody_at_risk
from tests.builders.together import a_list
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.slow]

NASTY = {
    "a NUL byte": b"a\x00b",
    "a number beyond every column": b"100000000000000000000",
    "a number beyond four bytes": b"2147483648",
    "a number below nothing": b"-1",
    "a lone surrogate": b"\xed\xa0\x80",
    "100 kB": b"a" * 100_000,
    "2,000 words": b"a " * 2_000,
    "an emoji and HTML": "👩‍🚀<script>alert(1)</script>' \" %00 ../{{7*7}}".encode(),
}
# What a field that stands alone among good ones may carry as far as the database.
HURTFUL = ("a number beyond every column", "a number beyond four bytes", "100 kB")
NUMBERS = ("2147483647", "2147483648", "1" + "0" * 20)
PARAMETERS = tuple(
    "q where miles council category contract pattern pay_from sort page page_size year medium state organisation "
    "application everyone reason reasons-asked parked next gap theme stage body project status to auth_token source "
    "on department person template download begin box show came_as of request extension mine unanswered flagged all "
    "then answer of supplier campaign struck".split()
)
WORDY = ("q", "where", "to")
# Fields that say that the page was read: without them nothing else of a form is looked at.
KEPT = ("csrf_token", "seen")
FORM = "application/x-www-form-urlencoded"


class Fields(HTMLParser):
    """The forms of a page: their method, address and what a browser would send with nothing changed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, list[tuple[str, str]]]] = []
        self._choosing = self._writing = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((held.get("method", "get").lower(), held.get("action", ""), []))
        elif self.forms and held.get("name"):
            kind = held.get("type", "")
            if tag == "select":
                self._choosing = held["name"]
            elif tag == "textarea":
                self.forms[-1][2].append((held["name"], "words"))
            elif tag == "button" or (kind in ("radio", "checkbox") and "checked" not in held):
                return
            elif kind != "file":
                self.forms[-1][2].append((held["name"], held.get("value", "")))
        elif tag == "option" and self._choosing and held.get("value"):
            self.forms[-1][2].append((self._choosing, held["value"]))
            self._choosing = ""


def encoded(pairs: list[tuple[str, bytes]]) -> bytes:
    return "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in pairs).encode()


class Visitor:
    """Sends, undoes whatever came of it, and remembers what was answered by a fault."""

    def __init__(self, app: Flask, client: FlaskClient, door: str, key: str = "") -> None:
        self.connection, self.client, self.door = db._app_engines[app][None], client, door
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.faults: set[str] = set()

    def send(self, what: str, method: str, path: str, **more: object) -> str:
        undone = self.connection.begin_nested()
        with self.client.session_transaction() as session:
            before = dict(session)
        try:
            answer = self.client.open(path, method=method, headers=self.headers, **more)
        finally:
            db.session.remove()
            undone.rollback()
        with self.client.session_transaction() as session:
            session.clear()
            session.update(before)
        # 503 is meant: tests have no search index.
        if answer.status_code >= 500 and answer.status_code != 503:
            self.faults.add(f"{method} {path.partition('?')[0][:80]}: {what}")
        return answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""


def visitors(app: Flask, client: FlaskClient) -> Iterator[tuple[Visitor, dict[str, list[object]]]]:
    """Each door with the viewer who may most behind it, and what its addresses can name."""
    fife = an_organisation("fife-council")
    estate = {name: [value] for name, value in an_estate(fife).items()}
    live = a_vacancy(fife, documents_asked=[{"name": "Copy of your licence", "is_required": True}])
    names = {"reference": [live.reference, "J-2345-6789"], "slug": ["cleaner", fife.slug], "link": ["x"],
             "table": ["by-medium"], "token": ["x"], "name": ["x"], "document_id": [1],
             "organisation_id": [fife.id], "filename": ["x"],
             "part": ["employment"], "page": ["stories"], "house": [fife.slug], "at": [0],
             "category": ["cleaning"], "place": ["fife"], "sign": ["l"],
             "attachment_id": estate["attachment_id"], "paper_id": [1], "kind": list(NOUNS), "row_id": [1],
             "project_id": [1], "secret": ["x"], "form": ["pdf"], "report": ["spend", "equality"],
             "request_reference": ["R-2345-6789"],
             "picture_id": [a_national_picture().id]}  # fmt: skip
    a_register()
    yield Visitor(app, client, "public"), names
    yield Visitor(app, client, "machine"), names
    yield Visitor(app, client, "token"), {**names, "link": [link_of(a_referee_asked(as_staff(fife), in_checks()))]}
    yield Visitor(app, client, "demo"), names
    yield Visitor(app, client, "saved"), names
    yield Visitor(app, client, "program", a_key_of(fife)), names
    person = an_account(password=hash_password("x"))
    a_profile(person)
    own = [a_list(person, [live])[0], an_application(a_vacancy(fife), account=person, state="offered").id]
    a_pool_entry(person)
    sign_in(client, person)
    written_of = one_visible(Candidate(person.id), Application, Application.id == own[1])
    file = only_file_of(thread := a_thread(written_of, words=some_words(upload=a_text())))
    at_risk = somebody_at_risk(fife, email=person.email, is_shared=True)
    early, other, _ = an_early_vacancy(fife, "redeployees"), a_vacancy(fife), an_offer_to(written_of)
    referee = a_referee_asked(as_staff(fife), in_checks(as_staff(fife), account=person))
    interview = an_interview(a_round(other, times=1), an_application(other, account=person, state="interview"))
    own_version = a_page_version(the_application(Candidate(person.id), own[0])).id
    own_documents = [a_document(the_application(Candidate(person.id), number)).id for number in own]
    rows = {**names, "application_id": own, "version_id": [own_version], "attached_id": own_documents,
            "row_id": [1, 2, 3], "alert_id": [an_alert(email=person.email).id],
            "reference": [early.reference, live.reference], "at_risk_id": [at_risk.id],
            "address_id": [a_work_address(person, a_domain(fife, "fife.example")).id],
            "interview_id": [interview.id], "check_id": [referee.check_id], "reference_id": [referee.id],
            "attachment_id": [an_attachment(early, html="<p>Words</p>", is_readable=True).id],
            "suggestion_id": [row.id for row in some_suggestions(person)], "section": ["employment"],
            "number": [1],
            "approach_id": [an_approach(fife, account_id=person.id).id],
            "reserve_id": [a_reserve_place(a_vacancy(fife), account=person, offers_sharing=True).id],
            "ask_id": [an_ask(a_reserve_place(a_vacancy(fife), account=person, state="accepted"), a_vacancy(fife)).id],
            "thread_id": [thread.id], "file_id": [file.id]}  # fmt: skip
    # What the visitor undoes begins after this.
    db.session.commit()
    yield Visitor(app, client, "candidate"), rows
    yield Visitor(app, client, "account"), names
    yield Visitor(app, client, "security"), names
    fife = an_organisation("fife-council")
    member = a_member(fife, *Role)
    vacancies = [live.id, *(a_complete_vacancy(fife, state=s).id for s in ("draft", "awaiting_approval", "approved"))]
    sent = [an_application(live, state=state).id for state in ("submitted", "interview", "offered", "unsuccessful")]
    sign_in(client, member)
    yield Visitor(app, client, "employer"), {**names, **estate, "vacancy_id": vacancies, "application_id": sent}
    version = a_national_table()
    a_page(an_operator(), "stories")
    national = {"request_id": [a_request().id], "national_table_id": [version.national_table_id], "slug": ["stories"],
                "national_version_id": [version.id], "medium_id": [1]}  # fmt: skip
    for role in ("analyst", "keeper", "operator"):
        person = a_national(role)
        sign_in(client, person)
        role = [national_role_of(person)]
        yield Visitor(app, client, "cosla"), {**names, **national, "role_id": role, "domain_id": estate["domain_id"]}


def national_role_of(person: Account) -> int:
    wanted = visible(System("sign_in"), NationalRole).where(NationalRole.account_id == person.id)
    number = db.session.scalars(wanted).one().id
    # What the visitor undoes begins after this.
    db.session.commit()
    return number


def paths(app: Flask, rule: Rule, names: dict[str, list[object]]) -> Iterator[str]:
    """A rule's addresses; the arguments vary together, the first value of each being a combination that exists."""
    most = max((len(names[name]) for name in rule.arguments), default=1)
    for at in range(most):
        values = {name: names[name][min(at, len(names[name]) - 1)] for name in rule.arguments}
        yield app.url_map.bind("127.0.0.1").build(rule.endpoint, values)


def rules_of(app: Flask, door: str) -> list[Rule]:
    every = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{door}.")]
    return [rule for rule in every if rule.endpoint != "security.logout"]


def marked_paths(app: Flask, rule: Rule, names: dict[str, list[object]]) -> Iterator[tuple[str, str]]:
    """The rule's address with each argument in turn replaced by what is no row's."""
    first = {name: values[0] for name, values in names.items()}
    for name in sorted(rule.arguments):
        converter = rule._converters[name]
        if isinstance(converter, AnyConverter):
            continue
        is_number = isinstance(converter, IntegerConverter)
        mark = "77777" if is_number else "NASTY"
        path = app.url_map.bind("127.0.0.1").build(rule.endpoint, {**first, name: int(mark) if is_number else mark})
        for value in NUMBERS if is_number else map(quote_from_bytes, NASTY.values()):
            yield name, path.partition("?")[0].replace(mark, value)


def test_addresses(app: Flask, client: FlaskClient) -> None:
    faults: set[str] = set()
    tried = 0
    for visitor, names in visitors(app, client):
        for rule in rules_of(app, visitor.door):
            if "GET" not in (rule.methods or ()):
                continue
            tried += 1
            for what, value in NASTY.items():
                # All at once: a parameter that a page does not know hides no other.
                asked = encoded([(name, value) for name in (PARAMETERS if len(value) < 1000 else WORDY)]).decode()
                visitor.send(what, "GET", f"{next(paths(app, rule, names))}?{asked}")
            for name, path in marked_paths(app, rule, names):
                visitor.send(name, "GET", path)
        faults |= visitor.faults
    assert tried > 80
    assert not faults, "\n".join(sorted(faults))


def test_forms(app: Flask, client: FlaskClient) -> None:
    faults: set[str] = set()
    tried = 0
    for visitor, names in visitors(app, client):
        for rule in rules_of(app, visitor.door):
            if {"GET", "POST"} <= (rule.methods or set()):
                for path in paths(app, rule, names):
                    tried += send_nasty_forms(visitor, path)
        faults |= visitor.faults
    assert tried > 50
    assert not faults, "\n".join(sorted(faults))


def send_nasty_forms(visitor: Visitor, path: str) -> int:
    """Each form of a page, with every field nasty and with each alone; returns how many forms it has."""
    page = Fields(visitor.send("nothing", "GET", path))
    forms = [fields for method, action, fields in page.forms
             if method == "post" and action.partition("?")[0] in ("", path)]  # fmt: skip
    for fields in forms:
        for what, value in NASTY.items():
            filled = [(name, held.encode() if name in KEPT else value) for name, held in fields]
            visitor.send(f"{what} everywhere", "POST", path, data=encoded(filled), content_type=FORM)
        for at, (field, _) in enumerate(fields):
            if field in KEPT:
                continue
            for what in HURTFUL:
                filled = [(name, NASTY[what] if i == at else held.encode()) for i, (name, held) in enumerate(fields)]
                visitor.send(f"{what} as {field}", "POST", path, data=encoded(filled), content_type=FORM)
    return len(forms)


def test_bodies_of_programs(app: Flask, client: FlaskClient) -> None:
    """Every column nasty alone, and bodies that are no vacancy at all."""
    fife = an_organisation("fife-council")
    draft = a_vacancy(fife, state="draft", own_reference="POST-1")
    visitor = Visitor(app, client, "program", a_key_of(fife))
    addresses = [("POST", "/api/v1/employer/vacancies"), ("PUT", f"/api/v1/employer/vacancies/{draft.reference}")]
    values = [value.decode(errors="surrogateescape") for value in NASTY.values()]
    values += [10**20, -1, 1e308, True, [], ["x" * 100_000], {}, "\ud800"]
    tried = 0
    for method, path in addresses:
        for body in (b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"title": NaN}'):
            visitor.send("no vacancy", method, path, data=body, content_type="application/json")
        for column in COLUMNS:
            for value in values:
                visitor.send(column.name, method, path, json={"reference": "POST-2", "title": "x", column.name: value})
                tried += 1
    assert tried > 100
    assert not visitor.faults, "\n".join(sorted(visitor.faults))
