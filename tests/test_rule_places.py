"""Where findings point, and what their fixes are called."""

from __future__ import annotations

import pytest

from auditor.finding import Fix
from auditor.registry import all_rules
from auditor.testing import findings


def marked(rule: str, source: str) -> list[str]:
    """The source text under each finding."""
    return [source[one.span.start : one.span.end] for one in findings(all_rules()[rule], source)]


def test_a_short_link_is_shown_with_its_text_and_a_long_one_by_its_tag() -> None:
    short = '<a href="/x">click here</a>'
    assert marked("link-text-vague", f"<p>{short}</p>") == [short]
    assert marked("link-text-vague", '<a href="/x">\n  click here\n</a>') == ['<a href="/x">']
    tag = f'<a href="/{"x" * 200}">'
    assert marked("link-text-vague", f"{tag}click here</a>") == [tag]
    assert marked("link-text-vague", '<a href="/x" aria-label="Click here">Tea</a>') == [
        '<a href="/x" aria-label="Click here">Tea</a>'
    ]


@pytest.mark.parametrize("rule", ["title-half-empty", "title-placeholder"])
def test_findings_about_a_title_point_at_its_text(rule: str) -> None:
    title = "| Teahouse" if rule == "title-half-empty" else "Untitled"
    assert marked(rule, f"<!doctype html><head><title>{title}</title></head>") == [title]


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ('<script type="application/ld+json">{"@type": "Article", "timeRequired": "PT20M"}</script>', "Write “PT3M”"),
        ('<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="20 minutes">',
         "Write “3 minutes”"),
        ("<p>20 min read</p>", "Write “3 min read”"),
        ("<p>Reading time: 1&nbsp;minute</p>", "Write “Reading time: 3&nbsp;minutes”"),
        ("<p>Reading time: 20 minutes</p>", "Write “Reading time: 3 minutes”"),
    ],
)  # fmt: skip
def test_a_reading_time_is_shown_as_it_will_be_written(claim: str, title: str) -> None:
    where = claim if not claim.startswith("<p>") else ""
    said = "" if where else claim
    page = f"<!doctype html>{where}<article><h1>Tea</h1>{said}<p>{'Leaves and water. ' * 210}</p></article>"
    (found,) = findings(all_rules()["reading-time-wrong"], page)
    assert isinstance(found.fix, Fix)
    assert found.fix.title == title
    (edit,) = found.fix.edits
    assert edit.new in title


def test_an_image_whose_address_is_template_code_is_not_quoted() -> None:
    post = {
        "_posts/2026-01-01-tea.html": '---\ntitle: Tea\n---\n<img src="{{ page.image }}"><img src="{{ root }}/tea.jpg">'
    }
    said = [one.message for one in findings(all_rules()["image-alt-missing"], post)]
    assert said == ["image without alt", "image without alt: “…/tea.jpg”"]


def test_an_address_of_nothing_but_template_code_is_quoted_nowhere() -> None:
    source = '<img src="{{ a }}"><a href="{{ b }}"></a><input type="image" src="{{ c }}"><img src="" alt="{{ d }}">'
    post = {"_posts/2026-01-01-tea.html": f"---\ntitle: Tea\n---\n{source}"}
    names = ("image-dimensions-missing", "link-name-missing", "image-button-name-missing", "image-src-empty")
    said = [one.message for name in names for one in findings(all_rules()[name], post)]
    assert said == [
        "image without width and height",
        "link without a name",
        "image button without a name",
        "image with an empty src",
    ]
