from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNKNOWN, Finding, Page, Rule, Severity, bad, good, option, purpose, shorten

# What editors, frameworks and copied templates fill in, and what failing programs leave.
_PLACEHOLDERS = frozenset(
    (
        "untitled", "untitled document", "untitled page", "untitled-1", "unnamed page", "no title", "document", "new page",
        "new document", "new site", "page title", "title", "title here", "your title", "your title here", "site title",
        "insert title here", "website title", "todo", "tbd", "lorem ipsum",
        "react app", "vite app", "vite + react", "vite + react + ts", "vite + vue", "vite + vue + ts", "vite + svelte",
        "vite + svelte + ts", "vite + preact", "vite + preact + ts", "vite + lit", "vite + lit + ts", "vite + solid",
        "vite + solid + ts", "vite + qwik", "vite + ts", "create next app", "next.js app", "nuxt app", "svelte app",
        "preact app", "vue app", "ionic app", "expo app", "gatsby default starter", "my site title",
        "unbenanntes dokument", "ohne titel", "document sans titre", "sans titre", "documento sin título", "sin título",
        "documento senza titolo", "senza titolo", "naamloos document", "documento sem título", "sem título",
        "无标题文档", "無題ドキュメント", "제목 없음", "новая страница", "без названия",
    )
)  # fmt: skip
# What failing programs leave. In a document `value-leftover` and `template-leftover` tell, which know pages about such things.
_VALUES = frozenset(("undefined", "null", "nan", "[object object]"))
# What Google's documentation calls vague: they tell pages of one site apart, and not the site.
_VAGUE = frozenset(
    (
        "home",
        "home page",
        "homepage",
        "startseite",
        "accueil",
        "inicio",
        "início",
        "strona główna",
        "главная",
        "ホーム",
        "首页",
    )
)
_separator = re.compile(r"[ ]+[|–—·•:»-][ ]+")
_template = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{.*?\}|%[A-Z]+_[A-Z_]+%")


class TitlePlaceholder(Rule):
    """The title is what an editor or a framework put there, or says nothing of the page.

    ## What it does
    Compares the title (or its part before the site's name) with the fillers of editors and frameworks (“Untitled Document”,
    “Vite + React”), and looks for “Home” and its like standing alone. In front matter it looks for “undefined” and for template
    code too, which generators take literally there.

    ## Why it matters
    The title is what people choose by, among search results and among tabs. Google replaces titles of this kind with
    something of its own choice.

    ## How to fix it
    Write what the page is about. On a front page: the site's name, and what it is.

    ## Sources
    - Google Search Central, [title links](https://developers.google.com/search/docs/appearance/title-link) (checked 2026-11)
    - WCAG 2.2, failure [F25](https://www.w3.org/WAI/WCAG22/Techniques/failures/F25) (checked 2026-11)
    """

    more: tuple[str, ...] = option(default=(), help="Further titles that are placeholders on this site.")

    severity = Severity.WARNING
    presets = ("recommended", "accessibility", "seo")
    examples = (
        bad(
            "<html><head>\n<title>Untitled Document</title></head></html>",
            at=2,
            says="the title is a placeholder: “Untitled Document”",
        ),
        bad("<title>New page | Teahouse</title>", says="the title starts with a placeholder: “New page”"),
        bad("<title>Home</title>", says="the title says nothing of the page: “Home”"),
        bad("---\ntitle: undefined\n---\n<p>Tea</p>", at=2, says="“undefined”", path="tea.html"),
        bad(
            '---\ntitle: "{{ page.slug }}"\n---\n<p>Tea</p>',
            at=2,
            says="template code in the title: “{{ page.slug }}”",
            path="tea.html",
        ),
        bad("---\ntitle: New page\n---\n<p>Tea</p>", at=2, says="“New page”", path="tea.html"),
        bad("<title>Sample shop</title>", says="placeholder", more=("Sample shop",)),
        good("<title>Home – Teahouse</title>"),
        good("<title>Document management with tea</title>"),
        good("<title>undefined | Scripts</title>", why="`value-leftover` decides whether it is meant"),
        good(
            "---\nlayout: default\n---\n<title>{{ page.title }}</title>", path="_layouts/x.html", why="it is a template"
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the title."""
        title = page.title
        if not title or UNKNOWN in title or purpose(page) != "content":
            return
        known = _PLACEHOLDERS | {one.casefold() for one in self.more} | (_VALUES if page.is_post else frozenset())
        template = _template.search(title) if page.is_post else None
        first = _separator.split(title, maxsplit=1)[0]
        if title.casefold() in known:
            yield self.at(page.title_span, f"the title is a placeholder: “{shorten(title)}”")
        elif template is not None:
            yield self.at(page.title_span, f"template code in the title: “{shorten(template[0])}”")
        elif first.casefold() in known and first.casefold() not in ("document", "title", "todo"):
            yield self.at(page.title_span, f"the title starts with a placeholder: “{shorten(first)}”")
        elif title.casefold() in _VAGUE:
            yield self.at(page.title_span, f"the title says nothing of the page: “{shorten(title)}”")
