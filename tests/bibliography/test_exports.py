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


def test_the_texts_of_an_export_are_decoded() -> None:
    reference = parse(JABREF, "x.bib")["Doe2020"]
    assert reference.text("title") == "Something on 5% of DNA"
    assert reference.text("journaltitle") == "J. Phys. Soc. Jpn.\u00a0B"
    assert reference.date is not None
    assert reference.date.edtf == "2020-01"


def test_groups_and_other_comments_are_no_entries() -> None:
    assert list(parse(JABREF, "x.bib")) == ["Doe2020"]
