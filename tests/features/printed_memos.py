"""What stands for the PDFs of memos where TeX does not matter."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from sphinx.testing.util import SphinxTestApp

from bibouroku.offprint.manifest import MANIFEST, Manifest, Offprint, digest
from bibouroku.offprint.order import ORDERS, read_orders
from tests.features.conftest import clean_process

if TYPE_CHECKING:
    from pathlib import Path

    from tests.features.conftest import Site

#: The memos of the root ``test-offprints``.
MEMOS: Final = {"notes/one", "posts/one", "posts/二 つ目_a"}


def print_memos(site: Site, *left_out: str, text: bytes = b"%PDF-1.7") -> Path:
    """Do as ``make memos``, but for TeX; return the folder of what stands for the PDFs."""
    with clean_process():
        app = SphinxTestApp("offprints", srcdir=site.folder, warning=StringIO())
        app.build()
    folder: Path = site.folder / "_build" / "memos"
    made = {}
    for order in read_orders(site.folder / "_build" / "offprints" / ORDERS):
        if order.file.removesuffix(".pdf") not in left_out:
            content = text + order.file.encode()
            path = folder / order.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            made[order.file] = Offprint(order.made_from, 3, len(content), digest(content))
    (folder / MANIFEST).write_text(Manifest("", made).written(), encoding="utf-8")
    return folder
