"""The edge of the house: a blueprint for each audience, its guard, the viewer it makes, and the one commit.

A view never reads `current_user` nor commits: it receives its viewer, and the door commits once, after a successful
unsafe request. Whatever answers 400 or more, or fails its CSRF check, leaves nothing behind.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, current_app, g, redirect, request, session
from flask import Response as FlaskResponse
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from recruitment.core import clock
from recruitment.core.transactions import only_reads, run_what_comes_after
from recruitment.core.viewers import Public, Viewer
from recruitment.extensions import csrf, db
from recruitment.web import programs, sessions
from recruitment.web.again import first_received
from recruitment.web.errors import refused_for_csrf
from recruitment.web.requests import is_from_own_page, refuse_unspeakable_addresses

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Admit = Callable[[], "Viewer | Response"]


class Door(Blueprint):
    """A blueprint that hands every view its viewer first. `checks_csrf` is off where no cookie signs anyone in."""

    def __init__(self, name: str, admit: Admit, *, url_prefix: str | None = None, checks_csrf: bool = True) -> None:
        super().__init__(name, __name__, url_prefix=url_prefix)
        self.admit = admit
        self.checks_csrf = checks_csrf
        self.changing: set[str] = set()
        self.tokenless: set[str] = set()
        self.unchecked: set[str] = set()
        self.largest: dict[str, int] = {}

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Any = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """As Flask's. `changes_state=True` declares that a GET of it writes (confirmation and one-click links).

        `without_token=True`: its form stands on reading pages, which are the same for everyone and so hold no token.
        What then tells our own form from another site's is the browser's word; without it the address is opened first.
        `checks_csrf=False`: its address is a secret that alone says what may be done, and machines post to it.
        `largest` bytes let a form with a file in, so that the form itself can say that the file is too large.
        """
        name = endpoint or view_func.__name__
        if options.pop("without_token", False):
            self.tokenless.add(f"{self.name}.{name}")
        if not options.pop("checks_csrf", True):
            self.unchecked.add(f"{self.name}.{name}")
        if largest := options.pop("largest", None):
            self.largest[f"{self.name}.{name}"] = largest
        if options.pop("changes_state", False):
            self.changing.add(f"{self.name}.{name}")
        super().add_url_rule(rule, name, self._behind(view_func), provide_automatic_options, **options)

    def _behind(self, view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def opened(**arguments: Any) -> ResponseReturnValue:
            viewer = self.admit()
            if not isinstance(viewer, Viewer):
                g.turned_away = True
                return viewer
            g.viewer = viewer
            return view(viewer, **arguments)

        opened.door = self.name  # type: ignore[attr-defined]
        return opened


def anyone() -> Viewer:
    return Public()


def in_demonstration() -> Viewer:
    if current_app.config["SETTINGS"].mode == "production":
        raise NotFound
    return Public()


public = Door("public", anyone)
account = Door("account", sessions.admit_person, url_prefix="/account")
candidate = Door("candidate", sessions.admit_candidate, url_prefix="/candidate")
employer = Door("employer", sessions.admit_staff, url_prefix="/employer")
cosla = Door("cosla", sessions.admit_cosla, url_prefix="/cosla")
saved = Door("saved", sessions.admit_saver, url_prefix="/saved")
token = Door("token", anyone, url_prefix="/link")
machine = Door("machine", anyone, checks_csrf=False)
program = Door("program", programs.admit_program, url_prefix="/api/v1/employer", checks_csrf=False)
demo = Door("demo", in_demonstration, url_prefix="/demo")

# Links in letters, followed with GET.
account.changing.update({"security.confirm_email", "security.change_email_confirm"})

DOORS = (public, account, candidate, employer, cosla, saved, token, machine, program, demo)


def hang_doors(app: Flask) -> None:
    for door in DOORS:
        app.register_blueprint(door)
    app.before_request(_open)
    app.after_request(_close)


def _door_of_request() -> Door | None:
    """Flask-Security's blueprint stands behind the account door."""
    if request.blueprint == "security":
        return account
    found = current_app.blueprints.get(request.blueprint or "")
    return found if isinstance(found, Door) else None


def _checks_csrf(door: Door) -> bool:
    return door.checks_csrf and request.endpoint not in door.unchecked


def _open() -> Response | None:
    # In time is when the server received the request, not when it came to be its turn to write.
    g.received_at = clock.now()
    door = _door_of_request()
    writes = request.method not in SAFE or (door is not None and request.endpoint in door.changing)
    only_reads(not writes)
    refuse_unspeakable_addresses()
    if door is not None and request.endpoint in door.largest:
        request.max_content_length = door.largest[request.endpoint]
    if request.method in SAFE or (door is not None and not _checks_csrf(door)):
        return None
    g.received_at = first_received(g.received_at)
    is_tokenless = door is not None and request.endpoint in door.tokenless
    if is_tokenless and is_from_own_page():
        return None
    try:
        csrf.protect()
    except CSRFError:
        if is_tokenless:
            return redirect(request.path, 303)
        g.csrf_failed = True
    return None


def _close(response: FlaskResponse) -> FlaskResponse:
    door = _door_of_request()
    may_write = request.method not in SAFE or (door is not None and request.endpoint in door.changing)
    failed_csrf = g.get("csrf_failed", False)
    # Where nobody was let in, no view has run: what there is to store is the form that was parked.
    may_store = not failed_csrf or g.get("turned_away", False)
    if may_write and response.status_code < 400 and may_store:
        db.session.commit()
    else:
        db.session.rollback()
    run_what_comes_after()
    if failed_csrf and response.status_code < 400 and not g.get("turned_away"):
        refusal = refused_for_csrf()
        # Nor does the cookie change: nobody is signed out, or told of success, by another site's form.
        session.modified = False
        return refusal
    return response
