"""Front matter: the YAML, TOML or JSON block that a source post begins with, and where each key stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.finding import Span

_OPENING = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_JSON_OPENING = re.compile(r"\{[ \t]*\r?\n[ \t]*\"")


@dataclass(frozen=True)
class FrontMatter:
    """The values of a front-matter block.

    ``data`` holds them as the format gives them: a YAML date is a ``date``, ``1.0`` a float. ``span`` is the block with
    its delimiters; ``error`` says in one line why it couldn't be read, ``error_span`` where (``data`` is empty then).
    """

    format: str
    span: Span
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    keys: Mapping[str, Span] = field(default_factory=dict[str, Span])
    values: Mapping[str, Span] = field(default_factory=dict[str, Span])
    error: str | None = None
    error_span: Span | None = None

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a top-level key."""
        return self.data.get(key, default)

    def has(self, key: str) -> bool:
        """Whether the key is there, even with an empty value."""
        return key in self.data

    def key_span(self, key: str) -> Span:
        """The key itself; the opening delimiter where it isn't there."""
        return self.keys.get(key, self.opening)

    def span_of(self, key: str) -> Span:
        """The key's value as written; the opening delimiter where it isn't there."""
        return self.values.get(key, self.opening)

    @property
    def opening(self) -> Span:
        """The first line: where a finding about a missing key points."""
        return Span(self.span.start, min(self.span.start + 3, self.span.end))


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter that a text begins with, None where it begins with none.

    An opening delimiter that is never closed is no front matter.
    """
    opening = _OPENING.match(text)
    if opening is not None:
        mark = opening[1]
        closing = re.compile(
            rf"^(?:{re.escape(mark)}{'|[.]{3}' if mark == '---' else ''})[ \t]*(?:\r?\n|\Z)", re.MULTILINE
        )
        end = closing.search(text, opening.end())
        if end is None:
            return None
        body = text[opening.end() : end.start()]
        read = _read_yaml if mark == "---" else _read_toml
        return read(body, opening.end(), Span(0, end.end()))
    if _JSON_OPENING.match(text):
        return _read_json(text)
    return None


# A block of lines ends, for the parser, where the next key begins: comments between them aren't the value's.
_comments_after = re.compile(r"(?:\n[ \t]*(?:#[^\n]*)?)+\Z")
_deep_line = re.compile(r"(?m)^[ \t]{200}|(?:[-?][ \t]+){20}")


def _is_deep(body: str) -> bool:
    return body.count("[") + body.count("{") > 100 or _deep_line.search(body) is not None


def _read_yaml(body: str, at: int, span: Span) -> FrontMatter | None:
    import yaml  # noqa: PLC0415 — only posts pay for it

    # libyaml's composer recurses in C, where thousands of levels end the process; the one in Python refuses them.
    loader_type = yaml.SafeLoader if _is_deep(body) else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = loader_type(body)
        try:
            node = loader.get_single_node()
            data = loader.construct_document(node) if node is not None else {}
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = at + (min(mark.index, len(body)) if mark is not None else 0)
        problem = (error.problem or "it can't be read").strip()
        return FrontMatter("YAML", span, error=problem, error_span=Span(where, where))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, TypeError) as error:
        problem = _said(error)
        return FrontMatter("YAML", span, error=problem, error_span=Span(at, at))
    if not isinstance(data, dict):
        # A page that begins with a rule of dashes and text is no post.
        return None
    keys: dict[str, Span] = {}
    values: dict[str, Span] = {}
    for key, value in node.value if node is not None else ():
        name = str(key.value)
        keys[name] = Span(at + key.start_mark.index, at + key.end_mark.index)
        written = body[value.start_mark.index : value.end_mark.index]
        if not isinstance(value, yaml.ScalarNode):
            written = _comments_after.sub("", written)
        start = at + value.start_mark.index
        values[name] = Span(start, start + len(written.rstrip()))
    return FrontMatter("YAML", span, {str(key): value for key, value in data.items()}, keys, values)


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return (str(error).splitlines() or ["it can't be read"])[0]


def _read_toml(body: str, at: int, span: Span) -> FrontMatter:
    import tomllib  # noqa: PLC0415 — only posts pay for it

    try:
        data = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+), column (\d+)", str(error))
        where = at + len(body.rstrip()) if "end of document" in str(error) else at
        if line is not None:
            lines = body.split("\n")
            where = at + sum(len(one) + 1 for one in lines[: int(line[1]) - 1]) + int(line[2]) - 1
        problem = re.sub(r" \(at .*\)$", "", _said(error))
        return FrontMatter("TOML", span, error=problem, error_span=Span(where, where))
    keys: dict[str, Span] = {}
    values: dict[str, Span] = {}
    for name, key, value in _toml_places(body):
        if name in data:
            keys.setdefault(name, Span(at + key.start, at + key.end))
            values.setdefault(name, Span(at + value.start, at + value.end))
    return FrontMatter("TOML", span, data, keys, values)


_toml_key = re.compile(r"[ \t]*([\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*=[ \t]*")
_toml_table = re.compile(r"[ \t]*\[")
_toml_piece = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[{]|[\]}]|\r?\n|[^\"'#\[\]{}\r\n]+|.",
    re.DOTALL,
)


def _toml_places(body: str) -> Iterator[tuple[str, Span, Span]]:
    """The names of a valid document's top level, each with the place of its key and its value."""
    at = 0
    while at < len(body) and _toml_table.match(body, at) is None:
        key = _toml_key.match(body, at)
        end = _toml_value_end(body, at if key is None else key.end())
        if key is not None:
            value = body[key.end() : end].rstrip()
            yield key[1].strip("\"'"), Span(key.start(1), key.end(1)), Span(key.end(), key.end() + len(value))
        newline = body.find("\n", end)
        at = newline + 1 if newline >= 0 else len(body)


def _toml_value_end(body: str, at: int) -> int:
    """Where a value ends: at a comment or line end outside brackets and strings."""
    depth = 0
    for piece in _toml_piece.finditer(body, at):
        first = piece[0][0]
        if first in "[{":
            depth += 1
        elif first in "]}":
            depth -= 1
        elif depth == 0 and first in "#\r\n":
            return piece.start()
    return len(body)


def _past_json_space(text: str, at: int) -> int:
    while text[at] in " \t\r\n:,":
        at += 1
    return at


def _read_json(text: str) -> FrontMatter | None:
    try:
        data, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        # A text that begins like JSON and has a closing brace on a line of its own was meant as front matter.
        closing = re.search(r"(?m)^\}[ \t]*\r?$", text)
        if closing is None:
            return None
        where = min(getattr(error, "pos", 0), closing.end())
        problem = str(getattr(error, "msg", _said(error)))
        return FrontMatter("JSON", Span(0, closing.end()), error=problem, error_span=Span(where, where))
    if not isinstance(data, dict):
        return None
    keys: dict[str, Span] = {}
    values: dict[str, Span] = {}
    decoder = json.JSONDecoder()
    at = _past_json_space(text, 1)
    while text[at] == '"':
        name, key_end = decoder.raw_decode(text, at)
        value_at = _past_json_space(text, key_end)
        _, value_end = decoder.raw_decode(text, value_at)
        keys[name], values[name] = Span(at, key_end), Span(value_at, value_end)
        at = _past_json_space(text, value_end)
    newline = re.compile(r"[ \t]*\r?\n").match(text, end)
    return FrontMatter("JSON", Span(0, newline.end() if newline else end), data, keys, values)
