"""Rules that users state in their configuration: a CSS selector, an XPath expression or a regular expression.

The expressions come from the repository under audit. A regular expression runs under a time limit, in proportion to the page.
lxml and the selector engine know no time limit: what they find is limited in number only, so a dear expression makes a run slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from auditor.finding import Finding, Severity, Span
from auditor.html.tree import Element, Tree
from auditor.page import Page, fold, shorten
from auditor.rule import Rule

if TYPE_CHECKING:
    import regex
    from lxml import etree

KINDS = ("css", "xpath", "regex")
# Findings of one rule on one page.
MOST = 1000
# Seconds of processor time for a page: a part for every page, and one for each million characters.
SECONDS, SECONDS_PER_MILLION = 0.25, 1.0
# “(a{1000}){1000}” would be a million instructions: compiling it takes memory without limit.
MOST_REPEATS = 100_000
MOST_PATTERN = 5_000

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FIELD = re.compile(r"\{\{|\}\}|\{(\w*)\}")


class CustomRuleError(ValueError):
    """An entry that can't become a rule. ``key`` is the key at fault, the message one line for a person."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


class CustomRule(Rule):
    """A rule of a user's own. Subclasses, made by `custom_rule`, state the expression."""

    message: ClassVar[str]
    expression: ClassVar[str]

    def search(self, page: Page) -> Iterator[tuple[Span, Mapping[str, str]]]:
        """The places of the findings, each with what the message may hold."""
        raise NotImplementedError

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each place; where there are more than `MOST`, one that says so."""
        for number, (span, fields) in enumerate(self.search(page)):
            if number == MOST:
                yield self.at(page.start, f"more than {MOST} findings on this page: the others are left out")
                return
            # Under the empty name: what is to be said in place of the message.
            yield self.at(span, shorten(fields.get("") or _filled(self.message, fields), 300))


class _CssRule(CustomRule):
    fields: ClassVar[tuple[str, ...]] = ("text", "name")

    def search(self, page: Page) -> Iterator[tuple[Span, Mapping[str, str]]]:
        for element in page.select(self.expression):
            yield element.span, {"text": shorten(element.text), "name": element.name}


class _XPathRule(CustomRule):
    fields: ClassVar[tuple[str, ...]] = ("text", "name", "value")
    compiled: ClassVar[etree.XPath]

    def search(self, page: Page) -> Iterator[tuple[Span, Mapping[str, str]]]:
        from lxml import etree  # noqa: PLC0415 — see `_xpath`

        try:
            found: Any = type(self).compiled(page.lxml)
        except etree.XPathError as error:
            yield page.start, {"": f"the XPath fails on this page: {_one_line(error)}"}
            return
        if isinstance(found, bool):
            if found:
                yield page.start, dict.fromkeys(self.fields, "")
            return
        if not isinstance(found, list) or not found:
            return
        elements = _elements(page)
        for item in found:
            node, attribute = _owner(item)
            element = elements.get(node)
            if element is None:
                yield page.start, {"text": "", "name": "", "value": shorten(str(item))}
                continue
            value = shorten(str(item)) if isinstance(item, str) else ""
            span = element.attr_span(attribute) if attribute else element.span
            yield span, {"text": shorten(element.text), "name": element.name, "value": value}


class _RegexRule(CustomRule):
    fields: ClassVar[tuple[str, ...]] = ("text", "value")
    compiled: ClassVar[regex.Pattern[str]]

    def search(self, page: Page) -> Iterator[tuple[Span, Mapping[str, str]]]:
        limit = SECONDS + SECONDS_PER_MILLION * len(page.text) / 1_000_000
        for match in type(self).compiled.finditer(page.text, timeout=limit):
            groups: dict[str, str] = {str(number): text or "" for number, text in enumerate(match.groups(), 1)}
            groups |= {name: text or "" for name, text in match.groupdict().items()}
            yield Span(*match.span()), {"text": match[0], "value": match[0], **groups}

    def check(self, page: Page) -> Iterator[Finding]:
        try:
            yield from super().check(page)
        except TimeoutError:
            yield self.at(page.start, "the search took too long and was broken off: the regex backtracks too much")


def custom_rule(entry: Mapping[str, object]) -> type[CustomRule]:
    """The rule of a ``[[custom]]`` table: ``name``, ``message``, one of ``css xpath regex``, perhaps ``severity``.

    Types of the values are taken for granted. Raises `CustomRuleError` for what can't be used.
    """
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    for key in ("name", "message"):
        if not texts.get(key, "").strip():
            raise CustomRuleError(key, f"a rule of your own needs a {key}")
    name = texts["name"]
    if not _NAME.fullmatch(name):
        raise CustomRuleError("name", f"the name “{name}” isn't in kebab-case, such as brand-misspelt")
    stated = [kind for kind in KINDS if kind in texts]
    if len(stated) != 1:
        given = f"not {' and '.join(stated)}" if stated else "none of them is stated"
        raise CustomRuleError(
            stated[1] if stated else "name", f"{name} needs exactly one of css, xpath and regex; {given}"
        )
    kind = stated[0]
    expression = texts[kind]
    facts: dict[str, Any] = {
        "__doc__": _documentation(kind, expression, texts["message"]),
        "__module__": __name__,
        "message": texts["message"],
        "expression": expression,
        "severity": Severity[texts.get("severity", "warning").upper()],
        "presets": (),
    }
    base, known = _CHECKS[kind](expression, facts)
    _refuse_fields(texts["message"], known)
    made = cast("type[CustomRule]", type("".join(part.title() for part in name.split("-")), (base,), facts))
    made.name, made.category = name, "custom"
    return made


def _css(expression: str, _: dict[str, Any]) -> tuple[type[CustomRule], tuple[str, ...]]:
    try:
        Tree("").select(expression)
    except (ValueError, RecursionError) as error:
        raise CustomRuleError("css", f"the selector can't be read: {_one_line(error)}") from error
    return _CssRule, _CssRule.fields


def _xpath(expression: str, facts: dict[str, Any]) -> tuple[type[CustomRule], tuple[str, ...]]:
    from lxml import etree  # noqa: PLC0415 — 20 ms that most runs don't need

    try:
        # Without EXSLT: its regular expressions would run without a limit.
        compiled = etree.XPath(expression, regexp=False, smart_strings=True)
        found = compiled(etree.HTML("<title></title>"))
    except (etree.XPathError, ValueError) as error:
        raise CustomRuleError("xpath", f"the XPath can't be read: {_one_line(error)}") from error
    if not isinstance(found, (list, bool)):
        what = "a number" if isinstance(found, float) else "one text"
        hint = "it must find elements, attributes or text, or be true or false"
        raise CustomRuleError("xpath", f"the XPath comes to {what}; {hint}")
    facts["compiled"] = compiled
    return _XPathRule, _XPathRule.fields


def _regex(expression: str, facts: dict[str, Any]) -> tuple[type[CustomRule], tuple[str, ...]]:
    import regex  # noqa: PLC0415 — 12 ms that most runs don't need

    if len(expression) > MOST_PATTERN:
        raise CustomRuleError("regex", f"the regex has more than {MOST_PATTERN} characters")
    if _repeats(expression) > MOST_REPEATS:
        raise CustomRuleError("regex", f"the repeats of the regex, multiplied, come to more than {MOST_REPEATS}")
    try:
        compiled = regex.compile(expression)
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise CustomRuleError("regex", f"the regex can't be read: {_one_line(error)}") from error
    facts["compiled"] = compiled
    numbers = (str(number) for number in range(1, compiled.groups + 1))
    return _RegexRule, (*_RegexRule.fields, *numbers, *compiled.groupindex)


_CHECKS = {"css": _css, "xpath": _xpath, "regex": _regex}


def _repeats(pattern: str) -> int:
    """An upper bound of how often the innermost part of a pattern is repeated by ``{n}`` and ``{n,m}``.

    Repeats are multiplied along nested groups; in a verbose pattern, whose comments may hold brackets, all of them are.
    """
    if re.search(r"\(\?[a-zA-Z]*x", pattern):
        product = 1
        for low, high in re.findall(r"\{[ ]*(\d*)[ ]*,?[ ]*(\d*)[ ]*\}", pattern):
            product *= max(1, int(low or 0), int(high or 0))
        return product
    most, stack, last = 1, [1], 1
    for token in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d*)(,?)(\d*)\}|.", pattern, re.DOTALL):
        if token[0] == "(":
            stack.append(1)
        elif token[0] == ")" and len(stack) > 1:
            last = stack.pop()
            stack[-1] = max(stack[-1], last)
        elif token[1] or token[3]:
            last *= max(1, int(token[1] or 0), int(token[3] or 0))
            stack[-1] = max(stack[-1], last)
        elif token[0] not in "?+*":
            last = 1
        most = max(most, last)
    return most


def _elements(page: Page) -> Mapping[Any, Element]:
    """The elements of lxml with ours: both are the tree's, in its order."""
    return dict(zip(page.lxml.iter("*"), page.elements(), strict=True))


def _owner(item: Any) -> tuple[Any, str]:
    """The element that a result stands for or in, and the attribute's name where it is one."""
    if not isinstance(item, str):
        return item, ""
    parent = cast("Any", item).getparent()
    if cast("Any", item).is_tail and parent is not None:
        parent = parent.getparent()
    return parent, cast("Any", item).attrname or ""


def _refuse_fields(message: str, known: tuple[str, ...]) -> None:
    for found in _FIELD.finditer(message):
        if found[1] is not None and found[1] not in known:
            listed = ", ".join("{" + name + "}" for name in known)
            raise CustomRuleError("message", f"the message has {found[0]}; it may hold {listed} (and {{{{ for a brace)")


def _filled(message: str, fields: Mapping[str, str]) -> str:
    """The message with its fields filled in. Not ``str.format``, which would let a message reach into objects."""
    return _FIELD.sub(lambda found: found[0][0] if found[1] is None else shorten(fields[found[1]]), message)


def _one_line(error: BaseException) -> str:
    return fold(str(error)) or type(error).__name__


def _documentation(kind: str, expression: str, message: str) -> str:
    what = {"css": "CSS selector", "xpath": "XPath expression", "regex": "regular expression"}[kind]
    return f"{message}\n\n## What it does\nReports whatever the {what} `{fold(expression)}` of the configuration finds."
