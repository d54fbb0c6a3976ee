"""JSON, JSON lines, SARIF and GitHub annotations: what programs read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.audit import Audit, Crash, Hidden, RuleInfo, Skipped
from auditor.finding import Edit, Finding, Fix, Place, Related, Safety, Severity, Span
from auditor.report import github, jsonl, sarif
from auditor.report import json as json_report
from auditor.report import text as text_report
from auditor.report.fingerprints import fingerprints
from conftest import ROOT

ODD = "sub/new\nline 100%, a:b\udcff.html"


def finding(message: str = "said", page: str = "a.html", **more: Any) -> Finding:
    values: dict[str, Any] = {"rule": "tea-cold", "place": Place(2, 3, 2, 6, 10, 13, ("a<b>",)), "anchor": "<b>"}
    return Finding(span=Span(10, 13), message=message, page=page, **{**values, **more})


TEA = RuleInfo(
    "tea-cold", "tea", Severity.WARNING, "Tea is cold.", "Tea is cold.\n\n## What it does\nFeels.", ("tepid (axe)",)
)
FULL = Audit(
    findings=(
        finding("cup “x”\x1b[31m", severity=Severity.ERROR, data=(("cups", 2), ("kind", "green"))),
        finding("cup “x”\x1b[31m", fix=Fix("Warm it", (Edit(Span(10, 13), "<i>"), Edit(Span(20, 20), "\n")))),
        finding(
            "100%, two: lines\r\n::error::x",
            ODD,
            severity=Severity.NOTE,
            place=Place(1, 1, 3, 2, 0, 40),
            related=(
                Related("the first", page="b.html", place=Place(1, 1, 1, 2)),
                Related("here", place=Place(4, 1, 4, 2)),
            ),
            fix=Fix("Perhaps", (Edit(Span(0, 1), ""),), Safety.SHOWN),
        ),
    ),
    hidden=(Hidden(finding(), "it's iced tea"), Hidden(finding(), "")),
    crashes=(Crash("a.html", "tea-hot", "ValueError: \udcff", "Traceback…"), Crash("", "", "KeyError: 'x'", "")),
    skipped=(Skipped("big.html", "it is a binary file"),),
    pages=3,
    rules={"tea-cold": TEA},
    seconds=1.5,
    root="/work/site",
    version="1.2.3",
)


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    schema = json.loads((ROOT / "tests/data/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema)


# -- all of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("audit", [FULL, Audit()], ids=["full", "empty"])
@pytest.mark.parametrize("report", [json_report, jsonl, sarif, github, text_report], ids=lambda one: one.__name__)
def test_a_report_is_the_same_twice_and_can_be_written(report: Any, audit: Audit) -> None:
    said: str = report.render(audit)
    assert said == report.render(audit)
    assert said.endswith("\n")
    said.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said), "a control character gets out"


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    marks = fingerprints(FULL.findings)
    assert len(set(marks)) == 3
    assert marks[1] == f"{marks[0]}:2"
    assert re.fullmatch("[0-9a-f]{32}", marks[0])


# -- JSON -----------------------------------------------------------------------------------------


def test_json_comes_back_as_it_was() -> None:
    data = json.loads(json_report.render(FULL))
    assert data == json.loads(json.dumps(json_report.as_data(FULL)))
    assert data["schema_version"] == json_report.SCHEMA_VERSION
    assert data["summary"] == {
        "pages": 3, "error": 1, "warning": 1, "note": 1, "fixable": 1, "allowed": 2, "skipped": 1, "crashes": 2,
    }  # fmt: skip
    first, second, third = data["findings"]
    assert first["data"] == {"cups": 2, "kind": "green"}
    assert [edit["new"] for edit in second["fix"]["edits"]] == ["<i>", "\n"]
    assert third["page"] == ODD
    assert [one["page"] for one in third["related"]] == ["b.html", ODD]
    assert data["allowed"][0]["reason"] == "it's iced tea"
    assert "seconds" not in json_report.render(FULL)


def test_every_line_of_jsonl_is_an_object() -> None:
    lines = [json.loads(line) for line in jsonl.render(FULL).splitlines()]
    assert [line["type"] for line in lines] == [
        "start", "finding", "finding", "finding", "allowed", "allowed", "skipped", "crash", "crash", "summary",
    ]  # fmt: skip
    whole = json.loads(json_report.render(FULL))
    assert [{k: v for k, v in line.items() if k != "type"} for line in lines[1:4]] == whole["findings"]
    assert {k: v for k, v in lines[-1].items() if k != "type"} == whole["summary"]


# -- the documentation of the JSON ------------------------------------------------------------------


def documented(heading: str) -> dict[str, str]:
    """The keys that a table of docs/json.md documents, with their types."""
    text = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    section = re.split(r"(?m)^#+ ", text.split(f"# {heading}\n", 1)[1])[0]
    return dict(re.findall(r"(?m)^\| `(\w+)` \| ([^|]+?) \|", section))


def objects(data: Any) -> Iterator[tuple[str, Any]]:
    yield "The report", data
    yield "Summary", data["summary"]
    for one in (*data["findings"], *data["allowed"]):
        yield "Finding", one
        yield from (("Related place", other) for other in one.get("related", ()))
        if "fix" in one:
            yield "Fix", one["fix"]
            yield from (("Edit", edit) for edit in one["fix"]["edits"])
    yield from (("Skipped", one) for one in data["skipped"])
    yield from (("Crash", one) for one in data["crashes"])
    yield from (("Rule", one) for one in data["rules"].values())


def test_docs_json_says_what_the_report_holds() -> None:
    types = {"integer": int, "text": str, "object": dict, "list": list}
    seen: dict[str, set[str]] = {}
    for heading, one in objects(json.loads(json_report.render(FULL))):
        shape = documented(heading)
        for key, value in one.items():
            assert key in shape, f"{heading}: {key} isn't documented"
            kind = types[re.split(r"[ ,]", shape[key])[0]]
            assert isinstance(value, kind), f"{heading}: {key} is {value!r}"
        for key, kind_said in shape.items():
            assert key in one or "optional" in kind_said, f"{heading}: {key} is documented but missing"
        seen.setdefault(heading, set()).update(one)
    for heading, keys in seen.items():
        assert keys == set(documented(heading)), f"{heading}: nothing shows some key that is documented"
    version = re.search(r"`schema_version` is \*\*(\d+)\*\*", (ROOT / "docs/json.md").read_text(encoding="utf-8"))
    assert version is not None
    assert int(version[1]) == json_report.SCHEMA_VERSION


def test_the_example_of_docs_json_runs(auditor: Any, site: Any) -> None:
    text = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    page, command, said = re.findall(r"(?s)```(?:html|console|json)\n(.*?)```", text)[:3]
    folder = site({"tea.html": page})
    arguments = command.split("\n")[0].split()[2:]
    ran = auditor(*arguments, cwd=folder)
    expected = json.loads(said)
    assert ran.code == 1
    found = json.loads(ran.out)
    expected["tool"]["version"] = found["tool"]["version"]
    assert found == expected


# -- SARIF ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("audit", [FULL, Audit(version="0.1.0")], ids=["full", "empty"])
def test_sarif_is_valid(sarif_schema: Any, audit: Audit) -> None:
    sarif_schema.validate(json.loads(sarif.render(audit)))


def test_sarif_of_a_real_run_is_valid_and_whole(sarif_schema: Any, auditor: Any, site: Any) -> None:
    folder = site({"a.html": "<title>a</title><img src=x.png><p id=a><p id=a>Â© 2026<a href='#'>x</a>", "b.html": ""})
    log = json.loads(auditor("check", folder.name, "--format", "sarif").out)
    sarif_schema.validate(log)
    run = log["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == set(rules)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["auditorFinding/v1"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("site/")
    alt = rules["image-alt-missing"]
    assert alt["properties"]["tags"] == ["images"]
    assert any("axe" in name for name in alt["properties"]["alsoKnownAs"])
    assert "## Why it matters" in alt["help"]["markdown"]
    assert alt["shortDescription"]["text"].endswith(".")
    (damaged,) = [result for result in run["results"] if result["ruleId"] == "mojibake"]
    replacement = damaged["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"]["text"] == "©"
    region = damaged["locations"][0]["physicalLocation"]["region"]
    assert replacement["deletedRegion"] == {key: region[key] for key in ("charOffset", "charLength")}
    (double,) = [result for result in run["results"] if result["ruleId"] == "id-duplicate"]
    assert double["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1


def test_sarif_names_files_exactly(tmp_path: Path) -> None:
    def uri(page: str) -> Any:
        run = sarif.as_data(Audit((finding(page=page),), root=str(tmp_path / "here"), version="1.0.0"))["runs"][0]
        return run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]

    assert uri(ODD) == {"uri": "sub/new%0Aline%20100%25,%20a%3Ab%FF.html", "uriBaseId": "%SRCROOT%"}
    assert uri("a:b.html")["uri"] == "a%3Ab.html"
    assert uri("é.html")["uri"] == "%C3%A9.html"
    assert uri("/tmp/é.html") == {"uri": "file:///tmp/%C3%A9.html"}
    assert uri("../other/x.html") == {"uri": f"file://{tmp_path}/other/x.html"}


def test_sarif_tells_what_was_allowed_skipped_and_crashed() -> None:
    run = sarif.as_data(FULL)["runs"][0]
    assert [result["suppressions"][0]["justification"] for result in run["results"] if "suppressions" in result] == [
        "it's iced tea",
        "no reason is given",
    ]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    levels = [one["level"] for one in invocation["toolExecutionNotifications"]]
    assert levels == ["error", "error", "note"]
    assert [len(result.get("fixes", ())) for result in run["results"]] == [0, 1, 0, 0, 0], "a suggestion is no fix"
    assert sarif.as_data(Audit(pages=1))["runs"][0]["invocations"][0]["executionSuccessful"] is True


# -- GitHub ---------------------------------------------------------------------------------------


def test_github_escapes() -> None:
    lines = github.render(FULL).splitlines()
    assert lines[0] == "::error file=a.html,line=2,endLine=2,col=3,endColumn=6,title=tea-cold::cup “x”␛[31m"
    assert lines[2] == (
        "::notice file=sub/new%0Aline 100%25%2C a%3Ab\ufffd.html,line=1,endLine=3,title=tea-cold"
        "::100%25, two: lines%0D%0A::error::x"
    )
    assert lines[3] == "::error title=auditor::KeyError: 'x'"
    assert lines[4] == "auditor: 3 pages, 1 error, 1 warning, 1 note"
    assert len(lines) == 5


def test_a_name_with_bytes_that_are_no_utf_8_goes_through_the_file_system() -> None:
    data = json.loads(json_report.render(FULL))
    assert os.fsencode(data["findings"][2]["page"]).endswith(b"a:b\xff.html")
