from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Edit, Finding, Fix, Page, Rule, Severity, bad, good, permalink, shorten

_scheme = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:/|//[^/]+\.[^/]+")
# What a file system takes in one name.
_MOST_BYTES = 255


class PermalinkMalformed(Rule):
    r"""The permalink makes another address than it seems to, or one that no server can answer.

    ## What it does
    Reads `permalink` in the front matter for what Jekyll doesn't understand or takes literally: nothing or white space, template
    code, a scheme or host, `?`, `#`, `\`, `*`, `|`, `..`, `./`, `//`, a dot at the end of a segment, placeholders that don't exist, names of
    styles that belong in `_config.yml`, and segments that are too long for a file's name. What merely is
    written otherwise than it looks (`..`, `./`, `//`, a dot at the end) is a warning, and a missing slash in front is only noted.

    ## Why it matters
    Jekyll doesn't complain: an empty permalink overwrites the home page, `https://example.com/tea/` becomes a folder called `https:`, `?` and
    `#` become part of a file's name that no link can reach. A placeholder that doesn't exist aborts the build of a post.

    ## How to fix it
    Write a path from the root of the site, with a slash in front and at the end: `/tea/`.

    ## Sources
    - Jekyll 4.3.1, observed on small sites (checked 2026-11)
    - Jekyll, “Permalinks”, sections “Placeholders” and “Built-in formats” (checked 2026-11)
    - RFC 3986, 3.3 “Path” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    examples = (
        bad('---\ntitle: Tea\npermalink: ""\n---\n<p>Tea</p>', at=3, says="permalink is empty"),
        bad('---\npermalink: "/tea/ "\n---\n<p>Tea</p>', says="white space stands around the permalink “/tea/ ”"),
        bad('---\npermalink: "/{{ page.slug }}/"\n---\n<p>Tea</p>', says="template code"),
        bad("---\npermalink: https://example.com/tea/\n---\n<p>Tea</p>", says="names a host"),
        bad(
            "---\npermalink: /tea/?x=1\n---\n<p>Tea</p>",
            says="“?” in the permalink “/tea/?x=1” becomes part of a file's name",
        ),
        bad("---\npermalink: /tea/../chai/\n---\n<p>Tea</p>", says="“..” in the permalink"),
        bad("---\npermalink: /tea//green/\n---\n<p>Tea</p>", says="“//” in the permalink"),
        bad("---\npermalink: /tea./\n---\n<p>Tea</p>", says="ends in a dot"),
        bad(
            "---\npermalink: /:categorys/tea/\n---\n<p>Tea</p>",
            says="“:categorys” in the permalink “/:categorys/tea/” is no placeholder",
        ),
        bad("---\npermalink: pretty\n---\n<p>Tea</p>", says="permalink “pretty” is a style of _config.yml"),
        bad(
            "---\npermalink: tea/\n---\n<p>Tea</p>",
            says="permalink “tea/” has no slash in front",
            fixed="---\npermalink: /tea/\n---\n<p>Tea</p>",
        ),
        good("---\npermalink: /tea/green/\n---\n<p>Tea</p>"),
        good("---\npermalink: /:categories/:year/:title:output_ext\n---\n<p>Tea</p>"),
        good("---\npermalink: /feed.xml\n---\n<p>Tea</p>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        stated = permalink.stated_permalink(page)
        front = page.front_matter
        if stated is None or front is None:
            return
        where = front.span_of("permalink")
        problems = list(_problems(stated))
        for problem, severity in problems:
            yield self.at(where, problem, severity=severity, permalink=stated)
        if not problems and not stated.startswith(("/", ":")):
            written = page.text[where.start : where.end]
            fix = Fix("Put a slash in front", (Edit(where, f"/{stated}"),)) if written == stated else None
            message = f"permalink “{shorten(stated)}” has no slash in front"
            yield self.at(where, message, severity=Severity.NOTE, fix=fix, permalink=stated)


def _problems(stated: str) -> Iterator[tuple[str, Severity]]:
    """Messages; where one fault explains all others, only that."""
    whole = _whole_problem(stated)
    if whole:
        yield whole, Severity.ERROR
        return
    yield from ((each, Severity.ERROR) for each in _smaller_problems(stated))
    yield from ((each, Severity.WARNING) for each in _oddities(stated))


def _whole_problem(stated: str) -> str:
    shown = shorten(stated) if stated == stated.strip() else stated[:60]
    if not stated.strip():
        return "permalink is empty, so that the page is written over the home page"
    if stated != stated.strip():
        return f"white space stands around the permalink “{shown}”"
    if "{{" in stated or "{%" in stated:
        return f"permalink “{shown}” holds template code, which isn't rendered there"
    if stated in permalink.STYLES:
        return f"permalink “{shown}” is a style of _config.yml; here it makes the address “/{stated}”"
    if _scheme.match(stated):
        return f"permalink “{shown}” names a host, which becomes a folder: “{shorten(permalink.as_url(stated))}”"
    return ""


def _smaller_problems(stated: str) -> Iterator[str]:
    shown = shorten(stated)
    for char in "?#\\*|":
        if char in stated:
            yield f"“{char}” in the permalink “{shown}” becomes part of a file's name"
    for name in permalink.unknown_placeholders(stated):
        yield f"“{name}” in the permalink “{shown}” is no placeholder of Jekyll"
    if any(len(segment.encode("utf-8", "surrogatepass")) > _MOST_BYTES for segment in stated.split("/")):
        yield f"a segment of the permalink “{shown}” is longer than the {_MOST_BYTES} bytes of a file's name"


def _oddities(stated: str) -> Iterator[str]:
    """What works, but not as it looks."""
    shown = shorten(stated)
    if ".." in stated:
        yield f"“..” in the permalink “{shown}” becomes a slash: “{shorten(permalink.as_url(stated))}”"
    if "//" in stated:
        yield f"“//” in the permalink “{shown}” becomes a single slash"
    segments = stated.split("/")
    if "." in segments:
        yield f"“./” in the permalink “{shown}” is dropped"
    if any(segment.endswith(".") and not segment.endswith("..") and segment != "." for segment in segments):
        yield f"a segment of the permalink “{shown}” ends in a dot"
