"""Makes the PDFs of memos: TeX sets all of them at once, then each is cut out and finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibouroku.archive import finish
from bibouroku.archive.metadata import metadata_file, read_metadata
from bibouroku.offprint.fingerprint import fingerprint
from bibouroku.offprint.fonts import drop_hidden_glyphs
from bibouroku.offprint.manifest import MANIFEST, Manifest, Offprint, digest, read_manifest
from bibouroku.offprint.order import ORDERS, TEX, read_orders
from bibouroku.offprint.split import SplitError, split
from bibouroku.problem import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bibouroku.offprint.order import Order


def make(sources: Path, folder: Path, typeset: Callable[[Path], Path]) -> Mapping[str, Offprint]:
    """Make the PDFs of the memos that a build left in *sources*; return them by path in *folder*.

    *typeset* sets a file for TeX and returns the PDF. What is there already and was cut out of the
    same PDF stays; what has no memo any more goes.
    Raises ``ProblemsFoundError`` if TeX stops, or a PDF cannot be cut or archived.
    """
    orders = read_orders(sources / ORDERS)
    last = read_manifest(folder)
    made = _cut(typeset(sources / TEX), sources, folder, orders, last) if orders else Manifest()
    for file in last.offprints.keys() - made.offprints.keys():
        (folder / file).unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).write_text(made.written(), encoding="utf-8")
    return made.offprints


def _cut(
    whole: Path, sources: Path, folder: Path, orders: Sequence[Order], last: Manifest
) -> Manifest:
    """Return what is cut out of the PDF *whole*; nothing is cut if that was done before."""
    metadata = {order.file: read_metadata(metadata_file(sources / order.file)) for order in orders}
    cut_from = fingerprint(digest(whole.read_bytes()), orders, metadata)
    if cut_from == last.cut_from and all(
        offprint.is_whole(folder / file) for file, offprint in last.offprints.items()
    ):
        return last
    made = {}
    try:
        parts = split(whole, [order.start for order in orders])
        for order, (_name, part) in zip(orders, parts, strict=True):
            path = folder / order.file
            path.parent.mkdir(parents=True, exist_ok=True)
            drop_hidden_glyphs(part)
            part.save(path, deterministic_id=True)
            finish(path, metadata[order.file])
            content = path.read_bytes()
            made[order.file] = Offprint(
                order.made_from, len(part.pages), len(content), digest(content)
            )
    except SplitError as error:
        problem = Problem(whole.name, 0, "offprint-not-cut", str(error))
        raise ProblemsFoundError([problem]) from error
    return Manifest(cut_from, made)
