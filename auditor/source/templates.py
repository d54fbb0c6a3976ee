"""Template code in source posts: Liquid, Jinja, ERB and shortcodes, masked so that the markup around them can be parsed.

What a template engine will write is unknown. Each construct is replaced by as many `UNKNOWN` characters, so that every
offset stays what it was: a value or a text that holds one is never judged.
"""

from __future__ import annotations

import re

from auditor.html.tree import UNKNOWN

_CODE = (
    r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}"
    r"|\{%-?\s*highlight\b.*?\{%-?\s*endhighlight\s*-?%\}"
    r"|\{%-?\s*raw\s*-?%\}|\{%-?\s*endraw\s*-?%\}"
    r"|\{\{[<%].*?[%>]\}\}|\{\{.*?\}\}|\{%.*?%\}|\{\#.*?\#\}|<%.*?%>"
)
_token = re.compile(rf"(?P<comment><!--.*?-->)|(?P<code>{_CODE})|(?P<raw><(?:script|style)\b)|(?P<end></(?:script|style)\b)"
                    r"|(?P<tag></?[A-Za-z])|(?P<quote>[\"'])|(?P<close>>)", re.DOTALL | re.IGNORECASE)  # fmt: skip
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
    parts: list[str] = []
    at = 0
    quote = ""
    in_tag = in_raw = False
    for found in _token.finditer(text):
        kind = found.lastgroup
        if kind == "code":
            parts += (
                text[at : found.start()],
                _masked(found[0], text[found.start() - 1 : found.start()], in_tag, quote),
            )
            at = found.end()
        elif quote:
            quote = "" if found[0] == quote else quote
        elif in_tag:
            if kind == "quote" and text[: found.start()].rstrip()[-1:] == "=":
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


def _masked(code: str, before: str, in_tag: bool, quote: str) -> str:
    if in_tag and not quote and before in (" ", "\t", "\n", "\r", '"', "'"):
        # Between attributes: it may write any attribute, so it stands for one whose name isn't known.
        return f" {UNKNOWN * (len(code) - 2)} "
    return _not_newline.sub(UNKNOWN, code)
