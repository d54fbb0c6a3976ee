"""What is shown to nobody, or not to assistive technology: attributes, inline styles and elements that never render.

Style sheets and scripts can't be seen from here. What a reader can bring up with the page's own controls counts as
shown where HTML alone decides it (the contents of a closed ``<details>``), and as hidden where a script has to
(a closed ``<dialog>``, a ``popover``).
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.html.tree import Element, Tree

# HTML's rendering section, “Hidden elements”: display: none by the browser's own style sheet. ``area`` is left out: it has
# no box either, but is focusable and exposed through its image.
NEVER_RENDERED = frozenset(
    "base basefont datalist head link meta noembed noframes noscript param rp script style template title".split()
)
# Elements whose contents are shown only by browsers that don't know the element.
_FALLBACK_ONLY = frozenset(("video", "audio", "canvas", "iframe"))
# Everything that may hide something, and what holds text that is never shown: one pass over the tree for all questions.
_CANDIDATES = (
    "[hidden],[style],[popover],[aria-hidden],[inert],input[type=hidden i],"
    "template,dialog,video,audio,canvas,datalist,noscript,script,style,iframe"
)
# Elements whose names are asked for by the thousand.
_NAMED = frozenset(("a", "area", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6"))


class _Hidden(NamedTuple):
    everyone: frozenset[Element]
    assistive: frozenset[Element]


def is_hidden(element: Element) -> bool:
    """Whether nobody gets to see it: by itself or by an ancestor.

    ``hidden`` (unless an inline ``display`` overrules it, or it is ``until-found``: find-in-page reveals that), inline
    ``display: none`` and ``visibility: hidden``, elements that never render, a closed ``dialog`` or ``popover``.
    """
    if element.name in NEVER_RENDERED and element.is_html:
        return True
    found = _hidden(element.tree)
    return bool(found.everyone) and element in found.everyone


def is_hidden_from_at(element: Element) -> bool:
    """Whether assistive technology is kept from it: `is_hidden`, ``aria-hidden=true``, ``inert`` or ``hidden=until-found``."""
    if is_hidden(element):
        return True
    found = _hidden(element.tree)
    return bool(found.assistive) and element in found.assistive


def hides_anything(tree: Tree) -> bool:
    """Whether anything on the page is hidden at all: a cheap question before dear ones."""
    found = _hidden(tree)
    return bool(found.everyone or found.assistive)


def suspects(tree: Tree) -> frozenset[Element]:
    """The links, buttons, summaries and headings with something in them that may be hidden or is no text: mostly none.

    The text of all others can be taken as it is.
    """
    found: frozenset[Element] | None = tree.memo.get("suspects")
    if found is None:
        holders: set[Element] = set()
        for candidate in _candidates(tree):
            node = candidate.parent
            while node is not None and node not in holders:
                holders.add(node)
                node = node.parent
        found = tree.memo["suspects"] = frozenset(holder for holder in holders if holder.name in _NAMED)
    return found


def _candidates(tree: Tree) -> list[Element]:
    found: list[Element] | None = tree.memo.get("hiding")
    if found is None:
        found = tree.memo["hiding"] = tree.select(_CANDIDATES)
    return found


def _hidden(tree: Tree) -> _Hidden:
    found: _Hidden | None = tree.memo.get("hidden")
    if found is None:
        found = tree.memo["hidden"] = _find(tree)
    return found


def _find(tree: Tree) -> _Hidden:
    everyone: set[Element] = set()
    assistive: set[Element] = set()
    for element in _candidates(tree):
        if element.name == "script":
            continue
        style = inline_style(element)
        if _is_not_displayed(element, style):
            _add_subtree(element, everyone)
        elif element.name in _FALLBACK_ONLY and element.is_html:
            for child in element.children:
                _add_subtree(child, everyone)
        elif style.get("visibility") in ("hidden", "collapse"):
            _add_invisible(element, everyone)
        if _is_kept_from_assistive_technology(element, style):
            _add_subtree(element, assistive)
    return _Hidden(frozenset(everyone), frozenset(assistive))


def _is_not_displayed(element: Element, style: dict[str, str]) -> bool:
    name = element.name
    if name in NEVER_RENDERED and element.is_html:
        return True
    if name == "input" and (element.attr("type") or "").lower() == "hidden":
        return True
    if "display" in style:
        return style["display"] == "none"
    hidden = element.attr("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    return element.attr("popover") is not None or (name == "dialog" and element.attr("open") is None)


def _is_kept_from_assistive_technology(element: Element, style: dict[str, str]) -> bool:
    return (
        (element.attr("aria-hidden") or "").strip().lower() == "true"
        or element.attr("inert") is not None
        or (element.attr("hidden") or "").lower() == "until-found"
        or style.get("content-visibility") == "hidden"
    )


def _add_subtree(element: Element, found: set[Element]) -> None:
    if element not in found:
        found.add(element)
        found.update(element.all())


def _add_invisible(element: Element, found: set[Element]) -> None:
    """Add an element with ``visibility: hidden``, and what inherits that; a descendant may be visible again."""
    waiting = [element]
    while waiting:
        node = waiting.pop()
        found.add(node)
        for child in node.children:
            stated = inline_style(child).get("visibility", "inherit")
            if stated != "visible":
                waiting.append(child)


def inline_style(element: Element) -> dict[str, str]:
    """The declarations of a ``style`` attribute: property to value, lower case, ``!important`` taken off.

    Read plainly: the last declaration wins unless an earlier one is important.
    """
    style = element.attr("style")
    found: dict[str, str] = {}
    if not style:
        return found
    important: set[str] = set()
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        if not colon or not value:
            continue
        bare = value.removesuffix("important").rstrip().removesuffix("!").rstrip() if "!" in value else value
        if bare != value:
            important.add(name)
        elif name in important:
            continue
        found[name] = bare
    return found
