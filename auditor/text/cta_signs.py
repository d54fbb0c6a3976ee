"""What words, class names and addresses say of a call to action, and where on the page an element stands.

Each is looked up once for each different text, class attribute and address. The phrases lie in ``cta_phrases.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from auditor.html.languages import language_problem
from auditor.text.vague import bare

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

Zone = Literal["header", "nav", "hero", "main", "aside", "footer"]

# -- words -------------------------------------------------------------------------------------


class Call(NamedTuple):
    """A phrase found in a text, the languages it calls in, whether the text begins with it, whether it is but a leading verb."""

    phrase: str
    languages: frozenset[str]
    is_first: bool
    is_verb: bool


@cache
def _tables() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]], tuple[str, ...]]:
    """Phrases and verbs with their languages; the phrases of scripts that write no spaces."""
    data = json.loads(Path(__file__).with_name("cta_phrases.json").read_text("utf-8"))
    tables: list[dict[str, frozenset[str]]] = []
    for kind in ("phrases", "verbs"):
        table: dict[str, frozenset[str]] = {}
        for language, phrases in data[kind].items():
            for phrase in phrases:
                key = bare(phrase)
                table[key] = table.get(key, frozenset()) | {language}
        tables.append(table)
    unspaced = tuple(phrase for phrase, spoken in tables[0].items() if spoken & {"ja", "zh", "ko", "th"})
    return tables[0], tables[1], unspaced


@lru_cache(maxsize=8192)
def calls_in(key: str) -> tuple[Call, ...]:
    """The phrases and the leading verb that a bare text holds, the longest first."""
    if not key:
        return ()
    phrases, verbs, unspaced = _tables()
    words = key.split(" ")
    found: list[Call] = []
    if len(words) <= 10:
        for start in range(len(words)):
            for end in range(start + 1, min(start + 5, len(words)) + 1):
                phrase = " ".join(words[start:end])
                if phrase in phrases:
                    found.append(Call(phrase, phrases[phrase], start == 0, False))
    if not key.isascii():
        found += [Call(p, phrases[p], key.startswith(p), False) for p in unspaced if p in key and p not in words]
    if words[0] in verbs and len(words) > 1:
        found.append(Call(words[0], verbs[words[0]], True, True))
    return tuple(sorted(found, key=lambda call: (call.is_verb, -len(call.phrase))))


# -- class names -------------------------------------------------------------------------------

_camel = re.compile(r"(?<=[a-z])(?=[A-Z])")
_not_letters = re.compile(r"[^a-z]+")
NOT_A_CALL = frozenset(
    "toggle toggler close dismiss cookie cookies consent gdpr share sharing carousel slick swiper slider prev previous"
    " pagination pager lang language locale skip accordion collapse collapsed dropdown hamburger menu tab tabs filter"
    " copy print theme scrolltop backtotop headerlink permalink anchor breadcrumb".split()
)
_NOT_BUTTONS = frozenset(("link", "group", "icon", "toolbar", "close", "toggle"))


@lru_cache(maxsize=4096)
def class_words(classes: str) -> frozenset[str]:
    """What class names say of a call, as words: ``button``, ``primary``, ``cta``, ``no`` (a toggle, a share button …).

    Whole words count, not letters in them: ``bi-exclamation-octagon`` says nothing. Utility classes that together draw a button
    (a background, padding, rounded or bold) say ``drawn``.
    """
    found: set[str] = set()
    if not classes:
        return frozenset()
    names = classes.split()
    for name in names:
        words = set(_not_letters.split(_camel.sub("-", name).lower())) - {""}
        if words & {"cta", "calltoaction"} or {"call", "to", "action"} <= words:
            found.add("cta")
        if words & {"btn", "button"} and not words & _NOT_BUTTONS:
            found.add("button")
        if words & {"primary", "hero"}:
            found.add("primary")
        if words & {"signup", "buy"} or {"add", "to", "cart"} <= words:
            found.add("button")
        if words & NOT_A_CALL:
            found.add("no")
    if "button" not in found and _is_drawn(names):
        found.add("drawn")
    return frozenset(found)


def _is_drawn(names: list[str]) -> bool:
    plain = [name for name in names if ":" not in name]
    return (
        any(name.startswith("bg-") and name not in ("bg-transparent", "bg-white") for name in plain)
        and any(name.startswith(("px-", "p-", "py-")) for name in plain)
        and any(name.startswith(("rounded", "font-semibold", "font-bold", "shadow")) for name in plain)
    )


@lru_cache(maxsize=4096)
def class_parts(names: str) -> frozenset[str]:
    """The words that class names and ids are made of, lower case."""
    return frozenset(_not_letters.split(_camel.sub("-", names).lower())) - {""}


# -- addresses ---------------------------------------------------------------------------------

_ANYWHERE = frozenset(
    "signup register pricing checkout cart basket contact plans demo trial donate quote subscribe consultation appointment"
    " kontakt contacto contatti contato registrieren anmelden warenkorb spenden preise inscription panier devis".split()
)
_FIRST = frozenset(
    "download downloads book booking bookings reserve reservation buy order join apply tickets enroll".split()
)


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(
        r"(?i)^(?:(mailto|tel|sms):|(?:https?:)?//(?:[\w-]+\.)*(wa\.me|calendly\.com|apps\.apple\.com|play\.google\.com/store"
        r"|itunes\.apple\.com|buy\.stripe\.com|checkout\.stripe\.com)\b)"
    )


@cache
def _social() -> re.Pattern[str]:
    return re.compile(
        r"(?i)^(?:https?:)?//(?:[\w-]+\.)*(facebook|fb|twitter|x|linkedin|instagram|youtube|pinterest|reddit|tiktok|t|mastodon"
        r"|threads|bsky|xing|vk|tumblr|whatsapp)\.(?:com|me|social|net|app)\b"
    )


def is_social(href: str) -> bool:
    """Whether an address is one of a social network."""
    return _social().match(href) is not None


@lru_cache(maxsize=8192)
def target_intent(href: str) -> str:
    """What a link is for, by its address: ``contact`` of ``/contact-us/``, ``tel``, ``calendly.com``; ``""`` if that doesn't show."""
    deed = _deeds().match(href)
    if deed is not None:
        return str(deed[1] or deed[2]).lower()
    path = re.sub(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/]*", "", href.lower()).partition("?")[0]
    path, _, fragment = path.partition("#")
    segments = [segment for segment in path.split("/") if segment]
    last = segments[-1] if segments else fragment
    words = [word for word in re.split(r"[-_.]", last) if word]
    if not words or len(words) > 4:
        return ""
    joined = "".join(words[:2])
    if joined in ("signup", "getstarted", "freetrial", "startnow"):
        return joined if joined == words[0] else "-".join(words[:2])
    if words[0] in _FIRST:
        return words[0]
    return next((word for word in words if word in _ANYWHERE), "")


# -- languages to choose from -----------------------------------------------------------------

# What languages call themselves, and what English calls them: the texts of most language switchers.
_LANGUAGES = frozenset(
    "english deutsch français español italiano português nederlands svenska dansk norsk bokmål nynorsk suomi íslenska polski čeština"
    " slovenčina slovenščina hrvatski srpski српски bosanski български македонски shqip ελληνικά magyar română русский українська"
    " беларуская lietuvių latviešu eesti türkçe azərbaycan azərbaycanca ქართული հայերեն עברית العربية فارسی اردو हिन्दी বাংলা தமிழ்"
    " తెలుగు ไทย 日本語 한국어 中文 简体中文 繁體中文 català euskara galego gaeilge cymraeg malti esperanto latina kiswahili afrikaans"
    " german french spanish italian portuguese dutch swedish danish norwegian finnish icelandic polish czech slovak slovenian croatian"
    " serbian bulgarian greek hungarian romanian russian ukrainian lithuanian latvian estonian turkish hebrew arabic persian hindi thai"
    " japanese korean chinese catalan basque galician irish welsh vietnamese indonesian malay".split()
) | {"tiếng việt", "bahasa indonesia", "bahasa melayu"}


def is_language_switch(element: Element) -> bool:
    """Whether a link with ``hreflang`` chooses a language: it says one's name or tag, or stands beside links to others."""
    own = element.attr("hreflang")
    if own is None:
        return False
    said = re.sub(r"\s*[(\[].*", "", bare(element.text))
    if not said or said in _LANGUAGES or (len(said) <= 7 and language_problem(said.replace("_", "-")) is None):
        return True
    around = element.parent
    # Each stands in an item of its own, mostly.
    for node in (around, around.parent if around is not None else None):
        if node is not None and any(other.attr("hreflang") not in (None, own) for other in node.all("a")[:40]):
            return True
    return False


# -- the place on the page ---------------------------------------------------------------------


class Surroundings(NamedTuple):
    """The zone of a page, and whether it is a part kept for other things: cookies, sharing, pagination."""

    zone: Zone
    is_kept_apart: bool


_ZONES: Mapping[str, Zone] = {"nav": "nav", "footer": "footer", "aside": "aside", "header": "header", "main": "main"}
_ROLES: Mapping[str, Zone] = {
    "navigation": "nav", "contentinfo": "footer", "complementary": "aside", "banner": "header", "main": "main",
}  # fmt: skip
_CLASSES: Mapping[str, Zone] = {
    "hero": "hero", "jumbotron": "hero", "masthead": "hero", "footer": "footer", "navbar": "nav", "nav": "nav",
    "menu": "nav", "sidebar": "aside", "sphinxsidebar": "aside", "breadcrumb": "nav", "breadcrumbs": "nav",
}  # fmt: skip
_APART = frozenset(
    "cookie cookies consent gdpr share sharing social carousel pagination pager breadcrumb breadcrumbs toc".split()
)


def _heroes(page: Page) -> frozenset[Element]:
    """The headers and sections that hold an h1."""
    found: frozenset[Element] | None = page.tree.memo.get("cta-heroes")
    if found is None:
        around = [node for heading in page.all("h1")[:5] for node in heading.ancestors]
        found = page.tree.memo["cta-heroes"] = frozenset(node for node in around if node.name in ("header", "section"))
    return found


def look_around(page: Page, element: Element) -> Surroundings:
    """Where an element stands, by its ancestors' names, roles and class names."""
    zone: Zone | None = None
    heroes = _heroes(page)
    apart = False
    for node in element.ancestors:
        if node.name in ("body", "html"):
            break
        words = class_parts((node.attr("class") or "") + " " + (node.attr("id") or ""))
        apart = apart or not words.isdisjoint(_APART)
        found: Zone | None = _ROLES.get((node.attr("role") or "").lower())
        found = found or next((_CLASSES[word] for word in sorted(words) if word in _CLASSES), None)
        found = found or _ZONES.get(node.name)
        if node.name == "header" and node in heroes:
            found = "hero"
        if found is not None and (zone is None or found in ("nav", "footer")):
            zone = found
    return Surroundings(zone or "main", apart)
