"""Examples become tests. Public: authors of rules use it for theirs.

``check_examples(MyRule)`` in a test of yours runs every example in the class and says in an `AssertionError` what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from auditor.finding import Finding
from auditor.page import Page
from auditor.place import locate
from auditor.registry import RuleType
from auditor.rule import Example, Rule, SiteRule
from auditor.site.facts import Facts
from auditor.site.inventory import Site
from auditor.source.reading import from_text

if TYPE_CHECKING:
    from auditor.site.query import SiteFinding


def page(html: str | bytes, path: str = "page.html", *, site: Site | None = None) -> Page:
    """A page out of HTML, as if it stood in a file of that path."""
    return Page(from_text(html, path), site=site)


def findings(rule: RuleType, pages: str | Mapping[str, str | bytes], **options: Any) -> list[Finding]:
    """What a rule says of a page or of a small site (paths to HTML), each with its place, in order."""
    given = {"page.html": pages} if isinstance(pages, str) else pages
    site = Site(given) if len(given) > 1 else None
    parsed = {path: page(html, path, site=site) for path, html in given.items()}
    if issubclass(rule, SiteRule):
        return _site_findings(rule(**options), parsed)
    made = rule(**options)
    return sorted(locate(one, finding) for one in parsed.values() if _applies(made, one) for finding in made.check(one))


def _applies(rule: Rule, one: Page) -> bool:
    return one.is_document or not rule.documents_only


def _site_findings(rule: SiteRule, pages: Mapping[str, Page]) -> list[Finding]:
    from auditor.site.query import judge  # noqa: PLC0415 — the database is asked for site rules only

    facts = Facts(rule.tables())
    for one in pages.values():
        facts.add(one)
    return sorted(_on(pages[found.finding.page], found) for found in judge([rule], facts))


def _on(one: Page, found: SiteFinding) -> Finding:
    return locate(one, found.on(one))


def check_examples(rule: RuleType) -> None:
    """Run a rule's examples. Raises `AssertionError`, naming the example, for one that doesn't hold."""
    assert any(example.is_bad for example in rule.examples), f"{rule.name} has no bad example"
    assert any(not example.is_bad for example in rule.examples), f"{rule.name} has no good example"
    for example in rule.examples:
        check_example(rule, example)
    for name in rule.options:
        assert _matters(rule, name), f"{rule.name}: no example shows what option {name} changes"


def check_example(rule: RuleType, example: Example) -> None:
    """Run one example. Raises `AssertionError`."""
    found = findings(rule, example.pages, **example.options)
    shown = "\n".join(f"--- {path}\n{html!r}" for path, html in example.pages.items())
    said = [f"{f.page}:{f.place.line}: {f.message}" for f in found]
    where = f"{rule.name} {dict(example.options) or ''} on\n{shown}\nsaid {said}"
    if not example.is_bad:
        assert not found, f"a good example is found fault with: {where}"
        return
    assert found, f"a bad example passes: {where}"
    if example.says:
        assert any(example.says in f.message for f in found), f"nothing says {example.says!r}: {where}"
    if example.at is not None:
        assert found[0].place.line == example.at, f"the first finding isn't on line {example.at}: {where}"
    if example.count is not None:
        assert len(found) == example.count, f"{len(found)} findings instead of {example.count}: {where}"
    if example.fixed is not None:
        _check_fix(rule, example, found, where)


def _check_fix(rule: RuleType, example: Example, found: list[Finding], where: str) -> None:
    from auditor.fixer import apply_edits  # noqa: PLC0415 — the fixer imports what most tests don't need

    path, html = next(iter(example.pages.items()))
    text = page(html, path).text
    fixes = [finding.fix for finding in found if finding.fix is not None]
    assert fixes, f"no finding has a fix: {where}"
    fixed = apply_edits(text, [edit for fix in fixes for edit in fix.edits])
    assert fixed == example.fixed, f"fixed to {fixed!r} instead of {example.fixed!r}: {where}"
    again = [finding for finding in findings(rule, {path: fixed}, **example.options) if finding.fix is not None]
    assert not again, f"a second run would fix again: {where}"


def _matters(rule: RuleType, name: str) -> bool:
    for example in rule.examples:
        if name not in example.options:
            continue
        without = {key: value for key, value in example.options.items() if key != name}
        before = [(f.span, f.message) for f in findings(rule, example.pages, **example.options)]
        after = [(f.span, f.message) for f in findings(rule, example.pages, **without)]
        if before != after:
            return True
    return False


__all__ = ["check_example", "check_examples", "findings", "page"]
