"""Language tags against the registry, the RFC's own examples and random text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html import languages


# RFC 5646, appendix A, and what real pages use.
@pytest.mark.parametrize(
    "tag",
    [
        "en", "EN", "de", "en-US", "zh-Hans", "zh-Hant-TW", "sr-Latn-RS", "es-419", "zh-cmn-Hans-CN", "cmn-Hans-CN",
        "zh-yue-HK", "sl-rozaj", "sl-rozaj-biske", "sl-nedis", "de-CH-1901", "sl-IT-nedis", "hy-Latn-IT-arevela",
        "de-CH-x-phonebk", "az-Arab-x-AZE-derbend", "x-whatever", "qaa-Qaaa-QM-x-southern", "de-Qaaa", "sr-Latn-QM",
        "sr-Qaaa-RS", "en-US-u-islamcal", "zh-CN-a-myext-x-private", "en-a-myext-b-another", "i-lux", "en-GB-oed",
        "und", "mul", "zxx", "haw", "tlh", "pt-BR", "iw", "in", "mo", "sgn-BE-FR", "ca-valencia", "eng-x-y".replace("eng", "en"),
    ],
)  # fmt: skip
def test_valid_tags(tag: str) -> None:
    assert languages.problem(tag) is None


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        (" en", "has white space around it"),
        ("en_US", "“_”"),
        ("english", "is not a registered language"),
        ("eng", "is not a registered language"),
        ("em-US", "starts with no registered language: “em”"),
        ("en-UK", "has an unknown region: “uk”"),
        ("en-US-GB", "has a second region: “gb”"),
        ("en-US-Latn", "has its script “latn” after its region"),
        ("en-Abcd", "has an unknown script"),
        ("en-yue", "has an unknown subtag: “yue”"),
        ("de-1901-1901", "has “1901” twice"),
        ("de-1902", "has an unknown variant"),
        ("de-419-DE", "has a second region"),
        ("a-DE", "starts with no registered language: “a”"),
        ("ar-a-aaa-b-bbb-a-ccc", "has “a” twice"),
        ("en-u", "has nothing after “u”"),
        ("en-x", "ends after “x”"),
        ("x", "ends after “x”"),
        ("en-", "has a malformed subtag: “”"),
        ("#1", "malformed"),
        ("en-abcdefghi", "malformed"),
        ("dé", "malformed"),
    ],
)
def test_invalid_tags(tag: str, says: str) -> None:
    found = languages.problem(tag)
    assert found is not None
    assert says in found


@pytest.mark.parametrize("tag", ["FR", "en-US-GB", "en-UK", "haw", "qtx", "cmn"])
def test_a_language_is_named(tag: str) -> None:
    assert languages.language_problem(tag) is None


@pytest.mark.parametrize("tag", ["em-US", "#1", "eng", "i-lux", "dutch", "", " ", "x", "en_US"])
def test_no_language_is_named(tag: str) -> None:
    assert languages.language_problem(tag)


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("iw", "“iw” became “he”"),
        ("de-DD", "“dd” became “DE”"),
        ("ru-SU", "“su” is out of use"),
        ("i-klingon", "became “tlh”"),
        ("sgn-DE", "became “gsg”"),
        ("zh-cmn-Hans", "became “cmn-Hans”"),
        ("zh-cmn-Hant-TW", "became “cmn-Hant”"),
    ],
)
def test_deprecated_tags(tag: str, says: str) -> None:
    assert says in (languages.deprecation(tag) or "")


@pytest.mark.parametrize("tag", ["en", "zh-Hans-CN", "de-DE", "he", "en-x-dd", "de-u-co-phonebk", "nonsense"])
def test_current_tags(tag: str) -> None:
    assert languages.deprecation(tag) is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en-US", "en"),
        (" EN_us ", "en"),
        ("i-klingon", "tlh"),
        ("x-mine", ""),
        ("", ""),
        ("zh-yue", "zh"),
        ("i-mingo", ""),
    ],
)
def test_primary(tag: str, language: str) -> None:
    assert languages.primary(tag) == language


def test_the_short_lists_are_in_the_registry_and_current() -> None:
    known = languages.registry()
    assert known.languages >= languages._COMMON_LANGUAGES
    assert known.scripts >= languages._COMMON_SCRIPTS
    assert known.regions >= languages._COMMON_REGIONS
    for kind, subtags in (("language", languages._COMMON_LANGUAGES), ("region", languages._COMMON_REGIONS)):
        assert not [subtag for subtag in subtags if (kind, subtag) in known.replaced]


def test_common_tags_need_no_table() -> None:
    program = (
        "from auditor.html import languages as l\n"
        "for tag in ('en', 'de', 'en-US', 'zh-Hans', 'zh-Hant-TW'):\n"
        "    assert l.problem(tag) is None and l.language_problem(tag) is None and l.deprecation(tag) is None and l.primary(tag)\n"
        "print(l.registry.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@given(st.text(max_size=12) | st.from_regex(r"[a-zA-Z0-9]{1,9}(-[a-zA-Z0-9]{0,9}){0,4}", fullmatch=True))
def test_any_text_gets_an_answer(tag: str) -> None:
    found = languages.problem(tag)
    assert found != ""
    assert languages.problem(tag.swapcase().swapcase()) == found or not tag.isascii()
    if found is None and not tag.lower().startswith(("x-", "i-")):
        assert languages.language_problem(tag) is None
    languages.deprecation(tag)
    languages.primary(tag)


@given(st.sampled_from(sorted(languages.registry().languages - {"qaa..qtz"})))
def test_every_registered_language_is_valid_in_any_case(subtag: str) -> None:
    assert languages.problem(subtag) is None
    assert languages.problem(subtag.upper()) is None
