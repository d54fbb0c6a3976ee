"""The rule `cta-missing`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, cta, good, option

_PRODUCT = (
    '<script type="application/ld+json">{"@type": "Product", "name": "Teapot", "offers": {"price": "20"}}</script>\n'
)


class CtaMissing(Rule):
    """A page that should have a call to action has none.

    ## What it does
    Looks for calls to action on pages that should have one: those whose path matches `paths`, and those that state themselves to be a
    product with an offer, a service or an application (JSON-LD, microdata, `og:type`), or are plainly a landing page (a hero with the
    heading, and sections of prices, testimonials or the like). Articles are not asked, unless `paths` says so.

    A link or button counts by points: its words in its language, the look of a button, where it leads, the form it sends, against its being
    part of a menu, a toggle, a share button or running prose. Five points make a call to action.

    ## Why it matters
    A visitor who has read what you sell and finds nothing to press leaves.

    ## How to fix it
    Say what the reader may do next and lead there: `<a class="button" href="/contact/">Ask for a quote</a>`.

    ## Exceptions
    Silent on products that are sold out or discontinued, on lists of products, and where a template puts in parts that can't be seen from here.

    ## Sources
    - schema.org, Product, Service, SoftwareApplication, potentialAction (checked 2026-11)
    - Open Graph protocol, object types (checked 2026-11)
    """

    paths: tuple[str, ...] = option(
        default=(), help="Pages that should have one, as globs of their paths: “services/*”."
    )

    severity = Severity.WARNING
    presets = ("recommended", "content")
    examples = (
        bad(_PRODUCT + "<h1>Teapot</h1><p>Holds a litre.</p>", says="no call to action (JSON-LD says Product)"),
        bad('<p>We move freight.</p><nav><a href="/contact/">Contact</a></nav>', path="services/freight.html", paths=("services/*",),
            says="no call to action (path matches “services/*”)"),
        good('<p>We move freight.</p><nav><a href="/contact/">Contact</a></nav>', path="services/freight.html"),
        good(_PRODUCT + '<h1>Teapot</h1><form action="/cart"><input name="n"><button class="btn">Add to cart</button></form>'),
        good('<p>We move freight.</p><div class="cta"><a href="/x">Free consultation</a></div>', path="services/freight.html",
             paths=("services/*",)),
        good("<article><h1>How tea is made</h1><p>Leaves are steamed.</p></article>", why="an article needs none"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        if page.is_blank:
            return
        kind = cta.page_type(page, self.paths)
        if kind is None or (page.has_templates and any(mark in page.text for mark in ("{%", "{{<", "{{%", "<%"))):
            return
        if not cta.find_ctas(page):
            yield self.at(page.start, f"the page has no call to action ({kind.why})", kind=kind.kind)
