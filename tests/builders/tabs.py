"""Pages of a draft as somebody has them open, and what came of what they typed."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment.accounts.tables import Account
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.pages import TOKEN, filled

PARAGRAPHS = "I led a team of four.\n\nWe kept the paths open all winter.\n\nIn summer I trained volunteers."


class Tab:
    """A page that somebody has open; what they typed is sent as its script does."""

    def __init__(self, client: FlaskClient, path: str) -> None:
        self.client, self.path = client, path
        self.open()

    def open(self) -> str:
        page = self.client.get(self.path).text
        found = TOKEN.search(page)
        assert found is not None
        self.token, self.read_from = found.group(1), filled(page)["read_from"][0]
        return page

    def types(self, **fields: Any) -> dict[str, Any]:
        answer = self.send("by_itself", **fields)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json
        self.read_from = told["read_from"]
        return told

    def send(self, then: str, **fields: Any) -> TestResponse:
        data = {"csrf_token": self.token, "read_from": self.read_from, "then": then, **fields}
        return self.client.post(self.path, data=data)


def path_of(application: Application, page: str = "criteria") -> str:
    return f"/candidate/applications/{application.id}/{page}"


def text_of(account: Account, draft: Application) -> str:
    db.session.expire_all()
    return draft_of(Candidate(account.id), draft.id).texts.get(0, "")


def standing_of(account: Account, draft: Application, name: str) -> str:
    db.session.expire_all()
    found = draft_of(Candidate(account.id), draft.id)
    return next(found.standing(section).value for section in found.sections if section.name == name)
