"""Where sentences end."""

from __future__ import annotations

import functools
import re

# After these a full stop ends no sentence, unless a block ends there. Case-folded, without the stop.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr vs etc e.g i.e eg ie cf al fig figs eq ed eds vol no nos pp ch sec approx dept est inc ltd co "
    "corp gen col sgt capt rev hon jan feb mar apr jun jul aug sep sept oct nov dec z.b bzw ca d.h u.a usw nr str vgl evtl ggf "
    "abs art bd hrsg inkl max min mio mrd tel m mm mme mlle p.ex env av bull cie sra srta ud uds ee.uu pág núm aprox dña "
    "sig sigg sig.ra dott ecc pag vgl bijv o.a m.b.t t.ex bl.a m.fl s.k dvs f.eks osv np tzn tj prof.dr т.е т.д т.п г ул им см".split()
)


@functools.cache
def _end() -> re.Pattern[str]:
    # Latin, Greek, Cyrillic, Hebrew: a mark, closing quotes, then white space. Others: a mark of their own, space or no space.
    return re.compile(r"([.!?…]+[\"'”’»)\]]*)\s+(?=[^\s])|([。．！？؟۔।॥።፧။៕]+[”’」』）»)\"']*)\s*")


def sentences(text: str) -> list[str]:
    """The sentences of a text in which each line is a block (a paragraph, a heading, a list item), white space stripped.

    A block's end is a sentence's end, so that a list without full stops isn't one long sentence. “Dr. Who”, “J. R. Smith”,
    “e.g. this” and “3.5” hold together.
    """
    found: list[str] = []
    for block in text.split("\n"):
        start = 0
        for match in _end().finditer(block):
            if match[1] is not None and not _ends(block, start, match):
                continue
            found.append(block[start : match.end()].strip())
            start = match.end()
        found.append(block[start:].strip())
    return [sentence for sentence in found if sentence]


def _ends(block: str, start: int, match: re.Match[str]) -> bool:
    """Whether a mark with white space behind it ends a sentence."""
    following = block[match.end()]
    if following.islower():
        return False
    if not match[1].startswith(".") or match[1].startswith(".."):
        return True
    word = block[start : match.start()].rpartition(" ")[2].lstrip("(“\"'„«[")
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    return word.casefold() not in _ABBREVIATIONS
