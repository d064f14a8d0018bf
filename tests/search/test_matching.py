"""Words made a query: any text, and what the engine does behind our back."""

import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from recruitment.core import clock
from recruitment.search.matching import clauses_of
from recruitment.search.questions import Question, question_of
from recruitment.search.schema import SCHEMA, STEMMED, WEIGHTS, all_words, teach
from recruitment.search.words import parts_of

SIGNS = st.text(alphabet="abc AND OR NOT TO IN \"'()[]{}*?~^:+-/\\.,;!@#$%&|<>=_éàЖ漢\t\n", max_size=60)


def an_index(*documents: dict[str, object]) -> tantivy.Index:
    index = teach(tantivy.Index(SCHEMA))
    writer = index.writer(15_000_000, 1)
    for document in documents:
        facts = {"public_from": 0, "closes_at": 2**32 - 1, **document, **all_words(document)}
        writer.add_document(tantivy.Document.from_dict(facts, SCHEMA))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def found(index: tantivy.Index, typed: str) -> int:
    query = clauses_of(Question(q=typed), None, clock.now()).together()
    return index.searcher().search(query, limit=1).count


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("head of service", ["head", "service"]),
        ("of the", ["of", "the"]),
        ('"head of service" fife', ['"head of service"', "fife"]),
        ("Driver's mate", ["driver", "mate"]),
        ("part-time - evenings", ["part-time", "evenings"]),
        ("-night", ["night"]),
        ("title:teacher OR (x)", ["title", "teacher", "x"]),
        ("IT jobs in Fife", ["it", "fife"]),
        ('"unclosed words', ["unclosed", "words"]),
        ("???", []),
        ("", []),
    ],
)
def test_parts(typed: str, parts: list[str]) -> None:
    assert parts_of(typed) == parts


@pytest.mark.parametrize(
    "typed",
    [
        "teacher",
        "TEACHERS",
        "gaidhlig",
        "Gàidhlig",
        '"teacher of gàidhlig"',
        "teachers gaidhlig",
        "home-based",
        "t0001",
    ],
)
def test_words_are_found_however_they_are_written(typed: str) -> None:
    advert = {"id": "1", "title": "Teacher of Gàidhlig", "summary": "A home-based post", "reference": ["T0001"]}
    assert found(an_index(advert), typed) == 1


@pytest.mark.parametrize("typed", ["teacher zebra", '"gàidhlig teacher"', "T0002", '"home post"'])
def test_every_word_must_be_there(typed: str) -> None:
    advert = {"id": "1", "title": "Teacher of Gàidhlig", "summary": "A home-based post", "reference": ["T0001"]}
    assert found(an_index(advert), typed) == 0


def test_words_may_stand_in_different_places() -> None:
    assert found(an_index({"id": "1", "title": "Cleaner", "employer": ["Fife Council"]}), "cleaner fife") == 1


@pytest.mark.parametrize("field", WEIGHTS)
def test_a_word_is_found_in_every_field_that_it_may_stand_in(field: str) -> None:
    index = an_index({"id": "1", field: "Gàidhlig teachers"}, {"id": "2", "title": "Cleaner"})
    assert [found(index, typed) for typed in ("gaidhlig", "teachers", "teachers gaidhlig", "Cleaner teachers")] == [
        1, 1, 1, 0,
    ]  # fmt: skip
    # Endings count where names and Gaelic stand.
    assert found(index, "teacher") == (field in STEMMED)


SEARCHED = an_index({"id": "1", "title": "abc and or not"}, {"id": "2", "title": "Cleaner"})


@settings(max_examples=400, deadline=None, database=None)
@given(st.one_of(SIGNS, st.text(max_size=80)))
def test_any_text_is_a_question(typed: str) -> None:
    assert 0 <= found(SEARCHED, question_of(MultiDict({"q": typed})).q) <= 2


@pytest.mark.parametrize("name", ["id", "number"])
def test_only_texts_can_be_deleted(name: str) -> None:
    """By a number the engine deletes nothing and says nothing: the reason that ids are texts here.

    When the second case fails the engine has been mended, and ids may become numbers.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", indexed=True, fast=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(15_000_000, 1)
    writer.add_document(tantivy.Document.from_dict({"id": "7", "number": 7}, schema))
    writer.commit()
    writer.delete_documents_by_term(name, "7" if name == "id" else 7)
    writer.commit()
    index.reload()
    assert index.searcher().num_docs == (0 if name == "id" else 1)
