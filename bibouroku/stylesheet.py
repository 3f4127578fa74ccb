"""One style sheet out of many: joined in order, without what no page can ask for.

A theme brings the rules of a whole toolbox; pages use few of them. Rules go whose selectors
all name something that is gone, then the animations and variables that nothing names any more.
Rules for ``data-theme`` also follow the reader's device where no theme is chosen, so that a
page is dark without a script. Nothing is fetched: declarations with ``data:`` addresses go,
which a strict Content-Security-Policy would refuse.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tinycss2.ast import Declaration, Node, ParseError

#: At-rules that hold rules.
GROUPS: Final = frozenset({"media", "supports", "layer", "container", "starting-style"})
#: A choice of theme, where it is a selector's own and no argument.
THEME: Final = re.compile(
    r""":not\(\[data-theme(?:=["']?(?P<other>light|dark)["']?)?\]\)"""
    r"""|(?<![(,\s])\[data-theme=["']?(?P<chosen>light|dark)["']?\]"""
)
#: How the variables begin that a site's own sheets may name.
PUBLIC: Final = ("--pst-color-", "--pst-font-", "--sbt-")
#: A comment that names an author and a licence, which must go with the rules.
NOTICE: Final = re.compile(r"/\*!.*?\*/", re.DOTALL)
ADDRESS: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/|#)", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """A style sheet: its text, and how it is to be taken in."""

    text: str
    #: The folder of its file, as seen from the joined sheet: relative addresses start there.
    folder: str = ""
    #: The media for which alone it holds.
    media: str = ""
    #: Whether it is somebody else's toolbox, of which rules and variables may go.
    toolbox: bool = False


@dataclass(frozen=True)
class Rule:
    """A rule: what stands before its braces, and what stands in them."""

    head: str
    body: tuple[Rule | Entry, ...]
    toolbox: bool


@dataclass(frozen=True)
class Entry:
    """What is no block: a declaration, or an at-rule without one."""

    name: str
    text: str


def joined(sheets: Iterable[Sheet], gone: Callable[[str], bool]) -> str:
    """Return one style sheet for *sheets*, in their order.

    *gone* tells of a class (``btn``), an id (``#searchbox``) or an attribute (``[data-bs-theme]``)
    whether no page has it; it is asked for toolboxes only. The same sheets give the same text.
    """
    rules: list[Rule | Entry] = []
    notices: dict[str, None] = {}
    for sheet in sheets:
        notices |= dict.fromkeys(" ".join(one.split()) for one in NOTICE.findall(sheet.text))
        reader = _Reader(sheet, gone if sheet.toolbox else lambda _name: False)
        found = tuple(reader.read(_parsed(sheet.text)))
        rules += [Rule(f"@media {sheet.media}", found, sheet.toolbox)] if sheet.media else found
    return "".join(f"{one}\n" for one in [*notices, *map(_written, _used(tuple(rules)))])


def addresses(css: str) -> list[str]:
    """Return the relative addresses that a style sheet names, in order, without doubles."""
    found = re.findall(r"""url\(\s*["']?([^"')]+)""", css)
    return list(dict.fromkeys(url.strip() for url in found if not ADDRESS.match(url)))


def following(selector: str) -> tuple[str, str, str] | None:
    """Return how a selector that names a theme follows the device, or ``None`` if it names none.

    That is: the scheme (light or dark), the selector where a reader chose it, and the one
    where nobody chose. Both weigh as much as the one given.
    """
    match = THEME.search(selector)
    if not match:
        return None
    chosen, other = match["chosen"], match["other"]
    scheme = chosen or ("dark" if other == "light" else "light")
    before, after = selector[: match.start()], selector[match.end() :]
    return scheme, f"{before}[data-theme={scheme}]{after}", f"{before}:not([data-theme]){after}"


def _parsed(text: str) -> list[Node]:
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


@dataclass(frozen=True)
class _Reader:
    """Reads the rules of one sheet."""

    sheet: Sheet
    gone: Callable[[str], bool]

    def read(self, nodes: Iterable[Node], *, nested: bool = False) -> Iterator[Rule | Entry]:
        """Yield what is kept of *nodes*; rules within a rule keep their selectors."""
        for node in nodes:
            if node.type == "declaration":
                yield from self._declaration(node)
            elif node.type == "at-rule":
                yield from self._at_rule(node, nested=nested)
            elif node.type == "qualified-rule":
                yield from self._qualified(node, nested=nested)
            elif node.type == "error":
                raise ValueError(_complaint(node))

    def _declaration(self, node: Declaration) -> Iterator[Entry]:
        value = self._tokens(node.value)
        if "url(data:" in value or 'url("data:' in value:
            return
        important = "!important" if node.important else ""
        yield Entry(node.name, f"{node.name}:{value}{important}")

    def _at_rule(self, node: Node, *, nested: bool) -> Iterator[Rule | Entry]:
        name = node.lower_at_keyword
        head = f"@{node.at_keyword} {self._tokens(node.prelude)}".strip()
        if name in {"charset", "import"}:
            return
        if node.content is None:
            yield Entry("", head)
            return
        parse = tinycss2.parse_blocks_contents if nested else tinycss2.parse_rule_list
        inner = parse if name in GROUPS else _contents(name)
        body = tuple(self.read(inner(node.content, skip_comments=True, skip_whitespace=True),
                               nested=nested or name not in GROUPS))  # fmt: skip
        lost_font = name == "font-face" and any(self.gone(f"@{part.text}") for part in body
                                                if isinstance(part, Entry))  # fmt: skip
        if body and not lost_font:
            yield Rule(head, body, self.sheet.toolbox)

    def _qualified(self, node: Node, *, nested: bool) -> Iterator[Rule]:
        content = tinycss2.parse_blocks_contents(
            node.content, skip_comments=True, skip_whitespace=True
        )
        selectors = [self._tokens(part) for part in _split(node.prelude) if not self._lost(part)]
        body = tuple(self.read(content, nested=True))
        if not selectors or not body:
            return
        if nested:
            yield Rule(",".join(selectors), body, self.sheet.toolbox)
            return
        yield from _by_theme(selectors, body, toolbox=self.sheet.toolbox)

    def _lost(self, selector: Sequence[Node]) -> bool:
        """Return whether a selector names, outside of parentheses, something that is gone."""
        before = None
        for token in selector:
            name = ""
            if token.type == "ident" and before == ".":
                name = token.value
            elif token.type == "hash":
                name = f"#{token.value}"
            elif token.type == "[] block":
                words = [part.value for part in token.content if part.type == "ident"]
                name = f"[{words[0]}]" if words else ""
            if name and self.gone(name):
                return True
            before = token.value if token.type == "literal" else None
        return False

    def _tokens(self, tokens: Iterable[Node]) -> str:
        """Return *tokens* as text, short, relative addresses seen from the joined sheet."""
        text = tinycss2.serialize([self._token(one) for one in tokens if one.type != "comment"])
        return _short(text)

    def _token(self, token: Node) -> Node:
        if token.type == "url" or (token.type == "function" and token.lower_name == "url"):
            argument = token if token.type == "url" else next(iter(token.arguments), token)
            address = getattr(argument, "value", "")
            if not ADDRESS.match(address):
                address = posixpath.normpath(posixpath.join(self.sheet.folder, address))
            (moved,) = tinycss2.parse_component_value_list(f'url("{_escaped(address)}")')
            return moved
        return token


def _contents(name: str) -> Callable[..., list[Node]]:
    """Return what reads the block of an at-rule: keyframes hold rules, the others declarations."""
    rules, declarations = tinycss2.parse_rule_list, tinycss2.parse_blocks_contents
    return cast("Callable[..., list[Node]]", rules if name.endswith("keyframes") else declarations)


def _split(prelude: Iterable[Node]) -> list[list[Node]]:
    """Return the selectors of a list of them."""
    found: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _by_theme(
    selectors: Sequence[str], body: tuple[Rule | Entry, ...], *, toolbox: bool
) -> Iterator[Rule]:
    """Yield a rule for the selectors that hold whichever way, and those for each theme."""
    plain: list[str] = []
    device: dict[str, list[str]] = {}
    for selector in selectors:
        if found := following(selector):
            scheme, chosen, unchosen = found
            plain.append(chosen)
            device.setdefault(scheme, []).append(unchosen)
        else:
            plain.append(selector)
    yield Rule(",".join(plain), body, toolbox)
    for scheme, unchosen_ones in sorted(device.items()):
        inner = Rule(",".join(unchosen_ones), body, toolbox)
        yield Rule(f"@media (prefers-color-scheme:{scheme})", (inner,), toolbox)


def _used(rules: tuple[Rule | Entry, ...]) -> tuple[Rule | Entry, ...]:
    """Return *rules* without the animations and variables of toolboxes that nothing names."""
    while True:
        text = "".join(map(_written, rules))
        named = set(re.findall(r"var\(\s*(--[\w-]+)", text))
        moving = " ".join(re.findall(r"animation(?:-name)?:([^;}]*)", text)).split()
        left = tuple(kept for rule in rules if (kept := _named(rule, named, set(moving))))
        if left == rules:
            return rules
        rules = left


def _named(rule: Rule | Entry, named: set[str], moving: set[str]) -> Rule | Entry | None:
    if isinstance(rule, Entry) or not rule.toolbox:
        return rule
    words = rule.head.split()
    if words[0].endswith("keyframes"):
        return rule if words[-1] in moving else None
    body: list[Rule | Entry] = []
    for part in rule.body:
        if isinstance(part, Rule):
            kept = _named(part, named, moving)
        else:
            # variables of the theme itself are for a site's own sheets, too
            unused = part.name.startswith("--") and not part.name.startswith(PUBLIC)
            kept = None if unused and part.name not in named else part
        if kept:
            body.append(kept)
    return replace(rule, body=tuple(body)) if body else None


def _written(rule: Rule | Entry) -> str:
    if isinstance(rule, Entry):
        return f"{rule.text};"
    parts = "".join(_written(part) for part in rule.body)
    return f"{rule.head}{{{parts.removesuffix(';')}}}"


def _short(text: str) -> str:
    """Return a piece of CSS with single spaces, but for what stands in quotation marks."""
    parts = re.split(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", text)
    parts[::2] = [re.sub(r"\s*,\s*", ",", re.sub(r"\s+", " ", part)) for part in parts[::2]]
    return "".join(parts).strip()


def _escaped(address: str) -> str:
    return address.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")


def _complaint(error: ParseError) -> str:
    return f"{error.source_line}行{error.source_column}字目が読めない（{error.message}）"
