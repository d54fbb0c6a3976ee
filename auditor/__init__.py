"""What a rule may import, and nothing else."""

from auditor.finding import Confidence, Edit, Finding, Fix, Related, Safety, Severity, Span
from auditor.html import doctypes, languages, references, srcset, urls
from auditor.html.main_content import Extent, main_content
from auditor.html.names import (
    accessible_name,
    has_name,
    has_unknown_parts,
    inline_style,
    is_focusable,
    is_hidden,
    is_hidden_from_at,
    role,
    text_or_name,
    unnamed,
)
from auditor.html.purpose import purpose
from auditor.html.readable import Piece, readable_pieces
from auditor.html.roles import part_beside, with_role
from auditor.html.tree import UNKNOWN, Element, TextRun
from auditor.html.wrong_bytes import wrong_bytes
from auditor.limits import limited
from auditor.page import Heading, Page, fold, json_objects, named, shorten
from auditor.rule import Rule, SiteRule, bad, good, option
from auditor.site import permalink
from auditor.site.nearest import nearest_name
from auditor.text import cta, filler, leftovers, mojibake, readability, reading_time, vague
from auditor.text.audience import Audience, Reader

__all__ = [
    "UNKNOWN",
    "Audience",
    "Confidence",
    "Edit",
    "Element",
    "Extent",
    "Finding",
    "Fix",
    "Heading",
    "Page",
    "Piece",
    "Reader",
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
    "doctypes",
    "filler",
    "fold",
    "good",
    "has_name",
    "has_unknown_parts",
    "inline_style",
    "is_focusable",
    "is_hidden",
    "is_hidden_from_at",
    "json_objects",
    "languages",
    "leftovers",
    "limited",
    "main_content",
    "mojibake",
    "named",
    "nearest_name",
    "option",
    "part_beside",
    "permalink",
    "purpose",
    "readability",
    "readable_pieces",
    "reading_time",
    "references",
    "role",
    "shorten",
    "srcset",
    "text_or_name",
    "unnamed",
    "urls",
    "vague",
    "with_role",
    "wrong_bytes",
]
