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
            "Lee, S.; Kim, J.-H.（2023年7月22日）「LK」 Phys. Rev. B, 16(4), pp. 1–4. doi:10.1/a",
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
            "Casey, J.; et al.（1889年） A Treatise. 2nd ed., Hodges. ISBN 978-3",
        ),
        ("@book{a, title={A Treatise}, year=1889}", "A Treatise（1889年）。"),
        (
            "@online{a, title={「安全」の話}, titleaddon={ブログ}, url={https://x.org/a}}",
            "「『安全』の話」（ブログ）（年不明） x.org/a",
        ),
        (
            """@inproceedings{a, editor={B, C}, title={T}, booktitle={物理の本}, number={3},
            pages={e12}, note={未見。}, date={2020}}""",
            "B, C. (ed.)（2020年）「T」『物理の本』(3), e12. 未見。",
        ),
        (
            "@inbook{a, author={バロー, R. J.}, title={経済学}, pages={27--31}, year=1997}",
            "バロー, R. J.（1997年）『経済学』 27–31頁。",
        ),
        ("@misc{a, date={[2017..2020]}}", "「［無題：a］」（2017年から2020年までのあいだ）。"),
    ],
)
def test_a_reference_reads_as_a_japanese_reader_expects(entry: str, expected: str) -> None:
    assert printed(entry) == expected


JAPANESE_BOOK = "@book{a, title={力学}, date={1903}"
BOOK = "@book{a, title={Mechanics}, date={1903}"


@pytest.mark.parametrize(
    ("fields", "japanese", "english"),
    [
        ("edition={2}", "第2版", "2nd ed."),
        ("edition={11}", "第11版", "11th ed."),
        ("edition={1}", "", ""),
        ("edition={Second}", "Second ed.", "Second ed."),
        ("edition={訂補2版}", "訂補2版", "訂補2版"),
        ("volume={4}", "第4巻", "vol. 4"),
        ("pages={97--97}", "97頁", "p. 97"),
        ("origdate={-0349~}", "原著紀元前350年頃", "原著紀元前350年頃"),
        ("volume={IV}", "第IV巻", "vol. IV"),
        ("volume={上巻}", "上巻", "上巻"),
        ("volume={4}, part={2}", "第4巻, 第2部", "vol. 4, part 2"),
        ("volumes={4}", "全4巻", "4 vols."),
        ("chapter={7}", "第7章", "chap. 7"),
        ("version={2.1}", "第2.1版", "ver. 2.1"),
        ("version={5.0.2}", "第5.0.2版", "ver. 5.0.2"),
        ("version={v3-beta}", "v3-beta", "v3-beta"),
        ("location={東京}, publisher={岩波書店}", "東京, 岩波書店", "東京, 岩波書店"),
        ("publisher={P}, pagetotal={260}", "P, 260頁", "P, 260 pp."),
        ("pagetotal={71丁}", "71丁", "71丁"),
        ("publisher={P}, series={S}, number={3}", "P（S, 3）", "P（S, 3）"),
        ("series={S}", "（S）", "（S）"),
        ("number={3}", "No. 3", "No. 3"),
        ("howpublished={H}, organization={O}", "O, H", "O, H"),
        ("maintitle={全集}, volume={3}", "『全集』第3巻", "『全集』vol. 3"),
        ("origdate={1889}", "原著1889年", "原著1889年"),
        ("origtitle={T}, origpublisher={P}, origdate={明26}", "原著T, P, 明治26年",
         "原著T, P, 明治26年"),
        ("pubstate={inpress}", "印刷中", "in press"),
        ("pubstate={retracted}", "retracted", "retracted"),
        ("note={注。}, addendum={付言}", "注. 付言", "注. 付言"),
        ("introduction={寺田, 寅彦}", "寺田寅彦序", "寺田寅彦 (introd.)"),
        ("type={ソフトウェア}", "ソフトウェア", "ソフトウェア"),
        ("type={datacd}", "CD-ROM", "CD-ROM"),
    ],
)  # fmt: skip
def test_a_field_of_a_book_is_told_in_its_language(
    fields: str, japanese: str, english: str
) -> None:
    for start, head, told in (
        (JAPANESE_BOOK, "『力学』（1903年）", japanese),
        (BOOK, "Mechanics（1903年）", english),
    ):
        words = printed(f"{start}, {fields}}}").removesuffix("。").removeprefix(head)
        assert words.strip() == told


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            """@incollection{a, author={長岡, 半太郎}, title={原子の話}, editor={石原, 純},
            booktitle={科学随筆集}, booksubtitle={上}, volume={2}, pages={12--30}, date={1949},
            location={東京}, publisher={岩波書店}, edition={2}, series={文庫}, number={7}}""",
            (
                "長岡半太郎（1949年）「原子の話」石原純編『科学随筆集：上』第2巻, 12–30頁. "
                "第2版, 東京, 岩波書店（文庫, 7）。"
            ),
        ),
        (
            """@incollection{a, author={Doe, Jane}, title={Atoms}, editor={Roe, R. and Poe, E.},
            booktitle={Essays}, volume={2}, pages={12--30}, date={1949}, location={London},
            publisher={Macmillan}, edition={2}, series={Library}, number={7}}""",
            (
                "Doe, J.（1949年）「Atoms」 Roe, R.; Poe, E. (eds.), Essays, vol. 2, pp. 12–30. "
                "2nd ed., London, Macmillan（Library, 7）。"
            ),
        ),
        (
            """@inbook{a, author={寺田, 寅彦}, title={序}, bookauthor={石原, 純},
            booktitle={物理学}, pages={1}, date={1930}}""",
            "寺田寅彦（1930年）「序」石原純著『物理学』1頁。",
        ),
        (
            """@inbook{a, author={石原, 純}, title={序}, bookauthor={石原, 純},
            booktitle={物理学}, date={1930}}""",
            "石原純（1930年）「序」『物理学』。",
        ),
        (
            """@inproceedings{a, author={Doe, J.}, title={Talk}, booktitle={Proc. X},
            eventtitle={Conference X}, venue={Kyoto}, eventdate={2006-05-07}, date={2007},
            pages={9}, organization={ACM}}""",
            "Doe, J.（2007年）「Talk」 Proc. X, 9（Conference X, Kyoto, 2006年5月7日） ACM。",
        ),
        (
            """@phdthesis{a, author={今井, 福司}, title={学校図書館}, school={東京大学},
            year=2013}""",
            "今井福司（2013年）『学校図書館』東京大学, 博士論文。",
        ),
        (
            """@thesis{a, author={Doe, J.}, title={On X}, type={mathesis}, institution={MIT},
            date={2013}}""",
            "Doe, J.（2013年） On X. MIT, Master's thesis。",
        ),
        (
            """@techreport{a, author={Doe, J.}, title={On X}, institution={MIT}, number={93-06},
            year=1993}""",
            "Doe, J.（1993年） On X. MIT, Technical report 93-06。",
        ),
        (
            """@report{a, author={{研究所}}, title={報告}, type={resreport}, number={7},
            institution={研究所}, date={1993}}""",
            "研究所（1993年）『報告』研究所, 研究報告 7。",
        ),
        (
            """@patent{a, author={岡田, 晋}, title={装置}, number={特許第123号}, date={2001},
            holder={{東芝}}}""",
            "岡田晋（2001年）「装置」特許第123号, 東芝（権利者）。",
        ),
        (
            """@article{a, author={岡田, 晋}, title={炭素}, journaltitle={固体物理},
            journalsubtitle={月刊}, volume={55}, issue={夏号}, eid={015001},
            issuetitle={新しい炭素}, date={2020}}""",
            "岡田晋（2020年）「炭素」『固体物理：月刊』55(夏号), 「新しい炭素」, 015001。",
        ),
        (
            """@article{a, author={Doe, J.}, title={T}, journal={J. X}, volume={5}, number={2},
            issue={Spring}, series={2}, pages={17}, year={n.d.}}""",
            "Doe, J.（年不明）「T」 J. X, ser. 2, 5(2), Spring, 17。",
        ),
        (
            """@online{a, author={{文部科学省}}, title={計画}, titleaddon={答申},
            date={2008-04-18}, url={https://x.org/a}, urldate={2008-08-13T10:00:00Z}}""",
            "文部科学省（2008年4月18日）「計画」（答申） x.org/a（参照 2008-08-13）",
        ),
        (
            """@online{a, title={T}, year={in press}, url={https://x.org/a}, doi={10.1/a},
            urldate={2008}}""",
            "「T」（in press） doi:10.1/a",
        ),
        (
            "@periodical{a, title={固体物理}, issn={1234-5678}, volume={55}, date={2020}}",
            "『固体物理』（2020年）第55巻. ISSN 1234-5678",
        ),
        (
            """@misc{a, author={Lee, S.}, title={T}, number={arXiv:2307.12008},
            eprint={2307.12008}, eprinttype={arXiv}, publisher={arXiv}, date={2023-21}}""",
            "Lee, S.（2023年春）「T」 arXiv:2307.12008",
        ),
        (
            "@book{a, title={T}, author={A, B}, editor={C, D}, translator={E, F}, date={199X}}",
            "A, B.; C, D. (ed.); E, F. (trans.)（1990年代） T。",
        ),
        (
            "@software{a, author={Doe, J.}, title={P}, version={2}, date={2020}}",
            "Doe, J.（2020年）「P」 ver. 2。",
        ),
    ],
)
def test_a_kind_of_work_reads_in_the_order_of_sist(entry: str, expected: str) -> None:
    assert printed(entry) == expected


@pytest.mark.parametrize(
    ("names", "end"), [("AAA, X", "HHH, X.; et al.（年不明）"), ("阿, 一", "・阿一 ほか（年不明）")]
)
def test_more_than_eight_authors_are_cut(names: str, end: str) -> None:
    many = " and ".join([names] * 7 + [names.replace("AAA", "HHH")] + ["Zzz, Z"])
    title = "T" if "A" in names else "題"
    shown = printed(f"@misc{{a, author={{{many}}}, title={{{title}}}}}")
    assert end in shown
    assert "Zzz" not in shown


@pytest.mark.parametrize(
    ("langid", "title", "tag"),
    [
        ("japanese", "LK-99", "ja"),
        ("ngerman", "Über", "de"),
        ("korean", "초전도", "ko"),
        ("", "三角法", "ja"),
        ("", "Trigonometry", "en"),
        ("klingon", "Trigonometry", "en"),
        ("korean", "［超伝導の記事］", "ja"),
        ("italian", "［イタリアでの措置］", "ja"),
        ("korean", "Consideration for the development of superconductors", "en"),
        ("chinese-hans", "探访华中大", "zh-Hans"),
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
