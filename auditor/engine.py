"""The engine: sources in, an `Audit` out.

A rule that fails on a page is a finding and never silence; a page that can't be read is one too. The order of everything is that
of the pages, whatever process did the work.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.audit import Audit, Crash, Hidden, RuleInfo, Skipped
from auditor.finding import Finding
from auditor.notices import NOTICES, notice
from auditor.page import Page, PageSource
from auditor.place import locate
from auditor.site.facts import Facts
from auditor.source.folder import PAGES
from auditor.source.reading import NotAPageError, Source, UnreadableError, page_source
from auditor.version import VERSION

if TYPE_CHECKING:
    from auditor.config import Config, Settings
    from auditor.rule import Rule, SiteRule
    from auditor.site.inventory import Site
    from auditor.suppress import Suppressions


@dataclass
class Outcome:
    """What one page, or a batch of pages, came to. Plain data: it travels between processes."""

    findings: list[Finding] = field(default_factory=list[Finding])
    hidden: list[Hidden] = field(default_factory=list[Hidden])
    crashes: list[Crash] = field(default_factory=list[Crash])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    # Of the pages that have any, by path: site rules' findings are judged by them later.
    suppressions: dict[str, Suppressions] = field(default_factory=dict[str, "Suppressions"])
    facts: Facts = field(default_factory=lambda: Facts(()))
    pages: int = 0
    seconds_by_rule: dict[str, float] = field(default_factory=dict[str, float])

    def extend(self, other: Outcome) -> None:
        """Take what other pages came to."""
        self.findings += other.findings
        self.hidden += other.hidden
        self.crashes += other.crashes
        self.skipped += other.skipped
        self.suppressions.update(other.suppressions)
        self.facts.extend(other.facts)
        self.pages += other.pages
        for name, seconds in other.seconds_by_rule.items():
            self.seconds_by_rule[name] = self.seconds_by_rule.get(name, 0.0) + seconds


@dataclass(frozen=True)
class Job:
    """What every page of a run is audited with."""

    config: Config
    site: Site | None = None
    tables: frozenset[str] = frozenset()
    # Whether the time of each rule is taken: it costs some.
    timed: bool = False

    def audit(self, sources: Iterable[Source]) -> Outcome:
        """Audit pages, one after the other."""
        outcome = Outcome(facts=Facts(self.tables))
        for source in sources:
            self._audit_one(source, outcome)
        return outcome

    def _audit_one(self, source: Source, outcome: Outcome) -> None:
        try:
            read = page_source(source)
        except UnreadableError as error:
            outcome.findings.append(notice("page-unreadable", source.path, f"the page can't be read: {error}"))
            return
        except NotAPageError as error:
            outcome.skipped.append(Skipped(source.path, str(error)))
            return
        outcome.pages += 1
        try:
            page = self.page(read)
            self._judge(page, outcome)
            outcome.facts.add(page)
            page.tree.forget()
        except Exception as error:  # noqa: BLE001 — whatever fails on a page, the run goes on and says so
            _crashed(outcome, source.path, "", error)

    def page(self, read: PageSource) -> Page:
        """The page, as one of the run's site."""
        return Page(read, site=self.site)

    def _judge(self, page: Page, outcome: Outcome) -> None:
        settings = self.config.for_path(page.shown)
        found: list[Finding] = []
        run = self._run_timed if self.timed else self._run
        for rule in settings.rules:
            if rule.documents_only and not page.is_document:
                continue
            try:
                found += run(rule, page, outcome)
            except Exception as error:  # noqa: BLE001 — see above
                _crashed(outcome, page.shown, rule.name, error)
        allowed = _suppressions(page, self.config)
        if not found and allowed is None:
            return
        placed = [self.finish(page, settings, one) for one in found if one.confidence >= self.config.confidence]
        if allowed is not None and not allowed.empty:
            outcome.suppressions[page.shown] = allowed
            placed, hidden = allowed.apply(placed)
            outcome.hidden += hidden
        outcome.findings += placed
        if allowed is not None and settings.is_on("suppression-malformed"):
            outcome.findings += [self.finish(page, settings, one) for one in allowed.malformed]

    @staticmethod
    def _run(rule: Rule, page: Page, outcome: Outcome) -> Iterable[Finding]:
        del outcome
        return list(rule.check(page))

    @staticmethod
    def _run_timed(rule: Rule, page: Page, outcome: Outcome) -> Iterable[Finding]:
        began = time.perf_counter()
        found = list(rule.check(page))
        seconds = time.perf_counter() - began
        outcome.seconds_by_rule[rule.name] = outcome.seconds_by_rule.get(rule.name, 0.0) + seconds
        return found

    @staticmethod
    def finish(page: Page, settings: Settings, finding: Finding) -> Finding:
        """The finding placed on its page, with the severity that is configured."""
        severity = settings.severities.get(finding.rule)
        placed = locate(page, finding)
        return placed if severity is None else replace(placed, severity=severity)


def _suppressions(page: Page, config: Config) -> Suppressions | None:
    if "auditor" not in page.text:
        return None
    from auditor.suppress import suppressions  # noqa: PLC0415 — most pages allow nothing

    return suppressions(page, config.names)


def _crashed(outcome: Outcome, path: str, rule: str, error: Exception) -> None:
    crash = _crash(path, rule, error)
    outcome.findings.append(notice("page-crashed", path, f"{rule or 'the engine'} failed on this page: {crash.error}"))
    outcome.crashes.append(crash)


def _crash(path: str, rule: str, error: Exception) -> Crash:
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Crash(path, rule, said, "".join(traceback.format_exception(error)))


Progress = Callable[[int, int], None]
Runner = Callable[[Job, Sequence[Source]], Outcome]


def audit(
    sources: Sequence[Source],
    config: Config,
    *,
    site: Site | None = None,
    skipped: Iterable[Skipped] = (),
    remarks: Iterable[str] = (),
    run: Runner | None = None,
    timed: bool = False,
    root: str = "",
) -> Audit:
    """Audit pages and what they say together.

    ``run`` does the page work (in this process unless given: see `auditor.pool`). Site rules are judged when there is more
    than one page.
    """
    began = time.perf_counter()
    rules = config.site_rules if len(sources) > 1 else ()
    why = _why_not_whole(site, sources)
    if why:
        silent = [rule.name for rule in rules if rule.whole_site_only]
        rules = tuple(rule for rule in rules if not rule.whole_site_only)
        remarks = [*remarks, *(f"{name}: silent, because {why}" for name in silent)]
    tables = frozenset(table for rule in rules for table in rule.tables())
    job = Job(config, site, tables, timed)
    outcome = run(job, sources) if run is not None else job.audit(sources)
    try:
        _judge_site(rules, outcome, job, {source.site_path or source.path: source for source in sources})
    except Exception as error:  # noqa: BLE001 — what the pages said stays
        outcome.crashes.append(_crash("", "", error))
    _report_unused(outcome, config)
    return Audit(
        findings=tuple(sorted(outcome.findings)),
        hidden=tuple(sorted(outcome.hidden, key=lambda one: one.finding.sort_key)),
        crashes=tuple(sorted(outcome.crashes, key=lambda one: (one.page, one.rule, one.error))),
        skipped=tuple(sorted((*skipped, *outcome.skipped), key=lambda one: one.page)),
        pages=outcome.pages,
        remarks=tuple(remarks),
        rules=rule_infos(config),
        seconds=time.perf_counter() - began,
        seconds_by_rule=outcome.seconds_by_rule,
        root=root,
        version=VERSION,
    )


def _why_not_whole(site: Site | None, sources: Sequence[Source]) -> str:
    """Why the pages to be audited aren't a whole site; ``""`` where they are."""
    if site is None:
        return "single files are no site"
    read = {source.site_path for source in sources}
    unread = sum(file not in read for file in site.files if file.lower().endswith(PAGES))
    return f"{unread:,} of the site's pages aren't audited" if unread else ""


def _judge_site(rules: Sequence[SiteRule], outcome: Outcome, job: Job, sources: Mapping[str, Source]) -> None:
    if not rules or outcome.facts.pages < 2:
        return
    from auditor.site.query import judge  # noqa: PLC0415 — imports the database, which one page has no use for

    began = time.perf_counter()
    judged = judge(rules, outcome.facts, {path: source.path for path, source in sources.items()})
    judged.sort(key=lambda found: found.finding.page)
    for path, of_page in groupby(judged, key=lambda found: found.finding.page):
        # One page at a time: every page of a site may have its finding, and all of them don't fit in memory.
        page = job.page(page_source(sources[path]))
        settings = job.config.for_path(page.shown)
        findings = [job.finish(page, settings, one.on(page)) for one in of_page if settings.is_on(one.finding.rule)]
        allowed = outcome.suppressions.get(page.shown)
        if allowed is not None:
            findings, hidden = allowed.apply(findings)
            outcome.hidden += hidden
        outcome.findings += findings
    if job.timed:
        outcome.seconds_by_rule["(site rules)"] = time.perf_counter() - began


def _report_unused(outcome: Outcome, config: Config) -> None:
    for path, allowed in outcome.suppressions.items():
        settings = config.for_path(path)
        if not settings.is_on("suppression-unused"):
            continue
        # Of a single page, no rule about the site has had its say.
        ran = (*settings.rules, *(settings.site_rules if outcome.facts.pages > 1 else ()))
        outcome.findings += allowed.unused(frozenset(rule.name for rule in ran))


def rule_infos(config: Config) -> dict[str, RuleInfo]:
    """What reports may say of the rules that a configuration knows, by name."""
    infos = dict(NOTICES)
    for name, rule in config.rules.items():
        infos[name] = RuleInfo(
            name=name,
            category=rule.category,
            severity=rule.severity,
            summary=rule.summary(),
            documentation=rule.documentation(),
            also_known_as=rule.also_known_as,
            options={key: declared.default for key, declared in rule.options.items()},
        )
    return infos
