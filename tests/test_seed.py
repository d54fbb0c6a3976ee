"""The page that the product was born from: each fault at its place, nothing false. It stays out of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SEED, Auditor

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed isn't beside the project")

EXPECTED = [
    (1, "note", "description-missing", "the front matter has no description"),
    (13, "warning", "link-target-empty", "link without a target: “#” (“Logistics Insights”)"),
    (23, "note", "title-heading-disagree", "title and h1 differ by “2026”: “Complete Guide to Logistics Back Office Outsourcing 2026”"),
    (26, "warning", "reading-time-wrong", "“8 min read”, but the article has 91 words (115 with its excerpt): about 1 minute"),
    (55, "error", "image-alt-missing", "image without alt: “https://images.unsplash.com/photo-1566576721346-d4a3b4eaeb5…”"),
    (55, "warning", "image-dimensions-missing", "image without width and height: “https://images.unsplash.com/photo-1566576721346-d4a3b4eaeb5…”"),
    (108, "warning", "mojibake", "“Â©” should be “©” (UTF-8 read as windows-1252)"),
]  # fmt: skip


def _told(out: str) -> list[tuple[int, str, str, str]]:
    found: list[tuple[int, str, str, str]] = []
    for line in out.splitlines():
        place, severity, rest = line.split(": ", 2)
        message, _, rule = rest.rpartition(" [")
        found.append((int(place.split(":")[1]), severity, rule.rstrip("]"), message))
    return found


def test_as_a_source_post(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "post.html").write_bytes(SEED.read_bytes())
    ran = auditor("check", "--no-config", "--quiet", "post.html")
    assert _told(ran.out) == EXPECTED
    assert ran.code == 1


def test_the_call_to_action_is_understood(auditor: Auditor, tmp_path: Path) -> None:
    (tmp_path / "post.html").write_bytes(SEED.read_bytes())
    ran = auditor("check", "--no-config", "--explain-cta", "post.html")
    assert "line 97: 14 points" in ran.out


def test_the_safe_fix_changes_one_character(auditor: Auditor, tmp_path: Path) -> None:
    before = SEED.read_bytes()
    (tmp_path / "post.html").write_bytes(before)
    auditor("check", "--no-config", "--fix", "post.html")
    after = (tmp_path / "post.html").read_bytes()
    assert after == before.replace("Â©".encode(), "©".encode())
    assert _told(auditor("check", "--no-config", "-q", "post.html").out) == EXPECTED[:-1]


def test_in_a_site_without_a_blog_its_link_is_broken(auditor: Auditor, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "back-office-outsourcing.html").write_bytes(SEED.read_bytes())
    (site / "index.html").write_text("<!doctype html><title>Home</title><h1>Home</h1>", encoding="utf-8")
    ran = auditor("check", "--no-config", "--quiet", "--ignore", "page-orphaned", "site")
    told = _told("\n".join(line for line in ran.out.splitlines() if line.startswith("site/back-office")))
    assert (40, "error", "link-file-missing", "“/blog/” leads to no file of the site") in told
    assert len(told) == len(EXPECTED) + 1
    (site / "blog").mkdir()
    (site / "blog" / "index.html").write_text("<!doctype html><title>Blog</title><h1>Blog</h1>", encoding="utf-8")
    assert "link-file-missing" not in auditor("check", "--no-config", "--quiet", "site").out
