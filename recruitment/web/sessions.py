"""Who has signed in, and for how long."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app, redirect, session, url_for
from flask_login import current_user, logout_user
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from recruitment.accounts.actions import end_session, is_session_ended
from recruitment.accounts.queries import national_roles, posts_of
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Cosla, Operator, Public, Staff, Viewer
from recruitment.web import browser_list
from recruitment.web.parking import claim, restore, way_back

BEGAN, SEEN, PASSWORD_GIVEN, CODE_GIVEN = "began_at", "seen_at", "fs_paa", "code_given"
# What a session is called by, so that signing out ends every copy of its cookie.
KEY = "session_key"
# Seconds between two writings of the time last seen, so that not every page sets a cookie.
SEEN_EVERY = 60


@dataclass(frozen=True)
class Limits:
    idle: timedelta
    absolute: timedelta


PERSON = Limits(idle=timedelta(hours=2), absolute=timedelta(hours=24))
STAFF = Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=10))
# Since the password was given, for what would do much harm in the wrong hands.
CAREFUL = timedelta(minutes=30)


def admit_person() -> Viewer | Response:
    """Anyone who has signed in, for pages about their own account."""
    refusal = _turn_away(PERSON)
    return refusal or Candidate(current_user.id)


def admit_candidate() -> Viewer | Response:
    refusal = _turn_away(PERSON)
    if refusal:
        return refusal
    viewer = Candidate(current_user.id)
    restore(viewer)
    return viewer


def admit_staff() -> Viewer | Response:
    refusal = _turn_away(STAFF)
    if refusal:
        return refusal
    viewer = Staff(current_user.id, posts_of(current_user.id))
    if not viewer.posts:
        raise Forbidden("Your account belongs to no organisation's staff.")
    refusal = _second_factor()
    if refusal:
        return refusal
    restore(viewer)
    return viewer


def admit_cosla() -> Viewer | Response:
    refusal = _turn_away(STAFF)
    if refusal:
        return refusal
    roles = national_roles(current_user.id)
    if not roles:
        raise Forbidden("Your account does not read COSLA's figures.")
    refusal = _second_factor()
    if refusal:
        return refusal
    # An operator reads the figures too, so for whoever is both the wider hat is the right one.
    keeps_for = "Improvement Service" if "keeper" in roles else ""
    viewer: Viewer = Operator(current_user.id) if "operator" in roles else Cosla(current_user.id, keeps_for)
    restore(viewer)
    return viewer


def admit_saver() -> Viewer:
    """Whoever keeps a list of vacancies: who has signed in, else the browser with a list of its own, else anyone."""
    moment = int(clock.now().timestamp())
    if not current_user.is_authenticated or _is_over(moment):
        return browser_list.holder() or Public()
    if moment - _seen() > SEEN_EVERY:
        session[SEEN] = moment
    return Candidate(current_user.id)


def remember_sign_in(person: int, by: Collection[str]) -> None:
    """Starts the clocks of a session; called when somebody has proved who they are, `by` what."""
    claim(person)
    moment = int(clock.now().timestamp())
    session[BEGAN], session[SEEN] = moment, moment
    session[KEY] = secrets.token_hex(16)
    if "password" in by:
        session.pop(CODE_GIVEN, None)


def remember_code() -> None:
    """A code of the person's app was given in this session, to sign in or to set the app up."""
    session[CODE_GIVEN] = True


def remember_sign_out() -> None:
    """The cookie is only taken from this browser: what was copied from it must open nothing either."""
    if key := session.pop(KEY, None):
        end_session(key)


def end_if_over() -> None:
    """Signs out whoever's session has ended, on the pages that no door's viewer stands before."""
    if current_user.is_authenticated and _is_over(int(clock.now().timestamp())):
        logout_user()


def _is_over(moment: int) -> bool:
    """Signed out of, or by time; or the account has a second factor by now, of which this session has shown nothing."""
    began, seen = session.get(BEGAN, 0), _seen()
    if is_session_ended(session.get(KEY, "")):
        return True
    is_late = moment - began > PERSON.absolute.total_seconds() or moment - seen > PERSON.idle.total_seconds()
    return is_late or (current_user.tf_primary_method is not None and not session.get(CODE_GIVEN, False))


def _seen() -> int:
    return max(session.get(SEEN, 0), int(session.get(PASSWORD_GIVEN, 0)))


def _turn_away(limits: Limits) -> Response | None:
    """Nothing while the session may go on; else the way to sign in, or to step up, with what was typed parked."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=way_back(None)))
    moment = int(clock.now().timestamp())
    began, seen = session.get(BEGAN, 0), _seen()
    if _is_over(moment) or moment - began > limits.absolute.total_seconds():
        back = way_back(current_user.id)
        logout_user()
        return redirect(url_for("security.login", next=back))
    if moment - seen > limits.idle.total_seconds():
        return redirect(url_for("security.verify", next=way_back(current_user.id)))
    if moment - seen > SEEN_EVERY:
        session[SEEN] = moment
    return None


def step_up() -> Response | None:
    """For what needs particular care: nothing when the password was given a while ago at most, else the way to it."""
    # Noted by Flask-Security, by the machine's own clock.
    machine = clock.now().timestamp() - current_app.config["SETTINGS"].clock_offset
    if machine - int(session.get(PASSWORD_GIVEN, 0)) <= CAREFUL.total_seconds():
        return None
    return redirect(url_for("security.verify", next=way_back(current_user.id)))


def _second_factor() -> Response | None:
    """Signing in asks for the code of whoever has one; whoever must have one and does not sets it up first."""
    required = current_app.config["SETTINGS"].staff_two_factor_required
    if required and not current_user.tf_primary_method:
        return redirect(url_for("security.two_factor_setup", next=way_back(current_user.id)))
    return None
