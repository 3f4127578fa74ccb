"""The container (OCF 3.3): the files of a book in one ZIP file, the same bytes on every machine."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bibouroku.ebook.namespaces import CONTAINER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

PACKAGE: Final = "content.opf"
#: The beginning of time in a ZIP file.
FIRST_YEAR: Final = 1980
#: How a ZIP file says that Unix made it: else Python tells the system that it runs on.
UNIX: Final = 3
_MIMETYPE: Final = b"application/epub+zip"
_CONTAINER: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="{CONTAINER}">
  <rootfiles>
    <rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
""".encode()


def container(package: bytes, files: Mapping[str, bytes], day: dt.date) -> bytes:
    """Return the book as one file; *day* is the date that each of *files* bears.

    ``mimetype`` comes first and uncompressed, without extra fields (OCF 3.3, section 4.2.3).
    """
    held = {
        "mimetype": _MIMETYPE,
        "META-INF/container.xml": _CONTAINER,
        PACKAGE: package,
        **{name: files[name] for name in sorted(files)},
    }
    moment = (day.year, day.month, day.day) if day.year >= FIRST_YEAR else (FIRST_YEAR, 1, 1)
    written = BytesIO()
    with ZipFile(written, "w") as book:
        for name, data in held.items():
            info = ZipInfo(name, (*moment, 0, 0, 0))
            info.create_system = UNIX
            info.external_attr = 0o644 << 16
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            book.writestr(info, data, compresslevel=9)
    return written.getvalue()
