"""Texts that say nothing, in many languages; and those that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.registry import all_rules
from auditor.testing import findings, page
from auditor.text.vague import bare, is_named_so, is_vague_action, languages, link_kind, may_be_vague, words_around


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Read\n more »", "read more"),
        ("[HERE]", "here"),
        ("Ｃｌｉｃｋ　ｈｅｒｅ", "click here"),
        ("İndir", "indir"),
        ("en savoir plus…", "en savoir plus"),
        ("→", ""),
        ("", ""),
        ("plus d’infos", "plus d'infos"),
        ("यहाँ", "यहाँ"),
    ],
)
def test_bare(text: str, key: str) -> None:
    assert bare(text) == key


@given(st.text(max_size=40))
def test_bare_twice_is_bare_once(text: str) -> None:
    once = bare(text)
    assert bare(once) == once


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=20))
def test_what_is_vague_in_a_language_may_be_vague(text: str) -> None:
    assert link_kind(text, "en") is None or may_be_vague(text)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Click here", "en-GB", "click"),
        ("here", "en", "more"),
        ("here", "", "more"),
        ("here", "hu", None),
        ("Read more", "hu", "more"),
        ("her", "no", "more"),
        ("her", "en", None),
        ("hier", "de-AT", "more"),
        ("hier", "", None),
        ("mehr erfahren", "", "more"),
        ("weiter", "de", None),
        ("cliquez ici", "fr", "click"),
        ("tutaj", "pl", "more"),
        ("詳しくはこちら", "ja", "more"),
        ("こちら", "", "more"),
        ("点击这里", "zh-Hans", "click"),
        ("اضغط هنا", "ar", "click"),
        ("Click", "en", None),
        ("next", "en", None),
        ("Prices of our tea", "en", None),
    ],
)
def test_link_kind(text: str, language: str, kind: str | None) -> None:
    assert link_kind(text, language) == kind


def test_many_languages() -> None:
    assert len(languages()) >= 30
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "ja", "ko", "zh", "ar", "hi"} <= languages()


def test_actions() -> None:
    assert is_vague_action("Submit", "en")
    assert is_vague_action("Absenden", "de")
    assert is_vague_action("Learn more »", "fr")
    assert not is_vague_action("Get my quote", "en")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>See <a href=/>here</a>.</p>", 1),
        ("<p>How leaves are steamed is told <a href=/>here</a>, too.</p>", 7),
        ("<p>Leaves are steamed. <a href=/>Read more</a></p>", 0),
        ("<p>Leaves are steamed… <a href=/>more</a></p>", 0),
        ("<div><h3>Green tea leaves</h3><p>Steamed leaves of tea</p><a href=/>more</a></div>", 0),
        ("<div>Before it all <p>x</p><span><b><a href=/>here</a></b></span> after it</div>", 2),
        ("<p lang=ja>詳しくは<a href=/>こちら</a>をご覧ください。</p>", 5),
        ("<a href=/>here</a>", 0),
    ],
)
def test_words_around(html: str, words: int) -> None:
    assert words_around(page(html).links[0]) == words


def test_is_named_so() -> None:
    assert is_named_so("guide.html#more-details", "more details")
    assert is_named_so("/Details.html", "details")
    assert not is_named_so("/tea/", "details")


def said(html: str, **options: object) -> list[str]:
    return [finding.message for finding in findings(all_rules()["link-text-vague"], html, **options)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/green/"><img src="t.jpg" alt="Green tea"></a><a href="/green/">Read more</a>',
        '<h2 id="h">Green tea</h2><a href="/green/" aria-labelledby="m h" id="m">Read more</a>',
        '<a href="/green/" title="More on green tea">more</a>',
        '<a href="/green/" hidden>Click here</a>',
        '<template><a href="/green/" aria-label="Click here">Tea</a></template>',
        '<dt><a href="os.html#os.link"><code>link()</code></a></dt>',
        '<li><a href="c.html#o">--details</a></li>',
        "<a>Click here</a>",
        "<!-- <a href=/>Click here</a> -->",
        "<svg><a href=/><title>Click here</title></a></svg>",
    ],
)
def test_links_that_say_enough(html: str) -> None:
    assert said(html) == []


def test_what_a_template_adds_may_say_more() -> None:
    post = '---\ntitle: Tea\n---\n<p><a href="/g">Read more {{ of }}</a></p><p><a href="/h" aria-label="{{ of }}">Read more</a></p>'
    assert findings(all_rules()["link-text-vague"], {"tea.html": post}) == []


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="#">Read more</a><a href="#">All about tea</a>', "link text says nothing: “Read more”"),
        ('<a href="/g" title="Read more">Read more</a>', "link text says nothing: “Read more”"),
        ('<a href="/g"><span>read</span> <b>more</b>&nbsp;&raquo;</a>', "link text says nothing: “read more\xa0»”"),
        ('<html lang="fr"><p><a href="/g">Cliquez ici</a>', "link text says nothing: “Cliquez ici”"),
        ('<html lang="fr"><p><a href="/g" lang="en">here</a>', "link text says nothing: “here”"),
    ],
)
def test_links_that_say_nothing(html: str, message: str) -> None:
    assert said(html) == [message]
