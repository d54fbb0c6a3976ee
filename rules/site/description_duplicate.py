from auditor import Severity, SiteRule, bad, good


class DescriptionDuplicate(SiteRule):
    """Several pages of the site have the same meta description.

    ## What it does
    Compares the meta descriptions of all content pages. Pages that are kept out of the index, redirect pages, error pages and pages
    whose canonical link names another page are left out. Source posts are compared with each other only.

    ## Why it matters
    A description that fits every page describes none, and search engines write their own.

    ## How to fix it
    Describe each page for itself, or leave the description out where there is nothing particular to say.

    ## Sources
    - Google Search Central, “Control your snippets in search results”: create unique descriptions (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    also_known_as = ("Duplicate meta descriptions (Screaming Frog)",)
    message = "{others} the same description, “{description}”: {other_page}"
    sql = """
        WITH candidates AS (
            SELECT page, is_document, description, description_line, description_col, COALESCE(canonical, page) AS canonical
            FROM pages
            WHERE role = 'content' AND description <> ''
        ),
        shared AS (
            SELECT description, is_document, COUNT(*) AS pages, MIN(page) AS first_page, MAX(page) AS last_page
            FROM candidates
            GROUP BY description, is_document
            HAVING COUNT(*) > 1 AND COUNT(DISTINCT canonical) > 1
        )
        SELECT
            candidates.page,
            candidates.description_line AS line,
            candidates.description_col AS col,
            'content' AS part,
            candidates.description,
            CASE WHEN shared.pages = 2 THEN 'another page has'
                 ELSE CONCAT(CAST(shared.pages - 1 AS VARCHAR), ' other pages have') END AS others,
            CASE WHEN shared.first_page = candidates.page THEN shared.last_page ELSE shared.first_page END AS other_page
        FROM candidates
        JOIN shared ON shared.description = candidates.description AND shared.is_document = candidates.is_document
    """
    examples = (
        bad(
            {
                "a.html": '<!doctype html><title>A</title><meta name="description" content="All about tea.">',
                "b.html": '<!doctype html><title>B</title>\n<meta name="description" content="All about tea.">',
            },
            says="another page has the same description, “All about tea.”: b.html",
            count=2,
        ),
        good(
            {
                "a.html": "---\ndescription: All about tea.\n---\n<p>Tea",
                "_site/a.html": '<!doctype html><meta name="description" content="All about tea.">',
            },
            why="a post and the page that was made of it",
        ),
        good(
            {
                "a.html": '<!doctype html><meta name="description" content="All about green tea.">',
                "b.html": '<!doctype html><meta name="description" content="All about black tea.">',
            }
        ),
    )
