"""What all tests share: what they need of the machine, a browser, a web server."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser

pytest_plugins = ["sphinx.testing.fixtures"]
collect_ignore = ["roots"]

HERE: Final = Path(__file__).parent
#: Marker: the part of requirements/system that a test so marked needs.
PARTS: Final = {
    "needs_biber": "biber",
    "needs_chromium": "browser",
    "needs_epubcheck": "epubcheck",
    "needs_pandoc": "pandoc",
    "needs_poppler": "poppler",
    "needs_qpdf": "qpdf",
    "needs_tex": "pdf",
}
#: How the summary calls these tests.
KINDS: Final = {
    "biber": "tests that read exported BibLaTeX",
    "browser": "browser tests",
    "epubcheck": "tests that check an EPUB",
    "pandoc": "tests that read exported BibLaTeX and CSL-JSON",
    "poppler": "tests that read a PDF",
    "qpdf": "tests that check a PDF",
    "pdf": "tests that make a PDF",
}
#: The title of the list of skipped tests.
SKIPPED: Final = "skipped on this machine"


# ---- what the machine lacks


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--no-skips``."""
    parser.addoption(
        "--no-skips",
        action="store_true",
        default=os.environ.get("BIBOUROKU_FORBID_SKIPS", "0") not in {"", "0"},
        help="a skipped test fails (also: BIBOUROKU_FORBID_SKIPS=1)",
    )


def pytest_configure() -> None:
    """Let Hypothesis look at what comes out, not at the clock: the machine may be busy."""
    settings.register_profile("bibouroku", deadline=None)
    settings.load_profile("bibouroku")


@cache
def missing_packages(part: str) -> str:
    """Return the Debian packages that this machine lacks for a part of requirements/system."""
    command = [str(HERE.parent / "requirements" / "system"), "missing", part]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the users of the fixture ``browser``; make ``-m browser`` and ``-m latex`` select."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("needs_chromium")
        if item.get_closest_marker("needs_chromium"):
            item.add_marker("browser")
        if item.get_closest_marker("needs_tex"):
            item.add_marker("latex")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs what this machine lacks."""
    for marker, part in PARTS.items():
        if item.get_closest_marker(marker) and (packages := missing_packages(part)):
            pytest.skip(f"{KINDS[part]}: install {packages}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Record a skipped test; where skipping is forbidden, let it fail."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        note_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Record a test module that is skipped whole; where skipping is forbidden, let it fail."""
    report = yield
    if report.skipped:
        note_skip(collector.config, report)
    return report


def note_skip(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    """Keep in *report* why a test was skipped, and let it fail if skips are forbidden.

    Reports travel from the processes that run the tests to the one that sums up.
    """
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.sections.append((SKIPPED, reason.removeprefix("Skipped: ")))
    if config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} may not be skipped here ({reason})"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List what was skipped: how many tests for which reason."""
    told = [report for reports in terminalreporter.stats.values() for report in reports]
    reasons = [
        text for report in told for name, text in getattr(report, "sections", ()) if name == SKIPPED
    ]
    terminalreporter.section(SKIPPED)
    for reason in sorted(set(reasons)):
        terminalreporter.line(f"{reasons.count(reason):4d}  {reason}")
    if not reasons:
        terminalreporter.line("nothing")


# ---- Sphinx


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return the folder of the miniature sites, for ``@pytest.mark.sphinx(testroot=...)``."""
    return HERE / "roots"


# ---- the browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield the machine's Chromium, without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            # Chromium refuses to sandbox itself for root.
            chromium_sandbox=os.geteuid() != 0,
        )
        yield chromium
        chromium.close()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve files and say nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Drop the line that would be logged."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder over loopback, on a free port; yield its address, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def site_server() -> Iterator[Callable[[Path], str]]:
    """Yield a function that serves a folder until the tests end and returns its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))
