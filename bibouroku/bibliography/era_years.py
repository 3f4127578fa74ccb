"""A date with its years by Japanese era, as title pages and colophons give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibouroku.bibliography.era_date import japanese_era

if TYPE_CHECKING:
    from bibouroku.bibliography.edtf_date import EdtfDate

AFTER_YEAR: Final = re.compile(r"(?<=年)\d+月(?:\d+日)?")


def with_era(date: EdtfDate) -> str:
    """Return *date* in words with its years by era: 2023年8月22日（令和5年）.

    The era is that of the day where two share the year. A range has both years, 平成29年–令和2年,
    unless they are the same; a date before 慶応 (1865) has none.
    """
    eras = AFTER_YEAR.sub("", japanese_era(date)).removesuffix("までのあいだ")
    years = "–".join(dict.fromkeys(re.split("から|–", eras)))
    return f"{date.japanese}（{years}）" if years else date.japanese
