"""``auditor new-rule NAME``: the file of a new rule, with everything that the house asks of one."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from auditor.cli.complaints import complain
from auditor.rule import kebab

_FILE = '''\
from collections.abc import Iterator

from auditor import Finding, Page, Rule, Severity, bad, good


class {class_name}(Rule):
    """Say in one sentence what is wrong.

    ## What it does
    Which elements it looks at, and what it compares.

    ## Why it matters
    What a reader, a browser or a search engine makes of it.

    ## How to fix it
    What to write instead.

    ## Sources
    - The specification or documentation that says so (checked {month})
    """

    severity = Severity.WARNING
    examples = (
        bad("<blink>Tea</blink>", at=1, says="<blink> is on the page"),
        good("<p>Tea</p>"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for element in page.all("blink"):
            yield self.at(element, "<blink> is on the page")
'''


@click.command(name="new-rule", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write it (rules/CATEGORY, the category being the first word of the name with an s where there is such a folder).",
)
def command(name: str, folder: Path | None) -> int:
    """Write the file of a rule called NAME, thing first: image-alt-missing."""
    class_name = "".join(part.capitalize() for part in name.split("-"))
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", name) or kebab(class_name) != name:
        complain(f"“{name}” is no name for a rule: write it as thing-first-then-fault, as in image-alt-missing")
        return 2
    where = folder if folder is not None else _guess(name)
    file = where / f"{name.replace('-', '_')}.py"
    package = where / "__init__.py"
    try:
        where.mkdir(parents=True, exist_ok=True)
        with open(file, "x", encoding="utf-8") as opened:
            opened.write(_FILE.format(class_name=class_name, month=f"{datetime.now(UTC):%Y-%m}"))
        click.echo(f"wrote {file}")
        if where.parent.name == "rules" and not package.exists():
            package.write_text(f'"""Rules about {where.name.replace("_", " ")}."""\n', encoding="utf-8")
            click.echo(f"wrote {package}: a new category; name it among the packages in pyproject.toml")
    except FileExistsError:
        complain(f"{file} is there already; nothing was written")
        return 2
    except OSError as error:
        complain(f"{file} can't be written: {(error.strerror or str(error)).lower()}")
        return 2
    click.echo(f"Next: write its check, examples and sources, then run pytest tests/test_examples.py -k {name}")
    return 0


def _guess(name: str) -> Path:
    rules = Path("rules")
    first = name.partition("-")[0]
    for candidate in (f"{first}s", first, name.replace("-", "_").rpartition("_")[0]):
        if (rules / candidate).is_dir():
            return rules / candidate
    return rules / f"{first}s" if rules.is_dir() else Path()
