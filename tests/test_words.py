"""Words in every script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.words import WordCount, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n\t ", 0),
        ("Don't stop", 2),
        ("Don’t stop", 2),
        ("in-house and/or outsourced", 3),
        ("https://example.org/a-b?c=d#e is a URL", 4),
        ("- * • — & … ¶", 0),
        ("one — two—three…four", 4),
        ("“Yes,” she said.", 3),
        ("3.5 % of 10 000", 4),
        ("__ snake_case __", 1),
        ("Élan vital", 2),
        ("Tiếng Việt rất hay", 4),
        ("हिन्दी में शब्द।", 3),
        ("ሰላም፡ለዓለም", 2),
        ("안녕 세계", 2),
        ("co\u00adoperate", 1),
        ("\ufdd0", 0),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text).words == words


@pytest.mark.parametrize("text", ["Élan vital", "Tiếng Việt rất hay", "Ångström über naïve"])
def test_composed_and_decomposed_count_alike(text: str) -> None:
    assert count_words(unicodedata.normalize("NFD", text)) == count_words(unicodedata.normalize("NFC", text))


def test_scripts_without_spaces_are_counted_by_the_character() -> None:
    assert count_words("日本語のテキスト、です。abc def") == WordCount(words=2, ideographs=10)
    assert count_words("阅读需 8 分钟。") == WordCount(words=1, ideographs=5)
    assert count_words("สวัสดีครับ") == WordCount(spaceless=10)
    assert count_words("한국어 text").hangul == 3


@given(st.text(), st.text())
def test_counting_adds_up(one: str, other: str) -> None:
    assert count_words(f"{one} {other}") == count_words(one).plus(count_words(other))


@given(st.lists(st.from_regex(r"\A[a-zA-Z0-9]+\Z"), max_size=20))
def test_plain_words_are_counted_as_they_are_split(words: list[str]) -> None:
    assert count_words(" ".join(words)).words == len(words)
