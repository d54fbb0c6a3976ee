"""The rule `mojibake`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from auditor import (
    Confidence,
    Edit,
    Element,
    Finding,
    Fix,
    Page,
    Piece,
    Rule,
    Safety,
    Severity,
    Span,
    bad,
    good,
    limited,
    mojibake,
    option,
    readable_pieces,
    shorten,
)  # fmt: skip

_quotes = {
    "“": "”“", "„": "“”", "‘": "’‘", "”": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "《": "》",
    '"': '"', "'": "'", "(": ")", "[": "]", "（": "）",
}  # fmt: skip
# What may stand between a quotation mark and what it quotes.
_padding = " \xa0\u200e\u200f\u202f"
_marks = re.compile(r"[\s“”„‘’«»\"'()\[\],;:.=→]+")
_names = {"latin-1": "Latin-1"}
_times = {1: "", 2: ", twice over", 3: ", three times over", 4: ", four times over"}
# Words beside the damage and its meaning that a list item about it may have.
_FEW = 4


class _Place(NamedTuple):
    """Damaged places of one word: where in the source, the edits that mend it, what to say."""

    span: Span
    edits: tuple[Edit, ...]
    damaged: str
    meant: str
    how: str
    confidence: Confidence


class Mojibake(Rule):
    """Text was saved as UTF-8, read as another encoding and saved again: “Ã©” stands where “é” was meant.

    ## What it does
    Finds characters that together are the bytes of a UTF-8 character, read as windows-1252 or Latin-1, once or up to four times over:
    in text, titles, descriptions, attributes that people read, JSON-LD and front matter, written literally or as character references. Each place
    is proved by reading its bytes again. Code samples are left alone.

    What can't be anything else is certain and mended by the fix. Places where a byte was lost on the way are shown with what was
    probably meant. Sound text that only looks alike, such as “MARQUÉ…”, isn't reported.
    On a page that states no language, a single “Â” or “Ã” with punctuation after it may be a word, and isn't mended unasked.

    ## Why it matters
    Readers see garbage in the middle of words, screen readers spell it out, and search engines index and show it.

    ## How to fix it
    Let the fix write the characters that were meant. Then look for the program that did it, mostly a database connection, an export or an
    editor that took UTF-8 for windows-1252, or it will come back.

    ## Exceptions
    A page about such damage may show it in `<code>`, directly in quotation marks or brackets, or beside its meaning in a table row or a
    list item.

    ## Sources
    - Encoding Standard, windows-1252 decoder and index (checked 2026-11)
    - The Unicode Standard 15.0, table 3-7, well-formed UTF-8 byte sequences (checked 2026-11)
    """

    most: int = option(
        default=20,
        help="How many certain and how many probable places to report; the last stands for the rest.",
        least=1,
    )

    severity = Severity.WARNING
    presets = ("recommended", "content")
    also_known_as = ("MD083 (rumdl)",)
    examples = (
        bad(
            "<p>Tea house\nÂ© 2026</p>",
            at=2,
            says="“Â©” should be “©” (UTF-8 read as windows-1252)",
            fixed="<p>Tea house\n© 2026</p>",
        ),
        bad("<p>You donâ€™t say</p>", says="“â€™” should be “’”", fixed="<p>You don’t say</p>"),
        bad("<p>You donÃ¢â‚¬â„¢t say</p>", says="read as windows-1252, twice over", fixed="<p>You don’t say</p>"),
        bad("<p>&Acirc;&copy; 2026</p>", says="“Â©” should be “©”", fixed="<p>© 2026</p>"),
        bad("<p>Thanks ðŸ¤&ndash;</p>", says="should be “🤖”", fixed="<p>Thanks 🤖</p>"),
        bad('<img src="a.png" alt="A cafÃ© in MÃ¼nchen">', count=2, fixed='<img src="a.png" alt="A café in München">'),
        bad("<p>PÅ™Ã­liÅ¡ Å¾luÅ¥ouÄkÃ½</p>", count=2, says="“Å™Ã[U+00AD]liÅ¡” should be “říliš”"),
        bad("<title>CafÃ© Roma</title>", says="“Ã©”", fixed="<title>Café Roma</title>"),
        bad('<script type="application/ld+json">{"name": "CafÃ©"}</script>', says="“Ã©” should be “é”"),
        bad("---\ntitle: CafÃ© Roma\n---\n<p>Tea</p>", path="_posts/2026-01-01-tea.html", at=2, says="“Ã©”"),
        bad("<p>â€œTeaâ€ she said</p>", count=2, says="“â€” is probably “”"),
        bad(
            "<p>Ã© Ã¨ Ã¼ Ã¶</p>",
            most=2,
            count=2,
            says="; 2 more on this page",
            fixed="<p>é è ü ö</p>",
        ),
        good("<p>NÃO, CORAÇÃO, ĐÃ SỬA, NESTLÉ®, MARQUÉ…, SÓ…, 3×…</p>", why="sound in Portuguese, Vietnamese, French"),
        good("<p>« l’été\xa0»</p>"),
        good("<p><code>Ã©</code> is what becomes of é.</p>"),
        good("<p>You see “Ã©” in place of “é”.</p>"),
        good("<p>Où l’on voit «\xa0Ã©\xa0», « Ã¨ » ou Ã§, il s’agit d’un mauvais codage.</p>"),
        good("<table><tr><td>é</td><td>Ã©</td></tr></table>"),
        good("<script>var seen = 'Ã©';</script>"),
        good(
            "<!doctype html><meta charset=iso-8859-1><p>Crème brûlée</p>",
            why="the bytes are right, their declaration isn't",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        decoded = page.decoded
        if not mojibake.may_be_damaged(page.text, utf8=decoded.data if decoded.encoding == "utf-8" else None):
            return
        # Every sound letter looks damaged then: `encoding-declaration-untrue` says it once.
        if decoded.is_utf_8_after_all:
            return
        pieces = list(readable_pieces(page, mojibake.may_be_damaged))
        if not pieces:
            return
        places = sorted(_Text(page, pieces).places(), key=lambda place: place.span)
        certain, likely, possible = (
            [place for place in places if place.confidence is confidence] for confidence in reversed(Confidence)
        )
        # What is certain has a limit of its own, so that mending it brings nothing to light that wasn't told before; what is
        # likely now may be no more than possible then.
        doubtful = possible[: max(0, self.most - len(likely))]
        for alike in (certain, likely, doubtful):
            for place, all_of_them, ending in limited(alike, self.most):
                yield self._told(place, all_of_them, ending)

    def _told(self, place: _Place, all_of_them: Sequence[_Place], ending: str) -> Finding:
        damaged, meant = _shown(place.damaged), _shown(place.meant)
        how = f"({place.how}){ending}"
        if not place.meant:
            return self.at(place.span, f"“{damaged}” is what is left of other text {how}", confidence=place.confidence)
        is_certain = place.confidence is Confidence.CERTAIN
        title = f"Write “{meant}”" if len(all_of_them) == 1 else f"Write what was meant in {len(all_of_them):,} places"
        edits = tuple([edit for other in all_of_them for edit in other.edits])
        fix = Fix(title, edits, Safety.SAFE if is_certain else Safety.SHOWN)
        verb = "should be" if is_certain else "is probably"
        return self.at(place.span, f"“{damaged}” {verb} “{meant}” {how}", confidence=place.confidence, fix=fix)


def _shown(text: str) -> str:
    """A text for a message, in which nothing is invisible."""
    visible = [
        f"[U+{ord(char):04X}]"
        if (category := unicodedata.category(char)) in ("Cc", "Cf") or (category[0] == "Z" and char != " ") or (category == "Mn" and not at)
        else char
        for at, char in enumerate(text[:60])
    ]  # fmt: skip
    return shorten("".join(visible) + text[60:], 60)


class _Text:
    """All pieces of a page as one text, so that what is certain in one makes its like surer in another."""

    def __init__(self, page: Page, pieces: Sequence[Piece]) -> None:
        self.page = page
        self.pieces = pieces
        self._said: dict[Element, frozenset[str]] = {}
        self.whole = "\n".join(piece.text for piece in pieces)
        self.starts = [0, *accumulate(len(piece.text) + 1 for piece in pieces)]

    def places(self) -> Iterator[_Place]:
        """The damaged words that aren't there to be talked about."""
        words = list(self._words())
        about = {self._piece_of(word) for word in words if self._is_quoted(word)}
        for word in words:
            at = self._piece_of(word)
            # A sentence that quotes one example may name others without a quotation mark.
            if at in about:
                continue
            place = self._place(word, self.pieces[at], self.starts[at])
            if not self._has_meaning_beside(self.pieces[at], place):
                yield place

    def _has_meaning_beside(self, piece: Piece, place: _Place) -> bool:
        """Whether damage is what the page talks about: a cell of its own, or a short list item, with its meaning beside it."""
        if piece.element is None or piece.kind != "text" or not place.meant:
            return False
        around = piece.element.closest("tr", "li", "dt", "dd")
        if around is None:
            return False
        words = self._said.get(around)
        if words is None:
            is_row = around.name == "tr"
            parts = [cell.text.strip() for cell in around.children] if is_row else _marks.split(around.text)
            words = self._said[around] = frozenset(parts) - {""}
        return {place.damaged, place.meant} <= words and (around.name == "tr" or len(words) - 2 <= _FEW)

    def _words(self) -> Iterator[list[mojibake.Damage]]:
        word: list[mojibake.Damage] = []
        for damage in mojibake.find_damage(self.whole, language=self.page.language):
            if word and not _are_one_word(self.whole[word[-1].end : damage.start], word[-1], damage):
                yield word
                word = []
            word.append(damage)
        if word:
            yield word

    def _piece_of(self, word: list[mojibake.Damage]) -> int:
        return bisect_right(self.starts, word[0].start) - 1

    def _is_quoted(self, word: list[mojibake.Damage]) -> bool:
        if self.pieces[self._piece_of(word)].kind not in ("text", "attribute"):
            return False
        start, end = word[0].start, word[-1].end
        before = self.whole[max(0, start - 3) : start].rstrip(_padding)[-1:]
        after = self.whole[end : end + 3].lstrip(_padding)[:1]
        return bool(after) and after in _quotes.get(before, "") and word[0].meant != "…"

    def _place(self, word: list[mojibake.Damage], piece: Piece, base: int) -> _Place:
        first, last = word[0], word[-1]
        edits: list[Edit] = []
        for damage in word:
            span = Span(piece.places[damage.start - base], piece.places[damage.end - base])
            if damage.meant:
                edits.append(Edit(span, _written(self.page, piece, span, damage.meant)))
        span = Span(piece.places[first.start - base], piece.places[last.end - base])
        how = f"UTF-8 read as {_names.get(first.codepage, first.codepage)}{_times[first.layers]}"
        damaged = self.whole[first.start : last.end]
        return _Place(span, tuple(edits), damaged, _mended(self.whole, word), how, first.confidence)


def _are_one_word(between: str, one: mojibake.Damage, other: mojibake.Damage) -> bool:
    alike = (one.confidence, one.codepage, one.layers, bool(one.meant)) == (
        other.confidence, other.codepage, other.layers, bool(other.meant),
    )  # fmt: skip
    return alike and (not between or between.isalpha())


def _mended(whole: str, word: list[mojibake.Damage]) -> str:
    """A word as it was meant, ``""`` where nobody can tell."""
    if not word[0].meant:
        return ""
    parts: list[str] = []
    at = word[0].start
    for damage in word:
        parts += (whole[at : damage.start], damage.meant)
        at = damage.end
    return "".join(parts)


def _written(page: Page, piece: Piece, span: Span, meant: str) -> str:
    """What was meant, in the page's encoding: literally if it can be, else as references or escapes."""
    if meant == "\xa0" and "&" in page.text[span.start : span.end]:
        return "&nbsp;"
    return "".join(char if _has(page.decoded.encoding, char) else _reference(char, piece.kind) for char in meant)


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeError:
        return False
    except LookupError:
        return char.isascii()
    return True


def _reference(char: str, kind: str) -> str:
    if kind == "json":
        units = char.encode("utf-16-be").hex()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
    return f"&#x{ord(char):X};"
