from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, fold, good, option, shorten

# A script that opens, closes or switches something says so by one of these.
_CONTROLS = ("aria-haspopup", "aria-expanded", "aria-controls", "aria-pressed", "aria-selected", "onclick", "data-toggle", "data-action",
             "ng-click", "hx-get", "hx-post", "data-fancybox", "data-target", "popovertarget")  # fmt: skip
_CONTROL_ROLES = frozenset(
    (
        "button",
        "tab",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "switch",
        "option",
        "checkbox",
        "radio",
        "treeitem",
    )
)
_PREFIXES = ("data-bs-", "@", "v-on:", "x-on:", "(", "on:", "data-mdb-", "data-uk-", "uk-")
_scripted = re.compile(
    r"toggl|tooltip|dropdown|accordion|modal|popup|popover|hamburger|carousel|lightbox|(?<![\w-])(?:js-|close(?![\w-]))",
    re.IGNORECASE,
)
# “Back to top” in the languages that templates are written in, or an arrow alone.
_to_top = re.compile(
    r"\btop\b|\bnach oben\b|\bseitenanfang\b|\bhaut\b|\barriba\b|\bsubir\b|\btopo\b|\binizio\b|\bboven\b|\btoppen\b|\bgóry\b|\bнаверх\b"
    r"|\bnahoru\b|\byukarı\b|顶部|頂部|トップ|先頭|맨 위|上に戻る|위로|to-?top|[↑⇧⇑▲△⬆🔝]|^\s*up\s*$",
    re.IGNORECASE,
)
_UP = frozenset(("up", "top", "totop", "to-top", "back-to-top", "scroll-top", "scrolltop", "scroll-up"))
_here = re.compile(r"current|active|selected|this|self", re.IGNORECASE)


class LinkTargetEmpty(Rule):
    """A link leads nowhere: its `href` is empty, only “#”, or a script.

    ## What it does
    Looks at `href` of `a` and `area`. An empty one leads back to the page itself, `#` to its top, and
    `javascript:` to no address at all. `#top` is a target and fine.

    ## Why it matters
    The link looks like one, is announced as one and can be followed, but the reader ends where they began. Search engines
    follow addresses and no scripts, so what stands behind it isn't found. Mostly it is a placeholder that was forgotten.

    ## How to fix it
    Write the address that the link stands for. If it does something on the page instead, make it a `button`.

    ## Exceptions
    Silent where a script or a library makes a control out of the link (`role=button`, `aria-expanded`, `onclick`,
    `data-bs-toggle` and their kin) unless the option `controls` is set; where the link says that it leads to the top; and where an
    empty `href` marks the current entry of a menu (`aria-current`, or a class such as `active`). A link with a script address is a
    control only by its role. An entry of a table of contents that is called as the page's main heading leads to the top rightly.

    ## Sources
    - HTML standard, 4.6.3 “API for a and area elements” and 7.4.6.4 “Scrolling to a fragment” (checked 2026-11)
    - Google Search Central, “Make your links crawlable” (checked 2026-11)
    """

    controls: bool = option(default=False, help="Also speak of links that a script makes a control of.")

    severity = Severity.WARNING
    presets = ("recommended", "seo", "accessibility")
    also_known_as = (
        "crawlable-anchors (Lighthouse)",
        "anchor-is-valid (jsx-a11y)",
        "no-missing-references (html-validate)",
    )
    examples = (
        bad(
            '<p>\n<a href="#" class="logo">Logistics Insights</a></p>',
            at=2,
            says="link without a target: “#” (“Logistics Insights”)",
        ),
        bad('<a href="">Prices</a>', says="link without a target: href is empty (“Prices”)"),
        bad(
            '<a href="javascript:void(0)">Prices</a>', says="link to a script instead of a target: “javascript:void(0)”"
        ),
        bad('<a href="#" role="button">Menu</a>', says="“#”", controls=True),
        good('<a href="#" role="button">Menu</a>', why="a script makes a button of it"),
        good('<a href="#" data-bs-toggle="dropdown">Products</a>'),
        good('<a href="#">Back to top</a> <a href="#top">Up</a>', why="that is where it leads"),
        good(
            '<h1>Teas</h1><ul><li><a href="#">Teas</a></li><li><a href="#green">Green</a></li></ul>',
            why="a contents list",
        ),
        good('<h1>The Tea House</h1><h1>Teas</h1><ul><li><a href="#">Teas</a></li></ul>'),
        good('<ol><li class="active"><a href="">You are here</a></li></ol>'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        kinds = page.hrefs_by_kind
        for href in (*kinds.get("", ()), *kinds.get("javascript", ()), *_dummies(kinds.get("#", ()))):
            if UNKNOWN in href:
                continue
            is_script = ":" in href
            headings = _names_of(page) if "#" in href else frozenset[str]()
            for element in page.hrefs[href]:
                if is_script:
                    if self.controls or (element.attr("role") or "").strip().lower() not in _CONTROL_ROLES:
                        message = f"link to a script instead of a target: “{shorten(href)}”"
                        yield self.at(element.value_span("href"), message, href=href)
                    continue
                if not self.controls and _is_control(element):
                    continue
                if _leads_to_top(element) if href.strip() else _is_current(element):
                    continue
                what = f"“{href.strip()}”" if href.strip() else "href is empty"
                text = fold(element.text)
                if text in headings and element.closest("h1") is None:
                    continue
                text = shorten(text, 40)
                beside = f" (“{text}”)" if text.strip("…") else ""
                yield self.at(element.value_span("href"), f"link without a target: {what}{beside}", href=href)


def _dummies(fragments: list[str] | tuple[str, ...]) -> list[str]:
    return [href for href in fragments if len(href) < 8 and href.strip() in ("#", "#!")]


def _names_of(page: Page) -> frozenset[str]:
    """What a table of contents calls the top of its own page: the main heading, or a part that is marked up in it."""
    # Where the site's name is an h1 as well, the page's own is another one.
    parts = (part for main in page.all("h1") for part in (main, *main.all()))
    return frozenset(fold(part.text).rstrip("¶#§ ") for part in parts) - {""}


def _is_control(element: Element) -> bool:
    if element.has_unknown_attributes or element.has(*_CONTROLS):
        return True
    if (element.attr("role") or "").strip().lower() in _CONTROL_ROLES:
        return True
    if any(name.startswith(_PREFIXES) for name in element.attributes):
        return True
    return _scripted.search(element.attr("class") or "") is not None


def _leads_to_top(element: Element) -> bool:
    said = (element.text, element.attr("title"), element.attr("aria-label"), element.attr("class"), element.attr("id"))
    if any(part and _to_top.search(part.replace("_", "-")) for part in said):
        return True
    parent = element.parent
    return parent is not None and not _UP.isdisjoint(name.lower() for name in parent.classes)


def _is_current(element: Element) -> bool:
    if element.has("aria-current"):
        return True
    parent = element.parent
    classes = element.classes + (parent.classes if parent is not None else [])
    return any(_here.search(name) for name in classes)
