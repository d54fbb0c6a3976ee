"""Texts that say nothing: “click here”, “read more”, “submit”, in the languages that people write.

The phrases lie in ``vague.json`` and are read when the first text is asked about.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditor.page import fold
from auditor.text.spots import places

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

Kind = Literal["click", "more", "action"]
# A text that is longer, white space and arrows included, is none of the phrases.
LONGEST = 200

_inner_space = re.compile(r"\s+")


# Where a sentence ends: a mark before a space, or a mark of the scripts that write no spaces.
@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?…؟।][\"'”’»)\]]*(?=\s|$)|[。！？｡]")


_blocks = frozenset(
    "address article aside blockquote body button caption dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul".split()
)
_unread = frozenset(("script", "style", "template", "noscript"))


# Scripts without spaces between words: about two characters make a word.
@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


_ASCII_EDGES = "".join(chr(code) for code in range(128) if not chr(code).isalnum())


def bare(text: str) -> str:
    r"""A text as the phrase tables know it: NFKC, casefolded, white space folded, no punctuation or symbols around it.

    ``"  Read\n more »"`` is ``"read more"``. What has no letter or digit is ``""``.
    """
    if text.isascii():
        return " ".join(text.lower().strip(_ASCII_EDGES).split())
    text = unicodedata.normalize("NFKC", text)
    text = text.casefold().replace("\u0307", "").replace("\u2019", "'")
    start, end = 0, len(text)
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return _inner_space.sub(" ", text[start:end])


def _is_edge(char: str) -> bool:
    return not char.isalnum() and not unicodedata.category(char).startswith("M")


@cache
def _phrases() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Kind, then phrase, then the languages in which it is one."""
    data: dict[str, dict[str, list[str]]] = json.loads(Path(__file__).with_name("vague.json").read_text("utf-8"))
    found: dict[str, dict[str, frozenset[str]]] = {}
    for kind in ("click", "more", "action"):
        table: dict[str, frozenset[str]] = {}
        for language, phrases in data[kind].items():
            for phrase in phrases:
                key = bare(phrase)
                table[key] = table.get(key, frozenset()) | {language}
        found[kind] = table
    return found


def languages() -> frozenset[str]:
    """The languages that vague link texts are known in, as ISO 639-1 codes."""
    return frozenset().union(*_phrases()["click"].values())


def primary(language: str) -> str:
    """The language of a tag without script and region: ``pt`` of ``pt-BR``. Norwegian is ``nb`` however written."""
    subtag = language.replace("_", "-").partition("-")[0].lower()
    return "nb" if subtag in ("no", "nn") else subtag


@cache
def _links() -> frozenset[str]:
    return frozenset(_phrases()["click"]) | frozenset(_phrases()["more"])


@lru_cache(maxsize=32768)
def may_be_vague(text: str) -> bool:
    """Whether a link's text is a vague one in any language: a cheap question before that for the language."""
    return len(text) <= LONGEST and bare(text) in _links()


@lru_cache(maxsize=4096)
def may_be_action(text: str) -> bool:
    """Whether a button's text names no action in any language. See `may_be_vague`."""
    return may_be_vague(text) or bare(text) in _phrases()["action"]


def link_kind(text: str, language: str) -> Kind | None:
    """Which kind of vague link text this is in a language (a tag, ``""`` where none is known), None if it isn't.

    ``"click"`` tells the reader to click, ``"more"`` only points or promises more. English phrases of several words count
    in every language: themes leave them behind untranslated. Single English words count where the language is English, or
    not known, or one without phrases of its own.
    """
    key = bare(text)
    if _counts("click", key, language):
        return "click"
    return "more" if _counts("more", key, language) else None


def is_vague_action(text: str, language: str) -> bool:
    """Whether a button's text names no action: “Submit”, “OK”, “Click here”, “Learn more”."""
    key = bare(text)
    return any(_counts(kind, key, language) for kind in ("action", "click", "more"))


def _counts(kind: Kind, key: str, language: str) -> bool:
    spoken = _phrases()[kind].get(key)
    if spoken is None:
        return False
    subtag = primary(language)
    if subtag in spoken:
        return True
    if "en" in spoken:
        return " " in key or subtag not in languages()
    # A phrase of another script or of several words is no accident where the page doesn't say its language.
    return not subtag and (" " in key or not key.isascii())


def labelled_links(page: Page) -> Iterator[Element]:
    """The links whose name is an ``aria-label``."""
    text = page.text
    if any(text.startswith(("<a", "<A"), text.rfind("<", 0, at)) for at in places(text, "aria-label")):
        for element in page.tree.with_attribute("aria-label"):
            if element.name == "a" and element.attr("href") is not None:
                yield element


def is_named_so(href: str, key: str) -> bool:
    """Whether the place that an address leads to bears a bare text as its name: ``#tea-details``, ``/details.html``."""
    # "XREF" is how Texinfo begins the anchors of what it documents.
    last = re.split(r"[/#]", href.rstrip("/"))[-1].removeprefix("XREF").casefold()
    words = re.sub(r"[\W_]+", " ", last.removesuffix(".html")).strip()
    return words == key or words.endswith(" " + key)


def words_around(element: Element) -> int:
    """How many words of its own sentence stand around an inline element, the element's own apart.

    The sentence ends at a full stop and at the edge of the paragraph, list item, cell or other block. Two characters of a
    script without spaces count as a word.
    """
    block = next((node for node in element.ancestors if node.name in _blocks), None)
    if block is None:
        return 0
    before: list[str] = []
    after: list[str] = []
    side = before
    for piece in _pieces(block, element):
        if piece is None:
            side = after
        elif piece == "\0" and side is before:
            before.clear()
        elif piece == "\0":
            break
        else:
            side.append(piece)
    lead = _sentence_end().split("".join(before))[-1]
    rest = _sentence_end().split("".join(after))[0]
    return _count_words(lead) + _count_words(rest)


def _pieces(node: Element, target: Element) -> Iterator[str | None]:
    r"""The text in a block, piece by piece: None for the target, ``"\0"`` where another block begins or ends."""
    for item in node.contents:
        if isinstance(item, str):
            yield item
        elif item == target:
            yield None
        elif item.name in _unread or item.name == "a":
            # What other links say is no sentence around this one: menus are rows of links.
            yield " "
        elif item.name in _blocks:
            yield "\0"
            yield from _pieces(item, target)
            yield "\0"
        elif item.name == "br":
            yield " "
        else:
            yield from _pieces(item, target)


def _count_words(text: str) -> int:
    unspaced = len(_unspaced().findall(text))
    spaced = _unspaced().sub(" ", text) if unspaced else text
    return sum(any(char.isalnum() for char in word) for word in fold(spaced).split()) + unspaced // 2
