"""A memo's page as plain Markdown (CommonMark with tables, footnotes and ``$LaTeX$``).

Made of the page's own HTML, so that it says what readers see: citations as they read, statuses
in words, numbers that were computed. What is there for the browser (marks of headings, ways
back, cards, buttons, drawings without words) is left out. Links are absolute where the address
of the site is known.
"""

# ruff: noqa: ARG002 - markdownify hands all arguments to every method

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

from bibouroku.bibliography.meta_tag import iso_date
from bibouroku.blog.metadata import authors

if TYPE_CHECKING:
    from bs4 import Tag

    from bibouroku.blog.memo import Memo
    from bibouroku.blog.metadata import WebPage

#: What a page has for the browser, or what stands in the lines under the title already.
LEFT_OUT: Final = frozenset({"h1", "template", "dialog", "button", "script", "style", "rp"})
CLASSES_LEFT_OUT: Final = frozenset(
    {"memo-date-line", "memo-citation", "headerlink", "backlinks", "bibliography-exports",
     "citation-card", "math-source", "fn-bracket"}
)  # fmt: skip
#: Letters that mean something in a line of Markdown, or of the mathematics in it.
SPECIAL: Final = re.compile(r"[\\`*_\[\]<$~|]|&(?=#?\w+;)")
#: Beginnings of lines that would make a heading, a quotation or a list.
BEGINNING: Final = re.compile(
    r"^(?:#{1,6}(?=\s|$)|[+-](?=\s|$)|[>=]|-(?=-)|[0-9]{1,9}(?=[.)](?:\s|$)))", re.MULTILINE
)
BACKTICKS: Final = re.compile("`+")
#: The elements whose text a bar would end.
CELLS: Final = frozenset({"td", "th"})
BLANK_LINES: Final = re.compile(r"\n{3,}")
ENDS_OF_LINES: Final = re.compile(r"[ \t]+$", re.MULTILINE)
#: The class by which Sphinx names the language of a block of code, and names that are none.
LANGUAGE: Final = re.compile(r"highlight-(\S+)")
NO_LANGUAGE: Final = frozenset({"default", "none", "text"})
SENTENCE_ENDS: Final = "。、．，！？：；.,!?:;"
OPENING: Final = "「『（【〔〈《([“"
CLOSING: Final = "」』）】〕〉》)]”"
#: What would end an address in round brackets.
UNSAFE_IN_ADDRESS: Final = str.maketrans(
    {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": "", "\\": "%5C"}
)


def memo_markdown(memo: Memo, page: WebPage, body: str, base: str) -> str:
    """Return *memo*, the text of whose page is the HTML *body*, as Markdown.

    Links in *body* lead from the address *base*.
    """
    facts = {
        "著者": "、".join(authors(memo)),
        "日付": " ".join(filter(None, (memo.date.japanese, _in_brackets(iso_date(memo.date))))),
        "最新の追記": memo.modified.japanese if memo.updates else "",
        "分類": memo.category,
        "タグ": "、".join(memo.tags),
        "サイト": page.site,
        "要旨": memo.description,
    }
    lines = [f"- {name}：{escaped(value)}" for name, value in facts.items() if value]
    if page.address:
        lines.append(f"- URL：<{page.address}>")
    text = plain_markdown(body, base)
    return f"# {escaped(memo.title)}\n\n" + "\n".join(lines) + f"\n\n{text}\n"


def plain_markdown(body: str, base: str) -> str:
    """Return the HTML *body* as Markdown; links lead from the address *base*."""
    soup = BeautifulSoup(body, "lxml")
    for formula in soup.find_all("math"):
        _take_latex(formula)
    for number in soup.select(".math-block .eqno"):
        _number_formula(number)
    for footnote in soup.select("aside.footnote"):
        label = footnote.select_one(".label")
        footnote["data-number"] = label.extract().get_text().strip(" []\n") if label else ""
    for element in soup.find_all(_is_left_out):
        element.extract()
    text = _Converter(base).convert_soup(soup)
    return BLANK_LINES.sub("\n\n", ENDS_OF_LINES.sub("", text)).strip()


def escaped(text: str) -> str:
    """Return *text* so that Markdown shows it sign by sign, within a line."""
    return SPECIAL.sub(r"\\\g<0>", text)


def _is_left_out(element: Tag) -> bool:
    attributes = element.attrs
    return (
        element.name in LEFT_OUT
        or not CLASSES_LEFT_OUT.isdisjoint(attributes.get("class") or ())
        or not {"popover", "hidden"}.isdisjoint(attributes)
        or attributes.get("aria-hidden") == "true"
    )


def _in_brackets(words: str) -> str:
    return f"({words})" if words else ""


def _take_latex(formula: Tag) -> None:
    """Keep of a formula its LaTeX, which stands in ``alttext``."""
    latex = str(formula.get("alttext") or "")
    if not latex and (note := formula.select_one('annotation[encoding="application/x-tex"]')):
        latex = note.get_text()
    formula.clear()
    formula["alttext"] = " ".join(latex.split())


def _number_formula(number: Tag) -> None:
    """Put the *number* of an equation into its formula: in a line of its own it begins a list."""
    block = number.find_parent(class_="math-block")
    formula = block.find("math") if block else None
    if formula:
        digits = "".join(number.find_all(string=True, recursive=False)).strip("() \n")
        formula["alttext"] = f"{formula['alttext']} \\tag{{{digits}}}"
        number.extract()


def _code_language(block: Tag) -> str:
    """Return the language of a block of code, which Sphinx names in a class around it."""
    around = block.find_parent(class_=LANGUAGE)
    named = LANGUAGE.search(" ".join(around["class"])) if around else None
    return named[1] if named and named[1] not in NO_LANGUAGE else ""


def _escaped_beginning(sign: re.Match[str]) -> str:
    return f"{sign[0]}\\" if sign[0].isdigit() else f"\\{sign[0]}"


def _marked(element: Tag, text: str, mark: str) -> str:
    """Return *text*, the words of *element*, between marks that CommonMark takes for such.

    It does not take those of ``**「語」**は`` and ``**文。**次``, with punctuation inside and a
    letter outside. So the ends of sentences and brackets around all move out; where that does not
    help, the text has no marks.
    """
    core = text.strip()
    words = core.rstrip(SENTENCE_ENDS)
    before, after = "", core[len(words) :]
    if len(words) > 1 and words[0] in OPENING and words.find(_partner(words[0])) == len(words) - 1:
        before, words, after = words[0], words[1:-1], words[-1] + after
    inside = bool(words) and (
        (_is_letter(words[0]) or not _is_letter(before or _beside(element, -1)))
        and (_is_letter(words[-1]) or not _is_letter(after or _beside(element, 1)))
    )
    if not inside or "\n" in words:
        return text
    spaces = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return f"{' ' * bool(spaces[0])}{before}{mark}{words}{mark}{after}{' ' * bool(spaces[1])}"


def _partner(bracket: str) -> str:
    return CLOSING[OPENING.index(bracket)]


def _beside(element: Tag, step: int) -> str:
    """Return the letter that stands before or after *element*, or a space."""
    beside = element.next_sibling if step > 0 else element.previous_sibling
    text = beside.get_text() if beside else ""
    return text[0 if step > 0 else -1] if text else " "


def _is_letter(text: str) -> bool:
    """Return whether the sign is neither space nor punctuation, as CommonMark sees it."""
    return not text[:1].isspace() and unicodedata.category(text[:1] or " ")[0] not in "PSZ"


class _Converter(MarkdownConverter):
    """Knows what our pages have beside plain HTML.

    What it takes over are methods that markdownify's own types do not name.
    """

    def __init__(self, base: str) -> None:
        super().__init__(
            heading_style="ATX", bullets="-", sub_symbol="<sub>", sup_symbol="<sup>",
            table_infer_header=True,
        )  # fmt: skip
        self.base = base

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Escape text."""
        return escaped(text)

    def convert_math(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a formula as LaTeX: a displayed one in lines of its own."""
        latex = str(el["alttext"])
        if el.get("display") == "block" and "_inline" not in parent_tags:
            return f"\n\n$$\n{latex}\n$$\n\n"
        if CELLS & parent_tags:  # a bar would end the cell
            latex = latex.replace("\\|", "\\Vert ").replace("|", "\\vert ")
        return f"${latex}$"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return code within a line."""
        safe = text.replace("|", "\\|") if CELLS & parent_tags else text
        return str(super().convert_code(el, safe, parent_tags))  # type: ignore[misc]

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a block of code with its language."""
        fence = "`" * max(3, 1 + max(map(len, BACKTICKS.findall(text)), default=0))
        code = text.strip("\n")
        return f"\n\n{fence}{_code_language(el)}\n{code}\n{fence}\n\n" if code else ""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a link with its whole address and without a tooltip, or a note's sign."""
        if "footnote-reference" in (el.get("class") or ()):
            return f"[^{text.strip()}]"
        if "href" in el.attrs:
            el["href"] = urljoin(self.base, str(el["href"])).translate(UNSAFE_IN_ADDRESS)
        el.attrs.pop("title", None)
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an image with its words."""
        address = urljoin(self.base, str(el.get("src") or "")).translate(UNSAFE_IN_ADDRESS)
        return f"![{escaped(' '.join(str(el.get('alt') or '').split()))}]({address})"

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a paragraph that no sign at its beginning makes something else."""
        safe = BEGINNING.sub(_escaped_beginning, text)
        return str(super().convert_p(el, safe, parent_tags))  # type: ignore[misc]

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return bold text."""
        return text if "_noformat" in parent_tags else _marked(el, text, "**")

    convert_b = convert_strong

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return emphasised text."""
        return text if "_noformat" in parent_tags else _marked(el, text, "*")

    convert_i = convert_em

    def convert_rt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a reading in brackets behind its word."""
        return f"（{text}）" if text else ""

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a division; a note as a quotation."""
        if "admonition" in (el.get("class") or ()) and "_inline" not in parent_tags:
            quoted = self.convert_blockquote(el, text, parent_tags)  # type: ignore[attr-defined]
            return f"\n{quoted}"
        return str(super().convert_div(el, text, parent_tags))  # type: ignore[misc]

    def convert_aside(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a footnote under its sign."""
        classes = el.get("class") or ()
        if "footnote" not in classes:
            return str(super().convert_div(el, text, parent_tags))  # type: ignore[misc]
        return f"\n\n[^{el.get('data-number')}]: " + text.strip().replace("\n", "\n    ") + "\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the words under a figure."""
        return f"\n\n{text.strip()}\n\n"
