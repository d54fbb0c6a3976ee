from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.finding import Confidence, Finding, Safety
from auditor.fixer import apply_edits, mend
from auditor.registry import all_rules
from auditor.rule import Rule
from auditor.testing import findings, page
from auditor.text.code_pages import CODE_PAGES, damaged_again, run_pattern
from auditor.text.mojibake import Damage, find_damage, may_be_damaged

# A sentence of our own in languages that damage looks different in. Each has what its spelling is known for.
SENTENCES = {
    "ca": "El cel·lo d’en Jordi és a Vilafranca, però l’avió ja ha sortit.",
    "cs": "Příliš žluťoučký kůň čeká u řeky, říká Šárka.",
    "da": "På øen er der både æbler og blåbær.",
    "de": "Die Straße über den Fluß ist schön, außer im März – sagt „Müller“.",
    "el": "Το καφενείο ανοίγει νωρίς και κλείνει αργά.",
    "es": "¿Mañana vendrá el señor Núñez? ¡Ojalá que sí!",
    "fr": "L’été dernier, « Noël » m’a coûté 20 € : où est-ce écrit ? À l’œil, ça brûle…",
    "he": "שלום עולם, מה שלומך היום?",
    "hu": "Az őszi szőlő édes, a tűző nap égető.",
    "is": "Þetta er góður dagur, sagði Æsa og hló.",
    "ja": "お茶は熱いうちに飲みましょう。",
    "ko": "차 한 잔 마시고 갑시다.",
    "lv": "Šodien līst, bet rīt būs saulains, teica Ģirts.",
    "pl": "Zażółć gęślą jaźń, powiedział świeży gość.",
    "pt": "A estação não é longe; o pão está lá, à direita.",
    "ro": "Ștefan și Ana își beau ceaiul în grădină.",
    "ru": "Чай с лимоном и мёдом, пожалуйста, — сказал он.",
    "sv": "Får jag en kopp te på ön, frågade Åsa.",
    "th": "ชาร้อนอร่อยมาก",
    "tr": "İstanbul’da çay içmek güzeldir, değil mi? Şimdi ığdır.",
    "uk": "Їжак п’є чай із ґречаним медом.",
    "vi": "Trà nóng rất ngon, uống với bánh quế và sữa đặc.",
    "zh": "茶要趁热喝，冷了就不好。",
    "ar": "الشاي ساخن جدا، انتظر قليلا.",
    "hi": "चाय बहुत गरम है।",
}


def repaired(text: str, damages: Sequence[Damage], least: Confidence = Confidence.CERTAIN) -> str:
    parts: list[str] = []
    at = 0
    for damage in damages:
        assert text[damage.start : damage.end] == damage.damaged
        assert damage.start >= at
        if damage.confidence >= least and damage.meant:
            parts += (text[at : damage.start], damage.meant)
            at = damage.end
    return "".join(parts) + text[at:]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("codepage", [one.name for one in CODE_PAGES])
@pytest.mark.parametrize("layers", [1, 2, 3])
def test_a_damaged_sentence_is_repaired_exactly(language: str, codepage: str, layers: int) -> None:
    meant = SENTENCES[language]
    text = damaged_again(meant, codepage, layers)
    assert may_be_damaged(text)
    assert repaired(text, find_damage(text, language=language)) == meant
    assert repaired(text, find_damage(text)) == meant


@pytest.mark.parametrize("language", SENTENCES)
def test_one_damaged_word_among_sound_ones_is_repaired_and_no_other_touched(language: str) -> None:
    words = SENTENCES[language].split(" ")
    for index, word in enumerate(words):
        if word.isascii() or len(word) < 4:
            continue
        mixed = " ".join([*words[:index], damaged_again(word, "windows-1252", 1), *words[index + 1 :]])
        assert repaired(mixed, find_damage(mixed, language=language)) == SENTENCES[language]


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sound_sentence_is_left_alone(language: str) -> None:
    assert find_damage(SENTENCES[language]) == []
    assert find_damage(SENTENCES[language].upper()) == []


@pytest.mark.parametrize(
    "sound",
    [
        "NÃO", "CORAÇÃO", "MANHÃ\xa0E TARDE", "ĐÃ SỬA", "« l’été\xa0»", "là\xa0« et\xa0» là", "С\xa0чаем, Р\xa0и", "Рішення", "SÓ…",
        "NESTLÉ®", "MARQUÉ…", "3×…", "ROMÂNĂ, CÂND, ÎN", "KÂĞIT", "CHÂTEAU", "PHẢI CÓ Ý", "víš… nevíš“", "ZVÝŠENÍ, KŘÍŽ, ÚŽAS",
        "“VEGEU TAMBÉ” (normal)", "CAFÉ¶", "LUNEDÌ…", "oovtviärdásâžžân", "Å\xa0andra sidan", "PELÉ™", "ÓSCAR", "Straße»",
        "á –\xa0é", "TÜRKİYE’DE", "ÉCOLE—ÉTÉ", "señor»", "MÜŞTERİ", "Ä…", "FRANÇOIS", "Ç'a",
    ],
)  # fmt: skip
def test_sound_text_that_fools_naive_searches(sound: str) -> None:
    assert [one for one in find_damage(sound) if one.confidence > Confidence.POSSIBLE] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Â© 2026", "© 2026"), ("Company® ok CompanyÂ®", "Company® ok Company®"), ("20Â\xa0°C", "20\xa0°C"), ("20Â°C", "20°C"),
        ("Â£10 and Â§ 5", "£10 and § 5"), ("donâ€™t", "don’t"), ("donÂ’t", "don’t"), ("1â€“2", "1–2"), ("Ã‰cole", "École"),
        ("Ã\xa0 la", "à la"), ("âœ“ done", "✓ done"), ("a â†’ b", "a → b"), ("5 Î¼m", "5 μm"), ("ðŸ¤–", "🤖"),
        ("âš\xa0ï¸\x8f", "⚠\ufe0f"), ("RÃ\xado", "Río"), ("eÌ\x81", "e\u0301"), ("Ãƒâ€šÃ‚Â©", "©"), ("â\x80\x99s", "’s"),
        ("Â«\xa0non Â»", "«\xa0non »"), ("ESPAÃ‘A", "ESPAÑA"), ("ATENÃ‡ÃƒO", "ATENÇÃO"), ("Ä°stanbul", "İstanbul"),
    ],
)  # fmt: skip
def test_what_is_certain(text: str, meant: str) -> None:
    assert repaired(text, find_damage(text)) == meant


def test_codepage_and_layers_are_told() -> None:
    assert [(one.codepage, one.layers) for one in find_damage("itâ€™s")] == [("windows-1252", 1)]
    assert [(one.codepage, one.layers) for one in find_damage("itâ\x80\x99s")] == [("latin-1", 1)]
    assert [(one.codepage, one.layers) for one in find_damage("itÃ¢â‚¬â„¢s")] == [("windows-1252", 2)]


def test_language_decides_where_the_letter_may_be_meant() -> None:
    assert find_damage("IBMÂ®")[0].confidence is Confidence.POSSIBLE
    assert find_damage("IBMÂ®", language="en-GB")[0].confidence is Confidence.CERTAIN


def test_a_letter_that_is_a_word_of_the_language_may_be_meant() -> None:
    for text, language in (("THË Ã» HET", "guu"), ("dau Â… a", "cy"), ("Ã… nde", "gn")):
        assert [one for one in find_damage(text, language=language) if one.confidence > Confidence.POSSIBLE] == []
    assert [one.confidence for one in find_damage("Ã… nde", language="da")] == [Confidence.CERTAIN]


@pytest.mark.parametrize(
    "sound",
    ["THË Ã» HET", "dau Â… a", "Ã… nde", "2 â…” a", "KOʼÃ\xa0» MB", "Â – Â” – Â’", "Â® Â\xa0– Â»", "I Â\xa0dir"],
)
def test_without_a_language_nothing_that_may_be_a_word_is_certain(sound: str) -> None:
    assert [one for one in find_damage(sound) if one.confidence is Confidence.CERTAIN] == []


def test_a_page_that_is_damaged_elsewhere_has_no_such_word() -> None:
    text = "Read more Â» itâ€™s « Ã©tÃ© Â» Â© 2026"
    assert repaired(text, find_damage(text)) == "Read more » it’s « été » © 2026"
    text = "Read more Â» Â© 2026"
    assert repaired(text, find_damage(text)) == "Read more » © 2026"


@pytest.mark.parametrize("slip", ["Â propos de nous", "Un mot. Â bientôt\nÂ propos\nÂ la une\nÂ vendre"])
def test_a_slip_of_the_keyboard_is_no_more_than_possible(slip: str) -> None:
    for language in ("fr", "fr-CA", ""):
        assert {one.confidence for one in find_damage(slip, language=language)} == {Confidence.POSSIBLE}


def test_where_the_letter_is_foreign_many_are_likely() -> None:
    text = "One Â two Â three Â four"
    assert {one.confidence for one in find_damage(text, language="en")} == {Confidence.LIKELY}


def test_other_damage_makes_a_doubtful_place_surer() -> None:
    alone = find_damage("Ä… nie")
    assert [one.confidence for one in alone] == [Confidence.POSSIBLE]
    beside = find_damage("Ä… siÄ™")
    assert [one.confidence for one in beside] == [Confidence.CERTAIN, Confidence.CERTAIN]


@pytest.mark.parametrize(
    ("text", "damaged", "meant"),
    [
        ("â€œTeaâ€ she", "â€", "”"), ("âš ï¸ Danger", "âš ï¸", "⚠\ufe0f"), ("voilÃ   la", "Ã ", "à"), ("so ðŸ˜ x", "ðŸ˜", ""),
        ("aquÃ, sÃ", "Ã", ""),
    ],
)  # fmt: skip
def test_lost_bytes_are_told_and_never_certain(text: str, damaged: str, meant: str) -> None:
    found = [one for one in find_damage(text) if one.confidence is Confidence.LIKELY]
    assert (found[0].damaged, found[0].meant) == (damaged, meant)


@given(
    st.text(alphabet="éèüñçøåßšžłęřőğşıœ€“”’…—ąćŠŁ", min_size=1),
    st.sampled_from(["windows-1252", "latin-1"]),
    st.integers(1, 4),
)
def test_within_a_word_nothing_is_missed(meant: str, codepage: str, layers: int) -> None:
    assume(run_pattern().search(meant) is None)
    text = f"tea{damaged_again(meant, codepage, layers)}tea"
    assert repaired(text, find_damage(text)) == f"tea{meant}tea"


@given(st.text(alphabet="ÃÂâ€™œ©\xa0\x80\x99aZ é»…ðŸ˜¤ÅÐ"))
def test_any_text_gives_places_in_order_and_each_repair_is_proved(text: str) -> None:
    damages = find_damage(text)
    repaired(text, damages)
    if damages:
        assert may_be_damaged(text)
    for one in damages:
        if one.confidence is Confidence.CERTAIN and "Â" not in one.damaged and "\x80" not in one.damaged:
            assert damaged_again(one.meant, one.codepage, one.layers) == one.damaged


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii_is_never_damaged(text: str) -> None:
    assert find_damage(text) == []


def test_the_prefilter_sees_references() -> None:
    for source in (
        "&Acirc;&copy;",
        "&#195;&#169;",
        "&#xC3;&#xa9;",
        "Ã&copy;",
        "&Atilde;©",
        "&acirc;&euro;&trade;",
        "&Acirc;&nbsp;",
    ):
        assert may_be_damaged(source), source
    for source in ("&copy; &amp; &#39; &#8217; &lt;", "caf&eacute; noir", "AT&T", "été, naïve; « non »", ""):
        assert not may_be_damaged(source), source
    assert may_be_damaged("cafÃ©", utf8="cafÃ©".encode())


@pytest.mark.parametrize("text", ["cafÃ© â€œtea", "Ã©", "Ãƒâ€šÃ‚Â© ", "Ã ", "ðŸ", "É…"])
def test_time_is_linear(text: str) -> None:
    begin = time.perf_counter()
    find_damage(text * 50_000)
    assert time.perf_counter() - begin < 10


# -- the rule --------------------------------------------------------------------------------------------------------------

rule = all_rules()["mojibake"]


def mended(source: str, found: Sequence[Finding]) -> str:
    fixes = [one.fix for one in found if one.fix is not None and one.fix.safety is Safety.SAFE]
    return apply_edits(source, [edit for fix in fixes for edit in fix.edits])


def test_the_span_is_that_of_the_damage_in_the_source() -> None:
    source = "<p>one\r\ntwo &Acirc;&copy; three</p>"
    (found,) = findings(rule, source)
    assert source[found.span.start : found.span.end] == "&Acirc;&copy;"
    assert (found.place.line, found.place.column) == (2, 5)


def test_one_finding_a_word() -> None:
    source = "<p>PÅ™Ã\xadliÅ¡ donâ€™t</p>"
    found = findings(rule, source)
    assert [source[one.span.start : one.span.end] for one in found] == ["Å™Ã\xadliÅ¡", "â€™"]
    assert mended(source, found) == "<p>Příliš don’t</p>"


def test_many_places_are_few_findings_and_all_are_mended() -> None:
    source = "<p>" + "cafÃ© " * 100 + "voilÃ  la</p>"
    found = findings(rule, source)
    assert [one.confidence for one in found] == [Confidence.CERTAIN] * 20 + [Confidence.LIKELY]
    assert found[19].message.endswith("; 80 more on this page")
    assert mended(source, found) == "<p>" + "café " * 100 + "voilÃ  la</p>"


def test_the_fixer_takes_all_of_them() -> None:
    source = "<p>" + "cafÃ© donâ€™t â€œxâ€ &Acirc;&copy; Ã  la " * 30 + "</p>"
    assert issubclass(rule, Rule)
    asked = rule()
    done = mend(source, lambda text: list(asked.check(page(text))))
    assert done.text == "<p>" + "café don’t “xâ€ © Ã  la " * 30 + "</p>"
    assert done.refused == ()


def test_a_page_that_cannot_hold_the_character_gets_a_reference() -> None:
    source = "<!doctype html><meta charset=windows-1252><title>T</title><p>sÃ¼Ã\x9f Ä\x8daj cafÃ© thé</p>".encode(
        "latin-1"
    )
    one = page(source)
    assert issubclass(rule, Rule)
    found = list(rule().check(one))
    assert mended(one.text, found).endswith("<p>süß &#x10D;aj café thé</p>")


def test_attributes_metas_titles_scripts_and_front_matter() -> None:
    source = (
        '<title>A Ã©</title><meta name="description" content="b Ã¨"><meta property="og:title" content="c Ã¼">'
        '<meta property="og:image" content="/Ã©.png"><img alt="d Ã¶" src="/cafÃ©.png"><a href="/Ã©" title="e Ã¤">x</a>'
        '<input type="submit" value="f Ã§"><input value="Ã©"><script>"Ã©"</script><style>/* Ã© */</style><!-- Ã© -->'
        '<script type="application/ld+json">{"name": "g Ã±"}</script><pre>Ã©</pre><textarea>Ã©</textarea>'
    )
    assert "".join(one.message.partition("should be “")[2][0] for one in findings(rule, source)) == "éèüöäçñ"
    post = "---\ntitle: CafÃ©\npermalink: /cafÃ©/\n# Ã©\n---\n<p>Tea</p>"
    assert [one.place.line for one in findings(rule, {"_posts/2026-01-01-tea.html": post})] == [2]


@pytest.mark.parametrize(
    "about",
    [
        "<p>It shows “Ã©” or Ã¨” or “Ã§”.</p>", "<p>「Ã©」、「Ã¨」</p>", "<p>«\xa0Ã©\xa0»</p>", "<p>(Ã©)</p>", "<p>&quot;Ã©&quot;</p>",
        "<table><tr><td>Ã©<td>é<td>e acute</table>", "<ul><li>Ã© → é</ul>", "<p><kbd>Ã©</kbd></p>", "<p hidden>Ã©</p>",
    ],
)  # fmt: skip
def test_pages_about_damage_are_left_alone(about: str) -> None:
    assert findings(rule, about) == []


def test_damage_in_a_table_without_its_meaning_is_damage() -> None:
    assert len(findings(rule, "<table><tr><td>âœ“</td><td>Yes</td></tr></table>")) == 1


def test_what_is_only_probable_is_shown() -> None:
    found = findings(rule, "<p>â€œTeaâ€ she said, voilÃ   la</p>")
    assert [one.fix.safety for one in found if one.fix] == [Safety.SAFE, Safety.SHOWN, Safety.SHOWN]
