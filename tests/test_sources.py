"""Where pages come from: folders, front matter, template code, bytes."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html.tree import UNKNOWN
from auditor.source import reading
from auditor.source.folder import Found, walk
from auditor.source.front_matter import FrontMatter, read_front_matter
from auditor.source.reading import NotAPageError, Source, UnreadableError, from_text, page_source
from auditor.source.templates import mask_templates


def tree(folder: Path, files: Mapping[str, str] | list[str]) -> Path:
    for name in files:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(files[name] if isinstance(files, Mapping) else "", encoding="utf-8")
    return folder


def whys(found: Found) -> dict[str, str]:
    return {one.page: one.why for one in found.skipped}


# -- folders --------------------------------------------------------------------------------------


def test_pages_by_their_endings_and_files_of_all_kinds(tmp_path: Path) -> None:
    found = walk(tree(tmp_path, ["b.html", "a.HTM", "sub/c.xhtml", "x.png", "post.md", "html"]))
    assert found.pages == ["a.HTM", "b.html", "sub/c.xhtml"]
    assert found.files == ["a.HTM", "b.html", "html", "post.md", "sub/c.xhtml", "x.png"]
    assert walk(tmp_path, endings=(".md",)).pages == ["post.md"]


def test_hidden_folders_and_installed_packages_are_left_out(tmp_path: Path) -> None:
    found = walk(
        tree(
            tmp_path,
            [
                "a.html",
                ".git/b.html",
                ".well-known/c.html",
                ".well-known/security.txt",
                "node_modules/d.html",
                ".e.html",
            ],
        )
    )
    assert found.pages == [".e.html", "a.html"]
    assert ".well-known/security.txt" in found.files, "links may lead there"
    assert ".git/b.html" not in found.files


def test_gitignore(tmp_path: Path) -> None:
    tree(tmp_path, {
        ".gitignore": "# drafts\n*.draft.html\n/old/\nsub/*.html\n!sub/keep.html\n",
        "a.html": "", "a.draft.html": "", "old/x.html": "", "deep/old/x.html": "",
        "sub/x.html": "", "sub/keep.html": "",
        "deep/.gitignore": "*\n!*.html\nno.html\n", "deep/a.draft.html": "", "deep/no.html": "",
    })  # fmt: skip
    found = walk(tmp_path)
    assert found.pages == ["a.html", "deep/a.draft.html", "sub/keep.html"]
    assert "old/x.html" in found.files, "a link may lead to what isn't audited"
    assert found.ignored == 5


def test_a_file_in_a_folder_that_is_ignored_can_not_be_taken_back(tmp_path: Path) -> None:
    found = walk(tree(tmp_path, {".gitignore": "out/\n!out/keep.html\n", "out/keep.html": "", "a.html": ""}))
    assert found.pages == ["a.html"]


def test_ignore_files_above_the_target_count_up_to_the_repository(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            ".gitignore": "*.html\n",
            "repo/.git/HEAD": "",
            "repo/.gitignore": "x.html\n",
            "repo/docs/x.html": "",
            "repo/docs/y.html": "",
        },
    )
    assert walk(tmp_path / "repo/docs").pages == ["y.html"]
    assert walk(tmp_path / "repo").pages == ["docs/y.html"]


def test_a_target_that_is_ignored_itself_is_taken_whole(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            "repo/.git/HEAD": "",
            "repo/.gitignore": "_site/\n*.tmp.html\n",
            "repo/_site/a.html": "",
            "repo/_site/b/c.html": "",
            "repo/d.html": "",
        },
    )
    assert walk(tmp_path / "repo").pages == ["d.html"]
    assert walk(tmp_path / "repo/_site").pages == ["a.html", "b/c.html"]
    assert walk(tmp_path / "repo/_site/b").pages == ["c.html"]


def test_a_folder_that_ignores_itself_is_taken_whole_when_it_is_named(tmp_path: Path) -> None:
    tree(tmp_path, {"htmlcov/.gitignore": "# made by a tool\n*\n", "htmlcov/index.html": "", "a.html": ""})
    assert walk(tmp_path).pages == ["a.html"]
    assert walk(tmp_path / "htmlcov").pages == ["index.html"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    tree(tmp_path, ["site/a.html", "elsewhere/secret.html", "site/sub/b.html"])
    (tmp_path / "site/out").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site/secret.html").symlink_to(tmp_path / "elsewhere/secret.html")
    (tmp_path / "site/in").symlink_to("sub")
    (tmp_path / "site/gone.html").symlink_to("nowhere.html")
    found = walk(tmp_path / "site")
    assert found.pages == ["a.html", "sub/b.html"]
    assert "in/b.html" in found.files
    assert whys(found) == {
        "out": "it is a link to a place outside the folder",
        "secret.html": "it is a link to a place outside the folder",
        "gone.html": "it is a link that leads nowhere",
    }
    assert "out/secret.html" in walk(tmp_path / "site", root=tmp_path).pages


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    tree(tmp_path, ["a/a.html", "b/b.html"])
    (tmp_path / "a/self").symlink_to(".")
    (tmp_path / "a/up").symlink_to("..")
    (tmp_path / "a/b").symlink_to("../b")
    (tmp_path / "b/a").symlink_to("../a")
    (tmp_path / "b/a2").symlink_to("../a")
    found = walk(tmp_path)
    assert found.pages == ["a/a.html", "b/b.html"]
    assert {"a/a.html", "b/b.html", "a/b/b.html", "b/a/a.html"} <= set(found.files)
    assert len(found.pages) < 20
    assert whys(found)["a/up"] == "it is a link to a folder that it lies in"


def test_names_of_any_bytes(tmp_path: Path) -> None:
    names = [b"sp ace.html", b"new\nline.html", b"caf\xe9.html", "日本.html".encode(), b"100%.html"]
    for name in names:
        with open(os.fsencode(tmp_path) + b"/" + name, "wb"):
            pass
    assert sorted(map(os.fsencode, walk(tmp_path).pages)) == sorted(names)


def test_a_deep_folder(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "a.html").touch()
    assert walk(tmp_path).pages == ["d/" * 300 + "a.html"]


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, ["a.html", "locked/b.html"])
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = walk(tmp_path)
    assert found.pages == ["a.html"]
    assert whys(found) == {"locked/": "the folder can't be read: permission denied"}


# -- reading --------------------------------------------------------------------------------------


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "loop.html").symlink_to("loop.html")
    for name, why in {
        "gone.html": "no such file or directory",
        ".": "is a directory",
        "loop.html": "too many levels of symbolic links",
    }.items():
        with pytest.raises(UnreadableError, match=why):
            Source(name, file=str(tmp_path / name)).read()
    with pytest.raises(UnreadableError):
        Source("x").read()


def test_a_page_has_a_most_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 3 * 2**20)
    file = tmp_path / "a.html"
    file.write_bytes(b"x" * 3 * 2**20)
    assert len(Source("a.html", file=str(file)).read()) == 3 * 2**20
    file.write_bytes(b"x" * 5 * 2**20)
    with pytest.raises(NotAPageError, match="it has 5 MB, more than the 3 that a page may have"):
        Source("a.html", file=str(file)).read()
    with pytest.raises(NotAPageError, match="more than the 3 MB"):
        Source("a.html", data=b"x" * 5 * 2**20).read()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device to read from")
def test_a_device_that_never_ends_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 2**20)
    with pytest.raises(NotAPageError):
        Source("zero", file="/dev/zero").read()


def test_binary_is_no_page_but_utf_16_is() -> None:
    with pytest.raises(NotAPageError, match="binary"):
        page_source(Source("a.html", data=b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 5))
    for data in ("\ufeff<p>tea</p>".encode("utf-16-le"), "\ufeff<p>tea</p>".encode("utf-16-be"), b"<p>a\0b</p>", b""):
        page_source(Source("a.html", data=data))


def test_a_byte_order_mark_is_no_text() -> None:
    read = from_text(b"\xef\xbb\xbf---\ntitle: Tea\n---\n<p>")
    assert read.decoded.text.startswith("---")
    assert read.front_matter is not None
    assert read.front_matter.get("title") == "Tea"


# -- front matter ---------------------------------------------------------------------------------

YAML = """\
---
title: Té 🍵 — “x”
# a comment
date: 2026-01-31
tags:
  - a
  - b: 1
# another
text: |
  line
  line
"ü": 'q' # c
empty:
---
<p>
"""
TOML = """\
+++
title = "Té 🍵 # no" # a comment
tags = [
  "a", # ]
  "b",
]
text = \"\"\"
title = "no"
\"\"\"
"q k" = 'x'
date = 2026-01-31
[params]
title = 1
+++
<p>
"""
JSON = """\
{
  "params": {"title": "no"},
  "title": "Té 🍵",
  "t\\u00e9" : [1,
    2],
  "é": null
}
<p>
"""
WRITTEN = {
    "YAML": (YAML, {
        "title": ("title", "Té 🍵 — “x”"), "date": ("date", "2026-01-31"), "tags": ("tags", "- a\n  - b: 1"),
        "text": ("text", "|\n  line\n  line"), "ü": ('"ü"', "'q'"), "empty": ("empty", ""),
    }),
    "TOML": (TOML, {
        "title": ("title", '"Té 🍵 # no"'), "tags": ("tags", '[\n  "a", # ]\n  "b",\n]'),
        "text": ("text", '"""\ntitle = "no"\n"""'), "q k": ('"q k"', "'x'"), "date": ("date", "2026-01-31"),
    }),
    "JSON": (JSON, {
        "params": ('"params"', '{"title": "no"}'), "title": ('"title"', '"Té 🍵"'),
        "té": ('"t\\u00e9"', "[1,\n    2]"), "é": ('"é"', "null"),
    }),
}  # fmt: skip


def front_matter(text: str) -> FrontMatter:
    read = read_front_matter(text)
    assert read is not None
    return read


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("form", ["YAML", "TOML", "JSON"])
def test_keys_and_values_have_their_places(form: str, end: str) -> None:
    text, written = WRITTEN[form]
    text = text.replace("\n", end)
    read = front_matter(text)
    assert (read.format, read.error) == (form, None)
    found = {name: (text[slice(*read.keys[name])], text[slice(*read.values[name])]) for name in read.keys}
    assert found == {name: (key, value.replace("\n", end)) for name, (key, value) in written.items()}
    assert set(read.keys) <= set(read.data)
    assert text[read.span.end :] == f"<p>{end}"
    assert read.get("title") in {"Té 🍵 — “x”", "Té 🍵 # no", "Té 🍵"}
    assert text[slice(*read.span_of("nothing"))] == text[:3]
    assert not read.has("nothing")
    assert read.has("empty") == (form == "YAML")


@pytest.mark.parametrize(
    ("text", "problem", "at"),
    [
        ("---\na: [\n---\n", "did not find expected node content", 9),
        ("---\nok: 1\na: b: c\n---\n", "mapping values are not allowed", 14),
        ("---\nok: é🍵\n\tx: 1\n---\n", "found a tab character that violates indentation", 11),
        ('+++\r\nok = 1\r\na = "x\r\n+++\r\n', "Illegal character", 19),
        ("+++\nok = 1\na = \n+++\n", "Invalid value", 15),
        ("+++\na = [\n+++\n", "Invalid value", 9),
        ('{\n "a": 1,\n}\n', "Expecting property name", 11),
        ("---\na: \x00\n---\n", "control characters are not allowed", 4),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(text: str, problem: str, at: int) -> None:
    read = front_matter(text)
    assert read.error is not None
    assert problem in read.error
    assert "\n" not in read.error
    assert read.error_span is not None
    assert read.error_span.start == at
    assert dict(read.data) == {}


DEEP = [
    "- " * 200_000,
    "? " * 200_000,
    "[" * 200_000,
    "{" * 100_000,
    "\n".join(" " * depth + "a:" for depth in range(2500)),
]


@pytest.mark.parametrize("body", DEEP, ids=["sequences", "keys", "lists", "maps", "indents"])
def test_deep_nesting_is_refused_and_ends_nothing(body: str) -> None:
    assert front_matter("---\na: 1\nb:\n " + body.replace("\n", "\n ") + "\n---\n").error == "it is nested too deeply"


def test_deep_nesting_in_the_other_formats() -> None:
    assert front_matter("+++\na = " + "[" * 200_000 + "\n+++\n").error == "it is nested too deeply"
    assert front_matter('{\n"a": ' + "[" * 200_000 + "\n}\n").error == "it is nested too deeply"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>",
        "---\nno end",
        "--- x\n---\n",
        "---\njust text\n---\n",
        "----\na: 1\n---\n",
        "{}",
        "{{ x }}",
        "{\n",
        "+++\na=1",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert read_front_matter(text) is None


def test_empty_front_matter_is_one() -> None:
    assert dict(front_matter("---\n---\n<p>").data) == {}
    assert front_matter("---\na: 1\n...\n<p>").span.end == 13


@given(
    st.text(st.sampled_from("ab: -[]{}\"'#&*!|>%@`\n\r\t\\é🍵=1.\x00"), max_size=60), st.sampled_from(["---", "+++"])
)
def test_anything_can_stand_in_front_matter(body: str, mark: str) -> None:
    text = f"{mark}\n{body}\n{mark}\n<p>"
    read = read_front_matter(text)
    if read is None:
        return
    assert read.span.start == 0
    assert read.span.end <= len(text)
    for span in (*read.keys.values(), *read.values.values(), *([read.error_span] if read.error_span else [])):
        assert 0 <= span.start <= span.end <= read.span.end


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), json_values, min_size=1, max_size=5), st.booleans())
def test_each_value_of_json_is_found_again(data: dict[str, Any], ascii_only: bool) -> None:  # noqa: FBT001
    import json  # noqa: PLC0415 — beside its only use

    text = json.dumps(data, ensure_ascii=ascii_only, indent=2) + "\n<p>"
    read = front_matter(text)
    assert set(read.values) == set(data)
    for name, value in data.items():
        assert json.loads(text[slice(*read.keys[name])]) == name
        assert json.loads(text[slice(*read.values[name])]) == value


# -- template code --------------------------------------------------------------------------------

pieces = st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "<%", "%>", "<p>", '<a href="', "'", '"', ">", "<!--", "-->", "<script>", "</script>",
                          "raw", "endraw", "comment", "endcomment", " ", "\n", "\r\n", "=", "é", "🍵", "x"])  # fmt: skip


@given(st.lists(pieces, max_size=30).map("".join))
def test_masking_keeps_every_place(text: str) -> None:
    masked = mask_templates(text)
    if masked is None:
        return
    assert len(masked) == len(text)
    for before, after in zip(text, masked, strict=True):
        assert before == after or after in UNKNOWN + " "
        if before in "\r\n":
            assert after in {before, UNKNOWN, " "}
    assert mask_templates(masked) in {None, masked}


@pytest.mark.parametrize(
    "code",
    ["{{ page.title }}", "{% if x %}", "{# note #}", "<%= name %>", '{{< figure src="a" >}}', "{{% note %}}", "{% comment %}<h1>{% endcomment %}"],
)  # fmt: skip
def test_template_code_becomes_unknown(code: str) -> None:
    text = f"<h1>Tea</h1>{code}<p>\n"
    assert mask_templates(text) == f"<h1>Tea</h1>{UNKNOWN * len(code)}<p>\n"
    value = mask_templates(f'<a href="/{code}/x">')
    assert value == f'<a href="/{UNKNOWN * len(code)}/x">'


def test_newlines_in_code_stay() -> None:
    assert mask_templates("<p>{{ a\r\n  b }}\n</p>") == f"<p>{UNKNOWN * 4}\r\n{UNKNOWN * 6}\n</p>"


def test_no_template_code() -> None:
    assert mask_templates("<p>50 % {x} <b>") is None


def test_masking_is_quick() -> None:
    for text in ("{{" * 50_000, "{%" * 50_000, "<%" * 50_000, "<!--" * 30_000 + "{{", "{% comment %}" * 5_000):
        done = threading.Event()

        def mask(text: str = text, done: threading.Event = done) -> None:
            mask_templates(text)
            done.set()

        threading.Thread(target=mask, daemon=True).start()
        assert done.wait(5), f"{text[:20]}… takes too long"


def test_a_page_that_links_lead_to_as_well_is_taken_once(tmp_path: Path) -> None:
    tree(tmp_path, ["html/a.html", "html/b.html", ".hidden/c.html"])
    (tmp_path / "current").symlink_to("html")
    (tmp_path / "same.html").symlink_to("html/a.html")
    (tmp_path / "shown").symlink_to(".hidden")
    (tmp_path / "shown-again").symlink_to(".hidden")
    found = walk(tmp_path)
    assert found.pages == ["html/a.html", "html/b.html", "shown-again/c.html"]
    assert {"current/a.html", "same.html", "shown/c.html"} <= set(found.files)
