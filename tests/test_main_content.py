"""Which part of a page is its content."""

from __future__ import annotations

import pytest

from auditor.html.main_content import main_content, main_hash, main_plain, main_text
from auditor.testing import page
from conftest import SEED

LONG = "Leaves and water. " * 40


@pytest.mark.parametrize(
    ("html", "description", "words"),
    [
        ("<main><article><h1>Tea</h1><p>Two words</p></article><p>Not these</p></main>", "the article", 3),
        ("<main><p>Two words</p></main><footer>Not these</footer>", "the main element", 2),
        ('<div role="main"><h1>Tea</h1></div><p>Not this</p>', "the main element", 1),
        ('<div role="main"><h2>Tea</h2></div><p>Not this</p>', "the main element", 1),
        ("<p>Three words here</p>", "the fragment", 3),
        (
            "<!doctype html><header>No</header><nav>No</nav><h1>Tea</h1><p>Yes</p><aside>No</aside><footer>No</footer>",
            "the body without header, nav and footer",
            2,
        ),
        ("<main hidden>No</main><main>Yes</main>", "the main element", 1),
        ("<aside><article><h1>No</h1></article></aside><p>Yes</p>", "the fragment", 1),
        (f"<article>{LONG}</article><article>A comment</article>", "the article", 120),
        (f"<main>{LONG}<article>A card</article></main>", "the main element", 120),
        ("", "the fragment", 0),
    ],
)
def test_extent(html: str, description: str, words: int) -> None:
    extent = main_content(page(html))
    assert (extent.description, extent.prose_words) == (description, words)
    assert not extent.is_list


def test_articles_side_by_side_are_a_list() -> None:
    extent = main_content(page("<main><article>One card</article><article>Another card</article></main>"))
    assert extent.is_list
    assert extent.prose_words == 4


def test_several_titled_articles_are_a_list() -> None:
    assert main_content(page("<article><h1>A</h1>x</article><article><h1>B</h1>y</article>")).is_list


def test_what_is_counted_apart() -> None:
    extent = main_content(
        page(
            "<article><h1>Tea</h1><p>Some <b>pro</b>se<br>here</p><pre>a = 1\nb = 2</pre><img src=a><script>no()</script>"
            "<style>no{}</style><noscript>no</noscript><template>no</template><svg><title>no</title></svg>"
            "<p hidden>later</p><aside>beside this</aside><nav>go</nav><footer>end</footer></article>"
        )
    )
    assert extent.text == "Tea\nSome prose\nhere"
    assert (extent.prose_words, extent.code_words, extent.images, extent.other.words) == (4, 4, 1, 5)


def test_line_breaks_of_the_source_are_no_blocks() -> None:
    assert main_text(page("<main><p>One\n  line</p>\n<p>Another</p></main>")) == "One line\nAnother"


def test_paragraphs_are_running_text() -> None:
    extent = main_content(
        page(
            "<main><p>Yes</p><aside><p>No</p></aside><blockquote><p>No</p></blockquote><p hidden>No</p><div><p>Yes</p></div></main>"
        )
    )
    assert [paragraph.text for paragraph in extent.paragraphs] == ["Yes", "Yes"]


def test_excerpt_under_a_title_outside_of_the_article() -> None:
    extent = main_content(
        page(
            '<div><h1>Tea</h1><p class="hero-excerpt">All about tea.</p><p>Bob</p></div><article><p>Leaves, water, a pot.</p></article>'
        )
    )
    assert (extent.prose_words, extent.excerpt.words) == (4, 3)


def test_hash_is_of_the_main_text_alone() -> None:
    one = page("<nav>A</nav><main><p class=x>Tea</p><script>a()</script></main>")
    same = page("<nav>B</nav><main><p>Tea</p><script>other()</script></main>")
    assert main_plain(one) == "Tea"
    assert main_hash(one) == main_hash(same)
    assert main_hash(one) != main_hash(page("<main><p>Coffee</p></main>"))
    assert main_hash(page("<main> \n</main>")) == ""


def test_template_code_is_unknown() -> None:
    post = page("---\ntitle: Tea\n---\n<article><h1>Tea</h1>{{ content }}</article>", "2026-01-01-tea.html")
    assert main_content(post).has_unknown
    assert not main_content(page("<article><h1>Tea</h1></article>")).has_unknown


def test_deep_nesting_is_read() -> None:
    assert main_content(page("<main>" + "<div>" * 5000 + "deep" + "</div>" * 5000 + "</main>")).prose_words == 1


@pytest.mark.skipif(not SEED.exists(), reason="the page isn't part of the project")
def test_seed() -> None:
    extent = main_content(page(SEED.read_bytes(), SEED.name))
    assert (extent.description, extent.prose_words, extent.excerpt.words) == ("the article", 91, 24)
