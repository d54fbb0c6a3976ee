"""What a rule may import, and nothing else."""

from auditor.finding import Confidence, Edit, Finding, Fix, Related, Safety, Severity, Span
from auditor.html import languages, urls
from auditor.html.names import (
    accessible_name,
    has_name,
    has_unknown_parts,
    is_focusable,
    is_hidden,
    is_hidden_from_at,
    role,
    text_or_name,
)
from auditor.html.purpose import purpose
from auditor.html.tree import UNKNOWN, Element, TextRun
from auditor.page import Heading, Page, fold, json_objects, shorten
from auditor.rule import Rule, SiteRule, bad, good, option
from auditor.text import cta, filler, leftovers, vague
from auditor.site import permalink

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
    "accessible_name",
    "bad",
    "cta",
    "filler",
    "fold",
    "good",
    "has_name",
    "has_unknown_parts",
    "is_focusable",
    "is_hidden",
    "is_hidden_from_at",
    "json_objects",
    "languages",
    "leftovers",
    "option",
    "permalink",
    "purpose",
    "role",
    "shorten",
    "text_or_name",
    "urls",
    "vague",
]
