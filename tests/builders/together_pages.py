"""Using the pages of a list of jobs as a person without JavaScript does."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment.accounts.tables import Account
from recruitment.applications.draft_queries import draft_of
from recruitment.core.viewers import Candidate
from tests.builders.pages import filled as filled_boxes
from tests.builders.pages import submit
from tests.builders.together import CLEANING, OWN, TEAM

LIST = "/candidate/together"


def text_of(account: Account, number: int, asked: str) -> str:
    draft = draft_of(Candidate(account.id), number)
    return next(draft.texts.get(question.id, "") for question in draft.questions if question.text.startswith(asked))


def boxes(page: str, prefix: str = "a_") -> dict[str, str]:
    """Question -> name of its control on a page of answers."""
    labels = re.findall(r'<label class="ds_label[^"]*" for="(a_\w+)">(.*?)</label>', page, re.DOTALL)
    return {
        re.sub(r"<[^>]+>|\(optional\)", "", words).strip(): name for name, words in labels if name.startswith(prefix)
    }


def filled(page: str) -> dict[str, list[str]]:
    """What the forms of a page would send as they stand, long texts too."""
    long = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
    return {**filled_boxes(page), **{name: [unescape(text)] for name, text in long}}


def fill(client: FlaskClient, path: str, **said: str) -> TestResponse:
    """Opens a page of answers, writes into some by the beginning of their question, and sends all of it."""
    page = client.get(path).text
    fields = filled(page)
    for asked, words in said.items():
        fields[next(name for text, name in boxes(page).items() if text.startswith(asked))] = [words]
    return client.post(path, data=fields)


def finish_all(client: FlaskClient, numbers: list[int]) -> None:
    submit(
        client,
        f"{LIST}/details",
        **{k: v[0] for k, v in filled(client.get(f"{LIST}/details").text).items() if k != "csrf_token"},
    )
    fill(client, f"{LIST}/answers/1", **{CLEANING: "Three years", TEAM: "Always"})
    page = client.get(f"{LIST}/answers/1").text
    weekends = re.search(r'name="(a_\w+)"[^>]*value="yes"', page).group(1)
    client.post(f"{LIST}/answers/1", data={**filled(page), weekends: "yes"})
    for number in numbers:
        fill(client, f"{LIST}/jobs/{number}/1", **{OWN: f"Line {number}"})
    client.post(
        f"{LIST}/declarations", data={**filled(client.get(f"{LIST}/declarations").text), "right_to_work": "yes"}
    )
    page = client.get(f"{LIST}/relations").text
    houses = set(re.findall(r'name="(related_\d+)"', page))
    client.post(f"{LIST}/relations", data={**filled(page), **dict.fromkeys(houses, "no")})
