"""How references read in a bibliography."""

from __future__ import annotations

import pytest
from pybtex.backends.html import Backend as HtmlBackend
from pybtex.database import Entry

from bibouroku.bibliography.bibtex_entry import ReferenceEntry
from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.japanese_style import JapaneseStyle, format_reference, language
from bibouroku.bibliography.reference import Reference


def printed(text: str) -> str:
    (reference,) = parse(text, "x.bib").values()
    return str(format_reference(reference))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            """@article{a, author={Lee, Sukbae and Kim, Ji-Hoon}, title={LK}, date={2023-07-22},
            journaltitle={Phys. Rev. B}, volume={16}, number={4}, pages={1--4}, doi={10.1/a}}""",
            "Lee, S.・Kim, J.-H.（2023年7月22日）「LK」 Phys. Rev. B, 16(4), pp. 1–4. doi:10.1/a",
        ),
        (
            """@book{a, author={上野, 清}, title={平面三角}, subtitle={初等教育}, publisher={吉川},
            date={1890-05}, eradate={明23.5}, ndlpid={828892}, langid={japanese}}""",
            "上野清（明治23年5月／1890年）『平面三角：初等教育』吉川. 国立国会図書館 pid/828892",
        ),
        (
            """@book{a, author={{ジョン・ケージ}}, translator={熊沢, 鏡之介}, title={三角法},
            volume={4}, pages={12-15}}""",
            "ジョン・ケージ著、熊沢鏡之介訳（年不明）『三角法』第4巻, 12–15頁。",
        ),
        (
            """@book{a, author={Casey, John and others}, title={A Treatise}, edition={2nd ed.},
            publisher={Hodges}, year=1889, isbn={978-3}}""",
            "Casey, J. ほか（1889年） A Treatise. 2nd ed., Hodges. ISBN 978-3",
        ),
        ("@book{a, title={A Treatise}, year=1889}", "A Treatise（1889年）。"),
        (
            "@online{a, title={「安全」の話}, titleaddon={ブログ}, url={https://x.org/a}}",
            "「『安全』の話」（ブログ）（年不明） x.org/a",
        ),
        (
            """@inproceedings{a, editor={B, C}, title={T}, booktitle={物理の本}, number={3},
            pages={e12}, note={未見。}, date={2020}}""",
            "B, C.編（2020年）「T」『物理の本』, (3), e12. 未見。",
        ),
        ("@misc{a, date={[2017..2020]}}", "「［無題：a］」（2017年から2020年までのあいだ）。"),
    ],
)
def test_a_reference_reads_as_a_japanese_reader_expects(entry: str, expected: str) -> None:
    assert printed(entry) == expected


def test_more_than_eight_authors_are_cut() -> None:
    names = " and ".join(f"{letter * 3}, X." for letter in "ABCDEFGHI")
    shown = printed(f"@misc{{a, author={{{names}}}, title={{T}}}}")
    assert "Hhh, X. ほか（" in shown.replace("HHH", "Hhh")
    assert "III" not in shown


@pytest.mark.parametrize(
    ("langid", "title", "tag"),
    [
        ("japanese", "LK-99", "ja"),
        ("ngerman", "Über", "de"),
        ("korean", "초전도", "ko"),
        ("", "三角法", "ja"),
        ("", "Trigonometry", "en"),
        ("klingon", "Trigonometry", "en"),
    ],
)
def test_a_title_is_marked_with_its_language(langid: str, title: str, tag: str) -> None:
    assert language(Reference("a", "book", {"langid": langid, "title": title})) == tag


def test_markup_of_a_source_is_escaped_in_html() -> None:
    text = "@misc{a, author={<b>X</b>, Y}, title={<script>alert(1)</script> & more}, note={<i>}}"
    (reference,) = parse(text, "x.bib").values()
    html = format_reference(reference).render(HtmlBackend())
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_the_style_formats_entries_made_from_references() -> None:
    (reference,) = parse("@misc{a, title={T}}", "x.bib").values()
    formatted = JapaneseStyle().format_entry("label", ReferenceEntry(reference))
    assert (formatted.key, formatted.label, str(formatted.text)) == (
        "a",
        "label",
        "「T」（年不明）。",
    )


def test_the_style_refuses_entries_of_another_make() -> None:
    with pytest.raises(TypeError, match="formats references read by bibouroku only"):
        JapaneseStyle().format_entry("a", Entry("misc"))
