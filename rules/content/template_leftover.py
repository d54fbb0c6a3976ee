"""The rule `template-leftover`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, leftovers, shorten


class TemplateLeftover(Rule):
    """Template code or a template engine's error message can be read on the page.

    ## What it does
    Looks for `{{ … }}`, `{% … %}`, `<%= … %>`, shortcodes such as `{{< … >}}`, “Liquid error: …” and “translation missing: …” in the text, the
    title, the descriptions, `alt`, `src` and `href`; in all of these but the text also for `${…}` and `%(name)s`.

    ## Why it matters
    The page was not rendered, or not wholly. Readers see code, links lead to addresses that don't exist, and search engines show the code in
    their results.

    ## How to fix it
    Look why the template engine left it: a misspelt tag, a file that isn't processed, a value escaped twice.

    ## Exceptions
    Code elements and what has a class that shows code are left alone, and so are constructs that the page shows in its sample code: it is about
    templates. Posts and files in folders of templates are sources. Pages that a script fills in (Angular, Vue, Alpine, Handlebars …)
    may hold `{{ … }}`.

    ## Sources
    - Liquid, Tags and Error modes; Jinja, Template Designer Documentation; Hugo, Shortcodes (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo", "content")
    examples = (
        bad("<h1>Tea</h1>\n<p>Dear {{ customer.name }}, thank you.</p>", at=2, says="template code in the text: “{{ customer.name }}”"),
        bad("<!doctype html><title>{{ page.title }} – Tea</title>", says="template code in the title: “{{ page.title }}”"),
        bad('<a href="/tea/${slug}/">Green tea</a>', says="template code in the href: “${slug}”"),
        bad('<img src="tea.jpg" alt="%(caption)s">', says="template code in the alt: “%(caption)s”"),
        bad("<p>{% if sold %}Sold{% endif %}</p>", count=2, says="“{% if sold %}”"),
        bad("<p>Liquid error: internal</p>", says="“Liquid error: internal”"),
        good("<p>Write <code>{{ page.title }}</code> for the title.</p>"),
        good('<div id="app" v-cloak>{{ greeting }}</div>', why="a script fills it in"),
        good("---\ntitle: Tea\n---\n<p>{{ page.title }}</p>", path="tea.html", why="a post is source"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for found in leftovers.template_code(page):
            yield self.at(found.span, f"template code in the {found.where}: “{shorten(found.text)}”")
