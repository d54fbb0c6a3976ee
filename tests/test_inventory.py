from __future__ import annotations

import json
import pickle
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from auditor.site.inventory import Site
from auditor.site.missing import missing_targets
from auditor.testing import page

HOSTS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "hosting_resolution.json").read_text())
SITE = Site(
    [
        "index.html",
        "about.html",
        "blog/index.html",
        "blog/First Post.html",
        "img/Logo.png",
        "docs/v1.2.html",
        "docs/a.html",
    ]
)


@pytest.mark.parametrize("url", [key for key in HOSTS["rows"][0] if key.startswith("/")])
def test_what_every_host_answers_is_answered_and_what_is_missing_some_host_refuses(url: str) -> None:
    site = Site(["index.html", *HOSTS["site"]])
    answers = [row[url] for row in HOSTS["rows"]]
    target = site.resolve("index.html", url)
    if target.is_missing:
        assert "404" in answers
    if "404" not in answers:
        assert target.path is not None


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/", "index.html"),
        ("./", "blog/index.html"),
        ("", "blog/index.html"),
        ("/about", "about.html"),
        ("../about.html?x=1", "about.html"),
        ("/blog", "blog/index.html"),
        ("First%20Post", "blog/First Post.html"),
        ("First Post.html#x", "blog/First Post.html"),
        ("/docs/v1.2", "docs/v1.2.html"),
        ("\\img\\Logo.png", "img/Logo.png"),
        ("../../../about", "about.html"),
        ("/x/../about", "about.html"),
        (" /ab\nout ", "about.html"),
    ],
)
def test_links_are_answered_by_files(href: str, path: str) -> None:
    assert SITE.resolve("blog/index.html", href).path == path


@pytest.mark.parametrize(
    ("href", "hint"),
    [
        ("/About", "/about.html"),
        ("/about/", "/about.html"),
        ("/img/logo.png", "/img/Logo.png"),
        ("/blog.html", "/blog/"),
        ("/bolg/", "/blog/"),
        ("Logo.png", "/img/Logo.png"),
        ("/nothing/like/it", ""),
        ("ann@example.com", "mailto:ann@example.com"),
        ("https//example.com/x", "https://example.com/x"),
        ("www.example.com/x", "https://www.example.com/x"),
        ("img/", ""),
    ],
)
def test_missing_files_and_what_was_meant(href: str, hint: str) -> None:
    target = SITE.resolve("index.html", href)
    assert (target.kind, target.path, target.is_missing, target.hint) == ("internal", None, True, hint)


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("https://example.com/x", "external"),
        ("//example.com/x", "external"),
        ("mailto:a@b.c", "special"),
        ("javascript:void(0)", "special"),
        ("data:,x", "special"),
        ("c:/x", "special"),
        ("../x.html", "outside"),
        ("{{ page.url }}", "outside"),
        ("/cdn-cgi/l/email-protection", "outside"),
        ("/project/about", "outside"),
        ("#x", "same-page"),
        ("", "same-page"),
        ("index.html", "same-page"),
    ],
)
def test_what_is_no_link_to_a_file_is_never_missing(href: str, kind: str) -> None:
    target = SITE.resolve("index.html", href)
    assert (target.kind, target.is_missing) == (kind, False)


@pytest.mark.parametrize(
    ("href", "fragment"),
    [
        ("about", None),
        ("about#", ""),
        ("about#caf%C3%A9", "café"),
        ("about#x:~:text=y", "x"),
        ("#%zz", "%zz"),
        ("#:~:text=y", ""),
    ],
)
def test_fragments_are_decoded_and_lose_their_directive(href: str, fragment: str | None) -> None:
    assert SITE.resolve("index.html", href).fragment == fragment


@pytest.mark.parametrize(
    ("base", "href", "kind", "path"),
    [
        ("/docs/", "a", "internal", "docs/a.html"),
        ("docs/", "a", "internal", "docs/a.html"),
        ("/docs/a.html", "#x", "internal", "docs/a.html"),
        ("/", "blog/", "internal", "blog/index.html"),
        ("https://example.com/", "a", "external", None),
        ("index.html", "about", "internal", "about.html"),
    ],
)
def test_the_base_element_moves_relative_links(base: str, href: str, kind: str, path: str | None) -> None:
    target = SITE.resolve("index.html", href, base)
    assert (target.kind, target.path) == (kind, path)


def test_a_part_of_a_site_says_nothing_about_its_root() -> None:
    part = Site(["a.html", "b.html"])
    assert not part.is_whole
    assert not part.resolve("a.html", "/nothing").is_missing
    assert part.resolve("a.html", "/b").path == "b.html"
    assert part.resolve("a.html", "nothing.html").is_missing
    assert Site(["a.html"], is_whole=True).resolve("a.html", "/nothing").is_missing


def test_the_source_of_a_site_is_no_site() -> None:
    source = Site(["index.html", "_config.yml", "_posts/2026-01-30-tea.md"])
    assert source.generator == "jekyll"
    assert not source.resolve("index.html", "/tea/").is_missing
    assert not source.resolve("index.html", "tea.html").is_missing


def test_a_markdown_file_will_be_a_page() -> None:
    site = Site(["index.html", "tea.md", "chai/README.md"])
    for href in ("tea", "tea.html", "/chai/"):
        assert not site.resolve("index.html", href).is_missing


def test_hosts_with_rules_of_their_own_answer_a_file_with_a_slash() -> None:
    assert Site(["index.html", "tea.html", "_redirects"]).resolve("index.html", "/tea/").path == "tea.html"


def test_unicode_is_compared_in_one_form_and_spelt_as_on_disk() -> None:
    decomposed = unicodedata.normalize("NFD", "café.html")
    site = Site(["index.html", decomposed])
    assert site.resolve("index.html", "caf%C3%A9").path == decomposed
    assert site.resolve("index.html", "cafe%CC%81.html").path == decomposed


def test_a_file_that_the_listing_left_out_is_looked_for_on_disk(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "tea.html").write_text("")
    site = Site.from_folder(tmp_path, ["index.html"])
    assert not site.resolve("index.html", "drafts/tea").is_missing
    assert site.resolve("index.html", "drafts/Tea").is_missing
    assert site.resolve("index.html", "Drafts/tea").is_missing
    assert site.resolve("index.html", "drafts/\0").is_missing


def test_a_site_travels_between_processes() -> None:
    SITE.resolve("index.html", "/about")
    again = pickle.loads(pickle.dumps(SITE))
    assert again.files == SITE.files
    assert again.is_whole
    assert again.resolve("index.html", "/about") == SITE.resolve("index.html", "/about")


def missing(html: str, site: Site, path: str = "index.html") -> list[tuple[str, int]]:
    return [(one.target, one.uses) for one in missing_targets(page(html, path, site=site))]


def test_each_address_is_missing_once_with_its_uses() -> None:
    html = '<a href="x.html#a">1</a><a href="about">2</a><a href="x.html#b">3</a><img src="x.html" alt=""><img srcset="y.png 2x" alt="">'
    assert missing(html, SITE) == [("x.html", 3), ("y.png", 1)]


def test_a_root_under_which_all_fails_is_the_wrong_one() -> None:
    html = "".join(f'<a href="/shop/{name}/">{name}</a>' for name in "abcd")
    assert missing(html, SITE) == []
    assert missing(html + '<a href="/about">about</a>', SITE) == [(f"/shop/{name}/", 1) for name in "abcd"]


def test_a_site_served_from_a_subfolder_is_recognised() -> None:
    html = '<a href="/project/">Home</a><a href="/project/about">About</a><a href="/nothing/">Nothing</a><a href="/blog/">Blog</a>'
    assert missing(html, SITE) == [("/nothing/", 1)]


def test_of_posts_only_addresses_from_the_root_are_judged() -> None:
    post = '---\ntitle: Tea\n---\n<a href="/nothing/">x</a><a href="nothing.html">y</a><a href="/about">x</a>'
    assert missing(post, SITE) == [("/nothing/", 1)]


def test_what_a_post_asks_to_be_called_is_there(tmp_path: Path) -> None:
    (tmp_path / "tea.html").write_text(
        "---\ntitle: Tea\npermalink: '/green-tea/' # ours\n---\n<p>Tea", encoding="utf-8"
    )
    site = Site.from_folder(tmp_path, ["index.html", "tea.html"])
    assert missing('<a href="/green-tea/">x</a><a href="/green-te/">y</a><a href="/">z</a>', site) == [
        ("/green-te/", 1)
    ]


def test_pages_without_site_are_not_judged() -> None:
    assert list(missing_targets(page('<a href="nothing.html">x</a>'))) == []


def test_hints_to_the_browser_are_no_files() -> None:
    assert missing(
        '<link rel="preconnect" href="x"><link rel="stylesheet" href="z.css"><a href="about"></a>', SITE
    ) == [("z.css", 1)]
