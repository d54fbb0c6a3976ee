from __future__ import annotations

import json
import pickle
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pathspec import PathSpec

from auditor import Finding, Page, Rule, Severity, SiteRule, option
from auditor.config import Config, ConfigError, find_config, json_schema, load
from auditor.config.globs import GlobError, Globs
from auditor.config.keys import CUSTOM, OVERRIDE, SITE, TOP
from auditor.config.names import RuleType
from auditor.config.read import lines_of_keys
from auditor.finding import Confidence


class HeadingLevelSkipped(Rule):
    """A heading is more than one level below the heading before it."""

    most: int = option(default=1, help="How many levels deeper a heading may be.", least=1)
    counted_names: tuple[str, ...] = option(default=("h1", "h2"), help="Which headings count.")

    def check(self, page: Page) -> Iterator[Finding]:
        yield self.at(page.start, "never run here")


class ImageAltMissing(Rule):
    """An image has no alt."""

    formerly = ("img-alt",)
    presets = ("recommended", "accessibility")
    how: str = option(default="plain", help="How it is looked at.", choices=("plain", "strict-one"))


class ImageSizeMissing(Rule):
    """An image has no size."""

    presets = ("strict",)
    ratio: float = option(default=0.5, help="A ratio.")


class TagUpperCase(Rule):
    """A tag is in upper case."""

    presets = ("style",)


class TitleDuplicate(SiteRule):
    """Two pages have the same title."""

    presets = ("recommended", "seo")
    ignore_case: bool = option(default=False, help="Whether case counts.")


HeadingLevelSkipped.category = "headings"
ImageAltMissing.category = ImageSizeMissing.category = "images"
TagUpperCase.category = "document"
TitleDuplicate.category = "site"
KNOWN: list[RuleType] = [HeadingLevelSkipped, ImageAltMissing, ImageSizeMissing, TagUpperCase, TitleDuplicate]
RULES: Mapping[str, RuleType] = {rule.name: rule for rule in KNOWN}


def configured(folder: Path, text: str, command_line: Mapping[str, Any] | None = None, **keywords: Any) -> Config:
    path = folder / "auditor.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return load(path, RULES, command_line or {}, **keywords)


def on(config: Config, path: str | None = None) -> set[str]:
    settings = config.base if path is None else config.for_path(path)
    return {rule.name for rule in (*settings.rules, *settings.site_rules)}


DEFAULT = {"heading-level-skipped", "image-alt-missing", "title-duplicate"}

SAMPLE = """\
preset = ["recommended", "seo"]
select = ["image-*", "headings"]
ignore = ["document"]
fail-on = "error"
max-warnings = 10
confidence = "possible"
exclude = ["drafts/", "**/old-*.html"]
format = ["text", "sarif"]
jobs = 4

[site]
root = "_site"
url = "https://example.com/docs/"

[rules.heading-level-skipped]
severity = "error"
most = 2
counted-names = ["h2"]

[rules.image-size-missing]
severity = "off"

[[overrides]]
paths = ["blog/"]
ignore = ["images"]
rules.heading-level-skipped = { severity = "note", most = 3 }

[[custom]]
name = "brand-misspelt"
message = "the brand is written “{text}”"
regex = "(?i)acme corp"
severity = "error"
paths = ["blog/**"]

[[custom]]
name = "marquee-used"
message = "{name} moves"
css = "marquee"
"""


def test_without_a_file_the_recommended_rules_run() -> None:
    config = load(None, RULES)
    assert on(config) == DEFAULT
    assert config.fail_on is Severity.WARNING
    assert config.confidence is Confidence.LIKELY
    assert config.presets == ("recommended",)
    assert not config.remarks
    assert not config.excludes("a.html")
    assert config.for_path("a.html") is config.base


def test_everything_that_the_sample_states_arrives(tmp_path: Path) -> None:
    config = configured(tmp_path, SAMPLE)
    assert config.presets == ("recommended", "seo")
    assert config.fail_on is Severity.ERROR
    assert config.max_warnings == 10
    assert config.jobs == 4
    assert config.formats == ("text", "sarif")
    assert config.confidence is Confidence.POSSIBLE
    assert config.site_root == tmp_path / "_site"
    assert config.site_url == "https://example.com/docs/"
    assert config.excludes("a/drafts/x.html")
    assert config.excludes("a/old-x.html")
    assert not config.excludes("a/new-x.html")
    assert any("there is no folder “_site”" in remark for remark in config.remarks)
    heading = next(rule for rule in config.base.rules if isinstance(rule, HeadingLevelSkipped))
    assert (heading.most, heading.counted_names) == (2, ("h2",))
    assert config.base.severities["heading-level-skipped"] is Severity.ERROR
    assert on(config, "a.html") == {*DEFAULT, "marquee-used"}
    assert on(config, "blog/a.html") == {"heading-level-skipped", "title-duplicate", "brand-misspelt", "marquee-used"}
    blog = config.for_path("blog/a.html")
    heading = next(rule for rule in blog.rules if isinstance(rule, HeadingLevelSkipped))
    assert (heading.most, heading.counted_names) == (3, ("h2",))
    assert blog.severities["heading-level-skipped"] is Severity.NOTE
    assert config.for_path("blog/b.html") is blog


def test_the_same_in_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.auditor]\nselect = ["images"]\n')
    config = load(find_config(tmp_path), RULES)
    assert on(config) == {"image-alt-missing", "image-size-missing"}
    assert config.presets == ()
    (tmp_path / "pyproject.toml").write_text('[tool.auditor]\nselect = ["images"]\nselekt = 1\n')
    with pytest.raises(ConfigError, match=r"pyproject\.toml:3: unknown key “selekt”; did you mean “select”\?"):
        load(find_config(tmp_path), RULES)


REFUSED = [
    ('\npresett = "seo"', 2, "unknown key “presett”; did you mean “preset”?"),
    ("fail_on = 'error'", 1, "unknown key “fail_on”; did you mean “fail-on”?"),
    ('preset = "recomended"', 1, "preset: unknown word “recomended”; did you mean “recommended”?"),
    ('preset = [\n  "seo",\n  "stritc",\n]', 3, "did you mean “strict”?"),
    ("preset = 3", 1, "preset must be text or a list of text, not 3"),
    ("preset = [1]", 1, "preset must be text or a list of text, not a list with 1"),
    ('select = "images"', 1, "select must be a list of text, not “images”"),
    (
        'select = ["image-alt-mising"]',
        1,
        "unknown rule or category “image-alt-mising”; did you mean “image-alt-missing”?",
    ),
    ('ignore = ["image"]', 1, "did you mean “images”?"),
    ('ignore = [\n"images",\n# two\n"vide-*"]', 4, "“vide-*”; no rule's name is like that"),
    ('select = ["seo"]', 1, 'it is a preset: write preset = "seo"'),
    ('select = ["all"]', 1, 'write "*" for all rules'),
    ('fail-on = "warn"', 1, "did you mean “warning”?"),
    ("max-warnings = -1", 1, "max-warnings must be a whole number from 0 up, not -1"),
    ("max-warnings = true", 1, "not true"),
    ("max-warnings = 1.5", 1, "not 1.5"),
    ("jobs = 0", 1, "from 1 up"),
    ('confidence = "sure"', 1, "known are certain, likely, possible"),
    ('exclude = ["a", "[b"]', 1, "the glob “[b” has a [ that is never closed"),
    ('exclude = ["a\\\\b"]', 1, "write / between folders"),
    ('exclude = ["../x"]', 1, "leads out of the folder"),
    ("site = 1", 1, "site must be a table, not 1"),
    ('[site]\nrot = "x"', 2, "unknown key “rot” in site; did you mean “root”?"),
    ('[site]\nurl = "example.com"', 2, "must be a whole URL such as https://example.com/"),
    ("[rules.heading-level-skiped]", 1, "unknown rule “heading-level-skiped”; did you mean “heading-level-skipped”?"),
    ("[rules]\nimage-alt-missing = 'off'", 2, 'write [rules.image-alt-missing] and severity = "off"'),
    ("[rules.image-alt-missing]\nseverity = 'warn'", 2, "severity: unknown word “warn”; did you mean “warning”?"),
    ("[rules.image-alt-missing]\nseverity = 1", 2, "severity must be one of error, warning, note, off, not 1"),
    (
        "[rules.heading-level-skipped]\n\nmots = 2",
        3,
        "heading-level-skipped has no option “mots”; did you mean “most”?",
    ),
    ("[rules.heading-level-skipped]\nzzz = 2", 2, "its options are most, counted-names"),
    ("[rules.tag-upper-case]\nzzz = 2", 2, "it has no options, only a severity"),
    ("[rules.heading-level-skipped]\nmost = '2'", 2, "most must be a whole number, not '2'"),
    ("[rules.heading-level-skipped]\nmost = 0", 2, "most must be at least 1, not 0"),
    ("[rules.heading-level-skipped]\ncounted-names = 'h1'", 2, "counted-names must be a list of text, not 'h1'"),
    ("[rules.heading-level-skipped]\ncounted-names = []\ncounted_names = []", 3, "stated twice"),
    ("[rules.image-alt-missing]\nhow = 'plan'", 2, "how must be one of plain, strict-one, not 'plan'"),
    ("[overrides]\npaths = []", 1, "a list of tables, each under a [[…]] heading"),
    ("[[overrides]]\nignore = []", 1, "an override needs paths"),
    ("[[overrides]]\npaths = ['a']\n[[overrides]]\npaths = ['[']", 4, "never closed"),
    ("[[overrides]]\npaths = ['a']\nfail-on = 'error'", 3, "unknown key “fail-on” in overrides"),
    ("[[overrides]]\npaths = ['a']\n[overrides.rules.image-alt-missing]\nhwo = 1", 4, "did you mean “how”?"),
    ("[[overrides]]\npaths = ['a']\nrules.title-duplicate.ignore-case = true", 3, "looks at the whole site"),
    ("[[custom]]\nname = 'a'\nmessage = 'm'\nregexp = 'x'", 4, "unknown key “regexp” in custom; did you mean “regex”?"),
    ("[[custom]]\nname = 'a'\nregex = 'x'", 1, "needs a message"),
    ("[[custom]]\nmessage = 'm'\nregex = 'x'", 1, "needs a name"),
    ("[[custom]]\nname = 'a'\nmessage = 'm'", 2, "exactly one of css, xpath and regex; none of them is stated"),
    ("[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a'\nregex = 'x'", 5, "not css and regex"),
    ("[[custom]]\nname = 'A b'\nmessage = 'm'\ncss = 'a'", 2, "isn't in kebab-case"),
    (
        "[[custom]]\nname = 'img-alt'\nmessage = 'm'\ncss = 'a'",
        2,
        "the name “img-alt” is taken; choose another, such as my-img-alt",
    ),
    ("[[custom]]\nname = 'images'\nmessage = 'm'\ncss = 'a'", 2, "is taken"),
    (
        "[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a'\n[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a'",
        6,
        "the one above has it",
    ),
    ("[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a['", 4, "the selector can't be read"),
    ("[[custom]]\nname = 'a'\nmessage = 'm'\nxpath = '//['", 4, "the XPath can't be read"),
    ("[[custom]]\nname = 'a'\nmessage = 'm'\nregex = '(a'", 4, "the regex can't be read: missing )"),
    ("[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a'\nseverity = 'off'", 5, "severity: unknown word “off”"),
    ("[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a'\n[rules.a]\nseverity = 'off'", 5, "a rule of your own"),
    ("a = [", 1, "Invalid value"),
    ("preset = 'seo'\nx = = 1", 2, "Invalid value"),
    ("preset = 'seo'\npreset = 'seo'", 2, "Cannot overwrite a value"),
]


@pytest.mark.parametrize(("text", "line", "says"), REFUSED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_refusals_say_where_and_what(tmp_path: Path, text: str, line: int, says: str, newline: str) -> None:
    with pytest.raises(ConfigError) as caught:
        configured(tmp_path, text.replace("\n", newline))
    message = str(caught.value)
    assert f"auditor.toml:{line}:" in message
    assert says in message
    assert "\n" not in message


# What a schema can't know: names of users' own rules, globs, expressions, and a key that is stated in two spellings.
BEYOND_SCHEMA = re.compile(
    r"rule or category|“vide-|it is a preset|for all rules|“image”|did you mean “images”|never closed|between folders|leads out"
    r"|stated twice|is taken|has it|can't be read"
)


@pytest.mark.parametrize(("text", "says"), [(text, says) for text, _, says in REFUSED])
def test_the_schema_refuses_what_load_refuses(text: str, says: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    is_valid = jsonschema.Draft202012Validator(json_schema(RULES)).is_valid(data)
    assert is_valid == bool(BEYOND_SCHEMA.search(says))


def test_the_schema_takes_the_sample() -> None:
    schema = json_schema(RULES)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(tomllib.loads(SAMPLE), schema)
    json.dumps(schema)


@pytest.mark.parametrize(
    "text",
    [
        "presett = 1",
        "[rules.nope]",
        "[rules.heading-level-skipped]\nmost = 0",
        "[rules.heading-level-skipped]\nmots = 1",
        "[rules.img-alt]\nhow = 'x'",
        "[[overrides]]\nignore = []",
        "[[overrides]]\npaths = ['a']\nrules.title-duplicate.ignore-case = true",
        "[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a'\nregex = 'x'",
        "[[custom]]\nname = 'A'\nmessage = 'm'\ncss = 'a'",
        "[[custom]]\nname = 'a'\nmessage = 'm'\ncss = 'a'\n[rules.a]\nseverity = 'off'",
        "[site]\nurl = 'example.com'",
    ],
)
def test_the_schema_and_load_both_refuse(tmp_path: Path, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), json_schema(RULES))
    with pytest.raises(ConfigError):
        configured(tmp_path, text)


def test_unreadable_files(tmp_path: Path) -> None:
    path = tmp_path / "auditor.toml"
    path.write_bytes(b"# a\n# b\nx = '\xff'")
    with pytest.raises(ConfigError, match=r"auditor\.toml:3: is not UTF-8"):
        load(path, RULES)
    with pytest.raises(ConfigError, match="can't be read"):
        load(tmp_path / "nothing.toml", RULES)
    path.write_bytes(b"\xef\xbb\xbfpreset = 'seo'\r\n")
    assert on(load(path, RULES)) == {"title-duplicate"}
    path.write_text("a = " + "[" * 5000 + "]" * 5000)
    with pytest.raises(ConfigError, match="nested too deeply"):
        load(path, RULES)
    (tmp_path / "pyproject.toml").write_text("[tool]\nauditor = 3\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:2: tool\.auditor must be a table"):
        load(tmp_path / "pyproject.toml", RULES)


@pytest.mark.parametrize(
    ("text", "command_line", "expected"),
    [
        ("preset = 'strict'", {}, DEFAULT | {"image-size-missing"}),
        ("preset = ['style']", {}, {"tag-upper-case"}),
        ("preset = []", {}, set[str]()),
        ("select = ['images']", {}, {"image-alt-missing", "image-size-missing"}),
        ("preset = 'seo'\nselect = ['images']", {}, {"title-duplicate", "image-alt-missing", "image-size-missing"}),
        ("select = ['*']\nignore = ['image-*']", {}, {"heading-level-skipped", "tag-upper-case", "title-duplicate"}),
        ("ignore = ['images']", {"select": ("image-alt-missing",)}, {"image-alt-missing"}),
        ("ignore = ['images']", {"preset": ("strict",)}, {"heading-level-skipped", "title-duplicate"}),
        ("rules.tag-upper-case.severity = 'note'", {}, DEFAULT | {"tag-upper-case"}),
        ("rules.tag-upper-case.severity = 'note'", {"preset": "seo"}, {"title-duplicate", "tag-upper-case"}),
        ("rules.tag-upper-case.severity = 'note'", {"select": ["title-duplicate"]}, {"title-duplicate"}),
        ("rules.title-duplicate.severity = 'off'", {"select": ["title-duplicate"]}, {"title-duplicate"}),
        ("select = ['images']", {"ignore": ["image-alt-missing"]}, {"image-size-missing"}),
        ("select = ['images']", {"preset": ["seo"]}, {"title-duplicate"}),
        ("", {"select": None, "ignore": (), "preset": None}, DEFAULT),
        ("[[overrides]]\npaths=['p']\nselect=['images']", {}, {"image-alt-missing", "image-size-missing"}),
        (
            "[[overrides]]\npaths=['p']\nselect=['images']\n[[overrides]]\npaths=['*']\nignore=['image-alt-missing']",
            {},
            {"image-size-missing"},
        ),
        (
            "[[overrides]]\npaths=['p']\nignore=['images']\n[[overrides]]\npaths=['*']\nselect=['image-alt-missing']",
            {},
            {"image-alt-missing"},
        ),
        ("[[overrides]]\npaths=['p']\nselect=['images']", {"select": ["document"]}, {"tag-upper-case"}),
        ("[[overrides]]\npaths=['q']\nselect=['images']", {}, DEFAULT),
    ],
)
def test_which_rules_run(tmp_path: Path, text: str, command_line: dict[str, Any], expected: set[str]) -> None:
    assert on(configured(tmp_path, text, command_line), "p") == expected


def test_the_command_line_wins(tmp_path: Path) -> None:
    given = {"fail_on": "never", "max_warnings": 0, "format": ("json",), "exclude": ("x/",), "confidence": "certain"}
    config = configured(tmp_path, SAMPLE, {**given, "rules": {"heading-level-skipped": {"most": 9}}})
    assert (config.fail_on, config.max_warnings, config.formats) == (None, 0, ("json",))
    assert config.excludes("x/a.html")
    assert not config.excludes("drafts/a.html")
    for path in ("a.html", "blog/a.html"):
        heading = next(r for r in config.for_path(path).rules if isinstance(r, HeadingLevelSkipped))
        assert heading.most == 9


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"preset": "stict"}, "--preset: unknown word “stict”; did you mean “strict”?"),
        ({"select": ("imags",)}, "--select: unknown rule or category “imags”; did you mean “images”?"),
        ({"fail_on": "warn"}, "--fail-on: "),
        ({"max_warnings": -1}, "--max-warnings: "),
        ({"exclude": ("[",)}, "--exclude: "),
        ({"site": {"url": "x"}}, "--site-url: "),
        ({"rules": {"image-alt-missing": {"hwo": 1}}}, "command line: rules.image-alt-missing.hwo: "),
    ],
)
def test_refusals_of_the_command_line(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(None, RULES, given)
    assert str(caught.value).startswith(says)


def test_retired_names_are_taken_with_a_remark(tmp_path: Path) -> None:
    config = configured(tmp_path, "ignore = [\n'img-alt']\n[rules.img-alt]\nhow = 'strict-one'\n")
    assert "image-alt-missing" not in on(config)
    assert [remark.partition("auditor.toml")[2] for remark in config.remarks] == [
        ":3: “img-alt” is called “image-alt-missing” now",
        ":2: “img-alt” is called “image-alt-missing” now",
    ]


def test_site_rules_of_an_override_are_run(tmp_path: Path) -> None:
    config = configured(tmp_path, "preset = 'accessibility'\n[[overrides]]\npaths = ['a/']\nselect = ['site']\n")
    assert [rule.name for rule in config.site_rules] == ["title-duplicate"]
    assert config.for_path("a/x.html").is_on("title-duplicate")
    assert not config.for_path("b/x.html").is_on("title-duplicate")
    assert not config.base.site_rules


def test_a_custom_rule_of_other_paths_is_off(tmp_path: Path) -> None:
    config = configured(tmp_path, SAMPLE, {"select": ("custom",)})
    assert on(config) == {"brand-misspelt", "marquee-used"}
    assert on(config, "blog/x.html") == {"brand-misspelt", "marquee-used"}
    assert on(config, "x.html") == {"marquee-used"}


def test_engine_rules_can_be_switched_off_and_weighed(tmp_path: Path) -> None:
    config = configured(
        tmp_path, "ignore = ['suppression-unused']\n[rules.suppression-malformed]\nseverity = 'error'\n"
    )
    assert not config.base.is_on("suppression-unused")
    assert config.base.is_on("suppression-malformed")
    assert config.base.severities == {"suppression-malformed": Severity.ERROR}


def test_globs_are_relative_to_the_file_whatever_the_root(tmp_path: Path) -> None:
    text = "exclude = ['/_site/drafts/']\n[[overrides]]\npaths = ['/_site/blog/']\npreset = []\n"
    config = configured(tmp_path, text, root=tmp_path / "_site")
    assert config.excludes("drafts/x.html")
    assert not on(config, "blog/x.html")
    assert on(config, "x.html") == DEFAULT
    config = configured(tmp_path, text, root=tmp_path.parent)
    assert config.excludes(f"{tmp_path.name}/_site/drafts/x.html")
    assert not config.excludes("elsewhere/_site/drafts/x.html")


def test_explain_says_where_each_setting_comes_from(tmp_path: Path) -> None:
    config = configured(tmp_path, SAMPLE, {"fail_on": "never"})
    rows = {row.key: (row.value, row.where.rpartition("/")[2]) for row in config.for_path("blog/a.html").explain()}
    assert rows["fail-on"] == ('"never"', "--fail-on")
    assert rows["preset"] == ('["recommended", "seo"]', "auditor.toml:1")
    assert rows["rules.heading-level-skipped.most"] == ("3", "auditor.toml:26")
    assert rows["rules.heading-level-skipped.counted-names"] == ('["h2"]', "auditor.toml:18")
    assert rows["rules.heading-level-skipped.severity"] == ('"note"', "auditor.toml:26")
    assert rows["site.url"] == ('"https://example.com/docs/"', "auditor.toml:13")
    assert "select" in config.base.reasons["image-alt-missing"] or "preset" in config.base.reasons["image-alt-missing"]
    assert {row.where for row in load(None, RULES).base.explain() if row.key != "rules on"} == {"default"}


def test_it_can_be_pickled(tmp_path: Path) -> None:
    config = configured(tmp_path, SAMPLE, {"fail_on": "never"})
    again = pickle.loads(pickle.dumps(config))
    for path in ("a.html", "blog/a.html"):
        assert repr(again.for_path(path).rules) == repr(config.for_path(path).rules)
        assert again.for_path(path).explain() == config.for_path(path).explain()


def test_where_the_file_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    page = deep / "x.html"
    page.touch()
    (tmp_path / "pyproject.toml").write_text("[tool.auditor]\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'auditor'\n")
    assert find_config(page) == find_config(deep) == tmp_path / "pyproject.toml"
    assert find_config(page, stop=tmp_path / "a") is None
    assert find_config(tmp_path / "a" / "missing.html") == tmp_path / "pyproject.toml"
    (tmp_path / "a" / ".git").mkdir()
    assert find_config(page) is None
    (tmp_path / "a" / "auditor.toml").touch()
    assert find_config(page) == tmp_path / "a" / "auditor.toml"
    (tmp_path / "auditor.toml").touch()
    found = find_config(tmp_path)
    assert found == tmp_path / "auditor.toml"
    assert "pyproject.toml beside it is not" in load(found, RULES).remarks[0]
    (deep / "pyproject.toml").write_text("[tool.auditor]\nx = [\n")
    with pytest.raises(ConfigError):
        load(find_config(page), RULES)


def test_lines_of_keys() -> None:
    text = (
        "# c\n"
        'a.b = """x\n[no]\n""""\n'
        "'q k' = [ # c ]\n  1979-05-27 07:32:00, '''\n]''',\n  { z = ']', \"y\\u0041\" = [\n 1] },\n]\n"
        '[ t . "u" ]\nk = 1 # = \n\n[[l]]\n[[l]]\n[l.m]\nn = 2\n[[l.p]]\n[[l.p]]\nr = 3'
    )
    tomllib.loads(text)
    lines = lines_of_keys(text)
    assert lines["a", "b"] == 2
    assert lines["q k", 0] == 6
    assert lines["q k", 1] == 6
    assert lines["q k", 2, "z"] == 8
    assert lines["q k", 2, "yA", 0] == 9
    assert lines["t", "u"] == 11
    assert lines["t", "u", "k"] == 12
    assert lines["l", 0] == 14
    assert lines["l", 1, "m", "n"] == 17
    assert lines["l", 1, "p", 1, "r"] == 20


def paths_in(value: object, at: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [found for key, one in items for found in (((*at, key), one), *paths_in(one, (*at, key)))]


def test_every_key_of_a_real_file_has_a_line() -> None:
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    lines = lines_of_keys(text)
    source = text.split("\n")
    for path, value in paths_in(tomllib.loads(text)):
        if isinstance(value, dict) and path not in lines:
            continue  # it has no heading of its own: [tool] above [tool.ruff]
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            continue
        assert isinstance(path[-1], int) or path[-1] in source[lines[path] - 1]


@given(st.text(alphabet="[]{}='\"\n\\#,. ab1", max_size=40))
def test_lines_of_keys_end_on_any_text(text: str) -> None:
    lines_of_keys(text)


names = st.text(alphabet="ab.-", min_size=1, max_size=4).filter(lambda name: name.strip(".") != "")
globs = st.lists(st.sampled_from(["a", "b", "*", "**", "?", "a*", "*b", "[ab]", "[!a]", "ab"]), min_size=1, max_size=4)


@given(globs, st.sampled_from(["", "/"]), st.sampled_from(["", "/"]), st.lists(names, min_size=1, max_size=4))
def test_globs_agree_with_pathspec(parts: list[str], before: str, after: str, path: list[str]) -> None:
    # pathspec says that “a/*” doesn't mean what is in the folder “a/b”; git does, and so do we.
    assume(parts[-1] != "*")
    pattern = before + "/".join(parts) + after
    expected = PathSpec.from_lines("gitignore", [pattern]).match_file("/".join(path))
    assert Globs([pattern]).match("/".join(path)) == expected, (pattern, path)


@pytest.mark.parametrize(
    ("patterns", "path", "expected"),
    [
        (["*.html", "!keep.html"], "a/keep.html", False),
        (["*.html", "!keep.html"], "a/other.html", True),
        (["./a.html"], "a.html", True),
        (["./a.html"], "b/a.html", False),
        (["a\\*b"], "a*b", True),
        (["a\\*b"], "axb", False),
        (["\\!a"], "!a", True),
        (["[^a].html"], "b.html", True),
        (["[^a].html"], "a.html", False),
        (["*"], "a/b/c", True),
    ],
)
def test_globs(patterns: list[str], path: str, *, expected: bool) -> None:
    assert Globs(patterns).match(path) is expected


def test_no_glob_can_hang() -> None:
    assert not Globs(["*a" * 200 + "b"]).match("a" * 2000)
    assert not Globs(["**/a/" * 50 + "b"]).match("a/" * 200 + "c")


@pytest.mark.parametrize("pattern", ["", "/", "!", "a\\", ".", "  ", "a/../b"])
def test_globs_that_name_nothing(pattern: str) -> None:
    with pytest.raises(GlobError):
        Globs([pattern])


def test_the_reference_has_every_key() -> None:
    text = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    for key in (*TOP, *SITE, *OVERRIDE, *CUSTOM):
        assert any(form in text for form in (f"`{key}`", f"`[{key}.", f"`[[{key}]]`", f"`[{key}]`")), key


def test_the_examples_of_the_reference_have_known_keys() -> None:
    text = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert examples
    for example in examples:
        data = tomllib.loads(example)
        assert set(data) <= {*TOP, "tool"}, example
        for table in data.get("custom", []):
            assert set(table) <= set(CUSTOM)
