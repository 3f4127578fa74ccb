"""Weighs and times pages of the built site in Chromium: ``make bench-page``.

A server of this program sends the pages compressed, as public servers do. The
network and the processor are slowed as Lighthouse slows them, so that the
times do not depend on this machine alone; bytes, requests, nodes and layout
shifts do not depend on it at all.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright

from benchmarks.page_weight import PageLoad, Transfer, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

#: Page kinds whose names every site of ours has; memos are added.
PAGES: Final = (
    "index.html", "references/index.html", "references/lee2023first.html",
    "glossary.html", "guide.html", "fallout.html", "search.html",
)  # fmt: skip
#: What a server compresses.
COMPRESSED: Final = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md"})
#: Notes paints, shifts and long tasks from the first moment of a page.
OBSERVE: Final = """
window.measured = {shift: 0, long: 0, largest: 0};
const note = (type, add) => new PerformanceObserver(list => list.getEntries().forEach(add))
  .observe({type, buffered: true});
note("layout-shift", entry => { if (!entry.hadRecentInput) measured.shift += entry.value; });
note("longtask", () => { measured.long += 1; });
note("largest-contentful-paint", entry => { measured.largest = entry.startTime; });
"""
READ: Final = """() => ({...measured, nodes: document.querySelectorAll("*").length,
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0})"""
SCROLL: Final = """async () => {
  const step = innerHeight * 0.8;
  for (let y = 0; y < document.documentElement.scrollHeight; y += step) {
    scrollTo({top: y, behavior: "instant"});
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}"""


@dataclass(frozen=True, slots=True)
class View:
    """A window, and how slow its machine is."""

    name: str
    width: int
    height: int
    #: Bits in a second and milliseconds of latency; 0 is unlimited.
    bits: int = 0
    latency: int = 0
    #: How many times slower the processor is.
    slowdown: int = 1


#: The windows of the table; their speeds are Lighthouse's for desktops and for phones.
VIEWS: Final = (
    View("desktop", 1280, 900, bits=10_240_000, latency=40),
    View("phone", 390, 844, bits=1_638_400, latency=150, slowdown=4),
)


@cache
def compressed(path: str, _changed: float) -> bytes:
    """Return the bytes of a file as a server sends them."""
    return gzip.compress(Path(path).read_bytes(), compresslevel=6, mtime=0)


class CompressingHandler(SimpleHTTPRequestHandler):
    """Serve files, text compressed, and say nothing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix not in COMPRESSED or not path.is_file():
            super().do_GET()
            return
        body = compressed(str(path), path.stat().st_mtime)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Drop the line that would be logged."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, compressed, on a free port of this machine; yield its address."""
    handler = partial(CompressingHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def load(browser: Browser, address: str, name: str, view: View) -> PageLoad:
    """Open the page *name* with an empty cache, read it to its end, and return what that took."""
    size: Any = {"width": view.width, "height": view.height}
    context = browser.new_context(viewport=size, locale="ja-JP")
    page = context.new_page()
    transfers = watch(page, view)
    page.add_init_script(OBSERVE)
    page.goto(address + name, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(200)  # observers are told late
    # What is painted later, while a reader goes down the page, is no first impression.
    largest = page.evaluate("measured.largest")
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    found = page.evaluate(READ)
    context.close()
    return PageLoad(
        name.removesuffix(".html"), view.name, tuple(transfers), found["nodes"],
        found["first"], largest or found["largest"], found["shift"], found["long"],
    )  # fmt: skip


def watch(page: Page, view: View) -> list[Transfer]:
    """Slow a page down to *view*; return the list that its transfers will be added to."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    if view.bits:
        tools.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": view.latency,
            "downloadThroughput": view.bits / 8, "uploadThroughput": view.bits / 8,
        })  # fmt: skip
        tools.send("Emulation.setCPUThrottlingRate", {"rate": view.slowdown})
    urls: dict[str, str] = {}
    transfers: list[Transfer] = []

    def asked(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["request"]["url"]

    def ended(event: dict[str, Any]) -> None:
        url = urls.get(event["requestId"], "")
        if not url.startswith("data:"):
            transfers.append(Transfer(url, int(event.get("encodedDataLength", 0))))

    tools.on("Network.requestWillBeSent", asked)
    tools.on("Network.loadingFinished", ended)
    tools.on("Network.loadingFailed", ended)
    return transfers


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the machine's Chromium, without a window."""
    with sync_playwright() as playwright:
        # Chromium refuses to sandbox itself for root.
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=os.geteuid() != 0
        )
        yield browser
        browser.close()


def main() -> None:
    """Print the table of the site in a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("_build/html"))
    parser.add_argument("--pages", nargs="+", metavar="PAGE", help="addresses below the folder")
    given = parser.parse_args()
    memos = sorted(f"posts/{path.name}" for path in (given.folder / "posts").glob("*.html"))
    pages = given.pages or [
        name for name in (*memos, *PAGES) if (given.folder / name).is_file()
    ]  # fmt: skip
    with served(given.folder) as address, chromium() as browser:
        loads = [load(browser, address, page, view) for view in VIEWS for page in pages]
    for view in VIEWS:
        sys.stdout.write(
            f"{view.name}: {view.width} x {view.height} px, {view.bits / 1.024e6:g} Mbit/s, "
            f"{view.latency} ms, processor 1/{view.slowdown}\n"
        )
    sys.stdout.write(table(loads))


if __name__ == "__main__":
    main()
