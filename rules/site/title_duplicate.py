from auditor import Severity, SiteRule, bad, good


class TitleDuplicate(SiteRule):
    """Several pages of the site have the same title.

    ## What it does
    Compares the titles of all content pages of one language. Pages that are kept out of the index, redirect pages, error pages and
    pages whose canonical link names another page are left out.

    ## Why it matters
    In search results, tabs, bookmarks and histories the title is all there is to tell pages apart.

    ## How to fix it
    Say in each title what only that page has. On numbered pages of a list, add the number.

    ## Exceptions
    Pages that state one and the same canonical address are versions of one page and may share their title.

    ## Sources
    - Google Search Central, “Influencing your title links in search results”: avoid repeated or boilerplate titles (checked 2026-11)
    - WCAG 2.2, technique G88 (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    also_known_as = ("Duplicate page titles (Screaming Frog)", "title-unique (Sitebulb)")
    message = "{others} also titled “{title}”: {other_page}"
    sql = """
        WITH candidates AS (
            SELECT page, title, title_line, title_col, language, COALESCE(canonical, page) AS canonical
            FROM pages
            WHERE role = 'content' AND is_document AND title <> ''
        ),
        shared AS (
            SELECT title, language, COUNT(*) AS pages, MIN(page) AS first_page, MAX(page) AS last_page
            FROM candidates
            GROUP BY title, language
            HAVING COUNT(*) > 1 AND COUNT(DISTINCT canonical) > 1
        )
        SELECT
            candidates.page,
            candidates.title_line AS line,
            candidates.title_col AS col,
            'text' AS part,
            candidates.title,
            CASE WHEN shared.pages = 2 THEN 'another page is'
                 ELSE CONCAT(CAST(shared.pages - 1 AS VARCHAR), ' other pages are') END AS others,
            CASE WHEN shared.first_page = candidates.page THEN shared.last_page ELSE shared.first_page END AS other_page
        FROM candidates
        JOIN shared ON shared.title = candidates.title AND shared.language = candidates.language
    """
    examples = (
        bad(
            {
                "a.html": "<!doctype html><html lang=en><title>Tea</title><h1>Green</h1>",
                "b.html": "<!doctype html><html lang=en>\n<title>Tea</title><h1>Black</h1>",
            },
            says="another page is also titled “Tea”: b.html",
            count=2,
            at=1,
        ),
        good(
            {
                "a.html": "<!doctype html><title>Green tea</title>",
                "b.html": "<!doctype html><title>Black tea</title>",
            }
        ),
        good(
            {
                "a.html": "<!doctype html><title>Tea</title>",
                "b.html": "<!doctype html><title>Tea</title><meta name=robots content=noindex>",
            },
            why="one of them is kept out of the index",
        ),
        good(
            {
                "a.html": "<!doctype html><html lang=en><title>Menu</title>",
                "b.html": "<!doctype html><html lang=fr><title>Menu</title>",
            },
            why="the same word in two languages",
        ),
    )
