"""What is kept of the last good run of a book: what it read, and what the next run begins with."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from bibouroku.archive.metadata import metadata_file
from bibouroku.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What a run writes and no other reads.
NEVER_READ: Final = frozenset({".pdf", ".log", ".fls"})
#: What LaTeX writes for its next run, where no run has said what it writes.
USUAL: Final = (".aux", ".toc", ".out", ".lof", ".lot", ".idx")


def remembered(tex: Path) -> dict[str, Path]:
    """Return the files by which a run of *tex* tells the next what it saw, by name.

    They are in its folder: what it writes elsewhere are caches, which TeX keeps for every document.
    """
    recorder = tex.with_suffix(".fls")
    usual = [tex.with_suffix(end).name for end in USUAL]
    written = _named(recorder, "OUTPUT") if recorder.exists() else usual
    names = {name for name in written if Path(name).suffix not in NEVER_READ}
    return {
        name: tex.parent / name
        for name in sorted({*names, tex.with_suffix(".ind").name})
        if not Path(name).is_absolute() and (tex.parent / name).is_file()
    }


def memory(tex: Path) -> dict[str, str]:
    """Return name and stamp of each of those files."""
    return {name: stamp(tex.parent, name) for name in remembered(tex)}


def stamp(folder: Path, name: str) -> str:
    """Return what tells whether a file is another: its content, or of TeX Live's size and age."""
    try:
        if Path(name).is_absolute():
            status = Path(name).stat()
            return f"{status.st_size} {status.st_mtime_ns}"
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()
    except OSError:
        return ""


def _named(recorder: Path, action: str) -> Iterator[str]:
    """Yield the files of TeX's ``-recorder``; those below the folder by their relative names."""
    for line in recorder.read_text(encoding="utf-8", errors="replace").splitlines():
        did, _, name = line.partition(" ")
        if did == action:
            path = Path(name)
            below = path.is_relative_to(recorder.parent)
            yield str(path.relative_to(recorder.parent) if below else path)


class LastRun:
    """A folder beside the TeX of a book."""

    def __init__(self, tex: Path) -> None:
        """Know the folder; it need not be there yet."""
        self.tex = tex
        self._folder = tex.parent / "last-run" / tex.stem
        self._note = self._folder / "run.json"

    def complaints_if_current(self, settings: str) -> list[Problem] | None:
        """Return what the last run complained of if a run now would be the same, else ``None``."""
        try:
            held = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        stamps = cast("dict[str, str]", held["stamps"])
        if held["settings"] != settings or any(
            stamp(self.tex.parent, name) != known for name, known in stamps.items()
        ):
            return None
        return [Problem(*row) for row in held["complaints"]]

    def keep(self, settings: str, complaints: Iterable[Problem]) -> None:
        """Keep what the run that has just ended well read, wrote and complained of."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        kept = memory(self.tex)
        for name in kept:
            shutil.copyfile(self.tex.parent / name, self._folder / name)
        read = set(_named(self.tex.with_suffix(".fls"), "INPUT"))
        read |= {self.tex.name, metadata_file(self.tex).name}
        complaints = list(complaints)
        if complaints:  # the next ones may stand in other lines of the memos
            read.add(self.tex.with_suffix(".lines.json").name)
        names = sorted(read | kept.keys() | {self.tex.with_suffix(".pdf").name})
        note = {
            "settings": settings,
            "stamps": {name: stamp(self.tex.parent, name) for name in names},
            "complaints": [[p.path, p.line, p.code, p.message] for p in complaints],
        }
        self._note.write_text(json.dumps(note, ensure_ascii=False, indent=0), encoding="utf-8")

    def restore(self) -> None:
        """Put everything beside the TeX back to what the last good run left, without its PDF.

        Another run may have been stopped at any point, and LaTeX dies of half a file.
        """
        for name in [*memory(self.tex), self.tex.with_suffix(".pdf").name]:
            (self.tex.parent / name).unlink(missing_ok=True)
        if self._folder.is_dir():
            for path in self._folder.glob(f"{self.tex.stem}.*"):
                shutil.copyfile(path, self.tex.parent / path.name)
