from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor import Finding, Page, Rule, Severity, bad, good, purpose

# What generators and themes call it; "seo" and "meta" may hold it one level down.
_KEYS = ("description", "excerpt", "summary", "abstract", "teaser", "lead", "subtitle")


class DescriptionMissing(Rule):
    """A page has no description for search results.

    ## What it does
    Looks for `<meta name="description">` in a document; in a post for a key such as `description`, `excerpt` or `summary` of
    its front matter.

    ## Why it matters
    Search engines and messengers show the description below the title, where it fits the question better than any sentence of
    the page. Without one they cut a piece out of the text, often the navigation or a cookie notice.

    ## How to fix it
    Write one or two sentences that tell what a reader finds here: `<meta name="description" content="…">`, or
    `description: …` in the front matter.

    ## Exceptions
    Pages that forward, error pages, pages kept out of search (`noindex`), and front matter of index pages and layouts, which
    take the site's own description.

    ## Sources
    - Google Search Central, [snippets](https://developers.google.com/search/docs/appearance/snippet) (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("recommended", "seo")
    also_known_as = ("meta-description (Lighthouse)", "meta-description-require (HTMLHint)", "H030 (djLint)")
    examples = (
        bad(
            "<!DOCTYPE html>\n<html>\n<head><title>Tea</title></head></html>",
            at=3,
            says="the page has no meta description",
        ),
        bad(
            '<html><head><meta property="og:description" content="All of it."></head></html>',
            says="no meta description, only og:description",
        ),
        bad("---\ntitle: Tea\n---\n<h1>Tea</h1>", at=1, says="the front matter has no description", path="tea.html"),
        good('<html><head><META NAME="Description" CONTENT="How to brew tea."></head></html>'),
        good("---\ntitle: Tea\nexcerpt: How to brew it.\n---\n<h1>Tea</h1>", path="tea.html"),
        good('<html><head><meta name="robots" content="noindex"></head></html>'),
        good('<html><head><meta http-equiv="refresh" content="0; url=/tea/"></head></html>'),
        good("<html><head><title>Not found</title></head></html>", path="404.html"),
        good("---\nlayout: home\n---\n<p>Welcome</p>", path="index.html", why="the site's description stands in"),
        good("<p>A fragment.</p>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding at the head or the front matter."""
        if not (page.is_document or page.is_post) or page.meta("description") or purpose(page) != "content":
            return
        head = page.first("head")
        matter = page.front_matter
        if matter is None:
            only = ", only og:description" if page.meta("og:description") else ""
            yield self.at(page.head_span, f"the page has no meta description{only}")
        elif (
            matter.error is None
            and not _is_described(matter.data)
            and (head is None or head.is_implied)
            and not _is_index(page)
        ):
            yield self.at(matter.opening, "the front matter has no description")


def _is_described(data: Mapping[str, object]) -> bool:
    for key, value in data.items():
        name = key.lower()
        if "description" in name or name in _KEYS:
            return True
        if name in ("seo", "meta", "params", "extra") and isinstance(value, Mapping):
            return _is_described(value)
    return False


def _is_index(page: Page) -> bool:
    """Whether the file stands for a whole section, or for no page at all (`_layouts`, `_includes`)."""
    folder, _, name = page.path.lower().rpartition("/")
    if name.partition(".")[0] in ("index", "_index"):
        return True
    return any(part in ("_layouts", "_includes", "layouts", "partials") for part in folder.split("/"))
