"""Dates by Japanese era: reading, spelling, checking against EDTF, and back."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibouroku.bibliography.bibtex_file import load
from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.bibliography.era_date import agrees, japanese_era, parse_era_date, spelled

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}
KANJI = str.maketrans("123456789", "一二三四五六七八九")
GREGORIAN_DAYS = st.dates(dt.date(1873, 1, 1), dt.date(2030, 12, 31))

# The forms in NDL's records (info.csv of ndl-lab/pdmocrdataset-part1), one of each, by frequency.
CATALOGUED = [
    ("明6.12", "1873-12", "明治6年12月"),
    ("明10-11", "1877/1878", "明治10–11年"),
    ("大正6", "1917", "大正6年"),
    ("昭和2", "1927", "昭和2年"),
    ("明7", "1874", "明治7年"),
    ("1876", "1876", "1876年"),
    ("明11,12", "1878/1879", "明治11・12年"),
    ("大正2-7", "1913/1918", "大正2–7年"),
    ("[明12]", "1879?", "〔明治12年〕"),
    ("明治6", "1873", "明治6年"),
    ("昭和3-5", "1928/1930", "昭和3–5年"),
    ("明治6年", "1873", "明治6年"),
    ("明治9-12年", "1876/1879", "明治9–12年"),
    ("昭11", "1936", "昭和11年"),
    ("1875.5", "1875-05", "1875年5月"),
    ("〔明9〕", "1876?", "〔明治9年〕"),
    ("明21-大1", "1888/1912", "明治21年–大正元年"),
    ("1875-1884", "1875/1884", "1875–1884年"),
    ("明7.1序", "1874-01~", "明治7年1月序"),
    ("昭11至14", "1936/1939", "昭和11–14年"),
    ("慶4-明9", "1868~/1876", "慶応4年–明治9年"),
    ("慶3-明6", "1867~/1873", "慶応3年–明治6年"),
    ("1899/04/20", "1899-04-20", "1899年4月20日"),
    ("〔明19-20〕", "1886?/1887?", "〔明治19–20年〕"),
    ("[1885]", "1885?", "〔1885年〕"),
    ("明治44-大正6", "1911/1917", "明治44年–大正6年"),
    ("昭和11.1", "1936-01", "昭和11年1月"),
    ("明治3序", "1870~", "明治3年序"),
    ("1908序", "1908~", "1908年序"),
    ("[大正2]", "1913?", "〔大正2年〕"),
    ("明36跋", "1903~", "明治36年跋"),
    ("明5序", "1872~", "明治5年序"),
    ("明治13-昭和15年", "1880/1940", "明治13年–昭和15年"),
    ("明治26.8", "1893-08", "明治26年8月"),
    ("〔19--〕", "[1900..1999]", "〔1900年から1999年までのあいだ〕"),
    ("[192-]", "[1920..1929]", "〔1920年から1929年までのあいだ〕"),
    ("[明治年間]", "[1868..1912]", "〔明治年間〕"),
    ("〔明治--〕", "[1868..1912]", "〔明治年間〕"),
    ("明治44.12-大正6.12", "1911-12/1917-12", "明治44年12月–大正6年12月"),
    ("明14.12-15.11", "1881-12/1882-11", "明治14年12月–15年11月"),
    ("明30.7-明31.1", "1897-07/1898-01", "明治30年7月–31年1月"),
    ("〔1893〕-〔1898〕", "1893?/1898?", "〔1893年〕–〔1898年〕"),
    ("大正9写", "1920", "大正9年写"),
    ("同治12年", "1873~", "同治12年"),
    ("光緒6", "1880~", "光緒6年"),
]
# Forms of title pages, and of careful hands.
PRINTED = [
    ("明治26年10月", "1893-10", "明治26年10月"),
    ("M26", "1893", "明治26年"),
    ("M26.10.3", "1893-10-03", "明治26年10月3日"),
    ("Ｍ２６．１０", "1893-10", "明治26年10月"),
    ("㍾26.10", "1893-10", "明治26年10月"),
    ("明治二十六年十月", "1893-10", "明治26年10月"),
    ("明治廿六年十月卅一日", "1893-10-31", "明治26年10月31日"),
    ("明治弐拾年", "1887", "明治20年"),
    ("一八九三年一〇月", "1893-10", "1893年10月"),
    ("大正元年", "1912", "大正元年"),
    ("昭和64年", "1989", "昭和64年"),
    ("昭64.1.7", "1989-01-07", "昭和64年1月7日"),
    ("平成元年", "1989", "平成元年"),
    ("平31.4.30", "2019-04-30", "平成31年4月30日"),
    ("令和5年8月22日", "2023-08-22", "令和5年8月22日"),
    ("自明治11年至明治14年", "1878/1881", "明治11–14年"),
    ("明治11年から14年まで", "1878/1881", "明治11–14年"),
    ("明治30年7月〜8月", "1897-07/1897-08", "明治30年7月–30年8月"),
    ("明治8年、9年、10年", "1875/1877", "明治8・9・10年"),
    ("明8.5,9.6", "1875-05/1876-06", "明治8年5月・9年6月"),
    ("[明33]-34", "1900?/1901", "〔明治33年〕–34年"),
    ("明治26年頃", "1893~", "明治26年頃"),
    ("[明7序]", "1874%", "〔明治7年序〕"),
    ("昭64-平1", "1989", "昭和64年–平成元年"),
    ("西暦1893年", "1893", "1893年"),
    ("  明治 26年 10月 ", "1893-10", "明治26年10月"),
    ("明治26年10", "1893-10", "明治26年10月"),
]
# Before 1873: a year, marked where it may reach into the next, never a month or day.
LUNISOLAR = [
    ("明4", "1871~", "明治4年"),
    ("明4.10", "1871", "明治4年10月"),
    ("明4.11", "1871~", "明治4年11月"),
    ("明治4年12月20日", "1871~", "明治4年12月20日"),
    ("[明4]", "1871%", "〔明治4年〕"),
    ("明5", "1872", "明治5年"),
    ("明治5年12月2日", "1872", "明治5年12月2日"),
    ("明治5年11月9日 (旧暦)", "1872", "明治5年11月9日（旧暦）"),
    ("明治元年9月8日", "1868", "明治元年9月8日"),
    ("慶應4年9月8日", "1868", "慶応4年9月8日"),
    ("明治2年2月30日", "1869", "明治2年2月30日"),
    ("1871", "1871", "1871年"),
    ("1871.7", "1871", "1871年7月"),
    ("1871.11", "1871~", "1871年11月"),
    ("1872.12", "1872", "1872年12月"),
    ("同治11", "1872~", "同治11年"),
]
READ = [*CATALOGUED, *PRINTED, *LUNISOLAR]
MEIJI, TAISHO = "明治は元年から45年7月30日まで", "大正は元年7月30日から15年12月25日まで"
SHOWA, HEISEI = "昭和は元年12月25日から64年1月7日まで", "平成は元年1月8日から31年4月30日まで"


@pytest.mark.parametrize(("written", "edtf", "words"), READ)
def test_a_catalogues_date_is_read_and_spelled_for_readers(
    written: str, edtf: str, words: str
) -> None:
    assert parse_era_date(written).edtf == edtf
    assert spelled(written) == words


@pytest.mark.parametrize("words", [words for *_, words in READ if "あいだ" not in words])
def test_what_is_spelled_for_readers_is_read_in_turn(words: str) -> None:
    assert spelled(words) == words


@pytest.mark.parametrize(("written", "edtf", "_words"), READ)
def test_a_catalogues_date_agrees_with_what_it_is_read_as(
    written: str, edtf: str, _words: str
) -> None:
    assert agrees(written, parse_edtf(edtf))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("明治46年", f"日付「明治46年」はない（{MEIJI}）"),
        ("明治0年", f"「明治0年」はない（{MEIJI}）"),
        ("明10-0", f"「明治0年」はない（{MEIJI}）"),
        ("明10-明46", f"「明治46年」はない（{MEIJI}）"),
        ("明治45年8月", f"「明治45年8月」はない（{MEIJI}）"),
        ("明治45年7月31日", f"「明治45年7月31日」はない（{MEIJI}）"),
        ("大正16年", f"「大正16年」はない（{TAISHO}）"),
        ("大1.7.29", f"「大正元年7月29日」はない（{TAISHO}）"),
        ("大15.12.26", f"「大正15年12月26日」はない（{TAISHO}）"),
        ("昭和65年", f"「昭和65年」はない（{SHOWA}）"),
        ("昭和64年2月", f"「昭和64年2月」はない（{SHOWA}）"),
        ("昭64.1.8", f"「昭和64年1月8日」はない（{SHOWA}）"),
        ("昭1.12.24", f"「昭和元年12月24日」はない（{SHOWA}）"),
        ("平成32年", f"「平成32年」はない（{HEISEI}）"),
        ("平1.1.7", f"「平成元年1月7日」はない（{HEISEI}）"),
        ("令和0年", "「令和0年」はない（令和は元年5月1日から）"),
        ("令和元年4月", "「令和元年4月」はない（令和は元年5月1日から）"),
        ("慶応5年", "「慶応5年」はない（慶応は元年から4年9月8日まで）"),
        ("慶4.9.9", "「慶応4年9月9日」はない（慶応は元年から4年9月8日まで）"),
        ("同治14", "「同治14年」はない（同治は元年から13年まで）"),
        ("明治26年13月", "「明治26年13月」はない（月は1月から12月まで）"),
        ("明治4年13月", "「明治4年13月」はない（月は1月から12月まで）"),
        ("1893.13", "「1893年13月」はない（月は1月から12月まで）"),
        ("明治26年2月29日", "「明治26年2月29日」はない（この月は28日まで）"),
        ("明治3年2月31日", "「明治3年2月31日」はない（旧暦の月は30日まで）"),
        ("明治5年12月3日", "「明治5年12月3日」はない（明治5年12月2日の翌日は6年1月1日）"),
        ("明治6年1月9日(旧暦)", "はない（明治5年12月2日の翌日は6年1月1日）"),
        ("明治十十年", "「明治1010年」はない"),
        ("明治二十二三年", "「明治223年」はない"),
        ("明9,8", "期間の終わり「1875」が始まり「1876」より前にある"),
        ("明30.7-8", "「明30.7-8」の「8」は年とも月ともとれる"),
    ],
)
def test_a_date_that_never_was_is_refused_with_what_would_be_valid(
    written: str, fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        parse_era_date(written)


@pytest.mark.parametrize(
    "written",
    [
        *("", "明治", "[]", "十", "26", "26年10月", "10月", "明治10月", "明治26年3日", "明26.0"),
        *("明26.10.0", "明10-", "-明10", "明10-11-12", "明8,9-11", "1893-10", "1893,10", "1893-94"),
        *("0893", "[明12", "明12]", "[[明12]]", "康熙6", "m26", "明26.10.3.1", "明٢٦"),
        *(
            "九" * 5000,
            "1" * 5000,
            "[19--]-1939",
            "1904 2版",
            "2023-08-22",
            "明治26年10月（1893年）",
        ),
    ],
)
@pytest.mark.parametrize("function", [parse_era_date, spelled])
def test_what_is_in_no_known_form_is_quoted_with_the_known_forms(
    function: Callable[[str], object], written: str
) -> None:
    with pytest.raises(ValueError, match="いずれの形でもない") as raised:
        function(written)
    assert str(raised.value).startswith(f"日付「{written}」は明治26年10月、")


@pytest.mark.parametrize(
    ("edtf", "era"),
    [
        ("1893-10", "明治26年10月"),
        ("1893-10?", "明治26年10月"),
        ("1911", "明治44年"),
        ("1912", "明治45年／大正元年"),
        ("1912-07", "明治45年7月／大正元年7月"),
        ("1912-07-29", "明治45年7月29日"),
        ("1912-07-30", "明治45年7月30日／大正元年7月30日"),
        ("1912-07-31", "大正元年7月31日"),
        ("1926-12-25", "大正15年12月25日／昭和元年12月25日"),
        ("1926-11", "大正15年11月"),
        ("1989", "昭和64年／平成元年"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1989-01-08", "平成元年1月8日"),
        ("2019-04", "平成31年4月"),
        ("2019-05", "令和元年5月"),
        ("1873-01-01", "明治6年1月1日"),
        ("1872-12-31", "明治5年"),
        ("1872", "明治5年"),
        ("1872-01", "明治4年／明治5年"),
        ("1872-03-01", "明治5年"),
        ("1871~", "明治4年"),
        ("1869-02-01", "明治元年／明治2年"),
        ("1868-10-24", "明治元年"),
        ("1868-10-23", "慶応4年／明治元年"),
        ("1868", "慶応4年／明治元年"),
        ("1868-01-24", "慶応3年／慶応4年"),
        ("1865", "慶応元年"),
        ("1865-04-30", ""),
        ("1864", ""),
        ("1864/1870", ""),
        ("../1864", ""),
        ("1864/..", ""),
        ("1875/1876", "明治8年–明治9年"),
        ("2020/..", "令和2年–"),
        ("../1893", "–明治26年"),
        ("[1875..1912]", "明治8年から明治45年／大正元年までのあいだ"),
    ],
)
def test_a_date_is_named_by_the_eras_it_lies_in(edtf: str, era: str) -> None:
    assert japanese_era(parse_edtf(edtf)) == era


@pytest.mark.parametrize(
    ("written", "edtf", "expected"),
    [
        ("明26.10", "1893-10", True),
        ("明26.10", "1893-10-03", True),
        ("明26.10", "1893", True),
        ("明26.10", "1893-10~", True),
        ("明26.10", "1893-11", False),
        ("明26.10", "1894", False),
        ("明26", "1892/1894", False),
        ("[明12]", "1879", True),
        ("[明12]", "[1878..1880]", True),
        ("[明12]", "[1880..1882]", False),
        ("明8,9", "1875/1876", True),
        ("明8,9", "1875-03/1876-11", True),
        ("明8,9", "1876", False),
        ("明8,9", "1875/1877", False),
        ("明8,9", "1875/..", False),
        ("明治30年7月-8月", "1897", True),
        ("明治30年", "1897-07/1897-08", True),
        ("明治30年", "1897-07/1898-08", False),
        ("明治45年", "1912-07", True),
        ("明治45年", "1912-08", False),
        ("明治45年", "1912", True),
        ("大正元年", "1912-07-30", True),
        ("大正元年", "1912-07-29", False),
        ("昭64", "1989-01-08", False),
        ("昭64-平1", "1989", True),
        ("慶4-明1", "1868~", True),
        ("明4", "1872-02", True),
        ("明4", "1872-03", False),
        ("明5", "1873-01", False),
        ("明治5年11月9日(旧暦)", "1872-12-09", True),
        ("明治5年11月9日", "1872-10", False),
        ("1871.7", "1871-07", True),
        ("1871.7", "1871-06", False),
        ("[明治年間]", "1893", True),
        ("[明治年間]", "1913", False),
    ],
)
def test_an_era_date_agrees_with_what_it_can_mean(
    written: str, edtf: str, *, expected: bool
) -> None:
    assert agrees(written, parse_edtf(edtf)) is expected


def test_an_impossible_era_date_agrees_with_nothing() -> None:
    with pytest.raises(ValueError, match="明治46年"):
        agrees("明治46年", parse_edtf("1913"))


def test_the_era_dates_of_this_sites_references_agree_with_their_dates() -> None:
    references = load(Path(__file__).parents[2] / "references.bib").values()
    dated = [(era, entry.date) for entry in references if (era := entry.text("eradate"))]
    assert len(dated) >= 7
    assert [era for era, date in dated if date is None or not agrees(era, date)] == []


@settings(deadline=None)
@given(GREGORIAN_DAYS)
def test_every_day_reads_back_from_each_of_its_eras(day: dt.date) -> None:
    written = day.isoformat()
    for precise in (written, written[:7], written[:4]):
        for era in japanese_era(parse_edtf(precise)).split("／"):
            assert parse_era_date(era).edtf == precise
            assert spelled(era) == era


@settings(deadline=None)
@given(GREGORIAN_DAYS)
def test_every_day_reads_back_from_its_short_forms(day: dt.date) -> None:
    era = japanese_era(parse_edtf(day.isoformat())).split("／")[-1]
    year = era[2 : era.index("年")].replace("元", "1")
    dotted = f"{year}.{day.month}.{day.day:02}"
    for written in (LETTERS[era[:2]] + dotted, era[0] + dotted, f"[{era}]"):
        assert (
            parse_era_date(written).start
            == parse_edtf(day.isoformat() + "?" * ("[" in written)).start
        )
        assert spelled(written).strip("〔〕") == era


@pytest.mark.parametrize("year", range(1, 65))
def test_every_year_of_an_era_reads_in_kanji(year: int) -> None:
    tens, ones = divmod(year, 10)
    kanji = ("十" if tens == 1 else f"{tens}十" if tens else "") + (str(ones) if ones else "")
    assert parse_era_date(f"昭和{kanji.translate(KANJI)}年").edtf == str(1925 + year)


@settings(deadline=None, max_examples=500)
@given(st.text(alphabet="明大昭慶治元同12345670.-,[]〔〕年月日序頃十九至 ", max_size=14))
def test_any_text_is_a_date_or_a_japanese_complaint(text: str) -> None:
    complaint, date = "", None
    try:
        date = parse_era_date(text)
    except ValueError as error:
        complaint = str(error)
    if date is None:
        assert re.match("日付「|期間の終わり「|暦にない日付「", complaint)
    else:
        assert agrees(text, date)
        assert date.one_of or spelled(spelled(text)) == spelled(text)
