"""The accessible name of an element: what a screen reader calls it.

Written from “Accessible Name and Description Computation 1.2” (the comments name its steps) and, for what each HTML
element offers as a name, HTML-AAM 1.0 section 4.1; read 2026-11. Style sheets can't be seen: their hiding and their
generated content are not taken into account. Roles and hiddenness come from the modules beside this one and may be asked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditor.html.hidden import inline_style, is_hidden, is_hidden_from_at, suspects
from auditor.html.labels import LABELABLE, by_id, labelled_control, labels, referenced
from auditor.html.roles import implied_role, is_focusable, part_beside, role, with_role, written_role
from auditor.html.tree import Element, Tree

# ARIA 1.2, 5.2.8.6 “Roles Supporting Name from Content”, and the roles of DPUB-ARIA that descend from ``link``.
NAME_FROM_CONTENT = frozenset(
    "button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row "
    "rowheader switch tab tooltip treeitem doc-backlink doc-biblioref doc-glossref doc-noteref".split()
)
_RANGES = frozenset(("slider", "spinbutton", "progressbar", "scrollbar", "meter"))
# Elements that browsers start on a new line: their text is a word of its own (accname step 2F.i, “block-level”).
_BLOCKS = frozenset(
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section summary table tbody "
    "td tfoot th thead tr ul".split()
)
_FALLBACK_ONLY = frozenset(("iframe", "video", "audio"))
_NOT_TEXT = frozenset(("script", "style", "template", "noscript", "desc", "metadata"))
_ASCII_SPACES = " \t\n\f\r"
_SPACES = re.compile(r"[ \t\n\f\r]+")
# Characters that show nothing: white space of any script, and characters of no width.
_BLANK = "".join(
    map(
        chr,
        (
            *range(9, 14),
            32,
            0x85,
            0xA0,
            0xAD,
            0x1680,
            *range(0x2000, 0x2010),
            0x2028,
            0x2029,
            0x202F,
            0x205F,
            0x2060,
            0x3000,
            0xFEFF,
        ),
    )
)
# Elements with the role of their own that have text for a name, if any.
_TEXT_IS_NAME = frozenset(("a", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6"))
# Deeper than any page that people wrote; beyond it the plain text has to do.
_DEEPEST = 150


def accessible_name(element: Element) -> str:
    """The name, white space folded, ``""`` where there is none. A no-break space is a character like any other.

    A hidden element has the name that it would have if it were shown.
    """
    return _fold(_Computation(element).name(element, in_traversal=False, counts_hidden=is_hidden_from_at(element)))


def text_or_name(element: Element) -> str:
    """`accessible_name` for links, buttons and headings, quick for the many that hold plain text only."""
    tree = element.tree
    if element in suspects(tree) or element in _touched(tree):
        return accessible_name(element)
    return _fold(element.text) or accessible_name(element)


def has_name(element: Element) -> bool:
    """Whether a link, button or heading has a name with anything in it but white space; quick where it has text.

    Unlike the specification, space of any script counts as nothing: a link of one no-break space helps nobody.
    """
    if element.name in _TEXT_IS_NAME and element.text.strip(_BLANK) and element not in suspects(element.tree):
        return True
    return bool(accessible_name(element).strip(_BLANK))


def unnamed(elements: Sequence[Element], texts: Sequence[str] | None = None) -> list[Element]:
    """Those ``a``, ``area``, ``button`` or heading elements of one page that haven't a name: `has_name` for thousands at once.

    ``texts`` are their texts, where the caller has them.
    """
    if not elements:
        return []
    doubtful = suspects(elements[0].tree)
    read = texts if texts is not None else [element.text for element in elements]
    blank = {text for text in set(read) if not text.strip(_BLANK)}
    if doubtful:
        pairs = zip(elements, read, strict=True)
        found = [element for element, text in pairs if text in blank or element in doubtful]
    else:
        found = [element for element, text in zip(elements, read, strict=True) if text in blank] if blank else []
    return [element for element in found if not accessible_name(element).strip(_BLANK)]


def has_unknown_parts(element: Element) -> bool:
    """Whether a template engine may add attributes to it or to something in it: what is missing may be there after all."""
    if not element.tree.masked:
        return False
    return element.has_unknown_attributes or any(inner.has_unknown_attributes for inner in element.all())


class _Computation:
    """One walk of the algorithm for one root element."""

    def __init__(self, root: Element) -> None:
        self.root = root

    def name(
        self,
        element: Element,
        *,
        depth: int = 0,
        in_traversal: bool = True,
        in_reference: bool = False,
        is_reference: bool = False,
        counts_hidden: bool = False,
    ) -> str:
        """Steps 2A to 2I for one element.

        ``in_traversal``: it is part of another element's name; ``in_reference``: by way of ``aria-labelledby``;
        ``is_reference``: it is itself what was referred to (or a label, legend, caption), so that its contents are its name
        whatever its role; ``counts_hidden``: the walk began at something hidden, so that hidden things count.
        """
        # 2A. Hidden, and not within something hidden that was referred to.
        if in_traversal and not is_reference and _is_left_out(element, counts_hidden=counts_hidden):
            return ""
        if depth > _DEEPEST:
            return element.text

        # 2B. aria-labelledby, never followed from within another one.
        if not in_reference and element.attr("aria-labelledby"):
            targets = referenced(element, "aria-labelledby")
            found = " ".join(self.referred(target, depth) for target in targets)
            if found.strip():
                return found

        held = role(element)
        # 2C. A control within the label of another: its value.
        if in_traversal and (value := self.value(element, held, depth)) is not None:
            return value

        # 2D. aria-label.
        label = element.attr("aria-label")
        if label and label.strip():
            return label

        # 2E. What HTML offers: alt, label, legend, caption …
        if held != "presentation":
            native = self.native(element, depth, in_traversal=in_traversal)
            if native is not None and native.strip():
                return native

        # 2F to 2H. Contents.
        if in_traversal or held in NAME_FROM_CONTENT or _is_named_by_contents(element):
            found = self.contents(element, depth, in_reference=in_reference, counts_hidden=counts_hidden)
            if found.strip(_ASCII_SPACES):
                return found

        # 2I. The tooltip.
        return self.tooltip(element, in_traversal=in_traversal)

    def referred(self, target: Element, depth: int) -> str:
        """The name of what ``aria-labelledby`` points to, worked out once: a thousand links may share a long one."""
        known: dict[Element, str] = target.tree.memo.setdefault("referred", {})
        if target in known:
            return known[target]
        found = _fold(self.refer(target, depth, in_reference=True))
        # A control within its own label is left out of it, so that the name is that control's alone.
        if depth == 0 and target not in (self.root, *self.root.ancestors):
            known[target] = found
        return found

    def refer(self, target: Element, depth: int, *, in_reference: bool) -> str:
        """The name of what an attribute, or HTML itself, points to: it may be hidden."""
        return self.name(
            target,
            depth=depth + 1,
            in_reference=in_reference,
            is_reference=True,
            counts_hidden=is_hidden_from_at(target),
        )

    def contents(self, element: Element, depth: int, *, in_reference: bool, counts_hidden: bool) -> str:
        """The names of what is in it, joined as they are set: a block is a word of its own."""
        if element.name in _FALLBACK_ONLY:
            return ""
        parts: list[str] = []
        for item in element.contents:
            if isinstance(item, str):
                parts.append(item)
                continue
            if item == self.root:  # a control within its own label
                continue
            found = self.name(item, depth=depth + 1, in_reference=in_reference, counts_hidden=counts_hidden)
            if item.name in _BLOCKS and item.is_html:
                parts += (" ", found, " ")
            elif found:
                parts.append(found)
        return "".join(parts)

    def value(self, element: Element, held: str | None, depth: int) -> str | None:
        """What a control within a label says (2C), None where it is no such control."""
        name = element.name
        if held in ("textbox", "searchbox") or (held == "combobox" and name == "input"):
            if name == "input":
                return element.attr("value") or ""
            return element.text
        if held in ("combobox", "listbox"):
            return self.chosen(element, depth)
        if held in _RANGES:
            stated = element.attr("aria-valuetext") or element.attr("aria-valuenow")
            return stated if stated is not None else element.attr("value") or ""
        return None

    def chosen(self, element: Element, depth: int) -> str:
        if element.name == "select":
            options = element.all("option")
            chosen = [option for option in options if option.attr("selected") is not None]
            if not chosen and role(element) == "combobox":
                chosen = options[:1]
        else:
            chosen = [e for e in element.all() if e.attr("aria-selected") == "true"]
        return " ".join(self.name(option, depth=depth + 1) for option in chosen)

    def native(self, element: Element, depth: int, *, in_traversal: bool) -> str | None:
        """The name by HTML-AAM 4.1, ``title`` apart; None where the element has no way of its own."""
        name = element.name
        if not element.is_html:
            return _foreign_name(element)
        if name in ("img", "area"):
            return element.attr("alt")
        if name in LABELABLE:
            return self.control(element, depth, in_traversal=in_traversal)
        child = {"fieldset": "legend", "figure": "figcaption", "table": "caption"}.get(name)
        if child is not None:
            if in_traversal:
                return None
            found = next((inner for inner in element.children if inner.name == child), None)
            return self.refer(found, depth, in_reference=False) if found is not None else None
        if name in ("optgroup", "option"):
            return element.attr("label")
        return None

    def control(self, element: Element, depth: int, *, in_traversal: bool) -> str | None:
        if not in_traversal:
            found = " ".join(_fold(self.refer(label, depth, in_reference=False)) for label in labels(element))
            if found.strip():
                return found
        if element.name != "input":
            return None
        kind = (element.attr("type") or "").strip().lower()
        value = element.attr("value")
        if kind in ("submit", "reset") and value is None:
            # Browsers write a word of their own language there.
            return kind.capitalize()
        if kind in ("button", "submit", "reset"):
            return value
        return element.attr("alt") if kind == "image" else None

    def tooltip(self, element: Element, *, in_traversal: bool) -> str:
        if not element.is_html:
            return element.attr("xlink:title") or ""
        title = element.attr("title") or ""
        if title.strip() or in_traversal or element.name not in ("input", "textarea"):
            return title
        return element.attr("placeholder") or element.attr("aria-placeholder") or ""


def _foreign_name(element: Element) -> str | None:
    if element.name == "math":
        return element.attr("alttext")
    # SVG-AAM: the first child ``title``.
    title = next((child for child in element.children if child.name == "title"), None)
    return title.text if title is not None else None


def _is_left_out(element: Element, *, counts_hidden: bool) -> bool:
    if element.name in _NOT_TEXT:
        return True
    return not counts_hidden and is_hidden_from_at(element)


def _is_named_by_contents(element: Element) -> bool:
    # HTML-AAM 4.1.10: a summary's name is its contents though it has no role. A role of its own comes first.
    return element.name == "summary" and written_role(element) is None


# What makes the name another than the text, hidden things apart: labels, pictures, controls, and blocks, which are words of
# their own.
_TOUCHING = (
    "[aria-label],[aria-labelledby],img,svg,math,input,select,textarea,meter,progress,area,"
    ":is(a,button,summary,h1,h2,h3,h4,h5,h6) :is([title],br,p,div,li,td,dt,dd,h1,h2,h3,h4,h5,h6,figure,section,article)"
)


def _touched(tree: Tree) -> frozenset[Element]:
    found: frozenset[Element] | None = tree.memo.get("touched")
    if found is None:
        touched: set[Element] = set()
        for element in tree.select(_TOUCHING):
            _touch(element, touched)
        found = tree.memo["touched"] = frozenset(touched)
    return found


def _touch(element: Element, touched: set[Element]) -> None:
    node: Element | None = element
    while node is not None and node not in touched:
        touched.add(node)
        node = node.parent


def join_names(elements: Iterable[Element]) -> str:
    """The names of several elements, a space between two."""
    return " ".join(name for element in elements if (name := accessible_name(element)))


def _fold(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


__all__ = [
    "NAME_FROM_CONTENT", "accessible_name", "by_id", "has_name", "has_unknown_parts", "implied_role", "inline_style", "is_focusable", "is_hidden",
    "is_hidden_from_at", "join_names", "labelled_control", "labels", "part_beside", "referenced", "role", "text_or_name", "unnamed",
    "with_role", "written_role",
]  # fmt: skip
