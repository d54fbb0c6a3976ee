"""What sound text looks like where it happens to look damaged: a capital with an ellipsis, an accent before a quotation mark.

Two to four characters that decode as UTF-8 are nearly always damage, and what isn't is one of a few shapes: a letter, then
punctuation that may follow a letter.
"""

from __future__ import annotations

from auditor.text.code_pages import C1

# After these a word may go on, or the next begin at once.
_free = frozenset("\xa0\xad–—…’·´")
# After these nothing but white space or more punctuation comes.
_closing = frozenset("®™©°ªº¹²³†‡»›«‹”“‘‚„•§¶")
_quotes = {
    "“": "”“",
    "„": "“”",
    "‘": "’",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': "”“",
    "'": "’‘",
    "(": "",
}
_dashes = frozenset("\xa0\xad–—…")
# C1 controls that stand for punctuation where windows-1252 was taken for Latin-1: another kind of damage, after a sound letter.
_c1_punctuation = frozenset("\x85\x91\x92\x93\x94\x96\x97")

# Languages whose alphabets have no such letter: there it is never a word's last.
_elsewhere = frozenset(
    "ar be bg bn el fa gu he hi hy ja ka kk km kn ko lo mk ml mn mr my ne pa ru si ta te th uk ur yi zh".split()
)
_without = {
    "Ã": _elsewhere.union(
        "en de fr es it nl sv da no nb nn fi is pl cs sk hu ro hr sl sr bs tr et lv lt ca eu ga id ms sw".split()
    ),
    "Â": _elsewhere.union(
        "en de es it nl sv da no nb nn fi is pl cs hu hr sl sr bs et lv lt ca eu ga id ms sw".split()
    ),
    "Å": frozenset("es fr it pt ca pl cs sk hu ro hr sl sr bs tr et lv lt".split()),
    "Ä": frozenset("es fr it pt ca pl cs hu ro hr sl sr bs tr lv lt".split()),
}
# Languages in which the letter stands within words only. In those that aren't listed it may be a word: “Ã” in Guarani, “Â” in Welsh.
_within = {"Ã": frozenset(("pt", "gl")), "Â": frozenset(("fr", "pt", "ro", "tr"))}


def _may_follow(char: str, lead: str, following: str) -> bool:
    """Whether sound text may have ``char`` right after a letter, with ``following`` (one character or none) after it."""
    if char in _free:
        return True
    if char in _closing:
        return not following.isalnum()
    if char in "ŠŽ":
        return lead in "ÉÍÓÚÝÔÖÜÕÂÄ" and not following.islower()
    if char in "šž":
        return lead in "ÉÍÓÚÝÔÖÜÕáéíäâ" and not following.isupper()
    return False


def is_sound(sequence: str, before: str, after: str, language: str) -> bool:
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
        if language in _without.get(lead, ()):
            return False
        return lead not in _within or _is_sound_letter(lead, char, before, after, language)
    if all(part in "šž" for part in sequence[1:]):
        # Inari Sami has “âžž” within words.
        return previous.isalpha() or following.isalpha()
    if lead == "â" and not previous.isalpha() and previous not in _quotes and not is_a_word("Â", language):
        return False
    if len(sequence) == 3:
        if not _may_follow(char, lead, sequence[2]):
            return False
        last = sequence[2]
        if char in _dashes and last not in C1:
            # After a dash or a no-break space the next word begins: “à œuvrer”.
            return not last.isalpha() or following.islower()
        return _may_follow(last, lead, following)
    return all(part in _free or part in _closing for part in sequence[1:])


def _is_sound_letter(lead: str, char: str, before: str, after: str, language: str) -> bool:
    """The same for ``Â`` and ``Ã``, the commonest leads of damage and letters that few languages end a word with."""
    previous = before[-1:]
    if previous.isupper():
        return True
    if is_a_word(lead, language) or char in _quotes.get(previous, ""):
        return True
    # A row of letters: “À Â Ã”.
    beside = before[-2:-1] + after[:1]
    return char == "\xa0" and any("À" <= letter <= "Þ" for letter in beside)


def is_a_word(letter: str, language: str) -> bool:
    """Whether ``Â`` or ``Ã`` by itself may be a word of a language; where none is stated, it isn't."""
    return bool(language) and language not in _without[letter] and language not in _within[letter]


# What two of may end a word of one letter in sound text.
_after_a_word = frozenset("\xa0–—…’”»›")
_opening = frozenset("«‹“„‘‚")


def may_be_a_word(sequence: str, before: str, after: str) -> bool:
    """Whether the first letter of a damaged sequence may be a word, as “Ã” is in Guarani and “â” in Welsh, with punctuation after it.

    To be asked where no language is stated; ``before`` and ``after`` are a character or none. Nobody writes “Â©” with a word in mind,
    nor a no-break space with another space after it.
    """
    lead, rest = sequence[0].upper(), sequence[1:]
    if lead not in _within or (before.isalnum() and before not in "ʼʻ") or sequence == "Â©":
        return False
    if len(rest) > 1:
        return all(char in _after_a_word for char in rest)
    if rest in ("\xa0", "–", "—", "…", "’"):
        return not (rest == "\xa0" and (before in tuple(".,;:!?)") or not after or after in " \t\n\r"))
    if rest in _opening and after == "\xa0":
        return False
    return (rest in _free or rest in _closing) and not after.isalnum()


def is_no_letter_of(letter: str, language: str) -> bool:
    """Whether a language is stated in which neither ``Â`` or ``Ã`` nor the letter that shares its key, ``À``, is written."""
    return language in _without[letter] and language not in ("it", "ca")
