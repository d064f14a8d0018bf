"""What an action may answer instead of a row. The doors turn each into a page."""

from datetime import timedelta


class DomainError(Exception):
    """Base of all that the house itself raises on purpose."""


class NotVisible(DomainError):
    """The row is not there for this viewer: 404, whether it exists or not."""


class Refused(DomainError):
    """The act is understood and not allowed; the message is for the person, in plain English."""


class IllegalMove(Refused):
    """The row has left the state from which the act is allowed; somebody else was faster, or the page was old."""

    def __init__(self, noun: str, act: str, state: str | None = None) -> None:
        self.noun, self.act, self.state = noun, act, state
        found = f" It is now “{state.replace('_', ' ')}”." if state else ""
        super().__init__(f"This {noun} has changed since the page was opened, so it was not changed again.{found}")


class TooMany(Refused):
    """Too many attempts in too short a time: 429. After `wait` there is certainly room again."""

    def __init__(self, message: str, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait
