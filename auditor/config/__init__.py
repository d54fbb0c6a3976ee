"""The configuration: ``auditor.toml`` or ``[tool.auditor]``, the command line above it, and what they come to for a page."""

from auditor.config.load import Config, find_config, load
from auditor.config.names import ENGINE_RULES, Names
from auditor.config.read import ConfigError
from auditor.config.schema import json_schema
from auditor.config.settings import Row, Settings

__all__ = ["ENGINE_RULES", "Config", "ConfigError", "Names", "Row", "Settings", "find_config", "json_schema", "load"]
