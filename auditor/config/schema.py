"""The JSON schema of the configuration, for editors that complete and check TOML as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.config.keys import CUSTOM, OVERRIDE, SEVERITIES, SITE, TOP, KeyInfo
from auditor.config.names import ENGINE_RULES, Names, RuleType
from auditor.rule import Option

Schema = dict[str, Any]

_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}
_NAMES = ("select", "ignore")


def json_schema(rules: Mapping[str, RuleType], engine: Mapping[str, str] = ENGINE_RULES) -> Schema:
    """The schema (draft 2020-12) of an ``auditor.toml`` or of the table ``[tool.auditor]``.

    Of the words under ``select`` and ``ignore`` it knows the rules and categories there are, but as users may name rules of their
    own it can't refuse others.
    """
    names = Names.of(rules.values(), engine)
    tables = {name: _rule(rule.options, rule.summary()) for name, rule in rules.items()}
    tables |= {name: _rule({}, "A finding of the engine itself.") for name in engine}
    tables |= {former: {"$ref": f"#/$defs/rules/properties/{now}"} for former, now in names.retired.items()}
    per_page = {name: _rule({}, rule.summary()) if hasattr(rule, "sql") else {"$ref": f"#/$defs/rules/properties/{name}"}
                for name, rule in rules.items()}  # fmt: skip
    per_page |= {name: {"$ref": f"#/$defs/rules/properties/{name}"} for name in engine}
    per_page |= {former: {"$ref": f"#/$defs/path_rules/properties/{now}"} for former, now in names.retired.items()}
    known = sorted({*names.rules, *names.retired, *names.categories})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of auditor",
        "$defs": {
            "names": {"type": "array", "items": {"anyOf": [{"enum": known}, {"type": "string", "minLength": 1}]}},
            "rules": _object(tables),
            "path_rules": _object(per_page),
        },
        **_object({key: _key(key, info, "rules") for key, info in TOP.items()}),
    }


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _key(key: str, info: KeyInfo, rules: str) -> Schema:
    word: Schema = {"enum": list(info.choices)} if info.choices else {"type": "string"}
    if key in _NAMES:
        return {"$ref": "#/$defs/names", "description": info.help}
    if key == "rules":
        return {"$ref": f"#/$defs/{rules}", "description": info.help}
    shapes: Mapping[str, Schema] = {
        "text": word,
        "text or list": {"anyOf": [word, {"type": "array", "items": word}]},
        "list": {"type": "array", "items": word},
        "number": {"type": "integer", "minimum": info.least},
    }
    if info.kind in shapes:
        return {**shapes[info.kind], "description": info.help, **_more(key)}
    if key == "site":
        return {**_object({name: _key(name, one, rules) for name, one in SITE.items()}), "description": info.help}
    return {"type": "array", "items": _override() if key == "overrides" else _custom(), "description": info.help}


def _more(key: str) -> Schema:
    if key == "url":
        return {"pattern": "^https?://[^/?#]+"}
    if key == "name":
        return {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
    return {"minItems": 1} if key == "paths" else {}


def _override() -> Schema:
    keys = {key: _key(key, info, "path_rules") for key, info in OVERRIDE.items()}
    return {**_object(keys), "required": ["paths"]}


def _custom() -> Schema:
    keys = {key: _key(key, info, "rules") for key, info in CUSTOM.items()}
    one = [{"required": [kind]} for kind in ("css", "xpath", "regex")]
    return {**_object(keys), "required": ["name", "message"], "oneOf": one}


def _rule(options: Mapping[str, Option], summary: str) -> Schema:
    properties: dict[str, Schema] = {"severity": {"enum": [*SEVERITIES, "off"], "description": "How bad it is."}}
    for name, option in options.items():
        shape = _option(option)
        properties[name.replace("_", "-")] = shape
        if "_" in name:
            properties[name] = shape
    return {**_object(properties), "description": summary}


def _option(option: Option) -> Schema:
    default = list(option.default) if isinstance(option.default, tuple) else option.default
    about: Schema = {"description": option.help, "default": default}
    if option.type is list:
        return {"type": "array", "items": {"type": "string"}, **about}
    shape: Schema = {"type": _TYPES[option.type], **about}
    if option.choices:
        shape["enum"] = list(option.choices)
    if option.least is not None:
        shape["minimum"] = option.least
    return shape
