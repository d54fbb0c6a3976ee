from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, permalink, shorten

# Endings of files that sites do serve as they stand.
_KNOWN = frozenset(
    ".html .htm .xhtml .shtml .php .asp .aspx .jsp .cgi .xml .xsl .xslt .rss .atom .rdf .json .jsonld .geojson .json5 .map .txt .md .csv .tsv .ics .vcf .yml .yaml"
    " .toml .js .mjs .cjs .ts .css .scss .svg .pdf .webmanifest .appcache .opml .kml .gpx .tex .bib .epub .asc .pem .sh .py .sql .wasm .ini .conf .cfg .env"
    " .amp .htaccess .vtt .srt .xsd .dtd .owl .ttl .nt .plist".split()
)


class PermalinkNoExtension(Rule):
    """The permalink ends in a dot and something that is no file's ending, so the page is written without `.html`.

    ## What it does
    Looks at the last segment of the permalink. Jekyll takes what follows its last dot for the file's ending and adds no
    `.html`: `/docs/v1.2` makes a file `v1.2`.

    ## Why it matters
    Servers know the type of a file by its ending. The page is offered as a download, or shown as plain text.

    ## How to fix it
    End the permalink in a slash: `/docs/v1.2/`. Or write the ending: `/docs/v1.2.html`.

    ## Sources
    - Jekyll 4.3.1, observed: `permalink: /docs/v1.2` writes `docs/v1.2` (checked 2026-11)
    - RFC 9110, 8.3 “Content-Type” (checked 2026-11)
    """

    severity = Severity.WARNING
    presets = ("recommended", "seo")
    examples = (
        bad("---\ntitle: Docs\npermalink: /docs/v1.2\n---\n<p>Docs</p>", at=3, says="permalink “/docs/v1.2” makes a file without .html: “.2” is taken for its ending"),
        bad("---\npermalink: /asp.net\n---\n<p>Docs</p>", says="“.net” is taken for its ending"),
        good("---\npermalink: /docs/v1.2/\n---\n<p>Docs</p>"),
        good("---\npermalink: /docs/v1.2.html\n---\n<p>Docs</p>"),
        good("---\npermalink: /feed.xml\n---\n<p>Docs</p>"),
        good("---\npermalink: /docs/:title:output_ext\n---\n<p>Docs</p>"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        stated = permalink.stated_permalink(page)
        front = page.front_matter
        if not stated or front is None or "{" in stated or stated.endswith(":output_ext") or stated != stated.strip():
            return
        ending = permalink.suffix(stated)
        if (
            len(ending) > 1
            and ending.lower() not in _KNOWN
            and ":" not in ending
            and "?" not in ending
            and "#" not in ending
        ):
            message = (
                f"permalink “{shorten(stated)}” makes a file without .html: “{shorten(ending)}” is taken for its ending"
            )
            yield self.at(front.span_of("permalink"), message, permalink=stated)
