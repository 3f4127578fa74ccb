"""PDFs that can be kept: PDF/A-2b (ISO 19005-2:2011), described, the same bytes each time."""

from bibouroku.archive.finish import finish
from bibouroku.archive.metadata import Metadata

__all__ = ["Metadata", "finish"]
