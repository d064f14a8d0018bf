"""Markdown of adverts: what it makes, and what it must never make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.duties import as_html, plain_text


def test_paragraphs_lists_and_emphasis() -> None:
    assert as_html("You **must** *care*.\n\n- clean\n- cook\n\n1. first\n2. then") == (
        "<p>You <strong>must</strong> <em>care</em>.</p>\n<ul>\n<li>clean</li>\n<li>cook</li>\n</ul>\n"
        "<ol>\n<li>first</li>\n<li>then</li>\n</ol>\n"
    )


def test_headings_lie_below_those_of_the_page() -> None:
    assert as_html("# One\n\n## Two\n\n### Three\n\n###### Six") == (
        "<h3>One</h3>\n<h3>Two</h3>\n<h4>Three</h4>\n<h4>Six</h4>\n"
    )


def test_links_are_not_vouched_for() -> None:
    assert as_html("[us](https://www.example.com/a?b=1&c=2)") == (
        '<p><a href="https://www.example.com/a?b=1&amp;c=2" rel="nofollow noopener">us</a></p>\n'
    )
    assert 'href="mailto:jobs@council.example"' in as_html("[write](mailto:jobs@council.example)")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,AAAA)",
        "[a](vbscript:x)",
        "![a](https://www.example.com/a.png)",
        "<a href='https://evil.example' onclick='x()'>a</a>",
        "<style>*{display:none}</style>",
        "[a](/candidate/withdraw)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '[a](https://x.example "\\" onmouseover=alert(1) x=\\"")',
    ],
)
def test_nothing_dangerous_comes_through(text: str) -> None:
    html = as_html(text)
    for forbidden in ("<script", "<img", "<style", 'href="javascript', 'href="data', 'href="vbscript', 'href="/'):
        assert forbidden not in html.lower()


@given(st.text(alphabet="ab<>[]()#*_-!`\\\"'&:/ \n1.javscript", max_size=200))
def test_whatever_is_typed_only_known_tags_come_out(text: str) -> None:
    html = str(as_html(text))
    tags = {part.split(">")[0].split(" ")[0].strip("/") for part in html.split("<")[1:]}
    assert tags <= {"p", "ul", "ol", "li", "h3", "h4", "strong", "em", "a", "br"}
    assert "javascript:" not in [part.split('"')[1][:11] for part in html.split("href=")[1:]]


def test_plain_words_for_search() -> None:
    text = "## The team\n\nYou **clean**, and\ncook.\n\n- see [us](https://www.example.com)\n- a & b"
    assert plain_text(text) == "The team\nYou clean, and cook.\nsee us\na & b"
    assert plain_text("") == ""
