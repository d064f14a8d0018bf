"""A question as an address."""

import pytest
from flask import Flask, url_for

from recruitment.search.questions import Question, question_of
from recruitment.web.public.asking import address_of

QUESTIONS = (
    Question(),
    Question(q="teacher & “cook” 50% a+b", where="Kirkcaldy, Fife", miles=20, water=True, home=True),
    Question(q="àrd-sgoil/nursery?x=1#y", council=("fife-council", "nhs-orkney"), contract=("permanent",)),
    Question(pay_from=25_000, posted=7, sort="pay", page=3, exactly=True, q="it's (a) job; $5 ~ *!"),
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_address_is_the_routes_own_and_asks_the_same(app: Flask, question: Question) -> None:
    with app.test_request_context("/"):
        address = address_of(question)
        assert address == url_for("public.vacancies", **question.arguments())
    with app.test_request_context(address) as asked:
        assert question_of(asked.request.args) == question
