"""``auditor check --explain-cta``: each page's calls to action, with the points that make the score."""

from __future__ import annotations

import click

from auditor.cli.complaints import remark
from auditor.cli.setup import Setup
from auditor.engine import Job
from auditor.report.frame import clean
from auditor.source.reading import NotAPageError, UnreadableError, page_source
from auditor.text.cta import explain, find_ctas


def explain_ctas(setup: Setup) -> None:
    """Print the candidates of each page, the highest score first."""
    job = Job(setup.config, setup.targets.site)
    for source in setup.targets.sources:
        try:
            page = job.page(page_source(source))
        except (NotAPageError, UnreadableError) as error:
            remark(f"{source.path}: {error}")
            continue
        ctas = sorted(find_ctas(page), key=lambda one: -one.score)
        click.echo(
            f"{clean(source.path)}: {sum(one.is_cta for one in ctas)} of {len(ctas)} candidates are calls to action"
        )
        for one in ctas:
            line = page.text.count("\n", 0, one.element.start) + 1
            click.echo(f"  line {line}: {clean(explain(one))}")
