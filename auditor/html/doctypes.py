"""Doctypes: which mode browsers lay a page out in, by the HTML standard's own lists, and where the doctype stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from auditor.finding import Span

if TYPE_CHECKING:
    from auditor.page import Page

# HTML standard, 13.2.6.4.1 “The initial insertion mode”, checked 2026-11; lower case, as they are compared.
_QUIRKS_PUBLIC = frozenset(("-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"))
_QUIRKS_SYSTEM = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"
_QUIRKS_STARTS = (
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
)
# Quirks without a system identifier, limited quirks with one.
_EITHER_STARTS = ("-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//")
_LIMITED_STARTS = ("-//w3c//dtd xhtml 1.0 frameset//", "-//w3c//dtd xhtml 1.0 transitional//")

Mode = Literal["standard", "obsolete", "limited", "quirks"]

_at_start = re.compile(r"(?:[ \t\n\f\r]+|<!--.*?-->|<[?/][^>]*>)*(<!doctype[^>]*>?)", re.IGNORECASE | re.DOTALL)


def mode(doctype: tuple[str, str | None, str | None]) -> Mode:
    """What a doctype (name, public and system identifier) brings about.

    ``standard`` is ``<!DOCTYPE html>``; ``obsolete`` another one without effect; ``limited`` and ``quirks`` are the modes of
    these names.
    """
    name, public, system = doctype
    public_lower = (public or "").lower()
    system_lower = (system or "").lower()
    if (
        name.lower() != "html"
        or public_lower in _QUIRKS_PUBLIC
        or system_lower == _QUIRKS_SYSTEM
        or public_lower.startswith(_QUIRKS_STARTS)
        or (system is None and public_lower.startswith(_EITHER_STARTS))
    ):
        return "quirks"
    if public_lower.startswith((*_EITHER_STARTS, *_LIMITED_STARTS)):
        return "limited"
    return "standard" if public is None and system in (None, "about:legacy-compat") else "obsolete"


def span(page: Page) -> Span:
    """Where the doctype of a page stands."""
    found = _at_start.match(page.text, page.tree.base)
    return Span(*found.span(1)) if found is not None else page.start
