"""What PDF/A-2 forbids and a PDF can do without (ISO 19005-2:2011)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pikepdf import Dictionary, Name, Stream, String

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

#: Actions that a document may have (6.5.1): to go somewhere within it, or to an address.
ACTIONS: Final = frozenset({"/GoTo", "/GoToR", "/Thread", "/URI", "/Named"})
NAMED_ACTIONS: Final = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
#: Annotations that say something or lead somewhere (6.3.1); others play, are files or machinery.
ANNOTATIONS: Final = frozenset({"/Link"})
#: Flags of an annotation (6.3.2): printed, and none of those that hide it.
PRINTED: Final = 4
HIDING: Final = 1 | 2 | 32 | 256
#: What opens itself, runs, or hides (6.1, 6.4, 6.5, 6.8, 6.10), and what only its maker reads.
OF_THE_CATALOG: Final = (
    "/AA", "/OpenAction", "/Perms", "/NeedsRendering", "/AcroForm", "/Requirements",
    "/OCProperties", "/PieceInfo", "/AF",
)  # fmt: skip
OF_NAMES: Final = ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations")
OF_A_PAGE: Final = ("/AA", "/PresSteps", "/PieceInfo", "/Trans", "/Dur")


def clean(pdf: pikepdf.Pdf) -> None:
    """Take out of *pdf* what PDF/A-2 forbids."""
    _drop(pdf.Root, OF_THE_CATALOG)
    if "/Names" in pdf.Root:
        _drop(pdf.Root.Names, OF_NAMES)
    if "/StructTreeRoot" not in pdf.Root:
        _drop(pdf.Root, ("/MarkInfo",))
    for page in pdf.pages:
        _drop(page.obj, OF_A_PAGE)
        if "/Annots" in page.obj:
            _clean_annotations(page.obj)
    for item in _outline(pdf.Root.get("/Outlines")):
        _clean_action(item)
        item.Title = String(str(item.Title))  # LuaTeX lets it stand by itself
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            _clean_stream(thing)
        if isinstance(thing, Stream | Dictionary):
            _clean_resources(thing)


def _drop(holder: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in holder:
            del holder[name]


def _clean_annotations(page: Any) -> None:
    """Keep the links of a page; each is printed."""
    for place in reversed(range(len(page.Annots))):
        annotation = page.Annots[place]
        if str(annotation.get("/Subtype")) not in ANNOTATIONS:
            del page.Annots[place]
            continue
        annotation.F = int(annotation.get("/F", 0)) & ~HIDING | PRINTED
        _clean_action(annotation)


def _clean_action(holder: Any) -> None:
    """Take out of a link or an entry of the outline what it may not do."""
    _drop(holder, ("/AA", "/PA"))
    action = holder.get("/A")
    if action is None:
        return
    kind = str(action.get("/S"))
    if kind not in ACTIONS or (kind == "/Named" and str(action.get("/N")) not in NAMED_ACTIONS):
        del holder["/A"]
    _drop(action, ("/Next",))


def _outline(holder: Any) -> Iterator[Any]:
    """Yield the entries of the outline."""
    entry = holder.get("/First") if holder is not None else None
    while entry is not None:
        yield entry
        yield from _outline(entry)
        entry = entry.get("/Next")


def _clean_stream(stream: Any) -> None:
    """Take out what shows otherwise elsewhere, or is read by nobody (6.2.8, 6.2.9)."""
    if stream.get("/Subtype") == Name.Image:
        _drop(stream, ("/Interpolate", "/Alternates", "/OPI"))
    elif stream.get("/Subtype") == Name.Form:
        _drop(stream, ("/OPI", "/Ref", "/PS", "/PieceInfo"))
        _drop(stream, tuple(name for name in stream if name.startswith("/PTEX.")))


def _clean_resources(thing: Any) -> None:
    """Take out what is empty of the resources, and what has to be complete if it is there."""
    if thing.get("/Type") == Name.FontDescriptor:
        _drop(thing, ("/CIDSet",))  # 6.2.11.4.2
    resources = thing.get("/Resources")
    if isinstance(resources, Dictionary):
        empty = [name for name, held in resources.items()
                 if isinstance(held, Dictionary) and not held.keys()]  # fmt: skip
        _drop(resources, tuple(empty))
