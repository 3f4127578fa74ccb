"""Pages as plain Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bibouroku.bibliography.edtf_date import parse_edtf
from bibouroku.blog.memo import Memo, Update
from bibouroku.blog.metadata import WebPage
from bibouroku.blog.plain_markdown import escaped, memo_markdown, plain_markdown

BASE = "https://x.org/p/a.html"
BLOCK = (
    '<div class="math-block"><math alttext="a&lt;b" display="block"></math>'
    "<details class='math-source'><summary>LaTeX</summary></details></div>"
)
TABLE = (
    "<table><thead><tr><th>a|b</th></tr></thead><tbody><tr><td><p>x</p></td></tr></tbody></table>"
)
NUMBERED = BLOCK.replace(
    "<details", '<span class="eqno">(12)<a class="headerlink" href="#e">#</a></span><details'
)
MATH = '<math alttext="a&lt;b_1" display="{}"><mi>a</mi></math>'
FOOTNOTE = (
    '<p>文<a class="footnote-reference" href="#f"><span class="fn-bracket">[</span>1'
    '<span class="fn-bracket">]</span></a></p><aside class="footnote-list"><aside class="footnote"'
    ' id="f"><span class="label">[<a href="#i">1</a>]</span><p>注</p></aside></aside>'
)


def cell(html: str) -> str:
    """Return a table whose only cell holds *html*."""
    return (
        f"<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>{html}</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>題</h1><h2>節<a class='headerlink' href='#s'>#</a></h2>", "## 節"),
        ("<p>x<strong>「語」</strong>は</p>", "x「**語**」は"),
        ("<p><strong>文。</strong>次</p>", "**文**。次"),
        ("<p><strong>連載「L」</strong>（全</p>", "**連載「L」**（全"),
        ("<p>a<strong>連載「L」</strong>は</p>", "a連載「L」は"),
        ("<p><em>Nature</em>, 1</p>", "*Nature*, 1"),
        ("<p># a</p><p>1. b</p><p>4.2 K</p><p>- c</p>", "\\# a\n\n1\\. b\n\n4.2 K\n\n\\- c"),
        ('<p><a href="#r" title="t">光 2020</a> <strong class="status">撤回</strong></p>',
         "[光 2020](https://x.org/p/a.html#r) **撤回**"),
        ('<p><a href="../b c(1).html">b</a></p>', "[b](https://x.org/b%20c%281%29.html)"),
        ('<p><img src="i.svg" alt="青い]空"></p>', "![青い\\]空](https://x.org/p/i.svg)"),
        (f"<p>式{MATH.format('inline')}は</p>", "式$a<b_1$は"),
        (BLOCK, "$$\na<b\n$$"),
        (TABLE, "| a\\|b |\n| --- |\n| x |"),
        ("<p><ruby>暦<rp>（</rp><rt>こよみ</rt><rp>）</rp></ruby></p>", "暦（こよみ）"),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("<div class='admonition'><p>追記</p><p>文</p></div>", "> 追記\n>\n> 文"),
        ("<p>a <code>b_*</code></p>", "a `b_*`"),
        ("<p><code>a|b</code></p>", "`a|b`"),
        (cell("<code>a|b</code>"), "| h |\n| --- |\n| `a\\|b` |"),
        (cell('<math alttext="|x|=\\|y\\|"></math>'),
         "| h |\n| --- |\n| $\\vert x\\vert =\\Vert y\\Vert $ |"),
        ("<div class='highlight-python notranslate'><div><pre>a = 1\n</pre></div></div>",
         "```python\na = 1\n```"),
        ("<div class='highlight-default'><pre>```\n*a*</pre></div>", "````\n```\n*a*\n````"),
        ("<pre>a</pre>", "```\na\n```"),
        (NUMBERED, "$$\na<b \\tag{12}\n$$"),
        ("<ul><li>文献 <span class='backlinks'>引用箇所</span></li></ul>", "- 文献"),
        ("<p>a</p><section class='memo-citation'><h2>引用</h2></section>", "a"),
        ("<p>a<span popover>札</span><button>b</button></p>", "a"),
        (FOOTNOTE, "文[^1]\n\n[^1]: 注"),
    ],
)  # fmt: skip
def test_a_page_becomes_markdown(html: str, markdown: str) -> None:
    assert plain_markdown(html, BASE) == markdown


def test_a_copy_begins_with_what_the_memo_is() -> None:
    updates = (Update(parse_edtf("2023-11-07"), "u"),)
    memo = Memo(
        "p/a", "題*", parse_edtf("2023-08"), "物理", ("波",), author="甲, 乙", updates=updates
    )
    text = memo_markdown(memo, WebPage("所", "ja", BASE), "<h1>題*</h1><p>文</p>", BASE)
    assert text.splitlines() == [
        "# 題\\*", "", "- 著者：甲、乙", "- 日付：2023年8月 (2023-08)",
        "- 最新の追記：2023年11月7日",
        "- 分類：物理", "- タグ：波", "- サイト：所", f"- URL：<{BASE}>", "", "文",
    ]  # fmt: skip


@given(st.text(alphabet="*_`[]()<>&;lt#!|~\\-1. あ$\"'", max_size=40))
def test_text_stays_text(text: str) -> None:
    words = " ".join(text.split())
    shown = MarkdownIt("commonmark").renderInline(f"文{escaped(words)}文")
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert plain.replace("&amp;", "&") == f"文{words}文"
