"""Filler text: *lorem ipsum* and its kin in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from auditor.html.tree import UNKNOWN
from auditor.text.spots import Leftover, Spot, attribute_spots, head_spots, leftover, text_spots
from auditor.text.vague import primary

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

_LATIN = (
    "lorem ipsum dolor sit amet consectetur consectetuer adipiscing adipisicing elit sed do eiusmod tempor incididunt ut labore et dolore"
    " magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute"
    " irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt"
    " culpa qui officia deserunt mollit anim id est laborum vestibulum pellentesque vivamus curabitur praesent phasellus donec mauris"
    " nullam aenean integer suspendisse faucibus tincidunt ligula vulputate sollicitudin"
)
_words = "|".join(sorted(set(_LATIN.split()), key=len, reverse=True))


# Four in a row, and one of those that no other text has.
@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:(?:{_words})\b[\s,.;]*){{4,}}")


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(
        r"(?i)\b(?:lorem|ipsum|consectetue?r|adipisi?cing|eiusmod|incididunt|ullamco|reprehenderit|cillum|excepteur|occaecat|cupidatat"
        r"|proident|deserunt|mollit|vestibulum|pellentesque|sollicitudin)\b"
    )


# Of the texts that mark a page as one to look at: “Lorem ipsum” begins them nearly always.
_LATIN_MARKS = ("orem ipsum", "orem Ipsum")
# Filler of other languages, and what site builders put in for a start. A run of text begins with it.
_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": ("Your text here", "I am text block. Click edit button to change this text",
           "I'm a paragraph. Click here to add your own text"),
    "de": ("Dies ist ein Typoblindtext", "Dies ist ein Blindtext", "Ich bin ein Blindtext", "Hier steht Ihr Text",
           "Weit hinten, hinter den Wortbergen", "Hinter den Wortbergen, fern der Länder Vokalien"),
    "fr": ("Votre texte ici", "Insérez votre texte ici"),
    "es": ("Tu texto aquí", "Su texto aquí", "Inserte su texto aquí"),
    "it": ("Il tuo testo qui", "Inserisci qui il tuo testo"),
    "pt": ("Seu texto aqui", "O seu texto aqui"),
    "nl": ("Uw tekst hier", "Jouw tekst hier"),
    "ja": ("ダミーテキスト", "このテキストはダミー", "この文章はダミー", "ここにテキストを入力"),
    "ko": ("로렘 입숨", "로렘입숨", "이곳에 텍스트를 입력", "여기에 텍스트를 입력"),
    "zh": ("此处为占位", "這裡是佔位", "在此输入文字", "占位文本", "请在此输入"),
    "ru": ("Лорем ипсум", "Ваш текст здесь"),
    "uk": ("Лорем іпсум", "Ваш текст тут"),
    "fa": ("لورم ایپسوم",),
    "ar": ("لوريم إيبسوم", "هذا النص هو مثال لنص يمكن أن يستبدل"),
    "he": ("לורם איפסום",),
}  # fmt: skip


_HEADINGS = frozenset(("add your heading text here", "your title here", "your heading here", "this is the heading"))


def filler(page: Page) -> Iterator[Leftover]:
    """Filler text: four or more words of *lorem ipsum* in a row, its like in other languages, and what site builders put in."""
    text = page.text
    has_latin = any(mark in text for mark in _LATIN_MARKS)
    sentences = [sentence for sentence in _sentences(page) if sentence in text]
    for heading in page.headings:
        if len(heading.text) < 30 and heading.text.casefold() in _HEADINGS:
            yield Leftover(heading.text, heading.span, "heading")
    if not has_latin and not sentences:
        return
    seen: set[Element] = set()

    def looks_filled(raw: str) -> bool:
        return _telling().search(raw) is not None or any(sentence in raw for sentence in sentences)

    alts = attribute_spots(page, (*_LATIN_MARKS, *sentences), names=("alt",))
    for spot in (*head_spots(page), *alts, *text_spots(page, looks_filled)):
        match = _latin_in(spot) if has_latin else None
        if match is None and sentences and len(spot.raw) < 400:
            match = re.match(r"\s*(" + "|".join(map(re.escape, sentences)) + ")", spot.raw)
        if (
            match is None
            or UNKNOWN in match[0]
            or spot.element is None
            or page.language_of(spot.element)[:2].lower() == "la"
        ):
            continue
        # One finding a block: a paragraph of filler is one piece, however many links are in it.
        block = (
            spot.element.closest("p", "li", "td", "div", "section", "article", "title", "meta", "img", "body")
            or spot.element
        )
        if block not in seen:
            seen.add(block)
            yield leftover(spot, match)


def _sentences(page: Page) -> tuple[str, ...]:
    own = primary(page.language)
    if not own and not page.is_document:
        return tuple(sentence for sentences in _SENTENCES.values() for sentence in sentences)
    return _SENTENCES["en"] + (_SENTENCES.get(own, ()) if own != "en" else ())


def _latin_in(spot: Spot) -> re.Match[str] | None:
    for match in _filler().finditer(spot.raw):
        if _telling().search(match[0]) and not _is_talked_about(spot, match):
            return match
    return None


_opening = r"(?:[“„«‘‚‹「『»›”\"']|&(?:quot|ldquo|laquo|lsquo|#34|#8220);)[\s\xa0]*$"
_closing = r"[”“»«’‘›‹」』\"']|&(?:quot|rdquo|raquo|rsquo|#34|#8221);"


def _is_talked_about(spot: Spot, match: re.Match[str]) -> bool:
    """Whether a sentence quotes the filler. A quotation that stands alone, or with a name after a dash, is a sample of one."""
    if spot.where != "text":
        return False
    if spot.element is not None and (quote := spot.element.closest("q")) is not None and quote.parent is not None:
        before = after = quote.parent.text.replace(quote.text, " ", 1)
    else:
        opened = re.search(_opening, spot.raw[: match.start()])
        closed = re.search(_closing, spot.raw[match.end() :]) if opened is not None else None
        if opened is None or closed is None:
            return False
        before, after = spot.raw[: opened.start()], spot.raw[match.end() + closed.end() :]
    if re.search(r"\w", before):
        return True
    return not re.match(r"\s*[-–—―~]", after) and len(re.findall(r"\b[^\W\d_A-Z]\w*", after)) > 2
