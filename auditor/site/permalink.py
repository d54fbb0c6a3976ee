"""What a ``permalink`` in front matter makes: the URL and the file that Jekyll writes.

After Jekyll 4.3.1, observed by running it on small sites (2026-11). What only ``_config.yml`` or the clock know is None here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.html import urls

if TYPE_CHECKING:
    from auditor.page import Page
    from auditor.source.front_matter import FrontMatter

# Names of whole permalink styles: they have a meaning in _config.yml only.
STYLES = frozenset(("pretty", "date", "none", "ordinal", "weekdate"))
# What “:name” may stand for in posts and collections (UrlDrop), and in pages.
PLACEHOLDERS = frozenset(
    "collection name output_ext path title slug categories slugified_categories year month day hour minute second i_day i_month"
    " short_month long_month short_year y_day week w_day w_year short_day long_day basename".split()
)
_placeholder = re.compile(r":([a-z_]+)")
_dots = re.compile(r"^[.]*")


def permalink_url(front_matter: FrontMatter, path: str) -> str | None:
    """The URL that an explicit permalink makes, beginning with ``/``; percent escapes stay as written.

    None where there is no text in ``permalink``, where it has placeholders (their values depend on the configuration), where it
    is template code, and where the document isn't published. ``path`` is that of the source file.
    """
    del path  # a collection's configuration will ask for it
    stated = front_matter.get("permalink")
    if not isinstance(stated, str) or front_matter.get("published") is False:
        return None
    if _placeholder.search(stated) or "{{" in stated or "{%" in stated:
        return None
    return as_url(stated)


def as_url(permalink: str) -> str:
    """A permalink as Jekyll cleans it: dots and double slashes squeezed, a slash in front."""
    return re.sub("/+", "/", f"/{permalink}".replace("..", "/").replace("./", ""))


def output_file(url: str) -> str:
    """The file that Jekyll writes for a URL, relative to the output folder."""
    file = urls.percent_decode(url).lstrip("/")
    if url.endswith("/"):
        return f"{file}index.html"
    return file if suffix(url) else f"{file}.html"


def suffix(url: str) -> str:
    """What Jekyll takes for the extension of a permalink: ``.2`` of ``/v1.2``; ``""`` where there is none."""
    if url.endswith("/"):
        return ""
    name = _dots.sub("", url.rpartition("/")[2])
    stem, dot, ending = name.rpartition(".")
    return dot + ending if stem else ""


def unknown_placeholders(permalink: str) -> Iterator[str]:
    """The ``:words`` of a permalink that stand for nothing, each once."""
    seen: set[str] = set()
    for found in _placeholder.finditer(permalink):
        name = found[1]
        if name not in PLACEHOLDERS and name.removesuffix("_") not in PLACEHOLDERS and name not in seen:
            seen.add(name)
            yield f":{name}"


def without_placeholders(permalink: str) -> str:
    """A permalink with its placeholders taken out, to judge what was written by hand."""
    return _placeholder.sub("", permalink)


def stated_permalink(page: Page) -> str | None:
    """The text in a post's ``permalink``, None where there is none or another generator than Jekyll reads it."""
    stated = page.front_matter.get("permalink") if page.front_matter is not None else None
    return stated if isinstance(stated, str) and is_jekyll(page) else None


def is_jekyll(page: Page) -> bool:
    """Whether Jekyll reads the page's front matter, as far as the files around it tell."""
    return page.site is None or page.site.generator in ("", "jekyll")
