"""What an audit costs, in ratios to a bare parse of the same pages in the same run.

    python benchmarks/run.py [FOLDER]

Without FOLDER the Python documentation is taken (Debian's python3.11-doc, fetched with apt-get where that is there), or pages made up from the sample pages. Every figure is the least of several runs of processor time, taken in turn with the baseline, so
that a busy machine bends both. The bare parse is what no linter can do without: read, decode, parse with source locations, visit
every node.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import turbohtml  # noqa: TID251 — the baseline is the bare parser

from auditor.cli.setup import Setup, prepare
from auditor.engine import audit
from auditor.pool import Pool

ROOT = Path(__file__).parent.parent
PACKAGE = "python3.11-doc"
OPTIONS = {"no_config": True}


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rules", action="store_true", help="time every rule")
    arguments = parser.parse_args()
    folder: Path = arguments.folder or corpus()
    setup = prepare((str(folder),), OPTIONS)
    files = [source.file for source in setup.targets.sources if source.file is not None]
    size = sum(os.path.getsize(file) for file in files)
    print(f"{folder}: {len(files):,} pages, {size / 1e6:,.1f} MB")
    page_speed(setup, files, arguments.rounds)
    if arguments.rules:
        rules(setup)
    workers(folder)
    start_up()


def page_speed(setup: Setup, files: Sequence[str], rounds: int) -> None:
    """The audit of all pages on one core against the bare parse."""
    parse = located = whole = float("inf")
    for _ in range(rounds):
        parse = min(parse, seconds(lambda: bare(files)))
        located = min(located, seconds(lambda: bare(files, locations=True)))
        whole = min(whole, seconds(lambda: run(setup, 1)))
    print(f"bare parse and walk             {parse:6.2f} s   1.0")
    print(f"the same, reading each location {located:6.2f} s   {located / parse:.1f}")
    print(
        f"audit, recommended, one core    {whole:6.2f} s   {whole / parse:.1f}   ({whole / located:.1f} times the second)"
    )


def bare(files: Sequence[str], *, locations: bool = False) -> None:
    """Read, decode, parse, visit."""
    for file in files:
        text = Path(file).read_bytes().decode("utf-8", "replace")
        document = turbohtml.parse(text, source_locations=True, scripting=True)
        if locations:
            for element in document.iter_elements():
                _ = element.source_location
        else:
            for _ in document.descendants:
                pass


def run(setup: Setup, jobs: int) -> None:
    """The audit, without report."""
    audit(setup.targets.sources, setup.config, site=setup.targets.site, run=Pool(jobs))


def seconds(work: Callable[[], None]) -> float:
    """Processor time of this process."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def rules(setup: Setup) -> None:
    """Where the time goes."""
    done = audit(setup.targets.sources, setup.config, site=setup.targets.site, run=Pool(1), timed=True)
    total = sum(done.seconds_by_rule.values())
    print(f"rules and what they were the first to ask for: {total:.2f} s of {done.seconds:.2f} s")
    for name, spent in sorted(done.seconds_by_rule.items(), key=lambda item: -item[1])[:25]:
        print(f"  {spent * 1000:7.0f} ms  {name}")


def workers(folder: Path) -> None:
    """Wall time of whole processes with one and two workers, and their memory."""
    one = two = float("inf")
    for _ in range(3):
        one = min(one, wall(command(folder, 1)))
        two = min(two, wall(command(folder, 2)))
    print(f"whole process, one worker       {one:6.2f} s wall")
    print(f"whole process, two workers      {two:6.2f} s wall, {one / two:.2f} times as fast")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"memory, the largest process     {memory:6.0f} MB")


def start_up() -> None:
    """One small clean file, against the import of the two packages that no run does without."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text((ROOT / "benchmarks" / "clean.html").read_text(encoding="utf-8"), encoding="utf-8")
        base = audited = float("inf")
        for _ in range(15):
            base = min(base, wall([sys.executable, "-c", "import turbohtml, click"]))
            audited = min(audited, wall([*auditor(), "check", "--no-config", str(page)]))
    print(f"import turbohtml, click         {base * 1000:6.0f} ms")
    print(f"check of one small clean file   {audited * 1000:6.0f} ms, {audited / base:.1f} times the import")


def wall(arguments: Sequence[str]) -> float:
    """Wall time of a process."""
    before = time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - before


def command(folder: Path, jobs: int) -> list[str]:
    """The audit as a user calls it."""
    return [*auditor(), "check", "--no-config", "--quiet", "--jobs", str(jobs), str(folder)]


def auditor() -> list[str]:
    """The installed command."""
    return [str(Path(sys.executable).parent / "auditor")]


def corpus() -> Path:
    """The Python documentation, fetched once; else a folder of pages made up from the sample pages."""
    cache = Path(tempfile.gettempdir()) / "auditor-benchmark"
    pages = cache / PACKAGE / "usr/share/doc/python3.11/html"
    if pages.is_dir():
        return pages
    cache.mkdir(exist_ok=True)
    try:
        subprocess.run(["apt-get", "download", PACKAGE], cwd=cache, check=True, capture_output=True)
        archive = next(cache.glob(f"{PACKAGE}_*.deb"))
        subprocess.run(["dpkg", "-x", archive.name, PACKAGE], cwd=cache, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError, StopIteration):
        print(f"{PACKAGE} can't be fetched here; the pages are made up", file=sys.stderr)
        return made_up(cache / "made-up")
    return pages


def made_up(folder: Path) -> Path:
    """400 pages, each the body of a sample page many times over."""
    sample = (ROOT / "benchmarks" / "clean.html").read_text(encoding="utf-8")
    before, _, rest = sample.partition("<main>")
    main_, _, after = rest.partition("</main>")
    folder.mkdir(exist_ok=True)
    for number in range(400):
        page = before + "<main>" + main_ * 60 + f"<p>{number}</p></main>" + after
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
