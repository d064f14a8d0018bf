"""What the log may hold of a fault: where it happened, never the values that a database repeats in its message."""

from sqlalchemy.exc import DBAPIError


def speechless(problem: BaseException) -> BaseException:
    """The fault as it may be logged. PostgreSQL repeats a row's values in the detail of a broken constraint."""
    if not isinstance(problem, DBAPIError):
        return problem
    told = RuntimeError(f"{type(problem).__name__} ({type(problem.orig).__name__})")
    return told.with_traceback(problem.__traceback__)
