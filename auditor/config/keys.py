"""The keys of the configuration, each stated once: what it takes and what it is for.

Reading, the JSON schema and the reference in ``docs/configuration.md`` (by a test) all follow this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from auditor.finding import Confidence, Severity
from auditor.rule import PRESETS

SEVERITIES = tuple(severity.label for severity in reversed(Severity))
CONFIDENCES = tuple(confidence.label for confidence in reversed(Confidence))


class KeyInfo(NamedTuple):
    """What a key takes: ``kind`` is ``text``, ``text or list``, ``list``, ``number``, ``table`` or ``tables``.

    ``choices`` holds for the text or for each item of the list, ``least`` for a number.
    """

    kind: str
    help: str
    choices: tuple[str, ...] = ()
    least: int = 0


_WHICH: Mapping[str, KeyInfo] = {
    "preset": KeyInfo("text or list", "The sets of rules to start from.", PRESETS),
    "select": KeyInfo(
        "list", "Rules, categories or globs to run: beside the preset if one is stated with it, else alone."
    ),
    "ignore": KeyInfo("list", "Rules, categories or globs not to run."),
    "rules": KeyInfo("table", "Severity and options by rule."),
}

TOP: Mapping[str, KeyInfo] = {
    **_WHICH,
    "fail-on": KeyInfo("text", "The least severity that makes the run fail.", (*SEVERITIES, "never")),
    "max-warnings": KeyInfo("number", "The run fails with more warnings than this."),
    "confidence": KeyInfo("text", "The least confidence of findings that are shown.", CONFIDENCES),
    "exclude": KeyInfo("list", "Globs of files that are not audited."),
    "format": KeyInfo("text or list", "The formats of the report."),
    "jobs": KeyInfo("number", "How many processes work at once.", least=1),
    "site": KeyInfo("table", "Where the site's root is and which URL it is published under."),
    "overrides": KeyInfo("tables", "Other settings for some paths; the later one wins."),
    "custom": KeyInfo("tables", "Rules of your own."),
}

SITE: Mapping[str, KeyInfo] = {
    "root": KeyInfo("text", "The folder that “/” means, relative to the configuration file."),
    "url": KeyInfo("text", "The URL of that folder, such as https://example.com/."),
}

OVERRIDE: Mapping[str, KeyInfo] = {"paths": KeyInfo("list", "Globs of the paths that it holds for."), **_WHICH}

CUSTOM: Mapping[str, KeyInfo] = {
    "name": KeyInfo("text", "The rule's name, in kebab-case."),
    "message": KeyInfo("text", "What is said of a finding; may hold {text}, {name}, {value} or a group of the regex."),
    "severity": KeyInfo("text", "How bad a finding is (warning unless stated).", SEVERITIES),
    "css": KeyInfo("text", "A CSS selector: every element that it matches is a finding."),
    "xpath": KeyInfo("text", "An XPath 1.0 expression: every element, attribute or text it finds is a finding."),
    "regex": KeyInfo("text", "A regular expression, searched for in the source text."),
    "paths": KeyInfo("list", "Globs of the paths that the rule is for; everywhere unless stated."),
}
