"""A seeded corpus of memos and references: the same files for the same numbers."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SEED: Final = 20170401
REFERENCES_PER_MEMO: Final = 3
CITATIONS_PER_MEMO: Final = 20
TAGS: Final = tuple(f"タグ{letter}" for letter in "あいうえおかきくけこさしすせそたちつてと")
CATEGORIES: Final = ("数学", "物理", "化学", "生物", "計算機")
WORDS: Final = ("光の速さ", "熱の流れ", "超伝導体", "三角関数", "実験結果", "標本", "誤差", "仮説",
                "観測", "理論", "計算", "追試", "論文", "証明", "反例", "測定")  # fmt: skip
CONF: Final = """\
project = author = "備忘録"
copyright = "2017"
language = "ja"
extensions = ["myst_parser", "ablog", "sphinxcontrib.bibtex", "bibouroku"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_path = "blog"
blog_post_pattern = "posts/*.md"
post_auto_orphan = False
html_title = project
html_baseurl = "https://bibouroku.example/"
html_theme = "sphinx_book_theme"
html_math_renderer = "mathml"
html_copy_source = False
html_sidebars = {"**": ["navbar-logo.html", "bibouroku/side.html"]}
numfig = True
"""
INDEX: Final = "# 備忘録\n\n```{memo-toctree}\n```\n\n```{toctree}\n:hidden:\n\nbibliography\n```\n"


def write(folder: Path, memos: int) -> None:
    """Write a site of *memos* memos, and three times as many references, into *folder*."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    keys = [f"ref{number}" for number in range(memos * REFERENCES_PER_MEMO)]
    posts = folder / "posts"
    posts.mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.md").write_text(INDEX, encoding="utf-8")
    whole = "# 文献\n\n```{bibliography}\n:all:\n```\n"
    (folder / "bibliography.md").write_text(whole, encoding="utf-8")
    entries = "\n".join(_entry(key, chance) for key in keys)
    (folder / "references.bib").write_text(entries, encoding="utf-8")
    for number in range(memos):
        text = _memo(number, keys, chance)
        (posts / f"memo{number:05}.md").write_text(text, encoding="utf-8")


def _entry(key: str, chance: random.Random) -> str:
    author = "寺田, 寅彦 and 長岡, 半太郎" if chance.random() < 1 / 2 else "Curie, Marie"
    year = chance.randint(1880, 2020)
    return (
        f"@article{{{key},\n  author = {{{author}}},\n  title = {{{_sentence(chance)}}},\n"
        f"  journaltitle = {{学会誌}},\n  date = {{{year}}},\n  doi = {{10.9999/{key}}},\n}}\n"
    )


def _memo(number: int, keys: list[str], chance: random.Random) -> str:
    date = f"{chance.randint(2010, 2019)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    cited = chance.sample(keys, min(CITATIONS_PER_MEMO, len(keys)))
    head = (
        f"---\ndate: {date}\ncategory: {chance.choice(CATEGORIES)}\n"
        f"tags: {', '.join(chance.sample(TAGS, 3))}\n---\n\n# メモ{number} {_sentence(chance)}\n\n"
    )
    body = ""
    for section in range(5):
        body += f"## 節{section}\n\n" if section else ""
        for key in cited[section::5]:
            body += f"{_paragraph(chance)}{{cite:p}}`{key}{{p. {chance.randint(1, 99)}}}`。\n\n"
        body += "$$\ne^{i\\theta} = \\cos\\theta + i\\sin\\theta\n$$\n\n" if section else ""
    return f"{head}{body}## 参考文献\n\n```{{bibliography}}\n```\n"


def _paragraph(chance: random.Random) -> str:
    return "".join(f"{_sentence(chance)}である。" for _ in range(8))


def _sentence(chance: random.Random) -> str:
    return "と".join(chance.sample(WORDS, 3)) + "について"
