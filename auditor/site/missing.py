"""Which addresses of a page lead to no file of its site, once the cases are set apart in which the site isn't known well enough."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from auditor.html import urls
from auditor.html.resources import Reference

if TYPE_CHECKING:
    from auditor.html.tree import Element
    from auditor.page import Page

# Hints to the browser and addresses for programs: no file that readers miss.
_NO_FILES = frozenset(("preconnect", "dns-prefetch", "pingback", "edituri", "shortlink", "wlwmanifest"))
# So many failing addresses of one sort, and none that works, are a root that was guessed wrong.
_TOO_MANY = 4


class Missing(NamedTuple):
    """An address that no file answers, and its first use.

    ``target`` is as written, without its fragment; ``hint`` the URL of the nearest file (``""`` if none is near);
    ``uses`` how many links and resources have the address.
    """

    target: str
    hint: str
    element: Element
    attribute: str
    uses: int


def missing_targets(page: Page) -> Iterator[Missing]:
    """The page's broken addresses within its site, in order of first use: links, then resources.

    Of a source post only addresses from the root are judged, and only where the folder is a site and not what a generator makes one of: its
    own address is the generator's business, as are those of the posts beside it. Says nothing where the root seems to be another: then all fail.
    """
    site = page.site
    if site is None or (page.is_post and not site.is_whole):
        return
    # Most are fine: uses are counted where one isn't.
    targets = dict(page.targets)
    files = [
        resource for resource in page.resources if urls.kind(resource.url) == "/" and not _is_no_file(resource.element)
    ]
    path, base = page.path, page.base_href
    for file in files:
        address = file.url.partition("#")[0]
        if address not in targets:
            targets[address] = site.resolve(path, address, base)
    missing: dict[str, str] = {}
    found: set[str] = set()
    for target, answer in targets.items():
        if page.is_post and not _is_rooted(target):
            continue
        if answer.is_missing:
            missing[target] = answer.hint
        elif answer.kind == "internal":
            found.add(target)
    if not missing:
        return
    uses = _uses(page, files, missing)
    for is_rooted in (False, True):
        failing = [target for target in missing if _is_rooted(target) is is_rooted]
        if not any(_is_rooted(target) is is_rooted for target in found) and (
            not site.is_whole or len(failing) >= _TOO_MANY
        ):
            continue
        for target in failing:
            if not (is_rooted and _is_home_below(target, targets.keys() - found - missing.keys())):
                first, *others = uses[target]
                yield Missing(target, missing[target], first.element, first.attribute, 1 + len(others))


def _uses(page: Page, files: list[Reference], missing: Mapping[str, str]) -> dict[str, list[Reference]]:
    uses: dict[str, list[Reference]] = {target: [] for target in missing}
    for href in page.hrefs_by_kind.get("/", ()):
        target = href.partition("#")[0]
        if target in uses:
            uses[target] += [Reference(element, "href", href) for element in page.hrefs[href]]
    for file in files:
        target = file.url.partition("#")[0]
        if target in uses:
            uses[target].append(file)
    return uses


def _is_home_below(target: str, others: Collection[str]) -> bool:
    """Whether it is the home of a site that is served from a subfolder: links that can't be judged lead below it."""
    home = urls.trim(target).rstrip("/") + "/"
    return home.count("/") == 2 and any(other.startswith(home) for other in others)


def _is_rooted(target: str) -> bool:
    return target.lstrip()[:1] in ("/", "\\")


def _is_no_file(element: Element) -> bool:
    return element.name == "link" and not _NO_FILES.isdisjoint((element.attr("rel") or "").lower().split())
