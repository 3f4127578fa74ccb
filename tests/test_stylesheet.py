"""One style sheet out of many: what is kept, what goes, and how themes follow the device."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibouroku.stylesheet import Sheet, addresses, following, joined
from bibouroku.toolbox import absent


def gone(name: str) -> bool:
    """Return whether a name is one that these tests call gone."""
    return name in {"btn", "#dialog", "[data-bs-theme]"} or "Icons" in name


def pruned(text: str) -> str:
    """Return what is left of a toolbox, without line ends."""
    return joined([Sheet(text, toolbox=True)], gone).replace("\n", "")


def kept(text: str) -> str:
    """Return one of our own sheets as it is joined, without line ends."""
    return joined([Sheet(text)], gone).replace("\n", "")


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".btn{color:red}p{color:blue}", "p{color:blue}"),
        (".btn,p{color:red}", "p{color:red}"),
        ("a.btn:hover, #dialog p{color:red}", ""),
        ("[data-bs-theme=dark] p{color:red}", ""),
        ("p:not(.btn){color:red}", "p:not(.btn){color:red}"),
        (":is(.btn,p){color:red}", ":is(.btn,p){color:red}"),
        ("@media print{.btn{color:red}}", ""),
        ("@media print{.btn{color:red}p{margin:0}}", "@media print{p{margin:0}}"),
        ('@font-face{font-family:"Icons";src:url(i.woff2)}', ""),
        ("/*! MIT\n*/p{color:red}/*# sourceMappingURL=x.map*/", "/*! MIT */p{color:red}"),
        ('@charset "UTF-8";@import "../basic.css";p{color:red}', "p{color:red}"),
        ("p{background:url(data:image/png;base64,AA);margin:0}", "p{margin:0}"),
        ('p{background:url("data:image/png;base64,AA")}', ""),
        ("p{color:red!important}", "p{color:red!important}"),
        ("p::before{content:'a,  b'}", 'p::before{content:"a,  b"}'),
    ],
)
def test_a_toolbox_keeps_what_pages_can_ask_for(sheet: str, left: str) -> None:
    assert pruned(sheet) == left


def test_our_own_sheets_lose_no_rule() -> None:
    assert kept(".btn{--mine:1}@keyframes x{to{top:0}}") == ".btn{--mine:1}@keyframes x{to{top:0}}"


def test_variables_go_when_nothing_names_them_any_more() -> None:
    sheet = ":root{--a:1px;--b:var(--a);--c:2px}.btn{margin:var(--b)}p{margin:var(--c)}"
    assert pruned(sheet) == ":root{--c:2px}p{margin:var(--c)}"


def test_a_variable_that_our_sheets_name_stays() -> None:
    sheets = [Sheet(":root{--a:1px}", toolbox=True), Sheet("p{margin:var(--a)}")]
    assert joined(sheets, gone) == ":root{--a:1px}\np{margin:var(--a)}\n"


def test_variables_of_the_theme_stay_for_the_sheets_of_a_site() -> None:
    assert pruned(":root{--pst-color-link:blue}") == ":root{--pst-color-link:blue}"


@pytest.mark.parametrize(("use", "left"), [("p{animation:spin 1s}", True), ("p{margin:0}", False)])
def test_an_animation_stays_while_something_moves_by_it(use: str, *, left: bool) -> None:
    assert ("@keyframes spin" in pruned("@keyframes spin{to{top:0}}" + use)) is left


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        ("../images/a.png", "images/a.png"),
        ("a.png", "styles/a.png"),
        ("/a.png", "/a.png"),
        ("https://example.org/a.png", "https://example.org/a.png"),
        ("#filter", "#filter"),
    ],
)
def test_addresses_are_seen_from_the_joined_sheet(address: str, moved: str) -> None:
    sheet = Sheet(f"p{{background:url({address})}}", folder="styles")
    assert joined([sheet], gone) == f'p{{background:url("{moved}")}}\n'


def test_the_files_that_a_sheet_names_are_known() -> None:
    css = "p{src:url(a.png) url('b.png');background:url(\"a.png\"),url(https://example.org/c.png)}"
    assert addresses(css) == ["a.png", "b.png"]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p", None),
        (":is([data-theme=dark] p)", None),
        ("a[data-theme=dark] p", ("dark", "a[data-theme=dark] p", "a:not([data-theme]) p")),
        ('html[data-theme="light"]', ("light", "html[data-theme=light]", "html:not([data-theme])")),
        (":not([data-theme=dark]) p", ("light", "[data-theme=light] p", ":not([data-theme]) p")),
        ("html:not([data-theme])", ("light", "html[data-theme=light]", "html:not([data-theme])")),
    ],
)  # fmt: skip
def test_a_theme_follows_the_device_where_nobody_chose(
    selector: str, expected: tuple[str, str, str] | None
) -> None:
    assert following(selector) == expected


def test_dark_rules_hold_without_a_script() -> None:
    assert kept('html[data-theme="dark"] p,b{color:#fff}') == (
        "html[data-theme=dark] p,b{color:#fff}"
        "@media (prefers-color-scheme:dark){html:not([data-theme]) p{color:#fff}}"
    )


def test_a_sheet_for_one_medium_is_wrapped() -> None:
    assert joined([Sheet("p{margin:0}", media="print")], gone) == "@media print{p{margin:0}}\n"


def test_nested_rules_stay_nested() -> None:
    text = "p{margin:0;&:hover{color:red}@media print{color:#000}}"
    assert kept(text) == text


def test_a_sheet_that_cannot_be_read_is_told() -> None:
    with pytest.raises(ValueError, match="1行"):
        kept("p{color:red}}")


RULES = st.lists(
    st.builds(
        "{}{{{}:{}}}".format,
        st.sampled_from(["p", ".a", ".btn", "a.btn,p", "html[data-theme=dark] p", "p>.b::after"]),
        st.sampled_from(["color", "--x", "margin"]),
        st.sampled_from(["red", "var(--x)", "0 1px", "calc(1px + 2em)"]),
    )
)


@given(RULES)
def test_a_joined_sheet_joins_to_itself(rules: list[str]) -> None:
    plain = [rule for rule in rules if "data-theme" not in rule]
    once = joined([Sheet("".join(plain), toolbox=True)], gone)
    assert joined([Sheet(once, toolbox=True)], gone) == once


@given(RULES, RULES)
def test_sheets_of_ours_are_joined_in_order_without_loss(
    ones: list[str], others: list[str]
) -> None:
    first, second = Sheet("".join(ones)), Sheet("".join(others))
    assert joined([first, second], gone) == joined([first], gone) + joined([second], gone)


@pytest.mark.parametrize(
    "name",
    ["btn", "btn-primary", "carousel-item", "fa-solid", "fa", "navbar-brand", "d-lg-none",
     "sd-card", "bd-sidebar-primary", "text-danger", "#pst-back-to-top", "[data-bs-theme]",
     "@src:Font Awesome"],
)  # fmt: skip
def test_components_that_no_page_has_are_absent(name: str) -> None:
    assert absent(name, frozenset())


@pytest.mark.parametrize(
    "name",
    ["admonition", "note", "table", "highlight", "row", "col-6", "d-none", "text-center", "mt-3",
     "figure", "align-center", "footnote", "math", "sig", "toctree-wrapper", "bd-article", "nb",
     "fact", "formula", "navigation", "#main-content", "[data-theme]", "@src:url(mincho.woff2)"],
)  # fmt: skip
def test_what_authors_may_write_is_kept(name: str) -> None:
    assert not absent(name, frozenset())


def test_the_classes_of_an_extension_stay_where_it_is_loaded() -> None:
    assert not absent("sd-card", frozenset({"sphinx_design"}))
