"""What a program was to replace before anybody read it: template code that was never rendered, values that weren't there.

Where it can be meant — sample code, a page about templates — nothing is found. A post is source, and never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from auditor.finding import Span
from auditor.html.hidden import is_hidden
from auditor.text.spots import (
    Leftover,
    Spot,
    attribute_spots,
    attribute_text,
    has_pair,
    head_spots,
    leftover,
    outside_code,
    places,
    text_spots,
)

if TYPE_CHECKING:
    from auditor.page import Page

# -- template code -----------------------------------------------------------------------------


# Code that only a template engine reads, whole: its opening and its closing.
@cache
def _in_text() -> re.Pattern[str]:
    return re.compile(
        r"\{\{[-~]?\s*[A-Za-z_$@.\"'#/][^{}\n]{0,160}?\}\}"
        r"|\{\{[<%]\s*/?\s*[\w.-]+[^{}\n]{0,160}?[>%]\}\}"
        r"|\{%-?\s*[a-z]\w*\b[^{}\n]{0,160}?%\}"
        r"|<%[=-]?\s*[\w@.][^<>\n]{0,160}?%>"
        r"|&lt;%[=-]?\s*[\w@.][^<>\n]{0,160}?%&gt;"
        r"|\bLiquid (?:syntax )?error(?: \([^()]{1,60}\))?:\s.{0,80}"
        r"|\b[Tt]ranslation missing: [a-z]{2}(?:[-_][A-Za-z]{2})?\.[\w.]+"
    )


# A shell variable or a format string may be meant in a text; in a title, an address or an alternative text it can't be.
@cache
def _in_values() -> re.Pattern[str]:
    return re.compile(
        _in_text().pattern
        + r"|\$\{[A-Za-z_$][\w.$()\[\]'\"? :|!-]{0,80}\}|%\([A-Za-z_]\w{0,40}\)[sdrf]\b"
        + r"|%7[Bb]%7[Bb][\w%. +|-]{1,120}?%7[Dd]%7[Dd]"
    )


# A script fills these in when the page is shown, or the page carries the source of another page.
_CLIENT_SIDE = (
    "ng-app", "ng-controller", "ng-bind", "ng-repeat", "ng-version", "v-cloak", "v-if=", "v-for=", "v-bind", "v-on:", "v-text", "v-html",
    "v-show", ":class=", "@click", "createApp(", "new Vue(", "angular", "x-data", "x-text", "x-for", "handlebars", "mustache", "petite-vue",
    "ractive", "Handlebars", "Mustache", "data-bind=", "polymer", "dom-bind", "riot", "alpine", "ember", "knockout", "text/template",
    "text/x-template", "nunjucks", "jsrender",
)  # fmt: skip


def template_code(page: Page) -> Iterator[Leftover]:
    """Template code that reached the page unrendered, with error messages of template engines."""
    if page.is_post or page.tree.masked:
        return
    values = attribute_text(page)
    heads = list(head_spots(page))
    in_text = _is_hinted(page.text)
    in_values = any(
        _is_hinted(value) or has_pair(value, "$", "{") or "%(" in value for value in (values, *(s.raw for s in heads))
    )
    in_values = in_values or "%7B%7B" in values or "%7b%7b" in values
    if not (in_text or in_values):
        return
    found = list(_openings(page.text)) if in_text else []
    if not (found or in_values):
        return
    by_script = any(mark in page.text for mark in _CLIENT_SIDE)
    if found:
        hits = [at for at in found if not (by_script and page.text.startswith(_CURLY, at))]
        if outside_code(page.text, hits):
            taught = _taught(page)
            for spot in text_spots(page, _is_hinted):
                for match in _in_text().finditer(spot.raw):
                    if match[0][:2] not in taught and not (by_script and match[0].startswith(_CURLY)):
                        yield leftover(spot, match)
    if in_values:
        for spot in (
            *heads,
            *attribute_spots(page, ("{{", "{%", "<%", "${", "%(", "%7B%7B", "%7b%7b", "Liquid ", "missing: ")),
        ):
            for match in _in_values().finditer(spot.raw):
                if not _is_about_code(spot) and not (by_script and match[0].startswith(_CURLY)):
                    yield leftover(spot, match)


_CURLY = ("{{", "{%", "${", "%7B", "%7b")


_OPENINGS = ("{{", "{%", "<%", "&lt;%", "Liquid ", "Translation missing: ", "translation missing: ")


def _openings(text: str) -> Iterator[int]:
    return (at for opening in _OPENINGS for at in places(text, opening) if _in_text().match(text, at))


def _is_hinted(text: str) -> bool:
    return has_pair(text, "{", "{%") or has_pair(text, "%", ">&") or "Liquid " in text or "ranslation missing:" in text


def _taught(page: Page) -> frozenset[str]:
    """The openings (two characters) that stand in the page's sample code: it is about templates then."""
    samples = " ".join(element.text for element in page.all("code", "pre", "kbd", "samp"))
    return frozenset(
        opening
        for opening, sign in (("{{", "{{"), ("{%", "{%"), ("<%", "<%"), ("&l", "<%"), ("Li", "Liquid"))
        if sign in samples
    )


def _is_about_code(spot: Spot) -> bool:
    """Whether a link to sample code, or a title that names a construct, is meant as it stands."""
    return spot.where == "href" and spot.element is not None and bool(spot.element.all("code"))


# -- values that weren't there -----------------------------------------------------------------

_NOTHINGS = ("undefined", "NaN", "[object Object]", "null", "None", "Invalid Date", "[object%20Object]")
_SEGMENTS = ("/undefined", "\nundefined", "/null", "\nnull", "/NaN", "\nNaN", "[object")
_whole = r"(?:undefined|NaN|null|None|\[object Object\]|Invalid Date)"


# The whole of a title, a heading, an alternative text, or of a part of it between separators.
@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s[|–—·•:-]\s)\s*({_whole})\s*(?=$|\s[|–—·•-]\s)")


@cache
def _whole_value() -> re.Pattern[str]:
    return re.compile(rf"^\s*({_whole})\s*$")


@cache
def _segment() -> re.Pattern[str]:
    return re.compile(r"(?:^|/)(undefined|null|NaN|\[object(?: |%20)Object\])(?=$|[/?#])")


# In running text only where nothing else can be meant.
@cache
def _in_prose() -> re.Pattern[str]:
    return re.compile(
        r"\[object Object\]"
        r"|^\s*(?:(?i:posted|written|published|updated) )?(?i:by|on|at):? (?:undefined|NaN|Invalid Date)\s*$"
        r"|(?:^|(?<=\s))[$€£¥]\s?(?:NaN|undefined)\b|(?:^|(?<=\s))NaN\s?[€%](?!\w)"
        r"|^\s*(?:NaN|undefined) (?:min(?:ute)?s? read|comments?|views|results|items)\b"
        r"|^\s*(?:[\w ]{1,20}: )?Invalid Date\s*$"
    )


# The same in the source, where a run of text stands between tags.
@cache
def _near() -> re.Pattern[str]:
    return re.compile(
        r"\[object Object\]|[$€£¥]\s?(?:NaN|undefined)\b|>[\w :]*\bInvalid Date\s*<"
        r"|>\s*(?:\w+ )?(?i:by|on|at):? (?:undefined|NaN)\s*<|>\s*(?:NaN|undefined) (?:min|comment|views|results|items)"
    )


_PROSE_MARKS = ("[object Object]", "Invalid Date", "undefined")


def missing_values(page: Page) -> Iterator[Leftover]:
    """``undefined``, ``NaN``, ``[object Object]`` and their kin where they can't be meant."""
    for spot in (*head_spots(page), *_headings(page)):
        match = (_part() if spot.where == "title" else _whole_value()).search(spot.raw)
        if match is None or _is_subject(page, match[1]):
            continue
        # “Side effects – None” is an answer.
        if match[1] in ("None", "null") and spot.raw[: match.start(1)].strip():
            continue
        yield _value(spot, match)
    if any((image.attr("alt") or "").strip() in _NOTHINGS for image in page.all("img")):
        for spot in attribute_spots(page, _NOTHINGS, names=("alt",)):
            if (match := _whole_value().search(spot.raw)) is not None:
                yield _value(spot, match)
    values = "\n" + attribute_text(page)
    if any(value in values for value in _SEGMENTS):
        for spot in attribute_spots(page, _NOTHINGS, names=("src", "href")):
            match = _segment().search(spot.raw)
            if match is not None and not (spot.where == "href" and _is_meant(spot, match[1])):
                yield _value(spot, match)
    marks = [mark for mark in _PROSE_MARKS if mark in page.text]
    if has_pair(page.text, "$", "N"):
        marks.append("$NaN")
    if marks:
        yield from _in_running_text(page, marks)


def _headings(page: Page) -> Iterator[Spot]:
    for heading in page.all("h1"):
        end = heading.end_tag_span
        if end is not None and end.start - heading.span.end < 40 and not heading.children:
            span = Span(heading.span.end, end.start)
            yield Spot(page.text[span.start : span.end], span, "h1", heading)


def _value(spot: Spot, match: re.Match[str]) -> Leftover:
    return Leftover(match[1], Span(spot.span.start + match.start(1), spot.span.start + match.end(1)), spot.where)


def _is_subject(page: Page, value: str) -> bool:
    """Whether the page is about the value: sample code, or its address, names it."""
    return value.lower() in page.path.lower() or any(value in element.text for element in page.all("code", "pre"))


def _is_meant(spot: Spot, value: str) -> bool:
    """Whether a link goes to a page about the value: another site's, or one that its text names."""
    element = spot.element
    if element is None or re.match(r"(?i)\s*(?:[a-z][a-z0-9+.-]*:)?//", spot.raw):
        return True
    return value.lower() in element.text.lower() or bool(element.all("code"))


def _in_running_text(page: Page, marks: Sequence[str]) -> Iterator[Leftover]:
    text = page.text
    hits = [at for mark in marks for at in places(text, mark) if _near().search(text, max(0, at - 40), at + 40)]
    if outside_code(text, hits):
        for spot in text_spots(page, _in_prose().search):
            match = _in_prose().search(spot.raw)
            if match is not None and not (match[0] == "[object Object]" and _is_talked_about(spot, match)):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Leftover(match[0].strip(), Span(spot.span.start + start, spot.span.start + match.end()), "text")
    if "undefined" in marks and ">undefined<" in text:
        for name in ("a", "button"):
            for element in page.all(name):
                # In a list or a table of documentation the word is a name among others.
                if element.text.strip() != "undefined" or element.closest("li", "td", "th", "dt", "dd", "code", "pre"):
                    continue
                if not (element.children or is_hidden(element) or "undefined" in (element.attr("href") or "").lower()):
                    yield Leftover("undefined", element.span, "link text" if name == "a" else "button")


def _is_talked_about(spot: Spot, match: re.Match[str]) -> bool:
    """Whether ``[object Object]`` stands in quotes."""
    before, after = spot.raw[: match.start()][-1:], spot.raw[match.end() :][:1]
    return before in tuple("\"'“„«‘`") or after in tuple("\"'”“»’`")
