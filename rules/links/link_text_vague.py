"""The rule `link-text-vague`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import (
    UNKNOWN,
    Element,
    Finding,
    Page,
    Rule,
    Severity,
    Span,
    bad,
    good,
    names,
    option,
    shorten,
    vague,
)  # fmt: skip

# A link of so few characters is shown as a whole.
_SHORT = 200
_line_ends = frozenset("\r\n")


class LinkTextVague(Rule):
    """A link's text doesn't say where it leads.

    ## What it does
    Looks for links whose whole text is “click here”, “here”, “more”, “read more” or the like, in some forty languages. The
    language is the one stated by `lang` at the link; where none is stated, it is taken to be English. Arrows, brackets and full stops around the
    text don't matter. `aria-label` takes the place of the text, as it does for a screen reader.

    “Click here” and its kin are always reported. “Here”, “more” and “read more” are reported unless the rest of their
    sentence says what they mean: at least three other words.

    ## Why it matters
    Screen-reader users call up a page's links as a list, and a list of five times “Read more” is of no use. Search engines take the
    text of a link as a description of its target. On a touch screen or by voice, nobody clicks.

    ## How to fix it
    Put into the link what the reader will find: “Prices of our tea” in place of “Click here for prices”. In a card, let the heading be
    the link, or say the rest for screen readers: `Read more<span class="visually-hidden"> about green tea</span>`.

    ## Exceptions
    A link is left alone if its accessible name or `title` says more than its text, or if another link of the page with the
    same `href` has a text that says it: the card's heading, mostly. So is a link to a place of that name (“Details” to `#details`). So is a link inside a sentence, as WCAG 2.4.4 allows; switch that off with
    `in_sentences = true`. Texts in `allowed` are never reported, those in `also` are reported as well.

    ## Sources
    - WCAG 2.2, success criteria 2.4.4 Link Purpose (In Context), level A, and 2.4.9 Link Purpose (Link Only), level AAA (checked 2026-11)
    - Google Search Central, “Link best practices”: write good anchor text (checked 2026-11)
    """

    in_sentences: bool = option(default=False, help="Report “here” and “read more” within a sentence as well.")
    also: tuple[str, ...] = option(default=(), help="Other texts that say nothing, whatever the language.")
    allowed: tuple[str, ...] = option(default=(), help="Texts that say enough on this site.")

    severity = Severity.WARNING
    presets = ("recommended", "seo", "accessibility", "content")
    also_known_as = (
        "link-text (Lighthouse)",
        "no-invalid-link-text (ember-template-lint)",
        "anchor-ambiguous-text (jsx-a11y)",
    )
    examples = (
        bad('<p>Our prices:</p>\n<a href="/prices/">Click here</a>', at=2, says="link text says nothing: “Click here”"),
        bad('<p>To see our prices, <a href="/prices/">click here</a>.</p>', says="“click here”"),
        bad('<h3>Green tea</h3><p>Steamed leaves.</p><a href="/green/">Read more »</a>', says="“Read more »”"),
        bad('<div lang="de"><a href="/preise/">Weiterlesen …</a></div>', says="“Weiterlesen …”"),
        bad('<p lang="ja"><a href="/price/">こちら</a></p>', says="“こちら”"),
        bad('<a href="/prices/" aria-label="Click here">Prices</a>', says="link is called “Click here”"),
        bad('<a href="/green/"><img src="go.png" alt="more"></a>', says="“more”"),
        good('<a href="/prices/">Prices of our tea</a>'),
        good('<a href="/green/" aria-label="Read more about green tea">Read more</a>'),
        good('<a href="/green/">Read more<span class="visually-hidden"> about green tea</span></a>'),
        good('<h3><a href="/green/">Green tea</a></h3><a href="/green/">Read more</a>', why="the heading leads there too"),
        good('<p>How leaves are steamed is told <a href="/steam/">here</a>.</p>', why="the sentence says it"),
        bad('<p>How leaves are steamed is told <a href="/steam/">here</a>.</p>', says="“here”", in_sentences=True),
        bad('<a href="/green/">To the product</a>', says="“To the product”", also=("to the product",)),
        good('<ul><li><a href="#details">Details</a></li></ul>', why="a section is called so"),
        good('<p>See also: <a href="#XREFmore">more</a></p>', why="a function is called so"),
        good('<h3>Green tea</h3><a href="/green/">Details</a>', allowed=("details",)),
        good('<p lang="hu"><a href="/tea/">Here</a></p>', why="a single English word may be a word of another language"),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        may_be_vague, longest = vague.may_be_vague, vague.LONGEST
        own = frozenset(map(vague.bare, self.also))
        labelled = frozenset(vague.labelled_links(page))
        texts = {text for text in set(page.link_texts) if len(text) <= longest}
        doubtful = {text for text in texts if may_be_vague(text) or (own and vague.bare(text) in own)}
        for link, text in zip(page.links, page.link_texts, strict=True) if doubtful else ():
            if text in doubtful and link not in labelled and self._says_nothing(page, link, text, own):
                yield self.at(_place(page, link), f"link text says nothing: “{shorten(text)}”")
        for link in sorted(labelled, key=lambda link: link.span):
            label = link.attr("aria-label") or ""
            if (may_be_vague(label) or vague.bare(label) in own) and self._says_nothing(page, link, label, own):
                yield self.at(_place(page, link), f"link is called “{shorten(label)}”")
        for image in page.all("img"):
            alt = image.attr("alt")
            if alt and (may_be_vague(alt) or vague.bare(alt) in own):
                around = image.closest("a")
                if around is None or around.text.strip() or around.attr("href") is None or around in labelled:
                    continue
                if self._says_nothing(page, around, alt, own):
                    yield self.at(_place(page, around), f"link text says nothing: “{shorten(alt)}”")

    def _says_nothing(self, page: Page, link: Element, said: str, own: frozenset[str]) -> bool:
        """Whether a text stays vague once the link's language, name, title, sentence and twins are known."""
        language = page.language_of(link)
        key = vague.bare(said)
        kind = vague.link_kind(said, language)
        if kind is None and key not in own:
            return False
        # The name of a function or an option is a name: “link()”, “--details”.
        if (
            UNKNOWN in said
            or said.lstrip().startswith("-")
            or said.rstrip().endswith("()")
            or link.all("code")
            or page.is_code(link)
        ):
            return False
        if (
            link.closest("template") is not None
            or key in map(vague.bare, self.allowed)
            or link.has_unknown_attributes
            or names.is_hidden(link)
        ):
            return False
        if any(
            self._says_more(text, language, own) for text in (names.accessible_name(link), link.attr("title") or "")
        ):
            return False
        if kind == "more" and vague.is_named_so(link.attr("href") or "", key):
            return False
        if kind == "more" and not self.in_sentences and vague.words_around(link) >= 3:
            return False
        href = link.attr("href") or ""
        if href.strip() in ("", "#"):
            return True
        others = [twin for twin in page.hrefs[href][:20] if twin != link]
        return not any(self._says_more(names.accessible_name(twin), language, own) for twin in others)

    def _says_more(self, text: str, language: str, own: frozenset[str]) -> bool:
        if UNKNOWN in text:
            return True
        key = vague.bare(text)
        return bool(key) and key not in own and vague.link_kind(text, language) is None


def _place(page: Page, link: Element) -> Span:
    """The link with its text, if that is short and stands on one line; else its start tag."""
    whole = link.whole_span
    is_short = whole.end - whole.start < _SHORT and not _line_ends.intersection(page.text[whole.start : whole.end])
    return whole if is_short else link.span
