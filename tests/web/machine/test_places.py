"""The places that begin as somebody types."""

from flask.testing import FlaskClient

from tests.builders.search import a_place


def test_places_that_begin_so(client: FlaskClient, database: None) -> None:
    a_place("Zetland Brae", 60.4, -1.3, kind="Village")
    answer = client.get("/api/v1/places?q=zetland+b")
    assert answer.get_json() == {"places": [{"label": "Zetland Brae", "kind": "Village", "area": "", "called": ""}]}
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert (
        client.get("/api/v1/places?q=zetland+b", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    )


def test_too_little_is_offered_nothing(client: FlaskClient, database: None) -> None:
    assert client.get("/api/v1/places").get_json() == client.get("/api/v1/places?q=z").get_json() == {"places": []}
