from auditor import Severity, SiteRule, bad, good


class PermalinkDuplicate(SiteRule):
    """Two documents ask for the same permalink.

    ## What it does
    Compares the files that are written for the `permalink` values of all source documents.

    ## Why it matters
    Both are written to one file. The generator keeps whichever it writes last, warns at most, and the other page is gone. It is an error because generators call it a conflict, and Eleventy stops there.

    ## How to fix it
    Give one of them another permalink.

    ## Sources
    - Jekyll 4.3, “Permalinks”, and its behaviour on conflicting destinations (checked 2026-11)
    - Eleventy 3, “Permalinks”: DuplicatePermalinkOutputError (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    message = "“{url}” is also the permalink of {other_page}"
    sql = """
        WITH shared AS (
            SELECT file, MIN(page) AS first_page, MAX(page) AS last_page
            FROM permalinks
            GROUP BY file
            HAVING COUNT(DISTINCT page) > 1
        )
        SELECT
            permalinks.page,
            permalinks.line,
            permalinks.col,
            permalinks.url,
            CASE WHEN shared.first_page = permalinks.page THEN shared.last_page ELSE shared.first_page END AS other_page
        FROM permalinks
        JOIN shared ON shared.file = permalinks.file
    """
    examples = (
        bad(
            {
                "tea.html": "---\ntitle: Tea\npermalink: /tea/\n---\n<p>Tea",
                "green.html": "---\ntitle: Green\npermalink: /tea/\n---\n<p>Green",
            },
            says="“/tea/” is also the permalink of tea.html",
            at=3,
            count=2,
        ),
        bad(
            {
                "tea.html": "---\npermalink: /tea/\n---\n<p>Tea",
                "green.html": "---\npermalink: /tea/index.html\n---\n<p>Green",
            },
            says="“/tea/index.html” is also the permalink of tea.html",
            count=2,
            why="both make one file",
        ),
        good(
            {
                "tea.html": "---\npermalink: /tea/\n---\n<p>Tea",
                "green.html": "---\npermalink: /tea/green/\n---\n<p>Green",
            }
        ),
    )
