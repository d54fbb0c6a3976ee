from auditor import Severity, SiteRule, bad, good, option

_TEXT = "<p>Green tea is made from leaves that were not left to wither, which keeps them green.</p>" * 3


class ContentDuplicate(SiteRule):
    """Two pages have the same main content.

    ## What it does
    Compares the text of the main content (menus, header and footer apart) of all content pages. Pages that state one and the same canonical address
    are left out, and so are short ones.

    ## Why it matters
    Search engines show one of several equal pages, and not always the one that is wanted; links and visits are split among them.

    ## How to fix it
    Keep one of the pages and redirect the others to it, or name it in a canonical link on all of them.

    ## Sources
    - Google Search Central, “What is URL canonicalization” (checked 2026-11)
    """

    least: int = option(default=200, help="How many characters of text a page must have to be compared.", least=1)

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    also_known_as = ("Exact duplicates (Screaming Frog)",)
    message = "the main content is the same as on {others}: {other_page}"
    sql = """
        WITH candidates AS (
            SELECT page, text_hash, line, col, COALESCE(canonical, page) AS canonical
            FROM pages
            WHERE role = 'content' AND is_document AND text_hash IS NOT NULL AND text_length >= :least
        ),
        shared AS (
            SELECT text_hash, COUNT(*) AS pages, MIN(page) AS first_page, MAX(page) AS last_page
            FROM candidates
            GROUP BY text_hash
            HAVING COUNT(*) > 1 AND COUNT(DISTINCT canonical) > 1
        )
        SELECT
            candidates.page,
            candidates.line,
            candidates.col,
            CASE WHEN shared.pages = 2 THEN 'another page'
                 ELSE CONCAT(CAST(shared.pages - 1 AS VARCHAR), ' other pages') END AS others,
            CASE WHEN shared.first_page = candidates.page THEN shared.last_page ELSE shared.first_page END AS other_page
        FROM candidates
        JOIN shared ON shared.text_hash = candidates.text_hash
    """
    examples = (
        bad(
            {
                "a.html": f"<!doctype html><title>A</title><nav>Home</nav><main>{_TEXT}</main>",
                "b.html": f"<!doctype html><title>B</title><nav>Shop</nav><main>{_TEXT}</main>",
            },
            says="the main content is the same as on another page: b.html",
            count=2,
        ),
        bad(
            {
                "a.html": "<!doctype html><title>A</title><main>Green tea</main>",
                "b.html": "<!doctype html><title>B</title><main>Green tea</main>",
            },
            count=2,
            least=5,
        ),
        good(
            {
                "a.html": f"<!doctype html><title>A</title><main>{_TEXT}</main>",
                "b.html": f"<!doctype html><title>B</title><main>{_TEXT}<p>And black tea?</p></main>",
            }
        ),
        good(
            {
                "a.html": f"<!doctype html><link rel=canonical href=https://tea.example/a.html><main>{_TEXT}</main>",
                "b.html": f"<!doctype html><link rel=canonical href=https://tea.example/a.html><main>{_TEXT}</main>",
            },
            why="both name the same canonical page",
        ),
    )
