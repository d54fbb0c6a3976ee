from __future__ import annotations

from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good, named, names


class ImageButtonNameMissing(Rule):
    """An image button doesn't say what it does.

    ## What it does
    Looks at `<input type="image">` and asks for its name: `alt`, a label, `aria-label`, `aria-labelledby` or `title`. `value` and `name`
    are no names.

    ## Why it matters
    A screen reader says “button”, or reads the image's address; nobody can tell what a press will do.

    ## How to fix it
    Write in `alt` what the button does: “Search”, not “magnifying glass”.

    ## Sources
    - WCAG 2.2, 1.1.1 and 4.1.2, technique H36 (checked 2026-11)
    - ACT rule 59796f “Image button has non-empty accessible name” (checked 2026-11)
    """

    severity = Severity.ERROR
    presets = ("recommended", "accessibility")
    also_known_as = ("input-image-alt (axe)", "wcag/h36 (html-validate)", "ACT 59796f")
    examples = (
        bad('<form>\n<input type="image" src="go.png"></form>', at=2, says="image button without a name: “go.png”"),
        bad('<input type="IMAGE" src="go.png" alt="" value="Go">', says="image button without a name"),
        good('<input type="image" src="go.png" alt="Search">'),
        good('<label>Search <input type="image" src="go.png"></label>'),
        good('<input type="image" src="go.png" hidden><input type="submit">'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for button in page.all("input"):
            if (button.attr("type") or "").lower() != "image":
                continue
            if (
                names.is_hidden_from_at(button)
                or button.has_unknown_attributes
                or names.accessible_name(button).strip()
            ):
                continue
            source = button.attr("src") or ""
            yield self.at(button, f"image button without a name{named(source)}")
