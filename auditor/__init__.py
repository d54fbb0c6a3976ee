"""What a rule may import, and nothing else.

First what every rule is made of: `Rule`, `SiteRule`, `option`, `bad`, `good`, `Page`, `Element`, `Finding` and its parts. Then modules that know
one thing each (`names` of elements, `urls`, `languages`, `mojibake`, …), for the rules about that thing.
"""

from auditor.finding import Confidence, Edit, Finding, Fix, Related, Safety, Severity, Span
from auditor.html import doctypes, languages, names, references, srcset, urls
from auditor.html.main_content import Extent, main_content
from auditor.html.purpose import purpose
from auditor.html.readable import Piece, readable_pieces
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
    "bad",
    "cta",
    "doctypes",
    "filler",
    "fold",
    "good",
    "json_objects",
    "languages",
    "leftovers",
    "limited",
    "main_content",
    "mojibake",
    "named",
    "names",
    "nearest_name",
    "option",
    "permalink",
    "purpose",
    "readability",
    "readable_pieces",
    "reading_time",
    "references",
    "shorten",
    "srcset",
    "urls",
    "vague",
    "wrong_bytes",
]
