"""Which file of a site answers a URL.

One inventory of the files is made before any page is read, and links are looked up in it. The rules of answering are those that
all static hosts have in common, with the doubtful cases decided for the link: ``/x`` is answered by x, x.html or
x/index.html, ``/x/`` by x/index.html, letters' case counts (tables of nine hosts' behaviour, checked 2026-11).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from auditor.html import urls
from auditor.html.tree import UNKNOWN
from auditor.site.nearest import INDEXES, SUFFIXES, Nearest

if TYPE_CHECKING:
    from auditor.page import Page
    from auditor.site.missing import Missing

Kind = Literal["internal", "same-page", "external", "special", "outside"]

# What a site generator makes pages of: where one of these stands, a page of another name will.
SOURCES = (
    ".md",
    ".markdown",
    ".mdx",
    ".adoc",
    ".rst",
    ".njk",
    ".liquid",
    ".pug",
    ".haml",
    ".erb",
    ".org",
    ".ipynb",
    ".php",
)
# Paths that the host itself answers.
HOSTS_OWN = ("cdn-cgi/", ".well-known/", ".netlify/", "_vercel/")
# At the root: this folder is what a site is made of, and not the site.
_GENERATORS = {
    "_config.yml": "jekyll", "_config.yaml": "jekyll", "_config.toml": "jekyll", "hugo.toml": "hugo", "hugo.yaml": "hugo",
    ".eleventy.js": "eleventy", "eleventy.config.js": "eleventy", "eleventy.config.mjs": "eleventy", "eleventy.config.cjs": "eleventy",
    "eleventy.config.ts": "eleventy", "astro.config.mjs": "astro", "astro.config.ts": "astro", "gatsby-config.js": "gatsby",
    "docusaurus.config.js": "docusaurus", "docusaurus.config.ts": "docusaurus", "mkdocs.yml": "mkdocs", "zola.toml": "zola",
    "pelicanconf.py": "pelican", "next.config.js": "next", "next.config.mjs": "next", "nuxt.config.ts": "nuxt",
}  # fmt: skip
# At the root: the host may answer where no file does.
_REDIRECTS = ("_redirects", "_worker.js", "netlify.toml", "vercel.json", ".htaccess", "web.config", "firebase.json",
              "staticwebapp.config.json", "wrangler.toml", "wrangler.json", "redirects.json")  # fmt: skip
_TEMPLATE_CODE = (UNKNOWN, "{{", "{%", "<%", "${")
_MEMO_MOST = 200_000
_FRONT_MATTER_MOST = 4096
_permalink = re.compile(r"""(?m)^(?:permalink|url|slug)[ \t]*[:=][ \t]*["']?([^"'\r\n#]*[^"'\r\n# \t])""")


class Target(NamedTuple):
    """Where a link leads.

    ``kind``: ``internal``; ``same-page``; ``external`` (another host, or one that isn't known to be this site's); ``special`` (mailto,
    tel, javascript, data, …); ``outside`` (not judged: above the root, template code, a root that isn't known).
    ``path`` is the file that answers, relative to the root, spelt as in the inventory; None where none does or it isn't known.
    ``fragment`` comes percent-decoded, without ``#`` and without a text directive; None where there is none.
    ``is_missing``: an internal link that no file answers. ``hint`` is the nearest file's URL then, from the root, or ``""``.
    """

    kind: Kind
    path: str | None = None
    fragment: str | None = None
    is_missing: bool = False
    hint: str = ""


_EXTERNAL = Target("external")
_SPECIAL = Target("special")
_OUTSIDE = Target("outside")


class Site:
    """The files of a site.

    ``files`` are paths relative to the root, with ``/``: pages and all else that a link may lead to. ``root`` is the folder on disk,
    None where there is none. ``is_whole`` says that the root is the site's root, so that links that begin with ``/`` may be judged; left
    open, it is so where an index page stands at the root. ``url`` is where it is published,
    ``""`` where nobody said. Pickles without what it has remembered.
    """

    def __init__(
        self, files: Iterable[str], *, root: str | None = None, is_whole: bool | None = None, url: str = ""
    ) -> None:
        self.root = root
        self.url = url
        self.files = frozenset(files)
        # Compared after Unicode's form C on every system; the value is the spelling of the file system.
        self._by_path: dict[str, str] = {_nfc(path): path for path in self.files}
        self.generator = next((name for file, name in _GENERATORS.items() if file in self.files), "")
        self.has_redirects = any(file in self.files for file in _REDIRECTS)
        if is_whole is None:
            is_whole = any(index in self._by_path for index in INDEXES)
        self.is_whole = is_whole and not self.generator
        self._memo: dict[tuple[str, str, str | None], Target] = {}
        self._listed: dict[str, frozenset[str]] = {}

    @classmethod
    def from_folder(cls, root: Path, files: Iterable[str], *, is_whole: bool | None = None, url: str = "") -> Site:
        """The site in a folder, given the list of its files (relative, with ``/``)."""
        return cls(files, root=str(root), is_whole=is_whole, url=url)

    def __getstate__(self) -> dict[str, Any]:
        return {"files": self.files, "root": self.root, "is_whole": self.is_whole, "url": self.url}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        Site.__init__(self, **state)

    def __repr__(self) -> str:
        return f"<Site of {len(self.files)} files>"

    # -- links ---------------------------------------------------------------------------------

    def resolve(self, page_path: str, href: str, base_href: str | None = None) -> Target:
        """Where a link of a page leads. ``page_path`` is relative to the root, ``base_href`` the page's first ``<base href>``."""
        before, mark, after = href.partition("#")
        if not base_href and (not before or before.isspace()):
            # No path at all: the page itself, whatever its URL.
            return Target("same-page", page_path, urls.fragment(after) if mark else None)
        key = (page_path.rpartition("/")[0], before, base_href)
        target = self._memo.get(key)
        if target is None:
            if len(self._memo) >= _MEMO_MOST:
                self._memo.clear()
            target = self._memo[key] = self._locate(*key)
        if target.path == page_path:
            return Target("same-page", page_path, urls.fragment(after) if mark else None)
        return (
            Target(target.kind, target.path, urls.fragment(after), target.is_missing, target.hint) if mark else target
        )

    @cached_property
    def permalinks(self) -> frozenset[str]:
        """The paths, without slashes at their ends, that source documents in the folder ask for in their front matter."""
        if self.root is None:
            return frozenset()
        found: set[str] = set()
        for path in self.files:
            if path.endswith((*SUFFIXES, *SOURCES)):
                try:
                    with open(os.path.join(self.root, path), "rb") as opened:
                        start = opened.read(_FRONT_MATTER_MOST)
                except OSError:
                    continue
                if start.startswith((b"---", b"+++")):
                    found.update(_permalink.findall(start.decode("utf-8", "replace")))
        return frozenset(path.strip("/") for path in found)

    def missing_targets(self, page: Page) -> Iterator[Missing]:
        """The addresses on a page, of links and resources, that no file of the site answers."""
        from auditor.site.missing import missing_targets  # noqa: PLC0415 — it knows pages, which most of this needn't

        return missing_targets(page)

    def _locate(self, folder: str, href: str, base_href: str | None) -> Target:
        if any(code in href for code in _TEMPLATE_CODE):
            return _OUTSIDE
        url = urls.split(href)
        if url.scheme:
            return _EXTERNAL if url.scheme in ("http", "https", "ftp") else _SPECIAL
        if url.host is not None:
            return _EXTERNAL
        path = url.path
        if base_href:
            base = urls.split(base_href)
            if base.scheme or base.host is not None:
                return _EXTERNAL
            if not path:
                path = base.path
            elif not path.startswith("/"):
                path = base.path.rpartition("/")[0] + "/" + path if "/" in base.path else path
        elif not path:
            return _OUTSIDE
        is_rooted = path.startswith("/")
        wanted, is_folder, climbed = urls.segments(path, _nfc(folder))
        wanted = _nfc(wanted)
        if climbed and not self.is_whole:
            return _OUTSIDE
        if is_rooted and not self.is_whole:
            found = self._answer(wanted, is_folder=is_folder) if wanted else None
            return _OUTSIDE if found is None else Target("internal", found)
        found = self._answer(wanted, is_folder=is_folder)
        if found is not None:
            return Target("internal", found)
        if climbed or self._is_unknowable(wanted, is_folder=is_folder, is_rooted=is_rooted):
            return _OUTSIDE
        return Target("internal", None, None, True, self._nearest.url(wanted))

    def _answer(self, path: str, *, is_folder: bool) -> str | None:
        """The file that answers a decoded path, None where none does."""
        known = self._by_path
        if not is_folder:
            found = known.get(path)
            if found is not None:
                return found
            for suffix in SUFFIXES:
                found = known.get(path + suffix)
                if found is not None:
                    return found
        before = f"{path}/" if path else ""
        for index in INDEXES:
            found = known.get(before + index)
            if found is not None:
                return found
        # Netlify, Vercel, Cloudflare and Render answer /x/ with x.html as well.
        if is_folder and path and self.has_redirects:
            return known.get(f"{path}.html")
        return None

    def _is_unknowable(self, path: str, *, is_folder: bool, is_rooted: bool) -> bool:
        """Whether a path that no listed file answers may well be answered all the same."""
        if not path or self.generator or path.startswith(HOSTS_OWN):
            return True
        if any(self._is_file(path + suffix) for suffix in SOURCES):
            return True
        stem, dot, suffix = path.rpartition(".")
        if dot and f".{suffix}" in SUFFIXES and any(self._is_file(stem + source) for source in SOURCES):
            return True
        if any(
            self._is_file(f"{path}/{name}{source}") for name in ("index", "_index", "README") for source in SOURCES[:3]
        ):
            return True
        if (is_rooted and self._has_lost_base(path, is_folder=is_folder)) or path.strip("/") in self.permalinks:
            return True
        # The listing may leave out what the disk has: ignored files, links out of the tree.
        if self.root is not None:
            candidates = [] if is_folder else [path, *(path + suffix for suffix in SUFFIXES)]
            candidates += [f"{path}/{index}" for index in INDEXES]
            return any(self._is_on_disk(candidate) for candidate in candidates)
        return False

    def _has_lost_base(self, path: str, *, is_folder: bool) -> bool:
        """Whether the path is right below a prefix (``/project/x`` for x): the site is served from a subfolder."""
        first, _, rest = path.partition("/")
        return bool(rest) and first not in self._folders and self._answer(rest, is_folder=is_folder) is not None

    def _is_file(self, path: str) -> bool:
        return path in self._by_path

    def _is_on_disk(self, path: str) -> bool:
        """Whether a file of exactly this spelling is on disk. One listing a folder, and only for links that fail."""
        folder, _, name = path.rpartition("/")
        listed = self._listed.get(folder)
        if listed is None:
            try:
                names = os.listdir(os.path.join(self.root or "", folder))
            except (OSError, ValueError):
                names = []
            # A file system that forgets letters' case must not answer for a folder of another spelling.
            known = not folder or folder in self._folders or self._is_on_disk(folder)
            listed = self._listed[folder] = frozenset(map(_nfc, names)) if known else frozenset()
        return name in listed

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._by_path)

    @cached_property
    def _folders(self) -> frozenset[str]:
        found: set[str] = set()
        for path in self._by_path:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)


def _nfc(path: str) -> str:
    return path if path.isascii() else unicodedata.normalize("NFC", path)
