from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.config import load
from auditor.engine import Job
from auditor.finding import Edit, Finding, Fix, Safety, Span
from auditor.fixer import apply_edits, diff, mend, mend_file, write
from auditor.html.decode import decode
from auditor.registry import all_rules
from auditor.source.reading import Source


def replace_all(
    old: str, new: str, *, safety: Safety = Safety.SAFE, rule: str = "tea"
) -> Callable[[str], list[Finding]]:
    """A rule that finds one text and would put another in its place."""

    def audit(text: str) -> list[Finding]:
        found: list[Finding] = []
        at = text.find(old)
        while at >= 0:
            span = Span(at, at + len(old))
            found.append(
                Finding(span, f"“{old}”", rule=rule, fix=Fix("x", (Edit(span, new),), safety), anchor=f"{old}{at}")
            )
            at = text.find(old, at + len(old))
        return found

    return audit


def all_of(*rules: Callable[[str], list[Finding]]) -> Callable[[str], list[Finding]]:
    return lambda text: sorted(one for rule in rules for one in rule(text))


# -- edits ----------------------------------------------------------------------------------------


def test_edits_apply_in_any_order_and_equal_ones_count_once() -> None:
    edits = [Edit(Span(4, 5), "D"), Edit(Span(0, 1), ""), Edit(Span(2, 2), "++"), Edit(Span(4, 5), "D")]
    assert apply_edits("abcdefg", edits) == "b++cdDfg"


def test_of_overlapping_edits_the_first_is_taken() -> None:
    assert apply_edits("abcdef", [Edit(Span(2, 5), "x"), Edit(Span(0, 3), "y")]) == "ydef"
    assert apply_edits("abc", [Edit(Span(1, 1), "1"), Edit(Span(1, 1), "2")]) == "a1bc"
    assert apply_edits("abc", [Edit(Span(0, 1), "1"), Edit(Span(1, 2), "2")]) == "12c", "neighbours don't overlap"


edits_of_ten = st.lists(
    st.tuples(st.integers(0, 10), st.integers(0, 10), st.text("xyz", max_size=3)).map(
        lambda one: Edit(Span(min(one[:2]), max(one[:2])), one[2])
    ),
    max_size=6,
)


@given(edits_of_ten)
def test_what_no_edit_touches_stays(edits: list[Edit]) -> None:
    touched = {at for edit in edits for at in range(edit.span.start, edit.span.end)}
    kept = "".join(char for at, char in enumerate("0123456789") if at not in touched)
    after = apply_edits("0123456789", edits)
    assert "".join(char for char in after if char.isdigit() and int(char) not in touched) == kept


# -- fixes that hold, and fixes that don't ----------------------------------------------------------


def test_fixes_are_made_and_a_second_run_changes_nothing() -> None:
    audit = all_of(replace_all("cold", "warm"), replace_all("empty", "full", rule="cup"))
    done = mend("cold tea, empty cup, cold tea", audit)
    assert done.text == "warm tea, full cup, warm tea"
    assert len(done.mended) == 3
    assert done.refused == ()
    assert apply_edits("cold tea, empty cup, cold tea", done.edits) == done.text
    again = mend(done.text, audit)
    assert (again.text, again.edits, again.mended) == (done.text, (), ())


def test_a_fix_after_which_its_finding_stays_is_taken_back() -> None:
    done = mend("tea", replace_all("tea", "tea!"))
    assert done.text == "tea"
    assert done.mended == ()
    ((finding, why),) = done.refused
    assert finding.rule == "tea"
    assert "still there" in why


def test_a_fix_that_brings_another_finding_is_taken_back_and_the_others_are_made() -> None:
    audit = all_of(
        replace_all("a", "ZZ", rule="a"),
        replace_all("b", "c", rule="b"),
        replace_all("ZZ", "", safety=Safety.SHOWN, rule="bad"),
    )
    done = mend("b a b", audit)
    assert done.text == "c a c"
    assert [one.rule for one in done.mended] == ["b", "b"]
    assert [(one.rule, why) for one, why in done.refused] == [("a", "it brought a new finding: bad: “ZZ”")]


def test_overlapping_fixes_are_made_one_after_the_other() -> None:
    audit = all_of(replace_all("ab", "B", rule="one"), replace_all("bc", "C", rule="two"))
    assert mend("abc bc", audit).text == "Bc C"


def test_a_fix_of_several_edits_is_made_whole_or_not_at_all() -> None:
    def audit(text: str) -> list[Finding]:
        found = replace_all("mid", "MID", rule="a")(text)
        if "<b>" in text and "</b>" in text:
            start, end = text.index("<b>"), text.index("</b>")
            edits = (Edit(Span(start, start + 3), ""), Edit(Span(end, end + 4), ""))
            found.append(Finding(Span(start, end), "bold", rule="b", fix=Fix("x", edits), anchor="b"))
        return sorted(found)

    done = mend("<b>" + "mid " * 100 + "</b>", audit)
    assert done.text == "MID " * 100
    assert len(done.mended) == 101


@pytest.mark.parametrize(("safety", "unsafe", "made"), [
    (Safety.SAFE, False, True), (Safety.UNSAFE, False, False), (Safety.UNSAFE, True, True), (Safety.SHOWN, True, False),
])  # fmt: skip
def test_only_what_may_be_done_is_done(safety: Safety, unsafe: bool, made: bool) -> None:  # noqa: FBT001
    assert (mend("a", replace_all("a", "b", safety=safety), unsafe=unsafe).text == "b") is made


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    done = mend("a", all_of(replace_all("a", "b", rule="a"), replace_all("b", "a", rule="b")))
    assert done.text in {"a", "b"}


# -- files ----------------------------------------------------------------------------------------


def fix_file(file: Path, old: str, new: str) -> bytes:
    decoded = decode(file.read_bytes())
    find = replace_all(old, new)
    done = mend_file(decoded, lambda data: find(decode(data).text))
    write(file, decoded, done.edits)
    return file.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbf<p>cold\r\n\ttea\r</p>\n", b"\xef\xbb\xbf<p>w\xc3\xa4rm\r\n\ttea\r</p>\n"),
        (b"<meta charset=utf-8>caf\xe9 \xff cold\r\n\xc3", b"<meta charset=utf-8>caf\xe9 \xff w\xc3\xa4rm\r\n\xc3"),
        (b"<meta charset=windows-1252>\x81\x93cold\x94", b"<meta charset=windows-1252>\x81\x93w\xe4rm\x94"),
        ("\ufeffcold 🍵\r\n".encode("utf-16-le"), "\ufeffwärm 🍵\r\n".encode("utf-16-le")),
        ("\ufeffcold\n".encode("utf-16-be"), "\ufeffwärm\n".encode("utf-16-be")),
        (
            b"---\r\ntitle: x\r\n---\r\n<meta charset=utf-8>cold",
            "---\r\ntitle: x\r\n---\r\n<meta charset=utf-8>wärm".encode(),
        ),
    ],
    ids=["bom-crlf", "invalid-utf-8", "windows-1252", "utf-16-le", "utf-16-be", "post"],
)
def test_every_byte_outside_the_edits_stays(tmp_path: Path, before: bytes, after: bytes) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(before)
    assert fix_file(file, "cold", "wärm") == after


def test_a_character_that_the_encoding_lacks_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"<meta charset=windows-1252>cold")
    with pytest.raises(UnicodeEncodeError):
        fix_file(file, "cold", "熱")
    assert file.read_bytes() == b"<meta charset=windows-1252>cold"
    assert os.listdir(tmp_path) == ["a.html"]


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"cold")
    file.chmod(mode)
    fix_file(file, "cold", "hot")
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert file.read_bytes() == b"hot"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_bytes(b"cold")
    link = tmp_path / "a.html"
    link.symlink_to("real.html")
    fix_file(link, "cold", "hot")
    assert link.is_symlink()
    assert (tmp_path / "real.html").read_bytes() == b"hot"


@pytest.mark.parametrize("failing", ["os.replace", "os.fsync", "tempfile.mkstemp"])
def test_a_write_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "a.html"
    file.write_bytes(b"cold")
    monkeypatch.setattr(failing, fail)
    with pytest.raises(PermissionError):
        fix_file(file, "cold", "hot")
    monkeypatch.undo()
    assert file.read_bytes() == b"cold"
    assert os.listdir(tmp_path) == ["a.html"], "something is left beside it"


# -- diff -----------------------------------------------------------------------------------------


def test_a_diff_is_one_that_git_applies(tmp_path: Path) -> None:
    before = "one\x0cpage\u2028here\r\ncold\nlast\x85x"
    after = before.replace("cold", "hot").replace("last", "end")
    (tmp_path / "a.html").write_text(before, encoding="utf-8", newline="")
    patch = diff("a.html", before, after)
    git(tmp_path, "init", "-q")
    git(tmp_path, "apply", "-", stdin=patch.encode())
    assert (tmp_path / "a.html").read_bytes() == after.encode()
    assert diff("a.html", before, before) == ""


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    from subprocess import run  # noqa: PLC0415 — beside its only use

    run(["git", *arguments], cwd=folder, input=stdin, check=True, capture_output=True)


# -- the command ----------------------------------------------------------------------------------

MOJIBAKE = (
    "<!doctype html>\r\n<html lang=en><meta charset=utf-8><title>Tea</title><p>Â© 2026</p><p id=a><p id=a>\r\n".encode()
)


def test_check_fix_mends_reports_the_rest_and_settles(auditor: Any, site: Any) -> None:
    folder = site({"a.html": MOJIBAKE})
    ran = auditor("check", folder.name, "--fix", "--select", "mojibake,id-duplicate")
    assert ran.code == 1
    assert "fixed 1 finding in 1 page" in ran.err
    assert "id-duplicate" in ran.out
    assert "mojibake" not in ran.out
    mended = MOJIBAKE.replace(b"\xc3\x82", b"")
    assert (folder / "a.html").read_bytes() == mended
    when = (folder / "a.html").stat().st_mtime_ns
    again = auditor("check", folder.name, "--fix", "--select", "mojibake,id-duplicate")
    assert "fixed 0 findings in 0 pages" in again.err
    assert (folder / "a.html").read_bytes() == mended
    assert (folder / "a.html").stat().st_mtime_ns == when


def test_check_diff_writes_nothing(auditor: Any, site: Any, tmp_path: Path) -> None:
    folder = site({"a.html": MOJIBAKE})
    ran = auditor("check", folder.name, "--diff", "--select", "mojibake")
    assert ran.code == 1
    assert "-<html lang=en><meta charset=utf-8><title>Tea</title><p>Â©" in ran.out
    assert "+<html lang=en><meta charset=utf-8><title>Tea</title><p>©" in ran.out
    assert (folder / "a.html").read_bytes() == MOJIBAKE
    git(tmp_path, "init", "-q")
    clean = auditor("check", folder.name, "--diff", "--select", "heading-empty")
    assert (clean.code, clean.out) == (0, "")


def test_standard_input_can_be_diffed_but_not_fixed(auditor: Any) -> None:
    ran = auditor("check", "-", "--diff", "--select", "mojibake", stdin=MOJIBAKE)
    assert ran.code == 1
    assert "+++ b/stdin.html" in ran.out
    ran = auditor("check", "-", "--fix", "--select", "mojibake", stdin=MOJIBAKE)
    assert "can't be fixed in place" in ran.err
    assert ran.code == 1


@pytest.mark.parametrize("number", [3, 20, 21, 25, 70])
def test_as_many_as_there_are_side_by_side(number: int) -> None:
    text = "<p>" + "&#150;" * number + "</p>"
    job = Job(load(None, all_rules(), {"select": ("reference-c1",)}))
    fixed = mend(text, lambda changed: job.audit([Source("page.html", data=changed.encode())]).findings)
    assert fixed.text == "<p>" + "–" * number + "</p>"
    assert not fixed.refused
