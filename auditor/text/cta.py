"""Calls to action: the links and buttons that a page wants pressed, each with a score that explains itself.

Points for what speaks for a call (the words, the look of a button, where it leads, the form that it sends), against one (menus,
toggles, share buttons, running prose). What reaches `ENOUGH` points is a call to action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.finding import Span
from auditor.html.hidden import is_hidden
from auditor.page import fold, json_objects
from auditor.text.cta_signs import (
    NOT_A_CALL,
    Call,
    Surroundings,
    Zone,
    calls_in,
    class_parts,
    class_words,
    is_language_switch,
    is_social,
    look_around,
    target_intent,
)
from auditor.text.page_type import PageType, page_type
from auditor.text.vague import bare, is_vague_action, primary, words_around

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

Reason = tuple[int, str]
# Points that make a call to action.
ENOUGH = 5

_LOOKS = frozenset(("button", "cta", "drawn"))
_DISABLED = "is disabled"
_HIDDEN = "is hidden"


class Cta(NamedTuple):
    """A link or button and how much it is a call to action.

    ``text`` is what it says, ``target`` the ``href`` as written (None where there is none, as at a button). ``reasons`` are
    points and why, in the order of judging; ``score`` is their sum.
    """

    element: Element
    text: str
    target: str | None
    zone: Zone
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The points together."""
        return sum(points for points, _ in self.reasons)

    @property
    def is_cta(self) -> bool:
        """Whether it is a call to action that a reader can press."""
        return self.score >= ENOUGH

    @property
    def is_held_back(self) -> bool:
        """Whether it would be a call to action if it weren't disabled or hidden."""
        kept = [points for points, why in self.reasons if why not in (_DISABLED, _HIDDEN)]
        return len(kept) < len(self.reasons) and sum(kept) >= ENOUGH

    @property
    def state(self) -> str:
        """``"disabled"``, ``"hidden"`` or ``""``."""
        whys = {why for _, why in self.reasons}
        return "hidden" if _HIDDEN in whys else "disabled" if _DISABLED in whys else ""

    @property
    def span(self) -> Span:
        """The start tag."""
        return self.element.span


def explain(cta: Cta) -> str:
    """The score and its parts in one line: ``7 points: +2 looks like a button, …``."""
    parts = ", ".join(f"{points:+d} {why}" for points, why in cta.reasons)
    return f"{cta.score} point{'' if cta.score == 1 else 's'}: {parts}" if parts else "0 points"


def find_ctas(page: Page) -> tuple[Cta, ...]:
    """The calls to action of a page in document order, with those that are disabled or hidden (`Cta.is_held_back`)."""
    found: tuple[Cta, ...] | None = page.tree.memo.get("ctas")
    if found is None:
        scored = [cta for element in _candidates(page) if (cta := score_cta(page, element)) is not None]
        scored.sort(key=lambda cta: cta.span)
        found = page.tree.memo["ctas"] = tuple(cta for cta in scored if cta.is_cta or cta.is_held_back)
    return found


def _candidates(page: Page) -> Iterator[Element]:
    seen: set[Element] = set()
    groups = [page.all("a"), page.all("button"), page.all("input")]
    if page.uses_roles and "button" in page.text:
        groups.append(tuple(page.select("[role=button i]")))
    for element in (element for group in groups for element in group):
        is_pressed = element.name != "input" or (element.attr("type") or "").lower() in _PRESSED
        if is_pressed and element not in seen:
            seen.add(element)
            yield element


_PRESSED = ("submit", "button", "image")


def score_cta(page: Page, element: Element) -> Cta | None:
    """An element's score as a call to action; None where nothing at all speaks for it."""
    name = element.name
    text = _label(element)
    target = element.attr("href") if name == "a" else None
    key = bare(text) if len(text) <= 80 else ""
    look = class_words(element.attr("class") or "")
    calls = calls_in(key)
    intent = target_intent(target or "")
    is_button = name != "a" or (element.attr("role") or "").strip().lower() == "button"
    block = _blocks(page).get(element)
    is_marked = element.has("data-cta")
    if not (look & _LOOKS or calls or intent or is_button or is_marked or block):
        return None
    surroundings = look_around(page, element)
    call = _spoken(page, element, key, calls)
    words = list(_of_words(call))
    rest = [
        *_of_look(element, look, is_button=is_button),
        *([(2, f"leads to “{intent}”")] if intent else []),
        *_of_form(element),
        *([(3, "is marked “data-cta”")] if is_marked else []),
        *_of_mark(page, target),
        *_of_block(element, block),
    ]
    reasons = [*words, *rest]
    if not reasons:
        return None
    # A single word may be a noun (“Download”, “Join”): place and brevity add nothing to that alone.
    if any(points > 1 for points, _ in rest) or (call is not None and _is_plain(call)):
        reasons += _of_place(key, surroundings)
    if sum(points for points, _ in reasons) >= ENOUGH:
        reasons = [*reasons, *_against(element, text, target, look, surroundings)]
        if not any(why.startswith("looks") for _, why in reasons) and name == "a" and words_around(element) >= 3:
            reasons.append((-4, "stands in a sentence"))
        if _is_disabled(element):
            reasons.append((-2, _DISABLED))
        if is_hidden(element):
            reasons.append((-max(0, sum(points for points, _ in reasons)), _HIDDEN))
    return Cta(element, text, target, surroundings.zone, tuple(reasons))


def _label(element: Element) -> str:
    if element.name == "input":
        return fold(element.attr("value") or element.attr("aria-label") or element.attr("alt") or "")
    text = fold(element.text)
    if not text:
        text = element.attr("aria-label") or next((alt for img in element.all("img") if (alt := img.attr("alt"))), "")
    return fold(text)


# -- the words ---------------------------------------------------------------------------------


def _spoken(page: Page, element: Element, key: str, calls: tuple[Call, ...]) -> Call | None:
    """The call that holds in the element's language or English."""
    if not calls or element.all("code"):
        return None
    language = page.language_of(element)
    spoken = {"en", primary(language)}
    for call in calls:
        # A word in the middle of others is a word; only at the start, or as a phrase of several, does it call.
        if call.languages & spoken and (call.is_first or " " in call.phrase or not call.phrase.isascii()):
            return None if is_vague_action(key, language) else call
    return None


def _of_words(call: Call | None) -> Iterator[Reason]:
    if call is None:
        return
    if call.is_verb:
        yield 3, f"begins with “{call.phrase}”"
        return
    yield 3, f"says “{call.phrase}”"
    if call.is_first:
        yield 1, "begins with it"


def _is_plain(call: Call) -> bool:
    return not call.is_verb and (" " in call.phrase or not call.phrase.isascii())


# -- the look ----------------------------------------------------------------------------------


def _of_look(element: Element, look: frozenset[str], *, is_button: bool) -> Iterator[Reason]:
    if look & {"button", "cta"}:
        yield 2, f"looks like a button (class “{_shown_class(element)}”)"
    elif "drawn" in look:
        yield 2, "looks like a button (utility classes)"
    if is_button:
        yield 1, "is a button"
    if "cta" in look or ("primary" in look and "button" in look):
        yield 1, "looks like the first choice"


def _shown_class(element: Element) -> str:
    wanted = {"button", "cta"}
    return next((name for name in element.classes if class_words(name) & wanted), "")


# -- the target --------------------------------------------------------------------------------


# -- the form, marks and blocks ----------------------------------------------------------------


def _of_form(element: Element) -> Iterator[Reason]:
    if element.name not in ("button", "input") or (element.attr("type") or "submit").lower() not in ("submit", "image"):
        return
    form = element.closest("form")
    if form is not None:
        known: dict[Element, tuple[Reason, ...]] = element.tree.memo.setdefault("cta-forms", {})
        if form not in known:
            known[form] = tuple(_of_fields(form))
        yield from known[form]


def _of_fields(form: Element) -> Iterator[Reason]:
    if is_search(form):
        return
    fields = [field for field in form.all("input", "textarea", "select") if _is_field(field)]
    kinds = {(field.attr("type") or "").lower() for field in fields}
    if not fields or ("password" in kinds and len(fields) <= 2):
        return
    personal = kinds & {"email", "tel"} or any(
        re.search(r"(?i)e-?mail|phone|name", field.attr("name") or "") for field in fields
    )
    yield (3, "sends a form that asks who you are") if personal else (2, "sends a form")


def _is_field(field: Element) -> bool:
    kind = (field.attr("type") or "text").lower()
    return field.name != "input" or kind not in ("hidden", "submit", "button", "reset", "image")


def is_search(form: Element) -> bool:
    """Whether a form searches the site."""
    known: dict[Element, bool] = form.tree.memo.setdefault("cta-searches", {})
    if form not in known:
        known[form] = _is_search(form)
    return known[form]


def _is_search(form: Element) -> bool:
    if (form.attr("role") or "").lower() == "search" or "search" in (form.attr("action") or "").lower():
        return True
    for field in form.all("input"):
        if (field.attr("type") or "").lower() == "search" or (field.attr("name") or "").lower() in ("q", "s", "query"):
            return True
    return "search" in " ".join(form.classes).lower()


_ACTIONS = frozenset(
    "BuyAction OrderAction SubscribeAction RegisterAction ReserveAction DonateAction JoinAction TradeAction".split()
)


def _of_mark(page: Page, target: str | None) -> Iterator[Reason]:
    if target and target in _action_targets(page):
        yield 2, "is the page's potentialAction"


def _action_targets(page: Page) -> frozenset[str]:
    found: frozenset[str] | None = page.tree.memo.get("cta-actions")
    if found is None:
        targets: set[str] = set()
        for script in page.json_ld if "potentialAction" in page.text else ():
            for item in json_objects(script.value):
                if item.get("@type") in _ACTIONS:
                    target = item.get("target")
                    targets.update(
                        url
                        for one in (target if isinstance(target, list) else [target])
                        if isinstance(url := one.get("urlTemplate") if isinstance(one, dict) else one, str)
                    )
        found = page.tree.memo["cta-actions"] = frozenset(targets)
    return found


def _blocks(page: Page) -> Mapping[Element, Element]:
    """Links and buttons that stand in a block of class ``cta`` or the like, and the innermost such block."""
    found: dict[Element, Element] | None = page.tree.memo.get("cta-blocks")
    if found is None:
        found = page.tree.memo["cta-blocks"] = {}
        if "cta" in page.text or "call-to-action" in page.text or "callToAction" in page.text:
            for block in page.select('[class*="cta" i],[class*="action" i]'):
                if block.name not in _PRESSABLE and "cta" in class_words(block.attr("class") or ""):
                    found.update(dict.fromkeys(block.all(*_PRESSABLE), block))
    return found


_PRESSABLE = ("a", "button", "input")


def _of_block(element: Element, block: Element | None) -> Iterator[Reason]:
    if block is None:
        return
    yield 1, f"stands in a block of class “{_shown_class(block)}”"
    pressed = [other for other in block.all(*_PRESSABLE) if other != element]
    if not [other for other in pressed if other.name != "input" or not _is_field(other)]:
        yield 2, "is all there is to press in it"


# -- the place ---------------------------------------------------------------------------------


def _of_place(key: str, surroundings: Surroundings) -> Iterator[Reason]:
    if surroundings.zone in ("main", "hero"):
        yield 1, f"stands in the {'hero' if surroundings.zone == 'hero' else 'main content'}"
    if key and key.count(" ") < 5:
        yield 1, "is short"


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"(?i)^(?:https?:|www\.|[\d\s.,:/+()-]*$)")


_CONTROLS = ("data-toggle", "data-dismiss", "data-bs-dismiss", "aria-expanded", "aria-haspopup", "aria-selected")


def _against(
    element: Element, text: str, target: str | None, look: frozenset[str], surroundings: Surroundings
) -> Iterator[Reason]:
    if surroundings.zone in ("nav", "footer"):
        yield (
            (-1 if look & {"button", "cta"} and surroundings.zone == "nav" else -2),
            f"stands in the {surroundings.zone}",
        )
    if is_language_switch(element):
        yield -8, "chooses a language"
    elif "no" in look or surroundings.is_kept_apart or _is_control(element):
        yield -4, "is a control of the page (toggle, close, share, pages …)"
    elif target is not None and is_social(target):
        yield -4, "leads to a social network"
    if not text:
        yield -3, "has no text"
    elif len(text) > 60 or _numbers().match(text):
        yield -3, "its text is long, a number or an address"


def _is_control(element: Element) -> bool:
    toggled = element.attr("data-bs-toggle")
    if element.has(*_CONTROLS) or (toggled is not None and toggled != "modal"):
        return True
    if (element.attr("type") or "").lower() == "reset" or not class_parts(element.attr("id") or "").isdisjoint(
        NOT_A_CALL
    ):
        return True
    return (element.attr("rel") or "").lower() in ("next", "prev")


def _is_disabled(element: Element) -> bool:
    if element.name != "a" and element.attr("disabled") is not None:
        return True
    return (element.attr("aria-disabled") or "").strip().lower() == "true" or "disabled" in element.classes


__all__ = [
    "ENOUGH", "Cta", "PageType", "explain", "find_ctas", "is_search", "page_type", "score_cta", "target_intent",
]  # fmt: skip
