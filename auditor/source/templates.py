"""Template code in source posts: Liquid, Jinja, ERB and shortcodes, masked so that the markup around them can be parsed.

What a template engine will write is unknown. Each construct is replaced by as many `UNKNOWN` characters, so that every
offset stays what it was: a value or a text that holds one is never judged.
"""

from __future__ import annotations

import re

from auditor.html.tree import UNKNOWN

_token = re.compile(r"(?P<comment><!--)|(?P<code>\{[{%#]|<%)|(?P<raw><(?:script|style)\b)|(?P<end></(?:script|style)\b)"
                    r"|(?P<tag></?[A-Za-z])|(?P<quote>[\"'])|(?P<close>>)", re.IGNORECASE)  # fmt: skip
# What opens a construct, and what closes it; of several the first that is closed holds.
_CONSTRUCTS = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}"),
        (r"\{%-?\s*highlight\b", r"\{%-?\s*endhighlight\s*-?%\}"),
        (r"\{\{[<%]", r"[%>]\}\}"),
        (r"\{\{", r"\}\}"),
        (r"\{%", r"%\}"),
        (r"\{#", r"#\}"),
        (r"<%", r"%>"),
    )
)
_hint = re.compile(r"\{\{|\{%|\{#|<%")
_not_newline = re.compile(r"[^\r\n]")

# Where Jekyll, Hugo, Eleventy, Django and their like keep layouts and parts of pages, with front matter or without.
_FOLDERS = frozenset(
    ("_layouts", "_includes", "_templates", "layouts", "templates", "partials", "archetypes", "_partials")
)


def is_template(path: str) -> bool:
    """Whether a file lies where generators keep what pages are made of."""
    return not _FOLDERS.isdisjoint(path.split("/")[:-1])


def mask_templates(text: str) -> str | None:
    """The text with template code masked, of the same length; None where there is none."""
    if _hint.search(text) is None:
        return None
    ends = _Ends(text)
    parts: list[str] = []
    at = after = 0
    quote = ""
    in_tag = in_raw = False
    while (found := _token.search(text, after)) is not None:
        kind, start = found.lastgroup, found.start()
        after = found.end()
        if kind in ("code", "comment"):
            end = ends.of(start)
            after = end if end is not None else start + 1
            if kind == "code" and end is not None:
                parts += (text[at:start], _masked(text[start:end], text[start - 1 : start], quote, in_tag=in_tag))
                at = end
        elif quote:
            quote = "" if found[0] == quote else quote
        elif in_tag:
            if kind == "quote" and _is_value(text, start):
                quote = found[0]
            elif kind == "close":
                in_tag = False
        elif in_raw:
            if kind == "end":
                in_raw, in_tag = False, True
        elif kind in ("tag", "raw"):
            in_tag, in_raw = True, kind == "raw"
    parts.append(text[at:])
    masked = "".join(parts)
    return masked if masked != text else None


class _Ends:
    """Where constructs end. What was once looked for in vain isn't looked for again: a page may open a hundred thousand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.never: set[re.Pattern[str]] = set()

    def of(self, start: int) -> int | None:
        """Where the construct that opens at an offset ends, None where it doesn't."""
        for opening, closing in _CONSTRUCTS:
            if closing in self.never:
                continue
            opened = opening.match(self.text, start)
            if opened is None:
                continue
            closed = closing.search(self.text, opened.end())
            if closed is not None:
                return closed.end()
            self.never.add(closing)
        return None


def _is_value(text: str, quote: int) -> bool:
    """Whether a quotation mark in a tag begins a value."""
    before = quote - 1
    while before >= 0 and text[before].isspace():
        before -= 1
    return before >= 0 and text[before] == "="


def _masked(code: str, before: str, quote: str, *, in_tag: bool) -> str:
    if in_tag and not quote and before in (" ", "\t", "\n", "\r", '"', "'"):
        # Between attributes: it may write any attribute, so it stands for one whose name isn't known.
        return f" {UNKNOWN * (len(code) - 2)} "
    return _not_newline.sub(UNKNOWN, code)
