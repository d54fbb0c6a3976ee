from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, names

_IMAGE_ROLES = ("img", "image", "graphics-document", "graphics-symbol")


class ImageRoleNameMissing(Rule):
    """An element is made an image by its role, but has no name.

    ## What it does
    Looks at elements with `role="img"` (`image`, `graphics-document`, `graphics-symbol`), inline SVG above all, and asks
    for their name: `aria-label`, `aria-labelledby`, an SVG's `<title>`. Text in the element doesn't name it: the role hides it.

    ## Why it matters
    A screen reader says “image” and no more.

    ## How to fix it
    Add an `aria-label`, or a `<title>` as the first child of the `svg`. Mark decoration as `aria-hidden="true"` and take the role away.

    ## Sources
    - WCAG 2.2, 1.1.1 “Non-text Content” (checked 2026-11)
    - ACT rules 23a2a8 and 7d6734 “SVG element with explicit role has non-empty accessible name” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility")
    also_known_as = ("svg-img-alt, role-img-alt (axe)", "ACT 7d6734")
    examples = (
        bad('<svg role="img">\n<circle r="4"/></svg>', at=1, says="svg with role=img without a name"),
        bad('<div role="img">★★★★☆</div>', says="div with role=img without a name"),
        bad('<span role="img" aria-label=" ">🍵</span>', says="span with role=img without a name"),
        good('<svg role="img"><title>Four of five stars</title><circle r="4"/></svg>'),
        good('<div role="img" aria-label="Four of five stars">★★★★☆</div>'),
        good('<svg><circle r="4"/></svg>', why="without a role it is for those who see it"),
        good('<svg role="img" aria-hidden="true"></svg>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        if not page.uses_roles:
            return
        for element in names.with_role(page.tree, *_IMAGE_ROLES):
            if element.name == "img":
                continue
            if (
                names.is_hidden_from_at(element)
                or names.has_unknown_parts(element)
                or names.accessible_name(element).strip()
            ):
                continue
            yield self.at(element, f"{element.name} with role={(element.attr('role') or '').strip()} without a name")
