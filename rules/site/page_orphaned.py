from auditor import Severity, SiteRule, bad, good


class PageOrphaned(SiteRule):
    """No other page of the site links to a page.

    ## What it does
    Follows the links of all pages. The home page, error pages, redirect pages and pages kept out of the index need no link to them. It stays
    silent where only a part of the site is audited, and where most pages have no links to them: then links are made by other means than
    HTML.

    ## Why it matters
    Readers and search engines find pages by links. One that none leads to is found by few.

    ## How to fix it
    Link to the page from where its readers would look for it, or delete it.

    ## Sources
    - Google Search Central, “Link best practices”: every page you care about should have a link from at least one other page (checked
      2026-11)
    """

    severity = Severity.NOTE
    presets = ("recommended", "seo")
    also_known_as = ("Orphan URLs (Screaming Frog)",)
    whole_site_only = True
    message = "no other page links to this one"
    sql = """
        WITH candidates AS (
            SELECT page, line, col
            FROM pages
            WHERE role = 'content' AND is_document AND page NOT IN ('index.html', 'index.htm')
        ),
        orphans AS (
            SELECT page, line, col
            FROM candidates
            WHERE NOT EXISTS (SELECT 1 FROM links WHERE links.target = candidates.page)
        )
        SELECT orphans.page, orphans.line, orphans.col
        FROM orphans
        WHERE EXISTS (SELECT 1 FROM pages WHERE page IN ('index.html', 'index.htm'))
          AND (SELECT COUNT(*) FROM orphans) * 2 <= (SELECT COUNT(*) FROM candidates)
    """
    examples = (
        bad(
            {
                "index.html": "<!doctype html><title>Tea</title><a href=green.html>Green</a>",
                "green.html": "<!doctype html><title>Green</title><a href=index.html>Home</a>",
                "old.html": "<!doctype html><title>Old</title><a href=index.html>Home</a>",
            },
            says="no other page links to this one",
            count=1,
        ),
        good(
            {
                "index.html": "<!doctype html><title>Tea</title><a href=green.html>Green</a>",
                "green.html": "<!doctype html><title>Green</title>",
                "404.html": "<!doctype html><title>Not found</title>",
            },
            why="nobody links to the error page",
        ),
        good(
            {
                "green.html": "<!doctype html><title>Green</title>",
                "black.html": "<!doctype html><title>Black</title>",
            },
            why="the home page isn't known: this is a part of a site",
        ),
    )
