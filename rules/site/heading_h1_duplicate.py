from auditor import Severity, SiteRule, bad, good


class HeadingH1Duplicate(SiteRule):
    """Several pages of the site have the same main heading.

    ## What it does
    Compares the first heading of level 1 of all content pages of one language, where their titles differ (equal titles are
    reported as such).

    ## Why it matters
    A reader who comes from a search or from another page sees by the main heading where they are. The same one on several
    pages says little; often it is the site's name, which stands in the logo's place.

    ## How to fix it
    Give each page a main heading of its own, and let the site's name be no heading.

    ## Sources
    - WCAG 2.2, technique G130, descriptive headings (checked 2026-11)
    - Google Search Central, “SEO starter guide” (checked 2026-11)
    """

    severity = Severity.NOTE
    presets = ("strict", "seo")
    also_known_as = ("Duplicate H1 (Screaming Frog)",)
    message = "{others} the same main heading, “{h1}”: {other_page}"
    sql = """
        WITH candidates AS (
            SELECT page, is_document, h1, h1_line, h1_col, language, title, COALESCE(canonical, page) AS canonical
            FROM pages
            WHERE role = 'content' AND h1 <> ''
        ),
        shared AS (
            SELECT h1, language, is_document, COUNT(*) AS pages, MIN(page) AS first_page, MAX(page) AS last_page
            FROM candidates
            GROUP BY h1, language, is_document
            HAVING COUNT(*) > 1 AND COUNT(DISTINCT canonical) > 1 AND COUNT(DISTINCT COALESCE(title, page)) > 1
        )
        SELECT
            candidates.page,
            candidates.h1_line AS line,
            candidates.h1_col AS col,
            candidates.h1,
            CASE WHEN shared.pages = 2 THEN 'another page has'
                 ELSE CONCAT(CAST(shared.pages - 1 AS VARCHAR), ' other pages have') END AS others,
            CASE WHEN shared.first_page = candidates.page THEN shared.last_page ELSE shared.first_page END AS other_page
        FROM candidates
        JOIN shared
          ON shared.h1 = candidates.h1 AND shared.language = candidates.language AND shared.is_document = candidates.is_document
    """
    examples = (
        bad(
            {
                "a.html": "<!doctype html><title>Green tea</title><h1>Tea House</h1>",
                "b.html": "<!doctype html><title>Black tea</title><h1>Tea House</h1>",
            },
            says="another page has the same main heading, “Tea House”: b.html",
            count=2,
        ),
        good(
            {
                "a.html": "<!doctype html><title>Green tea</title><h1>Green</h1>",
                "b.html": "<!doctype html><title>Black tea</title><h1>Black</h1>",
            }
        ),
        good(
            {
                "a.html": "<!doctype html><title>Tea</title><h1>Tea</h1>",
                "b.html": "<!doctype html><title>Tea</title><h1>Tea</h1>",
            },
            why="their titles are the same too, and that is reported",
        ),
    )
