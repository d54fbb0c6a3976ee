"""What is a call to action, and what only looks like one."""

from __future__ import annotations

import pytest

from auditor.page import Page
from auditor.testing import page
from auditor.text.cta import ENOUGH, Cta, explain, find_ctas, page_type, score_cta
from auditor.text.cta_signs import class_words, target_intent
from conftest import SEED


def only(html: str) -> Cta | None:
    one = page(html)
    pressed = [*one.all("a"), *one.all("button"), *one.select("input[type=submit]")]
    return score_cta(one, pressed[-1])


def is_cta(html: str) -> bool:
    scored = only(html)
    return scored is not None and scored.is_cta


@pytest.mark.skipif(not SEED.exists(), reason="the page isn't there")
def test_the_free_consultation_is_the_only_call_of_the_seed() -> None:
    one = page(SEED.read_bytes(), "_posts/2026-01-30-back-office-outsourcing.html")
    (found,) = find_ctas(one)
    assert (found.text, found.zone) == ("Free Consultation", "main")
    assert one.text.count("\n", 0, found.span.start) + 1 == 97
    assert explain(found).startswith(f"{found.score} points: +3 says “free consultation”")


@pytest.mark.parametrize(
    "html",
    [
        '<a class="btn btn-primary" href="/x">Learn more</a>',
        '<div class="cta"><h3>Ready?</h3><a href="/x">Free consultation</a></div>',
        '<section class="cta-section"><p>Ready?</p><a href="/x">Let’s begin together</a></section>',
        '<a class="bg-indigo-600 px-4 py-2 rounded-md text-white" href="/signup">Get started</a>',
        '<a class="inline-flex bg-blue-700 py-3 px-6 rounded font-bold" href="/plans">Choose yours</a>',
        '<a href="/tea/">Buy now</a>',
        '<form action="/post"><input type="email" name="e"><button>Submit</button></form>',
        '<form action="/post"><input name="email"><input type="submit" value="Sign me up"></form>',
        '<p lang="de"><a class="button" href="/x">Jetzt kaufen</a></p>',
        '<p lang="ja"><a class="button" href="/x">今すぐ購入する</a></p>',
        '<p lang="pt-BR"><a class="btn" href="/x">Solicite um orçamento</a></p>',
        '<a class="btn" href="tel:+4930123456">Call us</a>',
        '<A CLASS="BTN" HREF="/CONTACT/">Contact Us</A>',
        '<header><nav><a class="btn btn-primary" href="/signup">Sign up</a></nav></header>',
        '<a class="ctaButton" href="/x">Reserve</a>',
        '<a class="btn" hreflang="en" href="/tickets">Book tickets</a>',
        '<p><a class="btn" hreflang="en" href="/b">Buy now</a> <a class="btn" hreflang="en" href="/tickets">Book tickets</a></p>',
    ],
)
def test_calls(html: str) -> None:
    scored = only(html)
    assert scored is not None
    assert scored.is_cta, explain(scored)


@pytest.mark.parametrize(
    "html",
    [
        '<a class="bi-exclamation-octagon" href="/x">Note</a>',
        '<nav><a class="nav-link nav-link--cta" href="https://www.facebook.com/tea">Facebook</a></nav>',
        '<button class="navbar-toggler btn btn-primary">Menu</button>',
        '<div class="cookie-banner"><button class="btn btn-primary">Accept and join</button></div>',
        '<a class="btn" href="#" data-bs-toggle="collapse">Get started</a>',
        '<ul class="pagination"><li><a class="btn btn-primary" href="/2">2</a></li></ul>',
        '<a href="sql-createtable.html">CREATE TABLE</a>',
        '<a href="queries.html">Join</a>',
        '<a href="/x"><code>download</code></a>',
        '<form role="search"><input name="q"><button>Go</button></form>',
        '<form action="/login"><input name="user"><input type="password" name="p"><button>Log in</button></form>',
        '<footer><a href="/contact/">Contact</a></footer>',
        '<p>You may <a href="/download/">download</a> the whole manual for reading on paper.</p>',
        '<p lang="fr"><a href="/chat/">Chat</a></p>',
        "<a href='/x'></a>",
        '<a class="btn" href="/share">Share</a>',
        '<a class="btn btn-primary" hreflang="de" href="/signup">Deutsch</a>',
        '<a class="btn btn-primary" hreflang="pt-BR" href="/signup">PT-BR</a>',
        '<a class="btn btn-primary" hreflang="zh-Hant" href="/signup">繁體中文 (Taiwan)</a>',
        '<li><a class="btn" hreflang="fr" href="/fr/signup">S’inscrire</a></li><li><a class="btn" hreflang="en" href="/signup">Sign up</a></li>',
        '<a class="btn btn-link" href="https://example.org/x">https://example.org/x</a>',
    ],
)
def test_no_calls(html: str) -> None:
    assert not is_cta(html)


def test_a_modal_is_a_target_and_a_menu_is_not() -> None:
    assert is_cta('<button class="btn btn-primary" data-bs-toggle="modal">Book a demo</button>')
    assert not is_cta('<button class="btn btn-primary" data-bs-toggle="dropdown">Our teas</button>')


@pytest.mark.parametrize(("attributes", "state"), [("disabled", "disabled"), ("hidden", "hidden")])
def test_what_is_held_back(attributes: str, state: str) -> None:
    scored = only(f'<button class="btn btn-primary" {attributes}>Get started</button>')
    assert scored is not None
    assert scored.state == state
    assert scored.is_held_back or scored.is_cta
    assert (scored.score == 0) == (state == "hidden")


def test_a_potential_action_is_a_call() -> None:
    data = '<script type="application/ld+json">{"@type": "Product", "potentialAction": {"@type": "BuyAction", "target": "/t"}}</script>'
    scored = only(data + '<a class="button" href="/t">Teapot</a>')
    assert scored is not None
    assert (2, "is the page's potentialAction") in scored.reasons


def test_the_reasons_add_up() -> None:
    scored = only('<a class="btn" href="/signup">Sign up</a>')
    assert scored is not None
    assert scored.score == sum(points for points, _ in scored.reasons) >= ENOUGH
    assert explain(scored).count(",") == len(scored.reasons) - 1


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        ("bi-exclamation-octagon octal dictation", set()),
        ("cta", {"cta"}),
        ("nav-link--cta", {"cta"}),
        ("call-to-action", {"cta"}),
        ("btn-close", {"no"}),
        ("button--primary", {"button", "primary"}),
        ("btn-group", set()),
        ("bg-white px-4 rounded", set()),
        ("hover:bg-red-500 px-4 rounded", set()),
        ("bg-red-500 px-4 rounded", {"drawn"}),
    ],
)
def test_class_words(classes: str, words: set[str]) -> None:
    assert class_words(classes) == words


@pytest.mark.parametrize(
    ("href", "intent"),
    [
        ("/contact-us/", "contact"),
        ("https://example.org/en/free-trial?x=1", "free-trial"),
        ("/signup", "signup"),
        ("/sign-up/", "sign-up"),
        ("mailto:tea@example.org", "mailto"),
        ("https://calendly.com/tea", "calendly.com"),
        ("#contact", "contact"),
        ("/sort-order.html", ""),
        ("/how-to-contact-your-member-of-parliament", ""),
        ("https://contact.example/", ""),
        ("", ""),
    ],
)
def test_target_intent(href: str, intent: str) -> None:
    assert target_intent(href) == intent


def ld(value: str) -> str:
    return f'<!doctype html><title>Tea</title><script type="application/ld+json">{value}</script><h1>Teapot</h1>'


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (ld('{"@type": "Product", "offers": {"price": 1}}'), "product"),
        (ld('{"@graph": [{"@type": "WebPage"}, {"@type": ["Product", "Thing"], "offers": [{}]}]}'), "product"),
        (ld('{"@type": "https://schema.org/Service", "name": "Freight"}'), "service"),
        (ld('{"@type": "Product", "name": "Teapot"}'), None),
        (ld('{"@type": "Product", "offers": {"availability": "https://schema.org/OutOfStock"}}'), None),
        (ld('[{"@type": "Article"}, {"@type": "Product", "offers": {}}]'), None),
        (ld('[{"@type": "Product", "offers": {"price": 1}}, {"@type": "Product", "offers": {"price": 1}}]'), None),
        (ld('{"@type": "Article", "about": {"@type": "Product", "offers": {"price": 1}}}'), None),
        (ld("{broken"), None),
        ('<meta property="og:type" content="product"><h1>Teapot</h1>', "product"),
        ('<meta property="og:type" content="website"><h1>Tea</h1>', None),
        ('<article><h1>Pricing of tea</h1></article><section class="testimonials"></section>', None),
        ('<div class="hero"><h1>Tea</h1></div><section id="pricing"></section><section class="features"></section>', "landing"),
        ('<h1>Tea</h1><section id="pricing"></section><section class="features"></section>', None),
        ("", None),
    ],
)  # fmt: skip
def test_page_type(html: str, kind: str | None) -> None:
    found = page_type(page(html))
    assert (found.kind if found is not None else None) == kind


def test_paths_decide_also_for_posts() -> None:
    post: Page = page("---\ntitle: Tea\n---\n<p>Tea</p>", "services/tea.html")
    assert page_type(post) is None
    found = page_type(post, ("blog/*", "services/*"))
    assert found is not None
    assert found.why == "path matches “services/*”"


def test_a_thousand_links_cost_little() -> None:
    links = "".join(f'<li><a href="page{i}.html">Chapter {i}</a></li>' for i in range(1000))
    assert find_ctas(page(f"<section><h1>Book</h1><ul>{links}</ul></section>")) == ()
