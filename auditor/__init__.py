"""What a rule may import, and nothing else."""

from auditor.finding import Confidence, Edit, Finding, Fix, Related, Safety, Severity, Span
from auditor.html.tree import UNKNOWN, Element, TextRun
from auditor.page import Heading, Page, fold, json_objects, shorten
from auditor.rule import Rule, SiteRule, bad, good, option

__all__ = [
    "UNKNOWN",
    "Confidence",
    "Edit",
    "Element",
    "Finding",
    "Fix",
    "Heading",
    "Page",
    "Related",
    "Rule",
    "Safety",
    "Severity",
    "SiteRule",
    "Span",
    "TextRun",
    "bad",
    "fold",
    "good",
    "json_objects",
    "option",
    "shorten",
]
