"""Who reads what of a page."""

from __future__ import annotations

import pytest

from auditor.testing import page
from auditor.text.audience import Audience, Reader


@pytest.mark.parametrize(
    ("html", "reader", "run"),
    [
        ("<p>an X here</p>", Reader.PEOPLE, "an X here"),
        ("<title>an X</title>", Reader.PEOPLE, "an X"),
        ("<p>a <b>b</b>\r\n\r\n an X &amp; c</p>", Reader.PEOPLE, "\r\n\r\n an X &amp; c"),
        ("<p><code>an X</code></p>", Reader.CODE, "an X"),
        ("<pre><b>X</b></pre>", Reader.CODE, "X"),
        ("<script>X</script>", Reader.MACHINES, "X"),
        ("<style>X</style>", Reader.MACHINES, "X"),
        ('<script type="application/ld+json">{"name": "X"}</script>', Reader.PEOPLE, '{"name": "X"}'),
        ('<img alt="an X" src=a>', Reader.PEOPLE, "an X"),
        ("<IMG ALT=X SRC=a>", Reader.PEOPLE, "X"),
        ('<img alt="a" src="X">', Reader.MACHINES, "X"),
        ("<!-- X -->", Reader.NOBODY, "X"),
        ("<X-y>a</X-y>", Reader.NOBODY, "X"),
        ("top X level", Reader.PEOPLE, "top X level"),
        ("---\ntitle: a\n---\n<p>{{ X }}</p>", Reader.NOBODY, "X"),
        ("---\ntitle: X\n---\n<p>a</p>", Reader.NOBODY, "X"),
    ],
)
def test_reader_and_run(html: str, reader: Reader, run: str) -> None:
    one = page(html)
    where = Audience(one).of(html.index("X"))
    assert (where.reader, one.text[where.span.start : where.span.end]) == (reader, run)


@pytest.mark.parametrize(
    ("line", "reader"),
    [
        ("an X here", Reader.PEOPLE),
        ("an `X` here", Reader.CODE),
        ("`an` X `here`", Reader.PEOPLE),
        ("    X", Reader.CODE),
        ("```\nX\n```", Reader.CODE),
        ("```\na\n```\nX", Reader.PEOPLE),
    ],
)
def test_markdown(line: str, reader: Reader) -> None:
    text = f"---\ntitle: a\n---\n{line}\n"
    assert Audience(page(text, "a.md")).of(text.index("X")).reader is reader
