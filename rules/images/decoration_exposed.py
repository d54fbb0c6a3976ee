from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, bad, good, names


class DecorationExposed(Rule):
    """An element is marked as decoration, but browsers must show it to assistive technology all the same.

    ## What it does
    Looks at images with `alt=""` and at elements with `role="presentation"` or `none` that can take the focus or have an ARIA
    attribute which is allowed on every element (`aria-label`, `aria-live` …). Such an element keeps its own role, by the rules of ARIA.

    ## Why it matters
    The two say opposite things, and the reader gets what the author didn't want: an image without a name, or a list that
    was to be no list.

    ## How to fix it
    Decide. If it is decoration, take away the ARIA attribute or `tabindex`. If it isn't, give it a name and take the role or the empty `alt` away.

    ## Exceptions
    Silent on what is hidden or kept from assistive technology.

    ## Sources
    - WAI-ARIA 1.2, “Presentational Roles Conflict Resolution” (checked 2026-11)
    - ACT rule 46ca7f “Element marked as decorative is not exposed” (checked 2026-11)
    """

    presets = ("recommended", "accessibility")
    also_known_as = ("presentation-role-conflict (axe)", "ACT 46ca7f")
    examples = (
        bad('<p>Tea</p>\n<img src="t.jpg" alt="" aria-label="Green tea">', at=2, says="img with empty alt is exposed: it has aria-label"),
        bad('<ul role="none" aria-live="polite"><li>Tea</li></ul>', says="ul with role=none is exposed: it has aria-live"),
        bad('<a href="/" role="presentation">Tea</a>', says="a with role=presentation is exposed: it can take the focus"),
        good('<img src="t.jpg" alt=""><ul role="none"><li>Tea</li></ul>'),
        good('<img src="t.jpg" alt="" aria-hidden="true" aria-label="Tea">'),
        good('<div role="presentation" aria-label="Tea">Green</div>', why="a div has no role to keep"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for image in page.all("img"):
            if image.attr("alt") == "" and not (image.attr("role") or "").strip() and names.role(image) == "img":
                yield from self._say(image, "empty alt")
        if not page.uses_roles:
            return
        for element in names.with_role(page.tree, "none", "presentation"):
            if names.role(element) not in ("presentation", "generic", None):
                yield from self._say(element, f"role={(element.attr('role') or '').strip()}")

    def _say(self, element: Element, mark: str) -> Iterator[Finding]:
        if names.is_hidden_from_at(element):
            return
        kept = next((name for name in element.attributes if name.startswith("aria-") and name != "aria-hidden"), None)
        why = f"it has {kept}" if kept is not None and not names.is_focusable(element) else "it can take the focus"
        yield self.at(element, f"{element.name} with {mark} is exposed: {why}")
