"""Language tags: whether they are well formed, registered and current (BCP 47 and IANA's registry).

Common tags such as ``en``, ``en-US`` and ``zh-Hans`` are answered from a short list in this file. For
any other the registry's subtags are read from ``language_subtags.txt``, once.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

# Every current two-letter language, the commonest scripts, every current two-letter region: all of them
# are in the registry (a test compares), so that nearly no page needs the table.
_COMMON_LANGUAGES = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
        "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
        "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt "
        "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk "
        "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
        "yo za zh zu"
    ).split()
)
_COMMON_SCRIPTS = frozenset(("latn", "cyrl", "hans", "hant", "arab", "deva"))
_COMMON_REGIONS = frozenset(
    (
        "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw "
        "by bz ca cc cd cf cg ch ci ck cl cm cn co cp cq cr cu cv cw cx cy cz de dg dj dk dm do dz ea ec ee eg eh er "
        "es et eu ez fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ic "
        "id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly "
        "ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om "
        "pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss "
        "st sv sx sy sz ta tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um un us uy uz va vc ve vg vi vn vu "
        "wf ws ye yt za zm zw"
    ).split()
)
_SPACE = "\t\n\f\r "
# RFC 5646, section 2.1: the longest subtag, and the least length of a variant that starts with a letter.
_LONGEST = 8
_VARIANT = 5
# Tags that are out of use as a whole have no more subtags than these ("zh-cmn-hans" has three).
_MOST_REPLACED = 4


class Registry(NamedTuple):
    """IANA's registry: subtags of each kind in lower case, ``extlangs`` with their prefix.

    ``replaced`` maps what is deprecated, as ``("language", "iw")``, to its successor, ``""`` where it has none.
    """

    languages: frozenset[str]
    extlangs: dict[str, str]
    scripts: frozenset[str]
    regions: frozenset[str]
    variants: frozenset[str]
    grandfathered: frozenset[str]
    replaced: dict[tuple[str, str], str]


@functools.cache
def registry() -> Registry:
    """The registry, read once (some 2 ms)."""
    text = Path(__file__).with_name("language_subtags.txt").read_text(encoding="utf-8")
    lines = dict(line.split(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    replaced: dict[tuple[str, str], str] = {}
    for kind in ("language", "extlang", "region", "variant", "tag"):
        for item in lines[f"old-{kind}"].split():
            old, _, new = item.partition("=")
            replaced[kind, old] = new
    return Registry(
        languages=frozenset(lines["language"].split()),
        extlangs=dict(item.split("=", 1) for item in lines["extlang"].split()),
        scripts=frozenset(lines["script"].split()),
        regions=frozenset(lines["region"].split()),
        variants=frozenset(lines["variant"].split()),
        grandfathered=frozenset(lines["grandfathered"].split()),
        replaced=replaced,
    )


def primary(tag: str) -> str:
    """The language itself, in lower case: ``en`` of ``en-US``; ``""`` of an empty or private tag.

    Lenient, for those who want to know what was meant: white space around it is ignored and ``_`` taken for ``-``.
    """
    subtags = _split(tag.replace("_", "-"))
    if subtags[0] == "i" and len(subtags) > 1:
        subtags = _split(registry().replaced.get(("tag", "-".join(subtags)), ""))
    return subtags[0] if len(subtags[0]) > 1 else ""


def language_problem(tag: str) -> str | None:
    """Why a tag names no language, as the predicate of a sentence (“is …”); None where it names one.

    Only the primary subtag is judged, as assistive technology does: ``en-UK`` passes here, ``english``, ``eng``
    and ``i-lux`` don't. A private tag (``x-mine``) is agreed upon between its users, and nobody else can judge it.
    """
    subtag, *rest = _split(tag)
    if subtag == "x" and rest:
        return None
    if subtag in _COMMON_LANGUAGES or _is_language(subtag):
        return None
    if not subtag:
        return "is empty"
    if "_" in subtag:
        return "has “_” where “-” belongs"
    if subtag in ("i", "x"):
        return "names no language of the registry"
    return (
        "is not a registered language"
        if subtag == _split(tag)[-1]
        else f"starts with no registered language: “{subtag}”"
    )


def problem(tag: str) -> str | None:
    """Why a tag isn't a valid BCP 47 tag, as the predicate of a sentence (“has …”, “is …”); None where it is one.

    Well-formedness (RFC 5646, 2.1 and 2.2.9), grandfathered tags, and every subtag against the registry. A deprecated
    subtag is valid: see `deprecation`.
    """
    subtags = _split(tag)
    if not subtags[0] and len(subtags) == 1:
        return "is empty"
    if tag != tag.strip(_SPACE):
        return "has white space around it"
    if _is_common(subtags):
        return None
    known = registry()
    if tag.lower() in known.grandfathered:
        return None
    if "_" in tag:
        return "has “_” where “-” belongs"
    for subtag in subtags:
        if not (subtag.isascii() and subtag.isalnum() and len(subtag) <= _LONGEST):
            return f"has a malformed subtag: “{subtag}”"
    if subtags[0] == "x":
        return None if len(subtags) > 1 else "ends after “x”"
    return language_problem(tag) or _rest_problem(subtags, known)


def deprecation(tag: str) -> str | None:
    """What the registry says of a valid tag that is out of use, as the predicate of a sentence; None for a current one."""
    subtags = _split(tag)
    if _is_common(subtags):
        return None
    known = registry()
    for end in range(min(len(subtags), _MOST_REPLACED), 0, -1):
        whole = "-".join(subtags[:end])
        if ("tag", whole) in known.replaced:
            return _replaced(whole, known.replaced["tag", whole])
    for subtag, kind in _kinds(subtags):
        if (kind, subtag) in known.replaced:
            return _replaced(subtag, known.replaced[kind, subtag])
    return None


def _replaced(old: str, new: str) -> str:
    return f"is deprecated: “{old}” became “{new}”" if new else f"is deprecated: “{old}” is out of use"


def _split(tag: str) -> list[str]:
    return tag.strip(_SPACE).lower().split("-")


def _is_common(subtags: list[str]) -> bool:
    if subtags[0] not in _COMMON_LANGUAGES or len(subtags) > 3:
        return False
    rest = subtags[1:]
    if rest and rest[0] in _COMMON_SCRIPTS:
        rest = rest[1:]
    # Sign languages of old are the only tags of these parts that are deprecated as a whole; "sgn" isn't common.
    return not rest or (len(rest) == 1 and rest[0] in _COMMON_REGIONS)


def _is_language(subtag: str) -> bool:
    return subtag in registry().languages or (len(subtag) == 3 and "qaa" <= subtag <= "qtz" and subtag.isalpha())


def _is_script(subtag: str) -> bool:
    return subtag in registry().scripts or (len(subtag) == 4 and "qaaa" <= subtag <= "qabx" and subtag.isalpha())


def _is_region(subtag: str) -> bool:
    return subtag in registry().regions or (len(subtag) == 2 and ("qm" <= subtag <= "qz" or "xa" <= subtag <= "xz"))


def _kind(subtag: str) -> str:
    """What a subtag after the language is by its shape (RFC 5646, 2.2): its length and first character tell."""
    length = len(subtag)
    if length == 1:
        return "singleton"
    if subtag.isalpha() and length in (2, 3, 4):
        return {2: "region", 3: "extlang", 4: "script"}[length]
    if subtag.isdecimal() and length == 3:
        return "region"
    if length >= _VARIANT or (length == 4 and subtag[0].isdecimal()):
        return "variant"
    return "malformed"


def _kinds(subtags: list[str]) -> list[tuple[str, str]]:
    """The subtags up to the first extension or private part, with their kinds."""
    found = [(subtags[0], "language")]
    for subtag in subtags[1:]:
        kind = _kind(subtag)
        if kind == "singleton":
            break
        found.append((subtag, kind))
    return found


_ORDER = ("language", "extlang", "script", "region", "variant")


def _rest_problem(subtags: list[str], known: Registry) -> str | None:
    language, *rest = _kinds(subtags)
    last = "language"
    for place, (subtag, kind) in enumerate(rest):
        if kind == "malformed":
            return f"has a malformed subtag: “{subtag}”"
        if kind == last and kind != "variant":
            return f"has a second {kind}: “{subtag}”"
        if _ORDER.index(kind) < _ORDER.index(last):
            return f"has its {kind} “{subtag}” after its {last}"
        if (subtag, kind) in rest[:place]:
            return f"has “{subtag}” twice"
        if kind == "extlang" and known.extlangs.get(subtag) != language[0]:
            return f"has an unknown subtag: “{subtag}”"
        if (
            (kind == "script" and not _is_script(subtag))
            or (kind == "region" and not _is_region(subtag))
            or (kind == "variant" and subtag not in known.variants)
        ):
            return f"has an unknown {kind}: “{subtag}”"
        last = kind
    return _extension_problem(subtags[len(rest) + 1 :])


def _extension_problem(subtags: list[str]) -> str | None:
    """What is wrong with extensions (``u-co-phonebk``) and private subtags (``x-mine``)."""
    seen: set[str] = set()
    for place, subtag in enumerate(subtags):
        if len(subtag) > 1:
            continue
        following = subtags[place + 1 : place + 2]
        if subtag == "x":
            return None if following else "ends after “x”"
        if subtag in seen:
            return f"has “{subtag}” twice"
        if not following or len(following[0]) == 1:
            return f"has nothing after “{subtag}”"
        seen.add(subtag)
    return None
