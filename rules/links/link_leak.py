from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from auditor import UNKNOWN, Element, Finding, Page, Rule, Severity, bad, fold, good, option, shorten, urls

# Names that lead to no other machine: RFC 6761 (localhost, test, invalid), RFC 6762 (local), RFC 8375 (home.arpa), ICANN 2024 (internal).
_ENDINGS = (".localhost", ".local", ".test", ".invalid", ".home.arpa", ".internal", ".lan", ".localdomain")
# Addresses of one's own machine or network: RFC 1122, RFC 1918, RFC 3927.
_own_network = re.compile(
    r"127(?:\.\d+){3}|0\.0\.0\.0|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}"
    r"|\[::1\]|\[::\]|\[f[cd][0-9a-f:]+\]|\[fe80:[0-9a-f:]+\]"
)
_SCHEMES = frozenset(("http", "https", "//", "file", "ws", "wss", "ftp"))
_drive = re.compile(r"[A-Za-z]:[\\/]")


class LinkLeak(Rule):
    r"""A link or a resource leads to the author's own machine or network.

    ## What it does
    Finds addresses on `localhost`, `*.local`, `*.test` and other names that are never public, on private networks (`127.*`,
    `10.*`, `192.168.*` …), `file:` addresses, and paths of Windows (`C:\…`, `\\server\…`).

    ## Why it matters
    It works for the author and for nobody else: on a reader's machine the address means the reader's machine. Readers get an
    error, and the page tells how things are named inside.

    ## How to fix it
    Write the public address, or one relative to the page.

    ## Exceptions
    Silent where the link's text is the address itself (instructions such as “open http://localhost:4000”), in code, and where the page's own stated
    address is on the same host.

    ## Sources
    - RFC 6761 “Special-Use Domain Names”, RFC 6762 “Multicast DNS”, RFC 1918 “Private Internets”, section 3: references to
      private addresses should be contained within the enterprise (checked 2026-11)
    - RFC 8089 “The file URI Scheme” (checked 2026-11)
    """

    allow: tuple[str, ...] = option(default=(), help="Hosts that readers of these pages do reach.")

    severity = Severity.ERROR
    presets = ("recommended", "seo")
    also_known_as = ("localhost links (sitebulb)",)
    examples = (
        bad('<p>\n<a href="http://localhost:4000/prices/">Prices</a></p>', at=2, says="link to the author's own machine: “http://localhost:4000/prices/”"),
        bad('<img src="http://192.168.1.20/logo.png" alt="">', says="resource on a private network: “http://192.168.1.20/logo.png”"),
        bad('<a href="http://wiki.internal/">Wiki</a>', says="“http://wiki.internal/”"),
        good('<a href="http://wiki.internal/">Wiki</a>', allow=("wiki.internal",)),
        bad('<a href="file:///home/ann/prices.pdf">Prices</a>', says="link to a file on the author's disk"),
        bad('<a href="C:\\site\\prices.html">Prices</a>', says="path of Windows"),
        good('<p>Open <a href="http://localhost:4000/">http://localhost:4000/</a>.</p>', why="it says what it is"),
        good('<a href="https://localhost-guide.example.org/">Guide</a> <a href="docs/localhost.html">Docs</a>'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        for kind, found in page.hrefs_by_kind.items():
            if kind not in _SCHEMES and not (len(kind) == 1 and kind.isalpha()):
                continue
            for url in found:
                what = self._what(url, page)
                if what:
                    element = page.hrefs[url][0]
                    if not _is_said(page, element, url):
                        yield self.at(element.value_span("href"), f"link to {what[0]}: “{shorten(url)}”", target=url)
        for element, attribute, url in page.resources:
            if ":" not in url and "//" not in url and "\\" not in url:
                continue
            what = self._what(url, page)
            if what:
                message = f"{_called(element)} {what[1]}: “{shorten(url)}”"
                yield self.at(element.value_span(attribute), message, target=url)

    def _what(self, url: str, page: Page) -> tuple[str, str] | None:
        """What is wrong, as the end of “link to …” and of “resource …”."""
        found = _classified(url)
        if found is None or (found[2] and (found[2] in self.allow or found[2] == urls.split(page.stated_address).host)):
            return None
        return found[0], found[1]


@functools.lru_cache(maxsize=8192)
def _classified(url: str) -> tuple[str, str, str] | None:
    """What an address leaks, as the end of “link to …” and of “resource …”, and its host; None where it leaks nothing."""
    if UNKNOWN in url:
        return None
    url = urls.trim(url)
    if _drive.match(url) or (url.startswith("\\\\") and "\\" in url[2:]):
        return "a path of Windows", "at a path of Windows", ""
    kind = urls.kind(url)
    if kind == "file":
        return "a file on the author's disk", "on the author's disk", ""
    if kind not in _SCHEMES:
        return None
    host = (urls.split(url).host or "").rstrip(".")
    if host == "localhost" or host.startswith("127.") or host in ("0.0.0.0", "[::1]", "[::]"):  # noqa: S104 — compared, not bound
        return "the author's own machine", "on the author's own machine", host
    if host.endswith(_ENDINGS) or _own_network.fullmatch(host):
        return "a private network", "on a private network", host
    return None


def _called(element: Element) -> str:
    rel = fold(element.attr("rel") or "").lower() if element.name == "link" else ""
    return f"{rel} link" if rel else "resource"


def _is_said(page: Page, element: Element, url: str) -> bool:
    """Whether the link's text names the address: it is meant for a reader who runs something themselves."""
    host = urls.split(url).host
    return page.is_code(element) or bool(host and host in element.text.lower()) or element.all("code") != []
