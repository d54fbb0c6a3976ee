"""The ARIA role of an element, written or implied, and whether it can take the focus.

Sources: WAI-ARIA 1.2 (role taxonomy; 7 “Supporting roles”, “Presentational Roles Conflict Resolution”), HTML-AAM 1.0
(implied roles), DPUB-ARIA 1.1, Graphics-ARIA 1.0; read 2026-11.
"""

from __future__ import annotations

import re

from auditor.html.tree import Element, Tree

_WIDGETS = (
    "button checkbox combobox grid gridcell link listbox menu menubar menuitem menuitemcheckbox menuitemradio option "
    "progressbar radio radiogroup scrollbar searchbox separator slider spinbutton switch tab tablist tabpanel textbox "
    "tree treegrid treeitem"
)
_DOCUMENT = (
    "alert alertdialog application article associationlist associationlistitemkey associationlistitemvalue banner "
    "blockquote caption cell code columnheader comment complementary contentinfo definition deletion dialog directory "
    "document emphasis feed figure form generic group heading image img insertion list listitem log main mark marquee math "
    "meter navigation none note paragraph presentation region row rowgroup rowheader search status strong subscript "
    "suggestion superscript table term time timer toolbar tooltip"
)
_DPUB = (
    "doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-biblioentry doc-bibliography "
    "doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover doc-credit doc-credits doc-dedication doc-endnote "
    "doc-endnotes doc-epigraph doc-epilogue doc-errata doc-example doc-footnote doc-foreword doc-glossary doc-glossref "
    "doc-index doc-introduction doc-noteref doc-notice doc-pagebreak doc-pagefooter doc-pageheader doc-pagelist doc-part "
    "doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc"
)
_GRAPHICS = "graphics-document graphics-object graphics-symbol"
# The roles that authors may write: abstract roles (``landmark``, ``widget`` …) aren't among them.
ROLES = frozenset(f"{_WIDGETS} {_DOCUMENT} {_DPUB} {_GRAPHICS}".split())
# Two names for one role; `role` answers with the second.
SYNONYMS = {"none": "presentation", "image": "img"}

# Attributes that every role takes: their presence makes a browser expose an element marked as presentational.
# Left out: those of ARIA 1.2 that generic and presentational elements may not have as a *name* are still global.
GLOBAL_ATTRIBUTES = (
    "aria-atomic", "aria-braillelabel", "aria-brailleroledescription", "aria-busy", "aria-controls", "aria-current",
    "aria-describedby", "aria-description", "aria-details", "aria-disabled", "aria-dropeffect", "aria-errormessage",
    "aria-flowto", "aria-grabbed", "aria-haspopup", "aria-invalid", "aria-keyshortcuts", "aria-label", "aria-labelledby",
    "aria-live", "aria-owns", "aria-relevant", "aria-roledescription",
)  # fmt: skip

# Elements whose role depends on nothing but their name. None: HTML-AAM says “no corresponding role”.
_PLAIN = {
    "address": "group", "article": "article", "b": "generic", "bdi": "generic", "bdo": "generic",
    "blockquote": "blockquote", "body": "generic", "button": "button", "caption": "caption", "code": "code",
    "data": "generic", "datalist": "listbox", "del": "deletion", "details": "group", "dfn": "term", "dialog": "dialog",
    "div": "generic", "em": "emphasis", "fieldset": "group", "figure": "figure", "form": "form", "h1": "heading",
    "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "hgroup": "group",
    "hr": "separator", "html": "document", "i": "generic", "ins": "insertion", "main": "main", "mark": "mark",
    "math": "math", "menu": "list", "meter": "meter", "nav": "navigation", "ol": "list", "optgroup": "group",
    "option": "option", "output": "status", "p": "paragraph", "pre": "generic", "progress": "progressbar",
    "q": "generic", "s": "deletion", "samp": "generic", "search": "search", "small": "generic", "span": "generic",
    "strong": "strong", "sub": "subscript", "sup": "superscript", "table": "table", "textarea": "textbox",
    "time": "time", "u": "generic", "ul": "list",
}  # fmt: skip
_INPUTS = {
    "button": "button", "checkbox": "checkbox", "image": "button", "number": "spinbutton", "radio": "radio",
    "range": "slider", "reset": "button", "submit": "button",
}  # fmt: skip
_TEXT_INPUTS = frozenset(("text", "search", "email", "tel", "url"))
_NO_ROLE_INPUTS = frozenset("color date datetime-local file hidden month password time week".split())
_SECTIONING = frozenset(("article", "aside", "main", "nav", "section"))
_SECTIONING_ROLES = frozenset(("article", "complementary", "main", "navigation", "region"))
_BESIDE = frozenset(("nav", "aside", "header", "footer", "dialog"))
_BESIDE_ROLES = frozenset(
    "navigation complementary banner contentinfo search dialog alertdialog note doc-footnote doc-toc".split()
)
_FORM_CONTROLS = frozenset(("button", "input", "select", "textarea"))
_WHOLE_NUMBER = re.compile(r"[\t\n\f\r ]*[-+]?[0-9]")
# What must stand in a list or table to be an item or a cell; presentational parents make presentational children.
_OWNED = {
    "li": ("ul", "ol", "menu"),
    **dict.fromkeys(("tr", "td", "th", "thead", "tbody", "tfoot", "caption"), ("table",)),
}


def written_role(element: Element) -> str | None:
    """The first role of the ``role`` attribute that exists and isn't abstract, as written there but in lower case."""
    stated = element.attr("role")
    if not stated:
        return None
    return next((token for token in stated.lower().split() if token in ROLES), None)


def with_role(tree: Tree, *roles: str) -> list[Element]:
    """The elements whose ``role`` attribute says one of these (`written_role`), hidden ones among them, role by role."""
    found: dict[str, list[Element]] | None = tree.memo.get("roles")
    if found is None:
        found = tree.memo["roles"] = {}
        for element in tree.with_attribute("role"):
            written = written_role(element)
            if written is not None:
                found.setdefault(written, []).append(element)
    return [element for wanted in roles for element in found.get(wanted, ())]


def role(element: Element) -> str | None:
    """The role that assistive technology gets: the written one, else the one that HTML-AAM implies.

    ``presentation`` stands for ``none`` as well, ``img`` for ``image``. ``generic`` is an element that means nothing; None
    one without any role. An element marked as presentational that can take the focus or has a global ARIA attribute keeps
    its implied role: browsers must overrule the author there.
    """
    written = written_role(element)
    if written is not None:
        written = SYNONYMS.get(written, written)
        if written != "presentation" or not overrules_presentation(element):
            return written
    return implied_role(element)


def overrules_presentation(element: Element) -> bool:
    """Whether browsers must ignore ``role=presentation`` (or an empty ``alt``) on it."""
    return element.has(*GLOBAL_ATTRIBUTES) or is_focusable(element)


def implied_role(element: Element) -> str | None:
    """The role that HTML-AAM gives the element without a look at its ``role`` attribute; None where it gives none."""
    name = element.name
    if not element.is_html:
        return _foreign_role(element)
    parents = _OWNED.get(name)
    if parents is not None:
        return _owned_role(element, parents)
    plain = _PLAIN.get(name)
    if plain is not None:
        return plain
    special = _SPECIAL.get(name)
    return special(element) if special is not None else None


def _link(element: Element) -> str:
    return "link" if element.attr("href") is not None else "generic"


def _aside(element: Element) -> str:
    return (
        "generic"
        if _is_in_section(element, "article", "aside", "nav", "section") and not is_named_by_author(element)
        else "complementary"
    )


def _footer(element: Element) -> str:
    return "generic" if _is_in_section(element, *_SECTIONING) else "contentinfo"


def _header(element: Element) -> str:
    return "generic" if _is_in_section(element, *_SECTIONING) else "banner"


def _section(element: Element) -> str:
    return "region" if is_named_by_author(element) else "generic"


def _image(element: Element) -> str:
    if element.attr("alt") == "" and not overrules_presentation(element):
        return "presentation"
    return "img"


def _input(element: Element) -> str | None:
    kind = (element.attr("type") or "text").strip().lower()
    if kind in _NO_ROLE_INPUTS:
        return None
    if kind in _INPUTS:
        return _INPUTS[kind]
    if element.attr("list") is not None:
        return "combobox"
    return "searchbox" if kind == "search" else "textbox"


def _select(element: Element) -> str:
    size = (element.attr("size") or "").strip()
    return "listbox" if element.attr("multiple") is not None or (size.isdecimal() and int(size) > 1) else "combobox"


_SPECIAL = {
    "a": _link, "area": _link, "aside": _aside, "footer": _footer, "header": _header, "section": _section, "img": _image,
    "input": _input, "select": _select,
}  # fmt: skip


def _foreign_role(element: Element) -> str | None:
    name = element.name
    if name == "svg":
        return "graphics-document"
    if name == "math":
        return "math"
    if name == "a":
        return "link" if element.has("href", "xlink:href") else None
    return None


def _owned_role(element: Element, parents: tuple[str, ...]) -> str:
    name = element.name
    owner = element.parent if name == "li" else element.closest("table")
    if owner is None or owner.name not in parents:
        return "generic"
    held = role(owner)
    if name == "li":
        return "listitem" if held in ("list", "directory") else "generic"
    if held == "presentation":
        return "presentation"
    if held not in ("table", "grid", "treegrid"):
        return "generic"
    if name == "tr":
        return "row"
    if name == "td":
        return "cell" if held == "table" else "gridcell"
    if name == "caption":
        return "caption"
    return _header_cell(element) if name == "th" else "rowgroup"


def _header_cell(element: Element) -> str:
    scope = (element.attr("scope") or "").strip().lower()
    if scope in ("row", "rowgroup"):
        return "rowheader"
    if scope in ("col", "colgroup"):
        return "columnheader"
    row = element.parent
    has_data = row is not None and any(cell.name == "td" for cell in row.children)
    return "rowheader" if has_data else "columnheader"


def _is_in_section(element: Element, *names: str) -> bool:
    for ancestor in element.ancestors:
        if ancestor.name in names and (written_role(ancestor) or "region") in _SECTIONING_ROLES:
            return True
        if written_role(ancestor) in _SECTIONING_ROLES:
            return True
    return False


def part_beside(element: Element) -> Element | None:
    """The part beside the page's content that it stands in, None for the content itself.

    ``nav``, ``aside``, ``header``, ``footer`` and ``dialog``, or what has the role of one. An article's own header counts too.
    """
    if element.name in _BESIDE or written_role(element) in _BESIDE_ROLES:
        return element
    for ancestor in element.ancestors:
        if ancestor.name in _BESIDE or written_role(ancestor) in _BESIDE_ROLES:
            return ancestor
    return None


def is_named_by_author(element: Element) -> bool:
    """Whether ``aria-label``, ``aria-labelledby`` or ``title`` seem to give it a name."""
    return any((element.attr(name) or "").strip() for name in ("aria-label", "aria-labelledby", "title"))


def is_focusable(element: Element) -> bool:
    """Whether the keyboard or a script can give it the focus (HTML, “focusable area”; hiddenness apart)."""
    tabindex = element.attr("tabindex")
    if tabindex is not None and _WHOLE_NUMBER.match(tabindex):
        return not (element.name in _FORM_CONTROLS and _is_disabled(element))
    name = element.name
    if not element.is_html:
        return name == "a" and element.has("href", "xlink:href")
    if name in ("a", "area"):
        return element.attr("href") is not None
    if name in _FORM_CONTROLS:
        return not _is_disabled(element) and not (name == "input" and (element.attr("type") or "").lower() == "hidden")
    if name in ("audio", "video"):
        return element.attr("controls") is not None
    if name == "summary":
        return is_summary_of_details(element)
    editable = element.attr("contenteditable")
    return name == "iframe" or (editable is not None and editable.strip().lower() != "false")


def is_summary_of_details(element: Element) -> bool:
    """Whether a ``summary`` opens and closes its ``details``: the first one directly in it does."""
    parent = element.parent
    if parent is None or parent.name != "details":
        return False
    return next((child for child in parent.children if child.name == "summary"), None) == element


def _is_disabled(element: Element) -> bool:
    if element.attr("disabled") is not None:
        return True
    inner = element
    for ancestor in element.ancestors:
        if ancestor.name == "fieldset" and ancestor.attr("disabled") is not None:
            legend = next((child for child in ancestor.children if child.name == "legend"), None)
            # What stands in the first legend of a disabled fieldset stays usable.
            if legend is None or inner != legend:
                return True
        inner = ancestor
    return False
