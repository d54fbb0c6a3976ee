"""Ten thousand broken pages: no crash, no hang, and every finding points into its file."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from types import FrameType

import pytest

from auditor.config import Config, load
from auditor.engine import Job
from auditor.finding import Finding, Safety
from auditor.fixer import mend_file
from auditor.html.lines import line_starts
from auditor.pool import processors
from auditor.registry import all_rules
from auditor.source.reading import NotAPageError, Source, from_text
from conftest import ROOT

PAGES = 10_000
PAGES_PER_TASK = 250
SECONDS_PER_PAGE = 5.0
# Of those, so many are mended; each takes several audits.
FIXED = 300
# Larger than this a sample is cut before it is broken, so that ten thousand take a minute.
LARGEST = 3000

DOCUMENT = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Ten green teas of 2025 | The Teahouse</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Ten teas, tried &amp; compared">
<link rel="canonical" href="https://example.org/tea/"><base href="/tea/">
<meta property="og:type" content="article"><meta name="twitter:label1" content="Reading time">
<meta name="twitter:data1" content="5 minutes">
<script type="application/ld+json">{"@type": "Article", "timeRequired": "PT5M", "potentialAction": {"@type": "BuyAction", "target": "/buy"}}</script>
<style>.a{background:url(b.png)}</style>
</head>
<body>
<nav><a href="#main">Skip</a> <a href="/">Home</a> <a href="">Nowhere</a> <a href="javascript:void(0)">x</a></nav>
<main id="main" data-auditor-allow="image-alt-missing — decoration">
<!-- auditor: allow heading-level-skipped, images — as drawn -->
<h1 id="a">Ten green teas of 2026</h1><p>8 min read · by Ada</p>
<!-- auditor: allow-start link-text-vague -- old --><p>To order <a href="https://example.com" target=_blank>click here</a>.</p>
<!-- auditor: allow-end -->
<h3 role="heading" aria-level="4"></h3><p><b>All bold</b></p><h2 hidden>Not seen</h2>
<p>CafÃ© â€œteaâ€\x9d costs &#128; 5 &Atilde;&copy; &#x110000; \ufffd &nosuch; {{ price }} undefined NaN [object Object]</p>
<img src="a.png" srcset="a.png 1x, b.png 2x, c.png, d.png 300w 2x" alt="image of tea" loading="lazy"><img>
<picture><source srcset="x.webp 480w, y.webp 800w" sizes="100vw"><img src="DSC_0001.JPG" alt="DSC_0001.JPG" width=4 height=3></picture>
<figure><img src="/l.png" alt="A leaf"><figcaption>A leaf</figcaption></figure>
<svg viewBox="0 0 1 1"><title>Leaf</title><a xlink:href="#a"><text>leaf</text></a><![CDATA[x]]></svg>
<template><h1>Later</h1><img src=t.png></template><noscript><img src="n.png"></noscript>
<table><caption>Prices</caption><tr><th>Tea<td>5</table>
<form action="/send"><label for="m">Mail</label><input id="m" type="email" name="email"><input type=image src=go.png>
<button class="btn" disabled>Submit</button></form><a class="btn btn-primary" id="a" id="b">Buy now</a>
<a href="mailto:ada@@example" aria-labelledby="a m nothing">m</a><a href="tel:12 ab">t</a><a href="file:///C:/x"><img src="y" alt=""></a>
<p lang="xx-yy">日本語の文章。読了時間 3 分。</p><p style="display:none">Lorem ipsum dolor sit amet</p>
<math><mi>x</mi></math><area href="#b"><iframe src="http://localhost:3000/"></iframe>
</main><footer>Â© 2026</footer></body></html>
"""

YAML_POST = """\
---
title: "Tea in 2025"   # auditor: allow title-heading-disagree
permalink: /Tea_in/:year/index
date: 2025-02-30 10:00:00 +0100
tags: [green, {a: b}, "x"]
---
<h1 {% if x %}class="a"{% else %}class="b"{% endif %}>Tea in 2026</h1>
{% comment %}<h4>{% endcomment %}<a href="{{ site.url }}/x">{{ page.title }}</a><% erb %>{# jinja #}{{< figure src="x" >}}
<img src="{{ image }}" alt=""><a href="">here</a><p>5 min read</p><script>var a = "{{ x }}";</script>
"""
TOML_POST = '+++\ntitle = "Tea"\npermalink = 5\ntext = """\na\n"""\n[params]\nx = 1\n+++\n<h2>Tea</h2><p>Â© tea</p>\n'
JSON_POST = '{\n"title": "Tea",\n"permalink": ["/a"],\n"date": "2026-13-01"\n}\n<h2>Tea</h2><a href="#">x</a>\n'
MARKDOWN_POST = (
    "---\ntitle: Tea\npermalink: /tea\n---\n# Tea\n\n<!-- auditor: allow links -->\n```\n<!-- auditor: allow x\n```\n"
)
LEGACY = (
    '<html><head><meta charset="shift_jis"><title>茶</title></head><body><h1>茶</h1><p>５分で読めます</p></body></html>'
)

TOKENS: tuple[bytes, ...] = (
    b"<!--", b"-->", b"<!-->", b"]]>", b"<![CDATA[", b"<?x", b"<!doctype", b"</", b"<", b">", b"&", b"&#x110000;", b"&#130;", b"&#0;", b"&#xd800;",
    b"\0", b"\xed\xa0\x80", b"\xff", b"\xc3", b"\xc3\x83\xc2\xa9", b"\xef\xbb\xbf", b"\xef\xb7\x90", b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"\xcc\x81", b"\r", b"\r\n",
    b"\x0c", b"\x85", b"\xe2\x80\xa8", b"\x1b$B", b"{{", b"}}", b"{%", b"%}", b"{#", b"<%", b"{{<", b"{% comment %}", b"{% raw %}", b'"', b"'", b"`", b"=", b"/", b"---\n",
    b"+++\n", b"...\n", b"<a href=", b"<a>", b"</a>", b"<b>", b"</p>", b"<p>", b"<table>", b"<td>", b"<select>", b"<option>", b"<template>", b"</template>", b"<script>",
    b"<style>", b"<title>", b"<textarea>", b"<plaintext>", b"<noscript>", b"<svg>", b"<math>", b"<foreignObject>", b"<h1>", b"<h6>", b"</body>", b"<html lang=x>",
    b"<body hidden>", b"<base href=//[>", b"<img srcset='a 1x,b(,c 1w 2h'>", b"<meta charset=utf-16>", b"<meta charset=x-user-defined>", b"<frameset>", b"<form>",
    b" id=a", b" aria-labelledby=a", b" role=heading", b" aria-level=99999999999999999999", b" hidden", b" alt", b" lang", b"http://[", b"https://xn--a/%", b"data:,", b"\xe2\x80\xae",
    b"<!-- auditor: allow ", b"<!-- auditor: allow-start images -->", b"<!-- auditor: allow-end -->", b"<!-- auditor: allow-file * -->", b" data-auditor-allow=links",
    b"99999999999999999999 min read", b"5\xe2\x80\x937 min read", b"&nbsp;" * 9, b"<a>" * 60, b"<b><p>" * 20, b"<div>" * 80, b"[" * 300, b"{" * 300, b" x" * 90, b"\xc3\x82\xc2\xa9" * 9,
)  # fmt: skip

Sample = tuple[str, bytes]


@cache
def samples() -> tuple[Sample, ...]:
    """Sound pages, by the names that they would have."""
    found: list[Sample] = [
        ("page.html", DOCUMENT.encode()),
        ("page.html", DOCUMENT.replace("\n", "\r\n").encode("utf-8-sig")),
        ("page.html", DOCUMENT.replace("\n", "\r").encode()),
        ("page.html", DOCUMENT.encode("utf-16")),
        ("page.html", DOCUMENT.replace("utf-8", "windows-1252").encode("cp1252", "xmlcharrefreplace")),
        ("page.html", LEGACY.encode("shift_jis")),
        ("_layouts/page.html", YAML_POST.encode().partition(b"---\n<")[2]),
        ("_posts/2026-01-02-tea.html", YAML_POST.encode()),
        ("_posts/2026-01-02-tea.html", YAML_POST.replace("\n", "\r\n").encode()),
        ("post.html", TOML_POST.encode()),
        ("post.html", JSON_POST.encode()),
        ("post.md", MARKDOWN_POST.encode()),
        ("fragment.html", DOCUMENT.partition("<main")[2].encode()),
    ]
    for rule in all_rules().values():
        for example in rule.examples:
            for path, html in example.pages.items():
                found.append((path, html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html))
    found += [(file.name, file.read_bytes()[:20_000]) for file in sorted((ROOT / "sample_pages").rglob("*.html"))]
    return tuple(found)


def broken(number: int) -> Sample:
    """Page ``number``: the same every time."""
    dice = random.Random(f"broken page {number}")
    # Those with everything in them come more often than the small ones.
    path, data = samples()[dice.randrange(13)] if dice.random() < 0.4 else dice.choice(samples())
    if len(data) > LARGEST:
        start = dice.choice((0, dice.randrange(len(data) - LARGEST)))
        data = data[:400] * (start > 0) + data[start : start + LARGEST]
    text = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 5, 8, 20))):
        at = dice.randint(0, len(text))
        end = min(len(text), at + dice.choice((1, 2, 8, 50, 300)))
        what = dice.randrange(6)
        if what == 0 and at < len(text):
            text[at] ^= 1 << dice.randrange(8)
        elif what == 1:
            del text[at:end]
        elif what == 2:
            text[at:at] = text[at:end] * dice.choice((1, 2, 10))
        elif what == 3:
            del text[at:]
            text += samples()[dice.randrange(13)][1][at : at + 1000]
        else:
            text[at:at] = dice.choice(TOKENS) * dice.choice((1, 1, 1, 2, 40))
    return path, bytes(text[: 4 * LARGEST])


@cache
def config() -> Config:
    presets = ["strict", "seo", "accessibility", "content"]
    return load(None, all_rules(), {"preset": presets, "confidence": "possible"})


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    def ring(number: int, stack: FrameType | None) -> None:
        del number, stack
        raise TimeoutError(f"it took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def audited(path: str, data: bytes) -> list[Finding]:
    tables = frozenset(table for rule in config().site_rules for table in rule.tables())
    outcome = Job(config(), None, tables).audit([Source(path, data=data)])
    assert not outcome.crashes, outcome.crashes[0].traceback
    active = frozenset(rule.name for rule in config().for_path(path).rules)
    unused = [one for allowed in outcome.suppressions.values() for one in allowed.unused(active)]
    hidden = [one.finding for one in outcome.hidden]
    return sorted([*outcome.findings, *hidden, *unused])


def check(path: str, data: bytes) -> None:
    found = audited(path, data)
    again = audited(path, data)
    assert found == again, "the second run found something else"
    if not found:
        return
    text = from_text(data, path).decoded.text
    starts = line_starts(text)
    for finding in found:
        places = [(finding.span, finding.place)]
        places += [(one.span, one.place) for one in finding.related if one.span is not None and one.place is not None]
        for span, place in places:
            assert 0 <= span.start <= span.end <= len(text), finding
            assert (place.start, place.end) == span, finding
            assert starts[place.line - 1] + place.column - 1 == span.start, finding
            assert starts[place.end_line - 1] + place.end_column - 1 == span.end, finding
        if finding.fix is not None:
            for edit in finding.fix.edits:
                assert 0 <= edit.span.start <= edit.span.end <= len(text), finding
        assert finding.message.strip(), finding
        assert len(finding.message.splitlines()) == 1, finding


def check_fixes(path: str, data: bytes) -> None:
    try:
        decoded = from_text(data, path).decoded
    except NotAPageError:
        return

    def judge(changed: bytes) -> list[Finding]:
        return audited(path, changed)

    try:
        fixed = mend_file(decoded, judge)
    except UnicodeEncodeError:
        # The page's own encoding can't hold what was meant: it is left as it is, and the command says so.
        return
    at, text = 0, decoded.text
    patched = ""
    for edit in fixed.edits:
        assert at <= edit.span.start <= edit.span.end <= len(text)
        patched += text[at : edit.span.start] + edit.new
        at = edit.span.end
    assert patched + text[at:] == fixed.text
    after = judge(decoded.edited([(edit.span.start, edit.span.end, edit.new) for edit in fixed.edits]))
    left = [one for one in after if one.fix is not None and one.fix.safety is Safety.SAFE]
    assert len(left) <= len(fixed.refused), f"a second run would fix again: {left[0]}"


def problems(numbers: range, judge: Callable[[str, bytes], None], seconds: float) -> list[str]:
    """What went wrong with each of some pages, in a process of its own."""
    found: list[str] = []
    for number in numbers:
        path, data = broken(number)
        began = time.perf_counter()
        try:
            with limit(seconds):
                judge(path, data)
        except Exception:  # noqa: BLE001 — whatever it is, it is what this test is after
            said = traceback.format_exc(limit=-6)
            found.append(f"broken({number}), {path}, {time.perf_counter() - began:.1f} s:\n{said}")
    return found


def shared(pages: int, judge: Callable[[str, bytes], None], seconds: float) -> list[str]:
    tasks = [range(start, min(start + PAGES_PER_TASK, pages)) for start in range(0, pages, PAGES_PER_TASK)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processors(), mp_context=context) as executor:
        waiting = [executor.submit(problems, numbers, judge, seconds) for numbers in tasks]
        return [problem for one in waiting for problem in one.result()]


needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")


@needs_alarm
def test_broken_pages() -> None:
    found = shared(PAGES, check, SECONDS_PER_PAGE)
    assert not found, f"{len(found)} pages:\n\n" + "\n".join(found[:5])


@needs_alarm
def test_broken_pages_are_fixed_once() -> None:
    found = shared(FIXED, check_fixes, 4 * SECONDS_PER_PAGE)
    assert not found, f"{len(found)} pages:\n\n" + "\n".join(found[:5])
