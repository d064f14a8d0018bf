"""Which texts ask the same for certain, and which are proposed as perhaps the same."""

import pytest

from recruitment.applications.likeness import best, clusters, is_near, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Experience of cleaning.", "  experience of   CLEANING"),
        ("The council’s values", "The council's values"),
        ("Level 2 – SVQ", "level 2 SVQ"),
    ],
)
def test_case_punctuation_and_spaces_mean_nothing(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Experience of cleaning in a school", "Experience of cleaning schools"),
        ("Experience of working with young children", "Experience of working with children"),
        ("Ability to work as part of a team", "Able to work in a team"),
        ("Good communication skills", "Excellent communication skills"),
    ],
)
def test_near(one: str, other: str) -> None:
    assert is_near(one, other)
    assert is_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Experience of working with children", "Experience of working with adults"),
        ("3 years of experience of driving buses", "5 years of experience of driving buses"),
        ("A full driving licence", "No full driving licence"),
        ("A full driving licence", "Knowledge of food hygiene"),
        ("", "Anything"),
    ],
)
def test_not_near(one: str, other: str) -> None:
    assert not is_near(one, other)


def test_each_of_a_cluster_is_near_to_every_other() -> None:
    texts = ["young children play", "young children play music", "children play music", "piano"]
    assert is_near(texts[0], texts[1])
    assert is_near(texts[1], texts[2])
    assert not is_near(texts[0], texts[2])
    assert clusters(texts) == [[0, 1], [2], [3]]


def test_the_same_words_win_over_what_is_only_like_them() -> None:
    others = [("Experience of cleaning schools", 1), ("Experience of cleaning in a school", 2)]
    assert best("experience of cleaning in a school!", others) == (2, 1.0)
    assert best("Experience of flying", others) is None
