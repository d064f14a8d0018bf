"""What a page that saves by itself (static/js/autosave.js) is told: words to show, and the mark to go on from."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.unfinished import keep_typed
from recruitment.vacancies.words import time_of_day

# The value of `then` by which a page says that nobody pressed a button.
BY_ITSELF = "by_itself"
# What is no answer to a question.
APART = ("csrf_token", "then", "pick")


def saved_by_itself(mark: str, also: str) -> ResponseReturnValue:
    return jsonify(said=f"Saved at {time_of_day(clock.now())}. {also}".strip(), read_from=mark)


def kept_by_itself(viewer: Staff, vacancy: Vacancy, part: str, why: str) -> ResponseReturnValue:
    """What was typed is kept for this person alone; `why` says in a sentence why the advert does not have it."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in APART]
    keep_typed(viewer, vacancy, part, typed)
    return jsonify(said=f"Kept at {time_of_day(clock.now())}, not yet in the advert. {why}")
