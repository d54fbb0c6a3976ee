"""Claims of reading time: found where they stand, told from other minutes, judged within what honest formulas say."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.html.main_content import main_content
from auditor.page import Page
from auditor.registry import all_rules
from auditor.testing import findings, page
from auditor.text.reading_data import duration_minutes, stated_minutes
from auditor.text.reading_phrases import anchors, labels, languages_for
from auditor.text.reading_speed import band, estimate
from auditor.text.reading_time import Claim, find_claims, own_claims
from conftest import SEED

WORDS = "word " * 60


def article(markup: str, *, language: str = "en", head: str = "") -> Page:
    html = f'<html lang="{language}"><head>{head}</head><body><main><article><h1>Tea</h1>{markup}<p>{WORDS}</p></article></main>'
    return page(html)


def only(of: Page) -> Claim:
    (claim,) = find_claims(of)
    return claim


@pytest.mark.parametrize(
    ("markup", "low", "high", "said"),
    [
        ("<p>8 min read</p>", 8, 8, "8 min read"),
        ("<p>8&nbsp;min read</p>", 8, 8, "8&nbsp;min read"),
        ("<p>\n  <i class=clock></i> 8 min read\n</p>", 8, 8, "8 min read"),
        ("<p><b>8</b> min</p>", None, None, ""),
        ("<span><b>8</b> min</span> <i>read</i>", 8, 8, "8</b> min</span> <i>read"),
        ("<p>5–7 minute read</p>", 5, 7, "5–7 minute read"),
        ("<p>4.5 min read</p>", 4.5, 4.5, "4.5 min read"),
        ("<p>Less than a minute read</p>", 0, 1, "Less than a minute read"),
        ("<p>&lt; 1 min read</p>", 0, 1, "&lt; 1 min read"),
        ("<p>One minute read</p>", 1, 1, "One minute read"),
        ("<p>A 3-minute read</p>", 3, 3, "3-minute read"),
        ("<p>12 MIN READ</p>", 12, 12, "12 MIN READ"),
        ("<p>1 hr 5 min read</p>", 65, 65, "1 hr 5 min read"),
        ("<p>Reading time: 8 minutes</p>", 8, 8, "Reading time: 8 minutes"),
        ("<dl><dt>Reading time</dt><dd>8 min</dd></dl>", 8, 8, "Reading time</dt><dd>8 min"),
        ("<p>Jan 5 · 8 min read · Bob</p>", 8, 8, "8 min read"),
        ("<p class=reading-time>5 min</p>", 5, 5, "5 min"),
        ("<p>It takes 10 minutes to walk</p>", None, None, ""),
        ("<p>A 5 minute read-through</p>", None, None, ""),
        ("<p>Reading time 5 seconds</p>", None, None, ""),
        ("<p>5 min</p>", None, None, ""),
        ("<p>5 min <a href=/x>Read more</a></p>", None, None, ""),
        ("<p>8 min read the manual</p>", None, None, ""),
        ("<p>18:08 min read</p>", None, None, ""),
        ("<script>'8 min read'</script>", None, None, ""),
        ("<!-- 8 min read -->", None, None, ""),
        ("<p hidden>8 min read</p>", None, None, ""),
        ("<template>8 min read</template>", None, None, ""),
    ],
)
def test_phrases(markup: str, low: float | None, high: float | None, said: str) -> None:
    it = article(markup)
    found = [(claim.low, claim.high, it.text[claim.span.start : claim.span.end]) for claim in find_claims(it)]
    assert found == ([] if low is None else [(low, high, said)])


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("de", "Eine Minute Lesezeit", 1),
        ("fr", "Une minute de lecture", 1),
        ("fr", "Moins d’une minute de lecture", 1),
        ("es", "Lectura de un minuto", 1),
        ("pt-BR", "Um minuto para ler", 1),
        ("ro", "20 de minute de citit", 20),
        ("hi", "५ मिनट पढ़ने को", 5),
        ("hi", "एक मिनट में प\u095dें", 1),
        ("bn", "১ মিনিট পড়া", 1),
        ("fa", "خواندن ۷ دقیقه", 7),
        ("ar", "دقائق قراءة 5", 5),
        ("ar", "٥ دقائق قراءة", 5),
        ("ja", "このページは約12分で読めます", 12),
        ("ko", "읽는시간 3분", 3),
        ("zh-Hant", "閱讀時間約 12 分鐘", 12),
        ("th", "อ่าน 4 นาที", 4),
        ("hu", "5 percnyi olvasnivaló", 5),
        ("no", "lesetid: 4 min", 4),
        ("", "8 min de lecture", 8),
        ("xx", "9 perc olvasás", 9),
    ],
)
def test_languages(language: str, text: str, minutes: int) -> None:
    assert only(article(f"<p>{text}</p>", language=language)).high == minutes


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Lecture de 5 poèmes"), ("fr", "10 minutes de marche"), ("ja", "約5分")]
)
def test_other_minutes(language: str, text: str) -> None:
    assert not find_claims(article(f"<p>{text}</p>", language=language))


def every_phrase() -> Iterator[tuple[str, str]]:
    words = resources.files("auditor.text").joinpath("reading_time.json")
    for language, data in json.loads(words.read_text(encoding="utf-8"))["languages"].items():
        for phrase in data["phrases"]:
            yield language, phrase.replace("{u}", data["units"][-1])


@pytest.mark.parametrize(("language", "phrase"), list(every_phrase()))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_phrase_is_found(language: str, phrase: str, form: str) -> None:
    text = phrase.replace("{n}", "12")
    spelled = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    claim = only(article(f"<p>{spelled}</p>", language=language))
    assert (claim.low, claim.high, claim.own) == (12, 12, True)


@pytest.mark.parametrize(
    ("markup", "own"),
    [
        ("<header><p>8 min read</p></header>", False),
        ("<div class=meta><ul><li>8 min read</li></ul></div>", True),
        ("<aside>8 min read</aside>", False),
        ("<nav>8 min read</nav>", False),
        ("<a href=/other>8 min read</a>", False),
        ("<div class=card><h3>Other</h3>8 min read</div>", False),
        ("<article><p>8 min read</p></article>", False),
        ("<blockquote>8 min read</blockquote>", False),
    ],
)
def test_whose_claim_it_is(markup: str, own: bool) -> None:  # noqa: FBT001 — a parameter of the test
    assert only(article(markup)).own is own


def test_claims_above_the_title() -> None:
    assert own_claims(page(f"<main><article><p>8 min read</p><h1>Tea</h1>{WORDS}</article></main>"))
    assert not own_claims(page(f"<header><p>8 min read</p></header><main><h1>Tea</h1>{WORDS}</main>"))


def test_cards_are_about_other_pages() -> None:
    card = "<div class=card><p>Other</p><span class=t>{} min read</span></div>"
    cards = "".join(card.format(number) for number in (3, 5, 8))
    assert not own_claims(page(f"<main><h1>Blog</h1>{cards}</main>"))
    listed = "<article><h2>A</h2>3 min read</article><article><h2>B</h2>5 min read</article>"
    assert not own_claims(page(f"<main><h1>Blog</h1>{listed}</main>"))


def test_recipes_state_other_times() -> None:
    byline = '<p class="byline"><time>2026-01-05</time> <span><i class="bi-clock"></i> 30 min</span></p>'
    assert only(article(byline)).is_bare
    recipe = '<script type="application/ld+json">{"@type": "Recipe"}</script>'
    assert not find_claims(article(byline, head=recipe))


def test_structured_data() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": ["BlogPosting"], "timeRequired": "PT8M0S"}]}</script>'
    )
    it = article("", head=head)
    claim = only(it)
    assert (claim.low, claim.where, it.text[slice(*claim.span)]) == (8, "json-ld", "PT8M0S")
    assert claim.restated(3).new == "PT3M"
    for kind in ("Course", "HowTo", "LearningResource"):
        assert not find_claims(article("", head=head.replace("BlogPosting", kind)))


def test_several_articles_in_structured_data_are_others() -> None:
    one = '{"@type": "BlogPosting", "timeRequired": "PT8M"}'
    head = f'<script type="application/ld+json">{{"@type": "Blog", "blogPost": [{one}, {one}]}}</script>'
    assert not own_claims(article("", head=head))


@pytest.mark.parametrize(
    ("head", "where"),
    [
        (
            '<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="8 minutes">',
            "twitter",
        ),
        (
            '<meta name="twitter:label2" content="Geschätzte Lesezeit"><meta name="twitter:data2" content="8 Minuten">',
            "twitter",
        ),
        ('<meta name="reading-time" content="8 min">', "meta"),
        ('<meta property="article:reading_time" content="8">', "meta"),
    ],
)
def test_meta(head: str, where: str) -> None:
    claim = only(article("", head=head))
    assert (claim.low, claim.high, claim.where) == (8, 8, where)


def test_microdata() -> None:
    html = '<div itemscope itemtype="https://schema.org/Article"><h1>Tea</h1><meta itemprop="timeRequired" content="PT8M"></div>'
    assert only(page(html)).low == 8
    assert not find_claims(page(html.replace("Article", "Recipe")))


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("PT8M", 8),
        ("PT8M0S", 8),
        ("P0DT0H8M", 8),
        ("PT480S", 8),
        ("PT1H5M", 65),
        ("pt8m", 8),
        ("P2W", None),
        ("8", None),
        ("PT", None),
    ],
)
def test_durations(value: str, minutes: float | None) -> None:
    assert duration_minutes(value) == minutes


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("8", (8, 8)),
        ("8 min", (8, 8)),
        ("5–7 minutes", (5, 7)),
        ("1 hour 5 minutes", (65, 65)),
        ("< 1 min", (0, 1)),
        ("soon", None),
    ],
)
def test_stated(value: str, minutes: tuple[float, float] | None) -> None:
    assert stated_minutes(value) == minutes


def test_template_code_is_no_number_and_forbids_to_call_a_claim_high() -> None:
    post = "---\ntitle: Tea\n---\n<article><h1>Tea</h1><p>{}</p><p>{}</p></article>"
    rule = all_rules()["reading-time-wrong"]
    assert not find_claims(page(post.format("{{ page.minutes }} min read", WORDS), "2026-01-01-tea.html"))
    assert not findings(rule, {"2026-01-01-tea.html": post.format("20 min read", WORDS + "{% include more.html %}")})
    assert findings(rule, {"2026-01-01-tea.html": post.format("20 min read", WORDS)})
    assert findings(rule, {"2026-01-01-tea.html": post.format("1 min read", WORDS * 20 + "{% include more.html %}")})


@pytest.mark.skipif(not SEED.exists(), reason="the page isn't part of the project")
def test_seed() -> None:
    rule = all_rules()["reading-time-wrong"]
    text = SEED.read_text(encoding="utf-8")
    (found,) = findings(rule, {SEED.name: text})
    assert found.message == "“8 min read”, but the article has 91 words (115 with its excerpt): about 1 minute"
    assert (found.place.line, text[found.span.start : found.span.end]) == (26, "8 min read")
    assert found.fix is not None
    (edit,) = found.fix.edits
    assert text[edit.span.start : edit.span.end] == "8"
    assert edit.new == "1"


def image_seconds(images: int) -> int:
    return sum(max(3, 12 - number) for number in range(images))


def honest(text: str, images: int) -> list[tuple[float, float]]:
    """What nine formulas in use make of a text."""
    words, runs = len(text.split()), len(re.findall(r"\w+", text))
    wordpress = words / 189
    claims: list[tuple[float, float]] = [(0, 1)] if words < 200 else [(words // 200, words // 200)]
    said = (
        math.ceil(round(words / 200, 2)),
        math.ceil((runs / 265 * 60 + image_seconds(images)) / 60),
        math.ceil(runs / 265),
        (words + 212) // 213,
        max(1, words // 180),
        max(1, round(words / 275 + image_seconds(images) / 60)),
        max(1, math.ceil(words / 265 + image_seconds(images) / 60)),
        max(1, round(wordpress)),
    )
    claims.extend((minutes, minutes) for minutes in said)
    claims.append((max(1, round(wordpress * 0.8)), max(1, round(wordpress * 1.2))))
    return claims


TOKENS = st.sampled_from(
    ["tea", "don’t", "in-house", "=", "{", "a.b.c(d)", "https://example.org/x", "leaves", "water", "—", "2,5"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TOKENS, min_size=5, max_size=60), st.integers(1, 60), st.lists(TOKENS, max_size=40), st.integers(0, 9))
def test_no_honest_formula_is_called_wrong(prose: list[str], times: int, code: list[str], images: int) -> None:
    prose_text, code_text = " ".join(prose * times), " ".join(code * times)
    it = page(f"<article><h1>Tea</h1><p>{prose_text}</p>{'<img src=a>' * images}<pre>{code_text}</pre></article>")
    fewest, most = band(main_content(it))
    for low, high in honest(f"Tea\n{prose_text}\n{code_text}", images):
        assert low <= most
        assert high >= fewest


def test_band_and_estimate() -> None:
    it = main_content(page(f"<article><h1>Tea</h1><p>{'word ' * 2379}</p></article>"))
    assert band(it, "en") == (7, 14)
    assert estimate(it, "en") == 10
    assert band(main_content(page("<article>Tea</article>"))) == (0, 1)
    chinese = main_content(page(f"<article>{'茶' * 2560}</article>"))
    assert band(chinese, "zh") == (4, 15)
    assert estimate(chinese, "zh") == 10


def test_a_long_page_is_looked_at_near_its_title_only() -> None:
    it = article(f"<p>{WORDS * 100}</p><p>8 min read</p>")
    assert not find_claims(it)


def test_phrase_tables() -> None:
    assert languages_for("en-GB") == ("en",)
    assert languages_for("nn-NO") == ("nb", "en")
    assert len(languages_for("")) > 30
    assert anchors(("en",)) == ("min", "Min", "MIN")
    assert "geschätzte lesezeit" in labels()
