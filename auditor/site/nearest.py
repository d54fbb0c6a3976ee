"""Which file of a site a broken link may have meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

INDEXES = ("index.html", "index.htm", "index.xhtml", "index.php", "index.shtml")
SUFFIXES = (".html", ".htm", ".xhtml", ".php")
# A mail address without mailto:, a scheme that lost its colon, a host without scheme.
_slip = re.compile(
    r"(?P<mail>[^\s/@]+@[^\s/@]+\.[a-z]{2,})$|(?:https?/+)(?P<host>\w[\w.\-]*\.[a-z]{2,}(?:/.*)?)$|(?P<www>www\..+)$",
    re.IGNORECASE,
)
# Comparing spellings takes some 20 µs a name.
_MOST_SIBLINGS = 1000


class Nearest:
    """The files of a site by what people get wrong: letters' case, the ending, a slip of spelling, the folder."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Take the paths of files, relative to the root. What is asked doesn't depend on their order."""
        self._by_small: dict[str, str] = {}
        # By folder, the names in it without suffix, and the file that each stands for; a folder stands for its index page.
        self._siblings: dict[str, dict[str, str]] = {}
        # By last segment; "" where several share it.
        self._by_name: dict[str, str] = {}
        for path in sorted(paths, reverse=True):
            self._by_small[path.casefold()] = path
            folder, _, name = path.rpartition("/")
            self._by_name[name] = "" if name in self._by_name else path
            self._siblings.setdefault(folder, {})[_stem(name)] = path
            if name == INDEXES[0] and folder:
                above, _, name = folder.rpartition("/")
                self._siblings.setdefault(above, {})[name] = path

    def url(self, path: str) -> str:
        """The URL, from the root, of the file nearest to a path that no file answers; ``""`` where nothing is near.

        A mail address or host that was written without its scheme gets it.
        """
        slip = _slip.match(path)
        if slip is not None:
            return f"mailto:{path}" if slip["mail"] else f"https://{slip['host'] or slip['www']}"
        for candidate in _candidates(path):
            near = self._by_small.get(candidate.casefold())
            if near is not None:
                return _as_url(near)
        folder, _, name = path.rpartition("/")
        siblings = self._siblings.get(folder, {})
        if len(siblings) <= _MOST_SIBLINGS:
            import difflib  # noqa: PLC0415 — a millisecond that runs without broken links don't need

            close = difflib.get_close_matches(_stem(name), siblings, n=1, cutoff=0.75)
            if close:
                return _as_url(siblings[close[0]])
        named = self._by_name.get(name, "")
        return _as_url(named) if named and name not in INDEXES else ""


def _candidates(path: str) -> list[str]:
    """What may answer a path: itself, with a suffix, as a folder; then the same without its own suffix."""
    found = [path, *(path + suffix for suffix in SUFFIXES), *(f"{path}/{index}" for index in INDEXES)]
    stem, dot, suffix = path.rpartition(".")
    if dot and f".{suffix}" in SUFFIXES:
        found += [stem, *(stem + other for other in SUFFIXES), *(f"{stem}/{index}" for index in INDEXES)]
    return found


def _as_url(path: str) -> str:
    """A file's shortest URL: without ``index.html``."""
    return "/" + (path[: -len("index.html")] if path == "index.html" or path.endswith("/index.html") else path)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def nearest_name(name: str, names: Collection[str]) -> str:
    """The name that may have been meant, letters' case apart; ``""`` if none is near. Not asked of large sets: it takes a millisecond."""
    if len(names) > _MOST_SIBLINGS:
        return ""
    import difflib  # noqa: PLC0415 — see `Nearest.url`

    small = {one.casefold(): one for one in sorted(names, reverse=True)}
    close = difflib.get_close_matches(name.casefold(), small, n=1, cutoff=0.8)
    return small[close[0]] if close else ""
