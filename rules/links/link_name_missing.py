from __future__ import annotations

from collections.abc import Iterator

from auditor import Element, Finding, Page, Rule, Severity, bad, good, named, names

_LINK_ROLES = ("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref")


class LinkNameMissing(Rule):
    """A link has nothing that says where it leads: no text, no image with a text, no label.

    ## What it does
    Asks for the accessible name of each `a` and `area` with `href`, and of each `role="link"`: text, `alt` of images,
    `aria-label`, `aria-labelledby`, an SVG's `<title>`, at last `title`. White space of any kind counts as nothing, as does what is hidden.

    ## Why it matters
    A screen reader says “link” and perhaps spells out the address. Search engines learn nothing of the page that it leads to, and
    where nothing is shown, nobody can follow it. Icon fonts are the usual cause: the icon is drawn by the style sheet and isn't text.

    ## How to fix it
    Write the text. If there is only an icon, add an `aria-label` or visually hidden text; if there is only an image, say in its `alt` where
    the link leads. Take out empty links that are left over.

    ## Exceptions
    Silent on links that are hidden or kept from assistive technology, on anchors without `href`, and where template code
    may put a text.

    ## Sources
    - WCAG 2.2, 2.4.4 “Link Purpose (In Context)” and 4.1.2 “Name, Role, Value”, failure F89 (checked 2026-11)
    - ACT rule c487ae “Link has non-empty accessible name” (checked 2026-11)
    - Google Search Central, “Make your links crawlable”: anchor text placement (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility", "seo")
    also_known_as = ("link-name (axe, Lighthouse)", "area-alt (axe, html-validate)", "wcag/h30 (html-validate)",
                     "anchor-has-content (jsx-a11y)", "ACT c487ae")  # fmt: skip
    examples = (
        bad('<p>\n<a href="/tea"></a></p>', at=2, says="link without a name: “/tea”"),
        bad('<a href="/cart"><i class="bi bi-cart"></i></a>', says="link without a name: “/cart”"),
        bad('<a href="/"><img src="logo.png" alt=""></a>', says="the link's only content is an image with empty alt: “/”"),
        bad('<a href="/">&nbsp;<span aria-hidden="true">×</span></a>', says="link without a name"),
        bad('<map name="m"><area href="/east" shape="default"></map>', says="area of an image map without alt: “/east”"),
        bad('<span role="link" tabindex="0"></span>', says="role=link without a name"),
        good('<a href="/tea">Tea</a> <a href="/"><img src="logo.png" alt="Home"></a>'),
        good('<a href="/cart" aria-label="Cart"><i class="bi bi-cart"></i></a> <a href="/x" title="Tea"></a>'),
        good('<a href="/"><svg role="img"><title>Home</title></svg></a>'),
        bad('<svg><a href="/x"><circle r="4"/></a></svg>', says="link in an SVG image without a name"),
        good('<a id="top"></a><a name="x"></a>', why="a place and no link"),
        good('<a href="/tea" hidden></a><div aria-hidden="true"><a href="/tea" tabindex="-1"></a></div>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for link in names.unnamed(page.links, page.link_texts):
            if names.is_hidden_from_at(link) or names.has_unknown_parts(link) or names.role(link) not in _LINK_ROLES:
                continue
            yield self.at(link, _message(link))
        for link in page.all("svg:a"):
            if names.role(link) == "link" and not names.has_name(link) and not names.is_hidden_from_at(link):
                yield self.at(link, "link in an SVG image without a name")
        if not page.uses_roles:
            return
        for link in names.with_role(page.tree, *_LINK_ROLES):
            if link.name in ("a", "area") and link.has("href", "xlink:href"):
                continue
            if not names.has_name(link) and not names.is_hidden_from_at(link) and not names.has_unknown_parts(link):
                yield self.at(link, f"{link.name} with role={(link.attr('role') or '').strip()} without a name")


def _message(link: Element) -> str:
    address = named(link.attr("href") or "")
    if link.name == "area":
        return f"area of an image map without alt{address}"
    images = link.all("img")
    if not images:
        return f"link without a name{address}"
    if any(image.attr("alt") is None for image in images):
        return f"the link's only content is an image without alt{address}"
    return f"the link's only content is an image with empty alt{address}"
