"""Heading, image and link-name rules where their examples can't show it: posts, template code, whole pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor.finding import Finding
from auditor.registry import all_rules
from auditor.testing import findings

POST = "---\nlayout: post\ntitle: Tea\n---\n"


def said(rule: str, html: str, path: str = "_posts/2026-01-30-tea.html") -> list[str]:
    return [finding.message for finding in _findings(rule, html, path)]


def _findings(rule: str, html: str, path: str) -> Iterator[Finding]:
    yield from findings(all_rules()[rule], {path: html})


def test_what_template_code_may_add_is_not_missing() -> None:
    assert not said("image-alt-missing", POST + '<img src="a.jpg" {% if page.alt %}alt="{{ page.alt }}"{% endif %}>')
    assert not said("image-dimensions-missing", POST + '<img src="a.jpg" alt="" {{ size }}>')
    assert not said("image-src-empty", POST + '<img {{ source }} alt="">')
    assert not said(
        "link-name-missing",
        POST + '<a href="/x"{{ label }}></a><a href="/y">{{ text }}</a><a href="/z"><b {{ x }}></b></a>',
    )
    assert not said("heading-empty", POST + "<h2>{{ page.title }}</h2>")


def test_values_with_template_code_are_not_judged() -> None:
    assert not said("image-alt-filename", POST + '<img src="a.jpg" alt="{{ name }}.jpg">')
    assert not said("image-srcset-malformed", POST + '<img src="a.jpg" srcset="{{ wide }} {{ size }}, b.jpg" alt="">')
    assert not said("image-alt-repeats-text", POST + '<a href="/"><img src="a.jpg" alt="{{ a }}">{{ b }}</a>')
    assert not said("heading-repeated", POST + "<h2>{{ a }}</h2><h2>{{ b }}</h2>")


def test_what_stands_in_a_post_is_still_judged() -> None:
    assert said("image-alt-missing", POST + '<img src="{{ page.image }}">') == ["image without alt"]
    assert said("link-name-missing", POST + '<a href="{{ page.url }}"></a>') == ["link without a name"]
    assert said("heading-level-skipped", POST + "<h2>Tea</h2>\n<h4>Green</h4>") == ["h2 is followed by h4: “Green”"]


def test_a_post_has_its_h1_from_its_layout() -> None:
    assert not said("heading-h1-missing", POST + "<h2>Tea</h2>")
    assert not said("heading-first-not-h1", POST + "<h2>Tea</h2><h1>Green</h1>")


@pytest.mark.parametrize(
    "kind", ["<template>{}</template>", "<dialog>{}</dialog>", "<div popover>{}</div>", "<noscript>{}</noscript>"]
)
def test_what_nobody_sees_is_not_judged(kind: str) -> None:
    page = "<!doctype html><h1>Tea</h1><p>Green</p>" + kind.format('<h4></h4><img src="a.jpg"><a href="/x"></a>')
    for rule in (
        "heading-empty",
        "heading-level-skipped",
        "image-alt-missing",
        "link-name-missing",
        "image-dimensions-missing",
    ):
        assert not said(rule, page, "index.html"), rule


def test_an_image_link_is_one_finding_and_not_two() -> None:
    page = '<p><a href="/"><img src="logo.png" alt=""></a> <a href="/x"><img src="logo.png"></a></p>'
    assert said("link-name-missing", page, "index.html") == [
        "the link's only content is an image with empty alt: “/”",
        "the link's only content is an image without alt: “/x”",
    ]
    assert said("image-alt-missing", page, "index.html") == ["image without alt: “logo.png”"]


def test_places_are_those_of_the_value() -> None:
    page = '<p>Tea</p>\n<img class="a" src="a.jpg" alt="image">'
    (found,) = _findings("image-alt-placeholder", page, "index.html")
    assert page[found.span.start : found.span.end] == "image"
    assert (found.place.line, found.place.column) == (2, 33)
