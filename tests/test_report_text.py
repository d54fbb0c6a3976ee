from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from auditor.audit import Audit, Crash, Hidden, Skipped
from auditor.finding import Edit, Finding, Fix, Place, Related, Safety, Severity, Span
from auditor.report.text import Style, render

ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def finding(line: int = 1, rule: str = "tea-cold", **more: Any) -> Finding:
    place = Place(line, 4, line, 7, 3, 6, ("<p>tea</p>",))
    return Finding(**{"span": Span(3, 6), "message": "tea", "page": "a.html", "rule": rule, "place": place, **more})


AUDIT = Audit(
    findings=(
        finding(severity=Severity.ERROR, related=(Related("first", place=Place(9, 2, 9, 3)),)),
        finding(2, "cup-full", fix=Fix("Drink", (Edit(Span(3, 6), ""),)), severity=Severity.NOTE),
    ),
    pages=2,
    seconds=0.123,
)


def test_a_finding_with_its_frame() -> None:
    assert (
        render(AUDIT)
        == """\
a.html
  1:4  error    tea  tea-cold
  1 │ <p>tea</p>
    │    ^^^
    = first: 9:2

  2:4  note     tea  cup-full
  2 │ <p>tea</p>
    │    ^^^
    = --fix: Drink

2 pages: 1 error, 1 note · 1 can be mended with --fix  (0.12 s)
"""
    )


def test_quiet_is_a_line_a_finding() -> None:
    assert render(AUDIT, style=Style(quiet=True)).splitlines() == [
        "a.html:1:4: error: tea [tea-cold]",
        "a.html:2:4: note: tea [cup-full]",
    ]


@pytest.mark.parametrize("quiet", [True, False])
def test_colour_adds_escapes_and_nothing_else(quiet: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    monkeypatch.setenv("NO_COLOR", "1")  # asked for on the command line, it is wanted all the same
    plain = render(AUDIT, style=Style(quiet=quiet))
    painted = render(AUDIT, style=Style(quiet=quiet, color=True))
    assert "\x1b[1;31m" in painted
    assert ESCAPE.sub("", painted) == plain


def test_in_a_terminal_names_are_links_that_survive_any_name() -> None:
    odd = replace(AUDIT, findings=(finding(page="sub folder/a;\x1b]8;;evil\udcff.html"),), root="/site")
    painted = render(odd, style=Style(color=True, terminal=True))
    assert re.search(
        r"\x1b\]8;[^;]*;file:///site/sub%20folder/a(;|%3B)%1B%5D8(;|%3B)(;|%3B)evil%FF\.html\x1b\\", painted
    )
    assert "evil\ufffd" in ESCAPE.sub("", painted)
    assert "“auditor explain tea-cold”" in painted


def test_nothing_of_a_page_steers_the_terminal() -> None:
    evil = "\x1b[2J\x9b31m\r\u202e"
    one = finding(
        message=evil,
        page=evil,
        place=Place(1, 1, 1, 2, 0, 1, (evil,)),
        related=(Related(evil, place=Place(1, 1, 1, 1)),),
    )
    audit = Audit(
        findings=(replace(one, fix=Fix(evil, (Edit(Span(0, 0), ""),))),),
        hidden=(Hidden(one, evil),),
        crashes=(Crash(evil, "r", evil, evil),),
        skipped=(Skipped(evil, evil),),
        remarks=(evil,),
        pages=1,
    )
    for style in (Style(verbose=True, statistics=True), Style(quiet=True)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", render(audit, style=style))
        assert not re.search(r"[\x9b\r\u202e]|\x1b\[2J", render(audit, style=replace(style, color=True)))


def test_of_many_alike_the_first_are_shown_whole() -> None:
    many = replace(AUDIT, findings=tuple(finding(line) for line in range(1, 31)))
    short = render(many)
    assert short.count("│ <p>tea</p>") == 4
    assert "… 26 more of tea-cold on lines 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 …" in short
    assert render(many, style=Style(verbose=True)).count("│ <p>tea</p>") == 30
    assert len(render(many, style=Style(quiet=True)).splitlines()) == 30


def test_the_summary() -> None:
    def last(**values: Any) -> str:
        return render(Audit(**values)).splitlines()[-1]

    assert last(pages=1) == "✓ 1 page, nothing to report  (0.00 s)"
    assert last(pages=1234, seconds=75.0) == "✓ 1,234 pages, nothing to report  (75 s)"
    assert (
        last(pages=1, skipped=(Skipped("x", "y"),))
        == "✓ 1 page, nothing to report · 1 file skipped (-v says why)  (0.00 s)"
    )
    hidden = (Hidden(finding(), ""), Hidden(finding(), ""))
    assert last(pages=1, hidden=hidden) == "✓ 1 page, nothing to report · 2 allowed by comments  (0.00 s)"


def test_no_page_at_all_is_no_tick() -> None:
    said = render(Audit(skipped=(Skipped("x.html", "it is a binary file"),)))
    assert said.splitlines() == ["skipped  x.html, because it is a binary file", "", "no page was audited"]


def test_crashes_are_said_loudly() -> None:
    audit = Audit(
        pages=1, crashes=(Crash("a.html", "tea-cold", "ValueError: x", "Traceback\n  line"), Crash("", "", "y", ""))
    )
    said = render(audit)
    assert "crashed  tea-cold on a.html: ValueError: x" in said
    assert "crashed  the engine on what all pages say together: y" in said
    assert "please report it" in said
    assert "Traceback" not in said
    assert "    Traceback\n      line" in render(audit, style=Style(verbose=True))


def test_verbose_and_statistics() -> None:
    audit = replace(AUDIT, remarks=("guessed",), seconds_by_rule={"tea-cold": 0.5, "cup-full": 0.001})
    said = render(audit, style=Style(verbose=True, statistics=True))
    assert "remark   guessed" in said
    assert re.search(r"(?m)^ +1  cup-full\n +1  tea-cold$", said)
    assert re.search(r"(?m)^ +500 ms  tea-cold\n +1 ms  cup-full$", said)


def test_a_fix_says_how_safe_it_is() -> None:
    for safety, word in ((Safety.SAFE, "--fix"), (Safety.UNSAFE, "possible fix"), (Safety.SHOWN, "suggestion")):
        one = finding(fix=Fix("Drink", (Edit(Span(0, 1), ""),), safety))
        assert f"= {word}: Drink\n" in render(Audit(findings=(one,), pages=1))
