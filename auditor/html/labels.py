"""What points to what: ids, the references to them, labels and their controls.

HTML standard, 4.10.2 “Categories” (labelable elements) and 4.10.4 “The label element”; read 2026-11.
"""

from __future__ import annotations

from auditor.html.tree import Element, Tree

# Elements that a label can be for; a hidden input can't.
LABELABLE = frozenset(("button", "input", "meter", "output", "progress", "select", "textarea"))


def labels(element: Element) -> list[Element]:
    """The ``label`` elements of a form control, in document order; empty for what can't be labelled."""
    if element.name not in LABELABLE:
        return []
    return _labels(element.tree).get(element, [])


def labelled_control(label: Element) -> Element | None:
    """The control that a ``label`` is for: the first element with the id of ``for``, else the first control in it."""
    target = label.attr("for")
    if target is not None:
        found = by_id(label.tree, target)
        return found if found is not None and _is_labelable(found) else None
    return next((inner for inner in label.all(*LABELABLE) if _is_labelable(inner)), None)


def by_id(tree: Tree, wanted: str) -> Element | None:
    """The first element with an id, what stands in ``<template>`` apart."""
    found: dict[str, Element] | None = tree.memo.get("ids")
    if found is None:
        found = {}
        inert = bool(tree.select("template"))
        for element in tree.with_attribute("id"):
            if not inert or element.closest("template") is None:
                found.setdefault(element.attr("id") or "", element)
        tree.memo["ids"] = found
    return found.get(wanted) if wanted else None


def referenced(element: Element, attribute: str) -> list[Element]:
    """The elements that an attribute of ids (``aria-labelledby``) names, in its order; ids that don't exist left out."""
    found = (by_id(element.tree, wanted) for wanted in (element.attr(attribute) or "").split())
    return [target for target in found if target is not None]


def _is_labelable(element: Element) -> bool:
    if element.name not in LABELABLE or not element.is_html:
        return False
    return not (element.name == "input" and (element.attr("type") or "").lower() == "hidden")


def _labels(tree: Tree) -> dict[Element, list[Element]]:
    found: dict[Element, list[Element]] | None = tree.memo.get("labels")
    if found is None:
        found = {}
        for label in tree.select("label"):
            control = labelled_control(label)
            if control is not None:
                found.setdefault(control, []).append(label)
        tree.memo["labels"] = found
    return found
