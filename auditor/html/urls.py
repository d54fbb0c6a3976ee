"""URLs as browsers read them: split, resolved, percent-decoded.

After the URL standard (https://url.spec.whatwg.org/, checked 2026-11), as far as links of pages need it: no
international host names are converted, no ports judged. Everything here is pure and memoised where that pays; nothing
raises, whatever the text.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

# Schemes in which ``\`` is read as ``/`` and a host is a must.
SPECIAL = frozenset(("http", "https", "ws", "wss", "ftp", "file"))
_DEFAULT_PORTS = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}
# C0 controls and space: cut off at both ends.
_EDGE = "".join(map(chr, range(0x21)))
_scheme = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_escapes = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ONE_DOT = frozenset((".", "%2e"))
_TWO_DOTS = frozenset(("..", ".%2e", "%2e.", "%2e%2e"))


class Url(NamedTuple):
    """The parts of a URL, as written but for letters' case of scheme and host.

    ``scheme`` is ``""`` for a relative reference, ``host`` None where the reference names none, ``port`` ``""`` where it
    is the scheme's own. ``path`` is percent-encoded as written; ``query`` and ``fragment`` come without ``?`` and ``#``
    and are None where there is none.
    """

    scheme: str
    host: str | None
    port: str
    path: str
    query: str | None
    fragment: str | None

    def __str__(self) -> str:
        """The URL put together again; user names and passwords are dropped."""
        text = f"{self.scheme}:" if self.scheme else ""
        if self.host is not None:
            text += f"//{self.host}" + (f":{self.port}" if self.port else "")
        text += self.path
        if self.query is not None:
            text += f"?{self.query}"
        return text if self.fragment is None else f"{text}#{self.fragment}"

    @property
    def origin(self) -> tuple[str, str, str]:
        """Scheme, host and port: what two URLs of one site share."""
        return (self.scheme, self.host or "", self.port)


def trim(href: str) -> str:
    """A reference without what browsers drop: controls and spaces at the ends, tabs and line ends anywhere."""
    href = href.strip(_EDGE)
    if "\n" in href or "\t" in href or "\r" in href:
        href = href.translate({9: None, 10: None, 13: None})
    return href


def kind(href: str) -> str:
    """What sort of reference it is, quickly.

    ``""``: nothing is written; ``"#"``: only a fragment; ``"/"``: a path (or a query), absolute or relative;
    ``"//"``: a host without scheme; else the scheme in lower case, such as ``"https"`` or ``"mailto"``.
    """
    first = href[:1]
    if first == "#":
        return "#"
    if first > " " and ":" not in href and first not in "/\\":
        return "/"
    return _kind(href)


@functools.lru_cache(maxsize=16384)
def _kind(href: str) -> str:
    href = trim(href)
    if not href:
        return ""
    if href[0] == "#":
        return "#"
    found = _scheme.match(href)
    if found is not None:
        return found[0][:-1].lower()
    return "//" if href[0] in "/\\" and href[1:2] in ("/", "\\") else "/"


@functools.lru_cache(maxsize=16384)
def split(href: str) -> Url:
    r"""The parts of a reference.

    A relative one is read as on an http page, so that ``\\`` is ``/``. ``http:x`` and ``http:///x`` name the host x, as they do
    where the base has another scheme.
    """
    href = trim(href)
    href, mark, after = href.partition("#")
    fragment = after if mark else None
    scheme = ""
    found = _scheme.match(href)
    if found is not None:
        scheme = found[0][:-1].lower()
        href = href[found.end() :]
    href, mark, after = href.partition("?")
    query = after if mark else None
    special = not scheme or scheme in SPECIAL
    if special and "\\" in href:
        href = href.replace("\\", "/")
    if scheme == "file":
        authority, path = _authority(href) if href.startswith("//") else ("", href)
        return Url(scheme, authority.lower(), "", path, query, fragment)
    if scheme and special:
        authority, path = _authority("//" + href.lstrip("/"))
    elif href.startswith("//"):
        authority, path = _authority(href if scheme else "//" + href.lstrip("/"))
    else:
        return Url(scheme, None, "", href, query, fragment)
    host, port = _host(authority)
    if port == _DEFAULT_PORTS.get(scheme):
        port = ""
    return Url(scheme, host, port, path or ("/" if special else ""), query, fragment)


def _authority(text: str) -> tuple[str, str]:
    """``//host:80/x`` as ``("host:80", "/x")``."""
    authority, slash, path = text[2:].partition("/")
    return authority, slash + path


def _host(authority: str) -> tuple[str, str]:
    authority = authority.rpartition("@")[2]
    if authority.startswith("["):
        inside, bracket, port = authority.partition("]")
        return (inside + bracket).lower(), port.removeprefix(":")
    host, _, port = authority.partition(":")
    return percent_decode(host).lower(), port.lstrip("0") if port != "0" else port


@functools.lru_cache(maxsize=16384)
def resolve(href: str, base: str) -> Url:
    """Where a reference on a page of the absolute URL ``base`` leads: an absolute URL without dot segments.

    A base without scheme is as good as none: the parts come back as written.
    """
    url, on = split(href), split(base)
    if url.scheme and not _is_relative_after_all(href, url, on):
        return url._replace(path=remove_dots(url.path)) if url.host is not None else url
    if url.scheme:
        rest = trim(href).partition(":")[2]
        url = split(rest if rest[:1] in ("/", "\\", "?", "#", "") else f"./{rest}")
    if not on.scheme:
        return url
    if url.host is not None:
        port = "" if url.port == _DEFAULT_PORTS.get(on.scheme) else url.port
        return url._replace(scheme=on.scheme, port=port, path=remove_dots(url.path))
    path, query = url.path, url.query
    if not path:
        path, query = on.path, on.query if query is None else query
    elif not path.startswith("/"):
        path = on.path.rpartition("/")[0] + "/" + path
    return Url(on.scheme, on.host, on.port, remove_dots(path), query, url.fragment)


def _is_relative_after_all(href: str, url: Url, base: Url) -> bool:
    """``http:x`` and ``http:/x`` are relative on a page of the same scheme."""
    if url.scheme != base.scheme or url.scheme not in SPECIAL:
        return False
    rest = trim(href).partition(":")[2][:2].replace("\\", "/")
    return rest != "//"


def remove_dots(path: str) -> str:
    """An absolute path without ``.`` and ``..`` segments (``%2e`` counts as a dot); it never climbs above the root."""
    if "/." not in path and "%2" not in path:
        return path
    kept: list[str] = []
    pieces = path.split("/")
    for at, piece in enumerate(pieces):
        small = piece.lower()
        is_last = at == len(pieces) - 1
        if small in _TWO_DOTS:
            if len(kept) > 1:
                kept.pop()
        elif small not in _ONE_DOT:
            kept.append(piece)
            continue
        if is_last:
            kept.append("")
    return "/".join(kept) or "/"


def segments(path: str, folder: str = "") -> tuple[str, bool, bool]:
    """A URL path as a path below the root: percent-decoded, dots and empty segments gone, without slashes at the ends.

    ``folder`` is the decoded folder that a relative path starts from. Also says whether the path names a folder (it ends in
    a slash or dots), and whether it tried to climb above the root.
    """
    kept = folder.split("/") if folder and not path.startswith("/") else []
    climbed = False
    small = ""
    for piece in path.split("/"):
        small = piece.lower() if "%" in piece else piece
        if not piece or small in _ONE_DOT:
            continue
        if small in _TWO_DOTS:
            if kept:
                kept.pop()
            else:
                climbed = True
            continue
        kept.append(percent_decode(piece) if "%" in piece else piece)
    is_folder = not small or small in _ONE_DOT or small in _TWO_DOTS
    return "/".join(kept), is_folder, climbed


def fragment(text: str) -> str:
    """A fragment percent-decoded, its text directive (``:~:text=…``) cut off. It comes and goes without ``#``."""
    if ":~:" in text:
        text = text.partition(":~:")[0]
    return percent_decode(text) if "%" in text else text


def percent_decode(text: str) -> str:
    """A text with its percent escapes decoded once as UTF-8.

    An encoded slash stays encoded; so does what isn't hexadecimal or isn't UTF-8.
    """
    return _escapes.sub(_decoded, text) if "%" in text else text


def _decoded(found: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]
    return text.replace("/", "%2F")
