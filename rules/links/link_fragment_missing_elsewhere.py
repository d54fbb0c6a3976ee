from auditor import Severity, SiteRule, bad, good


class LinkFragmentMissingElsewhere(SiteRule):
    """A link leads to a place on another page that isn't there.

    ## What it does
    Looks for the fragment of each link to another page of the site among that page's `id`s (and names of `a` elements). Links to the
    top, text directives and the routes of scripts (`#/…`, `#!…`) are left alone, and so are links to pages that aren't audited. A page's
    own fragments are the business of `link-fragment-missing`.

    ## Why it matters
    The browser opens the page at its top. The reader looks in vain for what the link promised. It is a warning, as on the same page: the
    HTML standard allows a fragment that nothing answers to, and the page itself is found.

    ## How to fix it
    Correct the fragment, or give its target that `id`.

    ## Sources
    - HTML Standard, “Scrolling to a fragment” (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    also_known_as = ("hash (html-proofer)", "include-fragments (lychee)")
    message = "“{href}” leads to a page without anything called “{fragment}”"
    sql = """
        SELECT links.page, links.line, links.col, 'href' AS part, links.href, links.fragment
        FROM links
        WHERE links.fragment IS NOT NULL
          AND LOWER(links.fragment) <> 'top'
          AND links.fragment NOT LIKE '/%'
          AND links.fragment NOT LIKE '!%'
          AND links.fragment NOT LIKE '%=%'
          AND EXISTS (SELECT 1 FROM pages WHERE pages.page = links.target AND pages.is_document)
          AND NOT EXISTS (
              SELECT 1 FROM anchors WHERE anchors.page = links.target AND anchors.name = links.fragment
          )
    """
    examples = (
        bad(
            {
                "index.html": "<!doctype html><title>A</title>\n<a href='tea.html#black'>Black</a>",
                "tea.html": "<!doctype html><title>B</title><h2 id=green>Green</h2>",
            },
            says="“tea.html#black” leads to a page without anything called “black”",
            at=2,
        ),
        good(
            {
                "index.html": "<!doctype html><a href='tea.html#gr%C3%BCn'>Grün</a><a href='tea.html#top'>Top</a>",
                "tea.html": "<!doctype html><h2 id=grün>Grün</h2>",
            }
        ),
        good(
            {
                "index.html": "<!doctype html><a href='app.html#/cart'>Cart</a>",
                "app.html": "<!doctype html><div id=app></div>",
            },
            why="a route that a script of that page reads",
        ),
    )
