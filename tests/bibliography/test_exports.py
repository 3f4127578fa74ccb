"""Files as other programs write them load without problems."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.bibtex_file import parse
from bibouroku.bibliography.links import links

BETTER_BIBTEX = r"""
@article{leeFirst2023,
  title = {The {{First Room-Temperature Ambient-Pressure Superconductor}}},
  author = {Lee, Sukbae and Kim, Ji-Hoon and family=Beek, given=Anna, prefix=van, useprefix=true},
  year = 2023,
  month = jul,
  number = {arXiv:2307.12008},
  eprint = {2307.12008},
  primaryclass = {cond-mat},
  publisher = {arXiv},
  doi = {10.48550/arXiv.2307.12008},
  urldate = {2023-08-01},
  abstract = {At \${T\textbackslash\_c\textbackslash ge 400\}\$ K, 127\$\^\textbackslash circ\$C},
  archiveprefix = {arXiv},
  keywords = {Condensed Matter - Superconductivity},
  file = {C\:\\Users\\me\\Zotero\\Lee - 2023.pdf;/home/me/x.html}
}

@online{okada2020,
  title = {炭素の新しい形},
  author = {岡田, 晋},
  date = {2020-07-01},
  url = {https://example.org/50%25?a=1&b=2},
  langid = {japanese},
}
"""

JABREF = r"""% Encoding: UTF-8

@String{jpsj = {J. Phys. Soc. Jpn.}}

@Article{Doe2020,
  author    = {Doe, Jane and M{\"{u}}ller, {\"A}nne and {Univ. of X} and others},
  title     = {Something on 5\% of {DNA}},
  journal   = jpsj # {~B},
  year      = {2020},
  month     = {#jan#},
  pages     = {12--34},
  owner     = {me},
  timestamp = {2020.01.01},
  file      = {:a.pdf:PDF},
}

@Comment{jabref-meta: databaseType:bibtex;}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:50% done\;0\;1\;\;\;\;;
}
"""

ARXIV = r"""@misc{guo2025deepseekr1,
      title={DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning},
      author={DeepSeek-AI and Daya Guo and Dejian Yang and {\L}ukasz {\'S}wi{\k{a}}tek},
      year={2025},
      eprint={2501.12948},
      archivePrefix={arXiv},
      primaryClass={cs.CL},
      url={https://arxiv.org/abs/2501.12948},
}"""

SPRINGER = r"""@InProceedings{10.1007/978-3-540-72586-2_1,
author="D'Alembert, J. L.
and van der Waals, J. D.",
editor="Shi, Yong",
title="A {\textregistered} Title",
booktitle="Computational Science -- ICCS 2007",
year="2007",
publisher="Springer Berlin Heidelberg",
address="Berlin, Heidelberg",
pages="1--8",
doi={10.1007/978-3-540-72586-2\_1},
isbn="978-3-540-72586-2"
}
"""

ADS = r"""@ARTICLE{1977PhRvB..16.1662K,
       author = {{Kresin}, Vladimir Z. and {Gon{\c{c}}alves da Silva}, C.~E.~T.},
        title = "{Theory of T$_{c}$ \& more}",
      journal = {\prb},
         year = 1977,
        month = aug,
       volume = {16},
       number = {4},
        pages = {1662-1665},
          doi = {10.1103/PhysRevB.16.1662},
       adsurl = {https://ui.adsabs.harvard.edu/abs/1977PhRvB..16.1662K},
      adsnote = {Provided by the SAO/NASA Astrophysics Data System}
}
"""


BETTER_BIBLATEX = r"""
@online{parkPreprint2023,
  title = {On {{CuxPb10-x}} and $T_c$: A {{Preprint}}},
  shorttitle = {On {{CuxPb10-x}}},
  author = {Park, Min and family=Berg, given=Ada, prefix=van den, useprefix=true},
  date = {2023-08-04T09:12:00Z},
  eprint = {2308.00001},
  eprinttype = {arXiv},
  eprintclass = {cond-mat},
  url = {http://arxiv.org/abs/2308.00001},
  urldate = {2023-08-05},
  pubstate = {prepublished},
  langid = {english},
  keywords = {one,two},
  file = {/home/me/Zotero/storage/A%20B/Park.pdf;/home/me/x.html}
}

@incollection{nagaoka1949,
  title = {原子の話},
  booktitle = {科学随筆集},
  author = {長岡, 半太郎},
  editor = {石原, 純},
  date = {1949-uu},
  origdate = {1905},
  pages = {12--30},
  location = {東京},
  publisher = {岩波書店},
  langid = {japanese}
}
"""

MENDELEY = r"""@article{Black2020,
   abstract = {Uses 50% of it.},
   author = {Jessica E Black and Jennifer L Barnes},
   city = {US},
   doi = {10.1037/x0000281},
   issn = {2689-6575(ELECTRONIC),26896567(PRINT)},
   issue = {2},
   journal = {Psychology of Something},
   month = {8},
   pages = {12-17},
   title = {Fiction and "morality" & more},
   url = {https://x.org/a_b?c=1\&d=2},
   volume = {50},
   year = {2020},
}
"""

GOOGLE_SCHOLAR = r"""@inproceedings{vaswani2017,
  title={Attention is all},
  author={Vaswani, A and Shazeer, N and others},
  booktitle={Advances in Neural Things},
  pages={5998--6008},
  year={2017}
}
"""

DOI_ORG = (
    " @article{Doe_2020, title={On {H}<sub>2</sub>O}, volume={12}, ISSN={2045-2322},"
    " url={http://dx.doi.org/10.1038/s41598-020-1}, DOI={10.1038/s41598-020-1}, number={1},"
    ' journal={Scientific Things}, publisher={Springer}, author={Doe, J. and M\\"{u}ller, K.},'
    " year={2020}, month=jul }\n"
)

ACM = r"""@inproceedings{10.1145/1137631.1137632,
 author = {Doe, Jane},
 title = {A {T}alk},
 booktitle = {Proceedings of a Meeting},
 series = {MEET '06},
 year = {2006},
 isbn = {1-59593-085-X},
 location = {Shanghai, China},
 pages = {39--45},
 numpages = {7},
 url = {http://doi.acm.org/10.1145/1137631.1137632},
 doi = {10.1145/1137631.1137632},
 publisher = {ACM},
 address = {New York, NY, USA},
}
"""

WEB_OF_SCIENCE = r"""@article{ ISI:000445987100063,
Author = {Doe, Jane and Roe, Richard},
Title = {{A Title With 100\% Capitals}},
Journal = {{APPLIED THINGS}},
Year = {{2018}},
Month = {{SEP 24}},
Author-Email = {{doe@x.org}},
Author-Email = {{roe@x.org}},
Unique-ID = {{ISI:000445987100063}},
}
"""

DBLP = r"""@inproceedings{DBLP:conf/x/Doe01,
  author    = {Jane Doe 0001},
  title     = {A Talk},
  pages     = {1--9},
  crossref  = {DBLP:conf/x/2001},
}
@proceedings{DBLP:conf/x/2001,
  editor    = {Ed Itor},
  title     = {Proceedings of {X}},
  publisher = {Springer},
  year      = {2001},
  timestamp = {Tue, 14 May 2019 10:00:40 +0200},
}
"""

LIBRARY = """@BOOK{長岡1903,
author="長岡 半太郎 and 石原　純 and ほか",
title="力学",
publisher="丸善",
year="明治36",
month="",
ISSN="",
language="jpn",
}
"""


@pytest.mark.parametrize(
    ("text", "key", "label", "authors"),
    [
        (BETTER_BIBTEX, "leeFirst2023", "Lee ほか 2023", "Lee, S./Kim, J.-H./van Beek, A."),
        (BETTER_BIBTEX, "okada2020", "岡田 2020", "岡田晋"),
        (JABREF, "Doe2020", "Doe ほか 2020", "Doe, J./Müller, Ä./Univ. of X"),
        (ARXIV, "guo2025deepseekr1", "DeepSeek-AI ほか 2025",
         "DeepSeek-AI/Guo, D./Yang, D./Świątek, Ł."),
        (SPRINGER, "10.1007/978-3-540-72586-2_1", "D'Alembert・van der Waals 2007",
         "D'Alembert, J. L./van der Waals, J. D."),
        (ADS, "1977PhRvB..16.1662K", "Kresin・Gonçalves da Silva 1977",
         "Kresin, V. Z./Gonçalves da Silva, C. E. T."),
        (BETTER_BIBLATEX, "parkPreprint2023", "Park・van den Berg 2023",
         "Park, M./van den Berg, A."),
        (BETTER_BIBLATEX, "nagaoka1949", "長岡 1949", "長岡半太郎"),
        (MENDELEY, "Black2020", "Black・Barnes 2020", "Black, J. E./Barnes, J. L."),
        (GOOGLE_SCHOLAR, "vaswani2017", "Vaswani ほか 2017", "Vaswani, A./Shazeer, N."),
        (DOI_ORG, "Doe_2020", "Doe・Müller 2020", "Doe, J./Müller, K."),
        (ACM, "10.1145/1137631.1137632", "Doe 2006", "Doe, J."),
        (WEB_OF_SCIENCE, "ISI:000445987100063", "Doe・Roe 2018", "Doe, J./Roe, R."),
        (DBLP, "DBLP:conf/x/Doe01", "Doe 2001", "Doe, J."),
        (LIBRARY, "長岡1903", "長岡ほか 1903", "長岡半太郎/石原純"),
    ],
)  # fmt: skip
def test_an_export_is_understood(text: str, key: str, label: str, authors: str) -> None:
    reference = parse(text, "x.bib")[key]
    assert reference.label == label
    assert "/".join(person.initialled for person in reference.persons["author"]) == authors


@pytest.mark.parametrize(
    ("text", "key", "shown"),
    [
        (BETTER_BIBTEX, "leeFirst2023", ["doi:10.48550/arXiv.2307.12008", "arXiv:2307.12008"]),
        (BETTER_BIBTEX, "okada2020", ["example.org/50%25?a=1&b=2"]),
        (ARXIV, "guo2025deepseekr1", ["arXiv:2501.12948"]),
        (SPRINGER, "10.1007/978-3-540-72586-2_1", ["doi:10.1007/978-3-540-72586-2_1"]),
    ],
)
def test_an_export_leads_to_its_source(text: str, key: str, shown: list[str]) -> None:
    assert [link.text for link in links(parse(text, "x.bib")[key])] == shown


@pytest.mark.parametrize(
    ("text", "key", "field", "value"),
    [
        (ADS, "1977PhRvB..16.1662K", "journaltitle", "Phys. Rev. B"),
        (ADS, "1977PhRvB..16.1662K", "title", "Theory of T_c & more"),
        (BETTER_BIBLATEX, "parkPreprint2023", "title", "On CuxPb10-x and T_c: A Preprint"),
        (MENDELEY, "Black2020", "title", 'Fiction and "morality" & more'),
        (MENDELEY, "Black2020", "url", "https://x.org/a_b?c=1&d=2"),
        (ACM, "10.1145/1137631.1137632", "location", "New York, NY, USA"),
        (ACM, "10.1145/1137631.1137632", "venue", "Shanghai, China"),
        (WEB_OF_SCIENCE, "ISI:000445987100063", "title", "A Title With 100% Capitals"),
        (DBLP, "DBLP:conf/x/Doe01", "booktitle", "Proceedings of X"),
        (DBLP, "DBLP:conf/x/Doe01", "publisher", "Springer"),
    ],
)
def test_a_field_of_an_export_says_what_it_means(
    text: str, key: str, field: str, value: str
) -> None:
    assert parse(text, "x.bib")[key].text(field) == value


@pytest.mark.parametrize(
    ("text", "key", "edtf"),
    [
        (BETTER_BIBLATEX, "parkPreprint2023", "2023-08-04"),
        (BETTER_BIBLATEX, "nagaoka1949", "1949-XX"),
        (MENDELEY, "Black2020", "2020-08"),
        (DOI_ORG, "Doe_2020", "2020-07"),
        (WEB_OF_SCIENCE, "ISI:000445987100063", "2018-09-24"),
        (DBLP, "DBLP:conf/x/Doe01", "2001"),
        (LIBRARY, "長岡1903", "1903"),
    ],
)
def test_an_export_is_dated(text: str, key: str, edtf: str) -> None:
    date = parse(text, "x.bib")[key].date
    assert date is not None
    assert date.edtf == edtf


def test_the_language_of_a_library_is_understood() -> None:
    assert parse(LIBRARY, "x.bib")["長岡1903"].is_japanese


def test_the_texts_of_an_export_are_decoded() -> None:
    reference = parse(JABREF, "x.bib")["Doe2020"]
    assert reference.text("title") == "Something on 5% of DNA"
    assert reference.text("journaltitle") == "J. Phys. Soc. Jpn.\u00a0B"
    assert reference.date is not None
    assert reference.date.edtf == "2020-01"


def test_groups_and_other_comments_are_no_entries() -> None:
    assert list(parse(JABREF, "x.bib")) == ["Doe2020"]
