from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import test_house_style as house

from auditor.registry import all_rules, rules_in
from auditor.testing import check_examples
from conftest import Auditor

Site = Callable[..., Path]

CLEAN = house.CLEAN
FAULTY = "<!doctype html><html lang=en><title>Tea</title><h1>Tea</h1><h3>Green</h3><p>Â© 2026<img src=a.png>"
COMMANDS = ("check", "rules", "explain", "config", "init", "new-rule")


def said(ran: Any, *words: str) -> None:
    """What the command complains about: one line, with no traceback."""
    assert "Traceback" not in ran.err
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1, ran.err
    for word in words:
        assert word in lines[0], ran.err


# -- exit codes -----------------------------------------------------------------------------------


def test_a_clean_page_is_0_and_a_faulty_one_1(auditor: Auditor, site: Site) -> None:
    site({"clean.html": CLEAN, "bad.html": FAULTY})
    ran = auditor("check", "site/clean.html")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("✓ 1 page, nothing to report")
    assert auditor("check", "site/bad.html").code == 1
    assert auditor("check", "site").code == 1


def test_fail_on_and_max_warnings(auditor: Auditor, site: Site) -> None:
    site({"a.html": "<h1>a</h1><h3>b</h3>"})

    def code(*options: str) -> int:
        return auditor("check", "site/a.html", "--select", "heading-level-skipped", *options).code

    assert code() == 1
    assert code("--fail-on", "note") == 1
    assert code("--fail-on", "warning") == 1
    assert code("--fail-on", "error") == 0
    assert code("--fail-on", "never") == 0
    assert code("--max-warnings", "1") == 0
    assert code("--max-warnings", "0") == 1
    assert code("--max-warnings", "0", "--fail-on", "never") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nothing-here"], ["nothing-here", "no such file or folder"]),
        (["check", "empty"], ["no page to check in empty", "build the site first?"]),
        (["check", "project"], ["no page to check in project", "did you mean", "project", "_site"]),
        (["check", "ignored"], ["no page to check in ignored", "the one page in it is left out by .gitignore"]),
        (["check", "page.html", "--select", "image-alt-mising"], ["unknown rule", "did you mean “image-alt-missing”?"]),
        (["check", "page.html", "--ignore", "nonsense"], ["unknown rule or category “nonsense”"]),
        (["check", "page.html", "--preset", "recomended"], ["did you mean “recommended”?"]),
        (["check", "page.html", "--format", "xml"], ["format xml", "text, json, jsonl, sarif, github"]),
        (["check", "page.html", "--format", "json", "--format", "text"], ["both go to standard output"]),
        (["check", "page.html", "--format", "json=x", "--output-file", "y"], ["every --format has its own file"]),
        (["check", "page.html", "--output-file", "no/such/folder/x"], ["no/such/folder/x", "can't be written", "no such file"]),
        (["check", "page.html", "--format", "sarif=empty"], ["empty", "can't be written", "is a directory"]),
        (["explain", "image-alt-mising"], ["did you mean image-alt-missing?"]),
        (["new-rule", "Tea"], ["“Tea” is no name for a rule"]),
        (["new-rule", "tea-a-b"], ["“tea-a-b” is no name for a rule"]),
    ],
)  # fmt: skip
def test_wrong_usage_is_2_with_one_helpful_line(
    auditor: Auditor, tmp_path: Path, arguments: list[str], words: list[str]
) -> None:
    (tmp_path / "page.html").write_text(CLEAN, encoding="utf-8")
    for folder in ("empty", "project/_site", "ignored/.git"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "project/_site/.gitignore").write_text("x", encoding="utf-8")
    (tmp_path / "ignored/.gitignore").write_text("*.html", encoding="utf-8")
    (tmp_path / "ignored/a.html").touch()
    ran = auditor(*arguments)
    assert ran.code == 2
    said(ran, *words)
    assert sorted(os.listdir(tmp_path)) == ["empty", "ignored", "page.html", "project"], "something was left behind"


@pytest.mark.parametrize(
    "arguments", [["check", "--nonsense"], ["check", "-j", "0"], ["check", "--fail-on", "maybe"], ["explain"]]
)
def test_what_click_refuses_is_2(auditor: Auditor, arguments: list[str]) -> None:
    ran = auditor(*arguments)
    assert ran.code == 2
    assert "Usage: auditor" in ran.err
    assert "Traceback" not in ran.err


def test_a_page_that_is_none_is_2_with_the_reason(auditor: Auditor, site: Site) -> None:
    site({"a.html": b"\x89PNG" + b"\0" * 100})
    ran = auditor("check", "site")
    assert ran.code == 2
    assert "skipped  site/a.html, because it is a binary file" in ran.out
    assert "no page was audited" in ran.out


def test_an_unreadable_page_is_a_finding(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "gone.html").symlink_to("nowhere")
    (tmp_path / "x.html").mkdir()
    ran = auditor("check", "gone.html")
    assert ran.code == 1
    assert "the page can't be read: no such file or directory  page-unreadable" in ran.out
    ran = auditor("check", "x.html")
    assert ran.code == 2, "a folder is a folder, whatever its name"


DRIVER = """
import sys, time
from auditor.engine import Job
{patch}
from auditor.cli.main import main
main(sys.argv[1:])
"""


def drive(patch: str, *arguments: str, cwd: Path, **options: Any) -> subprocess.Popen[str]:
    """The command with a part of it replaced, as a process."""
    command = [sys.executable, "-c", DRIVER.format(patch=patch), *arguments]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_a_crash_is_3_and_the_rest_is_said(site: Site, tmp_path: Path) -> None:
    site({"a.html": FAULTY})
    crash = """
from auditor.registry import all_rules
def fail(self, page): raise ValueError("oops")
all_rules()["image-alt-missing"].check = fail
"""
    with drive(
        crash, "check", "site", "--format", "text", "--format", "sarif=x.sarif", "--fail-on", "never", cwd=tmp_path
    ) as ran:
        out, err = ran.communicate(timeout=60)
    assert ran.returncode == 3, err
    assert "image-alt-missing failed on this page: ValueError: oops" in out
    assert "please report it" in out
    assert "heading-level-skipped" in out, "the other rules' findings stay"
    log = json.loads((tmp_path / "x.sarif").read_text(encoding="utf-8"))
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_fault_of_ours_is_3_and_no_finding(site: Site, tmp_path: Path) -> None:
    site({"a.html": FAULTY})
    with drive(
        "def fail(self, sources): raise KeyError('oops')\nJob.audit = fail", "check", "site", cwd=tmp_path
    ) as ran:
        _, err = ran.communicate(timeout=60)
    assert ran.returncode == 3
    assert "KeyError" in err
    assert "please report it" in err


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]


def has_ended(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


@pytest.mark.skipif(not Path(f"/proc/{os.getpid()}/task").exists(), reason="children are looked up in /proc")
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("to_group", [True, False])
def test_interrupted_is_130_and_leaves_no_process(site: Site, tmp_path: Path, workers: str, to_group: bool) -> None:  # noqa: FBT001
    site({f"{number:03}.html": CLEAN for number in range(200)})
    slow = "before = Job.audit\ndef audit(self, sources):\n    if list(sources): time.sleep(60)\n    return before(self, sources)\nJob.audit = audit"
    with drive(slow, "check", "site", "-j", workers, cwd=tmp_path, start_new_session=True) as ran:
        deadline = time.monotonic() + 30
        wanted = 0 if workers == "1" else 2
        started: list[int] = []
        while len(started) < wanted and time.monotonic() < deadline:
            time.sleep(0.05)
            started = children(ran.pid)
        time.sleep(1 if wanted == 0 else 0.2)
        assert ran.poll() is None
        (os.killpg if to_group else os.kill)(ran.pid, signal.SIGINT)
        out, err = ran.communicate(timeout=20)
    assert ran.returncode == 130, err
    assert "interrupted" in err
    assert "Traceback" not in err
    assert out == ""
    assert len(started) == wanted
    assert all(map(has_ended, started)), "a worker is left behind"


def test_a_reader_that_has_enough_is_no_error(site: Site, tmp_path: Path) -> None:
    site({f"{number}.html": FAULTY for number in range(150)})
    for form in ("text", "json"):
        with drive("", "check", "site", "-j1", "--format", form, cwd=tmp_path) as ran:
            assert ran.stdout is not None
            assert ran.stderr is not None
            ran.stdout.readline()
            ran.stdout.close()
            assert ran.stderr.read() == ""


# -- targets --------------------------------------------------------------------------------------


def test_check_is_the_default(auditor: Auditor, site: Site) -> None:
    site({"a.html": FAULTY})
    short, long = auditor("site", "-q"), auditor("check", "site", "-q")
    assert (short.code, short.out) == (long.code, long.out)
    assert short.code == 1
    assert auditor("-q", cwd=site({})).out == auditor("check", "-q", cwd=site({})).out


def test_standard_input(auditor: Auditor) -> None:
    ran = auditor("check", "-", "-q", "--stdin-filename", "posts/tea.html", stdin=FAULTY.encode())
    assert ran.code == 1
    assert "posts/tea.html:1:" in ran.out
    assert auditor("check", "-", stdin=CLEAN.encode()).code == 0
    assert "stdin.html:1:" in auditor("-", "-q", stdin=FAULTY.encode()).out


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="there is no /dev/stdin")
def test_a_pipe_can_be_named(auditor: Auditor) -> None:
    ran = auditor("check", "/dev/stdin", "-q", stdin=FAULTY.encode())
    assert ran.code == 1
    assert "/dev/stdin:1:" in ran.out


def test_named_files_are_taken_whatever_they_are_called(auditor: Auditor, site: Site) -> None:
    site(
        {"page.txt": FAULTY, "post.md": "---\ntitle: Tea\n---\n# Tea", ".hidden/a.html": FAULTY, ".gitignore": "*.html"}
    )
    assert "site/page.txt:1:" in auditor("check", "site/page.txt", "-q").out
    assert "site/.hidden/a.html:1:" in auditor("check", "site/.hidden/a.html", "-q").out
    assert auditor("check", "site/post.md", "site/post.md", "--format", "json").out.count('"pages": 1,') == 1


def test_names_of_any_bytes_reach_every_report(auditor: Auditor, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/site"
    os.mkdir(folder)
    for name in (b"caf\xe9.html", b"new\nline.html", b"sp ace.html", b"esc\x1b[31m.html"):
        with open(folder + b"/" + name, "wb") as opened:
            opened.write(FAULTY.encode())
    for form in ("text", "json", "jsonl", "sarif", "github"):
        ran = auditor("check", "site", "--format", form)
        assert (ran.code, ran.err) == (1, ""), form
        assert "\x1b" not in ran.out
    assert auditor("check", os.fsdecode(folder + b"/caf\xe9.html"), "--diff").code == 1
    assert auditor("check", os.fsdecode(folder + b"/caf\xe9.html"), "--fix").code == 1
    assert "no␛[31m such" in auditor("check", "no\x1b[31m such").err


# -- reports --------------------------------------------------------------------------------------


def test_several_reports_of_one_run(auditor: Auditor, site: Site, tmp_path: Path) -> None:
    site({"a.html": FAULTY})
    ran = auditor("check", "site", "--format", "sarif=x.sarif", "--format", "json=x.json", "--format", "text")
    assert ran.code == 1
    assert "site/a.html\n" in ran.out
    results = json.loads((tmp_path / "x.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(results) == len(json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["findings"])


def test_the_configuration_may_name_formats(auditor: Auditor, site: Site, tmp_path: Path) -> None:
    site({"a.html": FAULTY})
    (tmp_path / "auditor.toml").write_text('format = ["github", "json=x.json"]\n', encoding="utf-8")
    assert auditor("check", "site").out.startswith("::")
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["findings"]
    assert auditor("check", "site", "--format", "jsonl").out.startswith('{"type": "start"'), "the command line wins"


def test_output_file(auditor: Auditor, site: Site, tmp_path: Path) -> None:
    site({"a.html": FAULTY})
    direct = auditor("check", "site", "--format", "json")
    ran = auditor("check", "site", "--format", "json", "--output-file", "x.json")
    assert (ran.code, ran.out) == (1, "")
    report = tmp_path / "x.json"
    assert report.read_text(encoding="utf-8") == direct.out
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(report.stat().st_mode) == 0o666 & ~mask
    (tmp_path / "link.json").symlink_to("x.json")
    auditor("check", "site", "--select", "title-missing", "--format", "json", "--output-file", "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads(report.read_text(encoding="utf-8"))["findings"] == []


def test_a_device_stays_a_device(auditor: Auditor, site: Site) -> None:
    site({"a.html": FAULTY})
    assert auditor("check", "site", "--output-file", "/dev/null").code == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github"])
def test_same_input_same_bytes(auditor: Auditor, site: Site, form: str) -> None:
    pages = {f"{number:03}.html": FAULTY.replace("Tea", f"Tea {number % 40}") for number in range(150)}
    site(
        {
            **pages,
            "post.html": "---\ntitle: x\n---\n<h3>x",
            "sub/\u65e5.html": "<p id=a><p id=a>",
            "bin.html": b"\0" * 99,
        }
    )
    runs = [re.sub(r"\([\d.]+ s\)", "", auditor("check", "site", "--format", form, "-j", jobs).out) for jobs in "112"]
    assert runs[0] == runs[1], "two runs differ"
    assert runs[0] == runs[2], "two workers say something else"
    assert len(runs[0]) > 1000


def test_quiet_verbose_statistics(auditor: Auditor, site: Site) -> None:
    site({"a.html": FAULTY, "b.html": b"\0" * 99})
    assert all(
        re.match(r"site/a\.html:\d+:\d+: (error|warning|note): .* \[[a-z0-9-]+\]$", line)
        for line in auditor("site", "-q").out.splitlines()
    )
    assert "skipped  site/b.html, because it is a binary file" in auditor("site", "-v").out
    assert re.search(r"(?m)^ +1  image-alt-missing$", auditor("site", "--statistics").out)
    assert re.search(r"(?m)^ +\d+ ms  [a-z0-9-]+$", auditor("site", "--statistics").out)


def test_colour_only_where_it_is_wanted(auditor: Auditor, site: Site) -> None:
    site({"a.html": FAULTY})
    assert "\x1b" not in auditor("site", env={"NO_COLOR": ""}).out, "a pipe is no terminal"
    assert "\x1b[1;31m" in auditor("site", "--color").out
    assert "\x1b" not in auditor("site", "--no-color").out


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_any_output_encoding_will_do(auditor: Auditor, site: Site, encoding: str) -> None:
    site({"a.html": FAULTY})
    env = {"PYTHONIOENCODING": encoding}
    assert auditor("site", "-q", env=env).code == 1
    assert json.loads(auditor("site", "--format", "json", env=env).out)["findings"]
    assert auditor("explain", "mojibake", env=env).code == 0


# -- the other commands ---------------------------------------------------------------------------


def test_version_and_help(auditor: Auditor) -> None:
    ran = auditor("--version")
    assert ran.code == 0
    assert re.fullmatch(r"auditor \d+\.\d+\.\d+\S*\n", ran.out)
    assert auditor("-V").out == ran.out
    top = auditor("-h")
    assert top.code == 0
    for command in COMMANDS:
        assert re.search(rf"(?m)^  {command} ", top.out)
        ran = auditor(command, "-h")
        assert ran.code == 0
        assert ran.out.startswith(f"Usage: auditor {command} ")
        assert auditor(command, "--help").out == ran.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="click asks bash for its version")
def test_shell_completion(auditor: Auditor) -> None:
    script = auditor(env={"_AUDITOR_COMPLETE": "bash_source"})
    assert script.code == 0
    assert "_auditor_completion" in script.out
    words = {"COMP_WORDS": "auditor ", "COMP_CWORD": "1", "_AUDITOR_COMPLETE": "bash_complete"}
    assert {line.partition(",")[2] for line in auditor(env=words).out.splitlines()} >= set(COMMANDS)
    words["COMP_WORDS"], words["COMP_CWORD"] = "auditor check --fail-on ", "3"
    assert auditor(env=words).out.split() == ["plain,error", "plain,warning", "plain,note", "plain,never"]


def test_rules(auditor: Auditor) -> None:
    ran = auditor("rules")
    assert ran.code == 0
    data = json.loads(auditor("rules", "--format", "json").out)
    assert [one["name"] for one in data] == list(all_rules())
    for name in all_rules():
        assert re.search(rf"(?m)^  {name} +(error|warning|note) ", ran.out), name
    some = json.loads(auditor("rules", "--format", "json", "--preset", "accessibility").out)
    assert 0 < len(some) < len(data)


def test_every_rule_can_be_explained(auditor: Auditor) -> None:
    from auditor.cli.explain import markdown  # noqa: PLC0415 — beside its only use

    for rule in all_rules().values():
        text = markdown(rule)
        assert text.startswith(f"# {rule.name}\n")
        assert "## Examples" in text
    ran = auditor("explain", "image-alt-missing")
    assert (ran.code, ran.err) == (0, "")
    assert "## Why it matters" in ran.out
    assert auditor("explain", "page-crashed").code == 0


def test_config_shows_what_holds_and_why(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text(
        'preset = "strict"\nignore = ["mojibake"]\n[rules.heading-too-long]\nseverity = "error"\n', encoding="utf-8"
    )
    ran = auditor("config")
    assert ran.code == 0
    assert re.search(r'(?m)^preset +\["strict"\] +# .*auditor\.toml', ran.out)
    assert re.search(r'(?m)^rules\.heading-too-long\.severity +"error" +# .*auditor\.toml', ran.out)
    assert json.loads(auditor("config", "--schema").out)["type"] == "object"
    (tmp_path / "auditor.toml").write_text('presett = "strict"\n', encoding="utf-8")
    ran = auditor("config")
    assert ran.code == 2
    said(ran, "auditor.toml", "presett", "preset")
    assert auditor("check", ".").code == 2


def test_init_writes_once_and_never_again(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").touch()
    ran = auditor("init", "--pre-commit")
    assert ran.code == 0
    assert "Next: auditor check _site" in ran.out
    assert 'root = "_site"' in (tmp_path / "auditor.toml").read_text(encoding="utf-8")
    assert "- id: auditor" in (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert auditor("config").code == 0, "what it writes is a valid configuration"
    (tmp_path / "auditor.toml").write_text("# mine\n", encoding="utf-8")
    ran = auditor("init")
    assert ran.code == 2
    said(ran, "auditor.toml", "there already", "nothing was written")
    assert (tmp_path / "auditor.toml").read_text(encoding="utf-8") == "# mine\n"
    (tmp_path / "auditor.toml").unlink()
    assert auditor("init", "--pre-commit").code == 2
    assert not (tmp_path / "auditor.toml").exists(), "all or nothing"


def test_new_rule_writes_a_rule_that_the_house_takes(
    auditor: Auditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rules/teas"
    (tmp_path / "rules").mkdir()
    ran = auditor("new-rule", "tea-h1-cold")
    assert ran.code == 0, ran.err
    assert "rules/teas/tea_h1_cold.py" in ran.out
    assert (folder / "__init__.py").exists()
    before = (folder / "tea_h1_cold.py").read_bytes()
    ran = auditor("new-rule", "tea-h1-cold")
    assert ran.code == 2
    said(ran, "there already", "nothing was written")
    assert (folder / "tea_h1_cold.py").read_bytes() == before

    (tmp_path / "rules").rename(tmp_path / "fresh_rules")
    (tmp_path / "fresh_rules/__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    (rule,) = rules_in("fresh_rules")
    assert (rule.name, rule.category) == ("tea-h1-cold", "teas")
    check_examples(rule)
    house.test_documentation(rule)
    house.test_names(rule)
    house.test_rules_import_auditor_only(rule)
    made: Any = rule
    house.test_silence_on_a_clean_page(made, CLEAN)
    house.test_an_empty_page_is_no_crash(made)
    house.test_upper_case_tags_make_no_difference(made)
    house.test_messages_are_one_line(made)


def test_the_address_of_the_site_tells_that_it_is_secure(auditor: Auditor, site: Callable[..., Path]) -> None:
    site({"index.html": '<!doctype html><title>Tea</title><a href="http://tea.example/green/">Green</a>'})
    config = '[site]\nroot = "site"\nurl = "{}://tea.example/"\n'
    for scheme, code in (("https", 1), ("http", 0)):
        site({"auditor.toml": config.format(scheme)}, folder=".")
        assert auditor("check", "--select", "link-insecure", "site").code == code
