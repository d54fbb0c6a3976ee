"""Readability without syllables, and without a network."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.readability import ROUGHNESS, band, is_measurable, lix_in_english, measure, quick_lix, rough_lix
from auditor.text.sentences import sentences

EASY = (
    "Boil the water and warm the pot. Put in the leaves, one spoon for each cup. Wait for three minutes, then pour. "
    * 5
)
HARD = (
    "Notwithstanding considerations concerning organisational responsibilities, representatives participating throughout "
    "international negotiations should systematically communicate intermediate accomplishments. " * 8
)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("text", [EASY, HARD])
def test_textstat_agrees_with_our_own_counts(text: str) -> None:
    found = measure([text], "en")
    assert found is not None
    assert found.lix == pytest.approx(found.words_a_sentence + 100 * found.long_words / found.words, abs=0.1)
    assert found.lix == pytest.approx(quick_lix([text]), abs=0.1)
    assert found.rix == pytest.approx(found.long_words / found.sentences, abs=0.1)
    assert found.ari is not None
    assert found.coleman_liau is not None


def test_easy_and_hard() -> None:
    assert band(quick_lix([EASY])) == "very easy"
    assert band(quick_lix([HARD])) == "very difficult"
    assert rough_lix([HARD]) + ROUGHNESS >= quick_lix([HARD])


def test_little_text_and_other_languages() -> None:
    assert measure(["Too little to say."], "en") is None
    assert quick_lix(["Too little to say."]) == 0
    measured = measure([EASY], "de-AT")
    assert measured is not None
    assert measured.ari is None
    assert is_measurable("de-AT")
    assert not is_measurable("ja")
    assert lix_in_english(60, "fi") < lix_in_english(60, "en")


def test_a_list_without_full_stops_is_not_one_sentence() -> None:
    assert sentences("High costs\nFew people\nMany errors") == ["High costs", "Few people", "Many errors"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Smith met Mr. Jones. They spoke.", 2),
        ("See e.g. the first. J. R. Smith wrote it.", 2),
        ("It costs 3.5 euros. Really? Yes! “Fine.” She left.", 5),
        ("これは文です。これも文です。", 2),
        ("यह एक वाक्य है। यह दूसरा है।", 2),
        ("هل هذا سؤال؟ نعم.", 2),
        ("and so on ... and so forth.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text())
def test_no_text_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
