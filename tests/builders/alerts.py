"""Alerts, and the worker that tells them."""

from urllib.parse import urlsplit

from recruitment.core.outbox import Letter
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.search import alert_actions
from recruitment.search.alert_jobs import tell_alerts
from recruitment.search.alert_queries import alerts_to
from recruitment.search.alert_tables import JobAlert
from recruitment.search.questions import Question
from tests.builders.letters import letters_to

ADDRESS = "ailsa@test.example"


def an_alert(question: Question | None = None, frequency: str = "at_once", email: str = ADDRESS) -> JobAlert:
    """A confirmed alert that tells what is new from now on."""
    question = question or Question()
    with transaction():
        alert_actions.ask(question, email, frequency)
        return alert_actions.confirm(alerts_to(email)[-1])


def tell() -> None:
    """The worker looks at what is due."""
    db.session.commit()
    tell_alerts()
    db.session.expire_all()


def news(email: str = ADDRESS) -> list[Letter]:
    return [letter for letter in letters_to(email) if letter.name == "alert_news"]


def told(email: str = ADDRESS) -> list[list[str]]:
    """The titles of each letter, oldest letter first."""
    return [[job["title"] for job in letter.facts["jobs"]] for letter in news(email)]


def path_in(letter: Letter, fact: str) -> str:
    return urlsplit(letter.facts[fact]).path


def stop_path(letter: Letter) -> str:
    return urlsplit(letter.facts["headers"]["List-Unsubscribe"].strip("<>")).path
