"""One file's bytes as a page's source: decoded, its front matter read, its template code masked."""

from __future__ import annotations

import os
from dataclasses import dataclass

from auditor.html.decode import decode
from auditor.page import PageSource
from auditor.source.front_matter import read_front_matter
from auditor.source.templates import is_template, mask_templates

# Past this a "page" is a data dump; what a parser would need for it is some twenty times as much.
LARGEST = 32 * 1024 * 1024

# A file with more of these early on is no text in any encoding that the web knows; UTF-16 is asked for apart.
_NUL = b"\0"
_NULS_OF_TEXT = 8
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableError(Exception):
    """A file that can't be read. The message completes “the page can't be read: …”."""


class NotAPageError(Exception):
    """A file that isn't audited. The message completes “skipped, because …”."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page comes from: ``path`` as the user knows it, ``file`` to read (or ``data`` already read).

    ``site_path`` is its path from its site's root, where it is of a site.
    """

    path: str
    site_path: str | None = None
    file: str | None = None
    data: bytes | None = None
    content_type: str | None = None

    def read(self) -> bytes:
        """The bytes.

        Raises `UnreadableError` where the file can't be read, `NotAPageError` where it isn't worth reading.
        """
        if self.data is not None:
            if len(self.data) > LARGEST:
                raise NotAPageError(f"it has more than the {LARGEST / 2**20:,.0f} MB that a page may have")
            return self.data
        if self.file is None:
            raise UnreadableError("nothing is there")
        try:
            with open(self.file, "rb") as opened:
                # A device may say that it has no bytes, and never end.
                data = opened.read(LARGEST + 1)
                if len(data) > LARGEST:
                    megabytes = max(len(data), os.fstat(opened.fileno()).st_size) / 2**20
                    raise NotAPageError(
                        f"it has {megabytes:,.0f} MB, more than the {LARGEST / 2**20:,.0f} that a page may have"
                    )
                return data
        except OSError as error:
            raise UnreadableError((error.strerror or str(error)).lower()) from error


def page_source(source: Source) -> PageSource:
    """Read and decode a source. Raises what `Source.read` raises."""
    data = source.read()
    if data[:1024].count(_NUL) > _NULS_OF_TEXT and not data.startswith(_UTF16_MARKS):
        raise NotAPageError("it is a binary file")
    decoded = decode(data, content_type=source.content_type)
    text = decoded.text
    front_matter = read_front_matter(text) if text[:1] in ("-", "+", "{") else None
    path = source.site_path or source.path
    if front_matter is None:
        return PageSource(path, decoded, markup=mask_templates(text) if is_template(path) else None, shown=source.path)
    start = front_matter.span.end
    markup = mask_templates(text[start:])
    return PageSource(path, decoded, front_matter, start, markup, source.path)


def from_text(html: str | bytes, path: str = "page.html") -> PageSource:
    """A page's source out of a string, as UTF-8, or out of bytes."""
    data = html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass")
    return page_source(Source(path, data=data))
