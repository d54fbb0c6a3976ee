"""What a run needs before it starts: configuration and targets, or one clear line that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.cli.targets import NothingToCheckError, Targets, collect
from auditor.config import Config, ConfigError, find_config, load
from auditor.registry import RegistryError, all_rules


class UsageError(Exception):
    """Arguments or a configuration that can't be followed. The message is one line for the user."""


@dataclass
class Setup:
    """A run about to start."""

    config: Config
    targets: Targets
    remarks: list[str]


def prepare(arguments: Sequence[str], options: Mapping[str, Any]) -> Setup:
    """Read the configuration and find the pages. Raises `UsageError`."""
    try:
        config = configuration(arguments, options)
        targets = collect(
            arguments,
            exclude=config.exclude,
            excludes=config.excludes,
            stdin_filename=options.get("stdin_filename"),
            site_root=options.get("site_root") or config.site_root,
            site_url=config.site_url,
            posts=bool(options.get("posts")),
        )
    except (ConfigError, RegistryError, NothingToCheckError) as error:
        raise UsageError(str(error)) from error
    return Setup(config, targets, [*config.remarks, *targets.remarks])


def configuration(arguments: Sequence[str], options: Mapping[str, Any]) -> Config:
    """The configuration for some targets. Raises `ConfigError` or `RegistryError`."""
    file: Path | None = options.get("config_file")
    if file is None and not options.get("no_config"):
        first = next((argument for argument in arguments if argument != "-"), ".")
        file = find_config(Path(first))
    return load(file, all_rules(), _command_line(options), root=Path.cwd())


def _command_line(options: Mapping[str, Any]) -> dict[str, object]:
    """The layer of configuration that the command line is."""
    layer: dict[str, object] = {}
    for key, option in (("preset", "presets"), ("select", "select"), ("ignore", "ignore"), ("exclude", "exclude")):
        values = _split(options.get(option) or ())
        if values:
            layer[key] = values
    for key, option in (("fail-on", "fail_on"), ("max-warnings", "max_warnings"), ("confidence", "confidence")):
        if options.get(option) is not None:
            layer[key] = options[option]
    return layer


def _split(values: Iterable[str]) -> list[str]:
    return [part.strip() for value in values for part in value.split(",") if part.strip()]
