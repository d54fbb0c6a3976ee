"""Text that was UTF-8, was read as another encoding, and was saved again: where it stands and what was meant.

The bytes of one UTF-8 character come back as two to four characters that no language strings together, such as
``Ã©`` for ``é``. Reading those characters as bytes again, strictly as UTF-8, proves the damage. What the proof can't tell apart
is sound text that happens to look alike (``MARQUÉ…``, ``é`` + no-break space + ``»``), so each place is graded by what stands
around it. Everything here is a pure function of text, in linear time.

The byte tables are those of windows-1252 and ISO-8859-1 in the Encoding Standard (checked 2026-11): the five bytes that
windows-1252 leaves undefined are the C1 controls of the same number. Another code page is another `CodePage`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.finding import Confidence
from auditor.text.scripts import is_plausible, is_usual, script

_MOST_LAYERS = 4


class CodePage(NamedTuple):
    """An encoding that UTF-8 was mistaken for. ``high`` are its characters for the bytes 0x80 to 0xFF, in order."""

    name: str
    high: str

    def seen(self, first: int, last: int) -> str:
        """The characters that stand for a range of bytes."""
        return self.high[first - 0x80 : last - 0x7F]


_upper_half = "".join(map(chr, range(0xA0, 0x100)))
_c1 = "".join(map(chr, range(0x80, 0xA0)))
_specials = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"

WINDOWS_1252 = CodePage("windows-1252", _specials + _upper_half)
LATIN_1 = CodePage("latin-1", _c1 + _upper_half)
CODE_PAGES = (WINDOWS_1252, LATIN_1)

# Both pages agree on what is not in 0x80–0x9F, so one table reads either; a sequence is never a mixture (see `_sequences`).
_to_bytes = {ord(char): 0x80 + at for page in CODE_PAGES for at, char in enumerate(page.high)}
_from_c1 = {ord(char): special for char, special in zip(_c1, _specials, strict=True) if char != special}
_only_windows = re.compile(f"[{''.join(char for char in _specials if char not in _c1)}]")
_only_latin = re.compile(f"[{''.join(char for char in _c1 if char not in _specials)}]")


class Damage(NamedTuple):
    """One damaged place.

    ``damaged`` is ``text[start:end]``, ``meant`` what stood there once; ``""`` where bytes were lost and nobody can tell.
    ``codepage`` is the encoding that the bytes were read as, ``layers`` how many times over (1 to 4), ``written`` the encoding
    that they were in: ``UTF-8``, or ``windows-1252`` where a control character stands for its punctuation.
    """

    start: int
    end: int
    damaged: str
    meant: str
    codepage: str
    layers: int
    confidence: Confidence
    written: str = "UTF-8"


# -- the cheap question ------------------------------------------------------------------------------------------------

_lead_names = (
    "Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc "
    "Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil "
    "egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc"
)
# The leads of damaged characters, U+00C2 to U+00F4, as character references, without the ampersand.
_lead_reference = (
    r"(?:#0*(?:19[4-9]|2[0-3][0-9]|24[0-4])(?![0-9])"
    r"|#[xX]0*(?:[cC][2-9a-fA-F]|[dDeE][0-9a-fA-F]|[fF][0-4])(?![0-9a-fA-F])"
    rf"|{_lead_names.replace(' ', '|')});?"
)


def may_be_damaged(text: str, *, utf8: bytes | None = None) -> bool:
    """Whether a page's source may hold damaged text, literally or in character references.

    Made to cost next to nothing on sound pages: 530 pages of 51 MB take some 20 ms. ``utf8`` is the same text as UTF-8 where it
    is at hand; it saves encoding it.
    """
    if not text.isascii():
        # Every lead of a damaged character is U+00C2 to U+00F4, and those alone have this byte in UTF-8.
        data = utf8 if utf8 is not None else text.encode("utf-8", "surrogatepass")
        if b"\xc3" in data and _suspect_bytes.search(data) is not None and suspect.search(text) is not None:
            return True
        if _has_c1(data):
            return True
    return _reference_start.search(text) is not None and _suspect_reference.search(text) is not None


def _has_c1(data: bytes) -> bool:
    """Whether a C1 control is in UTF-8: four times as quick as a regular expression."""
    find = data.find
    at = find(b"\xc2")
    while at >= 0:
        if data[at + 1] < 0xA0:
            return True
        at = find(b"\xc2", at + 2)
    return False


def _char_class(*pieces: str) -> str:
    """A regular expression's class of single characters."""
    return "[" + "".join(sorted({re.escape(char) for char in "".join(pieces)})) + "]"


def _sequences() -> str:
    """A pattern for one damaged UTF-8 character: what strict UTF-8 allows, in one code page throughout."""
    patterns: list[str] = []
    # Unicode 15.0, table 3-7: lead bytes, then the range of the second byte, then how many more.
    for first, last, low, high, more in (
        (0xC2, 0xDF, 0x80, 0xBF, 0),
        (0xE0, 0xE0, 0xA0, 0xBF, 1),
        (0xE1, 0xEC, 0x80, 0xBF, 1),
        (0xED, 0xED, 0x80, 0x9F, 1),
        (0xEE, 0xEF, 0x80, 0xBF, 1),
        (0xF0, 0xF0, 0x90, 0xBF, 2),
        (0xF1, 0xF3, 0x80, 0xBF, 2),
        (0xF4, 0xF4, 0x80, 0x8F, 2),
    ):
        rest = "|".join(
            _char_class(page.seen(low, high)) + _char_class(page.seen(0x80, 0xBF)) * more for page in CODE_PAGES
        )
        patterns.append(f"{_char_class(LATIN_1.seen(first, last))}(?:{rest})")
    return "|".join(patterns)


_sequence = _sequences()
_run = re.compile(f"(?:{_sequence})+")
_leading = re.compile("[\xc2-\xf4][\x80-\U0010ffff]")
_leads = frozenset(LATIN_1.seen(0xC2, 0xF4))
_next = _char_class(WINDOWS_1252.seen(0x80, 0xBF), LATIN_1.seen(0x80, 0xBF))
# What is left where bytes were lost on the way: “â€” without its third byte, emoji cut short, à and no-break spaces made plain.
_lone_control = re.compile("[\x80-\x84\x86-\x9f]")
_lost = re.compile(
    f"âš ï¸\x8f?|ï¸(?!{_next})|ðŸ(?!{_next}{_next}){_next}?\ufffd*|â€(?!{_next})\ufffd?|[ÂÃ](?= |\ufffd)\ufffd?|(?<=[a-z])Ã(?!{_next})\ufffd?"
)
# Begins with a class of characters, because the search for one is quick.
suspect = re.compile(
    f"[\xc2-\xf4](?:(?<=[\xc2-\xdf])(?:{_next}|&)|(?<=[\xe0-\xf4])(?:{_next}(?:{_next}|[ &])|&)"
    "|(?<=[ÂÃ])[ \ufffd]|(?<=â)€|(?<=ð)Ÿ|(?<=ï)¸|(?<=[a-z]Ã))"
)
# The same of the bytes, more roughly: U+0080 to U+00BF and the characters of windows-1252 begin with these in UTF-8.
_suspect_bytes = re.compile(rb"\xc3(?:[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2&]|[\x82\x83][ \xef]|(?<=[a-z]\xc3)\x83)")
_reference_start = re.compile(
    r"&(?:#(?:0*(?:19|2[0-4])|[xX]0*[c-fC-F])|[A-Z]|[aeio](?:grave|acute|circ|tilde|uml|ring|elig|th)|ccedil|ntilde|szlig|times)"
)
_suspect_reference = re.compile(f"&{_lead_reference}(?:[&\x80-\U0010ffff]|(?<=&Acirc;) |(?<=&Atilde;) )")


# -- what may stand after a letter in sound text -------------------------------------------------------------------------

# After these a word may go on, or the next begin at once.
_free = frozenset("\xa0\xad–—…’·´")
# After these nothing but white space or more punctuation comes.
_closing = frozenset("®™©°ªº¹²³†‡»›«‹”“‘‚„•§¶")
_quotes = {"“": "”“", "„": "“”", "‘": "’", "‚": "‘’", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': "”“", "'": "’‘", "(": ""}
_dashes = frozenset("\xa0\xad–—…")
# C1 controls that stand for punctuation where windows-1252 was taken for Latin-1: another kind of damage, after a sound letter.
_c1_punctuation = frozenset("\x85\x91\x92\x93\x94\x96\x97")

# Languages whose alphabets have no such letter: there it is never a word's last.
_without = {
    "Ã": frozenset("en de fr es it nl sv da no nb nn fi is pl cs sk hu ro hr sl sr bs tr et lv lt ca eu ga id ms sw".split()),
    "Â": frozenset("en de es it nl sv da no nb nn fi is pl cs hu hr sl sr bs et lv lt ca eu ga id ms sw".split()),
}  # fmt: skip
# Languages in which the letter is a word of its own.
_alone = {"Ã": frozenset(("vi", "gn")), "Â": frozenset(("vi",))}


def _may_follow(char: str, lead: str, following: str) -> bool:
    """Whether sound text may have ``char`` right after a letter, with ``following`` (one character or none) after it."""
    if char in _free:
        return True
    if char in _closing:
        return not following.isalnum()
    if char in "ŠŽ":
        return lead.isupper() and not following.islower()
    if char in "šž":
        return (lead.isupper() or lead in "áéíäå") and not following.isupper()
    return False


def _is_sound(sequence: str, before: str, after: str, language: str) -> bool:
    """Whether a sequence may be what its writer meant, given up to three characters on either side."""
    lead, char = sequence[0], sequence[1]
    previous, following = before[-1:], after[:1]
    if len(sequence) == 2:
        if char in _c1_punctuation and previous.isupper() and not following.isalnum():
            return True
        if not _may_follow(char, lead, following) or (char == "\xad" and previous.isupper() and following.islower()):
            return False
        if lead in "×ß":
            return True
        if previous.islower():
            return False
        return lead not in _without or _is_sound_letter(lead, char, before, after, language)
    if all(part in "šž" for part in sequence[1:]):
        # Inari Sami has “âžž” within words.
        return previous.isalpha() or following.isalpha()
    if lead == "â" and not previous.isalpha() and previous not in _quotes:
        return False
    if len(sequence) == 3:
        if not _may_follow(char, lead, sequence[2]):
            return False
        last = sequence[2]
        if char in _dashes and last not in _c1:
            # After a dash or a no-break space the next word begins: “à œuvrer”.
            return not last.isalpha() or following.islower()
        return _may_follow(last, lead, following)
    return all(part in _free or part in _closing for part in sequence[1:])


def _is_sound_letter(lead: str, char: str, before: str, after: str, language: str) -> bool:
    """The same for ``Â`` and ``Ã``, the commonest leads of damage and letters that few languages end a word with."""
    previous = before[-1:]
    if previous.isupper():
        return language not in _without[lead]
    if language in _alone[lead] or char in _quotes.get(previous, ""):
        return True
    # A row of letters: “À Â Ã”.
    beside = before[-2:-1] + after[:1]
    return char == "\xa0" and any("À" <= letter <= "Þ" for letter in beside)


# -- grading -------------------------------------------------------------------------------------------------------------


class _Segment(NamedTuple):
    """A part of a run: its place in the run, what it decodes to, how sure."""

    start: int
    end: int
    meant: str
    confidence: Confidence


def _decode(run: str) -> str:
    """A run of damaged characters as what its bytes say."""
    return run.translate(_to_bytes).encode("latin-1").decode("utf-8")


def _width(char: str) -> int:
    """How many bytes a character has in UTF-8, which is how many characters its damage has."""
    return 2 if char < "\u0800" else 3 if char < "\U00010000" else 4


@functools.lru_cache(maxsize=8192)
def _segments(run: str, before: str, after: str, language: str) -> tuple[_Segment, ...]:
    """The parts of a run that are damaged, graded by themselves."""
    decoded = _decode(run)
    starts: list[int] = []
    sounds: list[bool] = []
    usual: list[bool] = []
    at = 0
    for index, char in enumerate(decoded):
        end = at + _width(char)
        outer_before = (before + run[:at])[-3:]
        outer_after = (run[end : end + 3] + after)[:3]
        sounds.append(_is_sound(run[at:end], outer_before, outer_after, language))
        meant_before = decoded[index - 1] if index else before[-1:]
        meant_after = decoded[index + 1] if index + 1 < len(decoded) else after[:1]
        fits = is_usual if sounds[-1] else is_plausible
        usual.append(fits(char, meant_before, meant_after))
        starts.append(at)
        at = end
    starts.append(at)
    scripts = [script(char) for char in decoded]
    proven = {name for name, sound, fits in zip(scripts, sounds, usual, strict=True) if fits and not sound}
    pairs = zip(scripts, sounds, usual, strict=True)
    kept = [fits or not sound or name in proven for name, sound, fits in pairs]
    found: list[_Segment] = []
    index = 0
    while index < len(decoded):
        if not kept[index]:
            index += 1
            continue
        last = index
        while last < len(decoded) and kept[last]:
            last += 1
        inside = range(index, last)
        if any(usual[i] and not sounds[i] for i in inside):
            confidence = Confidence.CERTAIN
        elif any(not sounds[i] for i in inside):
            confidence = Confidence.LIKELY
        else:
            confidence = _grade_of_sound(decoded[index:last], run[starts[index] : starts[last]], scripts[index:last])
        if confidence is not None:
            found.append(_Segment(starts[index], starts[last], decoded[index:last], confidence))
        index = last
    return tuple(found)


def _grade_of_sound(decoded: str, damaged: str, scripts: list[str]) -> Confidence | None:
    """How sure it is where every character may be meant as it stands; None for not at all."""
    if len(decoded) == 1:
        is_likely = len(damaged) == 2 or (damaged[0] == "â" and not damaged.isalpha()) or scripts == ["latin"]
        return Confidence.POSSIBLE if is_likely else None
    varied = len({char for char in damaged if char not in _leads}) > 1
    one_script = len(set(scripts) - {"common"}) == 1 and scripts[0] not in ("latin", "common")
    if varied and one_script:
        return Confidence.CERTAIN
    return Confidence.LIKELY if varied else Confidence.POSSIBLE


def find_damage(text: str, *, language: str = "") -> list[Damage]:
    """The damaged places of a text, in order and apart from each other.

    ``text`` has its character references resolved. ``language`` is its language tag where it is known: in an English text ``Ã``
    ends no word. A place that might be sound by itself is surer beside others that can't be.
    """
    language = language.partition("-")[0].lower()
    found = [damage for match in _run.finditer(text) for damage in _damages(text, match, language)]
    leads = {(damage.damaged[0], damage.layers) for damage in found if damage.confidence is Confidence.CERTAIN}
    if leads:
        found = [_promoted(damage, text, leads) for damage in found]
    lost = list(_lost_places(text, language, is_sure=bool(leads)))
    for match in _lone_control.finditer(text):
        meant = match[0].translate(_from_c1)
        if meant != match[0]:
            lost.append(Damage(match.start(), match.end(), match[0], meant, LATIN_1.name, 1, Confidence.LIKELY, WINDOWS_1252.name))
    if not lost:
        return found
    return _without_overlaps(sorted(found + lost, key=lambda damage: (damage.start, -damage.end)))


def _damages(text: str, match: re.Match[str], language: str) -> Iterator[Damage]:
    start, end = match.span()
    for part in _segments(match[0], text[max(0, start - 3) : start], text[end : end + 3], language):
        damaged = match[0][part.start : part.end]
        meant, layers, confidence = part.meant, 1, part.confidence
        if confidence is Confidence.CERTAIN and _leading.search(meant):
            first, last = start + part.start, start + part.end
            meant, layers, confidence = _peeled(meant, text[max(0, first - 3) : first], text[last : last + 3], language)
        # windows-1252 taken for Latin-1 on the way to UTF-8: a C1 control stands where punctuation was meant.
        if meant.translate(_from_c1) != meant:
            meant = meant.translate(_from_c1)
        if _has_control(meant):
            meant, confidence = "", min(confidence, Confidence.LIKELY)
        yield Damage(start + part.start, start + part.end, damaged, meant, _code_page(damaged), layers, confidence)


def _has_control(text: str) -> bool:
    return any("\x80" <= char <= "\x9f" for char in text)


def _code_page(damaged: str) -> str:
    """Which encoding the bytes were read as; windows-1252 where both agree, because that is what browsers take Latin-1 for."""
    is_latin = _only_latin.search(damaged) is not None and _only_windows.search(damaged) is None
    return LATIN_1.name if is_latin else WINDOWS_1252.name


@functools.lru_cache(maxsize=8192)
def _peeled(meant: str, before: str, after: str, language: str) -> tuple[str, int, Confidence]:
    """What is left when the same damage is taken away as often as it was done, how often that was, and how sure it is."""
    layers = 1
    while layers < _MOST_LAYERS:
        pieces: list[str] = []
        done = 0
        surest = Confidence.POSSIBLE
        for match in _run.finditer(meant):
            start, end = match.span()
            outer_before = (before + meant[:start])[-3:]
            outer_after = (meant[end : end + 3] + after)[:3]
            for part in _segments(match[0], outer_before, outer_after, language):
                pieces += (meant[done : start + part.start], part.meant)
                done = start + part.end
                surest = max(surest, part.confidence)
        if not done:
            break
        if surest is not Confidence.CERTAIN:
            is_upper = before[-1:].isupper()
            return (meant, layers, Confidence.LIKELY) if is_upper else ("".join(pieces) + meant[done:], layers + 1, Confidence.LIKELY)
        meant = "".join(pieces) + meant[done:]
        layers += 1
    return meant, layers, Confidence.CERTAIN


def _promoted(damage: Damage, text: str, leads: set[tuple[str, int]]) -> Damage:
    """A place graded again, now that the text is known to be damaged elsewhere."""
    if damage.confidence is Confidence.CERTAIN or not damage.meant:
        return damage
    in_word = damage.start > 0 and text[damage.start - 1].isupper()
    if (damage.damaged[0], damage.layers) in leads and not in_word and all(map(is_usual, damage.meant)):
        return damage._replace(confidence=Confidence.CERTAIN)
    return damage._replace(confidence=Confidence.LIKELY)


# -- bytes lost on the way -------------------------------------------------------------------------------------------------


def _lost_places(text: str, language: str, *, is_sure: bool) -> Iterator[Damage]:
    """Damage of which a byte was dropped or made a plain space: never certain, often without a known meaning."""
    matches = list(_lost.finditer(text))
    spaces = sum(match[0] == "Â" for match in matches)
    for match in matches:
        damaged, (start, end) = match[0], match.span()
        previous, following = text[max(0, start - 1) : start], text[end : end + 1]
        if damaged[0] in "ÂÃ" and previous.isupper() and not is_sure:
            continue
        confidence = Confidence.LIKELY
        meant = ""
        if damaged.startswith("âš ï¸"):
            meant = "⚠\ufe0f"
        elif damaged == "ï¸":
            meant = "\ufe0f"
        elif damaged.startswith("â€"):
            meant = "”"
        elif damaged[0] in "ÂÃ":
            lead = damaged[0]
            is_letter = previous.isupper() or (not previous.islower() and (language in _alone[lead] or not is_sure))
            if is_letter and not (lead == "Â" and spaces > 2 and not previous.isupper()):
                confidence = Confidence.POSSIBLE
            if lead == "Ã" and text[end : end + 2] == "  ":
                end, meant = end + 1, "à"
            elif lead == "Â" and following == " ":
                end, meant = end + 1, "\xa0"
        yield Damage(start, end, text[start:end], meant, WINDOWS_1252.name, 1, confidence)


def _without_overlaps(found: list[Damage]) -> list[Damage]:
    apart: list[Damage] = []
    for damage in found:
        if not apart or damage.start >= apart[-1].end:
            apart.append(damage)
    return apart


def damaged_again(meant: str, codepage: str, layers: int) -> str:
    """What a sound text becomes when its UTF-8 is read as a code page, ``layers`` times over: the proof of a repair."""
    high = next(page.high for page in CODE_PAGES if page.name == codepage)
    for _ in range(layers):
        meant = "".join(chr(byte) if byte < 0x80 else high[byte - 0x80] for byte in meant.encode())
    return meant

