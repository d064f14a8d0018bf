"""A person at a browser, over a real connection: keeps cookies, opens pages, sends forms."""

import http.client
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.builders.pages import TOKEN

# A connection that was refused, cut, or ended in the middle of an answer.
CUT_OFF = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str


class Person:
    def __init__(self, port: int, email: str) -> None:
        self.port, self.email = port, email
        self.cookies: dict[str, str] = {}

    def sign_in(self, password: str) -> None:
        answer = self.submit("/account/sign-in", email=self.email, password=password)
        assert answer.status in (302, 303), f"{self.email} could not sign in: {answer.status}"

    def open(self, path: str) -> Answer:
        return self.ask("GET", path)

    def submit(self, path: str, **fields: str) -> Answer:
        """Opens the page and sends its form."""
        return self.send(path, self.token_of(self.open(path)), **fields)

    def token_of(self, page: Answer) -> str:
        found = TOKEN.search(page.text)
        assert found, f"a page without a form: {page.status} {page.location}"
        return found.group(1)

    def send(self, path: str, token: str, headers: dict[str, str] | None = None, **fields: str) -> Answer:
        return self.ask("POST", path, urlencode({"csrf_token": token, **fields}), headers)

    def ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> Answer:
        """Raises one of CUT_OFF when no answer comes."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            # A redirect says all in its head: who has read that has been answered.
            text = "" if 300 <= answer.status < 400 else answer.read().decode()
            return Answer(answer.status, answer.headers.get("Location", ""), text)
        finally:
            connection.close()
